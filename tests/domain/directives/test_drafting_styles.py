"""Ways in which offices write the same order; every sentence here is invented."""

import pytest

from tinnhiem.domain.directives.extraction import extract
from tinnhiem.domain.directives.findings import Extraction
from tinnhiem.engines.documents.reading.document import read_text

NOTICE = "THÔNG BÁO\nKết luận của Chủ tịch UBND xã tại cuộc họp\n"


def read(text: str) -> Extraction:
    return extract(read_text(text))


def told(text: str) -> list[tuple[list[str], str]]:
    return [([unit.name for unit in task.leads], task.quote) for task in read(text).tasks]


def due(text: str) -> list[str]:
    return [(task.deadline.recurs or task.deadline.due) if task.deadline else "" for task in read(text).tasks]


class TestWhoIsNamedBehindTheWork:
    @pytest.mark.parametrize(
        ("item", "leads"),
        [
            ("Phát quang bụi rậm quanh sân bóng: Đoàn Thanh niên xã.", ["Đoàn Thanh niên xã"]),
            ("Sửa hàng rào nhà trẻ: giao trưởng các ấp làm xong trước 12/6/2024.", ["trưởng các ấp"]),
            ("Lập danh sách hộ cận nghèo (Công chức Văn hóa - Xã hội).", ["Công chức Văn hóa - Xã hội"]),
            ("Kê bàn ghế, treo phông màn – Tổ Văn phòng.", ["Tổ Văn phòng"]),
            (
                "Thu quỹ khuyến học: do Hội Khuyến học xã, Công đoàn xã phụ trách.",
                ["Hội Khuyến học xã", "Công đoàn xã"],
            ),
        ],
    )
    def test_leads_it(self, item, leads):
        assert told(f"{NOTICE}II. Nhiệm vụ\n+ {item}\n") == [(leads, item.rstrip("."))]

    @pytest.mark.parametrize(
        "item",
        [
            "Triển khai ba việc: khảo sát, thiết kế, dự toán.",
            "Kiểm tra việc chấp hành nội quy: thực hiện từ tuần sau.",
        ],
    )
    def test_is_nobody_where_no_unit_stands_there(self, item):
        assert told(f"{NOTICE}II. Nhiệm vụ\n+ {item}\n") == []


class TestLabels:
    WORK = "1. Xây dựng kịch bản hội diễn\n"
    LINES = (
        "- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.\n"
        "- Đơn vị phối hợp: Công an xã, các trường học.\n"
        "- Thời gian hoàn thành: trước ngày 10/4/2025.\n"
    )

    def test_below_the_work_name_its_lead_its_helpers_and_its_day(self):
        [task] = read(f"{NOTICE}II. NHIỆM VỤ\n{self.WORK}{self.LINES}").tasks

        assert task.quote == "Xây dựng kịch bản hội diễn"
        assert [unit.name for unit in task.leads] == ["Phòng Văn hóa - Xã hội"]
        assert [unit.name for unit in task.coordinating] == ["Công an xã", "các trường học"]
        assert task.deadline is not None
        assert task.deadline.due == "2025-04-10"

    def test_may_close_the_paragraph(self):
        item = "1. In pa nô. Chủ trì: Phòng Kinh tế; phối hợp: Công an xã. Thời gian: tháng 5/2025."

        [task] = read(f"{NOTICE}II. NHIỆM VỤ\n{item}\n").tasks

        assert [unit.name for unit in task.leads] == ["Phòng Kinh tế"]
        assert task.deadline is not None
        assert task.deadline.due == "2025-05-31"

    def test_of_a_meeting_give_no_work(self):
        text = "BIÊN BẢN\nHọp tổ dân phố\nThời gian: 8 giờ ngày 02/4/2024.\nChủ trì: Ông Lê Văn Tám - Tổ trưởng.\n"

        assert told(text) == []


class TestAHeading:
    def test_with_its_only_task_on_its_line_is_no_part_of_the_task(self):
        text = f"{NOTICE}1. Công an xã:\n- Tuần tra ban đêm tại bến đò.\n2. Trạm Y tế xã: trực cấp cứu ngày hội.\n"

        assert told(text)[1] == (["Trạm Y tế xã"], "trực cấp cứu ngày hội")

    def test_may_name_a_group_that_no_list_knows(self):
        text = f"{NOTICE}III. PHÂN CÔNG\n1. Đối với các họ đạo, dòng tộc\n- Vận động con cháu đến lớp đúng tuổi.\n"

        assert told(text) == [(["các họ đạo, dòng tộc"], "Vận động con cháu đến lớp đúng tuổi")]

    def test_of_demands_gives_out_work_unless_a_purpose_was_set_out(self):
        items = (
            "1. Phòng Kinh tế: cấp kinh phí mua máy lọc nước.\n2. Công an xã: trực cổng trường giờ tan học.\n"
        )

        assert len(told(f"{NOTICE}I. Đánh giá\nCơ bản tốt.\nII. Yêu cầu\n{items}")) == 2

    def test_of_those_written_to_leads_nothing(self):
        text = (
            "UBND TỈNH X\nSố: 3/CĐ-UBND\nCÔNG ĐIỆN\nVề việc ứng phó mưa lớn\nCHỦ TỊCH UBND TỈNH điện:\n"
            "- Giám đốc các sở;\n- Các đơn vị đóng trên địa bàn tỉnh.\n"
            "Theo dự báo, tối nay có mưa to, một số nơi bị chia cắt từ chiều.\n"
        )

        found = read(text)

        assert found.tasks == ()
        assert [value.value for value in found.head.lists["addressees"]] == [
            "Giám đốc các sở",
            "Các đơn vị đóng trên địa bàn tỉnh",
        ]


