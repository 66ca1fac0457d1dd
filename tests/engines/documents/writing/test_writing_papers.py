"""The papers of the house: a communiqué without counts, drafts without number and day, the rows of Decree 30."""

import re
from io import BytesIO

import docx
import pypdfium2
import pytest
from tests.engines.documents.writing.paper_samples import MARK, PAPERS
from tests.engines.documents.writing.writing_samples import FONTS, FORMS, sample_form, sheet_for

from tinnhiem.engines.documents.writing import BLANK, CountWithheld, render_docx, render_pdf, render_text

STATE = [name for name in FORMS if not name.startswith("party_") and name != "ballot"]
PARTY = [name for name in FORMS if name.startswith("party_")]
MM = 72 / 25.4
TOP = 17
"""Above this many millimetres stands nothing but the number of the page."""
FOOT = 277.5
"""Below this many millimetres stands nothing but the mark of the draft."""


class TestACommunique:
    """Công khai quyết định, không công khai phiếu."""

    @pytest.mark.parametrize(
        ("fact", "value"),
        [
            ("ballots.valid", 36),
            ("decision.summary", "bổ nhiệm lại, với 21 phiếu đồng ý"),
            ("decision.summary", "bổ nhiệm lại, 50% đồng ý"),
            ("decision.summary", "bổ nhiệm lại; có 21 trên tổng số 42 người đồng ý"),
            ("recipients", ("Các trường", "Lưu: VT (03 phiếu)")),
            ("options", ({"label": "Đồng ý", "count": 21},)),
        ],
    )
    def test_refuses_a_count_wherever_it_stands(self, fact, value):
        sheet = sheet_for("communique").with_facts({fact: value})

        with pytest.raises(CountWithheld) as as_pdf:
            render_pdf(sample_form("communique"), sheet, fonts=FONTS)
        with pytest.raises(CountWithheld):
            render_docx(sample_form("communique"), sheet)

        assert as_pdf.value.params == {"fact": fact, "form": "Thông báo công khai quyết định"}

    def test_says_which_decision_was_made_and_where_it_is_posted(self):
        text = " ".join(render_text(sample_form("communique"), sheet_for("communique"), fonts=FONTS).split())

        assert "đã ban hành Quyết định số 97/QĐ-UBND ngày 08 tháng 6 năm 2026" in text
        assert "công khai tại bảng tin của nhà trường" in text


class TestADraft:
    """Số được cấp sau khi ký: bản dự thảo để trắng số và ngày."""

    @pytest.mark.parametrize("name", PAPERS)
    def test_leaves_number_and_day_white(self, name):
        sheet = sheet_for(name).with_facts({"document.number": BLANK, "document.issued_on": BLANK})

        text = render_text(sample_form(name), sheet, fonts=FONTS)

        between = "-" if name in PARTY else "/"
        assert re.search(rf"Số:?\s+{between}{sheet.find('document.symbol').value}", text)
        assert re.search(r"Thạch Lâm, ngày\s+tháng\s+năm\s*$", text, re.MULTILINE)


