"""Một hội nghị họp nhiều phiên: mỗi phiên điểm danh riêng, một hòm phiếu, đủ số người tính chung."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.builders.authority import an_authority
from tests.builders.meetings import (
    HELD_AT,
    PLANNED_AT,
    Conference,
    a_planned_conference,
    close,
    complete,
    conclude,
    count,
    lock,
    summon,
)
from tests.builders.meetings import answers as steps
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import Poll
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.models import Attendance, MinutesLine
from tinnhiem.apps.meetings.operations.box import SittingsLeft
from tinnhiem.apps.meetings.operations.conduct import QuorumIsThere, RollClosed, SittingNotDue
from tinnhiem.apps.org.models import Account
from tinnhiem.domain.procedure.room import QuorumNotReached

pytestmark = pytest.mark.django_db
STAFF = 9


def a_divided_meeting() -> Conference:
    """Nine summoned to a room of five: two sittings, the first one begun."""
    authority = an_authority(staff=STAFF)
    by = {"actor": authority.officer, "at": PLANNED_AT}
    venue = acts.set_venue(school_id=authority.school.pk, name="Phòng hội đồng", capacity=5, **by)
    held = a_planned_conference(authority, venue_id=venue)
    acts.divide_meeting(
        meeting_id=held.meeting_id, version=0, starts=[HELD_AT, HELD_AT + timedelta(hours=3)], **by
    )
    summon(held)
    polls.print_ballots(poll_id=held.poll_id, copies=STAFF + 3, **by)
    acts.begin_meeting(**held.in_room())
    return held


@pytest.fixture
def held() -> Conference:
    return a_divided_meeting()


def call(held: Conference, sitting: int | None, *, places: range) -> None:
    """The roll of a sitting; those at these places of the list are there."""
    people = rooms.summoned(held.meeting_id)
    absences = {row.id: "leave" for row in people if row.position not in places}
    acts.call_roll(absences=absences, sitting=sitting, **held.in_room())


def open_box(held: Conference, *, places: range = range(1, 6)) -> None:
    """The first sitting up to the open box."""
    call(held, 1, places=places)
    ready = steps(held)
    for step in ("introduce", "purpose", "address"):
        complete(held, step)
    complete(held, "adopt_procedure", acts.Answers(hands=len(places)))
    present = [row.person_id for row in rooms.summoned(held.meeting_id) if row.position in places]
    teachers = [person for person in held.authority.teachers if person in present][:3]
    elected = tuple(
        acts.Proposal(person, is_head=number == 0, hands=len(places))
        for number, person in enumerate(teachers)
    )
    complete(held, "elect_committee", acts.Answers(proposals=elected))
    for step in ("self_assessment", "comments"):
        complete(held, step, ready[step])
    polls.open_box(**held.by(held.secretary))


class TestTheRollOfASitting:
    @pytest.mark.parametrize("sitting", [None, 2, 3])
    def test_is_refused_out_of_turn(self, held: Conference, sitting: int | None):
        with pytest.raises(SittingNotDue):
            call(held, sitting, places=range(1, 6))

    def test_of_the_first_is_closed_by_the_open_box_and_the_second_follows(self, held: Conference):
        open_box(held)
        with pytest.raises(SittingNotDue):
            call(held, 1, places=range(1, 7))

        call(held, 2, places=range(1, STAFF + 1))

        found = Attendance.objects.order_by("summoned__position").values_list("sitting", flat=True)
        assert list(found) == [1] * 5 + [2] * 4

    def test_of_the_last_may_be_corrected_until_the_box_is_shut(self, held: Conference):
        open_box(held)
        call(held, 2, places=range(6, 8))
        call(held, 2, places=range(6, 10))
        said = list(MinutesLine.objects.filter(text__startswith="Phiên 2").values_list("text", flat=True))
        assert [text.split(" ")[-2] for text in said] == ["2", "4"]
        polls.close_box(**held.by(held.secretary))

        with pytest.raises(RollClosed):
            call(held, 2, places=range(6, 7))

        assert Poll.objects.get().present == STAFF

    def test_asks_why_only_of_whoever_came_to_none(self, held: Conference):
        open_box(held)
        assert set(Attendance.objects.values_list("absence", flat=True)) == {""}

        call(held, 2, places=range(6, 9))

        absent = Attendance.objects.get(is_present=False)
        assert (absent.absence, absent.sitting) == ("leave", None)

    def test_leaves_a_line_without_names_and_no_order_of_people(self, held: Conference):
        open_box(held)
        call(held, 2, places=range(6, 10))

        line = next(audit.lines()).line
        assert line.act == "roll.called"
        fields = {field.name for field in Attendance._meta.concrete_fields}
        assert fields == {"id", "summoned", "is_present", "absence", "sitting"}


class TestTheQuorumOfADividedMeeting:
    """Đủ số người tính trên tổng số người có mặt ở mọi phiên."""

    def test_is_not_asked_of_the_first_sitting_alone(self, held: Conference):
        open_box(held)

        assert rooms.cockpit(held.meeting_id, language="vi").box_is_open

    def test_is_asked_once_every_sitting_was_held(self, held: Conference):
        open_box(held)
        with pytest.raises(SittingsLeft):
            polls.close_box(**held.by(held.secretary))
        call(held, 2, places=range(6, 6))

        with pytest.raises(QuorumNotReached):
            polls.close_box(**held.by(held.secretary))

        assert ballots.get_poll(held.poll_id).state == "open"

    def test_that_is_missing_after_the_last_roll_adjourns_with_the_box_unopened(self, held: Conference):
        open_box(held)
        with pytest.raises(QuorumIsThere):
            acts.adjourn_meeting(**held.in_room())
        call(held, 2, places=range(6, 6))

        acts.adjourn_meeting(**held.in_room())

        assert rooms.get_meeting(held.meeting_id).state == "adjourned"

    def test_of_all_rolls_is_what_the_one_count_rests_on(self, held: Conference):
        open_box(held)
        call(held, 2, places=range(6, 10))
        polls.close_box(**held.by(held.secretary))
        conclude(lock(count(held, agree=6)))
        close(held)

        assert rooms.get_meeting(held.meeting_id).state == "closed"
        assert Poll.objects.get().present == STAFF
        said = list(MinutesLine.objects.order_by("position").values_list("text", flat=True))
        assert any("Phiên 1: có mặt 5 người" in text for text in said)
        assert any("Phiên 2: điểm danh, có mặt 4 người" in text for text in said)
        assert any("Tất cả các phiên có mặt 9 trên 9 người" in text for text in said)


class TestThePageOfTheRoom:
    def test_asks_for_the_roll_of_the_sitting_that_is_due(self, held: Conference):
        client = Client(headers={"Accept-Language": "vi"})
        client.force_login(Account.objects.get(pk=held.secretary.account_id))
        address = reverse("committee:cockpit", args=[held.meeting_id])

        first = client.get(address).content.decode()
        open_box(held)
        second = client.get(address).content.decode()
        present = [row for row in rooms.summoned(held.meeting_id) if row.position > 5]
        ticked = {f"present_{row.id}": "1" for row in present}
        client.post(reverse("committee:roll", args=[held.meeting_id]), {"sitting": "2", **ticked})
        after = client.get(address).content.decode()

        assert 'name="sitting" value="1"' in first
        assert "Phiên 2 chưa điểm danh" in second
        assert 'name="sitting" value="2"' in second
        assert f'name="present_{present[0].id}"' in second
        assert "Khi mọi người đã bỏ phiếu xong, đóng hòm" in after
        assert timezone.localtime(HELD_AT).strftime("%H:%M") in after
