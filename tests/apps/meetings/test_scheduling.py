"""Meetings in the calendar: refused where somebody cannot be, moved only before they begin, one line each."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.builders.authority import Authority, an_authority
from tests.builders.campaigns import another_school
from tests.builders.meetings import (
    HELD_AT,
    PLANNED_AT,
    Conference,
    a_planned_conference,
    a_summoned_conference,
    begin,
    summon,
)
from tests.plugins.moments import HANOI
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.calendar import DayClosed, MeetingClash, SchoolTaken
from tinnhiem.apps.meetings.models import Meeting, Rescheduling, Sitting
from tinnhiem.apps.meetings.operations.planning import MeetingCancelled, MeetingInThePast, SuperiorMissing
from tinnhiem.apps.meetings.operations.scheduling import (
    ClosedDaysOutOfRange,
    MeetingBegun,
    MeetingChanged,
    RescheduleReasonMissing,
    SittingsWanted,
    TravelToItself,
    VenueMissing,
)
from tinnhiem.apps.org.models import Subordination
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.procedure.scheduling_settings import (
    MeetingLengthOutOfRange,
    StartsMissing,
    StartsTooClose,
    TravelOutOfRange,
)
from tinnhiem.domain.procedure.timetable import RoomTooSmall, SittingsOverlap

pytestmark = pytest.mark.django_db
DAY_LATER = HELD_AT + timedelta(days=1)


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


def by(authority: Authority) -> dict:
    return {"actor": authority.officer, "at": PLANNED_AT}


def a_second_meeting(authority: Authority, **changes: object) -> Conference:
    """On the principal of Sao Mai, with the same people unless told otherwise."""
    _, leader = another_school(authority, "sao-mai", "Trường Mầm non Sao Mai")
    return a_planned_conference(authority, appointment_id=leader.pk, **changes)


def move(
    held: Conference, to_at: datetime, *, reason: str = "Trường có việc đột xuất", version: int | None = None
):
    seen = rooms.get_meeting(held.meeting_id).version if version is None else version
    acts.reschedule_meetings(
        moves=[acts.Move(held.meeting_id, seen, to_at)], reason=reason, **by(held.authority)
    )


class TestTwoMeetingsOfOneObserver:
    def test_thirty_minutes_apart_are_refused_where_the_road_takes_forty(self, authority: Authority):
        first = a_planned_conference(authority)
        school, leader = another_school(authority, "sao-mai", "Trường Mầm non Sao Mai")
        acts.set_travel_time(
            origin_id=school.pk, destination_id=authority.school.pk, minutes=40, **by(authority)
        )
        others = {"chair": [authority.officer.person_id], "secretary": [authority.chairman.person_id]}

        with pytest.raises(MeetingClash) as refused:
            a_planned_conference(
                authority,
                appointment_id=leader.pk,
                scheduled_at=HELD_AT + timedelta(minutes=150),
                officials={**others, "supervisor": [], "observer": [authority.observer]},
            )

        assert refused.value.params == {
            "name": "Lý Thu Trang",
            "school": "Trường Mầm non Sao Mai",
            "at": "10:30 18/05/2026",
            "other": "Trường Tiểu học Hoa Ban",
            "other_at": "08:00 18/05/2026",
            "gap": 30,
            "needed": 40,
        }
        assert [row.id for row in rooms.meetings_under([authority.commune.pk])] == [first.meeting_id]

    def test_are_planned_once_there_is_time_for_the_road(self, authority: Authority):
        a_planned_conference(authority)

        a_second_meeting(authority, scheduled_at=HELD_AT + timedelta(minutes=150))

        assert len(rooms.meetings_under([authority.commune.pk])) == 2

    def test_may_follow_a_cancelled_one(self, authority: Authority):
        first = a_planned_conference(authority)
        acts.cancel_meeting(meeting_id=first.meeting_id, version=0, reason="Đổi kế hoạch", **by(authority))

        a_second_meeting(authority)

        assert {row.state for row in rooms.meetings_under([authority.commune.pk])} == {"cancelled", "planned"}


class TestACancelledMeeting:
    def test_freezes_no_list(self, authority: Authority):
        held = a_planned_conference(authority)
        acts.cancel_meeting(meeting_id=held.meeting_id, version=0, reason="Đổi kế hoạch", **by(authority))

        with pytest.raises(MeetingCancelled):
            summon(held)

    def test_does_not_hide_the_one_planned_in_its_place(self, authority: Authority):
        later = a_planned_conference(authority, scheduled_at=DAY_LATER)
        acts.cancel_meeting(meeting_id=later.meeting_id, version=0, reason="Đổi kế hoạch", **by(authority))

        earlier = a_planned_conference(authority)

        found = rooms.meetings_about([authority.principal.pk])[authority.principal.pk]
        assert found.id == earlier.meeting_id


class TestASchool:
    def test_holds_one_meeting_at_a_time(self, authority: Authority):
        a_planned_conference(authority)
        nobody = {"chair": [authority.officer.person_id], "secretary": [authority.chairman.person_id]}

        with pytest.raises(SchoolTaken):
            a_planned_conference(
                authority,
                appointment_id=authority.vice_principal.pk,
                officials={**nobody, "supervisor": [], "observer": []},
            )


class TestADay:
    def test_that_is_a_holiday_takes_no_meeting(self, authority: Authority):
        with pytest.raises(DayClosed) as refused:
            a_planned_conference(authority, scheduled_at=datetime(2026, 9, 2, 8, 0, tzinfo=HANOI))

        assert refused.value.params["reason"] == "Quốc khánh"

    def test_that_the_unit_closed_takes_none_until_it_is_opened(self, authority: Authority):
        closed = {"managing_unit_id": authority.commune.pk, "on": HELD_AT.date()}
        acts.close_day(**closed, reason="Thi học kỳ", **by(authority))
        with pytest.raises(DayClosed):
            a_planned_conference(authority)

        acts.open_day(**closed, **by(authority))

        assert a_planned_conference(authority).meeting_id

    def test_of_another_unit_is_its_own_affair(self, authority: Authority):
        other = an_authority(staff=2, code="xa-khac").commune
        acts.close_day(managing_unit_id=other.pk, on=HELD_AT.date(), reason="Thi", **by(authority))

        assert a_planned_conference(authority).meeting_id


class TestARoomTooSmall:
    def venue(self, authority: Authority, capacity: int) -> int:
        return acts.set_venue(
            school_id=authority.school.pk, name="Phòng hội đồng", capacity=capacity, **by(authority)
        )

    def test_does_not_take_the_summoned_list(self, authority: Authority):
        held = a_planned_conference(authority, venue_id=self.venue(authority, 4))

        with pytest.raises(RoomTooSmall):
            summon(held)

        assert rooms.get_meeting(held.meeting_id).state == "planned"

    def test_takes_it_in_sittings_that_share_one_box(self, authority: Authority):
        held = a_planned_conference(authority, venue_id=self.venue(authority, 4))
        starts = [HELD_AT, HELD_AT + timedelta(hours=2)]

        acts.divide_meeting(meeting_id=held.meeting_id, version=0, starts=starts, **by(authority))
        summon(held)

        assert list(Sitting.objects.values_list("number", "seats")) == [(1, 3), (2, 3)]
        assert rooms.get_meeting(held.meeting_id).summoned_total == 6

    @pytest.mark.parametrize(
        ("hours", "error"), [((0, 1), SittingsOverlap), ((0,), SittingsWanted), ((0, 2, 4), SittingsWanted)]
    )
    def test_is_not_divided_otherwise(self, authority: Authority, hours, error: type[DomainError]):
        held = a_planned_conference(authority, venue_id=self.venue(authority, 4))

        with pytest.raises(error):
            acts.divide_meeting(
                meeting_id=held.meeting_id,
                version=0,
                starts=[HELD_AT + timedelta(hours=hour) for hour in hours],
                **by(authority),
            )

    def test_must_be_known_before_it_is_divided(self, authority: Authority):
        held = a_planned_conference(authority)

        with pytest.raises(VenueMissing):
            acts.divide_meeting(meeting_id=held.meeting_id, version=0, starts=[HELD_AT], **by(authority))


class TestReschedulingAMeeting:
    def test_is_refused_once_it_has_begun(self, authority: Authority):
        held = begin(a_summoned_conference(authority))

        with pytest.raises(MeetingBegun):
            move(held, DAY_LATER)

        assert rooms.get_meeting(held.meeting_id).scheduled_at == HELD_AT

    @pytest.mark.parametrize(
        ("to_at", "error"),
        [
            (PLANNED_AT, MeetingInThePast),
            (datetime(2026, 9, 2, 8, 0, tzinfo=HANOI), DayClosed),
        ],
    )
    def test_holds_the_new_moment_against_the_calendar(self, authority: Authority, to_at, error):
        with pytest.raises(error):
            move(a_planned_conference(authority), to_at)

    def test_is_refused_where_the_school_stands_under_nobody_by_then(self, authority: Authority):
        held = a_planned_conference(authority)
        Subordination.objects.filter(unit=authority.school).update(valid_to=DAY_LATER.date())

        with pytest.raises(SuperiorMissing):
            move(held, DAY_LATER)

    def test_needs_a_reason(self, authority: Authority):
        with pytest.raises(RescheduleReasonMissing):
            move(a_planned_conference(authority), DAY_LATER, reason="  ")

    def test_by_two_officers_at_once_succeeds_for_the_first(self, authority: Authority):
        held = a_planned_conference(authority)
        move(held, DAY_LATER, version=0)

        with pytest.raises(MeetingChanged):
            move(held, HELD_AT + timedelta(days=2), version=0)

        assert rooms.get_meeting(held.meeting_id).scheduled_at == DAY_LATER

    def test_keeps_the_frozen_list_and_owes_a_new_notice(self, authority: Authority):
        held = a_summoned_conference(authority)
        before = rooms.summoned(held.meeting_id)

        move(held, DAY_LATER)

        assert rooms.summoned(held.meeting_id) == before
        assert rooms.get_meeting(held.meeting_id).state == "summoned"
        assert Rescheduling.objects.get().is_notice_due
        assert next(audit.lines()).line.act == "meeting.rescheduled"

    def test_moves_all_or_none_and_holds_the_moved_against_each_other(self, authority: Authority):
        first = a_planned_conference(authority)
        second = a_second_meeting(authority, scheduled_at=HELD_AT + timedelta(hours=5))
        moves = [
            acts.Move(held.meeting_id, 0, DAY_LATER + timedelta(minutes=minutes))
            for held, minutes in ((first, 0), (second, 130))
        ]

        assert {type(one) for one in acts.problems_of(moves=moves, at=PLANNED_AT).values()} == {MeetingClash}
        with pytest.raises(MeetingClash):
            acts.reschedule_meetings(moves=moves, reason="Bão", **by(authority))

        assert rooms.get_meeting(first.meeting_id).scheduled_at == HELD_AT
        assert rooms.get_meeting(second.meeting_id).version == 0

    def test_lets_two_meetings_change_places(self, authority: Authority):
        first = a_planned_conference(authority)
        second = a_second_meeting(authority, scheduled_at=DAY_LATER)

        acts.reschedule_meetings(
            moves=[acts.Move(first.meeting_id, 0, DAY_LATER), acts.Move(second.meeting_id, 0, HELD_AT)],
            reason="Đổi ngày cho nhau",
            **by(authority),
        )

        assert rooms.get_meeting(second.meeting_id).scheduled_at == HELD_AT
        assert [line.line.act for line in list(audit.lines())[:2]] == ["meeting.rescheduled"] * 2

    def test_proposes_the_first_days_that_fit(self, authority: Authority):
        first = a_planned_conference(authority)
        second = a_second_meeting(authority, scheduled_at=HELD_AT + timedelta(hours=5))

        both = [first.meeting_id, second.meeting_id]
        span = {"first": date(2026, 5, 23), "last": date(2026, 5, 29)}

        assert rooms.new_moments(both, **span, is_hour_kept=True) == {
            first.meeting_id: HELD_AT + timedelta(days=7),
            second.meeting_id: HELD_AT + timedelta(days=7, hours=5),
        }
        assert rooms.new_moments(both, **span, is_hour_kept=False) == {
            first.meeting_id: HELD_AT + timedelta(days=7),
            second.meeting_id: HELD_AT + timedelta(days=7, hours=6),
        }

    def test_shifts_by_working_days_over_weekends_and_closed_days(self, authority: Authority):
        held = a_planned_conference(authority)
        acts.close_day(
            managing_unit_id=authority.commune.pk,
            on=date(2026, 5, 21),
            last_day=date(2026, 5, 22),
            reason="Thi học kỳ",
            **by(authority),
        )

        found = [rooms.moments_later([held.meeting_id], count=count) for count in (2, 3)]

        assert [one[held.meeting_id] for one in found] == [
            HELD_AT + timedelta(days=2),
            HELD_AT + timedelta(days=7),
        ]

    def test_moves_the_sittings_of_one_meeting_together(self, authority: Authority):
        venue = acts.set_venue(
            school_id=authority.school.pk, name="Phòng hội đồng", capacity=4, **by(authority)
        )
        held = a_planned_conference(authority, venue_id=venue)
        acts.divide_meeting(
            meeting_id=held.meeting_id, version=0, starts=[HELD_AT, DAY_LATER], **by(authority)
        )

        found = rooms.new_moments(
            [held.meeting_id], first=date(2026, 5, 22), last=date(2026, 5, 29), is_hour_kept=True
        )

        assert found[held.meeting_id] == HELD_AT + timedelta(days=7)


class TestTheHoursOfAManagingUnit:
    def set_hours(self, authority: Authority, **changes: object) -> None:
        ready = {"length_minutes": 90, "travel_minutes": 20, "starts": [time(13, 30), time(7, 30)]}
        acts.set_scheduling(managing_unit_id=authority.commune.pk, **{**ready, **changes}, **by(authority))

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"length_minutes": 0}, MeetingLengthOutOfRange),
            ({"travel_minutes": 601}, TravelOutOfRange),
            ({"starts": []}, StartsMissing),
            ({"length_minutes": 361}, StartsTooClose),
        ],
    )
    def test_are_refused_where_no_day_could_hold_them(self, authority: Authority, wrong, error):
        with pytest.raises(error):
            self.set_hours(authority, **wrong)

        assert rooms.scheduling_of([authority.commune.pk]).length_minutes == 120

    def test_hold_for_the_meetings_planned_from_then_on(self, authority: Authority):
        before = a_planned_conference(authority)
        self.set_hours(authority)

        later = a_second_meeting(authority, scheduled_at=HELD_AT + timedelta(minutes=140))

        lengths = {row.pk: row.length_minutes for row in Meeting.objects.all()}
        assert lengths == {before.meeting_id: 120, later.meeting_id: 90}

    def test_say_how_long_a_road_is_that_nobody_measured(self, authority: Authority):
        a_planned_conference(authority)
        self.set_hours(authority, travel_minutes=45)

        with pytest.raises(MeetingClash) as refused:
            a_second_meeting(authority, scheduled_at=HELD_AT + timedelta(minutes=160))

        assert (refused.value.params["gap"], refused.value.params["needed"]) == (40, 45)

    def test_leave_one_line_in_the_ledger(self, authority: Authority):
        self.set_hours(authority)

        assert next(audit.lines()).line.act == "scheduling.set"
        assert rooms.scheduling_of([authority.commune.pk]).starts == (time(7, 30), time(13, 30))


class TestClosingSeveralDays:
    @pytest.mark.parametrize("last_day", [date(2026, 5, 17), date(2026, 9, 1)])
    def test_is_refused_where_they_end_first_or_never(self, authority: Authority, last_day: date):
        with pytest.raises(ClosedDaysOutOfRange):
            acts.close_day(
                managing_unit_id=authority.commune.pk,
                on=HELD_AT.date(),
                last_day=last_day,
                reason="Thi",
                **by(authority),
            )


class TestARoad:
    def test_leads_to_another_school(self, authority: Authority):
        with pytest.raises(TravelToItself):
            acts.set_travel_time(
                origin_id=authority.school.pk, destination_id=authority.school.pk, minutes=5, **by(authority)
            )
