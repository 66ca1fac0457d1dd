"""What the head of a signed document names: number, notation, day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.engines.documents.reading.letterhead import Letterhead, letterhead_of


class TestAHead:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("", Letterhead(None, "", None)),
            ("Số:      /QĐ-UBND Thạch Lâm, ngày    tháng    năm", Letterhead(None, "", None)),
            (
                "Số: 07/QĐ-UBND\nThạch Lâm, ngày 08 tháng 6 năm 2026",
                Letterhead(7, "QĐ-UBND", date(2026, 6, 8)),
            ),
            ("Số 45-TB/ĐU\nngày 28 tháng 5 năm 2026", Letterhead(45, "TB/ĐU", date(2026, 5, 28))),
            ("Số: 12/UBND-VHXH", Letterhead(12, "UBND-VHXH", None)),
            ("Số: 7/QĐ-UBND\nngày 31 tháng 02 năm 2026", Letterhead(7, "QĐ-UBND", None)),
            (
                "Số:    /QĐ-UBND\nThạch Lâm, ngày   tháng   năm\nCăn cứ Luật\nngày 30 tháng 6 năm 2026",
                Letterhead(None, "", None),
            ),
        ],
    )
    def test_is_read_where_it_stands(self, text, read):
        assert letterhead_of(text) == read

    def test_is_not_looked_for_in_the_body(self):
        assert letterhead_of("Kính gửi. " * 200 + "Số: 07/QĐ-UBND").number is None

    @given(st.text(max_size=300))
    def test_never_fails_on_any_text(self, text):
        letterhead_of(text)
