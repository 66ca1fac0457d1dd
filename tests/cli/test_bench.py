"""``tinnhiem bench`` runs the scripts of the source tree and judges what they print."""

import json
from pathlib import Path

import pytest

from tinnhiem.cli.manage import bench, main

TABLE = """
[quick]
script = "quick"
peer = "a slower one"
values = [
  { at = "*.times_faster", reach = ">= 2" },
  { at = "*.mistakes", reach = "<= 0" },
  { at = "*.unheard_of", reach = "<= 1" },
]

[silent]
script = "silent"
peer = "a tool"
values = [{ at = "times_faster", reach = ">= 2" }]
"""
QUICK = """
import json
print(json.dumps({"small": {"times_faster": 3.5, "mistakes": 0}}))
print(json.dumps({"large": {"times_faster": 1.9, "mistakes": 0}}))
"""
SILENT = "import sys; sys.exit('the tool is not installed')"


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree with two figures."""
    folder = tmp_path / "figures"
    folder.mkdir()
    (folder / "figures.toml").write_text(TABLE, encoding="utf-8")
    (folder / "quick.py").write_text(QUICK, encoding="utf-8")
    (folder / "silent.py").write_text(SILENT, encoding="utf-8")
    monkeypatch.setattr(bench, "FOLDER", folder)
    return folder


class TestBadInput:
    def test_a_program_without_its_source_tree_says_where_figures_are_measured(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        monkeypatch.setattr(bench, "FOLDER", tmp_path)

        assert main(["bench"]) == 2
        assert "mã nguồn" in capsys.readouterr().err

    def test_an_unknown_figure_is_answered_with_those_there_are(
        self, scripts: Path, capsys: pytest.CaptureFixture[str]
    ):
        assert main(["bench", "quack"]) == 2
        assert "quick, silent" in capsys.readouterr().err


class TestAFigure:
    def test_is_judged_by_its_worst_value(self, scripts: Path, capsys: pytest.CaptureFixture[str]):
        assert main(["bench", "quick", "--json"]) == 0

        (figure,) = json.loads(capsys.readouterr().out)["figures"]
        assert [(value["got"], value["reached"]) for value in figure["values"]] == [
            (1.9, False),
            (0, True),
            (None, None),
        ]

    def test_that_cannot_be_measured_says_why_and_stops_no_other(
        self, scripts: Path, capsys: pytest.CaptureFixture[str]
    ):
        assert main(["bench", "--all"]) == 0

        said = capsys.readouterr().out
        assert "the tool is not installed" in said
        assert "✗ quick" in said

    def test_is_listed_with_its_reach(self, scripts: Path, capsys: pytest.CaptureFixture[str]):
        assert main(["bench"]) == 0
        assert "*.times_faster >= 2" in capsys.readouterr().out


class TestTheTableOfTheHouse:
    def test_names_scripts_that_exist(self, capsys: pytest.CaptureFixture[str]):
        assert main(["bench", "--json"]) == 0

        known = json.loads(capsys.readouterr().out)["known"]
        assert known
        assert not [plan for plan in known.values() if not (bench.FOLDER / f"{plan['script']}.py").is_file()]
