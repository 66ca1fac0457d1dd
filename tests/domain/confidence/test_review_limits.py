"""Ten working days to propose, ten to decide, fifteen at the most; the days are the calendar's."""

from datetime import date

from tinnhiem.domain.confidence.limits import limit_of
from tinnhiem.domain.confidence.review_files import find_case_order
from tinnhiem.domain.regulations import load, load_calendar
from tinnhiem.packs import PACKS

REGULATIONS = load([PACKS])
CALENDAR = load_calendar([PACKS], "vn")


def limit(procedure: str, step_id: str, *, on: date, **taken_on: date):
    order = find_case_order([PACKS], jurisdiction="vn", procedure=procedure, on=on)
    step = next(step for step in order.steps if step.id == step_id)
    return limit_of(
        step, taken_on=taken_on, rules=REGULATIONS.in_force(on=on, jurisdiction="vn"), calendar=CALENDAR
    )


class TestTheTimeLimitOfADismissal:
    """Nghị định 115/2020/NĐ-CP, khoản 2 Điều 55."""

    def test_has_not_begun_before_the_ground_is_established(self):
        assert limit("dismissal", "proposal", on=date(2026, 3, 2)) is None

    def test_counts_working_days_only(self):
        found = limit("dismissal", "proposal", on=date(2026, 3, 2), request=date(2026, 3, 2))

        assert found.due.on == date(2026, 3, 16)
        assert found.at_most is None

    def test_passes_over_the_holidays_of_the_calendar(self):
        found = limit("dismissal", "decision", on=date(2025, 4, 21), proposal=date(2025, 4, 21))

        assert not CALENDAR.is_working(date(2025, 4, 30))
        assert not CALENDAR.is_working(date(2025, 5, 1))
        assert found.due.on == CALENDAR.add_working_days(date(2025, 4, 21), 10)
        assert found.last == CALENDAR.add_working_days(date(2025, 4, 21), 15)

    def test_is_soon_after_ten_days_and_late_after_fifteen(self):
        found = limit("dismissal", "decision", on=date(2026, 3, 2), proposal=date(2026, 3, 2))

        assert [found.state(day) for day in (date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 24))] == [
            "wait",
            "soon",
            "late",
        ]

    def test_says_that_it_is_provisional_where_the_new_decree_was_not_read(self):
        found = limit("resignation", "decision", on=date(2026, 8, 3), proposal=date(2026, 8, 3))

        assert found.provisional_reason == "by_analogy"
