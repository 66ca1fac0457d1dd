from datetime import date

import pytest

from tests.builders.staff_lists import (
    FIRST_ROW,
    TODAY,
    Person,
    a_principal,
    a_staff_list,
    codes,
    read,
    warned,
)
from tests.builders.workbooks import Sheet, a_table, a_workbook, repacked
from tinnhiem.common.sentences import LANGUAGES, catalogue
from tinnhiem.domain.registers.staff_list import (
    Availability,
    Employment,
    Finding,
    PostKind,
    Sex,
    StaffMember,
)

SECTION = ("II. TỔ VĂN PHÒNG",)


def only(*people: Person) -> StaffMember:
    (member,) = read(a_staff_list(*people)).people
    return member


class TestAListWithoutAHeading:
    def test_has_the_one_error_that_the_heading_is_missing(self):
        staff_list = read(a_table([], ["Nguyễn Thị Hạnh", "Hiệu trưởng"]))

        assert codes(staff_list) == [("header_missing", "A2", None)]
        assert staff_list.people == ()

    def test_is_not_taken_from_a_hidden_sheet(self):
        heading = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ"]
        data = a_workbook(Sheet([["Ghi chú chung"]]), Sheet([heading], title="Ẩn", state="hidden"))

        assert codes(read(data)) == [("header_missing", "A1", None)]

    def test_names_each_column_that_the_heading_lacks(self):
        staff_list = read(a_table(["STT", "Họ và tên", "Ghi chú"], [1, "Lê Thu Lan", "tổ phó"]))

        assert [error.reason for error in staff_list.errors] == ["birth", "post"]
        assert [member.name for member in staff_list.people] == ["Lê Thu Lan"]

    def test_reads_nobody_without_a_column_of_names(self):
        staff_list = read(
            a_table(["STT", "Nhân sự", "Ngày sinh", "Chức vụ", "Ghi chú"], [1, "Lan", "1/2/1980", "GV"])
        )

        assert [(error.code, error.cell, error.reason) for error in staff_list.errors] == [
            ("header_missing", "A1", "name")
        ]
        assert staff_list.people == ()


class TestErrorsOfAList:
    def test_are_six_where_six_were_planted(self):
        """A day that does not exist, a missing name, a second principal, a person twice, a birth in the
        future, an appointment date that is none."""
        vice = Person(name="Hoàng Bích Loan", born="24-07-1998", post="Phó Hiệu trưởng")
        staff_list = read(
            a_staff_list(
                a_principal(appointed="sắp bổ nhiệm"),
                vice,
                Person(name="Bùi Thu Dung", born="31/02/1980"),
                Person(name=None),
                a_principal(name="Triệu Hữu Đường", born="03.01.1984", appointed=None),
                Person(name="Hoàng Bích Loan", born="24-07-1998"),
                Person(name="Ngô Thị Hoà", born=date(2035, 1, 1)),
            )
        )

        assert codes(staff_list) == [
            ("appointment_date_invalid", "K9", None),
            ("date_invalid", "D11", None),
            ("name_missing", "B12", None),
            ("second_incumbent", "E13", "E9"),
            ("person_twice", "B14", "B10"),
            ("birth_in_future", "D15", None),
        ]
        assert len(staff_list.people) == 7

    def test_find_a_person_twice_however_the_name_is_typed(self):
        staff_list = read(a_staff_list(Person(name="Sùng Thị Hoà"), Person(name=" SÙNG  THỊ HÒA ")))

        assert codes(staff_list) == [("person_twice", "B10", "B9")]

    def test_do_not_take_two_people_of_one_name_for_one(self):
        assert codes(read(a_staff_list(Person(), Person(born="17/8/1986")))) == []

    def test_do_not_compare_people_whose_birth_is_unknown(self):
        assert codes(read(a_staff_list(Person(born=None), Person(born=None)))) == []

    def test_allow_several_vice_principals(self):
        vices = [Person(name=f"Vi Thị {name}", post="Phó Hiệu trưởng") for name in ("An", "Bình", "Chi")]

        assert codes(read(a_staff_list(a_principal(), *vices))) == []

    def test_name_each_principal_after_the_first(self):
        people = [a_principal(name=f"Vi Thị {name}") for name in ("An", "Bình", "Chi")]

        assert codes(read(a_staff_list(*people))) == [
            ("second_incumbent", "E10", "E9"),
            ("second_incumbent", "E11", "E9"),
        ]

    def test_name_a_principal_listed_twice_once_only(self):
        assert codes(read(a_staff_list(a_principal(), a_principal()))) == [("person_twice", "B10", "B9")]

    def test_do_not_count_a_principal_who_has_left(self):
        left = a_principal(name="Vi Thị An", note="Chuyển công tác về Phòng GDĐT 8/2023")

        assert codes(read(a_staff_list(left, a_principal()))) == []

    def test_compare_a_birth_with_the_day_of_the_list(self):
        assert codes(read(a_staff_list(Person(born="02/09/2023")))) == [("birth_in_future", "D9", None)]

    def test_compare_a_birth_with_today_where_the_list_has_no_day(self):
        heading = ["Họ và tên", "Ngày sinh", "Chức vụ"]
        rows = [["Lê Thu Lan", date(2026, 3, 2), "Giáo viên"], ["Vi Kim Hoa", date(2026, 3, 3), "Giáo viên"]]

        assert codes(read(a_table(heading, *rows), today=TODAY)) == [("birth_in_future", "B3", None)]

    def test_refuse_a_birth_in_both_columns(self):
        heading = [["Họ và tên", "Ngày sinh", None, "Chức vụ"], [None, "Nam", "Nữ"]]
        staff_list = read(a_table(*heading, ["Lê Thu Lan", "1/2/1980", "1/2/1980", "Giáo viên"]))

        assert codes(staff_list) == [("date_invalid", "C3", "B3")]
        assert staff_list.people[0].sex is None

    @pytest.mark.parametrize(
        ("typed", "reason"),
        [
            (1980, "year_only"), ("1980", "year_only"), (date(1905, 6, 2), "year_only"), ("3/1980", "month_only"),
            ("24/3/1980 (hoặc 24/5/1980)", "two_dates"), ("không rõ 3", "unreadable"), ("1/1/10", "short_year"),
            ("30.2.1980", "no_such_day"), ("03/24/1980", "no_such_day"), (True, "unreadable"),
        ],
    )  # fmt: skip
    def test_say_why_a_birth_is_no_day(self, typed, reason):
        (error,) = read(a_staff_list(Person(born=typed))).errors

        assert (error.code, error.reason) == ("date_invalid", reason)


