"""Working days with make-up days, as versioned data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.domain.regulations import load_calendar
from tinnhiem.domain.regulations.errors import CalendarUnreadable
from tinnhiem.packs import PACKS

PACK = 'id = "xx"\njurisdiction = "xx"\nlayer = "national"\nname = "Nơi khác"\n'
YEAR = 'year = {year}\nversion = {version}\nweekend = [6, 7]\nconfidence = "R"\n'
VIETNAM = load_calendar([PACKS], "vn")


@pytest.fixture
def calendar_of(tmp_path):
    def of(known_on=None, **files):
        (tmp_path / "calendars").mkdir(exist_ok=True)
        (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / "calendars" / f"{name}.toml").write_text(text, encoding="utf-8")
        return load_calendar([tmp_path], "xx", known_on=known_on)

    return of


class TestACalendarFile:
    def test_may_not_name_a_day_twice(self, calendar_of):
        text = YEAR.format(year=2031, version=1) + 2 * '[[day_off]]\non = 2031-01-01\nname = "Tết"\n'

        with pytest.raises(CalendarUnreadable):
            calendar_of(a=text)

    def test_may_not_name_a_day_of_another_year(self, calendar_of):
        text = YEAR.format(year=2031, version=1) + '[[day_off]]\non = 2030-01-01\nname = "Tết"\n'

        with pytest.raises(CalendarUnreadable):
            calendar_of(a=text)

    def test_may_make_up_on_weekends_only(self, calendar_of):
        text = YEAR.format(year=2031, version=1) + '[[make_up_day]]\non = 2031-01-02\nname = "Bù"\n'

        with pytest.raises(CalendarUnreadable):
            calendar_of(a=text)

    def test_of_a_later_version_takes_the_place_of_the_earlier(self, calendar_of):
        decreed = "decreed_on = 2031-02-01\n"
        later = YEAR.format(year=2031, version=2) + decreed + '[[day_off]]\non = 2031-03-03\nname = "Lễ"\n'
        files = {"2031": YEAR.format(year=2031, version=1), "2031-2": later}

        assert not calendar_of(**files).is_working(date(2031, 3, 3))
        assert calendar_of(known_on=date(2031, 1, 31), **files).is_working(date(2031, 3, 3))


class TestTheCalendarOfVietnam:
    def test_covers_2014_to_2027_without_a_gap(self):
        assert VIETNAM.missing_years(date(2014, 1, 1), date(2027, 12, 31)) == ()

    def test_does_not_know_2028(self):
        assert VIETNAM.missing_years(date(2028, 1, 3), date(2027, 12, 1)) == (2028,)

    def test_closes_on_a_swapped_monday_and_opens_on_its_saturday(self):
        assert (VIETNAM.is_working(date(2024, 4, 29)), VIETNAM.is_working(date(2024, 5, 4))) == (False, True)

    @pytest.mark.parametrize("year", range(2014, 2028))
    def test_has_at_least_ten_days_off_and_the_fixed_ones(self, year):
        """Bộ luật Lao động: 10 ngày (11 ngày từ 2021) nghỉ lễ, tết trong năm."""
        days_off = VIETNAM.years[year].days_off

        assert len(days_off) >= (10 if year < 2021 else 11)
        assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= set(days_off)

    @given(
        start=st.dates(min_value=date(2015, 1, 1), max_value=date(2026, 6, 30)),
        count=st.integers(min_value=1, max_value=60),
    )
    def test_comes_back_to_a_working_day_it_left(self, start, count):
        working = VIETNAM.add_working_days(start, 1)

        there = VIETNAM.add_working_days(working, count)

        assert VIETNAM.is_working(there)
        assert VIETNAM.working_days_before(there, count) == working
