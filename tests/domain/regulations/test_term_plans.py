"""Terms of office: when they end, by when the authority must have spoken, and what comes after."""

from dataclasses import replace
from datetime import date

import pytest

from tinnhiem.domain.regulations import RuleMissing, plan_term, retirement_day
from tinnhiem.domain.regulations.calendars import WorkingCalendar


@pytest.fixture
def plan(regulations, vietnam):
    """The plan of Hiệu trưởng Lan, born 1975, appointed on 2019-09-05, unless told otherwise."""

    def of(*, on=date(2024, 3, 1), calendar=vietnam, **changes):
        ordinary = {
            "appointed_on": date(2019, 9, 5),
            "ends_on": None,
            "born_on": date(1975, 4, 2),
            "sex": "female",
        }
        return plan_term(**(ordinary | changes), rules=regulations.in_force(on=on), calendar=calendar)

    return of


class TestTheEndOfATerm:
    """NĐ 115 Đ.43.1: 05 năm, tính từ thời điểm quyết định bổ nhiệm có hiệu lực."""

    def test_is_unknown_before_the_decree(self, plan):
        with pytest.raises(RuleMissing):
            plan(on=date(2020, 9, 28))

    def test_is_five_years_later_and_exclusive(self, plan):
        assert (plan().ends_on, plan().last_day) == (date(2024, 9, 5), date(2024, 9, 4))

    def test_falls_on_the_first_of_march_for_a_leap_day(self, plan):
        assert plan(appointed_on=date(2020, 2, 29)).ends_on == date(2025, 3, 1)

    def test_is_the_one_the_decision_gives_where_it_gives_one(self, plan):
        assert plan(ends_on=date(2024, 6, 1)).last_day == date(2024, 5, 31)

    def test_is_provisional_while_the_new_decree_is_unread(self, plan):
        assert not plan().provisional
        assert plan(on=date(2026, 8, 1)).derivations["ends_on"].provisional_reason == "by_analogy"


class TestTheNotice:
    """NĐ 115 Đ.51.1: chậm nhất 90 ngày trước ngày hết thời hạn bổ nhiệm — ngày, không phải ngày làm việc."""

    def test_comes_ninety_calendar_days_before_the_last_day(self, plan):
        assert plan().notice_by == date(2024, 6, 6)

    def test_prints_its_derivation(self, plan):
        derivation = plan().derivations["notice_by"]

        assert derivation.sentences("vi") == [
            "Thông báo chậm nhất 90 ngày trước ngày hết thời hạn 4/9/2024: chậm nhất ngày 6/6/2024."
        ]
        assert [c.article for c in derivation.citations] == ["Đ.51.1"]


class TestTheDecision:
    """NĐ 115 Đ.49.3: trước ngày hết thời hạn bổ nhiệm ít nhất 01 ngày làm việc."""

    def test_comes_a_working_day_before_the_last_day_over_the_holiday(self, plan):
        """Quốc khánh 02/9 và 03/9/2024 nghỉ; 31/8 và 01/9 là cuối tuần."""
        assert plan().decision_by == date(2024, 8, 30)

    def test_may_come_on_a_saturday_that_is_made_up_for(self, plan):
        """04/5/2024 (thứ Bảy) làm bù cho ngày 29/4."""
        assert plan(ends_on=date(2024, 5, 7)).decision_by == date(2024, 5, 4)

    def test_moves_when_a_holiday_is_decreed_later(self, plan, vietnam):
        decreed = vietnam.years[2024].days_off | {date(2024, 8, 30): "Nghỉ theo quyết định mới"}
        year = replace(vietnam.years[2024], version=2, days_off=decreed)

        moved = plan(calendar=WorkingCalendar("vn", {**vietnam.years, 2024: year}))

        assert (plan().decision_by, moved.decision_by) == (date(2024, 8, 30), date(2024, 8, 29))

    def test_is_provisional_without_the_calendar_of_its_year(self, plan):
        derivation = plan(calendar=WorkingCalendar("vn", {})).derivations["decision_by"]

        assert derivation.provisional_reason == "calendar_missing"
        assert (
            derivation.sentences("vi")[-1]
            == "Chưa có lịch nghỉ lễ của năm 2024; ngày tính được có thể thay đổi."
        )


class TestWhatFollowsATerm:
    def test_is_a_full_reappointment_with_five_years_left(self, plan):
        found = plan(born_on=date(1975, 4, 2))

        assert (found.procedure, found.capped_on) == ("reappointment", None)

    def test_is_a_reappointment_to_retirement_with_less_than_five(self, plan):
        """NĐ 115 Đ.49.2: còn dưới 05 năm thì thời hạn tính đến thời điểm đủ tuổi nghỉ hưu."""
        found = plan(born_on=date(1970, 1, 2))

        assert (found.procedure, found.retires_on, found.capped_on) == (
            "reappointment",
            date(2027, 6, 1),
            date(2027, 6, 1),
        )

    def test_is_an_extension_with_less_than_two(self, plan):
        """NĐ 115 Đ.49.2, Đ.52: còn dưới 02 năm thì kéo dài, không họp hội nghị cán bộ chủ chốt."""
        found = plan(born_on=date(1968, 6, 2))

        assert (found.procedure, found.capped_on) == ("extension", found.retires_on)

    def test_is_no_extension_with_exactly_two(self, plan):
        found = plan(born_on=date(1970, 1, 2), ends_on=date(2025, 6, 1))

        assert found.retires_on == date(2027, 6, 1)
        assert found.procedure == "reappointment"

    def test_is_nothing_where_retirement_comes_first(self, plan):
        assert plan(born_on=date(1960, 1, 5)).procedure == "retirement"

    def test_is_assumed_to_be_a_reappointment_without_the_sex_and_says_so(self, plan):
        found = plan(sex=None)

        assert (found.procedure, found.retires_on) == ("reappointment", None)
        assert "Chưa ghi giới tính" in found.derivations["procedure"].sentences("vi")[0]


class TestRetirement:
    """NĐ 135/2020 Đ.4: lộ trình tăng dần đến đủ 62 tuổi (nam, 2028) và 60 tuổi (nữ, 2035)."""

    @pytest.mark.parametrize(
        ("sex", "born_on", "first_day"),
        [
            ("male", date(1960, 12, 31), date(2021, 1, 1)),
            ("male", date(1961, 1, 1), date(2021, 5, 1)),
            ("male", date(1961, 9, 30), date(2022, 1, 1)),
            ("male", date(1961, 10, 1), date(2022, 5, 1)),
            ("male", date(1966, 4, 15), date(2028, 5, 1)),
            ("male", date(1980, 7, 1), date(2042, 8, 1)),
            ("female", date(1966, 1, 1), date(2021, 6, 1)),
            ("female", date(1966, 9, 1), date(2022, 6, 1)),
            ("female", date(1975, 4, 15), date(2035, 1, 1)),
            ("female", date(1980, 7, 1), date(2040, 8, 1)),
        ],
    )
    def test_comes_at_the_end_of_the_month_in_which_the_age_is_reached(
        self, regulations, sex, born_on, first_day
    ):
        rules = regulations.in_force(on=date(2024, 3, 1))

        assert retirement_day(born_on=born_on, sex=sex, rules=rules) == first_day

    def test_was_fixed_before_the_road(self, regulations):
        rules = regulations.in_force(on=date(2020, 10, 1))

        assert retirement_day(born_on=date(1961, 6, 9), sex="male", rules=rules) == date(2021, 7, 1)
