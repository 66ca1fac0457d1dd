"""The Excel files of the demo: a school's staff list the way schools keep it, and sheets of the registers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Final

from openpyxl import Workbook

from tinnhiem.cli.demo.people import Invented
from tinnhiem.domain.registers.register_columns import register_of

HEADINGS: Final = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Chức vụ",
    "Hợp đồng/Biên chế",
    "Số quyết định",
    "Ngày bổ nhiệm",
)
WORK: Final = (
    "Tổ trưởng chuyên môn",
    *["Giáo viên"] * 6,
    "Tổ phó chuyên môn",
    *["Giáo viên"] * 5,
    "Nhân viên kế toán",
    *["Giáo viên"] * 4,
    "Nhân viên y tế",
    "Giáo viên",
)
"""What those who do not lead a school do there, over and over."""
SEXES: Final = {"female": "Nữ", "male": "Nam"}


def staff_list(
    *, school: str, as_of: date, leaders: Sequence[tuple[Invented, str, date]], staff: Iterable[Invented]
) -> bytes:
    """The bytes of a workbook: ``leaders`` with post and appointment, then ``staff`` and their work."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([school.upper()])
    sheet.append([f"(Tính đến ngày {as_of.day:02d} tháng {as_of.month} năm {as_of.year})"])
    sheet.append([])
    sheet.append(HEADINGS)
    for number, (person, post, appointed_on) in enumerate(leaders, start=1):
        sheet.append([*_person(number, person), post, "Biên chế", f"{100 + number}/QĐ-UBND", appointed_on])
    for place, person in enumerate(staff):
        work = WORK[place % len(WORK)]
        sheet.append([*_person(len(leaders) + place + 1, person), work, "Biên chế", None, None])
    return _bytes(workbook)


def register_sheet(register: str, lines: Iterable[Mapping[str, object]]) -> bytes:
    """The bytes of a workbook of one register; each line is keyed as the register keys its columns."""
    columns = register_of(register).columns
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([column.label("vi") for column in columns])
    for line in lines:
        sheet.append([line.get(column.key) for column in columns])
    return _bytes(workbook)


def _person(number: int, person: Invented) -> list[object]:
    return [number, person.name, person.born_on, SEXES[person.sex]]


def _bytes(workbook: Workbook) -> bytes:
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()
