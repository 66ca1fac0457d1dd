"""A workbook of one register read into rows and findings by cell; nothing is looked up or written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tinnhiem.common.sentences import sentence
from tinnhiem.common.text import fold, normal
from tinnhiem.domain.registers.register_columns import ID_HEADING, Column, Held, Register
from tinnhiem.domain.registers.register_values import CellRefused, read_cell
from tinnhiem.engines.documents.reading.workbook import Row, Sheet, Workbook, coordinate

_ROW_ID: Final = re.compile(r"([A-Z]{2})-([1-9][0-9]{0,17})")
_FIRST_CELL: Final = "A1"
_HEADINGS_LOOKED_FOR: Final = 20


@dataclass(frozen=True, slots=True)
class CellFinding:
    """What is wrong in a cell; ``column`` is the key of its column, empty for a whole row or sheet.

    ``labels`` name the column by language, where the sentence does.
    """

    code: str
    cell: str
    column: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """What is wrong and what to do, in a language; the cell is named apart."""
        named = {"column": self.labels[language]} if self.labels else {}
        return sentence(self.code, language, **self.params, **named)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of a file: its number in the sheet, the id it names if any, its values, and where each stands."""

    number: int
    id: int | None
    values: Mapping[str, Held]
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """Where the value of a column stands."""
        return self.cells.get(column, coordinate(self.number, 1))


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a file says: the rows that could be read whole, those read in part, and what could not be read."""

    rows: tuple[ReadRow, ...]
    findings: tuple[CellFinding, ...]
    partial: tuple[ReadRow, ...] = ()


def read_sheet(workbook: Workbook, register: Register) -> ReadSheet:
    """Read the first visible sheet that carries the register's headings.

    Without headings, or with a needed one missing, no row is read and the findings say which.
    """
    visible = [sheet for sheet in workbook.sheets if sheet.rows and not sheet.is_hidden]
    for sheet in visible:
        heading = _heading(sheet, register)
        if heading is not None:
            return _read(sheet, register, *heading)
    names = ", ".join(f"“{column.label('vi')}”" for column in register.columns if column.is_needed)
    return ReadSheet((), (CellFinding("register_no_heading", _FIRST_CELL, params={"columns": names}),))


def _heading(sheet: Sheet, register: Register) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the place of each column in it; the id stands under the empty key."""
    by_words = {fold(words): "" for words in ID_HEADING.values()}
    for column in register.columns:
        by_words |= {fold(words): column.key for words in column.labels.values()}
    for row in sheet.rows[:_HEADINGS_LOOKED_FOR]:
        texts = {cell.column: fold(str(cell.value).rstrip(" *")) for cell in row.cells}
        places = {by_words[text]: place for place, text in reversed(texts.items()) if text in by_words}
        if len(places.keys() - {""}) > 1:
            return row.number, places
    return None


def _read(sheet: Sheet, register: Register, top: int, places: Mapping[str, int]) -> ReadSheet:
    missing = [column for column in register.columns if column.is_needed and column.key not in places]
    if missing:
        return ReadSheet((), tuple(_missing(column, top) for column in missing))
    rows: list[ReadRow] = []
    partial: list[ReadRow] = []
    findings = _merged(sheet, top)
    for row in sheet.rows:
        if row.number > top and any(row.at(place) for place in places.values()):
            read, wrong = _read_row(sheet, row, register, places)
            findings.extend(wrong)
            (partial if wrong else rows).append(read)
    return ReadSheet(tuple(rows), (*findings, *_twice(rows, register)), tuple(partial))


def _missing(column: Column, top: int) -> CellFinding:
    return CellFinding("register_column_missing", coordinate(top, 1), column.key, labels=column.labels)


def _merged(sheet: Sheet, top: int) -> list[CellFinding]:
    """Merged cells among the rows: only one of the rows would hold the value."""
    return [
        CellFinding("register_merged", coordinate(span.top, span.left))
        for span in sheet.spans
        if span.bottom > top and (span.top, span.left) != (span.bottom, span.right)
    ]


def _read_row(
    sheet: Sheet, row: Row, register: Register, places: Mapping[str, int]
) -> tuple[ReadRow, list[CellFinding]]:
    cells = {key: coordinate(row.number, place) for key, place in places.items()}
    by_place = {cell.column: cell.value for cell in row.cells}
    findings = [
        CellFinding("register_formula", cells[key], key)
        for key, place in places.items()
        if (row.number, place) in sheet.formulas
    ]
    row_id = None
    try:
        row_id = _row_id(by_place.get(places.get("", 0)), register)
    except CellRefused as refused:
        findings.append(CellFinding(refused.reason, cells[""], params=refused.params))
    values: dict[str, Held] = {}
    for column in register.columns:
        if column.key not in places:
            continue
        cell = cells[column.key]
        try:
            values[column.key] = held = read_cell(column, by_place.get(places[column.key]))
        except CellRefused as refused:
            findings.append(CellFinding(refused.reason, cell, column.key, refused.params))
            continue
        if column.is_needed and (held is None or held == ()):
            findings.append(CellFinding("register_needed", cell, column.key, labels=column.labels))
    return ReadRow(row.number, row_id, values, cells), findings


def _row_id(value: object, register: Register) -> int | None:
    given = normal(str(value or "")).upper()
    if not given:
        return None
    found = _ROW_ID.fullmatch(given)
    if found is None:
        raise CellRefused("register_id_malformed", given=given, prefix=register.prefix)
    if found[1] != register.prefix:
        raise CellRefused("register_id_of_other", given=given, prefix=register.prefix)
    return int(found[2])


def _twice(rows: Sequence[ReadRow], register: Register) -> list[CellFinding]:
    """Rows that name an id, or without an id the key, that an earlier row has named."""
    first: dict[object, ReadRow] = {}
    findings = []
    for row in rows:
        named: object = row.id or tuple(row.values.get(key) for key in register.key)
        earlier = first.setdefault(named, row)
        if earlier is not row:
            code = "register_id_twice" if row.id else "register_row_twice"
            findings.append(CellFinding(code, row.cell(""), params={"also": earlier.number}))
    return findings
