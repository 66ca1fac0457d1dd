"""What a lawyer is told about forms before a document is written from them."""

from pathlib import Path

import pytest

from tinnhiem.engines.documents.writing import mistakes_in_forms
from tinnhiem.packs import PACKS


def a_pack(root: Path, text: str) -> Path:
    folder = root / "vn" / "forms" / "notice"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text(f'based_on = "vn/state_paper"\n{text}', encoding="utf-8")
    (folder / "form.docx").write_bytes((PACKS / "vn" / "forms" / "correction" / "form.docx").read_bytes())
    (folder / "form.typ").write_text("#set-body()", encoding="utf-8")
    return root


GOOD = """title = "Thông báo"
kind = "notice"
audience = ["subject"]
body = ["par opening"]
[facts]
"notice.matter" = "text"
[sentences]
opening = "Về việc {notice.matter}."
"""


class TestTheFormsOfAPack:
    @pytest.mark.parametrize(
        ("good", "bad", "code", "named"),
        [
            ("{notice.matter}", "{notice.mater}", "form_invalid", "{notice.mater}"),
            ("{notice.matter}", "bổ nhiệm lại", "fact_unused", "notice.matter"),
            ('"subject"', '"subjects"', "audience_unknown", "subjects"),
            ("Về việc", "Về 02 việc", "number_in_form", "02"),
            ("par opening", "par closing", "form_invalid", "par closing"),
            ('title = "Thông báo"', "title =", "form_invalid", "form.toml"),
        ],
    )
    def test_are_named_where_they_are_wrong(self, tmp_path, good, bad, code, named):
        found = mistakes_in_forms([PACKS, a_pack(tmp_path, GOOD.replace(good, bad))])

        assert [mistake.code for mistake in found] == [code]
        assert named in str(found[0].params)

    def test_are_sound_where_every_fact_is_said_and_every_reader_known(self, tmp_path):
        assert mistakes_in_forms([PACKS, a_pack(tmp_path, GOOD)]) == []

    def test_of_the_house_are_sound(self):
        assert mistakes_in_forms([PACKS]) == []
