import argparse
import json

import pypdfium2
import pytest

from tests.engines.omr.builders import a_record
from tinnhiem.cli.manage import paper_print
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain


@pytest.fixture
def definition(tmp_path):
    path = tmp_path / "phieu.json"
    path.write_text(json.dumps(a_record()), encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    paper_print.add_arguments(parser)
    return paper_print.run(parser.parse_args([str(argument) for argument in arguments]))


class TestPaperPrint:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (None, "sheet_definition_not_found"),
            ("{", "sheet_definition_not_readable"),
            (json.dumps(a_record(serial=1)), "sheet_definition_key_unknown"),
            (
                json.dumps(a_record(subjects=[{"id": f"s{n}", "name": "x"} for n in range(30)])),
                "sheet_does_not_fit",
            ),
            (json.dumps(a_record(unit="𠮷安")), "sheet_glyph_missing"),
        ],
    )
    def test_refuses_a_definition_it_cannot_print_and_writes_nothing(self, tmp_path, content, code):
        path, out = tmp_path / "sai.json", tmp_path / "out.pdf"
        if content is not None:
            path.write_text(content, encoding="utf-8")

        with pytest.raises(DomainError) as refused:
            run(path, "--copies", 1, "--out", out)

        assert refused.value.code == code
        assert all(explain(refused.value, language) for language in LANGUAGES)
        assert not out.exists()

    @pytest.mark.parametrize("copies", [0, -1, 20_001])
    def test_refuses_no_copies_and_too_many(self, definition, tmp_path, copies):
        with pytest.raises(paper_print.CopiesOutOfRange):
            run(definition, "--copies", copies, "--out", tmp_path / "out.pdf")

    def test_refuses_a_file_that_cannot_be_written(self, definition, tmp_path):
        with pytest.raises(paper_print.OutputNotWritable):
            run(definition, "--copies", 1, "--out", tmp_path / "no" / "out.pdf")

    def test_writes_no_sheets_where_the_layout_cannot_be_written(self, definition, tmp_path):
        out = tmp_path / "out.pdf"

        with pytest.raises(paper_print.OutputNotWritable):
            run(definition, "--copies", 1, "--out", out, "--layout", tmp_path / "no" / "layout.json")

        assert not out.exists()

    @pytest.mark.parametrize(("out", "layout"), [("phieu.json", "layout.json"), ("out.pdf", "out.pdf")])
    def test_writes_over_neither_the_definition_nor_its_own_file(self, definition, tmp_path, out, layout):
        before = definition.read_bytes()

        with pytest.raises(paper_print.OutputNameTaken):
            run(definition, "--copies", 1, "--out", tmp_path / out, "--layout", tmp_path / layout)

        assert definition.read_bytes() == before
        assert [file.name for file in tmp_path.iterdir()] == ["phieu.json"]

    def test_writes_over_no_key(self, definition, tmp_path):
        key = tmp_path / "khoa"
        key.write_bytes(b"k" * 32)

        with pytest.raises(paper_print.OutputNameTaken):
            run(definition, "--copies", 1, "--out", key, "--key", key)

        assert key.read_bytes() == b"k" * 32

    def test_refuses_a_font_that_is_not_there(self, definition, tmp_path):
        with pytest.raises(paper_print.FontNotFound):
            run(definition, "--copies", 1, "--out", tmp_path / "out.pdf", "--font", tmp_path / "no.ttf")

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (None, "sheet_key_not_found"),
            (b"", "sheet_key_too_short"),
            (b"a" * 31 + b"\n", "sheet_key_too_short"),
        ],
    )
    def test_refuses_a_key_that_is_not_there_or_too_short(self, definition, tmp_path, content, code):
        key, out = tmp_path / "khoa", tmp_path / "out.pdf"
        if content is not None:
            key.write_bytes(content)

        with pytest.raises(DomainError) as refused:
            run(definition, "--copies", 1, "--out", out, "--key", key)

        assert refused.value.code == code
        assert all(explain(refused.value, language) for language in LANGUAGES)
        assert not out.exists()

    def test_keeps_the_key_out_of_all_it_writes_and_says(self, definition, tmp_path, capsys):
        secret = "5f1d0c9b" * 8
        key, out, layout = (tmp_path / name for name in ("khoa", "out.pdf", "layout.json"))
        key.write_text(secret + "\n", encoding="ascii")

        run(definition, "--copies", 1, "--out", out, "--layout", layout, "--key", key, "--json")

        said = capsys.readouterr()
        assert all(secret not in text for text in (said.out, said.err, layout.read_text(encoding="utf-8")))
        assert secret.encode() not in out.read_bytes()

    @pytest.mark.parametrize(
        "content", [b"", b"no font", b"\x00\x01\x00\x00\x00\x09" + b"\x00" * 60, b"OTTO"]
    )
    def test_refuses_a_font_that_is_none(self, tmp_path, content):
        definition, font, out = (tmp_path / name for name in ("phieu.json", "font.ttf", "out.pdf"))
        definition.write_text(json.dumps(a_record(unit="𠮷安")), encoding="utf-8")
        font.write_bytes(content)

        with pytest.raises(DomainError) as refused:
            run(definition, "--copies", 1, "--out", out, "--font", font)

        assert refused.value.code == "sheet_font_not_readable"
        assert not out.exists()

    def test_writes_the_sheets_and_their_layout(self, definition, tmp_path, capsys):
        out, layout = tmp_path / "out.pdf", tmp_path / "layout.json"

        assert run(definition, "--copies", 41, "--out", out, "--layout", layout) == 0

        document = pypdfium2.PdfDocument(out)
        assert len(document) == 41
        document.close()
        record = json.loads(layout.read_text(encoding="utf-8"))
        assert (record["version"], record["page_mm"], len(record["boxes"])) == (1, [148.0, 210.0], 9)
        assert "41 phiếu giống hệt nhau" in capsys.readouterr().out

    def test_prints_one_json_object_where_asked(self, definition, tmp_path, capsys):
        run(definition, "--copies", 1, "--out", tmp_path / "out.pdf", "--json")

        assert json.loads(capsys.readouterr().out)["copies"] == 1
