"""Where a list's heading stands and what each column holds, in one row or in several with merged cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from tinnhiem.domain.registers.staff_list_headings import Role, rank_of, role_of
from tinnhiem.domain.registers.staff_list_words import employment_of, is_mark, sex_of, tidy
from tinnhiem.engines.documents.reading.workbook import Cell, Row, Sheet, Span, coordinate

_ROWS_SEARCHED: Final = 60
_MAX_HEIGHT: Final = 4
_ROLES_WITHOUT_NAME: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list; ``implied`` is what its heading alone says of a row filled there (Nam, Nữ)."""

    index: int
    role: Role
    heading: str
    heading_row: int
    implied: str | None = None

    @property
    def heading_cell(self) -> str:
        """The cell with the lowest heading of the column."""
        return coordinate(self.heading_row, self.index)


@dataclass(frozen=True, slots=True)
class Layout:
    """The heading of a list: its rows, and the columns of each role with the one to ask first in front."""

    top: int
    bottom: int
    first_cell: str
    columns: Mapping[Role, tuple[Column, ...]]

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns of one role; the parts of a name stay left to right."""
        return self.columns.get(role, ())


def find_layout(sheet: Sheet) -> Layout | None:
    """The heading among the first rows of ``sheet``: a name column and one more, else three others.

    A table of totals above the list has headings of the second kind, so the first kind is looked for first.
    """
    rows = [(row, _roles(row)) for row in islice(sheet.rows, _ROWS_SEARCHED)]
    named = (row for row, roles in rows if Role.NAME in roles and len(roles) > 1)
    others = (row for row, roles in rows if len(roles) >= _ROLES_WITHOUT_NAME)
    main = next(named, None) or next(others, None)
    return _layout(sheet, main) if main else None


def _roles(row: Row) -> set[Role]:
    roles = (role_of(text) for _, text in _texts(row))
    return {role for role in roles if role is not None and role is not Role.ORDINAL}


def _layout(sheet: Sheet, main: Row) -> Layout:
    rows = {row.number: row for row in sheet.rows if abs(row.number - main.number) < _MAX_HEIGHT}
    top = _top(sheet, main, rows)
    bottom = _bottom(sheet, main, rows)
    headings = _Headings(sheet, rows, main.number, top, bottom)
    columns = [column for index in headings.columns() if (column := headings.column(index))]
    if not any(column.role is Role.BIRTH for column in columns):
        columns = [_as_birth(column) for column in columns]
    by_role = {role: tuple(_ranked(role, columns)) for role in Role}
    return Layout(top, bottom, main.cells[0].coordinate, by_role)


def _as_birth(column: Column) -> Column:
    """Where a list has columns Nam and Nữ and no other for the birth, the dates stand in these two."""
    return replace(column, role=Role.BIRTH) if column.role is Role.SEX and column.implied else column


def _ranked(role: Role, columns: list[Column]) -> list[Column]:
    found = [column for column in columns if column.role is role]
    if role is Role.NAME:
        return [column for place, column in enumerate(found) if column.index == found[0].index + place]
    return sorted(found, key=lambda column: rank_of(role, column.heading))


def _texts(row: Row) -> Iterable[tuple[Cell, str]]:
    return ((cell, tidy(cell.value)) for cell in row.cells if isinstance(cell.value, str))


def _top(sheet: Sheet, main: Row, rows: Mapping[int, Row]) -> int:
    """The first row of the heading: a heading merged downwards may start above ``main``."""
    above = [
        span.top
        for span in sheet.spans
        if span.top in rows
        and span.top < main.number <= span.bottom
        and span.bottom < main.number + _MAX_HEIGHT
    ]
    return min([main.number, *above])


def _bottom(sheet: Sheet, main: Row, rows: Mapping[int, Row]) -> int:
    """The last row of the heading: as far as its merged cells reach, or as rows of lower headings follow."""
    merged = [
        span.bottom
        for span in sheet.spans
        if span.top <= main.number < span.bottom < main.number + _MAX_HEIGHT and span.top in rows
    ]
    bottom = max([main.number, *merged])
    names = {cell.column for cell, text in _texts(main) if role_of(text) in {Role.NAME, Role.ORDINAL}}
    while (below := rows.get(bottom + 1)) and _is_lower_heading(below, names):
        bottom += 1
    return bottom


def _is_lower_heading(row: Row, names: set[int]) -> bool:
    if any(not isinstance(cell.value, str) or cell.column in names for cell in row.cells):
        return False
    texts = [text for _, text in _texts(row) if text and not is_mark(text)]
    return len(texts) == len(row.cells) and any(_is_heading(text) for text in texts)


def _is_heading(text: str) -> bool:
    return role_of(text) is not None or text.casefold() in {"nam", "nữ", "số", "ngày"}


class _Headings:
    """The headings above each column, from the top row to the bottom row."""

    def __init__(self, sheet: Sheet, rows: Mapping[int, Row], main: int, top: int, bottom: int) -> None:
        self._rows = {number: row for number, row in rows.items() if top <= number <= bottom}
        self._spans = [span for span in sheet.spans if span.top <= bottom and span.bottom >= top]
        self._main = main

    def columns(self) -> list[int]:
        """Every column under some heading."""
        written = {cell.column for row in self._rows.values() for cell in row.cells}
        last = max(written)
        merged = {index for span in self._spans for index in range(span.left, min(span.right, last + 3) + 1)}
        return sorted(written | {index for index in merged if self._above(index)})

    def column(self, index: int) -> Column | None:
        """What the column holds, by its headings joined, or by the lowest one alone."""
        above = self._above(index)
        texts = list(above.values())
        heading = " ".join(texts)
        implied: str | None = None
        role = role_of(heading) or role_of(texts[-1])
        sex = sex_of(texts[-1])
        if sex is not None and role in {None, Role.BIRTH, Role.SEX}:
            role, implied = role or Role.SEX, sex
        elif role is Role.EMPLOYMENT:
            implied = employment_of(texts[-1])
        return Column(index, role, heading, list(above)[-1], implied) if role else None

    def _above(self, index: int) -> dict[int, str]:
        """The headings over a column by the row that they are written in."""
        found: dict[int, str] = {}
        for number in sorted(self._rows):
            place = self._place(number, index)
            text = self._text(*place)
            if text and place[0] not in found:
                found[place[0]] = text
        return found

    def _place(self, row: int, index: int) -> tuple[int, int]:
        """Where the heading of a place is written: there, at the head of its merged area, or to its left."""
        span = next((span for span in self._spans if span.covers(row, index)), None)
        if span:
            return self._head(span)
        if self._text(row, index) or not self._is_grouped(row, index):
            return row, index
        left = [cell.column for cell in self._rows[row].cells if cell.column < index]
        return row, max(left, default=index)

    def _head(self, span: Span) -> tuple[int, int]:
        return span.top, span.left

    def _is_grouped(self, row: int, index: int) -> bool:
        """Whether a place without heading stands right of a group: both have a heading one row lower."""
        return bool(
            row >= self._main
            and self._text(row + 1, index)
            and self._text(row + 1, index - 1)
            and not self._is_vertical(row, index - 1)
        )

    def _is_vertical(self, row: int, index: int) -> bool:
        return any(span.covers(row, index) and span.bottom > row for span in self._spans)

    def _text(self, row: int, index: int) -> str:
        cell = self._rows[row].at(index) if row in self._rows else None
        return tidy(cell.value) if cell and isinstance(cell.value, str) else ""