class TestWhatIsMerelyUntidy:
    """What is merely untidy is at most a warning, never an error."""

    @pytest.mark.parametrize(
        ("person", "warning"),
        [
            (Person(name="VŨ THANH THUÝ"), ("capitals", "B9")),
            (Person(name="  Sùng Thị Hoà "), ("blanks", "B9")),
            (Person(name="Lò\u00a0Kim Quỳnh"), ("blanks", "B9")),
            (Person(name="Lò Kim\u200b Quỳnh"), ("blanks", "B9")),
            (Person(post="Phó\nHiệu trưởng"), ("blanks", "E9")),
            (Person(name="Trần Quý".replace("ầ", "a\u0302\u0300")), ("decomposed", "B9")),
            (Person(born="24/3/1988"), ("date_as_text", "D9")),
        ],
    )
    def test_is_a_warning_at_its_cell(self, person, warning):
        staff_list = read(a_staff_list(person))

        assert warned(staff_list) == [warning]
        assert codes(staff_list) == []

    def test_is_a_warning_for_words_after_a_date(self):
        staff_list = read(a_staff_list(a_principal(appointed="01/10/2018 (bổ nhiệm lại)")))

        assert warned(staff_list) == [("date_as_text", "K9"), ("trailing_words", "K9")]
        assert staff_list.people[0].appointed_on == date(2018, 10, 1)

    def test_is_a_warning_for_birth_dates_in_two_columns(self):
        (warning,) = read(a_staff_list(Person())).warnings

        assert (warning.code, warning.cell, warning.also) == ("two_birth_columns", "D8", "C8")

    def test_is_a_warning_for_a_section_row(self):
        staff_list = read(a_staff_list(a_principal(), Person(), sections={1: SECTION}))

        assert warned(staff_list) == [("section_row", "A10")]
        assert [member.row for member in staff_list.people] == [9, 11]

    def test_is_read_in_normal_form(self):
        typed = "  VU\u0303\u00a0 THANH  THUÝ "

        assert only(Person(name=typed)).name == "Vũ Thanh Thuý"

    def test_keeps_the_parts_of_a_name_of_the_highlands(self):
        assert only(Person(name="H'HEN NIÊ")).name == "H'Hen Niê"


