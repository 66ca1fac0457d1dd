"""Meetings as bookings: who is where and when, and whether one more meeting fits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.meetings.models import (
    ClosedDay,
    Meeting,
    Official,
    SchedulingSetting,
    Sitting,
    TravelTime,
)
from tinnhiem.apps.meetings.models.meeting import MEETING_MINUTES
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.procedure.scheduling_settings import SchedulingSettings
from tinnhiem.domain.procedure.timetable import Booking, TravelTimes, clashes, closure_of, place_taken_by

STANDING: Final = (Meeting.State.PLANNED, Meeting.State.SUMMONED, Meeting.State.IN_PROGRESS)
_AROUND: Final = timedelta(days=1)
USUAL: Final = SchedulingSettings(MEETING_MINUTES, travel_minutes=30, starts=(time(8), time(14)))
"""How meetings are held where the managing unit set nothing: morning and afternoon, half an hour's road."""
NEW: Final = "new"
"""The key of a meeting that is being planned."""


class MeetingClash(DomainError):
    """Somebody would have to be at two meetings at once, or on the road when the next one begins."""

    code = "meeting_clash"


class SchoolTaken(DomainError):
    """The school already holds another meeting at that time."""

    code = "school_taken"


class DayClosed(DomainError):
    """A meeting was put on a public holiday or a day that the managing unit closed."""

    code = "day_closed"


@dataclass(frozen=True)
class Roads:
    """The roads between schools and, by meeting, the name of the school to say in a refusal."""

    travel: TravelTimes
    schools: Mapping[str, str]


def bookings_of(meetings: Iterable[Meeting]) -> list[Booking]:
    """The bookings of meetings: one each, or one a sitting; the officials and the subject must be there."""
    found = {meeting.pk: meeting for meeting in meetings}
    people: dict[UUID, set[int]] = {pk: {meeting.subject_id} for pk, meeting in found.items()}
    for meeting_id, person in Official.objects.filter(meeting__in=found).values_list("meeting", "person"):
        people[meeting_id].add(person)
    sittings: dict[UUID, list[Sitting]] = {}
    for sitting in Sitting.objects.filter(meeting__in=found).order_by("number"):
        sittings.setdefault(sitting.meeting_id, []).append(sitting)
    return [
        Booking(str(pk), starts_at, ends_at, str(meeting.school_id), frozenset(people[pk]))
        for pk, meeting in found.items()
        for starts_at, ends_at in _spans(meeting, sittings.get(pk, []))
    ]


def standing_bookings(first: datetime, last: datetime, *, without: Collection[UUID] = ()) -> list[Booking]:
    """The bookings of all meetings around a span that are neither over nor adjourned."""
    meetings = Meeting.objects.filter(
        state__in=STANDING, scheduled_at__gte=first - _AROUND, scheduled_at__lte=last + _AROUND
    )
    return bookings_of(meetings.exclude(pk__in=without))


def settings_of(managing_unit_id: int) -> SchedulingSettings:
    """How a managing unit holds its meetings; the usual where it has set nothing."""
    row = SchedulingSetting.objects.filter(managing_unit_id=managing_unit_id).first()
    if row is None:
        return USUAL
    starts = tuple(time.fromisoformat(start) for start in row.starts)
    return SchedulingSettings(row.length_minutes, row.travel_minutes, starts)


def roads(bookings: Sequence[Booking], *, managing_unit_id: int) -> Roads:
    """The roads as entered, the unit's usual one otherwise, and the names of the schools of ``bookings``."""
    minutes = {
        frozenset((str(row.origin_id), str(row.destination_id))): row.minutes
        for row in TravelTime.objects.all()
    }
    places = {booking.place for booking in bookings}
    return Roads(
        TravelTimes(minutes, settings_of(managing_unit_id).travel_minutes),
        {place: org.get_unit(int(place)).name for place in places},
    )


def closed_days(managing_unit_id: int) -> Mapping[date, str]:
    """The days that a managing unit closed, each with its reason."""
    rows = ClosedDay.objects.filter(managing_unit_id=managing_unit_id)
    return {row.on: row.reason for row in rows}


def require_open_day(day: date, *, managing_unit_id: int) -> None:
    """Raise ``DayClosed`` for a public holiday or a day that the unit closed."""
    found = closure_of(day, calendar=rules.calendar(), closed=closed_days(managing_unit_id))
    if found:
        raise DayClosed(day=f"{day:%d/%m/%Y}", reason=found.reason)


def require_free(booking: Booking, others: Sequence[Booking], *, managing_unit_id: int) -> None:
    """Raise ``SchoolTaken`` or ``MeetingClash``, naming the people and both meetings."""
    known = roads([booking, *others], managing_unit_id=managing_unit_id)
    taken = place_taken_by(booking, others)
    if taken:
        raise SchoolTaken(school=known.schools[booking.place], other_at=_said(taken.starts_at))
    for clash in clashes(booking, others, known.travel):
        raise MeetingClash(
            name=org.name_of(clash.person),
            school=known.schools[booking.place],
            at=_said(booking.starts_at),
            other=known.schools[clash.other.place],
            other_at=_said(clash.other.starts_at),
            gap=clash.gap,
            needed=clash.needed,
        )


def _spans(meeting: Meeting, sittings: Sequence[Sitting]) -> list[tuple[datetime, datetime]]:
    if sittings:
        return [(sitting.starts_at, sitting.ends_at) for sitting in sittings]
    length = timedelta(minutes=meeting.length_minutes)
    return [(meeting.scheduled_at, meeting.scheduled_at + length)]


def _said(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M %d/%m/%Y}"
