from datetime import date

from tinnhiem.domain.directives.extraction import extract
from tinnhiem.domain.directives.register import KnownUnit, linked
from tinnhiem.engines.documents.reading.document import read_text

TEXT = "Kết luận cuộc họp như sau:\n1. Phòng GD&ĐT\n- Rà soát danh sách học sinh bỏ học.\n2. Các trường\n- Báo cáo kết quả rà soát về xã.\n"
OFFICE = KnownUnit("pgd", "Phòng Giáo dục và Đào tạo", ended_on=date(2025, 7, 1), successors=("vhxh", "sgd"))
REGISTER = (OFFICE, KnownUnit("vhxh", "Phòng Văn hóa - Xã hội"), KnownUnit("sgd", "Sở Giáo dục và Đào tạo"))


def leads(register, on):
    found = linked(extract(read_text(TEXT)), register, on=on)
    return [(task.leads[0].linked_to, task.leads[0].successors) for task in found.tasks]


class TestAUnitOfTheRegister:
    def test_is_not_guessed_where_two_entries_share_the_name(self):
        twice = (*REGISTER, KnownUnit("pgd-2", "Phòng GD và ĐT"))

        assert leads(twice, date(2024, 5, 1))[0] == ("", ())

    def test_is_not_sought_for_a_group(self):
        assert leads((*REGISTER, KnownUnit("x", "Các trường")), date(2024, 5, 1))[1] == ("", ())

    def test_is_found_by_its_abbreviation(self):
        assert leads(REGISTER, date(2024, 5, 1))[0] == ("pgd", ())

    def test_shows_its_successors_once_it_has_ended(self):
        """District offices ended with the district level; their tasks show who follows, and ask."""
        assert leads(REGISTER, date(2025, 7, 1))[0] == ("pgd", ("vhxh", "sgd"))

    def test_does_not_turn_in_circles(self):
        circle = (
            KnownUnit("pgd", "Phòng Giáo dục và Đào tạo", ended_on=date(2020, 1, 1), successors=("b",)),
            KnownUnit("b", "Ban B", ended_on=date(2021, 1, 1), successors=("pgd",)),
        )

        assert leads(circle, date(2025, 1, 1))[0] == ("pgd", ("pgd",))

    def test_is_that_of_the_day_of_the_document_where_two_bore_the_name(self):
        district = KnownUnit("vhtt", "Phòng Văn hóa", ended_on=date(2025, 7, 1))
        commune = KnownUnit("vhxh", "Phòng Văn hóa", begun_on=date(2025, 7, 1))
        text = "UBND XÃ TÂN LẬP\nSố: 9/TB-UBND\nTân Lập, ngày 5 tháng 9 năm 2025\nTHÔNG BÁO\nKết luận họp\n"
        found = extract(read_text(f"{text}1. Phòng Văn hóa\n- Rà soát danh sách học sinh bỏ học.\n"))

        linked_to = linked(found, (district, commune), on=date(2026, 1, 1)).tasks[0].leads[0]

        assert (linked_to.linked_to, linked_to.has_ended) == ("vhxh", False)