class TestRowsThatAreNoPersons:
    @pytest.mark.parametrize(
        "section",
        [
            ("II. TỔ VĂN PHÒNG",), ("II", "TỔ VĂN PHÒNG"), ("B.", "Tổ Văn phòng", None, None, "5 người"),
            (2, "Tổ Văn phòng"), (None, "Tổ Tự nhiên"), (None, None, None, None, "Khối 1"), ("Cộng: 3",),
        ],
    )  # fmt: skip
    def test_are_told_from_persons(self, section):
        staff_list = read(a_staff_list(a_principal(), Person(), sections={1: section}))

        assert [member.name for member in staff_list.people] == ["Nguyễn Thị Hạnh", "Lê Thu Lan"]
        assert codes(staff_list) == []

    def test_are_the_footer_and_the_signatures(self):
        rows = [
            ["STT", "Họ và tên", "Ngày sinh", "Chức vụ"],
            [1, "Lê Thu Lan", "1/2/1980", "Giáo viên"],
            [None, "Tổng cộng", 1, None],
            [None, "NGƯỜI LẬP BIỂU", None, "HIỆU TRƯỞNG"],
            [None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"],
            [None, "Vi Kim Hoa", None, "Nguyễn Thị Hạnh"],
        ]

        staff_list = read(a_table(*rows))

        assert [member.name for member in staff_list.people] == ["Lê Thu Lan"]
        assert codes(staff_list) == []

    def test_are_signatures_below_a_list_without_numbers(self):
        rows = [
            ["Họ và tên", "Ngày sinh", "Chức vụ"],
            ["Nguyễn Thị Hạnh", "2/3/1975", "Hiệu trưởng"],
            ["KẾ TOÁN", None, "HIỆU TRƯỞNG"],
            ["Vi Kim Hoa", None, "Nguyễn Thị Hạnh"],
        ]

        staff_list = read(a_table(*rows))

        assert [member.row for member in staff_list.people] == [2]
        assert codes(staff_list) == []

    def test_are_the_heading_repeated_on_a_new_page_and_the_numbers_of_columns(self):
        heading = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ"]
        person = [1, "Lê Thu Lan", "1/2/1980", "Giáo viên"]
        other = [2, "Vi Kim Hoa", "1/2/1981", "Giáo viên"]

        for numbers in ([1, 2, 3, 4], ["(1)", "(2)", "(3)", "(4)"], ["A", "B", "1", "2"]):
            staff_list = read(a_table(heading, numbers, person, heading, other))

            assert [member.row for member in staff_list.people] == [3, 5]
            assert codes(staff_list) == []

    def test_are_numbers_prepared_for_persons_to_come(self):
        staff_list = read(
            a_table(["STT", "Họ và tên", "Ngày sinh", "Chức vụ"], [1, "Lê Thu Lan", None, "GV"], [2], [3])
        )

        assert [member.row for member in staff_list.people] == [2]
        assert codes(staff_list) == []

    def test_do_not_swallow_a_person_whose_family_is_called_to(self):
        """“Tô” is a family name, “Tổ” is a group."""
        rows = [
            ["STT", "Họ và tên", "Ngày sinh", "Chức vụ"],
            [1, "Tô Thị Mai", None, None],
            [2, "Bàn Văn Sơn", None, None],
        ]

        assert [member.name for member in read(a_table(*rows)).people] == ["Tô Thị Mai", "Bàn Văn Sơn"]


class TestAMember:
    def test_is_read_whole(self):
        typed = a_principal(
            degree="Thạc sĩ", theory="Trung cấp", employment="Biên chế", note="Nghỉ thai sản", born="2.3.1975"
        )

        assert only(typed) == StaffMember(
            row=FIRST_ROW,
            name="Nguyễn Thị Hạnh",
            born_on=date(1975, 3, 2),
            sex=Sex.FEMALE,
            post="Hiệu trưởng",
            post_kind=PostKind.PRINCIPAL,
            employment=Employment.PERMANENT,
            degree="Thạc sĩ",
            political_theory="Trung cấp",
            party_member=True,
            decision_number="07/QĐ-UBND",
            appointed_on=date(2019, 2, 15),
            note="Nghỉ thai sản",
            availability=Availability.ON_LEAVE,
        )

    def test_has_the_sex_of_the_column_that_the_birth_stands_in(self):
        people = read(a_staff_list(Person(name="Vi Văn Sơn", column="Nam"), Person())).people

        assert [member.sex for member in people] == [Sex.MALE, Sex.FEMALE]

    @pytest.mark.parametrize(
        ("typed", "employment"),
        [
            ("Biên chế", "permanent"), ("BC", "permanent"), ("Viên chức", "permanent"), ("HĐLV", "permanent"),
            ("Hợp đồng làm việc không xác định thời hạn", "permanent"), ("HĐ 111", "contract_111"),
            ("HĐ111", "contract_111"), ("HĐ theo NĐ 111/2022/NĐ-CP", "contract_111"), ("HĐ trường", "contract_school"),
            ("HĐLĐ trường", "contract_school"), ("Hợp đồng do trường ký", "contract_school"), ("Hợp đồng", "contract"),
            ("hđ", "contract"), ("HĐLĐ", "contract"), ("HĐ huyện", "contract"), ("thỉnh giảng", None), (None, None),
        ],
    )  # fmt: skip
    def test_is_employed_as_the_list_says(self, typed, employment):
        assert only(Person(employment=typed)).employment == employment

    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            ("Hiệu trưởng", "principal"), ("HIỆU TRƯỞNG", "principal"), ("HT", "principal"),
            ("Bí thư chi bộ, Hiệu trưởng", "principal"), ("Q. Hiệu trưởng", "principal"),
            ("Phó Hiệu trưởng", "vice_principal"), ("P.HT", "vice_principal"), ("PHT", "vice_principal"),
            ("P. Hiệu trưởng", "vice_principal"), ("Phó HT phụ trách", "vice_principal"), ("Hiệu phó", "vice_principal"),
            ("Nguyên Hiệu trưởng", "other"), ("Tổ trưởng chuyên môn", "other"), ("Giáo viên", "other"), (None, "other"),
        ],
    )  # fmt: skip
    def test_holds_a_post_of_a_kind(self, typed, kind):
        assert only(Person(post=typed)).post_kind == kind

    @pytest.mark.parametrize(
        ("note", "availability"),
        [
            (None, "working"), ("Tổ phó", "working"), ("Nghỉ thai sản", "on_leave"), ("Nghỉ ốm dài ngày", "on_leave"),
            ("Biệt phái", "seconded"), ("Biệt phái đến Phòng GDĐT", "seconded"), ("Hết biệt phái 6/2023", "working"),
            ("Chuyển đến 8/2023", "working"), ("Chuyển đến từ trường TH Núi Xa", "working"),
            ("Chuyển đến trường TH Núi Xa", "transferred"), ("Chuyển đi 8/2023", "transferred"),
            ("Thuyên chuyển", "transferred"), ("Nghỉ hưu 10/2023", "transferred"),
        ],
    )  # fmt: skip
    def test_is_present_as_the_note_tells(self, note, availability):
        assert only(Person(note=note)).availability == availability

    @pytest.mark.parametrize(
        ("mark", "is_member"),
        [("x", True), ("X", True), ("✓", True), ("có", True), ("Đảng viên", True), (1, True), (date(2010, 5, 19), True),
         ("Dự bị", True), (None, False), ("-", False), ("không", False), (0, False), ("Quần chúng", False)],
    )  # fmt: skip
    def test_is_in_the_party_where_the_column_says_so(self, mark, is_member):
        assert only(Person(party=mark)).party_member is is_member

    @pytest.mark.parametrize("typed", ["-", "…", "  ", "không", "Không có"])
    def test_has_no_appointment_where_the_cell_says_none(self, typed):
        assert only(Person(appointed=typed)).appointed_on is None
        assert codes(read(a_staff_list(Person(appointed=typed)))) == []

    def test_has_an_appointment_dated_beside_its_number_where_no_column_does(self):
        heading = ["Họ và tên", "Ngày sinh", "Chức vụ", "Số, ngày QĐ bổ nhiệm"]
        row = ["Lê Thu Lan", "1/2/1980", "Hiệu trưởng", "07/QĐ-UBND ngày 15/02/2019"]

        (member,) = read(a_table(heading, row)).people

        assert (member.decision_number, member.appointed_on) == ("07/QĐ-UBND", date(2019, 2, 15))

    def test_takes_a_day_number_for_the_day_that_it_is(self):
        assert only(Person(born=29_000)).born_on == date(1979, 5, 25)

    def test_takes_what_a_formula_last_gave(self):
        inner = (
            "<row r='1'><c r='A1' t='str'><v>Họ và tên</v></c><c r='B1' t='str'><v>Ngày sinh</v></c></row>"
        )
        person = "<row r='2'><c r='A2' t='str'><f>X1</f><v>Lê Thu Lan</v></c><c r='B2'><f>Y1</f><v>29000</v></c></row>"
        sheet = f"<worksheet><sheetData>{inner}{person}</sheetData></worksheet>".encode()

        (member,) = read(repacked(a_table(["x"]), **{"xl__worksheets__sheet1.xml": sheet})).people

        assert (member.name, member.born_on) == ("Lê Thu Lan", date(1979, 5, 25))


