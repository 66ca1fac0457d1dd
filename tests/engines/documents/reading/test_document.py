import pytest
from docx import Document

from tests.engines.documents.reading.files import a_paragraph, a_pdf, a_word_file, a_zip, saved
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.engines.documents.reading.document import read_document
from tinnhiem.engines.documents.reading.limits import MAX_BYTES, MAX_CHARACTERS, MAX_LINES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LONG = "Phong Giao duc va Dao tao chu tri, phoi hop voi Phong Noi vu ra soat, lap danh sach can bo quan ly het nhiem ky"
LISTS = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def lines(data: bytes) -> list[tuple[str, str]]:
    return [(block.marker.sign, block.text) for block in read_document(data).blocks]


class TestAFileThatCannotBeRead:
    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "document_empty"),
            (b" \n\t\n", "document_empty"),
            (b"-" * 50_000, "document_empty"),
            (b"(" * 60_000, "document_empty"),
            (b"a" * (MAX_BYTES + 1), "document_too_large"),
            (b"a" * (MAX_CHARACTERS + 1), "document_text_too_long"),
            (b"a\n" * (MAX_LINES + 1), "document_too_many_lines"),
            (bytes(range(256)) * 40, "document_not_text"),
            (b"PK\x03\x04 not a zip", "document_damaged"),
            (a_zip(xl__workbook_xml=b"<x/>"), "document_format_not_read"),
            (a_zip(word__document_xml=b"<w:document"), "document_damaged"),
            (OLE + b"\x00" * 512, "document_format_not_read"),
            (OLE + "EncryptedPackage".encode("utf-16-le"), "document_password_needed"),
            (b"%PDF-1.7\nbroken", "document_damaged"),
            (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "document_scan_without_text"),
            (a_pdf([]), "document_scan_without_text"),
        ],
    )
    def test_is_named_for_what_is_wrong(self, data, code):
        with pytest.raises(DomainError) as refused:
            read_document(data)

        assert refused.value.code == code
        assert all(explain(refused.value, language) for language in LANGUAGES)

    def test_may_not_define_entities(self):
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

        with pytest.raises(DomainError) as refused:
            read_document(a_zip(word__document_xml=bomb))

        assert refused.value.code == "document_format_not_read"

    def test_may_not_unpack_to_more_than_a_document_needs(self):
        with pytest.raises(DomainError) as refused:
            read_document(a_zip(word__document_xml=b" " * (61 * 2**20)))

        assert refused.value.code == "document_unpacks_too_large"

    def test_may_not_nest_without_end(self):
        body = "<w:tbl><w:tr><w:tc>" * 90 + a_paragraph("x") + "</w:tc></w:tr></w:tbl>" * 90

        with pytest.raises(DomainError) as refused:
            read_document(a_word_file(body))

        assert refused.value.code == "document_nested_too_deep"


class TestAWordFile:
    def test_has_the_numbers_that_the_program_shows(self):
        body = "".join(
            a_paragraph(text, depth=depth)
            for text, depth in [
                ("Nhiệm vụ", 0),
                ("Phòng A", 1),
                ("Rà soát", 3),
                ("Phòng B", 1),
                ("Mục con", 2),
                ("Tổ chức", 0),
            ]
        )

        assert lines(a_word_file(body, numbering=LISTS)) == [
            ("I.", "Nhiệm vụ"),
            ("1.", "Phòng A"),
            ("-", "Rà soát"),
            ("2.", "Phòng B"),
            ("2.1.", "Mục con"),
            ("II.", "Tổ chức"),
        ]

    def test_is_read_column_by_column_in_a_head_of_two(self):
        document = Document()
        left, right = document.add_table(1, 2).rows[0].cells
        left.text = "UBND HUYỆN LÂM\nPHÒNG NỘI VỤ"
        right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập"

        assert [text for _, text in lines(saved(document))] == [
            "UBND HUYỆN LÂM",
            "PHÒNG NỘI VỤ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập",
        ]

    def test_keeps_empty_cells_of_a_table_in_their_columns(self):
        document = Document()
        table = document.add_table(2, 3)
        for cell, text in zip(
            table._cells, ["Nội dung", "Chủ trì", "Hạn", "Rà soát", "", "30/6"], strict=True
        ):
            cell.text = text

        rows = read_document(saved(document)).blocks

        assert [[row.text[start:end] for start, end in row.cells] for row in rows] == [
            ["Nội dung", "Chủ trì", "Hạn"],
            ["Rà soát", "", "30/6"],
        ]

    def test_leaves_out_what_was_deleted(self):
        body = "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins></w:p>"

        assert lines(a_word_file(body)) == [("", "mới")]


class TestWhatStandsBesideTheText:
    def test_in_the_header_of_a_page_is_read(self):
        document = Document()
        document.sections[0].header.paragraphs[0].text = "MẬT"
        document.add_paragraph("Công an xã nắm tình hình.")

        assert read_document(saved(document)).text.split("\n")[0] == "MẬT"

    def test_in_a_text_box_is_read_once(self):
        box = "<w:txbxContent><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:txbxContent>"
        body = f"<w:p><w:r><w:pict>{box}</w:pict><w:t>Công an xã nắm tình hình.</w:t></w:r></w:p>"

        assert read_document(a_word_file(body)).text == "TỐI MẬT\nCông an xã nắm tình hình."


class TestAPdf:
    def test_has_whole_paragraphs_again(self):
        assert lines(a_pdf(["1. Phong Noi vu", f"- {LONG}.", f"- {LONG};"])) == [
            ("1.", "Phong Noi vu"),
            ("-", f"{LONG}."),
            ("-", f"{LONG};"),
        ]

    def test_loses_what_each_page_repeats(self):
        data = a_pdf([f"{LONG}."], [f"{LONG}."], [f"{LONG}."], header="UBND HUYEN - THONG BAO")

        assert lines(data) == [("", f"{LONG}.")] * 3


class TestAPage:
    def test_is_read_without_what_runs_or_hides(self):
        page = b"<html><head><title>x</title><script>evil()</script></head><body><p hidden>y</p><h1>Tin</h1></body></html>"

        assert lines(page) == [("", "Tin")]

    def test_keeps_lists_and_tables(self):
        page = "<body><ol><li>Phòng A<ul><li>Rà soát</ul><li>Phòng B</ol><table><tr><td>a</td><td>b</td></tr></table>"

        assert lines(page.encode()) == [("1.", "Phòng A"), ("-", "Rà soát"), ("2.", "Phòng B"), ("", "a | b")]


class TestAScan:
    def test_is_what_the_recogniser_reads_on_it(self):
        read = read_document(b"\x89PNG\r\n\x1a\n", recognise=lambda picture: "Giao Phòng Nội vụ rà soát.")

        assert (read.media, read.text) == ("scan", "Giao Phòng Nội vụ rà soát.")

    def test_of_a_pdf_is_read_page_by_page(self):
        read = read_document(a_pdf([], []), recognise=lambda picture: f"Trang {picture[:4]!r}")

        assert [block.text for block in read.blocks] == ["Trang b'\\x89PNG'"] * 2
