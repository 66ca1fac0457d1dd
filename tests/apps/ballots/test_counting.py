"""The count on paper: two members blind to each other, the whole committee on every doubtful ballot."""

from dataclasses import replace

import pytest

from tests.builders.authority import actor_of, an_authority
from tests.builders.ledger import written_by
from tests.builders.meetings import (
    Clock,
    Conference,
    a_summoned_conference,
    account,
    conclude,
    count,
    lock,
    sheets,
    totals,
    vote,
    walk_to,
)
from tests.builders.tables import every_row
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries
from tinnhiem.apps.ballots.models import CountEntry
from tinnhiem.apps.ballots.operations.counting import (
    BoxNotShut,
    NotOnTheCommittee,
    PaperNotAccounted,
    SeatsTaken,
)
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence import CountNotLocked, CountsDiffer
from tinnhiem.domain.confidence.account import AccountNegative, IssuedUnbalanced, PeopleExceeded
from tinnhiem.domain.confidence.count import (
    CommitteeIncomplete,
    CountDoesNotAddUp,
    CountLineMissing,
    CountLocked,
    GroundUnknown,
    InvalidNotDecided,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def summoned(kept: None) -> Conference:
    return a_summoned_conference(an_authority(staff=9))


@pytest.fixture(scope="module")
def voted(summoned: Conference) -> Conference:
    """Eight of nine came and voted; the box is shut."""
    return vote(summoned, absent=1)


@pytest.fixture
def held(voted: Conference) -> Conference:
    return replace(voted, clock=Clock())


def refused(error: type[DomainError], act, **named: object) -> DomainError:
    """The refusal of an act that wrote nothing."""
    before = every_row()
    with pytest.raises(error) as caught:
        act(**named)
    assert every_row() == before
    return caught.value


class TestWhoMayCount:
    """Chỉ tổ kiểm phiếu do hội nghị bầu; người được lấy phiếu không có mặt trong việc đếm."""

    @pytest.mark.parametrize("who", ["secretary", "chair", "observer", "officer", "subject", "teacher"])
    def test_is_nobody_but_the_elected_committee(self, held, who):
        authority = held.authority
        actor = {
            "secretary": actor_of(authority.secretary),
            "chair": actor_of(authority.chair),
            "observer": actor_of(authority.observer),
            "officer": authority.officer,
            "subject": actor_of(authority.principal.person_id),
            "teacher": actor_of(authority.teachers[4]),
        }[who]
        number = totals(held, agree=8)

        refused(NotOnTheCommittee, polls.account_for_paper, sheets=sheets(held), **held.by(actor))
        refused(NotOnTheCommittee, polls.enter_count, totals=number, **held.by(actor))
        refused(NotOnTheCommittee, polls.lock_count, **held.by(actor))
        refused(NotOnTheCommittee, polls.conclude_poll, **held.by(actor))
        with pytest.raises(NotOnTheCommittee):
            queries.counting_page(held.poll_id, actor=actor)

    def test_is_nobody_while_the_box_is_open(self, kept):
        held = walk_to(a_summoned_conference(an_authority(staff=9, code="phuong-khac")), "ballot")
        polls.open_box(**held.by(held.secretary))

        refused(BoxNotShut, polls.account_for_paper, sheets=sheets(held), **held.by(held.counters[0]))

    def test_is_nobody_any_more_once_the_record_is_signed(self, held):
        lock(count(held, agree=5))
        conclude(held)

        for act, more in (
            (polls.account_for_paper, {"sheets": sheets(held)}),
            (polls.enter_count, {"totals": totals(held, agree=1)}),
            (polls.lock_count, {}),
            (polls.conclude_poll, {}),
        ):
            refused(BoxNotShut, act, **more, **held.by(held.counters[0]))


class TestAccountingForThePaper:
    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"returned": 7}, IssuedUnbalanced),
            ({"issued": 9, "returned": 9, "unused": 3, "destroyed": 3}, PeopleExceeded),
            ({"not_returned": -1, "returned": 9}, AccountNegative),
        ],
    )
    def test_is_refused_where_it_does_not_balance(self, held, changes, error):
        refused(error, polls.account_for_paper, sheets=sheets(held, **changes), **held.by(held.counters[0]))

    def test_counts_a_person_whose_ballot_was_exchanged_once(self, held):
        account(held, issued=9, exchanged=1, unused=3, destroyed=3)

        found = queries.counting_page(held.poll_id, actor=held.counters[0]).account
        assert (found.issued, found.people_issued) == (9, 8)

    def test_may_be_mended_and_leaves_one_line_each_time(self, held):
        account(held)

        assert written_by(lambda: account(held, returned=7, not_returned=1)) == ["paper.accounted"]