class TestAnOrder:
    def test_without_a_sign_turns_away_from_the_list_above(self):
        text = f"{NOTICE}3. Các trường\n- Treo cờ tại cổng.\nGiao Văn phòng UBND xã theo dõi việc treo cờ.\n"

        assert [leads for leads, _ in told(text)] == [["Các trường"], ["Văn phòng UBND xã"]]

    def test_may_open_a_list(self):
        text = "NGHỊ QUYẾT\nVề giám sát\nĐiều 2. Hội đồng nhân dân xã yêu cầu Ủy ban nhân dân xã:\n1. Sửa cầu treo trong quý I/2026.\n"

        assert told(text) == [(["Ủy ban nhân dân xã"], "Sửa cầu treo trong quý I/2026")]

    def test_is_not_given_anew_where_each_member_gets_a_share(self):
        item = "1. Yêu cầu các đảng ủy lãnh đạo phong trào đọc sách; mỗi chi bộ lập một tủ sách."

        assert told(f"{NOTICE}{item}\n") == [(["các đảng ủy"], item[3:-1])]

    def test_in_writing_is_in_force(self):
        text = "Tin giáo dục trong ngày hôm nay\nChủ tịch UBND tỉnh vừa có văn bản giao Sở Y tế kiểm tra bếp ăn các trường."

        assert [leads for leads, _ in told(text)] == [["Sở Y tế"]]

    @pytest.mark.parametrize(
        "sentence",
        [
            "1. Thường trực Đảng ủy ghi nhận nỗ lực của các chi bộ trong mùa thi.",
            "2. Ban Thường vụ thống nhất chủ trương điều động 03 đồng chí theo Tờ trình số 08-TTr/ĐU.",
            "Trước đó, Sở đã yêu cầu các trường lắp camera nhưng chưa nơi nào làm.",
            "UBND huyện trước đó đã giao Phòng Nội vụ rà soát biên chế.",
            "Các vụ đều được xử lý dứt điểm trong đêm.",
            "UBND xã sẽ xem xét hỗ trợ kinh phí nếu cân đối được.",
            "Xét đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 20/TTr-PNV,",
        ],
    )
    def test_is_not_what_appraises_agrees_or_tells_of_the_past(self, sentence):
        assert told(f"{NOTICE}Chủ tịch UBND xã kết luận như sau:\n{sentence}\n") == []

    def test_is_to_the_subject_behind_a_fronted_topic(self):
        text = f"{NOTICE}Chủ tịch kết luận như sau:\nĐối với các khu tập thể, Chủ tịch UBND phường chịu trách nhiệm phòng cháy ban đêm.\n"

        assert [leads for leads, _ in told(text)] == [["Chủ tịch UBND phường"]]


class TestATable:
    HEADER = "TT{0}Nội dung công việc{0}Đơn vị chủ trì{0}Đơn vị phối hợp{0}Thời gian\n"
    ROW = "1{0}Khảo sát giếng nước các điểm trường{0}Phòng Kinh tế{0}Công an xã{0}{1}\n"

    @pytest.mark.parametrize("gap", ["\t", " | ", "   ", "      "])
    def test_is_read_by_its_columns_however_they_are_divided(self, gap):
        text = f"KẾ HOẠCH\nCấp nước cho điểm trường\n{self.HEADER.format(gap)}{self.ROW.format(gap, 'Tháng 9/2025')}"

        [task] = read(text).tasks

        assert [unit.name for unit in task.leads] == ["Phòng Kinh tế"]
        assert [unit.name for unit in task.coordinating] == ["Công an xã"]

    @pytest.mark.parametrize(
        ("cell", "day"),
        [
            ("15/10/2025", "2025-10-15"),
            ("08/9 - 12/9/2025", "2025-09-12"),
            ("11/2025", "2025-11-30"),
            ("Quý IV/2025", "2025-12-31"),
            ("Hằng tuần", "FREQ=WEEKLY"),
        ],
    )
    def test_says_when_in_a_cell_of_its_own(self, cell, day):
        text = (
            f"KẾ HOẠCH\nCấp nước cho điểm trường\n{self.HEADER.format(' | ')}{self.ROW.format(' | ', cell)}"
        )

        assert due(text) == [day]


class TestAHead:
    @pytest.mark.parametrize(
        "lines",
        [
            "Số:      /KH-UBND\nBàu Sen, ngày      tháng 8 năm 2025",
            "Số: \t/KH-UBND\nBàu Sen, ngày\t\ttháng 8 năm 2025",
            "Số:      /KH-UBND          Bàu Sen, ngày      tháng 8 năm 2025",
        ],
    )
    def test_leaves_room_for_number_and_day(self, lines):
        head = read(f"UBND XÃ BÀU SEN\n{lines}\nKẾ HOẠCH\nLàm sạch bến sông\n").head

        assert head.fields["issuer"].value == "UBND XÃ BÀU SEN"
        assert head.fields["number"].value == "/KH-UBND"
        assert head.fields["place"].value == "Bàu Sen"
        assert head.fields["date"].value == "2025-08"

    def test_of_a_news_page_may_name_author_and_day_on_one_line(self):
        head = read("Xã Bàu Sen mở lớp xóa mù chữ buổi tối\nThu Hà - 05/9/2024\nLớp có 20 học viên.\n").head

        assert head.fields["author"].value == "Thu Hà"
        assert head.fields["date"].value == "2024-09-05"
