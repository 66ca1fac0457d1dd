"""Workbooks of one register, as an officer fills them in; a test names only what matters to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from tinnhiem.domain.registers.register_columns import ID_HEADING, register_of
from tinnhiem.domain.registers.register_sheet import ReadSheet, read_sheet
from tinnhiem.engines.documents.reading.workbook import read_workbook

Line = Mapping[str, object]

LAN: Line = {"person": "Vương Thị Lan", "born_on": date(1980, 5, 4)}
HUNG: Line = {"person": "Tạ Văn Hùng", "born_on": date(1979, 3, 2)}


def a_term(**said: object) -> Line:
    """A principal's term as a line of the register of appointments."""
    return {
        **LAN,
        "unit": "hoa-ban",
        "post": "Hiệu trưởng",
        "decision_number": "17/QĐ-UBND",
        "starts_on": date(2021, 9, 1),
        "ends_on": date(2026, 8, 31),
        **said,
    }


def a_workbook(
    register: str, lines: Sequence[Line], *, without: Sequence[str] = (), merged: str = ""
) -> bytes:
    """The bytes of a workbook with the headings of a register; ``id`` is the row's id."""
    found = register_of(register)
    columns = [column for column in found.columns if column.key not in without]
    book = Workbook()
    sheet = book.active
    sheet.append([ID_HEADING["vi"], *(column.label("vi") for column in columns)])
    for line in lines:
        sheet.append([line.get("id"), *(line.get(column.key) for column in columns)])
    if merged:
        sheet.merge_cells(merged)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read(register: str, content: bytes) -> ReadSheet:
    """The workbook as the register reads it."""
    return read_sheet(read_workbook(content, name="so.xlsx"), register_of(register))
