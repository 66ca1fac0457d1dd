"""The papers of a campaign, drafted for the records clerk: the plan, its approval, the notices."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.ballots import papers_of_campaigns as papers
from tinnhiem.apps.ballots.models import Campaign
from tinnhiem.apps.ballots.operations.campaigns import LeaderNotInCampaign, locked_campaign
from tinnhiem.apps.ballots.queries.boards import rows_without_notice
from tinnhiem.apps.ballots.queries.campaign_papers import (
    NoticeStanding,
    about_campaign,
    about_leader,
    plan_standing,
)
from tinnhiem.apps.ballots.queries.campaigns import Board, BoardRow, board, get_campaign
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.campaign import Standing
from tinnhiem.domain.regulations import TermProcedure
from tinnhiem.engines.documents.writing import BLANK, Row

NOTICES_AT_ONCE: Final = 50
"""How many notices are drafted in one act, the earliest terms first."""
REPORT_BEFORE: Final = timedelta(days=2)
"""How long before the meeting the leader's report is to arrive."""


class PlanNotSigned(DomainError):
    """A plan was to be approved that has no signed copy, or that is being written anew."""

    code = "plan_not_signed"


class PlanApprovalStands(DomainError):
    """The signed plan has its approval already, drafted or signed."""

    code = "plan_approval_stands"
    status = 409


class TermNoticeStands(DomainError):
    """A leader has a notice already, drafted or signed."""

    code = "term_notice_stands"
    status = 409


class TermNoticeNeedless(DomainError):
    """A notice was asked for on a leader whom no procedure with a notice concerns."""

    code = "term_notice_needless"


@transaction.atomic
def draft_plan(*, campaign_id: UUID, actor: Actor, at: datetime) -> UUID:
    """File the draft of the campaign's plan; it replaces the plan before it, signed or not.

    Raises ``CampaignUnknown``.
    """
    campaign = locked_campaign(campaign_id)
    found = board(get_campaign(campaign_id), on=timezone.localdate(at), until=timezone.localdate(at))
    standing = plan_standing(campaign_id)
    earlier = standing.draft or standing.signed
    paper = papers.plan(
        _head(campaign, at, found.rows, earlier.id if earlier else None),
        period=_period(campaign),
        subjects=_subjects(campaign, found),
        exceptions=_exceptions(found),
    )
    return records.file_document(paper=paper, actor=actor, at=at)


@transaction.atomic
def draft_plan_approval(*, campaign_id: UUID, actor: Actor, at: datetime) -> UUID:
    """File the draft of the decision that approves the signed plan.

    Raises ``CampaignUnknown``, ``PlanNotSigned`` or ``PlanApprovalStands``.
    """
    campaign = locked_campaign(campaign_id)
    standing = plan_standing(campaign_id)
    if standing.signed is None or standing.draft is not None:
        raise PlanNotSigned
    if standing.approval is not None:
        raise PlanApprovalStands
    found = board(get_campaign(campaign_id), on=timezone.localdate(at), until=timezone.localdate(at))
    paper = papers.approval(
        _head(campaign, at, found.rows),
        period=_period(campaign),
        notation=standing.signed.notation,
        total=len(_inside(found)),
    )
    return records.file_document(paper=paper, actor=actor, at=at)


@transaction.atomic
def draft_notice(*, campaign_id: UUID, appointment_id: int, actor: Actor, at: datetime) -> UUID:
    """File the draft of the notice to one leader, who counts as notified once it is signed.

    Raises ``CampaignUnknown``, ``LeaderNotInCampaign``, ``TermNoticeNeedless`` or ``TermNoticeStands``.
    """
    campaign = locked_campaign(campaign_id)
    on = timezone.localdate(at)
    found = board(get_campaign(campaign_id), on=on, until=on, among=[appointment_id])
    row = next(iter(found.rows), None)
    if row is None:
        raise LeaderNotInCampaign
    if not row.takes_notice:
        raise TermNoticeNeedless(name=row.name)
    if row.notice != NoticeStanding():
        raise TermNoticeStands(name=row.name)
    return _announce(campaign, row, actor, at)


@transaction.atomic
def draft_notices(*, campaign_id: UUID, actor: Actor, at: datetime) -> int:
    """File the drafts of the notices still missing, ``NOTICES_AT_ONCE`` at most; returns how many.

    Raises ``CampaignUnknown``.
    """
    campaign = locked_campaign(campaign_id)
    missing = rows_without_notice(get_campaign(campaign_id), on=timezone.localdate(at), most=NOTICES_AT_ONCE)
    for row in missing:
        _announce(campaign, row, actor, at)
    return len(missing)


