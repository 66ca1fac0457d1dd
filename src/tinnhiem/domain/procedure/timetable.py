"""Meetings in a calendar: nobody in two places at once, a room large enough, a day that is not closed.

People and places are opaque keys; names come from the caller.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations import WorkingCalendar


class SittingsOverlap(DomainError):
    """Two sittings of one meeting run at the same time, though they share one box."""

    code = "sittings_overlap"


class SeatsMissing(DomainError):
    """The sittings of a meeting have fewer seats than people are summoned."""

    code = "seats_missing"


class RoomTooSmall(DomainError):
    """More people are to sit in a room than it holds."""

    code = "room_too_small"


@dataclass(frozen=True)
class Booking:
    """One sitting of a meeting: when, at which school, and who must be there."""

    meeting: str
    starts_at: datetime
    ends_at: datetime
    place: str
    people: frozenset[int]

    def overlaps(self, other: "Booking") -> bool:
        """Whether the two share a moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def gap_to(self, other: "Booking") -> timedelta:
        """The time between the two; nothing where they overlap."""
        earlier, later = sorted((self, other), key=lambda one: one.starts_at)
        return max(later.starts_at - earlier.ends_at, timedelta(0))


@dataclass(frozen=True)
class TravelTimes:
    """Minutes on the road between two places, in either direction; ``otherwise`` where nobody measured."""

    minutes: Mapping[frozenset[str], int]
    otherwise: int

    def between(self, one: str, other: str) -> timedelta:
        """The time from one place to the other; nothing within one place."""
        if one == other:
            return timedelta(0)
        return timedelta(minutes=self.minutes.get(frozenset((one, other)), self.otherwise))


@dataclass(frozen=True)
class Clash:
    """A person who cannot be at both meetings: the minutes there are, and those the road takes."""

    person: int
    other: Booking
    gap: int
    needed: int


@dataclass(frozen=True)
class Closure:
    """Why a day is closed for meetings; ``is_local`` where the managing unit closed it."""

    reason: str
    is_local: bool


def clashes(booking: Booking, others: Sequence[Booking], travel: TravelTimes) -> tuple[Clash, ...]:
    """Whoever of ``booking`` is wanted elsewhere too close by to get there, the first meeting first."""
    found = (
        Clash(person, other, _minutes(gap), _minutes(needed))
        for other in sorted(others, key=lambda one: (one.starts_at, one.meeting))
        if other.meeting != booking.meeting
        for gap, needed in [(booking.gap_to(other), travel.between(booking.place, other.place))]
        if gap < needed or booking.overlaps(other)
        for person in sorted(booking.people & other.people)
    )
    return tuple(found)


def place_taken_by(booking: Booking, others: Sequence[Booking]) -> Booking | None:
    """The other meeting at the same school at the same time: its whole staff is summoned to both."""
    return next(
        (
            other
            for other in others
            if other.meeting != booking.meeting and other.place == booking.place and other.overlaps(booking)
        ),
        None,
    )


def closure_of(day: date, *, calendar: WorkingCalendar, closed: Mapping[date, str]) -> Closure | None:
    """Why no meeting is held on ``day``: the managing unit closed it, or it is a public holiday.

    A weekend is no closure: an office may choose one, though a draft never does.
    """
    if day in closed:
        return Closure(closed[day], is_local=True)
    name = calendar.name_of(day)
    return Closure(name, is_local=False) if name and not calendar.is_working(day) else None


def sittings_for(summoned: int, *, capacity: int) -> tuple[int, ...]:
    """The seats of the fewest sittings that a room of ``capacity`` allows, as even as can be.

    Everybody votes into one sealed box and the quorum is that of the whole. Raises ``RoomTooSmall`` for a
    room without a seat.
    """
    if capacity < 1:
        raise RoomTooSmall(summoned=summoned, capacity=capacity)
    number = max(1, -(-summoned // capacity))
    fewest, larger = divmod(summoned, number)
    return tuple(fewest + (place < larger) for place in range(number))


def require_sittings(
    sittings: Sequence[tuple[datetime, datetime, int]], *, summoned: int, capacity: int | None
) -> None:
    """Raise where sittings (start, end, seats) overlap, overfill the room or leave somebody without a seat.

    Raises ``SittingsOverlap``, ``RoomTooSmall`` or ``SeatsMissing``.
    """
    for one, other in combinations(sittings, 2):
        if one[0] < other[1] and other[0] < one[1]:
            raise SittingsOverlap
    for _, _, seats in sittings:
        if capacity is not None and seats > capacity:
            raise RoomTooSmall(summoned=seats, capacity=capacity)
    seats = sum(seats for _, _, seats in sittings)
    if seats < summoned:
        raise SeatsMissing(summoned=summoned, seats=seats)


def working_days(
    first: date, last: date, *, calendar: WorkingCalendar, closed: Collection[date]
) -> Iterator[date]:
    """The days from ``first`` to ``last`` on which a draft may put a meeting."""
    day = first
    while day <= last:
        if calendar.is_working(day) and day not in closed:
            yield day
        day += timedelta(days=1)


def _minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)
