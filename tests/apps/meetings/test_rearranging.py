"""A confirmed meeting in another room or other hands: held against the same rules as when it was planned."""

from datetime import timedelta

import pytest

from tests.builders.authority import Authority, an_authority
from tests.builders.campaigns import another_school
from tests.builders.meetings import (
    HELD_AT,
    PLANNED_AT,
    Conference,
    a_planned_conference,
    a_summoned_conference,
    officials,
)
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.calendar import MeetingClash
from tinnhiem.apps.meetings.operations.planning import OfficialTwice
from tinnhiem.apps.meetings.operations.scheduling import VenueElsewhere
from tinnhiem.domain.procedure.timetable import RoomTooSmall
from tinnhiem.domain.registers.conflict_set import InConflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


def by(authority: Authority) -> dict:
    return {"actor": authority.officer, "at": PLANNED_AT}


def a_room(authority: Authority, *, school_id: int | None = None, capacity: int = 40) -> int:
    school = school_id or authority.school.pk
    return acts.set_venue(school_id=school, name="Phòng họp tầng 2", capacity=capacity, **by(authority))


def change(held: Conference, **changes: object) -> None:
    seen = rooms.get_meeting(held.meeting_id).version
    move = acts.Move(held.meeting_id, seen, HELD_AT, **changes)
    acts.reschedule_meetings(moves=[move], reason="Phòng cũ đang sửa", **by(held.authority))


class TestARoom:
    def test_of_another_school_is_refused(self, authority: Authority):
        held = a_planned_conference(authority)
        school, _ = another_school(authority, "sao-mai", "Trường Mầm non Sao Mai")

        with pytest.raises(VenueElsewhere):
            change(held, venue_id=a_room(authority, school_id=school.pk))

    def test_without_seats_for_the_frozen_list_is_refused_and_changes_nothing(self, authority: Authority):
        held = a_summoned_conference(authority)
        place = rooms.get_meeting(held.meeting_id).place

        with pytest.raises(RoomTooSmall):
            change(held, venue_id=a_room(authority, capacity=3))

        assert rooms.get_meeting(held.meeting_id).place == place

    def test_is_changed_alone_and_the_hour_stays(self, authority: Authority):
        held = a_planned_conference(authority)

        change(held, venue_id=a_room(authority))

        found = rooms.get_meeting(held.meeting_id)
        assert (found.place, found.scheduled_at) == ("Phòng họp tầng 2", HELD_AT)


class TestTheOfficials:
    def test_are_not_of_the_conflict_set(self, authority: Authority):
        held = a_planned_conference(authority)

        with pytest.raises(InConflict):
            change(held, officials=officials(authority, chair=[authority.principal.person_id]))

    def test_have_one_function_each(self, authority: Authority):
        held = a_planned_conference(authority)

        with pytest.raises(OfficialTwice):
            change(held, officials=officials(authority, secretary=[authority.chair]))

    def test_are_not_at_two_meetings_at_once(self, authority: Authority):
        held = a_planned_conference(authority)
        _, leader = another_school(authority, "sao-mai", "Trường Mầm non Sao Mai")
        others = {"chair": [authority.officer.person_id], "secretary": [authority.chairman.person_id]}
        a_planned_conference(
            authority,
            appointment_id=leader.pk,
            scheduled_at=HELD_AT + timedelta(minutes=30),
            officials={**others, "supervisor": [], "observer": []},
        )

        with pytest.raises(MeetingClash):
            change(held, officials=officials(authority, chair=[authority.officer.person_id]))

    def test_are_changed_and_the_room_stays(self, authority: Authority):
        held = a_planned_conference(authority)
        place = rooms.get_meeting(held.meeting_id).place

        change(held, officials=officials(authority, chair=[authority.officer.person_id]))

        chair = next(one for one in rooms.officials(held.meeting_id) if one.function == "chair")
        assert chair.person_id == authority.officer.person_id
        assert rooms.get_meeting(held.meeting_id).place == place
