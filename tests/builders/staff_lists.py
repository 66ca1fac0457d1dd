"""Staff lists as schools keep them, built as .xlsx bytes; a test names only what matters to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.builders.workbooks import Sheet, a_workbook
from tinnhiem.domain.registers.staff_list import StaffList, read_staff_list
from tinnhiem.engines.documents.reading.workbook import read_workbook

TODAY = date(2026, 3, 2)
FIRST_ROW = 9
"""The sheet row of the first person of ``a_staff_list``."""

HEADING = (
    ("STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Chức vụ", "Hợp đồng/Biên chế", "Trình độ chuyên môn",
     "Lý luận chính trị", "Đảng viên", "Quyết định bổ nhiệm số", "Ngày bổ nhiệm", "Ghi chú"),
    (None, None, "Nam", "Nữ"),
)  # fmt: skip
MERGED = ("C7:D7", *(f"{column}7:{column}8" for column in "ABEFGHIJKL"))


@dataclass(frozen=True)
class Person:
    """A teacher with a plausible row; the cells are typed as they stand here."""

    name: object = "Lê Thu Lan"
    born: object = date(1986, 8, 16)
    column: str = "Nữ"
    post: object = "Giáo viên"
    employment: object = "Biên chế"
    degree: object = "Đại học"
    theory: object = None
    party: object = None
    decision: object = None
    appointed: object = None
    note: object = None

    def cells(self, number: int) -> list[object]:
        births = (self.born, None) if self.column == "Nam" else (None, self.born)
        return [number, self.name, *births, self.post, self.employment, self.degree, self.theory, self.party,
                self.decision, self.appointed, self.note]  # fmt: skip


def a_principal(**cells: object) -> Person:
    ready = {"name": "Nguyễn Thị Hạnh", "born": date(1975, 3, 2), "post": "Hiệu trưởng", "party": "x",
             "decision": "07/QĐ-UBND", "appointed": date(2019, 2, 15)}  # fmt: skip
    return Person(**{**ready, **cells})


def a_staff_list(*people: Person, sections: Mapping[int, Sequence[object]] | None = None) -> bytes:
    """A list with letterhead, a heading in two rows, section rows above the persons named, and a footer."""
    rows: list[Sequence[object]] = [
        ("UBND HUYỆN MẪU", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TRƯỜNG TIỂU HỌC SUỐI TRONG", None, None, None, "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN",),
        ("(Tính đến ngày 01 tháng 9 năm 2023)",),
        (),
        *HEADING,
    ]
    for number, person in enumerate(people, start=1):
        if sections and number - 1 in sections:
            rows.append(sections[number - 1])
        rows.append(person.cells(number))
    rows += [(), (f"(Danh sách này có {len(people)} người)",), (*[None] * 8, "HIỆU TRƯỞNG")]
    rows += [(*[None] * 8, "(Ký tên, đóng dấu)")]
    return a_workbook(Sheet(rows, merged=MERGED))


def read(data: bytes, *, today: date = TODAY) -> StaffList:
    """The staff list of these bytes."""
    return read_staff_list(read_workbook(data, name="danh-sach.xlsx"), today=today)


def codes(staff_list: StaffList) -> list[tuple[str, str, str | None]]:
    """The errors of a list as (code, cell, earlier cell)."""
    return [(error.code, error.cell, error.also) for error in staff_list.errors]


def warned(staff_list: StaffList) -> list[tuple[str, str]]:
    """The warnings of a list as (code, cell), without that on the two columns of birth dates."""
    found = [(warning.code, warning.cell) for warning in staff_list.warnings]
    return [warning for warning in found if warning[0] != "two_birth_columns"]
