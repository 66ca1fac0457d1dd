import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as WorkbookWriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.builders.workbooks import Sheet, a_table, a_workbook, repacked, saved
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.engines.documents.reading import workbook_grid, workbook_package
from tinnhiem.engines.documents.reading.workbook import (
    Span,
    WorkbookEmpty,
    coordinate,
    day_of_serial,
    read_workbook,
)
from tinnhiem.engines.documents.reading.workbook_grid import WorkbookTooManyRows
from tinnhiem.engines.documents.reading.workbook_package import (
    NotAWorkbook,
    WorkbookDamaged,
    WorkbookHasMacros,
    WorkbookLocked,
    WorkbookOld,
    WorkbookTooLarge,
)

OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
SHEET_PART = "xl__worksheets__sheet1.xml"
WORKBOOK_ERRORS = (
    NotAWorkbook, WorkbookDamaged, WorkbookEmpty, WorkbookHasMacros, WorkbookLocked, WorkbookOld,
    WorkbookTooLarge, WorkbookTooManyRows,
)  # fmt: skip


A_LIST = a_table(["STT", "Họ và tên"], [1, "Lan"], [2, date(1980, 1, 2)], merged=["A1:A2"])
PARTS = (SHEET_PART, "xl__workbook.xml", "xl__styles.xml", "xl___rels__workbook.xml.rels")


def assert_read_or_refused(data: bytes) -> None:
    try:
        read_workbook(data, name="a.xlsx")
    except DomainError as refused:
        assert isinstance(refused, WORKBOOK_ERRORS)


def values(data: bytes) -> list[list[object]]:
    (sheet,) = read_workbook(data, name="a.xlsx").sheets
    return [[cell.value for cell in row.cells] for row in sheet.rows]


