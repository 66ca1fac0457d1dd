"""The operators' handbook has an entry for each setting and command, and its commands run."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT, files
from tests.docs.markdown import commands, first_cells
from tinnhiem.cli.manage import COMMANDS, main

OPERATORS = ROOT / "docs" / "operators"
SETTING = re.compile(r"TINNHIEM_[A-Z][A-Z_]*[A-Z]")
SPOKEN_OF_BY = {".py", ".sh", "", ".mjs"}
"""Kinds of files that may read a setting; scripts of the house have no suffix."""
KNOWN_TOOLS = {"git", "cd", "mkdir", "export"}


def text_of(name: str) -> str:
    """A page of the operators' handbook."""
    return (OPERATORS / name).read_text(encoding="utf-8")


def settings_in_code() -> set[str]:
    """Every setting that code, scripts or tests of the house read."""
    return {
        name
        for path in files()
        if path.suffix in SPOKEN_OF_BY and path.parts[len(ROOT.parts)] not in {"docs", "LICENSE"}
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }


def commands_of_the_house() -> set[str]:
    """What a person can type."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    of_one_word = set(project["scripts"]) - {"tinnhiem"}
    return {f"tinnhiem {name}" for name in COMMANDS} | of_one_word | {"./run", "./test"}


class TestASetting:
    def test_of_the_code_is_seen(self):
        assert {"TINNHIEM_HOME", "TINNHIEM_PACKS", "TINNHIEM_VENV", "TINNHIEM_CHROMIUM"} <= settings_in_code()

    def test_has_its_entry_and_each_entry_its_setting(self):
        described = {cell for cell in first_cells(text_of("settings.vi.md")) if SETTING.fullmatch(cell)}

        assert described == settings_in_code()


class TestACommand:
    def test_has_its_entry_and_each_entry_its_command(self):
        assert set(first_cells(text_of("commands.vi.md"))) == commands_of_the_house()

    @pytest.mark.parametrize("page", ["handbook.vi.md", "handbook.en.md"])
    def test_that_the_handbook_gives_exists(self, page: str):
        first = {line[0] for line in commands(text_of(page))}

        unknown = {word for word in first - KNOWN_TOOLS if not (ROOT / word).exists()}

        assert unknown <= {".venv/bin/tinnhiem", ".venv/bin/python"}

    @pytest.mark.django_db
    @pytest.mark.parametrize("page", ["handbook.vi.md", "handbook.en.md"])
    def test_that_sets_up_units_and_accounts_runs_as_it_stands(
        self, page: str, capsys: pytest.CaptureFixture[str]
    ):
        lines = [line[1:] for line in commands(text_of(page)) if line[0] == ".venv/bin/tinnhiem"]
        told = [line for line in lines if line[0] in {"unit", "person", "account"}]

        codes = [main(line) for line in told]

        assert len(told) >= 5
        assert codes == [0] * len(told), capsys.readouterr().err
