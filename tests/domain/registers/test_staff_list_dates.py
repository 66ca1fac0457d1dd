from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.domain.registers.staff_list_dates import DateRead, DateReader
from tinnhiem.engines.documents.reading.workbook import day_of_serial

FORMS = ("{0:%d/%m/%Y}", "{0.day}/{0.month}/{0.year}", "{0:%d.%m.%Y}", "{0:%d-%m-%Y}", "{0:%Y-%m-%d}", "{0:%Y/%m/%d}",
         "{0:%d / %m / %Y}", "{0:%d–%m–%Y}", "ngày {0.day} tháng {0.month} năm {0.year}", "{0:%Y-%m-%d} 00:00:00",
         " {0:%d/%m/%Y}.")  # fmt: skip


def births() -> DateReader:
    return DateReader(
        lambda number: day_of_serial(number, uses_1904=False), earliest_year=1943, latest_year=2007
    )


class TestReadingABirth:
    @pytest.mark.parametrize(
        "typed",
        ["31/02/1980", "29/2/1981", "0/1/1980", "1/13/1980", "24/3/19800", "24/3/1988/5", "24031988", "24/3", "sắp có",
         "12/5/0198", -5, 0.25, 12, 10**12, True],
    )  # fmt: skip
    def test_finds_no_day_where_there_is_none(self, typed):
        read = births().read(typed)

        assert read.day is None
        assert read.reason

    @pytest.mark.parametrize("typed", ["", "  ", "-", "...", "không"])
    def test_leaves_an_empty_cell_open(self, typed):
        assert births().read(typed) == DateRead()

    @pytest.mark.parametrize(("typed", "year"), [("15/3/75", 1975), ("15/3/05", 2005), ("15/3/43", 1943)])
    def test_completes_a_year_of_two_digits_that_can_mean_one_year_only(self, typed, year):
        assert births().read(typed) == DateRead(date(year, 3, 15), is_text=True, has_short_year=True)

    @pytest.mark.parametrize("typed", ["15/3/10", "15/3/42"])
    def test_does_not_guess_a_year_of_two_digits(self, typed):
        assert births().read(typed) == DateRead(reason="short_year")

    def test_reads_the_date_before_other_words(self):
        read = births().read("01/10/1978 (theo giấy khai sinh)")

        assert read == DateRead(date(1978, 10, 1), is_text=True, has_trailing_words=True)

    def test_takes_a_date_with_a_time_for_its_day(self):
        moment = datetime(1980, 2, 1, 7, 30)  # noqa: DTZ001 - a sheet knows no time zone

        assert births().read(moment).day == date(1980, 2, 1)

    @given(st.dates(date(1940, 1, 1), date(2020, 12, 31)), st.sampled_from(FORMS))
    def test_reads_every_form_of_a_day_alike(self, day, form):
        assert births().read(form.format(day)) == DateRead(day, is_text=True)

    @given(st.dates(date(1910, 1, 1), date(2100, 12, 31)))
    def test_reads_dates_and_their_day_numbers_alike(self, day):
        number = (day - date(1899, 12, 30)).days

        assert births().read(day) == births().read(number) == births().read(float(number)) == DateRead(day)

    @given(st.text(max_size=40))
    def test_gives_a_day_or_a_reason_or_nothing_for_any_text(self, typed):
        read = births().read(typed)

        assert not (read.day and read.reason)
