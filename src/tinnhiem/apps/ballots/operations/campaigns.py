"""The campaign of a managing unit: made after its attestation; leaders taken out on a ground; notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots.models import Campaign, CampaignException, ListedLeader, TermNotice
from tinnhiem.apps.ballots.queries.campaigns import CampaignUnknown
from tinnhiem.apps.ballots.queries.ending import EndingLeader, ending_leaders
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.operations.planning import AttestationMissing
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.campaign import LIVE


class CampaignOverlaps(DomainError):
    """The unit already has a campaign over some days of the period."""

    code = "campaign_overlaps"


class CampaignEmpty(DomainError):
    """A campaign was to be made for a unit without schools in the period."""

    code = "campaign_empty"


class LeaderNotInCampaign(DomainError):
    """The leader's term neither ends in the period nor was listed."""

    code = "leader_not_in_campaign"
    status = 404


class GroundNotInPack(DomainError):
    """A leader was to be taken out on a ground that the pack does not know."""

    code = "ground_not_in_pack"


class ExceptionBasisMissing(DomainError):
    """A ground was given without the paper it rests on."""

    code = "exception_basis_missing"


class MeetingStands(DomainError):
    """A leader was to be taken out while a meeting on them is planned."""

    code = "meeting_stands"


class NotTakenOut(DomainError):
    """A leader was to be brought back who had not been taken out."""

    code = "not_taken_out"


class NoticeInTheFuture(DomainError):
    """A notice was dated after the day on which it is recorded."""

    code = "notice_in_the_future"


@dataclass(frozen=True)
class CampaignPlan:
    """What an officer decides: the unit, the period (exclusive end), the plan and the day of its law.

    ``is_attested``: the officer attested, for the campaign as a whole, that nothing in it is classified.
    """

    unit_id: int
    starts_on: date
    ends_on: date
    plan_number: str
    legal_basis_on: date
    subject_summoned: bool
    is_attested: bool = False


@transaction.atomic
def create_campaign(*, plan: CampaignPlan, actor: Actor, at: datetime) -> UUID:
    """Make a campaign, list everybody whose term ends in it, and return its id.

    Raises ``AttestationMissing``, ``PeriodReversed``, ``NoPackOnDate``, ``CampaignOverlaps`` or
    ``CampaignEmpty``; then nothing is made.
    """
    leaders = leaders_to_list(plan)
    pack = rules.in_force(plan.legal_basis_on).pack
    campaign = Campaign.objects.create(
        managing_unit_id=plan.unit_id,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        plan_number=plan.plan_number,
        legal_basis_on=plan.legal_basis_on,
        pack=pack,
        subject_summoned=plan.subject_summoned,
        attestation=sentence("campaign_attestation"),
        attested_by_id=actor.account_id,
        attested_at=at,
    )
    ListedLeader.objects.bulk_create(
        ListedLeader(campaign=campaign, appointment_id=leader.appointment_id) for leader in leaders
    )
    audit.append(
        actor=actor.key,
        act="campaign.created",
        subject=f"campaign:{campaign.pk}",
        at=at,
        basis=plan.plan_number,
        after={"unit": plan.unit_id, "leaders": len(leaders)},
    )
    return campaign.pk


def leaders_to_list(plan: CampaignPlan, *, language: str = "vi") -> Sequence[EndingLeader]:
    """Whom a campaign made now would list; raises what making it raises, and makes nothing."""
    if not plan.is_attested:
        raise AttestationMissing
    period = Period(plan.starts_on, plan.ends_on)
    _refuse_overlap(plan)
    leaders = ending_leaders(
        unit_id=plan.unit_id, period=period, legal_basis_on=plan.legal_basis_on, language=language
    )
    if not leaders:
        raise CampaignEmpty
    return leaders


