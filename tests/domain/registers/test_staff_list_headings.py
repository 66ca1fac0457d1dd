from datetime import date

import pytest

from tests.builders.staff_lists import codes, read
from tests.builders.workbooks import Sheet, a_table, a_workbook
from tinnhiem.domain.registers.staff_list_headings import Role, role_of

PERSON = {
    "name": "Lê Thu Lan",
    "born_on": "1980-02-01",
    "sex": "female",
    "post": "Giáo viên",
    "employment": "permanent",
    "degree": "Đại học",
    "political_theory": "Sơ cấp",
    "party_member": True,
    "decision_number": "07/QĐ-UBND",
    "appointed_on": "2019-02-15",
    "note": "Tổ phó",
}


def people(data: bytes) -> list[dict[str, object]]:
    return [
        {key: value for key, value in person.items() if key != "row"}
        for person in read(data).to_json()["people"]
    ]


class TestAHeading:
    @pytest.mark.parametrize(
        ("heading", "role"),
        [
            ("STT", Role.ORDINAL), ("TT", Role.ORDINAL), ("Số TT", Role.ORDINAL),
            ("Họ tên", Role.NAME), ("HỌ VÀ TÊN", Role.NAME), ("Họ, tên", Role.NAME), ("Họ và\ntên", Role.NAME),
            ("Họ tên cán bộ, giáo viên", Role.NAME), ("Họ và tên".replace("ọ", "o\u0323"), Role.NAME),
            ("Ngày sinh", Role.BIRTH), ("Năm sinh", Role.BIRTH), ("Ngày/tháng/năm sinh", Role.BIRTH),
            ("Sinh ngày", Role.BIRTH), ("NTNS", Role.BIRTH), ("Ngày,\u00a0tháng, năm sinh", Role.BIRTH),
            ("Giới tính", Role.SEX), ("Nam/Nữ", Role.SEX), ("Giới tính (Nam/Nữ)", Role.SEX),
            ("Chức vụ", Role.POST), ("Chức danh", Role.POST), ("Chức vụ đang giữ", Role.POST),
            ("Vị trí việc làm", Role.POST), ("Công việc đang đảm nhiệm", Role.POST),
            ("Hợp đồng/Biên chế", Role.EMPLOYMENT), ("Hình thức hợp đồng", Role.EMPLOYMENT),
            ("Biên chế, hợp đồng", Role.EMPLOYMENT), ("HĐ/BC", Role.EMPLOYMENT), ("Loại hợp đồng", Role.EMPLOYMENT),
            ("Trình độ chuyên môn", Role.DEGREE), ("Trình độ", Role.DEGREE), ("TĐCM", Role.DEGREE), ("Bằng cấp", Role.DEGREE),
            ("Lý luận chính trị", Role.POLITICAL_THEORY), ("LLCT", Role.POLITICAL_THEORY),
            ("Trình độ lý luận chính trị", Role.POLITICAL_THEORY),
            ("Đảng viên", Role.PARTY), ("Ngày vào Đảng", Role.PARTY), ("Đảng viên (x)", Role.PARTY),
            ("Quyết định bổ nhiệm số", Role.DECISION), ("Số QĐ", Role.DECISION), ("Số quyết định bổ nhiệm", Role.DECISION),
            ("QĐ số", Role.DECISION), ("Số, ngày QĐ bổ nhiệm", Role.DECISION),
            ("Ngày bổ nhiệm", Role.APPOINTMENT), ("Ngày, tháng, năm bổ nhiệm", Role.APPOINTMENT),
            ("Ngày QĐ", Role.APPOINTMENT), ("Thời điểm bổ nhiệm", Role.APPOINTMENT), ("Bổ nhiệm ngày", Role.APPOINTMENT),
            ("Ghi chú", Role.NOTE),
        ],
    )  # fmt: skip
    def test_tells_what_its_column_holds(self, heading, role):
        assert role_of(heading) is role

    @pytest.mark.parametrize(
        "heading",
        [
            "Nơi sinh", "Quê quán", "Họ tên vợ (chồng)", "Ngày ký hợp đồng", "Số hợp đồng", "Ngày vào biên chế",
            "Chức danh nghề nghiệp", "Phụ cấp chức vụ", "Chức vụ Đảng", "Trình độ tin học", "Ngày tuyển dụng",
            "Ngày bổ nhiệm ngạch", "Quyết định tuyển dụng số", "Điện thoại", "DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN",
        ],
    )  # fmt: skip
    def test_is_not_mistaken_for_one_that_it_resembles(self, heading):
        assert role_of(heading) is None

    def test_is_no_paragraph(self):
        assert role_of("Số quyết định " * 10_000) is None


