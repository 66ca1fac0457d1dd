import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.engines.documents.reading.folding import folded
from tinnhiem.engines.documents.reading.layout import blocks_of
from tinnhiem.engines.documents.reading.limits import MAX_BLOCK
from tinnhiem.engines.documents.reading.markers import marker_of
from tinnhiem.engines.documents.reading.traced import traced

LETTERS = st.text(alphabet="aáàảâấớựyỳđĐ\u0301\u0300\u0302\u00a0\u200b \n\r\t-1.)(|#*“…中文", max_size=120)


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_of(traced(text))]


class TestALine:
    def test_of_signs_only_is_dropped(self):
        assert texts("-----\n| --- | --- |\n***\n- Rà soát\n") == ["Rà soát"]

    def test_without_end_is_read_in_pieces(self):
        assert max(map(len, texts("chữ " * 5_000))) <= MAX_BLOCK

    def test_that_begins_with_a_number_of_law_is_no_item(self):
        assert [
            marker_of(line).sign
            for line in ("30/6 là hạn chót", "2021 là năm", "V/v rà soát", "1.500 học sinh")
        ] == [""] * 4

    def test_opens_an_item_with_its_sign(self):
        signs = {
            "1. Phòng": 4,
            "3.1. Phòng": 5,
            "a) Phòng": 9,
            "I. Đánh giá": 2,
            "- Rà soát": 11,
            "+ Lập": 12,
            "一、任务": 2,
        }

        assert {line: marker_of(line).rank for line in signs} == signs


class TestWrappedLines:
    def test_become_one_paragraph_again(self):
        wrapped = (
            "- Chủ trì, phối hợp với các đơn vị\nliên quan rà soát đội ngũ cán bộ\nquản lý của các trường học trên\nđịa bàn;\n"
            "- Lập danh sách giáo viên còn\nthiếu điều kiện tiêu chuẩn theo\nquy định.\n"
        )

        assert texts(wrapped) == [
            "Chủ trì, phối hợp với các đơn vị liên quan rà soát đội ngũ cán bộ quản lý của các trường học trên địa bàn;",
            "Lập danh sách giáo viên còn thiếu điều kiện tiêu chuẩn theo quy định.",
        ]

    def test_stay_apart_where_nothing_was_wrapped(self):
        assert texts("Nơi nhận:\nNhư trên;\nLưu: VT.") == ["Nơi nhận:", "Như trên;", "Lưu: VT."]


class TestAPasteWithoutLineBreaks:
    def test_is_listed_anew(self):
        item = "rà soát, lập danh sách cán bộ quản lý hết nhiệm kỳ và báo cáo kết quả về Phòng Nội vụ theo quy định"
        paste = " ".join(f"{number}. Phòng {number} {item} lần {number}." for number in range(1, 7))

        assert len(texts(paste)) == 6


class TestTracing:
    @given(LETTERS)
    def test_leads_back_to_the_same_letters(self, original):
        for block in blocks_of(traced(original)):
            start, end = block.origin(0, len(block.text))
            assert 0 <= start <= end <= len(original)
            assert unicodedata.normalize("NFC", original[start:end]).split()[0][0] == block.text.split()[0][0]

    @given(st.text(max_size=80))
    def test_has_one_origin_for_each_letter(self, original):
        text = traced(original)

        assert len(text.starts) == len(text.ends) == len(text.text)


class TestFolding:
    @given(st.text(max_size=80))
    def test_keeps_the_number_of_letters(self, text):
        assert len(folded(text)) == len(text)

    def test_does_not_tell_tone_placements_apart(self):
        assert folded("UỶ BAN hoà giải, hòan thành quý") == folded("Ủy ban hòa giải, hoàn thành qúy")

    def test_go_on_inside_a_bracket(self):
        assert texts("1.修订办法。(牵头单位:人事科;时限:2022年\n6月底前)\n") == [
            "修订办法。(牵头单位:人事科;时限:2022年6月底前)"
        ]

    def test_go_on_behind_a_word_that_ends_no_paragraph(self):
        wrapped = "Nộp hồ sơ đánh giá về Phòng Giáo dục và Đào tạo, hoàn thành trước ngày\n25/5/2023."

        assert texts(wrapped) == [wrapped.replace("\n", " ")]

    def test_leave_a_name_below_the_article_alone(self):
        article = (
            "Phụ huynh học sinh đề nghị nhà trường\ncông khai đơn vị cung cấp suất ăn của\n"
            "các em và kiểm tra bếp ăn mỗi ngày ạ.\nAn Vy"
        )

        assert texts(article)[-1] == "An Vy"
