"""Working days of a jurisdiction: weekends, days off and make-up days, one file a year, in versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from tinnhiem.domain.regulations.errors import CalendarUnreadable
from tinnhiem.domain.regulations.loading import pack_headers, read_toml, shown_path
from tinnhiem.domain.regulations.rules import Confidence
from tinnhiem.domain.regulations.tables import Place, Table

_DAY: Final = timedelta(days=1)
_SATURDAY_SUNDAY: Final = frozenset({6, 7})


@dataclass(frozen=True)
class CalendarYear:
    """One version of one year: what is off, what is made up for, and how well that is known."""

    year: int
    version: int
    decreed_on: date | None
    confidence: Confidence
    weekend: frozenset[int]
    days_off: Mapping[date, str]
    make_up_days: Mapping[date, str]

    def is_working(self, day: date) -> bool:
        """Whether offices are open on ``day`` of this year."""
        if day in self.make_up_days:
            return True
        return day not in self.days_off and day.isoweekday() not in self.weekend


@dataclass(frozen=True)
class WorkingCalendar:
    """The years known of a jurisdiction; a year not among them has weekends only."""

    jurisdiction: str
    years: Mapping[int, CalendarYear]

    def is_working(self, day: date) -> bool:
        """Whether offices are open on ``day``, as far as the calendar knows."""
        year = self.years.get(day.year)
        return day.isoweekday() not in self._weekend() if year is None else year.is_working(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days after ``day``, which itself does not count."""
        return self._walk(day, count, _DAY)

    def working_days_before(self, day: date, count: int) -> date:
        """The working day that is ``count`` working days before ``day``, which itself does not count."""
        return self._walk(day, count, -_DAY)

    def missing_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years between two days, in any order, of which no calendar is known."""
        years = range(min(first, last).year, max(first, last).year + 1)
        return tuple(year for year in years if year not in self.years)

    def name_of(self, day: date) -> str:
        """The holiday or make-up day that falls on ``day``, or nothing."""
        year = self.years.get(day.year)
        if year is None:
            return ""
        return year.days_off.get(day, "") or year.make_up_days.get(day, "")

    def _walk(self, day: date, count: int, step: timedelta) -> date:
        left = count
        while left > 0:
            day += step
            left -= self.is_working(day)
        return day

    def _weekend(self) -> frozenset[int]:
        """The weekend of the latest known year."""
        return self.years[max(self.years)].weekend if self.years else _SATURDAY_SUNDAY


def load_calendar(
    folders: Sequence[Path], jurisdiction: str, *, known_on: date | None = None
) -> WorkingCalendar:
    """The calendar of ``jurisdiction``: of each year the latest version, or the latest one by ``known_on``.

    Raises ``CalendarUnreadable`` and the errors of packs.
    """
    years: dict[int, CalendarYear] = {}
    for file in _calendar_files(folders, jurisdiction):
        found = _calendar_year(file)
        if known_on is not None and found.decreed_on is not None and found.decreed_on > known_on:
            continue
        if found.year not in years or years[found.year].version <= found.version:
            years[found.year] = found
    return WorkingCalendar(jurisdiction, years)


def _calendar_files(folders: Sequence[Path], jurisdiction: str) -> list[Path]:
    headers = [header for folder in folders for header in pack_headers(folder)]
    mine = [header for header in headers if header.jurisdiction == jurisdiction and header.counts]
    return [file for header in mine for file in sorted((header.folder / "calendars").glob("*.toml"))]


def _calendar_year(file: Path) -> CalendarYear:
    shown = shown_path(file)
    table = Table(read_toml(file, shown), Place(shown, 1, "calendar"))
    table.refuse_floats()
    year = table.whole("year")
    found = CalendarYear(
        year=year,
        version=table.whole("version"),
        decreed_on=table.day("decreed_on") if table.has("decreed_on") else None,
        confidence=table.word("confidence", Confidence),
        weekend=frozenset(table.wholes("weekend")),
        days_off=_named_days(table, "day_off", year, shown),
        make_up_days=_named_days(table, "make_up_day", year, shown),
    )
    table.text("note", "—")
    table.refuse_unread()
    _refuse_contradictions(found, shown)
    return found


def _named_days(table: Table, name: str, year: int, shown: str) -> Mapping[date, str]:
    named: dict[date, str] = {}
    for row in table.tables(name) if table.has(name) else ():
        day = row.day("on")
        if day.year != year or day in named:
            raise CalendarUnreadable(file=shown, day=day.isoformat(), reason="year_or_twice")
        named[day] = row.text("name")
        row.refuse_unread()
    return named


def _refuse_contradictions(found: CalendarYear, shown: str) -> None:
    for day in found.make_up_days:
        if day in found.days_off or day.isoweekday() not in found.weekend:
            raise CalendarUnreadable(file=shown, day=day.isoformat(), reason="make_up_not_weekend")
