"""The calendar of managing units as pages show it: meetings, rooms, roads, closed days."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tinnhiem.apps.meetings import calendar
from tinnhiem.apps.meetings.models import ClosedDay, Meeting, Rescheduling, Sitting, TravelTime, Venue
from tinnhiem.apps.meetings.operations.planning import conflicts_of
from tinnhiem.apps.meetings.operations.scheduling import summoned_or_staff
from tinnhiem.apps.meetings.queries.rearranged import invitations_due
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain.procedure.drafting import resettled, working_days_later
from tinnhiem.domain.procedure.scheduling_settings import SchedulingSettings
from tinnhiem.domain.procedure.timetable import sittings_for, working_days

LOOKED_AHEAD: Final = timedelta(days=400)
"""How far ahead a working day is looked for."""


@dataclass(frozen=True)
class VenueView:
    """A room of a school."""

    id: int
    school_id: int
    school: str
    name: str
    capacity: int


@dataclass(frozen=True)
class TravelView:
    """A road between two schools."""

    origin: str
    destination: str
    minutes: int


@dataclass(frozen=True)
class ClosedDayView:
    """A day that a managing unit closed."""

    on: date
    reason: str


@dataclass(frozen=True)
class SlotView:
    """A meeting in the calendar, or one of its sittings; ``sitting`` is 0 for a meeting in one piece."""

    meeting_id: UUID
    school_id: int
    school: str
    subject: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str
    version: int
    sitting: int
    named: Sequence[tuple[int, str]]
    notice_due: bool
    changed_at: datetime

    @property
    def officials(self) -> str:
        """Who runs the meeting, in one line."""
        return ", ".join(name for _, name in self.named)

    @property
    def people(self) -> frozenset[int]:
        """Who runs the meeting."""
        return frozenset(person for person, _ in self.named)


def venues_of(school_ids: Collection[int]) -> Sequence[VenueView]:
    """The rooms of schools, by school."""
    rows = Venue.objects.select_related("school").filter(school_id__in=school_ids)
    return [
        VenueView(row.pk, row.school_id, row.school.name, row.name, row.capacity)
        for row in rows.order_by("school__name", "name")
    ]


def largest_venues(school_ids: Collection[int]) -> Mapping[int, int]:
    """The number of the largest room of each school that has any."""
    rows = Venue.objects.filter(school_id__in=school_ids).order_by("capacity", "pk")
    return {row.school_id: row.pk for row in rows}


def travel_times(school_ids: Collection[int]) -> Sequence[TravelView]:
    """The roads entered between schools."""
    rows = TravelTime.objects.select_related("origin", "destination").filter(
        origin_id__in=school_ids, destination_id__in=school_ids
    )
    return [TravelView(row.origin.name, row.destination.name, row.minutes) for row in rows]


def closed_days_of(unit_ids: Collection[int], *, since: date) -> Sequence[ClosedDayView]:
    """The days that units closed, from a day on."""
    rows = ClosedDay.objects.filter(managing_unit_id__in=unit_ids, on__gte=since).order_by("on")
    return [ClosedDayView(row.on, row.reason) for row in rows]


def slots(unit_ids: Collection[int], *, first: date, last: date) -> Sequence[SlotView]:
    """The meetings of units between two days, the first one first; adjourned and cancelled ones too."""
    return slots_where(Q(managing_unit_id__in=unit_ids), first=first, last=last)


def slots_where(chosen: Q, *, first: date, last: date) -> Sequence[SlotView]:
    """The meetings that ``chosen`` chooses between two days, the first one first."""
    zone = timezone.get_current_timezone()
    span = (datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone))
    meetings = (
        Meeting.objects.select_related("school", "subject")
        .prefetch_related("officials__person", "sittings", "reschedulings")
        .filter(chosen)
        .filter(Q(scheduled_at__range=span) | Q(sittings__starts_at__range=span))
        .distinct()
    )
    due = invitations_due([meeting.pk for meeting in meetings])
    found = [slot for meeting in meetings for slot in _slots(meeting, is_due=meeting.pk in due)]
    return sorted(
        (slot for slot in found if span[0] <= slot.starts_at < span[1]), key=lambda slot: slot.starts_at
    )


def new_moments(
    meeting_ids: Collection[UUID], *, first: date, last: date, is_hour_kept: bool
) -> Mapping[UUID, datetime | None]:
    """The first moment from ``first`` to ``last`` at which each meeting fits, all of them moved together.

    At its old hour, or at one of the hours at which the managing unit begins its meetings.
    """
    meetings = list(Meeting.objects.filter(pk__in=meeting_ids))
    zone = timezone.get_current_timezone()
    unit = meetings[0].managing_unit_id if meetings else 0
    others = calendar.standing_bookings(
        datetime.combine(first, time(), zone), datetime.combine(last, time(), zone), without=meeting_ids
    )
    found = resettled(
        calendar.bookings_of(meetings),
        days=_open_days(unit, first, last),
        starts=() if is_hour_kept else calendar.settings_of(unit).starts,
        zone=zone,
        others=others,
        travel=calendar.roads([], managing_unit_id=unit).travel,
    )
    return {UUID(meeting): moment for meeting, moment in found.items()}


def moments_later(meeting_ids: Collection[UUID], *, count: int) -> Mapping[UUID, datetime | None]:
    """Each meeting's moment ``count`` working days later at its old hour; closed days do not count."""
    found: dict[UUID, datetime | None] = {}
    for meeting in Meeting.objects.filter(pk__in=meeting_ids):
        local = timezone.localtime(meeting.scheduled_at)
        days = _open_days(meeting.managing_unit_id, local.date(), local.date() + LOOKED_AHEAD)
        day = working_days_later(local.date(), count, days)
        found[meeting.pk] = datetime.combine(day, local.time(), local.tzinfo) if day else None
    return found


