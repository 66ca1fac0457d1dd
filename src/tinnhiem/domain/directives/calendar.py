"""Days, months and quarters as documents write them, without ever inventing a year."""

import calendar
from dataclasses import dataclass
from datetime import date

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class When:
    """A day, a month or a year, any part of which may be missing (0)."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def is_possible(self) -> bool:
        """Whether some calendar has such a day."""
        if not (0 <= self.month <= 12 and (not self.year or 1900 <= self.year <= 2199)):
            return False
        return not self.day or 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month or 1)[1]

    def in_year(self, anchor: date | None) -> "When":
        """This day in the first year in which it is not before ``anchor``; unchanged where it has a year."""
        if self.year or anchor is None or not self.month:
            return self
        last = self.day or calendar.monthrange(anchor.year, self.month)[1]
        passed = (self.month, last) < (anchor.month, anchor.day)
        return When(anchor.year + passed, self.month, self.day)

    def last_day(self) -> str:
        """The last day of the period, ISO, or ``--MM-DD`` without a year; empty where neither can be said."""
        if not self.month:
            return f"{self.year:04d}-12-31" if self.year else ""
        if self.day:
            return _written(self.year, self.month, self.day)
        if not self.year and self.month == 2:
            return ""
        return _written(self.year, self.month, calendar.monthrange(self.year or 2001, self.month)[1])

    def first_day(self) -> str:
        """The first day of the period, written alike."""
        return _written(self.year, self.month or 1, self.day or 1) if self.year or self.month else ""

    def day_before(self) -> str:
        """The last day before the period begins."""
        if self.day:
            return self.last_day()
        if not self.month:
            return f"{self.year - 1:04d}-12-31" if self.year else ""
        if self.month == 1:
            return f"{self.year - 1:04d}-12-31" if self.year else "--12-31"
        return When(self.year, self.month - 1).last_day()


def quarter_end(quarter: str) -> int:
    """The last month of a quarter given as a Roman or Arabic numeral."""
    return _QUARTERS[quarter] * 3


def _written(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"
