import argparse
import json
from datetime import date

import pytest

from tests.builders.staff_lists import Person, a_principal, a_staff_list
from tests.builders.workbooks import a_table
from tinnhiem.cli.manage import register_preview
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(
        a_staff_list(
            a_principal(note="Nghỉ thai sản"),
            Person(name="VŨ THANH THUÝ", born="31/02/1980"),
            *[Person(name=f"Vi Thị {name}", born="1/2/1980") for name in "ABCDEFGHIK"],
        )
    )
    return path


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    register_preview.add_arguments(parser)
    return register_preview.run(parser.parse_args([str(argument) for argument in arguments]))


class TestRegisterPreview:
    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("missing.xlsx", None, "register_file_not_found"),
            ("cu.xls", a_table(["x"]), "workbook_old"),
            ("macro.xlsm", a_table(["x"]), "workbook_macros"),
            ("khong-phai.xlsx", b"STT;Ho ten", "workbook_not_xlsx"),
            ("trong.xlsx", a_table([]), "workbook_empty"),
        ],
    )
    def test_refuses_a_file_that_it_cannot_read(self, tmp_path, name, content, code):
        if content is not None:
            (tmp_path / name).write_bytes(content)

        with pytest.raises(DomainError) as refused:
            run(tmp_path / name, "--json")

        assert refused.value.code == code
        assert all(name in explain(refused.value, language) for language in LANGUAGES)

    def test_refuses_a_folder(self, tmp_path):
        with pytest.raises(register_preview.FileNotFound):
            run(tmp_path)

    def test_prints_one_json_object_and_counts_errors_as_done(self, listed, capsys):
        assert run(listed, "--json") == 0

        printed = capsys.readouterr()
        record = json.loads(printed.out)
        assert (record["rows"], [error["code"] for error in record["errors"]]) == (12, ["date_invalid"])
        assert printed.err == ""

    def test_says_errors_in_the_language_asked_for(self, listed, capsys):
        run(listed, "--json", "--language", "en")

        assert "not a day of the calendar" in json.loads(capsys.readouterr().out)["errors"][0]["message"]

    def test_shows_the_list_its_errors_and_what_is_untidy(self, listed, capsys):
        assert run(listed) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[:3] == [
            "TRƯỜNG TIỂU HỌC SUỐI TRONG · UBND HUYỆN MẪU",
            "Trang “Danh sách”, tính đến: 01/09/2023, số người: 12",
            "Hiệu trưởng: 1 · Phó Hiệu trưởng: 0 · Khác: 11",
        ]
        assert lines[4:7] == [
            "Dòng  Họ và tên        Ngày sinh   Giới tính  Chức vụ      Hợp đồng  Ngày bổ nhiệm",
            "9     Nguyễn Thị Hạnh  02/03/1975  Nữ         Hiệu trưởng  Biên chế  15/02/2019",
            "10    Vũ Thanh Thuý                Nữ         Giáo viên    Biên chế",
        ]
        assert "Lỗi cần sửa trong tệp: 1" in lines
        assert "  Ngày gõ dưới dạng chữ: 10 (D11, D12, D13, D14, D15, D16, D17, D18, …)" in lines

    def test_keeps_notes_and_party_membership_off_the_terminal(self, listed, capsys):
        run(listed)

        assert "thai sản" not in capsys.readouterr().out

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_shows_every_kind_of_finding_in_each_language(self, tmp_path, capsys, language):
        path = tmp_path / "danh-sach.xlsx"
        name = " VU\u0303  THANH THUÝ"
        path.write_bytes(
            a_staff_list(
                a_principal(appointed="01/10/2018 (lại)"), Person(name=name), sections={1: ("II. TỔ MỘT",)}
            )
        )

        assert run(path, "--language", language) == 0
        assert len(capsys.readouterr().out.splitlines()) == 18

    def test_shows_a_list_without_heading(self, tmp_path, capsys):
        path = tmp_path / "danh-sach.xlsx"
        path.write_bytes(a_table(["Lan", date(1980, 1, 1)]))

        assert run(path) == 0
        assert "Không tìm thấy hàng tiêu đề" in capsys.readouterr().out

    def test_writes_nothing(self, listed):
        before = listed.read_bytes()

        run(listed)

        assert [path.name for path in listed.parent.iterdir()] == [listed.name]
        assert listed.read_bytes() == before
