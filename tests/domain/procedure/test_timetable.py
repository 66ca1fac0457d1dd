"""Nobody is in two places at once, the road included; a room holds its people; a holiday is closed."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plugins.moments import HANOI
from tinnhiem.domain.procedure.drafting import Need, Pools, draft, resettled
from tinnhiem.domain.procedure.timetable import (
    Booking,
    Clash,
    Closure,
    RoomTooSmall,
    SeatsMissing,
    SittingsOverlap,
    TravelTimes,
    clashes,
    closure_of,
    place_taken_by,
    require_sittings,
    sittings_for,
    working_days,
)
from tinnhiem.domain.regulations import load_calendar
from tinnhiem.packs import PACKS

DAY = date(2026, 5, 18)
HOUR = timedelta(hours=1)
OBSERVER, CHAIR = 7, 8
TRAVEL = TravelTimes({frozenset({"hoa-ban", "sao-mai"}): 40}, otherwise=30)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)


def a_booking(**changes: object) -> Booking:
    ready = {
        "meeting": "a",
        "starts_at": at(8),
        "ends_at": at(10),
        "place": "hoa-ban",
        "people": frozenset({OBSERVER, CHAIR}),
    }
    return Booking(**{**ready, **changes})


class TestAnObserverOfTwoMeetings:
    def test_clashes_with_thirty_minutes_between_and_forty_on_the_road(self):
        later = a_booking(
            meeting="b", starts_at=at(10, 30), ends_at=at(12), place="sao-mai", people=frozenset({OBSERVER})
        )

        assert clashes(later, [a_booking()], TRAVEL) == (Clash(OBSERVER, a_booking(), gap=30, needed=40),)
        assert clashes(a_booking(), [later], TRAVEL)[0].gap == 30

    def test_is_free_once_the_road_is_short_enough(self):
        later = a_booking(meeting="b", starts_at=at(10, 40), ends_at=at(12), place="sao-mai")

        assert clashes(later, [a_booking()], TRAVEL) == ()

    def test_needs_no_road_within_one_school(self):
        assert clashes(a_booking(meeting="b", starts_at=at(10), ends_at=at(12)), [a_booking()], TRAVEL) == ()

    def test_never_clashes_with_another_sitting_of_the_same_meeting(self):
        assert clashes(a_booking(starts_at=at(9), ends_at=at(11)), [a_booking()], TRAVEL) == ()

    @given(first=st.integers(0, 600), second=st.integers(0, 600), road=st.integers(0, 120))
    def test_clashes_in_both_directions_or_in_none(self, first: int, second: int, road: int):
        travel = TravelTimes({}, otherwise=road)
        one = a_booking(starts_at=at(6) + timedelta(minutes=first), ends_at=at(7) + timedelta(minutes=first))
        other = a_booking(
            meeting="b",
            place="sao-mai",
            starts_at=at(6) + timedelta(minutes=second),
            ends_at=at(7) + timedelta(minutes=second),
        )

        found = [bool(clashes(one, [other], travel)), bool(clashes(other, [one], travel))]

        assert found == [abs(first - second) < 60 + road or first == second] * 2


class TestASchool:
    def test_holds_one_meeting_at_a_time_since_its_whole_staff_is_summoned(self):
        other = a_booking(meeting="b", starts_at=at(9), ends_at=at(11), people=frozenset({1}))

        assert place_taken_by(a_booking(), [other]) == other
        assert place_taken_by(a_booking(place="sao-mai"), [other]) is None
        assert place_taken_by(a_booking(starts_at=at(11), ends_at=at(12)), [other]) is None


class TestARoom:
    def test_without_a_seat_is_refused(self):
        with pytest.raises(RoomTooSmall):
            sittings_for(40, capacity=0)

    @given(summoned=st.integers(1, 900), capacity=st.integers(1, 200))
    def test_that_is_too_small_votes_in_the_fewest_even_sittings(self, summoned: int, capacity: int):
        seats = sittings_for(summoned, capacity=capacity)

        assert sum(seats) == summoned
        assert max(seats) <= capacity
        assert (len(seats) - 1) * capacity < summoned
        assert max(seats) - min(seats) <= 1


class TestTheSittingsOfOneMeeting:
    def test_may_not_overlap_since_they_share_a_box(self):
        with pytest.raises(SittingsOverlap):
            require_sittings([(at(8), at(10), 20), (at(9), at(11), 20)], summoned=40, capacity=20)

    def test_may_not_overfill_the_room(self):
        with pytest.raises(RoomTooSmall):
            require_sittings([(at(8), at(10), 21)], summoned=21, capacity=20)

    def test_seat_everybody(self):
        with pytest.raises(SeatsMissing):
            require_sittings([(at(8), at(10), 20), (at(10), at(11), 19)], summoned=40, capacity=20)


@pytest.fixture(scope="module")
def calendar():
    return load_calendar([PACKS], "vn")


class TestADay:
    def test_that_is_a_holiday_is_closed(self, calendar):
        found = closure_of(date(2026, 9, 2), calendar=calendar, closed={})

        assert found is not None and not found.is_local and found.reason

    def test_that_the_office_closed_is_closed(self, calendar):
        assert closure_of(DAY, calendar=calendar, closed={DAY: "Thi học kỳ"}) == Closure(
            "Thi học kỳ", is_local=True
        )

    def test_of_a_weekend_or_made_up_for_is_open(self, calendar):
        assert closure_of(date(2026, 5, 16), calendar=calendar, closed={}) is None
        assert closure_of(date(2026, 8, 22), calendar=calendar, closed={}) is None

    def test_of_a_weekend_is_never_drafted(self, calendar):
        found = list(working_days(date(2026, 5, 15), date(2026, 5, 19), calendar=calendar, closed={DAY}))

        assert found == [date(2026, 5, 15), date(2026, 5, 19)]


POOLS = Pools({"chair": [1, 2], "secretary": [3, 4], "supervisor": [5]}, frozenset({"chair", "secretary"}))


def a_draft(*needs: Need, days: int = 3, pools: Pools = POOLS, taken: tuple[Booking, ...] = ()):
    return draft(
        needs=needs,
        pools=pools,
        days=[DAY + timedelta(days=number) for number in range(days)],
        starts=[time(8), time(14)],
        length=2 * HOUR,
        zone=HANOI,
        taken=taken,
        travel=TRAVEL,
    )


def a_need(meeting: str, **changes: object) -> Need:
    return Need(**{"meeting": meeting, "place": meeting, "latest_on": DAY + timedelta(days=9), **changes})


class TestADraft:
    def test_leaves_out_what_finds_no_place_before_its_deadline(self):
        found = a_draft(a_need("a", latest_on=DAY - timedelta(days=1)), a_need("b"))

        assert found.unplaced == ("a",)
        assert [one.meeting for one in found.placed] == ["b"]

    def test_asks_nobody_who_is_barred(self):
        found = a_draft(a_need("a", barred=frozenset({1, 3})))

        assert found.placed[0].crew == {"chair": 2, "secretary": 4, "supervisor": 5}

    def test_leaves_a_function_empty_only_where_it_may(self):
        found = a_draft(a_need("a", barred=frozenset({5})), a_need("b", barred=frozenset({1, 2})))

        assert found.placed[0].crew == {"chair": 1, "secretary": 3}
        assert found.unplaced == ("b",)

    def test_moves_a_day_of_meetings_to_the_first_day_that_fits(self):
        """Both meetings of the observer move; the second finds the first one in its way and goes on."""
        second = a_booking(meeting="b", place="sao-mai", starts_at=at(8), ends_at=at(10))
        days = [DAY + timedelta(days=number) for number in (1, 2)]

        ready = {"starts": (), "zone": HANOI, "others": [], "travel": TRAVEL}

        found = resettled([a_booking(), second], days=days, **ready)

        assert found == {"a": at(8, day=days[0]), "b": at(8, day=days[1])}
        assert resettled([a_booking(), second], days=days[:1], **ready)["b"] is None

    def test_moves_a_day_of_meetings_to_the_next_hours_that_are_free(self):
        second = a_booking(meeting="b", place="sao-mai", starts_at=at(8), ends_at=at(10))
        hours = (time(8), time(14))

        found = resettled(
            [a_booking(), second], days=[DAY], starts=hours, zone=HANOI, others=[], travel=TRAVEL
        )

        assert found == {"a": at(8), "b": at(14)}

    def test_keeps_the_sittings_of_a_meeting_on_open_days(self):
        """From a Friday on the second sitting would fall on a Saturday."""
        sittings = [
            a_booking(),
            a_booking(
                starts_at=at(8, day=DAY + timedelta(days=1)), ends_at=at(10, day=DAY + timedelta(days=1))
            ),
        ]
        friday, monday, tuesday = (DAY + timedelta(days=days) for days in (4, 7, 8))

        found = resettled(
            sittings, days=[friday, monday, tuesday], starts=(), zone=HANOI, others=[], travel=TRAVEL
        )

        assert found == {"a": at(8, day=monday)}

    @given(
        latest=st.lists(st.integers(0, 5), min_size=1, max_size=12),
        places=st.integers(1, 4),
        road=st.integers(0, 300),
    )
    def test_puts_nobody_in_two_places_and_loses_no_meeting(self, latest, places, road):
        needs = [
            a_need(str(number), place=str(number % places), latest_on=DAY + timedelta(days=days))
            for number, days in enumerate(latest)
        ]
        travel = TravelTimes({}, otherwise=road)

        found = draft(
            needs=needs,
            pools=POOLS,
            days=[DAY + timedelta(days=number) for number in range(4)],
            starts=[time(8), time(10), time(14)],
            length=2 * HOUR,
            zone=HANOI,
            taken=(),
            travel=travel,
        )

        by_name = {need.meeting: need for need in needs}
        bookings = [
            Booking(
                one.meeting,
                one.starts_at,
                one.starts_at + 2 * HOUR,
                by_name[one.meeting].place,
                frozenset(one.crew.values()),
            )
            for one in found.placed
        ]
        assert sorted([*found.unplaced, *(one.meeting for one in found.placed)]) == sorted(by_name)
        for booking in bookings:
            assert not clashes(booking, bookings, travel)
            assert place_taken_by(booking, bookings) is None
            assert booking.starts_at.date() <= by_name[booking.meeting].latest_on
