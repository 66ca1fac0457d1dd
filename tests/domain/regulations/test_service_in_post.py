"""Two consecutive terms at one school, and the capacity that is lost when a term ends."""

from datetime import date

import pytest

from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations.service import (
    CapacityLapsed,
    DecisionKind,
    Spell,
    consecutive_terms,
    refuse_lapsed,
)

ON = date(2024, 9, 1)


def spell(start, end, *, kind="reappointment", school="Hoa Ban", post="principal"):
    period = Period(date.fromisoformat(start), None if end is None else date.fromisoformat(end))
    return Spell(school, post, DecisionKind(kind), period)


FIRST = spell("2014-09-01", "2019-09-01", kind="appointment")
SECOND = spell("2019-09-01", "2024-09-01")


@pytest.fixture
def count(regulations):
    def of(*spells, on=ON, school="Hoa Ban", post="principal", successors=None):
        return consecutive_terms(
            spells=spells,
            school=school,
            post=post,
            on=on,
            rules=regulations.in_force(on=on),
            successors=successors,
        )

    return of


class TestTheConsecutiveTermsOfAPrincipal:
    """Điều lệ trường: hiệu trưởng không quá hai nhiệm kỳ liên tiếp tại một trường công lập."""

    def test_allow_no_third(self, count):
        found = count(FIRST, SECOND)

        assert (found.terms, found.allowed, found.may_have_another) == (2, 2, False)
        assert "Điều lệ trường tiểu học" in found.citations[0].words

    def test_allow_a_second(self, count):
        assert count(FIRST, on=date(2019, 8, 1)).terms == 1

    def test_begin_anew_at_another_school(self, count):
        moved = spell("2019-09-01", "2024-09-01", kind="appointment", school="Sao Mai")

        assert count(FIRST, moved, school="Sao Mai").terms == 1

    def test_begin_anew_after_years_elsewhere(self, count):
        away = spell("2019-09-01", "2021-09-01", kind="appointment", school="Sao Mai")
        back = spell("2021-09-01", "2026-09-01", kind="appointment")

        assert count(FIRST, away, back).terms == 1

    def test_begin_anew_after_days_without_any_decision(self, count):
        assert count(FIRST, spell("2021-09-01", "2026-09-01", kind="appointment")).terms == 1

    def test_leave_out_the_time_as_acting_principal(self, count):
        """NĐ 115 Đ.47.3: thời gian giao quyền, giao phụ trách không tính vào thời gian giữ chức vụ."""
        acting = spell("2013-09-01", "2014-09-01", kind="acting")

        assert count(acting, FIRST).terms == 1

    def test_leave_out_the_years_as_vice_principal(self, count):
        deputy = spell("2014-09-01", "2019-09-01", kind="appointment", post="vice_principal")

        assert count(deputy, spell("2019-09-01", "2024-09-01", kind="appointment")).terms == 1

    def test_go_on_through_a_merger(self, count):
        """NĐ 115 Đ.47.1a: thời hạn bổ nhiệm tính theo quyết định bổ nhiệm cũ."""
        merged = spell("2022-07-01", "2024-09-01", kind="reorganization", school="Hoa Ban Mới")
        second = spell("2019-09-01", "2022-07-01")

        found = count(FIRST, second, merged, school="Hoa Ban Mới", successors={"Hoa Ban": "Hoa Ban Mới"})

        assert (found.school, found.terms, found.may_have_another) == ("Hoa Ban Mới", 2, False)

    def test_survive_a_circle_of_names(self, count):
        assert count(FIRST, successors={"Hoa Ban": "Ban Hoa", "Ban Hoa": "Hoa Ban"}).terms == 1

    def test_do_not_count_an_extension_as_a_term(self, count):
        assert count(FIRST, spell("2019-09-01", "2020-12-01", kind="extension")).terms == 1

    def test_are_provisional_while_the_new_charter_is_unread(self, count):
        assert count(FIRST, SECOND, on=date(2026, 8, 1)).provisional_reason == "by_analogy"


class TestTheConsecutiveTermsOfAVicePrincipal:
    def test_are_not_limited(self, count):
        spells = [
            spell("2014-09-01", "2019-09-01", kind="appointment", post="vice_principal"),
            spell("2019-09-01", "2024-09-01", post="vice_principal"),
        ]

        found = count(*spells, post="vice_principal")

        assert (found.terms, found.allowed, found.may_have_another) == (2, None, True)


class TestAnActAfterTheTerm:
    """NĐ 115 Đ.49.4: hết thời hạn mà chưa có quyết định thì không được thực hiện nhiệm vụ của chức vụ."""

    def test_is_refused_from_the_first_day_with_the_article(self, regulations):
        with pytest.raises(CapacityLapsed) as refused:
            refuse_lapsed(ends_on=ON, on=ON, rules=regulations.in_force(on=ON))

        assert "khoản 4 Điều 49" in refused.value.citation

    def test_is_in_order_on_the_last_day(self, regulations):
        refuse_lapsed(ends_on=ON, on=date(2024, 8, 31), rules=regulations.in_force(on=ON))
