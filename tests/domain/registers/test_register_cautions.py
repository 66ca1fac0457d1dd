"""What a file may say but rarely means is named by its cell and refused by nobody."""

from datetime import date, datetime

import pytest

from tests.builders.registers import LAN, a_term, a_workbook, read
from tests.plugins.moments import HANOI
from tinnhiem.common.text import fold, same_name_key
from tinnhiem.domain.registers.register_cautions import (
    MOMENT,
    STAMP,
    Staleness,
    cautions,
    exported_at,
)
from tinnhiem.domain.registers.register_changes import Known, compare
from tinnhiem.domain.registers.register_columns import register_of
from tinnhiem.engines.documents.reading.workbook import read_workbook
from tinnhiem.engines.documents.writing.workbook import WrittenColumn, WrittenSheet, write_workbook

BORN = date(1980, 5, 4)
KEY = (same_name_key("Vương Thị Hoà"), BORN)
KNOWN = Known(
    units=frozenset({"hoa-ban"}),
    people=frozenset({KEY}),
    is_area=lambda code: False,
    spelled={(fold("Vương Thị Hoà"), BORN): "Vương Thị Hoà"},
)


def work(name: str, **said: object) -> dict[str, object]:
    """Somebody's work at Hoa Ban as a line of the register of people."""
    return {
        "person": name,
        "born_on": BORN,
        "unit": "hoa-ban",
        "post_title": "Giáo viên",
        "availability": "Đang làm việc",
        "valid_from": date(2025, 7, 1),
        **said,
    }


def found(register: str, line, current=None, *, staleness: Staleness | None = None):
    sheet = read(register, a_workbook(register, [line]))
    changes = compare(register_of(register), current=current or {}, rows=sheet.rows, known=KNOWN)
    named = cautions(register_of(register), changes, sheet.rows, staleness=staleness, known=KNOWN)
    return [(one.code, one.cell) for one in named], [(one.code, one.cell) for one in changes.findings]


class TestANameInAnotherSpelling:
    @pytest.mark.parametrize("name", ["Vuong Thi Hoa", "VƯƠNG THI HOÀ", "Vương Thị Hoa"])
    def test_without_its_marks_is_held_against_the_person_known(self, name: str):
        assert found("people", work(name)) == ([("register_person_like", "B2")], [])

    @pytest.mark.parametrize("name", ["Vương Thị Hòa", "VƯƠNG THỊ HOÀ", "Vương Thị Hoà", "Vương  Thị Hoà"])
    def test_of_case_composition_or_tone_is_the_same_person(self, name: str):
        assert found("people", work(name)) == ([], [])

    def test_in_a_register_of_terms_is_an_error_that_names_the_person(self):
        line = a_term(person="Vuong Thi Hoa", born_on=BORN)

        assert found("appointments", line)[1] == [("register_person_spelled", "B2")]


class TestAStepBack:
    CURRENT = {
        1: {
            "unit": "hoa-ban",
            "post": "principal",
            "seats": 1,
            "valid_from": date(2025, 7, 1),
            "last_day": date(2026, 6, 30),
        }
    }
    LINE = {
        "id": "CV-1",
        "unit": "hoa-ban",
        "post": "Hiệu trưởng",
        "seats": 1,
        "valid_from": date(2025, 7, 1),
    }

    def test_that_opens_an_ended_row_is_named_by_its_cell(self):
        assert found("posts", self.LINE, self.CURRENT) == ([("register_reopened", "F2")], [])

    def test_that_empties_a_cell_is_named_by_its_cell(self):
        current = {
            1: {
                **dict.fromkeys(column.key for column in register_of("qualifications").columns),
                **LAN,
                "person": "Vương Thị Hoà",
                "kind": "degree",
                "grade": "bachelor",
                "subject": "Toán",
            }
        }
        line = {"id": "TD-1", **LAN, "person": "Vương Thị Hoà", "kind": "Chuyên môn", "grade": "Đại học"}

        assert found("qualifications", line, current)[0] == [("register_emptied", "F2")]

    def test_of_a_file_older_than_the_register_is_said_once(self):
        staleness = Staleness(datetime(2025, 5, 18, 8, tzinfo=HANOI), datetime(2026, 5, 18, 8, tzinfo=HANOI))
        line = {**self.LINE, "seats": 2, "last_day": date(2026, 6, 30)}

        assert found("posts", line, self.CURRENT, staleness=staleness)[0] == [("register_file_older", "A1")]

    def test_is_none_where_nothing_changes(self):
        staleness = Staleness(datetime(2025, 5, 18, 8, tzinfo=HANOI), datetime(2026, 5, 18, 8, tzinfo=HANOI))
        line = {**self.LINE, "last_day": date(2026, 6, 30)}

        assert found("posts", line, self.CURRENT, staleness=staleness) == ([], [])


class TestTheStampOfAnExport:
    def stamped(self, heading: str, moment: str) -> datetime | None:
        sheet = WrittenSheet("So", [WrittenColumn("Mã dòng")], [("CV-1",)])
        content = write_workbook(sheet, guide_name="Hướng dẫn", guide=[("A", "B"), (heading, moment)])
        return exported_at(read_workbook(content, name="so.xlsx"))

    @pytest.mark.parametrize("heading", STAMP.values())
    def test_is_read_from_the_second_sheet(self, heading: str):
        moment = datetime(2026, 5, 18, 8, 0, 7)  # noqa: DTZ001 - the file says no zone

        assert self.stamped(heading, f"{moment:{MOMENT}}") == moment

    @pytest.mark.parametrize(("heading", "moment"), [("Xuất lúc", "hôm qua"), ("Ghi chú", "18/05/2026")])
    def test_is_none_where_nobody_can_read_it(self, heading: str, moment: str):
        assert self.stamped(heading, moment) is None