@transaction.atomic
def take_out(
    *, campaign_id: UUID, appointment_id: int, ground: str, basis: str, actor: Actor, at: datetime
) -> None:
    """Take a leader out; without a ground they stay uncovered, and every list says so.

    Raises ``CampaignUnknown``, ``LeaderNotInCampaign``, ``GroundNotInPack``, ``ExceptionBasisMissing`` or
    ``MeetingStands``.
    """
    campaign = locked_campaign(campaign_id)
    require_leader(campaign, appointment_id)
    if ground and ground not in {known.code for known in rules.exception_grounds(campaign.legal_basis_on)}:
        raise GroundNotInPack
    if ground and not basis.strip():
        raise ExceptionBasisMissing
    meeting = rooms.meetings_about([appointment_id]).get(appointment_id)
    if meeting and meeting.state in LIVE:
        raise MeetingStands(school=meeting.school_name, on=f"{meeting.scheduled_at:%d/%m/%Y}")
    basis = basis.strip() if ground else ""
    _record(campaign, appointment_id, is_out=True, ground=ground, basis=basis, actor=actor, at=at)


@transaction.atomic
def bring_back(*, campaign_id: UUID, appointment_id: int, actor: Actor, at: datetime) -> None:
    """Bring a leader back who was taken out; raises ``CampaignUnknown`` or ``NotTakenOut``."""
    campaign = locked_campaign(campaign_id)
    latest = campaign.exceptions.filter(appointment_id=appointment_id).order_by("-pk").first()
    if latest is None or not latest.is_out:
        raise NotTakenOut
    _record(campaign, appointment_id, is_out=False, ground="", basis="", actor=actor, at=at)


@transaction.atomic
def record_notice(*, appointment_id: int, number: str, issued_on: date, actor: Actor, at: datetime) -> None:
    """Record that the notice on a leader's term was issued; raises ``NoticeInTheFuture``."""
    org.get_appointment(appointment_id)
    if issued_on > timezone.localdate(at):
        raise NoticeInTheFuture(day=f"{issued_on:%d/%m/%Y}")
    TermNotice.objects.create(
        appointment_id=appointment_id, number=number, issued_on=issued_on, by_id=actor.account_id, at=at
    )
    audit.append(
        actor=actor.key,
        act="term_notice.recorded",
        subject=f"appointment:{appointment_id}",
        at=at,
        basis=number,
        after={"issued_on": issued_on.isoformat()},
    )


def locked_campaign(campaign_id: UUID) -> Campaign:
    """The campaign's row, locked for this transaction; raises ``CampaignUnknown``."""
    campaign = Campaign.objects.select_for_update().filter(pk=campaign_id).first()
    if campaign is None:
        raise CampaignUnknown
    return campaign


def require_leader(campaign: Campaign, appointment_id: int) -> None:
    """Raise ``LeaderNotInCampaign`` for somebody whom the campaign is not about."""
    if campaign.listed.filter(appointment_id=appointment_id).exists():
        return
    ending = ending_leaders(
        unit_id=campaign.managing_unit_id,
        period=Period(campaign.starts_on, campaign.ends_on),
        legal_basis_on=campaign.legal_basis_on,
        among=[appointment_id],
    )
    if not ending:
        raise LeaderNotInCampaign


def _refuse_overlap(plan: CampaignPlan) -> None:
    other = Campaign.objects.filter(
        managing_unit_id=plan.unit_id, starts_on__lt=plan.ends_on, ends_on__gt=plan.starts_on
    ).first()
    if other:
        raise CampaignOverlaps(
            plan=other.plan_number, first=f"{other.starts_on:%d/%m/%Y}", end=f"{other.ends_on:%d/%m/%Y}"
        )


def _record(
    campaign: Campaign,
    appointment_id: int,
    *,
    is_out: bool,
    ground: str,
    basis: str,
    actor: Actor,
    at: datetime,
) -> None:
    CampaignException.objects.create(
        campaign=campaign,
        appointment_id=appointment_id,
        is_out=is_out,
        ground=ground,
        basis=basis,
        by_id=actor.account_id,
        at=at,
    )
    audit.append(
        actor=actor.key,
        act="campaign_exception.recorded",
        subject=f"campaign:{campaign.pk}",
        at=at,
        basis=basis,
        after={"appointment": appointment_id, "is_out": is_out, "ground": ground},
    )