class TestTheRowsOfDecreeThirty:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I, đo trên trang PDF."""

    @pytest.mark.parametrize("name", STATE)
    def test_margins(self, name):
        """Cách mép trên và dưới 20 - 25 mm, mép trái 30 - 35 mm, mép phải 15 - 20 mm."""
        for page in pages(name):
            assert (page.width, page.height) == (210, 297)
            assert page.left >= 29.5
            assert page.right <= 210 - 14.5
            assert page.top >= 18.5
            assert page.bottom <= 297 - 19.5

    @pytest.mark.parametrize("name", [*STATE, *PARTY])
    def test_page_number_stands_in_the_middle_of_the_top_margin_from_the_second_page_on(self, name):
        for number, page in enumerate(pages(name), start=1):
            if number == 1:
                assert page.numbers_in_top_margin == []
                continue
            (found,) = page.numbers_in_top_margin
            assert found.text == str(number)
            assert abs(found.middle - (30 + 195) / 2) < 2

    @pytest.mark.parametrize("name", [*STATE, *PARTY])
    def test_nothing_but_the_mark_of_the_draft_stands_in_the_bottom_margin(self, name):
        for page in pages(name):
            assert page.words_in_bottom_margin == f"Mã dự thảo {MARK}"

    @pytest.mark.parametrize("name", STATE)
    def test_type_is_thirteen_points_and_recipients_are_twelve_and_eleven(self, name):
        first = pages(name)[0]

        assert first.size_of("CỘNG HÒA XÃ HỘI") in (12, 13)
        assert first.size_of("Độc lập - Tự do") in (13, 14)
        assert first.size_of("Số:") == 13
        assert {page.size_of("Nơi nhận:") for page in pages(name)} - {None} == {12}
        assert {page.size_of("- Lưu:") for page in pages(name)} - {None} == {11}

    @pytest.mark.parametrize("name", STATE)
    def test_the_motto_is_underlined_over_its_whole_length(self, name):
        first = pages(name)[0]
        left, right = first.span_of("Độc lập - Tự do - Hạnh phúc")

        assert any(abs(rule[0] - left) < 1 and abs(rule[1] - right) < 1 for rule in first.rules)

    @pytest.mark.parametrize("name", STATE)
    def test_the_name_of_the_unit_has_a_rule_of_a_third_to_a_half_of_its_line(self, name):
        first = pages(name)[0]
        unit = " ".join(sheet_for(name).find("unit.name").value.upper().split()[-1:])
        left, right = first.line_of(unit)
        rule = next(rule for rule in first.rules if rule[1] < 100 and rule[2] < 60)

        assert (right - left) / 3 - 1 <= rule[1] - rule[0] <= (right - left) / 2 + 1

    @pytest.mark.parametrize("name", [name for name in PAPERS if name not in PARTY])
    def test_the_last_words_are_followed_by_a_full_stop_and_a_stroke(self, name):
        assert "./." in render_text(sample_form(name), sheet_for(name), fonts=FONTS)

    @pytest.mark.parametrize(
        ("name", "stack"),
        [
            ("notice", "TL. CHỦ TỊCH KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG"),
            ("plan", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH"),
            ("party_opinion", "K/T BÍ THƯ PHÓ BÍ THƯ"),
        ],
    )
    def test_who_signs_for_whom_is_stacked(self, name, stack):
        said = [line.text for page in docx_paragraphs(name) for line in page if line.text.strip()]

        assert stack in " ".join(said)


class TestADecision:
    def test_numbers_its_articles_and_bases_end_as_the_decree_says(self):
        text = render_text(sample_form("decision_relief"), sheet_for("decision_relief"), fonts=FONTS)

        assert [line[:7] for line in text.splitlines() if line.startswith("Điều ")] == [
            "Điều 1.",
            "Điều 2.",
            "Điều 3.",
        ]
        assert re.search(r"tháng 12 năm 2023;\s+Theo đề nghị của", text)

    def test_takes_its_articles_from_facts_where_no_form_is_made_for_it(self):
        text = render_text(sample_form("decision"), sheet_for("decision"), fonts=FONTS)

        assert "Điều 3. Chánh Văn phòng" in text


class TestADocumentOfTheParty:
    """Văn bản của Đảng không theo Nghị định 30: không quốc hiệu, không dấu hai chấm sau chữ Số, ký K/T."""

    @pytest.mark.parametrize("name", PARTY)
    def test_has_its_own_head(self, name):
        text = render_text(sample_form(name), sheet_for(name), fonts=FONTS)

        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
        assert "CỘNG HÒA" not in text
        assert "\n*\n" in text

    def test_writes_its_number_without_a_colon(self):
        assert "Số 45-TB/ĐU" in render_text(
            sample_form("party_opinion"), sheet_for("party_opinion"), fonts=FONTS
        )


class Page:
    """One page of a PDF, its places in millimetres from the top left corner."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        width, self._height = page.get_size()
        self.width, self.height = round(width / MM), round(self._height / MM)
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        self.text = text.get_text_range()
        self._boxes, self._page, self._textpage = boxes, page, text
        self._drawn = [
            box for place, box in enumerate(boxes) if not self.text[place].isspace() and box[2] > box[0]
        ]
        body = [box for box in self._drawn if TOP * MM < self._height - box[1] < FOOT * MM]
        self.left = min(box[0] for box in body) / MM
        self.right = max(box[2] for box in body) / MM
        self.top = (self._height - max(box[3] for box in body)) / MM
        self.bottom = (self._height - min(box[1] for box in body)) / MM
        self.rules = [self._place(item) for item in page.get_objects() if item.type == 2]

    @property
    def words_in_bottom_margin(self) -> str:
        below = self._textpage.get_text_bounded(top=self._height - FOOT * MM)
        return " ".join(below.split())

    @property
    def numbers_in_top_margin(self) -> list["Found"]:
        above = self._textpage.get_text_bounded(bottom=self._height - TOP * MM).strip()
        if not above:
            return []
        boxes = [box for box in self._drawn if self._height - box[1] < TOP * MM]
        middle = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2 / MM
        return [Found(above, middle)]

    def size_of(self, words: str) -> int | None:
        """The size of the type of the first letter of these words."""
        place = self.text.find(words)
        if place < 0:
            return None
        return round(pypdfium2.raw.FPDFText_GetFontSize(self._textpage, place))

    def span_of(self, words: str) -> tuple[float, float]:
        place = self.text.find(words)
        boxes = self._boxes[place : place + len(words)]
        return min(box[0] for box in boxes) / MM, max(box[2] for box in boxes) / MM

    def line_of(self, word: str) -> tuple[float, float]:
        """From the first to the last letter of the line of the letterhead that ends in this word."""
        place = self.text.find(word)
        bottom, top = self._boxes[place][1], self._boxes[place][3]
        line = [box for box in self._drawn if box[0] < 98 * MM and box[1] < top and box[3] > bottom]
        return min(box[0] for box in line) / MM, max(box[2] for box in line) / MM

    def _place(self, item: pypdfium2.PdfObject) -> tuple[float, float, float]:
        left, bottom, right, _ = item.get_bounds()
        return left / MM, right / MM, (self._height - bottom) / MM


class Found:
    """Words with the middle of their place."""

    def __init__(self, text: str, middle: float) -> None:
        self.text, self.middle = text, middle


def pages(name: str) -> list[Page]:
    document = pypdfium2.PdfDocument(render_pdf(sample_form(name), sheet_for(name), fonts=FONTS))
    return [Page(page) for page in document]


def docx_paragraphs(name: str):
    document = docx.Document(BytesIO(render_docx(sample_form(name), sheet_for(name))))
    yield document.paragraphs
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            yield cell.paragraphs
