from datetime import date

import pytest

from tinnhiem.domain.directives.deadlines import deadline_in
from tinnhiem.domain.directives.findings import Deadline
from tinnhiem.engines.documents.reading.document import read_text

ISSUED = date(2021, 3, 30)


def deadline(words: str, anchor: date | None = ISSUED) -> Deadline | None:
    [block] = read_text(words).blocks
    return deadline_in(block, 0, len(block.text), anchor=anchor)


class TestADayThatIsNoDeadline:
    @pytest.mark.parametrize(
        "words",
        [
            "Nghiên cứu Công văn số 2140/UBND-KGVX ngày 07 tháng 7 năm 2021 để triển khai",
            "cân đối kinh phí theo bình quân hàng năm để tổ chức",
            "lưu mẫu thức ăn hằng ngày đúng quy định",
            "Kế hoạch lấy phiếu tín nhiệm hằng năm được phê duyệt",
            "lập danh sách cán bộ hết nhiệm kỳ trong năm 2024 theo mẫu",
            "giáo viên được tuyển dụng trước ngày 01/01/2019",
            "hoàn thành trước ngày 31/02/2022",
            "đặc biệt trong dịp hè",
        ],
    )
    def test_is_left_alone(self, words):
        assert deadline(words) is None


class TestADeadline:
    @pytest.mark.parametrize(
        ("words", "kind", "due"),
        [
            ("hoàn thành trước ngày 30/6/2021", "by", "2021-06-30"),
            ("chậm nhất trước ngày 05/9/2021", "by", "2021-09-05"),
            ("trước 17h00 ngày 20/4/2021", "by", "2021-04-20"),
            ("đến hết ngày 31 tháng 12 năm 2021", "by", "2021-12-31"),
            ("Thời hạn: 30/4/2021", "by", "2021-04-30"),
            ("trước tháng 12-2021", "by", "2021-11-30"),
            ("trước tháng 1 năm 2022", "by", "2021-12-31"),
            ("trong tháng 4 năm 2021", "in", "2021-04-30"),
            ("trong quý II/2021", "in", "2021-06-30"),
            ("báo cáo Thủ tướng Chính phủ trong năm 2021", "in", "2021-12-31"),
            ("mời báo cáo viên cho ngày 26/8", "on", "2021-08-26"),
        ],
    )
    def test_names_the_last_day(self, words, kind, due):
        found = deadline(words)

        assert found is not None
        assert (found.kind, found.due) == (kind, due)

    @pytest.mark.parametrize(
        ("words", "rule"),
        [
            ("hằng năm đánh giá, xếp loại đội ngũ", "FREQ=YEARLY"),
            ("trong công tác giao ban hàng tháng, quý...", "FREQ=MONTHLY"),
            ("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
            ("trước ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
            ("trước ngày 10 của tháng cuối quý", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"),
            ("chiều thứ sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
            ("báo cáo định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
            ("định kỳ 03 tháng gửi danh sách", "FREQ=MONTHLY;INTERVAL=3"),
            ("hằng tháng, chậm nhất ngày 28 nộp báo cáo", "FREQ=MONTHLY;BYMONTHDAY=28"),
            ("hằng tuần vào sáng thứ hai giao ban", "FREQ=WEEKLY;BYDAY=MO"),
            ("hằng năm, trước ngày 20/12 tổng kết", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"),
            ("báo cáo vào cuối mỗi tuần", "FREQ=WEEKLY"),
            ("gửi số liệu trước 9 giờ hằng ngày", "FREQ=DAILY"),
        ],
    )
    def test_that_comes_again_is_a_rule(self, words, rule):
        found = deadline(words)

        assert found is not None
        assert (found.kind, found.recurs, found.due) == ("recurring", rule, "")

    def test_counted_in_working_days_has_no_date(self):
        found = deadline("trong vòng 03 ngày làm việc kể từ ngày nhận được văn bản")

        assert found is not None
        assert (found.kind, found.days, found.is_working_days, found.due) == ("relative", 3, True, "")

    @pytest.mark.parametrize(
        "words",
        [
            "từ ngày 15/5 đến ngày 19/5/2021",
            "từ ngày 15 đến ngày 19/5/2021",
            "trong các ngày 15, 17 và 19/5/2021",
        ],
    )
    def test_between_two_days_has_both(self, words):
        found = deadline(words)

        assert found is not None
        assert (found.kind, found.starts, found.due) == ("range", "2021-05-15", "2021-05-19")

    @pytest.mark.parametrize(
        "words",
        [
            "có kế hoạch triển khai trong hè để đảm bảo an toàn",
            "niêm yết trong tuần đầu tháng 11",
            "rào chắn ngay trong ngày",
            "bàn giao vào giữa tháng 10",
        ],
    )
    def test_without_a_day_is_vague(self, words):
        found = deadline(words)

        assert found is not None
        assert (found.kind, found.due) == ("vague", "")


class TestAMissingYear:
    def test_stays_missing_where_the_document_has_no_date(self):
        found = deadline("báo cáo trước ngày 15/4", anchor=None)

        assert found is not None
        assert found.due == "--04-15"

    def test_is_that_of_the_document(self):
        found = deadline("báo cáo trước ngày 15/4")

        assert found is not None
        assert found.due == "2021-04-15"

    def test_is_the_next_where_the_day_has_passed(self):
        found = deadline("báo cáo trước ngày 15/1")

        assert found is not None
        assert found.due == "2022-01-15"

    def test_of_a_february_gives_no_day(self):
        assert deadline("hoàn thành trong tháng 2", anchor=None) is None
