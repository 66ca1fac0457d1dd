"""The law of two days side by side, and what it means for one leader."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.domain.regulations import load
from tinnhiem.domain.regulations.comparison import Leader, change_days, compare, even_below, standings
from tinnhiem.domain.regulations.outlook import OpenCase
from tinnhiem.domain.regulations.rules import Scope
from tinnhiem.packs import PACKS

OLD, NEW = date(2024, 5, 20), date(2026, 7, 2)
DAY = timedelta(days=1)
PACKED = load([PACKS])
DAYS_OF_LAW = st.dates(date(2020, 10, 1), date(2027, 12, 31))


@pytest.fixture
def compared(regulations):
    def of(before=OLD, after=NEW, status=Scope.PUBLIC_EMPLOYEE):
        return compare(regulations.in_force(on=before), regulations.in_force(on=after), status=status)

    return of


@pytest.fixture
def standing_on(regulations, vietnam):
    """Hiệu trưởng Lan of a primary school, appointed on 1 September 2021."""

    def of(on, *, post="principal", summoned=41, **changes):
        ordinary = {
            "id": "lan",
            "school_level": "primary",
            "appointed_on": date(2021, 9, 1),
            "ends_on": None,
            "born_on": date(1975, 4, 2),
            "sex": "female",
        }
        [found] = standings(
            leaders=[Leader(OpenCase(**(ordinary | changes)), post, summoned)],
            rules=regulations.in_force(on=on),
            calendar=vietnam,
        )
        return found

    return of


class TestTwoDaysOfLaw:
    def test_do_not_differ_where_nothing_changed(self, compared):
        same = compared(after=date(2024, 5, 21))

        assert same.changes == ()
        assert same.unchanged > 100

    def test_show_only_what_binds_the_status_asked_for(self, compared):
        found = compared(status=Scope.CIVIL_SERVANT)

        assert {change.scope for change in found.changes} == {Scope.CIVIL_SERVANT}

    def test_count_every_rule_of_the_later_day_once(self, compared, regulations):
        found = compared()
        later = {rule.id for rule in regulations.in_force(on=NEW) if rule.binds(Scope.PUBLIC_EMPLOYEE)}

        still_there = {change.rule_id for change in found.changes if change.after is not None}
        assert len(still_there) + found.unchanged == len(later)

    @given(first=DAYS_OF_LAW, second=DAYS_OF_LAW)
    def test_mirror_each_other(self, first, second):
        first, second = (PACKED.in_force(on=day) for day in (first, second))

        there = compare(first, second, status=Scope.PUBLIC_EMPLOYEE)
        back = compare(second, first, status=Scope.PUBLIC_EMPLOYEE)

        assert [(c.rule_id, c.before, c.after) for c in there.changes] == [
            (c.rule_id, c.after, c.before) for c in back.changes
        ]


class TestTheDaysOfChange:
    def test_are_exactly_those_on_which_the_law_differs_from_the_day_before(self, regulations):
        def law(on):
            return {(rule.id, rule.scope): rule for rule in regulations.in_force(on=on)}

        days = change_days(regulations, jurisdiction="vn")

        assert all(law(day) != law(day - DAY) for day in days)
        assert all(law(earlier) == law(later - DAY) for earlier, later in pairwise(days))

    def test_are_none_where_no_pack_is_known(self, regulations):
        assert change_days(regulations, jurisdiction="nowhere") == ()


class TestTheStandingOfALeader:
    def test_knows_no_term_before_the_packs_do(self, standing_on):
        found = standing_on(date(2015, 6, 1))

        assert (found.plan, found.at_half) == (None, ())

    def test_names_no_decider_for_a_level_that_no_rule_covers(self, standing_on):
        assert standing_on(NEW, school_level="flying").decider is None

    def test_names_the_district_before_two_tier_government_and_the_commune_after(self, standing_on):
        holders = [standing_on(on).decider.holder for on in (OLD, NEW)]

        assert holders == ["district_chairman", "commune_chairman"]

    def test_says_what_an_exact_half_meant_and_means(self, standing_on):
        """Đúng một nửa: năm 2024 báo cáo cấp có thẩm quyền; từ 01/7/2026 người đứng đầu quyết định."""
        outcomes = [standing_on(on).verdict_at("key_staff_conference").outcome for on in (OLD, NEW)]

        assert outcomes == ["report_to_authority", "head_decides"]

    def test_never_lets_a_principal_decide_on_himself(self, standing_on):
        of_the_head = standing_on(NEW).verdict_at("key_staff_conference")
        of_the_deputy = standing_on(NEW, post="vice_principal").verdict_at("key_staff_conference")

        assert (of_the_head.decided_by, of_the_deputy.decided_by) == ("appointing_authority", "head_of_unit")

    def test_has_no_conference_for_who_is_to_be_extended(self, standing_on):
        found = standing_on(NEW, born_on=date(1970, 6, 1))

        assert found.verdict_at("key_staff_conference") is None
        assert [stage.stage for stage in found.at_half] == ["leadership"]

    def test_gives_both_deadlines(self, standing_on):
        plan = standing_on(OLD).plan

        assert plan.notice_by < plan.decision_by < plan.ends_on


class TestAnExactHalf:
    @given(st.integers(min_value=0, max_value=5000))
    def test_is_taken_of_an_even_number(self, summoned):
        people = even_below(summoned)

        assert people % 2 == 0
        assert people == 2 if summoned < 2 else summoned - people in (0, 1)
