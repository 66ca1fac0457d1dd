"""Shares of many votes: said of five schools at least, and never so exactly that one can be told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.domain.confidence.shares import FEWEST, STEP, Quartiles, quartiles_of

fractions = st.fractions(min_value=0, max_value=1, max_denominator=60)


def of(*percents: int, schools: int | None = None) -> Quartiles | None:
    shares = [Fraction(percent, 100) for percent in percents]
    count = len(shares) if schools is None else schools
    return quartiles_of(shares, schools=[number % count for number in range(len(shares))])


class TestTheQuartilesOfShares:
    @pytest.mark.parametrize("count", range(FEWEST))
    def test_are_not_said_of_fewer_than_five_votes(self, count):
        assert of(*([50] * count), schools=FEWEST) is None

    def test_are_not_said_of_many_votes_at_fewer_than_five_schools(self):
        assert of(*([50] * 12), schools=FEWEST - 1) is None

    def test_stand_at_the_quarters(self):
        assert of(100, 40, 60, 80, 20) == Quartiles(40, 60, 80)

    def test_hide_the_whole_that_a_share_was_taken_of(self):
        """Chín trên mười, mười trên mười một và mười một trên mười hai nói cùng một số."""
        said = {quartiles_of([Fraction(n, n + 1)] * FEWEST, schools=range(FEWEST)) for n in (9, 10, 11)}

        assert len(said) == 1

    @given(st.lists(fractions, min_size=FEWEST, max_size=40))
    def test_are_in_order_and_within_a_half_step_of_the_shares(self, shares):
        found = quartiles_of(shares, schools=range(len(shares)))

        assert found is not None
        assert found.lower <= found.median <= found.upper
        assert min(shares) * 100 - STEP / 2 <= found.lower
        assert found.upper <= max(shares) * 100 + STEP / 2
        assert {found.lower % STEP, found.median % STEP, found.upper % STEP} == {0}

    @given(st.permutations([Fraction(number, 7) for number in range(7)]))
    def test_do_not_depend_on_the_order(self, shares):
        assert quartiles_of(shares, schools=range(7)) == quartiles_of(sorted(shares), schools=range(7))
