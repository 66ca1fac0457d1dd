import pytest

from tinnhiem.domain.directives.units import unit_key, units_at
from tinnhiem.engines.documents.reading.document import read_text


def units(words: str) -> list[str]:
    [block] = read_text(words).blocks
    return [block.text[unit.start : unit.end] for unit in units_at(block, 0)]


class TestAMention:
    @pytest.mark.parametrize(
        "words", ["ban hành kế hoạch", "tổ chức hội nghị", "báo cáo kết quả", "phòng chống dịch", "bộ máy"]
    )
    def test_is_not_the_beginning_of_another_word(self, words):
        assert units(words) == []

    @pytest.mark.parametrize(
        "name",
        [
            "Phòng Tài chính - Kế hoạch",
            "Ban quản lý dự án đầu tư xây dựng",
            "Uỷ ban nhân dân các huyện, thị xã, thành phố",
            "Công an xã Đốc Binh",
            "Giáo viên chủ nhiệm các lớp",
            "các trường mầm non, tiểu học và THCS trên địa bàn huyện",
            "Tổ công tác của Thủ tướng",
            "Ban Thường vụ Quận ủy",
            "Bộ Văn hóa, Thể thao và Du lịch",
            "Hiệu trưởng Trường THCS Tân Lập",
            "Ông Nguyễn Văn Bình - Hiệu trưởng",
            "Bà Trần Thị Mười, Phó Chủ tịch UBND xã",
            "Công chức Địa chính - Xây dựng",
            "Công chức Tư pháp - Hộ tịch",
            "Trung tâm Văn hóa, Thể thao và Truyền thanh huyện",
            "Phòng Quản lý chất lượng - Công nghệ thông tin",
            "Tổ Ngữ văn - Lịch sử - Địa lý",
            "Thành đoàn Bến Xuân",
            "UBND hai xã Nà Hin và Bản Cái",
            "UBND 04 xã biên giới",
            "Kho bạc Nhà nước khu vực IX",
            "Báo và Phát thanh, Truyền hình tỉnh",
            "Trạm trưởng Trạm Y tế",
            "Tổ ra đề",
            "Ban soạn thảo",
            "Hội đồng chấm thi",
            "Các bệnh viện đa khoa",
            "các tổ chức, cá nhân có liên quan",
        ],
    )
    def test_ends_where_the_name_ends(self, name):
        assert units(f"{name} chủ trì rà soát") == [name]

    @pytest.mark.parametrize(
        ("name", "work"),
        [
            ("Đảng ủy các xã, phường", "lãnh đạo chi bộ các trường nêu gương"),
            ("Hội Chữ thập đỏ huyện", "tổ chức Tuần lễ hiến máu"),
            ("Chi cục Chăn nuôi và Thú y", "tổng rà soát các lò mổ"),
            ("Công chức Văn hóa - Xã hội", "tham mưu kế hoạch lễ hội"),
            ("Các đơn vị", "quản lý chặt chẽ con dấu"),
        ],
    )
    def test_ends_before_the_work_given_to_it(self, name, work):
        assert units(f"{name} {work}") == [name]

    def test_never_runs_into_the_next_cell_of_a_row(self):
        [block] = read_text("Phòng Kinh tế\tCông an xã\tQuý III/2025").blocks

        assert [block.text[unit.start : unit.end] for unit in units_at(block, 0)] == ["Phòng Kinh tế"]

    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("Sở Tài chính, Nội vụ và UBND huyện Si Pa", ["Sở Tài chính", "Nội vụ", "UBND huyện Si Pa"]),
            ("UBND 2 xã: Tân Khai, Đồng Nơ hoàn thành", ["UBND 2 xã: Tân Khai", "Đồng Nơ"]),
            ("UBND xã Lộc Tấn và xã Minh Tâm kiểm tra", ["UBND xã Lộc Tấn", "xã Minh Tâm"]),
            ("các Sở: Xây dựng, Y tế khẩn trương", ["các Sở: Xây dựng", "Y tế"]),
            ("UBND các xã: Nàn Sán, Bản Mế hoàn thành", ["UBND các xã: Nàn Sán", "Bản Mế"]),
            ("Phòng Giáo dục và Đào tạo Chủ trì phối hợp", ["Phòng Giáo dục và Đào tạo"]),
        ],
    )
    def test_is_one_of_a_list(self, words, names):
        assert units(words) == names


class TestAKey:
    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("Phòng GD&ĐT", "phòng Giáo dục và Đào tạo"),
            ("Uỷ ban nhân dân huyện", "UBND huyện"),
            ("Phòng Tài chính – Kế hoạch", "phòng Tài chính - Kế hoạch"),
        ],
    )
    def test_is_shared_by_spellings_of_one_name(self, one, two):
        assert unit_key(one) == unit_key(two)
