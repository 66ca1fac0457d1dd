"""The cells of one sheet, read within a budget: only places that hold a value are kept.

Section numbers are those of ECMA-376 part 1.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.workbook_package import Package, WorkbookDamaged
from tinnhiem.engines.documents.reading.workbook_xml import Attributes, parse_part, unescaped

Value = str | int | float | bool | date
"""What a cell holds; a date with a time of day is a ``datetime``."""

MAX_ROWS: Final = 50_000
MAX_CELLS: Final = 1_000_000
MAX_LETTERS: Final = 8_000_000
MAX_SPANS: Final = 10_000

_LAST_ROW: Final = 1_048_576
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_FIRST_DAY: Final = date(1899, 12, 30)
_FIRST_DAY_1904: Final = date(1904, 1, 1)
_FALSE_LEAP_DAY: Final = 60
_LAST_SERIAL: Final = 2_900_000


class WorkbookTooManyRows(DomainError):
    """More rows, cells or letters than one file may hold; the parameters are the caps."""

    code = "workbook_too_many_rows"


@dataclass(frozen=True, slots=True)
class Span:
    """A merged area, its bounds included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        """Whether a place lies in the area."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass
class Grid:
    """The values of one sheet by row and column."""

    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    formulas: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class Budget:
    """What may still be read of one file; raises ``WorkbookTooManyRows`` when it is spent."""

    file: str
    rows: int = MAX_ROWS
    cells: int = MAX_CELLS
    letters: int = MAX_LETTERS

    def spend(self, *, rows: int = 0, cells: int = 0, letters: int = 0) -> None:
        """Count what was read."""
        self.rows -= rows
        self.cells -= cells
        self.letters -= letters
        if min(self.rows, self.cells, self.letters) < 0:
            raise WorkbookTooManyRows(file=self.file, rows=MAX_ROWS, cells=MAX_CELLS, letters=MAX_LETTERS)


def day_of_serial(serial: float, *, uses_1904: bool) -> date | None:
    """The day, or the moment, of a day number; the 1900 calendar counts a 29 February 1900 that never was."""
    if not 1 <= serial < _LAST_SERIAL:
        return None
    whole = math.floor(serial)
    first = _FIRST_DAY_1904 if uses_1904 else _FIRST_DAY
    if not uses_1904 and whole < _FALSE_LEAP_DAY:
        first += timedelta(days=1)
    day = first + timedelta(days=whole)
    seconds = round((serial - whole) * 86_400)
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds) if seconds else day  # noqa: DTZ001 - a sheet knows no time zone


def read_grid(
    package: Package,
    part: str,
    *,
    texts: Sequence[str],
    styles: Sequence[bool],
    budget: Budget,
    uses_1904: bool,
) -> Grid:
    """The cells and merged areas of one sheet; raises ``WorkbookTooManyRows`` when the budget is spent."""
    reader = _GridReader(texts, styles, budget, uses_1904)
    try:
        parse_part(package, part, reader.start, reader.end, reader.text)
    except (ValueError, IndexError, OverflowError) as broken:
        raise WorkbookDamaged(file=package.name, part=part) from broken
    return reader.grid


class _GridReader:
    """Reads the cells (§18.3.1.4) and merged areas (§18.3.1.55) of a sheet."""

    def __init__(self, texts: Sequence[str], styles: Sequence[bool], budget: Budget, uses_1904: bool) -> None:  # noqa: FBT001 - used in this module only
        self.grid = Grid()
        self._texts, self._styles, self._budget, self._uses_1904 = texts, styles, budget, uses_1904
        self._row = self._column = 0
        self._kind = ""
        self._style = 0
        self._pieces: list[str] = []
        self._listens = False
        self._in_aid = False

    def start(self, name: str, given: Attributes) -> None:
        match name:
            case "c":
                self._open_cell(given)
            case "v" | "t":
                self._listens = not self._in_aid
            case "f":
                self.grid.formulas.add((self._row, self._column))
                self._budget.spend(cells=1)
            case "row":
                self._open_row(given)
            case "rPh":
                self._in_aid = True
            case "mergeCell":
                self._merge(given.get("ref", ""))
            case _:
                return

    def end(self, name: str) -> None:
        match name:
            case "v" | "t":
                self._listens = False
            case "c":
                self._close_cell()
            case "rPh":
                self._in_aid = False
            case _:
                return

    def text(self, piece: str) -> None:
        if self._listens:
            self._pieces.append(piece)

    def _open_row(self, given: Attributes) -> None:
        self._row, self._column = int(given.get("r", self._row + 1)), 0
        if not 1 <= self._row <= _LAST_ROW:
            raise ValueError(self._row)

    def _open_cell(self, given: Attributes) -> None:
        reference = given.get("r")
        self._column = _place(reference)[1] if reference else self._column + 1
        self._kind = given.get("t", "n")
        self._style = int(given.get("s", 0))
        self._pieces = []

    def _close_cell(self) -> None:
        written = "".join(self._pieces)
        if not written.strip():
            return
        value = self._value(written)
        cells = self.grid.rows.get(self._row)
        if cells is None:
            cells = self.grid.rows[self._row] = {}
            self._budget.spend(rows=1)
        cells[self._column] = value
        self._budget.spend(cells=1, letters=len(value) if isinstance(value, str) else 0)

    def _value(self, written: str) -> Value:
        match self._kind:
            case "s":
                return self._texts[int(written)]
            case "inlineStr" | "str":
                return unescaped(written)
            case "b":
                return written.strip() in {"1", "true"}
            case "d":
                return datetime.fromisoformat(written.strip()).date()
            case "e":
                return written
            case _:
                return self._number(float(written))

    def _number(self, number: float) -> Value:
        if not math.isfinite(number):
            raise ValueError(number)
        is_date = 0 <= self._style < len(self._styles) and self._styles[self._style]
        day = day_of_serial(number, uses_1904=self._uses_1904) if is_date else None
        if day is not None:
            return day
        return int(number) if number.is_integer() else number

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if len(self.grid.spans) < MAX_SPANS:
            self.grid.spans.append(Span(*_place(first), *_place(last or first)))


def _place(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as ``B14``; raises ``ValueError`` for anything else."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