class TestAQuestionedBallot:
    def test_is_not_decided_by_part_of_the_committee(self, held):
        refused(
            CommitteeIncomplete,
            polls.adjudicate,
            ground="no_mark",
            votes_valid=0,
            votes_invalid=2,
            **held.by(held.counters[0]),
        )

    def test_needs_a_ground_of_the_pack(self, held):
        refused(
            GroundUnknown,
            polls.adjudicate,
            ground="ugly",
            votes_valid=0,
            votes_invalid=3,
            **held.by(held.counters[0]),
        )

    def test_leaves_one_line_that_does_not_say_what_was_decided(self, held):
        written = written_by(
            lambda: polls.adjudicate(
                ground="no_mark", votes_valid=1, votes_invalid=2, **held.by(held.counters[0])
            )
        )

        assert written == ["ballot.adjudicated"]

    def test_that_nobody_decided_stops_the_record(self, held):
        account(held)
        for counter in held.counters[:2]:
            polls.enter_count(totals=totals(held, agree=5, invalid=2), **held.by(counter))
        lock(held)

        error = refused(InvalidNotDecided, polls.conclude_poll, **held.by(held.counters[0]))

        assert error.params == {"decided": 0}


class TestEnteringACount:
    def test_is_refused_before_the_paper_is_accounted_for(self, held):
        refused(
            PaperNotAccounted,
            polls.enter_count,
            totals=totals(held, agree=5),
            **held.by(held.counters[0]),
        )

    @pytest.mark.parametrize(
        ("counted", "error"),
        [
            ({"agree": 5, "disagree": 2, "invalid": 0}, CountDoesNotAddUp),
            ({"agree": 5, "disagree": 3}, CountLineMissing),
            ({"agree": 9, "disagree": -1, "invalid": 0}, CountLineMissing),
        ],
    )
    def test_is_refused_where_it_does_not_add_up(self, held, counted, error):
        account(held)

        refused(error, polls.enter_count, totals=counted, **held.by(held.counters[0]))

    def test_is_refused_to_a_third_member(self, held):
        count(held, agree=5)

        refused(SeatsTaken, polls.enter_count, totals=totals(held, agree=5), **held.by(held.counters[2]))

    def test_is_refused_once_it_is_locked(self, held):
        lock(count(held, agree=5))

        refused(CountLocked, polls.enter_count, totals=totals(held, agree=6), **held.by(held.counters[0]))

    def test_leaves_one_line_without_a_number(self, held):
        account(held)

        written = written_by(
            lambda: polls.enter_count(totals=totals(held, agree=5), **held.by(held.counters[0]))
        )

        assert written == ["count.entered"]


class TestTwoCounts:
    @pytest.fixture
    def differing(self, held) -> Conference:
        account(held)
        for counter, agree in zip(held.counters, (5, 6), strict=False):
            polls.enter_count(totals=totals(held, agree=agree), **held.by(counter))
        return held

    def test_are_not_locked_while_the_second_is_missing(self, held):
        account(held)
        polls.enter_count(totals=totals(held, agree=5), **held.by(held.counters[0]))

        refused(CountNotLocked, polls.lock_count, **held.by(held.counters[0]))

    def test_are_not_locked_while_they_differ(self, differing):
        error = refused(CountsDiffer, polls.lock_count, **differing.by(differing.counters[0]))

        assert error.params == {"places": 2}

    def test_show_a_member_where_they_differ_and_only_their_own_numbers(self, differing):
        pages = [queries.counting_page(differing.poll_id, actor=actor) for actor in differing.counters]

        assert [[(line.id, line.number, line.comparison) for line in page.lines] for page in pages] == [
            [("agree", 5, "different"), ("disagree", 3, "different"), ("invalid", 0, "same")],
            [("agree", 6, "different"), ("disagree", 2, "different"), ("invalid", 0, "same")],
            [("agree", None, "different"), ("disagree", None, "different"), ("invalid", None, "same")],
        ]

    def test_are_both_unlocked_when_one_is_changed(self, held):
        count(held, agree=5)
        first, second = held.counters[:2]
        polls.lock_count(**held.by(first))

        polls.enter_count(totals=totals(held, agree=6), **held.by(second))

        assert list(CountEntry.objects.values_list("is_locked", flat=True)) == [False, False]
        refused(CountsDiffer, polls.conclude_poll, **held.by(first))

    def test_are_not_concluded_while_one_is_unlocked(self, held):
        count(held, agree=5)
        polls.lock_count(**held.by(held.counters[0]))

        refused(CountNotLocked, polls.conclude_poll, **held.by(held.counters[0]))

    def test_leave_one_line_for_each_lock(self, held):
        count(held, agree=5)

        assert written_by(lambda: lock(held)) == ["count.locked", "count.locked"]
