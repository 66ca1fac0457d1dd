"""A register's workbook: what is wrong is named by its cell, and what is exported reads back as it was."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.builders.registers import HUNG, LAN, a_term, a_workbook, read
from tinnhiem.common.text import normal, same_name_key
from tinnhiem.domain.registers.register_changes import Known, compare, unknown_references
from tinnhiem.domain.registers.register_columns import (
    ID_HEADING,
    Column,
    ColumnKind,
    Register,
    register_of,
    registers,
)
from tinnhiem.domain.registers.register_sheet import ReadSheet, read_sheet
from tinnhiem.engines.documents.reading.workbook import read_workbook
from tinnhiem.engines.documents.reading.workbook_grid import WorkbookTooManyRows
from tinnhiem.engines.documents.reading.workbook_package import NotAWorkbook, WorkbookLocked, WorkbookOld
from tinnhiem.engines.documents.writing.workbook import WrittenColumn, WrittenSheet, write_workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def found(sheet: ReadSheet) -> list[tuple[str, str]]:
    return [(finding.code, finding.cell) for finding in sheet.findings]


def known(*codes: str) -> Known:
    people = frozenset((same_name_key(str(one["person"])), one["born_on"]) for one in (LAN, HUNG))
    return Known(units=frozenset({"hoa-ban", *codes}), people=people, is_area=lambda code: code == "06637")


def compared(register: str, lines, current=None, **workbook):
    sheet = read(register, a_workbook(register, lines, **workbook))
    assert sheet.findings == ()
    return compare(register_of(register), current=current or {}, rows=sheet.rows, known=known("sao-mai"))


def held(line) -> dict[str, object]:
    """A line as the register holds it: choices by their keys."""
    words = {"Hiệu trưởng": "principal", "Phó Hiệu trưởng": "vice_principal"}
    register = register_of("appointments")
    return {
        column.key: words.get(str(line.get(column.key)), line.get(column.key)) for column in register.columns
    }


class TestAFileThatIsNoWorkbookOfTheRegister:
    def test_is_refused_by_name_when_it_is_old_or_locked_or_something_else(self):
        for name, content, error in (
            ("so.xls", OLE + bytes(600), WorkbookOld),
            ("so.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), WorkbookLocked),
            ("so.xlsx", b"ho ten;ngay sinh", NotAWorkbook),
        ):
            with pytest.raises(error):
                read_workbook(content, name=name)

    def test_is_refused_with_a_hundred_thousand_rows(self):
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for number in range(100_000):
            sheet.append([number])
        content = BytesIO()
        book.save(content)

        with pytest.raises(WorkbookTooManyRows):
            read_workbook(content.getvalue(), name="so.xlsx")

    def test_is_told_which_headings_to_have(self):
        (finding,) = read("appointments", a_workbook("successions", [])).findings

        assert finding.code == "register_no_heading"
        assert "“Họ và tên”" in finding.message("vi")

    def test_is_told_which_needed_column_is_missing(self):
        sheet = read("appointments", a_workbook("appointments", [a_term()], without=["starts_on"]))

        assert sheet.rows == ()
        assert [finding.column for finding in sheet.findings] == ["starts_on"]


class TestACellThatIsWrong:
    @pytest.mark.parametrize(
        ("said", "code", "cell"),
        [
            ({"id": "TR-1"}, "register_id_of_other", "A2"),
            ({"id": "dòng 1"}, "register_id_malformed", "A2"),
            ({"born_on": "tháng 5 năm 1980"}, "register_day", "C2"),
            ({"born_on": "04/05/80"}, "register_day", "C2"),
            ({"born_on": "31/02/1980"}, "register_day", "C2"),
            ({"born_on": 1980}, "register_day", "C2"),
            ({"unit": "Trường Hoa Ban"}, "register_code", "D2"),
            ({"post": "Tổ trưởng"}, "register_choice", "E2"),
            ({"person": None}, "register_needed", "B2"),
            ({"decision_number": "=1+1"}, "register_formula", "F2"),
            ({"decision_number": "x" * 61}, "register_too_long", "F2"),
        ],
    )
    def test_is_named_with_what_to_do(self, said, code, cell):
        sheet = read("appointments", a_workbook("appointments", [a_term(**said)]))

        assert found(sheet) == [(code, cell)]
        assert sheet.rows == ()
        for language in ("vi", "en"):
            assert sheet.findings[0].message(language)

    def test_stands_for_several_rows_when_it_is_merged(self):
        sheet = read("appointments", a_workbook("appointments", [a_term(), a_term(**HUNG)], merged="D2:D3"))

        assert ("register_merged", "D2") in found(sheet)

    def test_is_named_when_an_id_stands_twice(self):
        sheet = read("appointments", a_workbook("appointments", [a_term(id="BN-1"), a_term(id="BN-1")]))

        assert found(sheet) == [("register_id_twice", "A3")]

    def test_is_read_when_a_day_is_written_out_in_full(self):
        sheet = read("appointments", a_workbook("appointments", [a_term(born_on="4/5/1980")]))

        assert sheet.rows[0].values["born_on"] == date(1980, 5, 4)


class TestRowsThatCannotStandTogether:
    @pytest.mark.parametrize(
        ("lines", "code", "cell"),
        [
            ([a_term(unit="khong-co")], "register_unit_unknown", "D2"),
            ([a_term(person="Lò Văn Không")], "register_person_unknown", "B2"),
            ([a_term(id="BN-7")], "register_id_unknown", "A2"),
            ([a_term(left_on=date(2021, 9, 1))], "register_ends_first", "I2"),
            ([a_term(ends_on=date(2021, 8, 31))], "register_ends_first", "H2"),
            ([a_term(), a_term(**HUNG, decision_number="18")], "register_two_principals", "G3"),
            (
                [a_term(post="Phó Hiệu trưởng"), a_term(post="Phó Hiệu trưởng", starts_on=date(2024, 1, 1))],
                "register_overlap",
                "G3",
            ),
        ],
    )
    def test_are_named(self, lines, code, cell):
        assert [(one.code, one.cell) for one in compared("appointments", lines).findings] == [(code, cell)]

    def test_are_named_when_the_other_row_is_not_in_the_file(self):
        changes = compared("appointments", [a_term()], {4: held(a_term(**HUNG))})

        assert [(one.code, one.params["also"]) for one in changes.findings] == [
            ("register_two_principals", "BN-4")
        ]

    def test_may_follow_each_other_on_the_same_day(self):
        first = a_term(left_on=date(2021, 9, 1), starts_on=date(2016, 9, 1), ends_on=date(2021, 8, 31))

        assert compared("appointments", [first, a_term()]).findings == ()

    def test_are_named_when_somebody_is_their_own_relative(self):
        line = {**LAN, "relative": "vương thị lan", "relative_born_on": LAN["born_on"]}

        assert [one.code for one in compared("kinships", [line]).findings] == ["kin_to_oneself"]


class TestARowReadInPart:
    def test_still_says_what_it_refers_to_in_vain(self):
        lines = [a_term(unit="khong-co", starts_on="hôm nay"), a_term(person="Lò Văn Không", born_on="?")]
        sheet = read("appointments", a_workbook("appointments", lines))

        register = register_of("appointments")
        unknown = unknown_references(register, sheet.partial, known())

        assert [(one.code, one.cell) for one in unknown] == [("register_unit_unknown", "D2")]


class TestWhatAFileWouldDo:
    def test_is_shown_as_new_changed_unchanged_and_missing(self):
        current = {1: held(a_term()), 2: held(a_term(**HUNG, unit="sao-mai"))}

        changes = compared(
            "appointments",
            [a_term(id="BN-1", decision_number="20/QĐ-UBND"), a_term(**HUNG, post="Phó Hiệu trưởng")],
            current,
        )

        assert [(one.column.key, one.old, one.new) for row in changes.changed for one in row.differences] == [
            ("decision_number", "17/QĐ-UBND", "20/QĐ-UBND")
        ]
        assert (len(changes.new), changes.unchanged, changes.missing) == (1, 0, (2,))

    def test_is_nothing_when_the_row_is_there_already_under_another_spelling(self):
        changes = compared("appointments", [a_term()], {1: held(a_term())})

        assert (changes.count, changes.unchanged) == (0, 1)

    def test_leaves_alone_what_the_file_has_no_column_for(self):
        changes = compared(
            "appointments", [a_term(id="BN-1")], {1: held(a_term())}, without=["decision_number"]
        )

        assert changes.count == 0


WORDS = st.text(st.characters(categories=("L", "N", "Zs"), include_characters=",.-/="), max_size=40).map(
    normal
)
A_DAY = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def held_in(column: Column) -> st.SearchStrategy:
    """What a column may hold."""
    match column.kind:
        case ColumnKind.DAY | ColumnKind.LAST_DAY:
            cells = A_DAY
        case ColumnKind.COUNT:
            cells = st.integers(0, 1000)
        case ColumnKind.CHOICE:
            cells = st.sampled_from(sorted(column.choices))
        case ColumnKind.CHOICES:
            cells = st.lists(st.sampled_from(sorted(column.choices)), min_size=1, unique=True).map(tuple)
        case ColumnKind.CODE | ColumnKind.UNIT:
            cells = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
        case _:
            cells = WORDS.filter(bool)
    return cells if column.is_needed else st.none() | cells


@st.composite
def exported(draw) -> tuple[Register, list[dict[str, object]], str]:
    """A register with rows that its columns allow, and the language it is exported in."""
    register = draw(st.sampled_from(registers()))
    row = st.fixed_dictionaries({column.key: held_in(column) for column in register.columns})
    return register, draw(st.lists(row, max_size=5)), draw(st.sampled_from(["vi", "en"]))


class TestAnExport:
    @given(exported())
    def test_reads_back_as_the_rows_it_was_made_of(self, case):
        register, rows, language = case
        columns = [
            WrittenColumn(ID_HEADING[language]),
            *(WrittenColumn(column.label(language)) for column in register.columns),
        ]
        cells = [
            [
                register.row_id(number),
                *(
                    row[column.key]
                    if isinstance(row[column.key], date | int)
                    else column.words(row[column.key], language) or None
                    for column in register.columns
                ),
            ]
            for number, row in enumerate(rows, start=1)
        ]

        content = write_workbook(WrittenSheet("So", columns, cells))
        sheet = read_sheet(read_workbook(content, name="so.xlsx"), register)

        assert sheet.findings == ()
        assert [(row.id, dict(row.values)) for row in sheet.rows] == list(enumerate(rows, start=1))

    def test_holds_no_formula_of_anybodys_making(self):
        sheet = WrittenSheet("So", [WrittenColumn("A")], [["=HYPERLINK(1)"]])

        (page,) = read_workbook(write_workbook(sheet), name="so.xlsx").sheets

        assert page.formulas == frozenset()
        assert page.rows[1].cells[0].value == "=HYPERLINK(1)"


class TestARegister:
    def test_has_a_prefix_and_labels_that_no_other_column_of_it_has(self):
        assert len({register.prefix for register in registers()}) == len(registers())
        for register in registers():
            for language in ("vi", "en"):
                labels = [column.label(language) for column in register.columns]
                assert len({*labels, ID_HEADING[language]}) == len(labels) + 1

    def test_says_a_period_by_a_day_and_the_day_after(self):
        one_day = {"unit": "hoa-ban", "post": "Hiệu trưởng", "seats": 1, "valid_from": date(2026, 1, 1)}

        assert compared("posts", [{**one_day, "last_day": date(2026, 1, 1)}]).findings == ()
        wrong = compared("posts", [{**one_day, "last_day": date(2026, 1, 1) - timedelta(days=1)}])
        assert [one.code for one in wrong.findings] == ["register_ends_first"]