def _announce(campaign: Campaign, row: BoardRow, actor: Actor, at: datetime) -> UUID:
    leader = row.leader
    if leader is None or not isinstance(leader.follows, TermProcedure):
        raise TermNoticeNeedless(name=row.name)
    head = papers.Letterhead(
        about=about_leader(row.appointment_id),
        unit_id=campaign.managing_unit_id,
        on=timezone.localdate(at),
        levels=frozenset({leader.school_level}),
    )
    announced = papers.Announced(
        appointment_id=row.appointment_id,
        name=row.name,
        sex=row.sex,
        post_title=sentence(f"post_{leader.post}", "vi"),
        school=row.school,
        last_day=leader.last_day,
        follows=leader.follows,
        report_due_on=timezone.localdate(row.meeting_at) - REPORT_BEFORE if row.meeting_at else None,
    )
    return records.file_document(paper=papers.notice(head, announced), actor=actor, at=at)


def _head(
    campaign: Campaign, at: datetime, rows: Sequence[BoardRow], replaces: UUID | None = None
) -> papers.Letterhead:
    return papers.Letterhead(
        about=about_campaign(campaign.pk),
        unit_id=campaign.managing_unit_id,
        on=timezone.localdate(at),
        levels=frozenset(row.leader.school_level for row in rows if row.leader),
        replaces=records.Earlier(replaces, "replaces") if replaces else None,
    )


def _period(campaign: Campaign) -> str:
    last = campaign.ends_on - timedelta(days=1)
    return sentence(
        "campaign_paper_period", "vi", first=f"{campaign.starts_on:%d/%m/%Y}", last=f"{last:%d/%m/%Y}"
    )


def _inside(found: Board) -> Sequence[BoardRow]:
    return [row for row in found.rows if row.standing is not Standing.EXCEPTED]


def _subjects(campaign: Campaign, found: Board) -> Sequence[Row]:
    """Everybody of the campaign with the meeting as planned or, before that, as the draft proposes it."""
    places = {**_proposed(campaign), **_planned(campaign, found)}
    return [_subject(row, places.get(row.appointment_id)) for row in _inside(found)]


def _subject(row: BoardRow, place: tuple[date, str, str] | None) -> Row:
    leader = row.leader
    said = (
        sentence("campaign_paper_arrangement", "vi", place=place[1], officials=place[2]) if place else BLANK
    )
    return {
        "unit": row.school,
        "name": row.name,
        "post": row.post_title,
        "ends_on": leader.last_day if leader else BLANK,
        "notice_by": leader.notice.on if leader and leader.notice else BLANK,
        "meeting_on": place[0] if place else BLANK,
        "arrangement": said,
    }


def _exceptions(found: Board) -> Sequence[Row]:
    labels = {ground.code: ground.label for ground in rules.exception_grounds(found.campaign.legal_basis_on)}
    return [
        {
            "name": row.name,
            "post": row.post_title,
            "unit": row.school,
            "ground": "; ".join(part for part in (labels.get(row.ground, row.ground), row.basis) if part),
        }
        for row in found.rows
        if row.standing is Standing.EXCEPTED
    ]


def _planned(campaign: Campaign, found: Board) -> dict[int, tuple[date, str, str]]:
    """Day, room and officials of each meeting of the campaign, by appointment."""
    days = [timezone.localdate(row.meeting_at) for row in found.rows if row.meeting_at]
    if not days:
        return {}
    slots = rooms.slots([campaign.managing_unit_id], first=min(days), last=max(days))
    by_meeting = {slot.meeting_id: slot for slot in reversed(slots)}
    return {
        row.appointment_id: (timezone.localdate(slot.starts_at), slot.place, slot.officials)
        for row in found.rows
        if row.meeting_id and (slot := by_meeting.get(row.meeting_id))
    }


def _proposed(campaign: Campaign) -> dict[int, tuple[date, str, str]]:
    rows = campaign.drafts.select_related("venue", "appointment__unit")
    return {
        row.appointment_id: (
            timezone.localdate(row.scheduled_at),
            row.venue.name if row.venue else row.appointment.unit.name,
            ", ".join(org.name_of(person) for people in row.officials.values() for person in people),
        )
        for row in rows
    }
