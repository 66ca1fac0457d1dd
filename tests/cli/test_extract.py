import argparse
import json

import pytest

from tests.domain.directives.documents import labelled
from tinnhiem.cli.manage import extract
from tinnhiem.common.sentences import LANGUAGES

KEYS = {"doc", "lang", "meta", "tasks", "figures", "events", "people", "uncovered"}


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "thong-bao.txt"
    path.write_text(labelled("notice_district_conclusion").text, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    extract.add_arguments(parser)
    return extract.run(parser.parse_args([str(argument) for argument in arguments]))


class TestExtract:
    @pytest.mark.parametrize(
        "content",
        [
            None,
            b"",
            b"   \n\n",
            b"\x00\x01\x02\xff\xfe\x80" * 400,
            b"PK\x03\x04 broken",
            b"%PDF-1.7 broken",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "MẬT\nBÁO CÁO\nTình hình".encode(),
            b"-" * 50_000,
        ],
    )
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_names_a_file_that_it_cannot_read_and_says_why(self, tmp_path, capsys, content, language):
        path = tmp_path / "van-ban.docx"
        if content is not None:
            path.write_bytes(content)

        assert run(path, "--json", "--language", language) == 2

        printed = capsys.readouterr()
        assert (printed.out, str(path) in printed.err) == ("", True)

    def test_prints_the_record_of_one_document(self, notice, capsys):
        assert run(notice, "--json") == 0

        record = json.loads(capsys.readouterr().out)
        assert (set(record), record["doc"], record["lang"]) == (KEYS, "thong-bao", "vi")
        assert record["tasks"][0]["lead"] == ["Phòng Giáo dục và Đào tạo"]

    def test_has_no_task_in_a_text_without_one_and_is_done(self, tmp_path, capsys):
        path = tmp_path / "tin.txt"
        path.write_text("\ufeffTrời hôm nay nhiều mây, có mưa rào.\n", encoding="utf-8")

        assert run(path, "--json") == 0
        assert json.loads(capsys.readouterr().out)["tasks"] == []

    def test_gives_several_documents_together_and_goes_on_past_a_bad_one(self, notice, tmp_path, capsys):
        assert run(notice, tmp_path / "missing.txt", notice, "--json") == 2

        assert len(json.loads(capsys.readouterr().out)["documents"]) == 2

    def test_writes_one_file_for_each_document(self, notice, tmp_path):
        assert run(notice, "--out", tmp_path / "out") == 0

        assert (
            json.loads((tmp_path / "out" / "thong-bao.json").read_text(encoding="utf-8"))["doc"]
            == "thong-bao"
        )

    def test_counts_offsets_without_the_byte_order_mark(self, notice, capsys):
        notice.write_bytes(b"\xef\xbb\xbf" + notice.read_bytes().replace(b"\n", b"\r\n"))
        run(notice, "--json")

        task = json.loads(capsys.readouterr().out)["tasks"][0]
        text = notice.read_bytes().decode("utf-8-sig")
        assert text[slice(*task["span"])] == task["quote"]

    def test_carries_the_text_where_the_file_is_not_plain(self, tmp_path, capsys):
        path = tmp_path / "trang.html"
        path.write_text(
            "<p>Tin vắn trong tuần của huyện<p>Giao Phòng Nội vụ rà soát đội ngũ kế toán.", encoding="utf-8"
        )
        run(path, "--json")

        record = json.loads(capsys.readouterr().out)
        assert record["text"][slice(*record["tasks"][0]["span"])] == record["tasks"][0]["quote"]

    def test_says_so_where_only_part_was_read(self, notice, capsys, monkeypatch):
        monkeypatch.setattr(extract, "SECONDS", -1.0)

        assert run(notice, "--json") == 0

        printed = capsys.readouterr()
        assert (json.loads(printed.out)["partial"], "một phần" in printed.err) == (True, True)

    def test_tells_a_reader_who_does_what_by_when(self, notice, capsys):
        assert run(notice) == 0

        said = capsys.readouterr().out
        assert "8 nhiệm vụ" in said
        assert "Phòng Tài chính - Kế hoạch — trước ngày 30/6/2022 [2022-06-30]" in said

    def test_refuses_a_register_that_it_cannot_read_before_reading_anything(self, notice, tmp_path, capsys):
        register = tmp_path / "don-vi.csv"
        register.write_text("ten,ma\nPhòng Nội vụ,nv\n", encoding="utf-8")

        assert run(notice, "--json", "--register", register) == 2

        printed = capsys.readouterr()
        assert (printed.out, "cột id" in printed.err) == ("", True)

    def test_links_units_to_a_register_and_asks_where_one_has_ended(self, notice, tmp_path, capsys):
        register = tmp_path / "don-vi.csv"
        register.write_text(
            "id,name,valid_to,successors\n"
            "pgd,Phòng Giáo dục và Đào tạo,2025-07-01,vhxh\nvhxh,Phòng Văn hóa - Xã hội,,\n",
            encoding="utf-8",
        )

        assert run(notice, "--json", "--register", register, "--on", "2025-07-01") == 0

        [unit] = json.loads(capsys.readouterr().out)["tasks"][0]["lead_units"]
        assert (unit["linked_to"], unit["successors"], unit["ask"]) == ("pgd", ["vhxh"], True)

    def test_leaves_units_as_written_without_a_register(self, notice, capsys):
        run(notice, "--json")

        [unit] = json.loads(capsys.readouterr().out)["tasks"][0]["lead_units"]
        assert (unit["linked_to"], unit["ask"]) == (None, False)
