"""A meeting goes through its steps in the order of the pack, and every act leaves one line."""

from dataclasses import replace

import pytest

from tests.builders.authority import actor_of, an_authority
from tests.builders.ledger import written_by
from tests.builders.meetings import (
    PLANNED_AT,
    Clock,
    Conference,
    a_planned_conference,
    a_summoned_conference,
    account,
    answers,
    begin,
    call_roll,
    close,
    complete,
    conclude,
    count,
    lock,
    sheets,
    vote,
    walk_to,
)
from tests.builders.tables import every_row
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots.operations.counting import BoxNotShut
from tinnhiem.apps.ballots.operations.polling import PollAlreadyOpen
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.operations.conduct import (
    MeetingNotInProgress,
    MeetingNotReady,
    NoteEmpty,
    QuorumIsThere,
    RollClosed,
    StepAnswerMissing,
)
from tinnhiem.apps.meetings.operations.planning import MeetingUnknown
from tinnhiem.apps.org import operations as registers
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.poll import BallotsNotPrinted
from tinnhiem.domain.procedure import BallotNotOpen, CountNotSettled, StepOutOfOrder
from tinnhiem.domain.procedure.room import (
    CommitteeMemberAbsent,
    CommitteeMemberBarred,
    CommitteeSizeWrong,
    MajorityNotReached,
    QuorumNotReached,
    RecommendationUnanswered,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def summoned(kept: None) -> Conference:
    """A conference of nine at Trường Tiểu học Hoa Ban, summoned and with its ballots printed."""
    return a_summoned_conference(an_authority(staff=9))


@pytest.fixture
def held(summoned: Conference) -> Conference:
    """The conference as it was summoned; what a test does to it is undone."""
    return replace(summoned, clock=Clock())


def refused(error: type[DomainError], act, *arguments: object, **named: object) -> DomainError:
    """The refusal of an act that wrote nothing."""
    before = every_row()
    with pytest.raises(error) as caught:
        act(*arguments, **named)
    assert every_row() == before
    return caught.value


class TestBeginning:
    def test_is_refused_without_a_frozen_list(self):
        planned = a_planned_conference(an_authority(staff=3, code="phuong-khac"))

        refused(MeetingNotReady, acts.begin_meeting, **planned.in_room())

    def test_is_refused_the_second_time(self, held):
        acts.begin_meeting(**held.in_room())

        refused(MeetingNotReady, acts.begin_meeting, **held.in_room())

    def test_is_refused_for_a_meeting_that_does_not_exist(self, held):
        nowhere = replace(held, meeting_id=held.poll_id)

        refused(MeetingUnknown, acts.begin_meeting, **nowhere.in_room())

    def test_leaves_one_line(self, held):
        assert written_by(lambda: acts.begin_meeting(**held.in_room())) == ["meeting.begun"]


class TestTheOrderOfSteps:
    def test_refuses_a_step_while_the_meeting_has_not_begun(self, held):
        refused(MeetingNotInProgress, complete, held, "introduce")

    @pytest.mark.parametrize("step", ["purpose", "comments", "close"])
    def test_refuses_a_step_before_its_turn(self, held, step):
        begin(held)

        error = refused(StepOutOfOrder, complete, held, step, acts.Answers(speakers=1))

        assert error.params["expected"] == "Giới thiệu người dự, điểm danh"

    def test_refuses_to_complete_the_ballot_by_hand(self, held):
        held = walk_to(held, "ballot")

        refused(BallotNotOpen, complete, held, "ballot", acts.Answers())

    def test_refuses_to_complete_the_count_by_hand(self, held):
        held = vote(held)

        refused(CountNotSettled, complete, held, "count", acts.Answers())

    def test_refuses_to_close_before_the_record_is_signed(self, held):
        held = account(vote(held))

        refused(CountNotSettled, polls.close_meeting, **held.by(held.secretary))

    def test_leaves_one_line_for_each_step(self, held):
        held = begin(held)

        for step in answers(held):
            assert written_by(lambda step=step: complete(held, step)) == ["step.completed"]


class TestTheRoll:
    """Đ.46.2: chỉ tiến hành khi có mặt ít nhất 2/3 số người được triệu tập (6 trên 9)."""

    def test_without_a_quorum_does_not_let_the_meeting_go_on(self, held):
        held = begin(held, absent=4)

        error = refused(QuorumNotReached, complete, held, "introduce")

        assert error.params == {"present": 5, "needed": 6, "summoned": 9, "missing": 1}
        assert error.citation == "khoản 2 Điều 46 Nghị định số 115/2020/NĐ-CP"

    def test_with_exactly_two_thirds_lets_it_go_on(self, held):
        complete(begin(held, absent=3), "introduce")

    def test_may_be_called_again_for_late_arrivals(self, held):
        held = call_roll(begin(held, absent=4), absent=2)

        complete(held, "introduce")

        assert rooms.cockpit(held.meeting_id, language="vi").headcount.present == 7

    def test_is_closed_once_the_box_is_open(self, held):
        held = walk_to(held, "ballot")
        polls.open_box(**held.by(held.secretary))

        refused(RollClosed, call_roll, held)

    def test_says_nothing_of_who_came_in_the_ledger(self, held):
        acts.begin_meeting(**held.in_room())

        assert written_by(lambda: call_roll(held, absent=1)) == ["roll.called"]


class TestWhatAStepAsksFor:
    @pytest.mark.parametrize(("step", "answer"), [("adopt_procedure", "hands"), ("comments", "speakers")])
    def test_is_the_number_that_its_minutes_name(self, held, step, answer):
        held = walk_to(held, step)

        refused(StepAnswerMissing, complete, held, step, acts.Answers())

    def test_is_more_than_half_of_those_present_for_the_procedure(self, held):
        held = walk_to(held, "adopt_procedure", absent=1)

        refused(MajorityNotReached, complete, held, "adopt_procedure", acts.Answers(hands=4))

    def test_is_an_answer_where_the_address_sounds_like_a_recommendation(self, held):
        held = walk_to(held, "address")

        refused(
            RecommendationUnanswered,
            complete,
            held,
            "address",
            acts.Answers(address="Đề nghị bỏ phiếu đồng ý cho đồng chí Lan"),
        )

    def test_becomes_an_irregularity_of_the_minutes_when_it_was_one(self, held):
        held = walk_to(held, "address")

        complete(
            held,
            "address",
            acts.Answers(address="Đề nghị bỏ phiếu đồng ý cho đồng chí Lan", recommends_vote=True),
        )

        kinds = [row.kind for row in rooms.cockpit(held.meeting_id, language="vi").minutes]
        assert kinds == ["module", "module", "module", "irregularity"]


class TestElectingTheCountingCommittee:
    @pytest.fixture
    def ready(self, held) -> Conference:
        return walk_to(held, "elect_committee", absent=1)

    def elect(self, held: Conference, *people: int) -> None:
        proposed = tuple(
            acts.Proposal(person, is_head=number == 0, hands=held.present)
            for number, person in enumerate(people)
        )
        complete(held, "elect_committee", acts.Answers(proposals=proposed))

    def test_refuses_the_subject(self, ready):
        subject = ready.authority.principal.person_id

        error = refused(CommitteeMemberBarred, self.elect, ready, subject, *ready.authority.teachers[:2])

        assert error.params == {"name": "Vương Thị Lan", "ground": "người được xem xét"}

    def test_refuses_a_relative_of_the_subject_among_the_teachers(self, ready, now):
        sister = ready.authority.teachers[0]
        registers.declare_kinship(
            person_id=sister,
            relative_id=ready.authority.principal.person_id,
            actor=ready.authority.officer,
            at=now,
        )

        error = refused(CommitteeMemberBarred, self.elect, ready, *ready.authority.teachers[:3])

        assert error.params["ground"] == "người thân của người được xem xét"

    def test_refuses_somebody_who_is_absent(self, ready):
        refused(
            CommitteeMemberAbsent,
            self.elect,
            ready,
            *ready.authority.teachers[:2],
            ready.authority.teachers[-1],
        )

    def test_refuses_a_committee_of_four_and_people_who_were_not_summoned(self, ready):
        refused(CommitteeSizeWrong, self.elect, ready, *ready.authority.teachers[:4])
        refused(CommitteeSizeWrong, self.elect, ready, *ready.authority.teachers[:2], ready.authority.chair)

    def test_admits_teachers_who_report_only_to_the_subject(self, ready):
        self.elect(ready, *ready.authority.teachers[:3])

        assert [(member.person_id, member.role) for member in rooms.committee(ready.meeting_id)] == [
            (ready.authority.teachers[0], "head"),
            (ready.authority.teachers[1], "member"),
            (ready.authority.teachers[2], "member"),
        ]


class TestOpeningTheBox:
    def test_is_refused_before_the_committee_is_elected(self, held):
        held = walk_to(held, "elect_committee")

        error = refused(StepOutOfOrder, polls.open_box, **held.by(held.secretary))

        assert error.params == {"step": "Bỏ phiếu kín", "expected": "Bầu tổ kiểm phiếu"}

    def test_is_refused_when_people_left_and_the_quorum_with_them(self, held):
        held = call_roll(walk_to(held, "ballot"), absent=4)

        refused(QuorumNotReached, polls.open_box, **held.by(held.secretary))

    @pytest.mark.parametrize("printed", [0, 8])
    def test_is_refused_while_not_everybody_present_could_have_a_ballot(self, printed):
        authority = an_authority(staff=9, code="phuong-khac")
        held = walk_to(a_summoned_conference(authority, printed=printed), "ballot")

        error = refused(BallotsNotPrinted, polls.open_box, **held.by(held.secretary))

        assert error.params == {"printed": printed, "present": 9}

    def test_is_refused_the_second_time_and_so_is_printing_more(self, held):
        held = walk_to(held, "ballot")
        polls.open_box(**held.by(held.secretary))

        refused(PollAlreadyOpen, polls.open_box, **held.by(held.secretary))
        refused(
            PollAlreadyOpen,
            polls.print_ballots,
            poll_id=held.poll_id,
            copies=5,
            actor=held.authority.officer,
            at=PLANNED_AT,
        )

    def test_and_shutting_it_leave_one_line_each_beside_the_step(self, held):
        held = walk_to(held, "ballot")

        assert written_by(lambda: polls.open_box(**held.by(held.secretary))) == ["poll.opened"]
        assert written_by(lambda: polls.close_box(**held.by(held.secretary))) == [
            "step.completed",
            "poll.closed",
        ]

    def test_comes_before_shutting_it(self, held):
        held = walk_to(held, "ballot")

        refused(BallotNotOpen, polls.close_box, **held.by(held.secretary))


class TestAdjourning:
    """Không đủ số người thì hoãn hội nghị để triệu tập lại; đủ người thì không hoãn để khỏi kiểm phiếu."""

    def test_ends_a_meeting_without_a_quorum(self, held):
        held = begin(held, absent=4)

        assert written_by(lambda: acts.adjourn_meeting(**held.in_room())) == ["meeting.adjourned"]
        assert rooms.get_meeting(held.meeting_id).state == "adjourned"

    def test_is_refused_while_the_quorum_is_there(self, held):
        held = begin(held, absent=3)

        refused(QuorumIsThere, acts.adjourn_meeting, **held.in_room())

    def test_is_refused_once_the_box_was_opened(self, held):
        held = vote(held, absent=3)

        refused(QuorumIsThere, acts.adjourn_meeting, **held.in_room())

    def test_leaves_the_term_to_be_summoned_for_anew(self, held):
        acts.adjourn_meeting(**begin(held, absent=4).in_room())

        again = a_planned_conference(held.authority)

        assert rooms.get_meeting(again.meeting_id).state == "planned"


class TestAMeetingThatIsOver:
    @pytest.fixture(params=["closed", "adjourned"])
    def over(self, request, held) -> Conference:
        if request.param == "adjourned":
            held = begin(held, absent=4)
            acts.adjourn_meeting(**held.in_room())
            return held
        held = lock(count(vote(held), agree=5))
        conclude(held)
        close(held)
        return held

    def test_refuses_every_act_of_the_room(self, over):
        refused(MeetingNotReady, acts.begin_meeting, **over.in_room())
        refused(MeetingNotInProgress, call_roll, over)
        refused(MeetingNotInProgress, complete, over, "introduce")
        refused(MeetingNotInProgress, acts.adjourn_meeting, **over.in_room())

    def test_refuses_every_act_of_the_poll(self, over):
        refused(DomainError, polls.open_box, **over.by(over.secretary))
        refused(DomainError, polls.close_box, **over.by(over.secretary))
        refused(DomainError, polls.close_meeting, **over.by(over.secretary))
        for counter in over.counters:
            refused(BoxNotShut, polls.account_for_paper, sheets=sheets(over), **over.by(counter))

    def test_shows_no_step_to_complete(self, over):
        assert rooms.cockpit(over.meeting_id, language="vi").current is None


class TestAddingToTheMinutes:
    def test_refuses_a_line_without_words(self, held):
        refused(NoteEmpty, acts.add_to_minutes, kind="note", text=" \n", **begin(held).in_room())

    def test_leaves_one_line_without_the_words(self, held):
        held = begin(held)

        written = written_by(
            lambda: acts.add_to_minutes(
                kind="irregularity", text="Mất điện 5 phút", **held.in_room(actor_of(held.authority.observer))
            )
        )

        assert written == ["minutes.added"]
        assert rooms.cockpit(held.meeting_id, language="vi").minutes[-1].text == "Mất điện 5 phút"
