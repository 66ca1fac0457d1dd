"""Where the papers of a campaign stand: its plan, the approval, and the notice to each leader."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tinnhiem.apps.ballots.models import TermNotice
from tinnhiem.apps.records import queries as records


@dataclass(frozen=True)
class PlanStanding:
    """The plan that counts, the plan that waits for its signature, and the same of the approval."""

    signed: records.DocumentRow | None
    draft: records.DocumentRow | None
    approval: records.DocumentRow | None

    @property
    def may_be_approved(self) -> bool:
        """Whether a signed plan waits for the draft of its approval."""
        return self.signed is not None and self.approval is None and self.draft is None


@dataclass(frozen=True)
class NoticeStanding:
    """The notice to a leader: its number and day once signed, or the draft that waits."""

    number: str = ""
    on: date | None = None
    document_id: UUID | None = None
    is_draft: bool = False


def about_campaign(campaign_id: UUID) -> str:
    """The key under which the shelf keeps the papers of a campaign."""
    return f"campaign:{campaign_id}"


def about_leader(appointment_id: int) -> str:
    """The key under which the shelf keeps the notice on a term."""
    return f"appointment:{appointment_id}"


def plan_standing(campaign_id: UUID) -> PlanStanding:
    """Where the plan of a campaign stands; an approval counts for the plan that was signed before it."""
    about = about_campaign(campaign_id)
    plans, approvals = (
        records.standing_papers(kind=kind, abouts=[about]).get(about, ())
        for kind in ("plan", "plan_approval")
    )
    signed = _last_signed(plans)
    return PlanStanding(
        signed=signed,
        draft=next((row for row in reversed(plans) if not row.is_signed), None),
        approval=next((row for row in reversed(approvals) if signed and row.made_at > signed.made_at), None),
    )


def notices_of(leaders: Collection[int]) -> Mapping[int, NoticeStanding]:
    """The notice to each leader who has one, entered by hand or signed: the latest; else the draft."""
    found = {
        row.appointment_id: NoticeStanding(row.number, row.issued_on)
        for row in TermNotice.objects.filter(appointment_id__in=leaders).order_by("issued_on", "pk")
    }
    abouts = {about_leader(leader): leader for leader in leaders}
    for about, papers in records.standing_papers(kind="notice", abouts=abouts).items():
        found[abouts[about]] = _latest(found.get(abouts[about]), papers)
    return found


def _latest(known: NoticeStanding | None, papers: Sequence[records.DocumentRow]) -> NoticeStanding:
    signed = _last_signed(papers)
    if signed is None:
        return known or NoticeStanding(document_id=papers[-1].id, is_draft=True)
    if known and known.on and signed.signed_on and known.on > signed.signed_on:
        return known
    return NoticeStanding(signed.notation, signed.signed_on, signed.id)


def _last_signed(papers: Sequence[records.DocumentRow]) -> records.DocumentRow | None:
    return next((row for row in reversed(papers) if row.is_signed), None)
