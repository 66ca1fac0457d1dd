from dataclasses import replace

import cv2
import numpy as np
import pypdfium2
import pytest
import zxingcpp
from reportlab.pdfbase import pdfmetrics

from tests.engines.omr.builders import (
    FONTS,
    a_chinese_sheet,
    a_definition,
    a_name_list,
    a_survey,
    blank_page,
)
from tinnhiem.engines.omr.layout import layout_of
from tinnhiem.engines.omr.printing import marker_modules, print_sheets
from tinnhiem.engines.omr.registration import patch_of
from tinnhiem.engines.omr.typesetting import (
    SheetGlyphMissing,
    SheetTextTooLong,
    Style,
    fitted,
    font_runs,
    width_of,
)


def printed_page(definition, *, pixels_per_mm):
    document = pypdfium2.PdfDocument(print_sheets(definition, copies=1, fonts=FONTS))
    try:
        return document[0].render(scale=pixels_per_mm * 25.4 / 72).to_numpy()
    finally:
        document.close()


def drawn_glyphs(text):
    """The glyph of each character of ``text`` in the font that draws it; 0 is the empty box."""
    runs = font_runs(text, FONTS.bold)
    return [
        pdfmetrics.getFont(font).face.charToGlyph[ord(character)] for font, run in runs for character in run
    ]


def pictures(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=2).to_numpy().tobytes() for page in document]
    finally:
        document.close()


class TestPrintedSheets:
    def test_refuse_a_text_that_does_not_fit(self):
        with pytest.raises(SheetTextTooLong):
            print_sheets(a_definition(title="Phiếu " * 60), copies=1, fonts=FONTS)

    def test_refuse_a_glyph_that_no_font_has(self):
        with pytest.raises(SheetGlyphMissing) as refused:
            print_sheets(a_definition(unit="𠮷安学校"), copies=1, fonts=FONTS)

        assert refused.value.params == {"character": "𠮷", "code_point": "U+20BB7"}

    @pytest.mark.parametrize("definition", [a_definition(), a_name_list(), a_survey(), a_chinese_sheet()])
    def test_look_the_same_to_the_last_pixel_on_every_copy(self, definition):
        copies = pictures(print_sheets(definition, copies=3, fonts=FONTS))

        assert len(copies) == 3
        assert len(set(copies)) == 1

    def test_are_the_same_bytes_whenever_they_are_printed(self):
        first, second = (print_sheets(a_chinese_sheet(), copies=5, fonts=FONTS) for _ in range(2))

        assert first == second

    def test_share_one_drawing_so_that_a_further_copy_adds_no_content(self):
        one, many = (print_sheets(a_definition(), copies=copies, fonts=FONTS) for copies in (1, 101))

        assert len(many) - len(one) < 101 * 600

    def test_stand_within_a_tenth_of_a_millimetre_of_the_layout(self):
        definition = a_survey()
        dark = printed_page(definition, pixels_per_mm=20)[..., :3].max(axis=2) < 128

        for row in layout_of(definition).rows[::7]:
            for box in row.boxes:
                x, y, size = (round(20 * value) for value in (box.area.x, box.area.y, box.area.width))
                seen = np.argwhere(dark[y - 20 : y + size + 20, x - 20 : x + size + 20])
                assert np.abs(seen.min(axis=0) - 20).max() <= 2
                assert np.abs(seen.max(axis=0) + 1 - 20 - size).max() <= 2

    @pytest.mark.parametrize("language", ["vi", "en", "zh"])
    def test_carry_the_same_code_on_each(self, language):
        definition = a_definition(language=language)

        seen = zxingcpp.read_barcodes(blank_page(definition))

        assert [code.text for code in seen] == [definition.code]


class TestChineseWords:
    def test_have_a_glyph_for_every_character_of_gb_2312(self):
        hanzi = [chr(code) for code in range(0x4E00, 0x9FA6) if chr(code).encode("gb2312", "ignore")]

        assert len(hanzi) == 6763
        assert all(drawn_glyphs("".join(hanzi)))

    def test_are_drawn_in_names_with_characters_beyond_gb_2312(self):
        definition = a_chinese_sheet()
        words = [definition.title, *(f"{subject.name}{subject.post}" for subject in definition.subjects)]

        assert all(drawn_glyphs("".join(words)))

    def test_differ_in_what_they_draw(self):
        page = printed_page(a_chinese_sheet(), pixels_per_mm=6)
        names = [row.text for row in layout_of(a_chinese_sheet()).rows]

        drawn = {patch_of(area, page).tobytes() for area in names}

        assert len(drawn) == len(names)

    def test_begin_no_line_with_a_closing_sign(self):
        style = Style(FONTS.regular, largest=10, smallest=10)

        _, lines = fitted("廉洁自律，作风正派（含课后服务）", width=50, height=200, style=style)

        assert "".join(lines) == "廉洁自律，作风正派（含课后服务）"
        assert not any(line[0] in "，）" or line[-1] == "（" for line in lines)


class TestATitle:
    def test_leaves_no_short_last_line(self):
        title, style = "PHIẾU LẤY PHIẾU TÍN NHIỆM", Style(FONTS.bold, largest=12, smallest=12)
        width = width_of("PHIẾU LẤY PHIẾU TÍN", FONTS.bold, 12) + 1

        _, lines = fitted(title, width=width, height=100, style=replace(style, is_balanced=True))

        assert fitted(title, width=width, height=100, style=style)[1][-1] == "NHIỆM"
        assert lines == ["PHIẾU LẤY PHIẾU", "TÍN NHIỆM"]

    def test_stays_as_it_is_where_one_word_fills_the_line(self):
        style = Style(FONTS.bold, largest=12, smallest=12, is_balanced=True)

        _, lines = fitted(
            "KHÔNGNGẮTĐƯỢC A", width=width_of("KHÔNGNGẮTĐƯỢC", FONTS.bold, 12) + 1, height=50, style=style
        )

        assert lines == ["KHÔNGNGẮTĐƯỢC", "A"]


class TestACornerMarker:
    def test_is_the_one_of_the_predefined_dictionary(self):
        dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_1000)

        for marker in range(1000):
            expected = cv2.aruco.generateImageMarker(dictionary, marker, 7) == 0
            assert np.array_equal(marker_modules(marker), expected)
