"""``tinnhiem check packs``: what a lawyer is told about a pack."""

import json

import pytest

from tinnhiem.cli.manage import main
from tinnhiem.packs import PACKS

HEADER = 'id = "xa-thu"\njurisdiction = "zz"\nlayer = "national"\nname = "Bộ thử"\n'
RULE = """
[[rule]]
id = "{id}"
kind = "count"
scope = "any"
from = 2099-01-01
confidence = "V"
sources = [{{ document = "SL 1/2099", article = "{article}", words = "Điều 7" }}]
value = {{ count = {count} }}
"""


@pytest.fixture
def pack(tmp_path):
    def of(*rules, calendar=""):
        (tmp_path / "rules").mkdir()
        (tmp_path / "calendars").mkdir()
        (tmp_path / "pack.toml").write_text(HEADER, encoding="utf-8")
        (tmp_path / "rules" / "a.toml").write_text("".join(rules), encoding="utf-8")
        if calendar:
            (tmp_path / "calendars" / "2099.toml").write_text(calendar, encoding="utf-8")
        return str(tmp_path)

    return of


class TestThePacksOfAFolder:
    def test_are_named_line_by_line_where_they_are_wrong(self, pack, capsys):
        folder = pack(RULE.format(id="a", article="", count=1), RULE.format(id="b", article="Đ.1", count=1.5))

        code = main(["check", "packs", folder])

        first, second = capsys.readouterr().out.splitlines()
        assert code == 1
        assert "dòng 2, quy tắc a: chưa ghi điều khoản" in first
        assert "dòng 11, quy tắc b" in second

    def test_are_told_to_programs_as_well(self, pack, capsys):
        code = main(["check", "packs", pack(RULE.format(id="a", article="", count=1)), "--json"])

        answer = json.loads(capsys.readouterr().out)
        assert code == 1
        assert [(m["code"], m["line"], m["rule"]) for m in answer["mistakes"]] == [
            ("article_missing", 2, "a")
        ]

    def test_are_wrong_where_a_calendar_is(self, pack, capsys):
        assert main(["check", "packs", pack(calendar="year = 2099\n"), "--language", "en"]) == 1
        assert "2099.toml" in capsys.readouterr().out

    def test_are_wrong_where_an_order_of_cases_names_what_has_no_value(self, pack, tmp_path, capsys):
        folder = pack(RULE.format(id="a", article="Đ.1", count=1))
        (tmp_path / "casework").mkdir()
        order = (PACKS / "vn" / "casework" / "resignation.toml").read_text(encoding="utf-8")
        wrong = order.replace("Đồng ý cho {subject}", "Đồng ý cho {leader}")
        (tmp_path / "casework" / "tu-chuc.toml").write_text(wrong, encoding="utf-8")

        assert main(["check", "packs", folder]) == 1
        said = capsys.readouterr().out
        assert "Tệp tu-chuc.toml, mục decisions.accept_resignation.article" in said
        assert "không có giá trị nào cho “leader”" in said

    def test_are_sound_where_nothing_is_wrong(self, pack, capsys):
        assert main(["check", "packs", pack(RULE.format(id="a", article="Đ.1", count=1))]) == 0
        assert "không thấy lỗi" in capsys.readouterr().out

    def test_are_sound_as_they_ship(self, capsys):
        assert main(["check", "packs", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == {"valid": True, "mistakes": []}