class TestTheHeadingOfAList:
    def test_may_be_one_row_with_a_column_for_the_sex(self):
        heading = ["TT", "Họ tên", "Năm sinh", "Giới tính", "Chức danh", "Hình thức hợp đồng", "Trình độ", "LLCT", "Đảng viên",
                   "Số QĐ", "Ngày QĐ", "Ghi chú"]  # fmt: skip
        row = [1, "Lê Thu Lan", "1/2/1980", "Nữ", "Giáo viên", "Biên chế", "Đại học", "Sơ cấp", "x", "07/QĐ-UBND",
               "15/2/2019", "Tổ phó"]  # fmt: skip

        assert people(a_table(heading, row)) == [PERSON]

    def test_may_stand_in_any_order_below_other_rows(self):
        heading = ["Chức vụ", "Ghi chú", "Họ và tên", "Nữ/Nam", "Ngày sinh", "Nam/Nữ"]
        row = ["Giáo viên", "Tổ phó", "Lê Thu Lan", None, date(1980, 2, 1), "nữ"]
        other = {"employment": None, "degree": None, "political_theory": None, "party_member": False,
                 "decision_number": None, "appointed_on": None}  # fmt: skip

        assert people(a_table(*[[f"Dòng {number}"] for number in range(20)], heading, row)) == [
            {**PERSON, **other}
        ]

    def test_may_be_two_rows_with_groups_that_are_merged(self):
        top = [
            "TT",
            "Họ và tên",
            "Ngày sinh",
            None,
            "Chức vụ",
            "Trình độ",
            None,
            None,
            "Quyết định bổ nhiệm",
            None,
            "Loại",
            None,
        ]
        low = [
            None,
            None,
            "Nam",
            "Nữ",
            None,
            "Chuyên môn",
            "Lý luận chính trị",
            "Tin học",
            "Số",
            "Ngày",
            "Biên chế",
            "Hợp đồng",
        ]
        row = [
            1,
            "Lê Thu Lan",
            None,
            "1/2/1980",
            "Giáo viên",
            "Đại học",
            "Sơ cấp",
            "A",
            "07/QĐ-UBND",
            "15/2/2019",
            "x",
        ]
        merged = ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:H1", "I1:J1", "K1:L1"]

        assert people(a_table(top, low, row, merged=merged)) == [
            {**PERSON, "party_member": False, "note": None}
        ]

    def test_may_be_two_rows_without_merged_cells(self):
        top = ["TT", "Họ và tên", "Ngày sinh", None, "Chức vụ", "Quyết định bổ nhiệm", None]
        low = [None, None, "Nam", "Nữ", None, "Số", "Ngày"]
        row = [1, "Lê Thu Lan", None, "1/2/1980", "Giáo viên", "07/QĐ-UBND", "15/2/2019"]

        (person,) = people(a_table(top, low, row))

        assert (person["sex"], person["decision_number"], person["appointed_on"]) == (
            "female",
            "07/QĐ-UBND",
            "2019-02-15",
        )

    def test_may_have_its_groups_above_the_names(self):
        top = [None, "THÔNG TIN CÁ NHÂN", None, None, "Chức vụ", "Ghi chú"]
        low = ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]
        row = [1, "Lê Thu Lan", "1/2/1980", "Nữ", "Giáo viên", "Tổ phó"]

        (person,) = people(a_table(["x"], top, low, row, merged=["B2:D2", "E2:E3", "F2:F3"]))

        assert (person["name"], person["post"], person["note"], person["sex"]) == (
            "Lê Thu Lan",
            "Giáo viên",
            "Tổ phó",
            "female",
        )

    def test_may_split_a_name_over_two_columns(self):
        for heading in (["Họ và tên đệm", "Tên", "Ngày sinh"], ["Họ và tên", None, "Ngày sinh"]):
            merged = ["A1:B1"] if heading[1] is None else []

            assert (
                people(a_table(heading, ["Lê Thu", "Lan", "1/2/1980"], merged=merged))[0]["name"]
                == "Lê Thu Lan"
            )

    def test_may_name_the_sex_in_one_row_with_the_birth(self):
        heading = ["Họ và tên", "Ngày sinh Nam", "Ngày sinh Nữ", "Chức vụ"]

        (person,) = people(a_table(heading, ["Lê Thu Lan", None, "1/2/1980", "Giáo viên"]))

        assert (person["sex"], person["born_on"]) == ("female", "1980-02-01")

    def test_may_give_births_under_nam_and_nu_alone(self):
        heading = ["Họ và tên", "Nam", "Nữ", "Chức vụ"]

        (person,) = people(a_table(heading, ["Lê Thu Lan", None, "1/2/1980", "Giáo viên"]))

        assert (person["sex"], person["born_on"]) == ("female", "1980-02-01")

    def test_may_have_columns_to_tick_for_the_sex(self):
        heading = ["Họ và tên", "Ngày sinh", "Nam", "Nữ", "Chức vụ"]

        (person,) = people(a_table(heading, ["Lê Thu Lan", "1/2/1980", None, "x", "Giáo viên"]))

        assert person["sex"] == "female"

    def test_asks_the_post_before_the_title_and_the_present_appointment_before_the_first(self):
        heading = [
            "Họ và tên",
            "Ngày sinh",
            "Chức danh",
            "Chức vụ",
            "Ngày bổ nhiệm lần đầu",
            "Ngày bổ nhiệm lại",
        ]
        rows = [
            ["Lê Thu Lan", "1/2/1980", "Giáo viên", "Hiệu trưởng", "1/10/2013", "1/10/2018"],
            ["Vi Kim Hoa", "1/2/1981", "Giáo viên", None, None, None],
        ]

        first, second = people(a_table(heading, *rows))

        assert (first["post"], first["appointed_on"], second["post"]) == (
            "Hiệu trưởng",
            "2018-10-01",
            "Giáo viên",
        )

    def test_does_not_swallow_a_first_person_without_a_name(self):
        staff_list = read(
            a_table(
                ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ"], [1, None, "1/2/1980", "Nam", "GV"]
            )
        )

        assert codes(staff_list) == [("name_missing", "B2", None)]

    def test_is_told_from_that_of_a_table_of_totals(self):
        totals = [["Biên chế", "Hợp đồng 111", "Đảng viên", "Trình độ"], [20, 3, 12, 18]]
        table = [["Họ và tên", "Ngày sinh"], ["Lê Thu Lan", "1/2/1980"]]

        above = read(a_table(*totals, *table))
        before = read(a_workbook(Sheet(totals, title="Tổng hợp"), Sheet(table, title="CBGV")))

        assert [member.name for member in (*above.people, *before.people)] == ["Lê Thu Lan", "Lê Thu Lan"]

    def test_is_looked_for_on_the_first_visible_sheet_that_has_one(self):
        table = [["Họ và tên", "Ngày sinh"], ["Lê Thu Lan", "1/2/1980"]]
        data = a_workbook(
            Sheet([["Hướng dẫn"]], title="Bìa"),
            Sheet([["Họ và tên", "Ngày sinh"], ["Ẩn", "1/2/1980"]], title="Cũ", state="hidden"),
            Sheet(table, title="CBGV"),
            Sheet(table, title="Khác"),
        )

        staff_list = read(data)

        assert (staff_list.sheet, [member.name for member in staff_list.people]) == ("CBGV", ["Lê Thu Lan"])