class TestTheLetterhead:
    def test_names_school_superior_and_day_as_written(self):
        staff_list = read(a_staff_list(Person()))

        assert (staff_list.school_name, staff_list.superior, staff_list.as_of) == (
            "TRƯỜNG TIỂU HỌC SUỐI TRONG",
            "UBND HUYỆN MẪU",
            date(2023, 9, 1),
        )

    @pytest.mark.parametrize(
        ("lines", "school", "superior", "as_of"),
        [
            (["Đơn vị: Trường THCS Núi Xa"], "Trường THCS Núi Xa", None, None),
            (["PHÒNG GDĐT MẪU\nTRƯỜNG MẦM NON HOA ĐÀO"], "TRƯỜNG MẦM NON HOA ĐÀO", "PHÒNG GDĐT MẪU", None),
            (["DANH SÁCH VIÊN CHỨC TRƯỜNG THCS NÚI XA"], "TRƯỜNG THCS NÚI XA", None, None),
            (["Có mặt đến 01/9/2024"], None, None, date(2024, 9, 1)),
            (["Núi Xa, ngày 5 tháng 10 năm 2024"], None, None, date(2024, 10, 5)),
            (["Tính đến ngày 31 tháng 2 năm 2024"], None, None, None),
        ],
    )
    def test_is_read_as_far_as_it_is_understood(self, lines, school, superior, as_of):
        staff_list = read(
            a_table(
                *[[line] for line in lines],
                ["Họ và tên", "Ngày sinh", "Chức vụ"],
                ["Lê Lan", "1/2/1980", "GV"],
            )
        )

        assert (staff_list.school_name, staff_list.superior, staff_list.as_of) == (school, superior, as_of)

    def test_may_stand_below_the_list(self):
        heading, person = ["Họ và tên", "Ngày sinh", "Chức vụ"], ["Lê Lan", "1/2/1980", "GV"]

        assert read(a_table(heading, person, ["Núi Xa, ngày 5 tháng 9 năm 2024"])).as_of == date(2024, 9, 5)


