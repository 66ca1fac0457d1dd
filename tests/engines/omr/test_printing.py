import cv2
import numpy as np
import pypdfium2
import pytest
import zxingcpp

from tests.engines.omr.builders import FONTS, a_definition, a_name_list, a_survey, blank_page
from tinnhiem.engines.omr.printing import marker_modules, print_sheets
from tinnhiem.engines.omr.typesetting import SheetGlyphMissing, SheetTextTooLong


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
            print_sheets(a_definition(unit="新安学校"), copies=1, fonts=FONTS)

        assert refused.value.params == {"character": "新", "code_point": "U+65B0"}

    @pytest.mark.parametrize("definition", [a_definition(), a_name_list(), a_survey()])
    def test_look_the_same_to_the_last_pixel_on_every_copy(self, definition):
        copies = pictures(print_sheets(definition, copies=3, fonts=FONTS))

        assert len(copies) == 3
        assert len(set(copies)) == 1

    def test_are_the_same_bytes_whenever_they_are_printed(self):
        first, second = (print_sheets(a_definition(), copies=5, fonts=FONTS) for _ in range(2))

        assert first == second

    def test_share_one_drawing_so_that_a_further_copy_adds_no_content(self):
        one, many = (print_sheets(a_definition(), copies=copies, fonts=FONTS) for copies in (1, 101))

        assert len(many) - len(one) < 101 * 600

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_carry_the_same_code_on_each(self, language):
        definition = a_definition(language=language)

        seen = zxingcpp.read_barcodes(blank_page(definition))

        assert [code.text for code in seen] == [definition.code]


class TestACornerMarker:
    def test_is_the_one_of_the_predefined_dictionary(self):
        dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_1000)

        for marker in range(1000):
            expected = cv2.aruco.generateImageMarker(dictionary, marker, 7) == 0
            assert np.array_equal(marker_modules(marker), expected)
