"""The handbook of the users names what its pages show: labels, pictures, sentences of refusal."""

import runpy
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.docs.markdown import labels, pictures
from tests.web.messages import read
from tinnhiem.cli.manage import COMMANDS

USERS = ROOT / "docs" / "users"
PAGES = sorted(USERS.glob("*.md"))
LARGEST = 150_000


def shown() -> set[str]:
    """Every sentence and label that the pages of the house can show, in Vietnamese."""
    forms = (one.id if isinstance(one.id, tuple) else (one.id,) for one in read("en") if one.id)
    return {" ".join(form.split()) for ids in forms for form in ids}


def unknown_labels(text: str) -> list[str]:
    """What stands in bold and is on no page."""
    return sorted(labels(text) - shown())


def named(page: Path) -> str:
    """The page's name, for the report of a test."""
    return page.name


class TestALabelInTheHandbook:
    def test_that_no_page_shows_is_found(self):
        assert unknown_labels("Bấm **Gửi phiếu điện tử** rồi **Mở hòm phiếu**.") == ["Gửi phiếu điện tử"]

    @pytest.mark.parametrize("page", PAGES, ids=named)
    def test_is_the_label_of_a_page(self, page: Path):
        assert unknown_labels(page.read_text(encoding="utf-8")) == []


class TestAPicture:
    @pytest.mark.parametrize("page", PAGES, ids=named)
    def test_has_words_for_those_who_do_not_see_it(self, page: Path):
        wordless = [target for words, target in pictures(page.read_text(encoding="utf-8")) if len(words) < 8]

        assert wordless == []

    def test_is_small_enough_for_a_slow_line(self):
        assert [path.name for path in (USERS / "pictures").iterdir() if path.stat().st_size > LARGEST] == []

    def test_is_shown_somewhere(self):
        used = {target for page in PAGES for _, target in pictures(page.read_text(encoding="utf-8"))}

        assert {f"pictures/{path.name}" for path in (USERS / "pictures").iterdir()} == used

    def test_is_one_that_a_script_makes(self):
        parts = runpy.run_path(str(ROOT / "tools/handbook_pictures.py"))["PARTS"]
        drawn = runpy.run_path(str(ROOT / "tools/handbook_sheets.py"))["SHEETS"]

        assert {path.stem for path in (USERS / "pictures").iterdir()} == {*parts, *drawn}


class TestThePageOfRefusals:
    def test_says_what_the_pages_say(self):
        """Run ``tools/handbook_refusals.py`` after a change of sentences."""
        made = runpy.run_path(str(ROOT / "tools/handbook_refusals.py"))["page"]()

        assert (USERS / "refusals.vi.md").read_text(encoding="utf-8") == made


class TestTheHandbook:
    def test_sends_no_officer_to_a_command(self):
        told = [
            (page.name, name)
            for page in PAGES
            for name in COMMANDS
            if f"tinnhiem {name}" in page.read_text(encoding="utf-8")
        ]

        assert told == []
