"""How facts are worded: Decree 30/2020, Annex I, and the customs of Vietnamese minutes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.engines.documents.writing import BLANK
from tinnhiem.engines.documents.writing.wording import (
    FORMATS,
    Kind,
    day,
    enumerated,
    grouped,
    moment,
    padded,
    single_stops,
    time_of_day,
    worded,
)


class TestADay:
    """Ngày dưới 10 và tháng 1, 2 phải ghi thêm số 0 ở trước (Phụ lục I)."""

    @pytest.mark.parametrize(
        ("on", "words"),
        [
            (date(2026, 5, 18), "ngày 18 tháng 5 năm 2026"),
            (date(2026, 5, 8), "ngày 08 tháng 5 năm 2026"),
            (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
            (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
            (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
            (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        ],
    )
    def test_pads_days_under_ten_and_the_first_two_months_only(self, on, words):
        assert day(on) == words

    @given(st.dates(min_value=date(2014, 1, 1), max_value=date(2099, 12, 31)))
    def test_can_be_read_back(self, on):
        _, d, _, m, _, y = day(on).split(" ")

        assert date(int(y), int(m), int(d)) == on


class TestAMoment:
    def test_states_hour_minute_and_day(self):
        assert moment(datetime(2026, 5, 18, 14, 5, tzinfo=UTC)) == "14 giờ 05 phút, ngày 18 tháng 5 năm 2026"

    def test_pads_the_hour(self):
        assert time_of_day(datetime(2026, 5, 18, 7, 30, tzinfo=UTC)) == "07 giờ 30 phút"


class TestANumber:
    def test_sets_thousands_apart_with_a_point(self):
        assert [grouped(0), grouped(999), grouped(1204)] == ["0", "999", "1.204"]

    def test_of_a_document_or_of_copies_has_two_digits_at_least(self):
        assert [padded(3), padded(41), padded(1204)] == ["03", "41", "1204"]


class TestAnEnumeration:
    """Mỗi căn cứ ghi một dòng, cuối dòng có dấu chấm phẩy, dòng cuối cùng kết thúc bằng dấu chấm."""

    def test_of_nothing_is_nothing(self):
        assert enumerated([], between=";", last=".") == ()

    def test_takes_lines_with_or_without_their_marks(self):
        assert enumerated(["a;", "b.", "c"], between=";", last=".") == ("a;", "b;", "c.")

    def test_without_marks_leaves_whole_sentences_as_they_are(self):
        assert enumerated(["Mở đầu.", "Kết thúc."], between="", last="") == ("Mở đầu.", "Kết thúc.")

    def test_ends_its_last_line_alone_with_a_full_stop(self):
        assert enumerated(["a", "b", "c"], between=";", last=".") == ("a;", "b;", "c.")


class TestASentence:
    @pytest.mark.parametrize(
        ("typed", "set_down"),
        [("Đã niêm phong..", "Đã niêm phong."), ("Còn nữa...", "Còn nữa..."), ("./.", "./.")],
    )
    def test_keeps_one_full_stop_of_two(self, typed, set_down):
        assert single_stops(typed) == set_down


class TestABlank:
    @pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.LINES])
    def test_leaves_room_to_write_and_no_digit(self, kind):
        for how in FORMATS[kind]:
            room = worded(BLANK, kind, how)

            assert len(room) >= 3
            assert not any(character.isdigit() for character in room)

    def test_number_of_a_document_is_white_until_it_is_signed(self):
        assert worded(BLANK, Kind.REFERENCE, "").strip() == ""


class TestAText:
    def test_capital_changes_the_first_letter_only(self):
        assert worded("đồng chí Lan", Kind.TEXT, "capital") == "Đồng chí Lan"

    def test_upper_keeps_all_marks(self):
        assert worded("Trường Tiểu học Hoa Ban", Kind.TEXT, "upper") == "TRƯỜNG TIỂU HỌC HOA BAN"
