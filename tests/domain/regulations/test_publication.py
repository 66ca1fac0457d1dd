"""A decision is published within five working days and stays for twenty days on end."""

from datetime import date

import pytest

from tinnhiem.domain.regulations import load, load_calendar, publication_state, publication_terms
from tinnhiem.domain.regulations.publication import (
    NotAnItemOfPublication,
    TakenDownTooEarly,
    refuse_early_takedown,
)
from tinnhiem.packs import PACKS

SIGNED = date(2026, 5, 18)
DAYS = {"due_on": date(2026, 5, 25), "on": date(2026, 5, 26)}


def terms(item: str = "appointment"):
    rules = load([PACKS]).in_force(on=SIGNED, jurisdiction="vn")
    return publication_terms(item, signed_on=SIGNED, rules=rules, calendar=load_calendar([PACKS], "vn"))


class TestThePublicationOfADecision:
    """Luật Thực hiện dân chủ ở cơ sở, Điều 46 đến Điều 48."""

    def test_is_of_what_the_law_lists_and_of_nothing_else(self):
        with pytest.raises(NotAnItemOfPublication):
            terms("ballots")

    def test_is_due_five_working_days_after_signing(self):
        assert terms().due.on == date(2026, 5, 25)

    def test_lasts_twenty_days_from_the_day_it_began(self):
        assert terms().ends_on(date(2026, 5, 20)) == date(2026, 6, 9)

    def test_is_not_taken_down_a_day_too_early(self):
        with pytest.raises(TakenDownTooEarly):
            refuse_early_takedown(ends_on=date(2026, 6, 9), on=date(2026, 6, 8))

    def test_may_be_taken_down_on_the_day_after_its_last(self):
        refuse_early_takedown(ends_on=date(2026, 6, 9), on=date(2026, 6, 9))

    @pytest.mark.parametrize(
        ("begun_on", "ends_on", "taken_down_on", "state"),
        [
            (None, None, None, "late"),
            (date(2026, 5, 20), date(2026, 6, 9), None, "published"),
            (date(2026, 5, 1), date(2026, 5, 26), None, "over"),
            (date(2026, 5, 1), date(2026, 5, 21), date(2026, 5, 22), "taken_down"),
        ],
    )
    def test_says_how_it_stands(self, begun_on, ends_on, taken_down_on, state):
        found = publication_state(begun_on=begun_on, ends_on=ends_on, taken_down_on=taken_down_on, **DAYS)

        assert found == state
