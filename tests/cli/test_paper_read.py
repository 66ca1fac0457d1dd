import argparse
import io
import json

import pytest
from bench.sheet_generator import hands
from PIL import Image

from tests.engines.omr.builders import (
    LAN,
    NHUNG,
    TUAN,
    a_definition,
    a_record,
    blank_page,
    captured,
    mark,
    place_of,
)
from tinnhiem.cli.manage import paper_pages, paper_read
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.engines.omr import extra
from tinnhiem.engines.omr.scanner import ScannerStreaked

BALLOT = a_definition()


@pytest.fixture
def definition(tmp_path):
    path = tmp_path / "phieu.json"
    path.write_text(json.dumps(a_record()), encoding="utf-8")
    return path


@pytest.fixture
def scans(tmp_path):
    """A marked sheet, a blank one, one of another batch, a torn file and a picture of nothing."""
    voted = blank_page(BALLOT)
    mark(voted, place_of(BALLOT, LAN, "high"), hands.cross, seed=3)
    mark(voted, place_of(BALLOT, NHUNG, "low"), hands.circle)
    contents = {
        "a.jpg": captured(voted),
        "b.jpg": captured(blank_page(BALLOT)),
        "c.jpg": captured(blank_page(a_definition(batch="2"))),
        "d.jpg": b"torn",
        "e.jpg": captured(voted, seed=7),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [str(tmp_path / name) for name in [*contents, "missing.jpg"]]


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    paper_read.add_arguments(parser)
    return paper_read.run(parser.parse_args([str(argument) for argument in arguments]))


def a_pile(*pages) -> bytes:
    frames = [
        Image.open(io.BytesIO(captured(page, seed=seed))).convert("RGB") for seed, page in enumerate(pages)
    ]
    buffer = io.BytesIO()
    frames[0].save(buffer, "PDF", save_all=True, append_images=frames[1:], resolution=200)
    return buffer.getvalue()


class TestPaperRead:
    def test_refuses_a_missing_definition(self, tmp_path):
        with pytest.raises(DomainError) as refused:
            run(tmp_path / "no.json", tmp_path / "a.jpg")

        assert refused.value.code == "sheet_definition_not_found"

    def test_says_which_package_is_missing_where_sheets_can_only_be_printed(self, definition, monkeypatch):
        monkeypatch.setattr(extra, "find_spec", lambda name: None if name == "cv2" else object())

        with pytest.raises(extra.ReaderNotInstalled) as refused:
            run(definition, "a.jpg")

        assert refused.value.params == {"package": "cv2"}
        assert all("omr" in explain(refused.value, language) for language in LANGUAGES)

    def test_goes_on_after_pages_that_cannot_be_read(self, definition, scans, capsys):
        assert run(definition, *scans, "--json") == 0

        record = json.loads(capsys.readouterr().out)
        assert [(sheet["file"], sheet["page"], sheet["status"]) for sheet in record["sheets"]] == [
            (scans[0], 1, "adjudicate"),
            (scans[1], 1, "read"),
            (scans[2], 1, "wrong_form"),
            (scans[3], 1, "unreadable"),
            (scans[4], 1, "duplicate"),
            (scans[5], 1, "unreadable"),
        ]

    def test_keeps_each_subject_either_settled_or_for_people(self, definition, scans, capsys):
        run(definition, *scans, "--json")

        first = json.loads(capsys.readouterr().out)["sheets"][0]
        assert first["marks"] == {LAN: "high", TUAN: None}
        assert first["adjudicate"] == [NHUNG]
        assert [reason["subject"] for reason in first["reasons"]] == [NHUNG]

    def test_counts_settled_rows_only(self, definition, scans, capsys):
        run(definition, *scans, "--json")

        totals = json.loads(capsys.readouterr().out)["totals"]
        assert totals == {
            "sheets": 6,
            "read": 1,
            "adjudicate": 1,
            "unreadable": 2,
            "wrong_form": 1,
            "duplicate": 1,
            "counts": {LAN: {"high": 1}},
            "blank": {LAN: 1, TUAN: 2, NHUNG: 1},
        }

    def test_reads_no_sheet_printed_without_the_key(self, definition, scans, tmp_path, capsys):
        (tmp_path / "khoa").write_bytes(b"k" * 32)

        run(definition, scans[0], "--key", tmp_path / "khoa", "--json")

        sheet = json.loads(capsys.readouterr().out)["sheets"][0]
        assert (sheet["status"], sheet["marks"], sheet["adjudicate"]) == ("wrong_form", {}, [])
        assert [reason["code"] for reason in sheet["reasons"]] == ["scan_not_authentic"]

    def test_answers_in_words_without_json(self, definition, scans, capsys):
        run(definition, *scans)

        said = capsys.readouterr().out
        assert "6 trang: 1 phiếu đọc xong" in said
        assert "Nguyễn Thị Phương Lan: Tín nhiệm cao 1 · Tín nhiệm 0 · Tín nhiệm thấp 0 · để trống 1" in said

    def test_reads_the_same_on_one_process_and_on_two(self, definition, tmp_path, capsys):
        (tmp_path / "pile.pdf").write_bytes(a_pile(*[blank_page(BALLOT)] * 24))

        records = []
        for jobs in (1, 2):
            run(definition, tmp_path / "pile.pdf", "--json", "--jobs", jobs)
            records.append(json.loads(capsys.readouterr().out))

        assert records[0] == records[1]
        assert [sheet["page"] for sheet in records[0]["sheets"]] == list(range(1, 25))

    @pytest.mark.parametrize("jobs", [-1, 257])
    def test_refuses_a_number_of_processes_that_no_machine_runs(self, definition, scans, jobs):
        with pytest.raises(paper_pages.JobsOutOfRange):
            run(definition, *scans, "--jobs", jobs)

    def test_shows_a_bar_on_a_terminal_only(self, definition, scans, capsys, monkeypatch):
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)

        run(definition, scans[1])

        assert "1/1" in capsys.readouterr().err


class TestControlSheets:
    def test_are_refused_where_one_of_them_is_marked(self, definition, tmp_path):
        voted = blank_page(BALLOT)
        mark(voted, place_of(BALLOT, LAN, "high"), hands.cross)
        (tmp_path / "pile.pdf").write_bytes(a_pile(blank_page(BALLOT), voted))

        with pytest.raises(paper_pages.ControlSheetMarked):
            run(definition, tmp_path / "pile.pdf", "--control-sheets")

    def test_refuse_a_scanner_that_draws_lines(self, definition, tmp_path):
        pages = []
        for seed in range(3):
            picture = Image.open(io.BytesIO(captured(blank_page(BALLOT), seed=seed))).convert("L")
            picture.paste(205, (760, 0, 762, picture.height))
            path = tmp_path / f"{seed}.png"
            picture.save(path)
            pages.append(path)

        with pytest.raises(ScannerStreaked):
            run(definition, *pages, "--control-sheets")

    def test_are_pages_but_no_ballots(self, definition, tmp_path, capsys):
        (tmp_path / "pile.pdf").write_bytes(a_pile(*[blank_page(BALLOT)] * 3))

        run(definition, tmp_path / "pile.pdf", "--control-sheets", "--json")

        totals = json.loads(capsys.readouterr().out)["totals"]
        assert (totals["sheets"], totals["read"], totals["wrong_form"]) == (3, 1, 2)