class TestThePublicRecord:
    def test_has_the_keys_of_the_contract(self):
        record = read(a_staff_list(a_principal(), Person(name=None, born="31/2/1980"))).to_json()

        assert list(record) == ["rows", "people", "errors", "warnings"]
        assert record["rows"] == 2
        assert record["people"][0] == {
            "row": 9, "name": "Nguyễn Thị Hạnh", "born_on": "1975-03-02", "sex": "female", "post": "Hiệu trưởng",
            "employment": "permanent", "degree": "Đại học", "political_theory": None, "party_member": True,
            "decision_number": "07/QĐ-UBND", "appointed_on": "2019-02-15", "note": None,
        }  # fmt: skip
        assert record["people"][1]["name"] is None
        assert {tuple(finding) for finding in (*record["errors"], *record["warnings"])} == {
            ("cell", "code", "message", "also")
        }

    def test_says_each_finding_in_both_languages(self):
        (error,) = read(a_staff_list(Person(name=None))).errors

        assert "B9" in error.message("vi")
        assert "B9" in error.message("en")
        assert error.message("vi") != error.message("en")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_a_sentence_for_every_way_a_finding_comes_about(self, language):
        params = {"value": "?", "read": "?", "name": "?", "born": "?", "on": "?"}
        names = [
            name
            for name in catalogue(language)
            if name.startswith("staff_list_") and name != "staff_list_has_errors"
        ]

        for name in names:
            said = Finding(
                code=name.removeprefix("staff_list_"), cell="B9", also="B8", params=params
            ).message(language)

            assert "B9" in said