def scheduling_of(unit_ids: Collection[int]) -> SchedulingSettings:
    """How the first of the units holds its meetings."""
    return calendar.settings_of(min(unit_ids, default=0))


def _open_days(unit_id: int, first: date, last: date) -> list[date]:
    closed = calendar.closed_days(unit_id)
    return list(working_days(first, last, calendar=rules.calendar(), closed=closed))


def sittings_wanted(meeting_id: UUID) -> Sequence[int]:
    """The seats of each sitting that the meeting's room asks for; one where the room is large or unknown."""
    meeting = Meeting.objects.select_related("venue").get(pk=meeting_id)
    people = summoned_or_staff(meeting)
    return sittings_for(people, capacity=meeting.venue.capacity) if meeting.venue else (people,)


def barred_from_running(appointment_id: int) -> frozenset[int]:
    """The people of the conflict set of the meeting on this appointment."""
    row = org.get_appointment(appointment_id)
    conflicts = conflicts_of(subject_id=row.person_id, unit_id=row.unit_id, post=row.post)
    barred = {conflicts.subject} | conflicts.relatives | conflicts.reports_only_to_subject
    return frozenset(map(int, barred))


def _slots(meeting: Meeting, *, is_due: bool) -> list[SlotView]:
    sittings = list(meeting.sittings.all())
    if not sittings:
        ends_at = meeting.scheduled_at + timedelta(minutes=meeting.length_minutes)
        return [_slot(meeting, meeting.scheduled_at, ends_at, 0, is_due=is_due)]
    return [
        _slot(meeting, one.starts_at, one.ends_at, one.number, is_due=is_due) for one in _by_number(sittings)
    ]


def _by_number(sittings: Sequence[Sitting]) -> Sequence[Sitting]:
    return sorted(sittings, key=lambda one: one.number)


def _slot(
    meeting: Meeting, starts_at: datetime, ends_at: datetime, sitting: int, *, is_due: bool
) -> SlotView:
    moved: Sequence[Rescheduling] = list(meeting.reschedulings.all())
    return SlotView(
        meeting_id=meeting.pk,
        school_id=meeting.school_id,
        school=meeting.school.name,
        subject=meeting.subject.full_name,
        starts_at=starts_at,
        ends_at=ends_at,
        place=meeting.place,
        state=meeting.state,
        version=meeting.version,
        sitting=sitting,
        named=[(one.person_id, one.person.full_name) for one in meeting.officials.all()],
        notice_due=is_due,
        changed_at=max((row.at for row in moved), default=meeting.attested_at),
    )
