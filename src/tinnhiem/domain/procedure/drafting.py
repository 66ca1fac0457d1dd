"""A first draft of many meetings: the earliest deadline first, each with the least burdened free people.

The draft is a proposal to edit; the same input gives the same draft.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from tinnhiem.domain.procedure.timetable import Booking, TravelTimes, clashes, place_taken_by

Crew = Mapping[str, int]
"""Who runs a meeting, by function."""


@dataclass(frozen=True)
class Need:
    """A meeting to place: at which school, by which day, and who may not run it."""

    meeting: str
    place: str
    latest_on: date
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Pools:
    """The people who may take each function, and the functions that a meeting cannot do without."""

    people: Mapping[str, Sequence[int]]
    required: frozenset[str]


@dataclass(frozen=True)
class Placement:
    """A meeting with its time and its people."""

    meeting: str
    starts_at: datetime
    crew: Crew


@dataclass(frozen=True)
class Draft:
    """What found a place, and what did not, in the order of the deadlines."""

    placed: tuple[Placement, ...]
    unplaced: tuple[str, ...]


def draft(
    *,
    needs: Sequence[Need],
    pools: Pools,
    days: Sequence[date],
    starts: Sequence[time],
    length: timedelta,
    zone: tzinfo,
    taken: Sequence[Booking],
    travel: TravelTimes,
) -> Draft:
    """Place each meeting at the first of ``days`` and ``starts`` at which its school and a crew are free."""
    bookings = list(taken)
    burden: Counter[int] = Counter(person for booking in taken for person in booking.people)
    placed: list[Placement] = []
    unplaced: list[str] = []
    moments = [(day, datetime.combine(day, start, zone)) for day in days for start in starts]
    for need in sorted(needs, key=lambda one: (one.latest_on, one.meeting)):
        found = _placed(need, pools, moments, length, bookings, burden, travel)
        if found is None:
            unplaced.append(need.meeting)
            continue
        placed.append(found)
        people = frozenset(found.crew.values())
        burden.update(people)
        bookings.append(Booking(need.meeting, found.starts_at, found.starts_at + length, need.place, people))
    return Draft(tuple(placed), tuple(unplaced))


def _placed(
    need: Need,
    pools: Pools,
    moments: Sequence[tuple[date, datetime]],
    length: timedelta,
    bookings: Sequence[Booking],
    burden: Counter[int],
    travel: TravelTimes,
) -> Placement | None:
    for day, starts_at in moments:
        if day > need.latest_on:
            return None
        slot = Booking(need.meeting, starts_at, starts_at + length, need.place, frozenset())
        if place_taken_by(slot, bookings) is None:
            crew = _crew(need, slot, pools, bookings, burden, travel)
            if crew is not None:
                return Placement(need.meeting, starts_at, crew)
    return None


def _crew(
    need: Need,
    slot: Booking,
    pools: Pools,
    bookings: Sequence[Booking],
    burden: Counter[int],
    travel: TravelTimes,
) -> Crew | None:
    """Somebody for each function; None where a required one stays empty."""
    everybody = frozenset(person for pool in pools.people.values() for person in pool)
    whole = Booking(slot.meeting, slot.starts_at, slot.ends_at, slot.place, everybody)
    busy = {clash.person for clash in clashes(whole, bookings, travel)} | need.barred
    crew: dict[str, int] = {}
    for function, pool in pools.people.items():
        free = [person for person in pool if person not in busy and person not in crew.values()]
        if free:
            crew[function] = min(free, key=lambda person: (burden[person], pool.index(person)))
        elif function in pools.required:
            return None
    return crew


def resettled(
    bookings: Sequence[Booking],
    *,
    days: Sequence[date],
    starts: Sequence[time],
    zone: tzinfo,
    others: Sequence[Booking],
    travel: TravelTimes,
) -> Mapping[str, datetime | None]:
    """For each meeting the first of ``days`` and ``starts`` at which it fits; None where it fits at none.

    Without ``starts`` a meeting keeps its hour. The people stay the same, and the sittings of a meeting move
    together, each onto one of ``days``. ``others`` are the meetings that do not move.
    """
    fixed = list(others)
    found: dict[str, datetime | None] = {}
    for sittings in _by_meeting(bookings):
        first = sittings[0].starts_at.astimezone(zone)
        moments = (datetime.combine(day, start, zone) for day in days for start in starts or [first.time()])
        moved = (_shifted(sittings, moment - first) for moment in moments)
        fitting = next((some for some in moved if _fit(some, days, zone, fixed, travel)), None)
        found[sittings[0].meeting] = fitting[0].starts_at.astimezone(zone) if fitting else None
        fixed += fitting or []
    return found


def working_days_later(day: date, count: int, days: Sequence[date]) -> date | None:
    """The ``count``-th of the working ``days`` after ``day``; None where they end before."""
    after = [one for one in days if one > day]
    return after[count - 1] if count <= len(after) else None


def _by_meeting(bookings: Sequence[Booking]) -> list[list[Booking]]:
    """The sittings of each meeting in the order of time, the earliest meeting first."""
    found: dict[str, list[Booking]] = {}
    for booking in sorted(bookings, key=lambda one: (one.starts_at, one.meeting)):
        found.setdefault(booking.meeting, []).append(booking)
    return list(found.values())


def _shifted(bookings: Sequence[Booking], by: timedelta) -> list[Booking]:
    return [replace(one, starts_at=one.starts_at + by, ends_at=one.ends_at + by) for one in bookings]


def _fit(
    bookings: Sequence[Booking],
    days: Sequence[date],
    zone: tzinfo,
    others: Sequence[Booking],
    travel: TravelTimes,
) -> bool:
    return all(
        one.starts_at.astimezone(zone).date() in days
        and place_taken_by(one, others) is None
        and not clashes(one, others, travel)
        for one in bookings
    )
