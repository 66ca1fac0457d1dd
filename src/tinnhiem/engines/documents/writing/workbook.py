"""Tables written as an Excel workbook (.xlsx): a sheet to fill in, one that explains it, choices to pick.

Every text is written as a text, so that no cell of a person's making becomes a formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | int | date | None

_SPARE_ROWS: Final = 2000
_WIDEST: Final = 60
_ILLEGAL: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_HEADING_FILL: Final = PatternFill("solid", fgColor="EFEBE4")
_DAY_FORMAT: Final = "DD/MM/YYYY"


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """A column to write: its heading, whether it holds days, its choices, and a hint on entering it."""

    heading: str
    is_day: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """A sheet to write: rows of cells under the headings, in the order of the columns."""

    name: str
    columns: Sequence[WrittenColumn]
    rows: Sequence[Sequence[CellValue]]


def write_workbook(
    sheet: WrittenSheet, *, guide_name: str = "", guide: Sequence[tuple[str, str]] = ()
) -> bytes:
    """The bytes of a workbook with ``sheet`` first, and ``guide``, pairs of heading and sentence, second."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _fill(workbook.create_sheet(sheet.name), sheet)
    if guide:
        _explain(workbook.create_sheet(guide_name), guide)
    _offer_choices(workbook, sheet)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill(page: Worksheet, sheet: WrittenSheet) -> None:
    _headings(page, [column.heading for column in sheet.columns])
    for number, row in enumerate(sheet.rows, start=2):
        for place, value in enumerate(row, start=1):
            if value is not None:
                _write(page.cell(row=number, column=place), value)
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = min(_WIDEST, max(12, len(column.heading) + 4))
        if column.is_day:
            page.column_dimensions[letter].number_format = _DAY_FORMAT
    page.freeze_panes = "A2"


def _headings(page: Worksheet, headings: Sequence[str]) -> None:
    for place, heading in enumerate(headings, start=1):
        cell = page.cell(row=1, column=place)
        _write(cell, heading)
        cell.font = Font(bold=True)
        cell.fill = _HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write(cell: Cell | object, value: CellValue) -> None:
    if not isinstance(cell, Cell):
        raise TypeError("A cell of a merged area cannot be written.")
    if isinstance(value, str):
        cell.value = value.translate(_ILLEGAL)
        cell.data_type = "s"
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DAY_FORMAT


def _explain(page: Worksheet, guide: Sequence[tuple[str, str]]) -> None:
    for number, pair in enumerate(guide, start=1):
        for place, text in enumerate(pair, start=1):
            cell = page.cell(row=number, column=place)
            _write(cell, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width = 28
    page.column_dimensions["B"].width = 90


def _offer_choices(workbook: Workbook, sheet: WrittenSheet) -> None:
    """Choices stand on a hidden sheet: a list written into the rule itself may not exceed 255 letters."""
    offered = [(place, column) for place, column in enumerate(sheet.columns, start=1) if column.choices]
    if not offered:
        return
    page, lists = workbook[sheet.name], workbook.create_sheet("_")
    lists.sheet_state = "hidden"
    for at, (place, column) in enumerate(offered, start=1):
        for number, choice in enumerate(column.choices, start=1):
            _write(lists.cell(row=number, column=at), choice)
        letter, source = get_column_letter(place), get_column_letter(at)
        rule = DataValidation(
            type="list", formula1=f"'_'!${source}$1:${source}${len(column.choices)}", allow_blank=True
        )
        rule.promptTitle, rule.prompt = column.heading[:32], column.hint[:255]
        rule.add(f"{letter}2:{letter}{len(sheet.rows) + _SPARE_ROWS}")
        page.add_data_validation(rule)
