"""Every printed sheet is somewhere, and the sums say so before anything is counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.polls import an_account, an_open_poll
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.domain.confidence import EquationBroken, PaperAccount, close_poll, equations
from tinnhiem.domain.confidence.account import (
    AccountNegative,
    DestroyedUnbalanced,
    IssuedUnbalanced,
    PeopleExceeded,
    PrintedUnbalanced,
)
from tinnhiem.domain.confidence.poll import BallotsNotPrinted

SHEETS = st.integers(0, 300)


class TestTheAccountOfThePaper:
    """Số phiếu in = phát ra + chưa dùng; phát ra = thu về + đổi + không thu về; chưa dùng thì hủy tại chỗ."""

    @pytest.mark.parametrize(
        ("account", "error", "left", "right"),
        [
            pytest.param(an_account(unused=15), PrintedUnbalanced, 44, 43, id="a printed sheet is missing"),
            pytest.param(an_account(returned=27), IssuedUnbalanced, 28, 27, id="an issued sheet is missing"),
            pytest.param(an_account(returned=29), IssuedUnbalanced, 28, 29, id="a sheet too many came back"),
            pytest.param(
                an_account(destroyed=15), DestroyedUnbalanced, 15, 16, id="an unused sheet was kept"
            ),
            pytest.param(an_account(people=29), PeopleExceeded, 29, 28, id="more people than are present"),
        ],
    )
    def test_blocks_the_next_step_and_names_the_equation_that_does_not_hold(
        self, account, error, left, right
    ):
        with pytest.raises(EquationBroken) as refused:
            close_poll(an_open_poll(present=28), account=account)

        assert (type(refused.value), refused.value.params) == (error, {"left": left, "right": right})
        for language in LANGUAGES:
            said = explain(refused.value, language)
            assert str(left) in said
            assert str(right) in said

    @pytest.mark.parametrize("item", PaperAccount.__dataclass_fields__)
    def test_knows_no_number_below_zero(self, item):
        with pytest.raises(AccountNegative) as refused:
            an_account(**{item: -1})

        assert refused.value.params == {"item": item, "number": -1}

    def test_counts_a_person_whose_spoiled_ballot_was_exchanged_once(self):
        account = an_account(people=28, exchanged=2)

        assert (account.issued, account.people_issued) == (30, 28)
        close_poll(an_open_poll(present=28), account=account)

    def test_may_lack_a_ballot_that_somebody_took_home(self):
        account = an_account(people=28, returned=27, not_returned=1)

        assert close_poll(an_open_poll(present=28), account=account).account == account

    def test_may_belong_to_fewer_people_than_are_present(self):
        account = an_account(people=26)

        assert close_poll(an_open_poll(present=28), account=account).account == account

    @given(st.tuples(*[SHEETS] * 7), SHEETS)
    def test_is_accepted_exactly_when_every_equation_holds(self, numbers, present):
        account = PaperAccount(*numbers)
        poll = an_open_poll(present=present, printed=300)
        every_one_holds = all(equation.holds for equation in equations(account, present=present))

        accepted = True
        try:
            close_poll(poll, account=account)
        except DomainError:
            accepted = False

        assert accepted == every_one_holds

    @given(people=st.integers(0, 200), spare=st.integers(0, 20), data=st.data())
    def test_balances_however_many_were_spoiled_or_taken_home(self, people, spare, data):
        exchanged = data.draw(st.integers(0, spare))
        kept = data.draw(st.integers(0, people))
        account = an_account(
            printed=people + spare,
            people=people,
            exchanged=exchanged,
            returned=people - kept,
            not_returned=kept,
        )

        assert all(equation.holds for equation in equations(account, present=people))


class TestOpeningTheBox:
    def test_refuses_while_not_everybody_in_the_room_could_have_a_ballot(self):
        with pytest.raises(BallotsNotPrinted) as refused:
            an_open_poll(present=28, printed=27)

        assert refused.value.params == {"printed": 27, "present": 28}

    def test_needs_no_spare_ballot(self):
        assert an_open_poll(present=28, printed=28).printed == 28
