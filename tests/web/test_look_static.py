"""Styles, fonts and templates as they are served: nothing inline, nothing from elsewhere, nothing too new."""

import re

import pytest

from .messages import PACKAGE

STATIC = PACKAGE / "web" / "static"
TEMPLATES = sorted((PACKAGE / "web" / "templates").rglob("*.html"))
SHEETS = sorted((STATIC / "css").glob("*.css"))
TOO_NEW = re.compile(r"color-mix|light-dark|@layer|@container|@scope|&")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def ids(paths):
    return [path.name for path in paths]


@pytest.mark.parametrize("sheet", SHEETS, ids=ids(SHEETS))
class TestAStyleSheet:
    def test_needs_nothing_newer_than_chrome_109(self, sheet):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)

        assert TOO_NEW.findall(rules) == []

    def test_loads_only_files_that_are_served_beside_it(self, sheet):
        named = re.findall(r'url\("([^"#][^"]*)"\)', sheet.read_text(encoding="utf-8"))

        assert [path for path in named if not (sheet.parent / path).is_file()] == []

    def test_takes_its_colors_from_the_tokens(self, sheet):
        literal = re.findall(r"#[0-9a-f]{3,8}\b(?!\")", sheet.read_text(encoding="utf-8"))

        assert sheet.name in ("tokens.css", "print.css") or literal == []


@pytest.mark.parametrize("template", TEMPLATES, ids=ids(TEMPLATES))
class TestATemplate:
    def test_holds_no_script_and_no_style(self, template):
        assert INLINE.findall(template.read_text(encoding="utf-8")) == []

    def test_of_a_fragment_says_first_what_it_expects(self, template):
        head = template.read_text(encoding="utf-8").split("<")[0]

        assert not template.name.startswith("_") or "{#" in head or "{% comment %}" in head

    def test_stays_short(self, template):
        assert len(template.read_text(encoding="utf-8").splitlines()) <= 80


class TestTheFonts:
    def test_come_with_their_licence(self):
        licence = (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")

        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert "The Be Vietnam Pro Project Authors" in licence
        assert "The Inter Project Authors" in licence

    def test_weigh_little_enough_for_a_cheap_phone(self):
        assert sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2")) < 112 * 1024
