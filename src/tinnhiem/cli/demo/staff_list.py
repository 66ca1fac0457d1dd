"""A school's staff list as an Excel file, the way schools keep it, for the demo to import."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from tinnhiem.cli.demo.people import Invented

HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Chức vụ",
    "Hợp đồng/Biên chế",
    "Số quyết định",
    "Ngày bổ nhiệm",
)


def staff_list(
    *, school: str, as_of: date, leaders: Sequence[tuple[Invented, str, date]], staff: Iterable[Invented]
) -> bytes:
    """The bytes of a workbook: ``leaders`` with post and day of appointment, then ``staff`` as teachers."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([school.upper()])
    sheet.append([f"(Tính đến ngày {as_of.day:02d} tháng {as_of.month} năm {as_of.year})"])
    sheet.append([])
    sheet.append(HEADINGS)
    for number, (person, post, appointed_on) in enumerate(leaders, start=1):
        sheet.append([*_person(number, person), post, "Biên chế", f"{100 + number}/QĐ-UBND", appointed_on])
    for number, person in enumerate(staff, start=len(leaders) + 1):
        sheet.append([*_person(number, person), "Giáo viên", "Biên chế", None, None])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _person(number: int, person: Invented) -> list[object]:
    return [number, person.name, person.born_on, "Nữ" if person.sex == "female" else "Nam"]