def sheet_xml(inner: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{inner}</sheetData></worksheet>'.encode()


def with_sheet(inner: str) -> bytes:
    return repacked(a_table(["x"]), **{SHEET_PART: sheet_xml(inner)})


class TestAFileThatIsNoWorkbook:
    @pytest.mark.parametrize("data", [b"", b"STT,Ho ten\n1,Lan\n", b"PK\x03\x04 torn", b"\x00" * 4096])
    def test_is_refused_when_it_is_no_package(self, data):
        with pytest.raises(NotAWorkbook):
            read_workbook(data, name="danh-sach.xlsx")

    def test_is_refused_when_the_package_holds_something_else(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("word/document.xml", "<document/>")

        with pytest.raises(NotAWorkbook):
            read_workbook(stream.getvalue(), name="thong-bao.xlsx")

    def test_is_refused_when_it_has_the_old_form(self):
        with pytest.raises(WorkbookOld):
            read_workbook(OLE_HEADER, name="danh-sach.xlsx")

    @pytest.mark.parametrize("name", ["danh-sach.xls", "DANH-SACH.XLS", "danh-sach.xlsb"])
    def test_is_refused_by_the_name_of_the_old_form(self, name):
        with pytest.raises(WorkbookOld):
            read_workbook(a_table(["x"]), name=name)

    def test_is_refused_when_it_asks_for_a_password(self):
        with pytest.raises(WorkbookLocked):
            read_workbook(OLE_HEADER + "EncryptedPackage".encode("utf-16-le"), name="danh-sach.xlsx")

    def test_is_refused_when_its_parts_are_encrypted(self):
        data = bytearray(a_table(["x"]))
        directory = data.index(b"PK\x01\x02")
        data[directory + 8] |= 1

        with pytest.raises(WorkbookLocked):
            read_workbook(bytes(data), name="danh-sach.xlsx")

    def test_is_refused_by_the_name_of_a_macro_workbook(self):
        with pytest.raises(WorkbookHasMacros):
            read_workbook(a_table(["x"]), name="danh-sach.xlsm")

    def test_is_refused_when_it_carries_a_macro_under_another_name(self):
        with pytest.raises(WorkbookHasMacros):
            read_workbook(repacked(a_table(["x"]), **{"xl__vbaProject.bin": b"code"}), name="a.xlsx")

    def test_is_refused_when_its_contents_declare_macros(self):
        types = (
            b'<Types><Default ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
        )

        with pytest.raises(WorkbookHasMacros):
            read_workbook(repacked(a_table(["x"]), **{"[Content_Types].xml": types}), name="a.xlsx")

    def test_is_refused_when_nothing_is_written_on_a_visible_sheet(self):
        with pytest.raises(WorkbookEmpty):
            read_workbook(a_workbook(Sheet([]), Sheet([["x"]], title="Ẩn", state="hidden")), name="a.xlsx")


class TestADamagedWorkbook:
    def test_is_refused_when_a_sheet_is_missing(self):
        with pytest.raises(WorkbookDamaged):
            read_workbook(repacked(a_table(["x"]), **{SHEET_PART: None}), name="a.xlsx")

    @pytest.mark.parametrize(
        "inner",
        [
            "<row r='1'><c r='A1'><v>1</v></c>",
            "<row r='0'><c r='A1'><v>1</v></c></row>",
            "<row r='1'><c r='11'><v>1</v></c></row>",
            "<row r='1'><c r='A1'><v>one</v></c></row>",
            "<row r='1'><c r='A1'><v>1e999</v></c></row>",
            "<row r='1'><c r='A1' t='s'><v>99999</v></c></row>",
            "<row r='1'><c r='A1' t='d'><v>2023-02-31</v></c></row>",
            f"<row r='1{'0' * 5000}'/>",
        ],
    )
    def test_is_refused_when_its_cells_make_no_sense(self, inner):
        with pytest.raises(WorkbookDamaged):
            read_workbook(with_sheet(inner), name="a.xlsx")

    def test_is_refused_when_it_declares_entities(self):
        xml = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">]>' + sheet_xml(
            "<row><c t='str'><v>&a;</v></c></row>"
        )

        with pytest.raises(WorkbookDamaged):
            read_workbook(repacked(a_table(["x"]), **{SHEET_PART: xml}), name="a.xlsx")

    @settings(max_examples=150, deadline=None)
    @given(data=st.data())
    def test_is_read_or_refused_whatever_byte_is_changed(self, data):
        whole = bytearray(A_LIST)
        for _ in range(data.draw(st.integers(1, 4))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

        assert_read_or_refused(bytes(whole))

    @settings(max_examples=150, deadline=None)
    @given(data=st.data())
    def test_is_read_or_refused_whatever_stands_in_its_parts(self, data):
        part = data.draw(st.sampled_from(PARTS))
        with zipfile.ZipFile(io.BytesIO(A_LIST)) as archive:
            written = archive.read(part.replace("__", "/"))
        cut = data.draw(st.integers(0, len(written)))
        put = data.draw(
            st.sampled_from([b"", b"<", b"<c r='A1' t='s'><v>1", b"0", b"-", b'"', "ớ".encode(), b"</row>"])
        )

        assert_read_or_refused(repacked(A_LIST, **{part: written[:cut] + put + written[cut + 1 :]}))


class TestTheCaps:
    def test_refuse_a_file_larger_than_its_cap(self, monkeypatch):
        monkeypatch.setattr(workbook_package, "MAX_FILE_BYTES", 100)

        with pytest.raises(WorkbookTooLarge):
            read_workbook(a_table(["x"]), name="a.xlsx")

    def test_refuse_a_small_file_that_unpacks_to_a_huge_one(self):
        blank = b" " * 160_000_000
        bomb = repacked(a_table(["x"]), **{SHEET_PART: sheet_xml("") + blank})
        assert len(bomb) < 1_000_000

        with pytest.raises(WorkbookTooLarge):
            read_workbook(bomb, name="a.xlsx")

    def test_count_all_the_parts_that_are_unpacked(self):
        package = workbook_package.open_package(a_table(["x"]), name="a.xlsx")
        package.unpacked = workbook_package.MAX_UNPACKED_BYTES

        with pytest.raises(WorkbookTooLarge):
            list(package.chunks("xl/workbook.xml"))

    def test_refuse_a_hundred_thousand_rows(self):
        rows = "".join(
            f"<row r='{number}'><c r='A{number}'><v>1</v></c></row>" for number in range(1, 100_001)
        )

        with pytest.raises(WorkbookTooManyRows):
            read_workbook(with_sheet(rows), name="a.xlsx")

    def test_count_the_letters_of_a_text_each_time_that_a_cell_shows_it(self):
        budget = workbook_grid.Budget(file="a.xlsx", letters=99)
        budget.spend(cells=1, letters=60)

        with pytest.raises(WorkbookTooManyRows):
            budget.spend(cells=1, letters=60)

    def test_let_a_value_stand_in_the_last_row_of_a_sheet(self):
        data = with_sheet(
            "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>"
        )

        (sheet,) = read_workbook(data, name="a.xlsx").sheets

        assert [cell.coordinate for row in sheet.rows for cell in row.cells] == ["A1", "XFD1048576"]


class TestReadingCells:
    def test_keeps_text_whole_numbers_fractions_and_truth(self):
        assert values(a_table(["Lan", 7, 2.5, True], ["  Hoà  "])) == [["Lan", 7, 2.5, True], ["  Hoà  "]]

    def test_leaves_out_cells_and_rows_without_a_value(self):
        assert values(a_table(["a", None, "  ", "b"], [], ["c"])) == [["a", "b"], ["c"]]

    def test_reads_numbers_shown_as_dates_as_dates(self):
        moment = datetime(2023, 9, 1, 7, 30)  # noqa: DTZ001 - a sheet knows no time zone

        assert values(a_table([date(1980, 2, 29), moment])) == [[date(1980, 2, 29), moment]]

    def test_reads_dates_of_the_1904_calendar(self):
        workbook = WorkbookWriter()
        workbook.epoch = CALENDAR_MAC_1904
        workbook.active["A1"] = date(1980, 2, 29)

        assert values(saved(workbook)) == [[date(1980, 2, 29)]]

    @pytest.mark.parametrize(
        ("form", "is_date"),
        [
            ("dd/mm/yyyy", True), ("[$-42A]d mmmm yyyy", True), ("mmm", True), ('"ngày" dd', True), ("yyyy-mm-dd;@", True),
            ("General", False), ("0.00", False), ("#,##0", False), ('0 "ngày"', False), ("[h]:mm", False),
            ("mm:ss", False), ("[Red]0", False), ("@", False),
        ],
    )  # fmt: skip
    def test_tells_from_the_number_format_what_is_a_date(self, form, is_date):
        workbook = WorkbookWriter()
        workbook.active["A1"] = 29_000
        workbook.active["A1"].number_format = form

        assert values(saved(workbook)) == [[date(1979, 5, 25) if is_date else 29_000]]

    def test_gives_a_formula_the_value_last_calculated(self):
        assert values(
            with_sheet(
                "<row r='1'><c r='A1'><f>A9+1</f><v>12</v></c><c r='B1' t='str'><f>X</f><v>Lan</v></c></row>"
            )
        ) == [[12, "Lan"]]

    def test_counts_on_where_rows_and_cells_carry_no_reference(self):
        data = with_sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>")

        (sheet,) = read_workbook(data, name="a.xlsx").sheets

        assert [cell.coordinate for row in sheet.rows for cell in row.cells] == ["A1", "B1", "B2"]

    def test_joins_the_runs_of_a_text_and_leaves_out_its_reading_aid(self):
        inner = "<is><r><t>Lê </t></r><r><t>Lan</t></r><rPh><t>aid</t></rPh></is>"

        assert values(with_sheet(f"<row r='1'><c r='A1' t='inlineStr'>{inner}</c></row>")) == [["Lê Lan"]]

    def test_replaces_the_escapes_of_letters(self):
        assert values(with_sheet("<row r='1'><c r='A1' t='str'><v>Lê_x000A_Lan _xD800_</v></c></row>")) == [
            ["Lê\nLan _xD800_"]
        ]

    def test_tells_hidden_sheets_and_merged_areas(self):
        data = a_workbook(Sheet([["a"]], merged=["A1:C2"]), Sheet([["b"]], title="Ẩn", state="veryHidden"))

        shown, hidden = read_workbook(data, name="a.xlsx").sheets

        assert (shown.name, shown.is_hidden, shown.spans) == ("Danh sách", False, (Span(1, 1, 2, 3),))
        assert (hidden.name, hidden.is_hidden) == ("Ẩn", True)

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.one_of(
                st.text("aăâbcđeêơưĐ áàảãạ.,-'", min_size=1).filter(str.strip),
                st.integers(-(10**9), 10**9),
                st.dates(date(1901, 1, 1), date(2150, 1, 1)),
            ),
            min_size=1,
            max_size=8,
        )
    )
    def test_gives_back_what_was_written(self, written):
        assert values(a_table(written)) == [written]


class TestDayNumbers:
    def test_know_the_leap_day_that_never_was(self):
        days = [day_of_serial(number, uses_1904=False) for number in (1, 59, 61)]

        assert days == [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1)]

    @pytest.mark.parametrize("number", [-1, 0, 0.5, 2_958_466, 1e300])
    def test_are_no_days_outside_the_calendar(self, number):
        assert day_of_serial(number, uses_1904=False) is None


class TestCoordinates:
    @pytest.mark.parametrize(
        ("row", "column", "name"), [(1, 1, "A1"), (14, 26, "Z14"), (9, 27, "AA9"), (2, 16384, "XFD2")]
    )
    def test_are_those_of_a_spreadsheet(self, row, column, name):
        assert coordinate(row, column) == name


class TestEveryRefusal:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("error", WORKBOOK_ERRORS)
    def test_has_a_sentence_that_names_the_file(self, error, language):
        refused = error(
            file="danh-sach.xlsx", part="xl/workbook.xml", rows=9, cells=9, letters=9, limit_mb=20
        )

        assert "danh-sach.xlsx" in explain(refused, language)
