"""The calendar as officers keep it: rooms, roads, closed days, sittings, meetings moved before they begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.meetings import calendar
from tinnhiem.apps.meetings.models import (
    ClosedDay,
    Meeting,
    Official,
    Rescheduling,
    SchedulingSetting,
    Sitting,
    SummonedList,
    TravelTime,
    Venue,
)
from tinnhiem.apps.meetings.operations.planning import (
    MeetingInThePast,
    SuperiorMissing,
    locked_meeting,
    require_officials,
    require_seats,
)
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.procedure.scheduling_settings import sound
from tinnhiem.domain.procedure.timetable import require_sittings, sittings_for

MOVABLE = (Meeting.State.PLANNED, Meeting.State.SUMMONED)
MOST_CLOSED = timedelta(days=92)  # not law: one closure reaches over a summer at most


class MeetingBegun(DomainError):
    """A meeting was to be moved after it had begun."""

    code = "meeting_begun"


class MeetingChanged(DomainError):
    """Somebody else changed the meeting since the page was opened."""

    code = "meeting_changed"
    status = 409


class RescheduleReasonMissing(DomainError):
    """A meeting was to be moved without a reason."""

    code = "reschedule_reason_missing"


class VenueMissing(DomainError):
    """A meeting was to be divided into sittings without a room whose seats could be counted."""

    code = "venue_missing"


class SittingsWanted(DomainError):
    """The sittings given are fewer or more than the room asks for."""

    code = "sittings_wanted"


class VenueElsewhere(DomainError):
    """A meeting was to be put into a room of another school."""

    code = "venue_elsewhere"


class ClosedDaysOutOfRange(DomainError):
    """Days were to be closed that end before they begin, or more of them at once than a term has."""

    code = "closed_days_out_of_range"


class TravelToItself(DomainError):
    """A road was to lead from a school to itself."""

    code = "travel_to_itself"


@dataclass(frozen=True)
class Move:
    """One meeting, as the officer saw it, and the moment it moves to; None keeps room or officials."""

    meeting_id: UUID
    version: int
    to_at: datetime
    venue_id: int | None = None
    officials: Mapping[str, Sequence[int]] | None = None


@transaction.atomic
def set_venue(*, school_id: int, name: str, capacity: int, actor: Actor, at: datetime) -> int:
    """Enter a room of a school, or change how many people it holds; returns its number."""
    venue, _ = Venue.objects.update_or_create(school_id=school_id, name=name, defaults={"capacity": capacity})
    audit.append(
        actor=actor.key, act="venue.set", subject=f"unit:{school_id}", at=at, after={"capacity": capacity}
    )
    return venue.pk


@transaction.atomic
def set_travel_time(*, origin_id: int, destination_id: int, minutes: int, actor: Actor, at: datetime) -> None:
    """Enter the minutes on the road between two schools; raises ``TravelToItself``."""
    if origin_id == destination_id:
        raise TravelToItself
    first, second = sorted((origin_id, destination_id))
    TravelTime.objects.update_or_create(origin_id=first, destination_id=second, defaults={"minutes": minutes})
    audit.append(
        actor=actor.key, act="travel_time.set", subject=f"unit:{first}", at=at, after={"minutes": minutes}
    )


@transaction.atomic
def set_scheduling(
    *,
    managing_unit_id: int,
    length_minutes: int,
    travel_minutes: int,
    starts: Sequence[time],
    actor: Actor,
    at: datetime,
) -> None:
    """Set how a managing unit holds its meetings; those already planned keep their length.

    Raises ``MeetingLengthOutOfRange``, ``TravelOutOfRange``, ``StartsMissing`` or ``StartsTooClose``.
    """
    found = sound(length_minutes=length_minutes, travel_minutes=travel_minutes, starts=starts)
    clocks = [f"{start:%H:%M}" for start in found.starts]
    minutes = {"length_minutes": found.length_minutes, "travel_minutes": found.travel_minutes}
    SchedulingSetting.objects.update_or_create(
        managing_unit_id=managing_unit_id, defaults={**minutes, "starts": clocks}
    )
    audit.append(
        actor=actor.key,
        act="scheduling.set",
        subject=f"unit:{managing_unit_id}",
        at=at,
        after={**minutes, "starts": ", ".join(clocks)},
    )


@transaction.atomic
def close_day(
    *,
    managing_unit_id: int,
    on: date,
    reason: str,
    actor: Actor,
    at: datetime,
    last_day: date | None = None,
) -> None:
    """Close a day for meetings, or all days up to ``last_day``; meetings planned on them stay until moved.

    Raises ``ClosedDaysOutOfRange``.
    """
    last = on if last_day is None else last_day
    if not on <= last < on + MOST_CLOSED:
        raise ClosedDaysOutOfRange(first=f"{on:%d/%m/%Y}", most=MOST_CLOSED.days)
    for day in (on + timedelta(days=past) for past in range((last - on).days + 1)):
        ClosedDay.objects.update_or_create(
            managing_unit_id=managing_unit_id, on=day, defaults={"reason": reason}
        )
    audit.append(
        actor=actor.key,
        act="day.closed",
        subject=f"unit:{managing_unit_id}",
        at=at,
        after={"on": on.isoformat(), "last_day": last.isoformat(), "reason": reason},
    )


@transaction.atomic
def open_day(*, managing_unit_id: int, on: date, actor: Actor, at: datetime) -> None:
    """Take the closure of a day back."""
    gone, _ = ClosedDay.objects.filter(managing_unit_id=managing_unit_id, on=on).delete()
    if gone:
        audit.append(
            actor=actor.key,
            act="day.opened",
            subject=f"unit:{managing_unit_id}",
            at=at,
            after={"on": on.isoformat()},
        )


@transaction.atomic
def divide_meeting(
    *, meeting_id: UUID, version: int, starts: Sequence[datetime], actor: Actor, at: datetime
) -> None:
    """Divide a meeting too big for its room into sittings with one sealed box and one quorum of the whole.

    Raises ``MeetingBegun``, ``MeetingChanged``, ``VenueMissing``, ``SittingsWanted``, ``SittingsOverlap`` or
    ``MeetingClash``; then nothing changes.
    """
    meeting = _movable(meeting_id, version)
    if meeting.venue is None:
        raise VenueMissing
    people = summoned_or_staff(meeting)
    seats = sittings_for(people, capacity=meeting.venue.capacity)
    if len(starts) != len(seats):
        raise SittingsWanted(wanted=len(seats), given=len(starts))
    length = timedelta(minutes=meeting.length_minutes)
    spans = [(start, start + length, count) for start, count in zip(sorted(starts), seats, strict=True)]
    require_sittings(spans, summoned=people, capacity=meeting.venue.capacity)
    meeting.sittings.all().delete()
    Sitting.objects.bulk_create(
        Sitting(meeting=meeting, number=number, starts_at=start, ends_at=end, seats=count)
        for number, (start, end, count) in enumerate(spans, start=1)
    )
    meeting.scheduled_at = spans[0][0]
    meeting.version += 1
    meeting.save(update_fields=["scheduled_at", "version"])
    _settle(meeting, at=at)
    audit.append(
        actor=actor.key,
        act="meeting.divided",
        subject=f"meeting:{meeting.pk}",
        at=at,
        after={"sittings": len(seats)},
    )


@transaction.atomic
def reschedule_meetings(*, moves: Sequence[Move], reason: str, actor: Actor, at: datetime) -> None:
    """Move meetings that have not begun, to another day, room or crew; a frozen summoned list stays frozen.

    The invitation to a summoned meeting is to be sent anew. All move or none. Raises
    ``RescheduleReasonMissing``, ``MeetingUnknown``, ``MeetingBegun``, ``MeetingChanged``,
    ``MeetingInThePast``, ``DayClosed``, ``SuperiorMissing``, ``SchoolTaken``, ``MeetingClash``,
    ``VenueElsewhere``, ``RoomTooSmall``, ``SeatsMissing``, ``OfficialTwice`` or ``InConflict``.
    """
    if not reason.strip():
        raise RescheduleReasonMissing
    meetings = [(_movable(move.meeting_id, move.version), move) for move in _in_order(moves)]
    before = {meeting.pk: (meeting.scheduled_at, meeting.place) for meeting, _ in meetings}
    for meeting, move in meetings:
        _shift(meeting, move)
    for meeting, _ in meetings:
        _settle(meeting, at=at)
    for meeting, _ in meetings:
        _record_move(meeting, *before[meeting.pk], reason=reason.strip(), actor=actor, at=at)


@transaction.atomic
def cancel_meeting(*, meeting_id: UUID, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """Cancel a meeting before it begins; another one may then be planned on the same leader.

    Raises ``RescheduleReasonMissing``, ``MeetingBegun`` or ``MeetingChanged``.
    """
    if not reason.strip():
        raise RescheduleReasonMissing
    meeting = _movable(meeting_id, version)
    meeting.state = Meeting.State.CANCELLED
    meeting.version += 1
    meeting.save(update_fields=["state", "version"])
    audit.append(
        actor=actor.key,
        act="meeting.cancelled",
        subject=f"meeting:{meeting.pk}",
        at=at,
        basis=reason.strip(),
    )


def problems_of(*, moves: Sequence[Move], at: datetime) -> Mapping[UUID, DomainError]:
    """What keeps each move from happening, all moves together; nothing is changed."""
    found: dict[UUID, DomainError] = {}
    with transaction.atomic():
        moved = []
        for move in _in_order(moves):
            try:
                meeting = _movable(move.meeting_id, move.version)
                _shift(meeting, move)
            except DomainError as error:
                found[move.meeting_id] = error
            else:
                moved.append(meeting)
        for meeting in moved:
            try:
                _settle(meeting, at=at)
            except DomainError as error:
                found[meeting.pk] = error
        transaction.set_rollback(True)
    return found


def summoned_or_staff(meeting: Meeting) -> int:
    """How many people the room must seat: those summoned or, before the list is frozen, the whole staff."""
    frozen = SummonedList.objects.filter(meeting=meeting).values_list("total", flat=True).first()
    return len(org.staff_of(meeting.school_id)) if frozen is None else frozen


def _in_order(moves: Sequence[Move]) -> list[Move]:
    """By id, so that two officers who move the same meetings lock them in the same order."""
    return sorted(moves, key=lambda move: move.meeting_id)


def _movable(meeting_id: UUID, version: int) -> Meeting:
    meeting = locked_meeting(meeting_id)
    if meeting.state not in MOVABLE:
        raise MeetingBegun(school=meeting.school.name)
    if meeting.version != version:
        raise MeetingChanged(school=meeting.school.name)
    return meeting


def _shift(meeting: Meeting, move: Move) -> None:
    """Write the move, sittings included, so that the moves of one act are held against each other."""
    shift = move.to_at - meeting.scheduled_at
    if move.venue_id is not None:
        _put_into(meeting, move.venue_id)
    if move.officials is not None:
        _crew(meeting, move.officials)
    for sitting in meeting.sittings.order_by("-number" if shift > timedelta(0) else "number"):
        sitting.starts_at, sitting.ends_at = sitting.starts_at + shift, sitting.ends_at + shift
        sitting.save(update_fields=["starts_at", "ends_at"])
    meeting.scheduled_at = move.to_at
    meeting.version += 1
    meeting.save(update_fields=["scheduled_at", "venue", "place", "version"])


def _put_into(meeting: Meeting, venue_id: int) -> None:
    venue = Venue.objects.filter(pk=venue_id, school_id=meeting.school_id).first()
    if venue is None:
        raise VenueElsewhere(school=meeting.school.name)
    meeting.venue, meeting.place = venue, venue.name


def _crew(meeting: Meeting, officials: Mapping[str, Sequence[int]]) -> None:
    """Who runs the meeting from now on, held against its conflict set."""
    require_officials(
        officials,
        subject_id=meeting.subject_id,
        unit_id=meeting.school_id,
        post=meeting.subject_post,
    )
    meeting.officials.all().delete()
    Official.objects.bulk_create(
        Official(meeting=meeting, person_id=person, function=function, title=org.post_title_of(person))
        for function, people in officials.items()
        for person in people
    )


def _require_room(meeting: Meeting) -> None:
    """Raise where the room does not seat a sitting, or those on the frozen list."""
    if meeting.venue is None:
        return
    spans = [(one.starts_at, one.ends_at, one.seats) for one in meeting.sittings.all()]
    if spans:
        people = summoned_or_staff(meeting)
        require_sittings(spans, summoned=people, capacity=meeting.venue.capacity)
    elif meeting.state == Meeting.State.SUMMONED:
        require_seats(meeting, summoned_or_staff(meeting))


def _settle(meeting: Meeting, *, at: datetime) -> None:
    """Raise what forbids the moment that the meeting now has."""
    if meeting.scheduled_at <= at:
        raise MeetingInThePast
    _require_room(meeting)
    own = calendar.bookings_of([meeting])
    for day in {timezone.localtime(booking.starts_at).date() for booking in own}:
        calendar.require_open_day(day, managing_unit_id=meeting.managing_unit_id)
        _require_superior(meeting, day)
    others = calendar.standing_bookings(
        min(booking.starts_at for booking in own),
        max(booking.ends_at for booking in own),
        without=[meeting.pk],
    )
    for booking in own:
        calendar.require_free(booking, others, managing_unit_id=meeting.managing_unit_id)


def _require_superior(meeting: Meeting, day: date) -> None:
    superior = org.superior_on(meeting.school_id, day)
    if superior is None or superior.id != meeting.managing_unit_id:
        raise SuperiorMissing(school=meeting.school.name, on=day.isoformat())


def _record_move(
    meeting: Meeting, from_at: datetime, from_place: str, *, reason: str, actor: Actor, at: datetime
) -> None:
    Rescheduling.objects.create(
        meeting=meeting,
        from_at=from_at,
        to_at=meeting.scheduled_at,
        reason=reason,
        is_notice_due=meeting.state == Meeting.State.SUMMONED,
        by_id=actor.account_id,
        at=at,
    )
    audit.append(
        actor=actor.key,
        act="meeting.rescheduled",
        subject=f"meeting:{meeting.pk}",
        at=at,
        basis=reason,
        before={"scheduled_at": from_at.isoformat(), "place": from_place},
        after={"scheduled_at": meeting.scheduled_at.isoformat(), "place": meeting.place},
    )
