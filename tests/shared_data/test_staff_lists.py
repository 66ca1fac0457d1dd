"""The staff lists that came with the project, read where the folder is given."""

import os
from pathlib import Path

import pytest

from tests.builders.staff_lists import TODAY, codes
from tinnhiem.domain.registers.staff_list import StaffList, read_staff_list
from tinnhiem.engines.documents.reading.workbook import read_workbook

FOLDER = os.environ.get("TINNHIEM_SHARED")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="TINNHIEM_SHARED names no folder with staff lists")


def listed(name: str) -> StaffList:
    path = Path(FOLDER or "") / "data" / "registers" / f"danh-sach-truong-{name}.xlsx"
    return read_staff_list(read_workbook(path.read_bytes(), name=path.name), today=TODAY)


class TestTheStaffLists:
    @pytest.mark.parametrize(
        ("name", "people"), [("mam-non-sao-mai", 31), ("tieu-hoc-hoa-ban", 42), ("thcs-binh-minh-co-loi", 55)]
    )
    def test_hold_as_many_people_as_their_footer_says(self, name, people):
        assert len(listed(name).people) == people

    @pytest.mark.parametrize("name", ["mam-non-sao-mai", "tieu-hoc-hoa-ban"])
    def test_have_no_error_where_they_are_merely_untidy(self, name):
        assert codes(listed(name)) == []

    def test_have_six_errors_where_six_were_planted(self):
        assert codes(listed("thcs-binh-minh-co-loi")) == [
            ("appointment_date_invalid", "K9", None),
            ("date_invalid", "C12", None),
            ("name_missing", "B13", None),
            ("second_incumbent", "E14", "E9"),
            ("person_twice", "B15", "B10"),
            ("birth_in_future", "D16", None),
        ]

    def test_are_tidy_where_nothing_else_is_said(self):
        assert [warning.code for warning in listed("tieu-hoc-hoa-ban").warnings] == ["two_birth_columns"]
