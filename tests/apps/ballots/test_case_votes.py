"""The counts of a vote: two people of the authority enter them from one record, each blind to the other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders.authority import an_authority, somebody_with_a_role
from tests.builders.cases import ENTRIES, OPENED_AT, a_case, a_concluded_conference, a_second, a_vote, take
from tests.builders.ledger import written_by
from tests.builders.tables import every_row
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import CaseAct, CaseVoteEntry
from tinnhiem.apps.ballots.operations.vote_entries import VoteSeatsTaken
from tinnhiem.apps.org.models import RoleGrant
from tinnhiem.common.actors import Actor
from tinnhiem.domain.confidence.entries import VoteWithoutQuorum
from tinnhiem.domain.regulations.errors import CountsContradict

pytestmark = pytest.mark.django_db
DAY = OPENED_AT.date()
LATER = OPENED_AT + timedelta(days=1)


@pytest.fixture(scope="module")
def held(kept: None):
    return a_concluded_conference(an_authority(staff=12))


@pytest.fixture
def chairman(held) -> Actor:
    return held.authority.chairman


@pytest.fixture
def case(held, chairman):
    """A case in which the leadership is to vote."""
    opened = a_case(held)
    take(opened, "verification", actor=chairman)
    take(opened, "party_opinion", actor=chairman)
    return opened


@pytest.fixture
def deputy(case) -> Actor:
    return a_second(case)


def enter(case, actor: Actor, *, at=OPENED_AT, **changes: object) -> bool:
    entry = replace(ENTRIES["leadership_vote"], **changes)
    return acts.take_step(case_id=case, step_id="leadership_vote", entry=entry, actor=actor, at=at)


def due(case, actor: Actor, on: date = DAY):
    found = ballots.case_page(case, actor=actor, on=on).due
    assert found
    return found


def votes(case) -> int:
    return CaseAct.objects.filter(case_id=case, step="leadership_vote").count()


class TestTheCountsOfAVote:
    @pytest.mark.parametrize(
        ("counts", "error"),
        [
            (replace(a_vote(), present=4), CountsContradict),
            (a_vote(members=6, present=3, agree=3), VoteWithoutQuorum),
        ],
    )
    def test_are_kept_for_nobody_where_they_cannot_be(self, case, chairman, counts, error):
        """Có mặt nhiều hơn tổng số thành viên; không đủ hai phần ba thành viên."""
        before = every_row()

        with pytest.raises(error):
            enter(case, chairman, counts=counts)

        assert every_row() == before

    def test_are_no_result_while_one_person_entered_them(self, case, chairman):
        assert not enter(case, chairman)
        assert not enter(case, chairman)

        assert votes(case) == 0
        assert due(case, chairman).kind == "vote"

    def test_are_no_result_while_two_people_differ(self, case, chairman, deputy):
        """Hai số đổi chỗ cho nhau vẫn cộng đúng; chỉ người thứ hai mới thấy."""
        enter(case, chairman, counts=a_vote(members=5, agree=3))

        assert not enter(case, deputy, counts=a_vote(members=5, agree=2))
        assert votes(case) == 0
        assert [due(case, actor).entries.differing for actor in (chairman, deputy)] == [
            ("agree", "disagree"),
            ("agree", "disagree"),
        ]

    def test_differ_by_the_day_as_well(self, case, chairman, deputy):
        enter(case, chairman, at=LATER)

        assert not enter(case, deputy, at=LATER, taken_on=LATER.date())
        assert due(case, deputy, LATER.date()).entries.differing == ("taken_on",)

    def test_are_shown_to_who_entered_them_only(self, case, chairman, deputy):
        enter(case, chairman, counts=a_vote(members=5, agree=4))

        assert due(case, chairman).entries.own["option_agree"] == 4
        seen = due(case, deputy).entries
        assert (seen.own, seen.other) == ({}, chairman.name)

    def test_are_the_result_once_the_second_person_agrees(self, case, chairman, deputy):
        enter(case, chairman, counts=a_vote(members=5, agree=3))
        enter(case, deputy, counts=a_vote(members=5, agree=2))

        assert enter(case, chairman, counts=a_vote(members=5, agree=2))
        page = ballots.case_page(case, actor=chairman, on=OPENED_AT.date())
        voted = next(step.act for step in page.steps if step.id == "leadership_vote")
        assert voted.counts == {"agree": 2, "disagree": 3}
        assert voted.recorded_by == f"{chairman.name}; {deputy.name}"

    def test_are_entered_by_two_and_no_third(self, case, chairman, deputy, held):
        enter(case, chairman, counts=a_vote(members=5, agree=3))
        enter(case, deputy, counts=a_vote(members=5, agree=2))
        third = somebody_with_a_role(
            held.authority.commune, name="Quàng Thị Nhất", role="appointing_authority"
        )

        with pytest.raises(VoteSeatsTaken) as refused:
            enter(case, third)
        assert chairman.name in str(refused.value.params["people"])

    def test_are_entered_anew_where_one_of_the_two_has_left(self, case, chairman, deputy, held):
        enter(case, chairman, counts=a_vote(members=5, agree=3))
        enter(case, deputy, counts=a_vote(members=5, agree=2))
        RoleGrant.objects.filter(account_id=deputy.account_id).update(valid_to=LATER.date())
        third = somebody_with_a_role(
            held.authority.commune, name="Quàng Thị Nhất", role="appointing_authority"
        )

        assert enter(case, third, at=LATER, counts=a_vote(members=5, agree=3))
        assert CaseVoteEntry.objects.filter(entered_by_id=deputy.account_id).count() == 0

    def test_leave_a_line_for_each_entry_that_names_no_number(self, case, chairman, deputy):
        assert written_by(lambda: enter(case, chairman)) == ["case.entry_made"]
        assert written_by(lambda: enter(case, deputy)) == ["case.entry_made", "case.act_taken"]
