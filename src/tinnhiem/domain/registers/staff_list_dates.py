"""Days as people type them into a list, read without guessing: what is no day gets a reason."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tinnhiem.domain.registers.staff_list_words import is_nothing, tidy

_YEARS: Final = range(1900, 2200)
_FIRST_NUMBERED_YEAR: Final = 1910
_CENTURIES: Final = (1900, 2000)
_TIME: Final = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2})?)?"
_LEAD: Final = r"(?:sinh |từ |ngày )*"
_DAY_FIRST: Final = re.compile(
    _LEAD + r"(?P<day>\d{1,2}) ?[./-] ?(?P<month>\d{1,2}) ?[./-] ?(?P<year>\d{4}|\d{2})(?!\d)" + _TIME,
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4}) ?[./-] ?(?P<month>\d{1,2}) ?[./-] ?(?P<day>\d{1,2})(?!\d)" + _TIME
)
_IN_WORDS: Final = re.compile(
    _LEAD + r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})(?!\d)", re.IGNORECASE
)
_FORMS: Final = (_DAY_FIRST, _YEAR_FIRST, _IN_WORDS)
_ONLY_YEAR: Final = re.compile(r"(?:năm )?\d{4}", re.IGNORECASE)
_ONLY_MONTH: Final = re.compile(r"(?:tháng )?\d{1,2} ?[./-] ?\d{4}", re.IGNORECASE)
_DASHES: Final = str.maketrans("‐‑‒–—−", "------")
_CLOSING: Final = " .,;:)"


@dataclass(frozen=True, slots=True)
class DateRead:
    """A day read from a cell, or the ``reason`` why the cell is no day; both empty for an empty cell."""

    day: date | None = None
    reason: str = ""
    is_text: bool = False
    has_short_year: bool = False
    has_trailing_words: bool = False


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the dates of one column.

    ``day_of`` turns a bare number of the workbook into a day. ``earliest_year`` and ``latest_year`` bound
    what a year of two digits may mean; where they leave no single century, the cell is no day.
    """

    day_of: Callable[[float], date | None]
    earliest_year: int
    latest_year: int

    def read(self, value: str | int | float | date) -> DateRead:
        """The day that a cell holds."""
        if isinstance(value, bool):
            return DateRead(reason="unreadable")
        if isinstance(value, str):
            return self._read_text(tidy(value).strip("'‘’").translate(_DASHES))
        if self._is_bare_year(value):
            return DateRead(reason="year_only")
        day = value if isinstance(value, date) else self._day_of_number(value)
        if day is None:
            return DateRead(reason="unreadable")
        return _checked(day.date() if isinstance(day, datetime) else day)

    def _is_bare_year(self, value: int | float | date) -> bool:
        """Whether someone typed 1980 alone, which a cell formatted as a date shows as a day of 1905."""
        if not isinstance(value, date):
            return value in _YEARS
        first, last = self.day_of(_YEARS.start), self.day_of(_YEARS.stop)
        day = value.date() if isinstance(value, datetime) else value
        return first is not None and last is not None and first <= day < last

    def _day_of_number(self, number: float) -> date | None:
        """The day of a bare number; a small one is a count or a part of a date, not a day before 1910."""
        day = self.day_of(number)
        return day if day is not None and day.year >= _FIRST_NUMBERED_YEAR else None

    def _read_text(self, text: str) -> DateRead:
        if is_nothing(text):
            return DateRead()
        found = next((match for form in _FORMS if (match := form.match(text))), None)
        if found is None:
            return DateRead(reason=_reason(text))
        tail = text[found.end() :].strip(_CLOSING)
        if any(form.search(tail) for form in _FORMS):
            return DateRead(reason="two_dates")
        if tail[:1] in {"/", "-"}:
            return DateRead(reason="unreadable")
        return self._read_parts(found, has_trailing_words=any(letter.isalnum() for letter in tail))

    def _read_parts(self, found: re.Match[str], *, has_trailing_words: bool) -> DateRead:
        written = found["year"]
        year = int(written) if len(written) == 4 else self._full_year(int(written))
        if year is None:
            return DateRead(reason="short_year")
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            return DateRead(reason="no_such_day")
        read = _checked(day)
        if read.day is None:
            return read
        return DateRead(
            day, "", is_text=True, has_short_year=len(written) == 2, has_trailing_words=has_trailing_words
        )

    def _full_year(self, year: int) -> int | None:
        bounds = range(self.earliest_year, self.latest_year + 1)
        fitting = [century + year for century in _CENTURIES if century + year in bounds]
        return fitting[0] if len(fitting) == 1 else None


def _checked(day: date) -> DateRead:
    return DateRead(day) if day.year in _YEARS else DateRead(reason="unreadable")


def _reason(text: str) -> str:
    if _ONLY_YEAR.fullmatch(text):
        return "year_only"
    return "month_only" if _ONLY_MONTH.fullmatch(text) else "unreadable"
