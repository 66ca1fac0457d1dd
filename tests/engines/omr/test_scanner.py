import numpy as np
import pytest

from tests.engines.omr.builders import a_definition, blank_page, captured
from tinnhiem.engines.omr.pictures import page_picture
from tinnhiem.engines.omr.scanner import ScannerStreaked, check_scanner, streak_columns

BALLOT = a_definition()


def a_control_sheet(*, seed, streak_at=None):
    picture = page_picture(captured(blank_page(BALLOT), seed=seed), 0, longest=3000).copy()
    if streak_at is not None:
        picture[:, streak_at : streak_at + 2] = (picture[:, streak_at : streak_at + 2] * 0.8).astype(np.uint8)
    return picture


class TestAScanner:
    def test_is_refused_where_both_control_sheets_show_its_streak(self):
        first, last = a_control_sheet(seed=1, streak_at=700), a_control_sheet(seed=2, streak_at=700)

        with pytest.raises(ScannerStreaked) as refused:
            check_scanner(first, last)

        assert refused.value.params == {"percent": round(100 * 700 / first.shape[1])}

    def test_is_accepted_where_only_one_sheet_has_a_line(self):
        check_scanner(a_control_sheet(seed=1, streak_at=700), a_control_sheet(seed=2))

    def test_shows_no_streak_of_its_own_in_print(self):
        assert streak_columns(a_control_sheet(seed=3)) == ()
