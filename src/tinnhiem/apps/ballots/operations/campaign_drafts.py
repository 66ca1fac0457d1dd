"""The draft schedule of a campaign: proposed by the machine, edited by officers, confirmed into meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots.models import Campaign, DraftMeeting
from tinnhiem.apps.ballots.operations.campaigns import locked_campaign
from tinnhiem.apps.ballots.operations.polling import plan_poll
from tinnhiem.apps.ballots.queries.campaigns import BoardRow, board, get_campaign
from tinnhiem.apps.meetings import calendar
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.campaign import HELD, LIVE, Standing
from tinnhiem.domain.procedure.drafting import Draft, Need, Pools, draft
from tinnhiem.domain.procedure.timetable import working_days
from tinnhiem.domain.regulations import TermProcedure

PROCEDURE: Final = "reappointment"
STAGE: Final = "key_staff_conference"
REQUIRED: Final = frozenset({"chair", "secretary"})


class DraftEmpty(DomainError):
    """A draft was to be confirmed that holds no meeting."""

    code = "draft_empty"


class DraftChanged(DomainError):
    """Somebody else changed the line of the draft since the page was opened."""

    code = "draft_changed"
    status = 409


class LeaderHasMeeting(DomainError):
    """A leader of the draft got a meeting in another way since the draft was made."""

    code = "leader_has_meeting"


class CrewMissing(DomainError):
    """A draft was asked for without anybody to chair or to keep the minutes."""

    code = "crew_missing"


@dataclass(frozen=True)
class Wishes:
    """Between which days to put meetings, and who may take each function."""

    first: date
    last: date
    people: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Edit:
    """A line of the draft as an officer wants it; ``officials`` maps function to people."""

    draft_id: int
    version: int
    scheduled_at: datetime
    venue_id: int | None
    officials: Mapping[str, Sequence[int]]


@transaction.atomic
def draft_schedule(*, campaign_id: UUID, wishes: Wishes, actor: Actor, at: datetime) -> Sequence[int]:
    """Propose a meeting for everybody who is uncovered and has none; returns whoever found no place.

    An earlier draft is replaced. Raises ``CampaignUnknown`` or ``CrewMissing``.
    """
    if any(not wishes.people.get(function) for function in REQUIRED):
        raise CrewMissing
    campaign = locked_campaign(campaign_id)
    rows = _without_meeting(campaign, on=timezone.localdate(at))
    found = _draft(campaign, rows, wishes, at)
    campaign.drafts.all().delete()
    venues = rooms.largest_venues([row.school_id for row in rows])
    schools = {row.appointment_id: row.school_id for row in rows}
    DraftMeeting.objects.bulk_create(
        DraftMeeting(
            campaign=campaign,
            appointment_id=int(placed.meeting),
            scheduled_at=placed.starts_at,
            venue_id=venues.get(schools[int(placed.meeting)]),
            officials={function: [person] for function, person in placed.crew.items()},
        )
        for placed in found.placed
    )
    audit.append(
        actor=actor.key,
        act="campaign_draft.made",
        subject=f"campaign:{campaign.pk}",
        at=at,
        after={"placed": len(found.placed), "unplaced": len(found.unplaced)},
    )
    return [int(leader) for leader in found.unplaced]


@transaction.atomic
def edit_draft(*, edit: Edit, actor: Actor, at: datetime) -> None:
    """Change one line of the draft; raises ``DraftChanged`` where somebody else was faster."""
    row = DraftMeeting.objects.select_for_update().filter(pk=edit.draft_id, version=edit.version).first()
    if row is None:
        raise DraftChanged
    row.scheduled_at, row.venue_id = edit.scheduled_at, edit.venue_id
    row.officials = {function: list(people) for function, people in edit.officials.items() if people}
    row.version += 1
    row.save()
    audit.append(
        actor=actor.key,
        act="campaign_draft.edited",
        subject=f"campaign:{row.campaign_id}",
        at=at,
        after={"appointment": row.appointment_id, "scheduled_at": edit.scheduled_at.isoformat()},
    )


@transaction.atomic
def drop_draft(*, draft_id: int, version: int, actor: Actor, at: datetime) -> None:
    """Take one line out of the draft; raises ``DraftChanged``."""
    row = DraftMeeting.objects.select_for_update().filter(pk=draft_id, version=version).first()
    if row is None:
        raise DraftChanged
    audit.append(
        actor=actor.key,
        act="campaign_draft.dropped",
        subject=f"campaign:{row.campaign_id}",
        at=at,
        after={"appointment": row.appointment_id},
    )
    row.delete()


@transaction.atomic
def confirm_draft(*, campaign_id: UUID, actor: Actor, at: datetime) -> int:
    """Plan every meeting of the draft, all or none, under the campaign's attestation; returns how many.

    Raises ``CampaignUnknown``, ``DraftEmpty``, ``LeaderHasMeeting`` and whatever planning a meeting raises.
    """
    campaign = locked_campaign(campaign_id)
    rows = list(campaign.drafts.select_related("venue").order_by("scheduled_at", "pk"))
    if not rows:
        raise DraftEmpty
    _refuse_second_meeting(rows)
    for row in rows:
        plan_poll(plan=_plan(campaign, row), actor=actor, at=at)
    campaign.drafts.all().delete()
    audit.append(
        actor=actor.key,
        act="campaign_draft.confirmed",
        subject=f"campaign:{campaign.pk}",
        at=at,
        basis=campaign.plan_number,
        after={"meetings": len(rows)},
    )
    return len(rows)


def _refuse_second_meeting(rows: Sequence[DraftMeeting]) -> None:
    for meeting in rooms.meetings_about([row.appointment_id for row in rows]).values():
        if meeting.state in LIVE or meeting.state == HELD:
            raise LeaderHasMeeting(name=meeting.subject_name)


def _plan(campaign: Campaign, row: DraftMeeting) -> meetings.MeetingPlan:
    return meetings.MeetingPlan(
        appointment_id=row.appointment_id,
        procedure=PROCEDURE,
        stage=STAGE,
        legal_basis_on=campaign.legal_basis_on,
        plan_number=campaign.plan_number,
        scheduled_at=row.scheduled_at,
        place=row.venue.name if row.venue else org.get_appointment(row.appointment_id).unit_name,
        subject_summoned=campaign.subject_summoned,
        officials={
            function: row.officials.get(function, [])
            for function in ("chair", "secretary", "supervisor", "observer")
        },
        is_attested=True,
        venue_id=row.venue_id,
    )


def _without_meeting(campaign: Campaign, on: date) -> Sequence[BoardRow]:
    """The uncovered for whom a meeting would be the cure."""
    found = board(get_campaign(campaign.pk), on=on, until=on)
    return [
        row
        for row in found.rows
        if row.standing is Standing.UNCOVERED
        and not row.is_by_hand
        and row.leader
        and row.leader.follows is TermProcedure.REAPPOINTMENT
    ]


def _draft(campaign: Campaign, rows: Sequence[BoardRow], wishes: Wishes, at: datetime) -> Draft:
    zone = timezone.get_current_timezone()
    settings = calendar.settings_of(campaign.managing_unit_id)
    first = max(wishes.first, timezone.localdate(at) + timedelta(days=1))
    days = list(
        working_days(
            first,
            wishes.last,
            calendar=rules.calendar(),
            closed=calendar.closed_days(campaign.managing_unit_id),
        )
    )
    taken = calendar.standing_bookings(
        datetime.combine(first, time(), zone), datetime.combine(wishes.last, time(), zone)
    )
    return draft(
        needs=[_need(row, wishes) for row in rows],
        pools=Pools(wishes.people, REQUIRED),
        days=days,
        starts=settings.starts,
        length=settings.length,
        zone=zone,
        taken=taken,
        travel=calendar.roads([], managing_unit_id=campaign.managing_unit_id).travel,
    )


def _need(row: BoardRow, wishes: Wishes) -> Need:
    """The meeting is wanted before the decision is due; the conflict set of the leader may not run it."""
    latest = row.leader.decision.on if row.leader and row.leader.decision else wishes.last
    return Need(
        meeting=str(row.appointment_id),
        place=str(row.school_id),
        latest_on=min(latest, wishes.last),
        barred=rooms.barred_from_running(row.appointment_id),
    )
