"""Excel workbooks (.xlsx) as sheets of cells, each with its coordinate and its value.

The reader keeps only cells that hold a value, so that one value in the last row of a sheet costs nothing, and
it counts bytes, rows, cells and letters while it reads. It knows nothing of what a table means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.workbook_grid import (
    Budget,
    Grid,
    Span,
    Value,
    day_of_serial,
    read_grid,
)
from tinnhiem.engines.documents.reading.workbook_index import (
    Index,
    read_index,
    read_shared_texts,
    read_styles,
)
from tinnhiem.engines.documents.reading.workbook_package import Package, open_package

__all__ = [
    "Cell",
    "Row",
    "Sheet",
    "Span",
    "Value",
    "Workbook",
    "WorkbookEmpty",
    "coordinate",
    "read_workbook",
]

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class WorkbookEmpty(DomainError):
    """No visible sheet holds a value."""

    code = "workbook_empty"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and its place; rows and columns are counted from 1."""

    row: int
    column: int
    value: Value

    @property
    def coordinate(self) -> str:
        """The place as a spreadsheet names it, such as ``B14``."""
        return coordinate(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells with a value in one row of a sheet, from left to right."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell in ``column``, or None where it holds nothing."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows that hold a value, from top to bottom, its merged areas, where formulas stand."""

    name: str
    is_hidden: bool
    rows: tuple[Row, ...]
    spans: tuple[Span, ...]
    formulas: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read; ``uses_1904`` says which of the two calendars its day numbers count from."""

    name: str
    sheets: tuple[Sheet, ...]
    uses_1904: bool = False

    def day(self, serial: float) -> date | None:
        """The day that a bare number means in this workbook, or None where it is no day."""
        return day_of_serial(serial, uses_1904=self.uses_1904)


def coordinate(row: int, column: int) -> str:
    """The name of a place: row 14 of column 2 is ``B14``."""
    name = ""
    while column:
        column, letter = divmod(column - 1, len(LETTERS))
        name = LETTERS[letter] + name
    return f"{name}{row}"


def read_workbook(data: bytes, *, name: str) -> Workbook:
    """Read the bytes of an .xlsx file called ``name``; formulas give the value last calculated.

    Raises an error of ``workbook_package`` for a file that is no readable workbook or exceeds its
    caps, and ``WorkbookEmpty`` when nothing is written in it.
    """
    package = open_package(data, name=name)
    index = read_index(package)
    workbook = Workbook(name=name, sheets=_sheets(package, index), uses_1904=index.uses_1904)
    if not any(sheet.rows for sheet in workbook.sheets if not sheet.is_hidden):
        raise WorkbookEmpty(file=name)
    return workbook


def _sheets(package: Package, index: Index) -> tuple[Sheet, ...]:
    texts = read_shared_texts(package, index)
    styles = read_styles(package, index)
    budget = Budget(file=package.name)
    sheets = []
    for entry in index.sheets:
        grid = read_grid(
            package, entry.part, texts=texts, styles=styles, budget=budget, uses_1904=index.uses_1904
        )
        sheets.append(
            Sheet(entry.name, entry.is_hidden, _rows(grid), tuple(grid.spans), frozenset(grid.formulas))
        )
    return tuple(sheets)


def _rows(grid: Grid) -> tuple[Row, ...]:
    return tuple(Row(number, _cells(number, grid.rows[number])) for number in sorted(grid.rows))


def _cells(row: int, values: Mapping[int, Value]) -> tuple[Cell, ...]:
    return tuple(Cell(row, column, values[column]) for column in sorted(values))
