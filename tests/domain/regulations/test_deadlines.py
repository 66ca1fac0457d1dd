"""Deadlines as a pure function of rule, calendar and event, with the derivation that is printed."""

from datetime import date

import pytest

from tinnhiem.domain.regulations import deadline_after, deadline_before


@pytest.fixture
def rule(regulations):
    return lambda rule_id, on=date(2024, 12, 1): regulations.in_force(on=on).get(rule_id)


class TestADeadline:
    def test_in_working_days_steps_over_the_new_year(self, rule, vietnam):
        """NĐ 115 Đ.54.3b: 10 ngày làm việc; Tết 2025 nghỉ từ 25/01 đến 02/02."""
        found = deadline_after(date(2025, 1, 20), rule("resignation.propose"), vietnam)

        assert found.on == date(2025, 2, 10)
        assert found.sentences("vi") == [
            "Trong thời hạn 10 ngày làm việc kể từ ngày 20/1/2025: chậm nhất ngày 10/2/2025."
        ]
        assert found.sentences("en") == ["Within 10 working days from 2025-01-20: by 2025-02-10."]
        assert [citation.article for citation in found.citations] == ["Đ.54.3b"]

    def test_in_days_counts_holidays_too(self, rule, vietnam):
        """Luật 10/2022 Đ.48.1: 20 ngày liên tục."""
        assert deadline_after(date(2025, 1, 20), rule("publication.lasts"), vietnam).on == date(2025, 2, 9)

    def test_in_months_keeps_the_day_of_the_month(self, rule, vietnam):
        """NĐ 93 Đ.24.3: trong 24 tháng."""
        found = deadline_after(date(2026, 5, 31), rule("training.manager_within", date(2026, 5, 1)), vietnam)

        assert found.on == date(2028, 5, 31)

    def test_in_working_days_is_provisional_into_a_year_without_a_calendar(self, rule, vietnam):
        found = deadline_after(date(2027, 12, 28), rule("publication.within"), vietnam)

        assert (found.on, found.provisional_reason) == (date(2028, 1, 4), "calendar_missing")
        assert len(found.sentences("vi")) == 2

    def test_in_days_is_never_provisional_for_want_of_a_calendar(self, rule, vietnam):
        assert not deadline_after(date(2027, 12, 28), rule("publication.lasts"), vietnam).provisional

    def test_before_a_day_mirrors_the_one_after_it(self, rule, vietnam):
        found = deadline_before(date(2025, 2, 10), rule("resignation.propose"), vietnam)

        assert found.on == date(2025, 1, 20)
        assert found.sentences("vi") == [
            "Trước ngày 10/2/2025 ít nhất 10 ngày làm việc: chậm nhất ngày 20/1/2025."
        ]
