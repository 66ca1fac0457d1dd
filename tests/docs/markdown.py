"""Reading the project's own Markdown: links, headings, labels in bold, commands, entries of tables."""

import re
import shlex
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT

_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def documents() -> list[Path]:
    """Every page of the project that people read."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def prose(text: str) -> str:
    """``text`` without its blocks of code."""
    return _FENCED.sub("", text)


def links(text: str) -> list[str]:
    """The targets of links and pictures that lead to files of the project, or within the page."""
    return [target for target in _LINK.findall(prose(text)) if "://" not in target]


def pictures(text: str) -> list[tuple[str, str]]:
    """The words that stand in for each picture, and its target."""
    return _PICTURE.findall(text)


def anchors(text: str) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    return {_anchor(line.lstrip("#").strip()) for line in prose(text).splitlines() if line.startswith("#")}


def dead_links(page: Path, text: str) -> list[str]:
    """Links whose file or heading is not there."""
    return [target for target in links(text) if not _leads_somewhere(page, text, target)]


def labels(text: str) -> set[str]:
    """What stands in bold, line breaks folded."""
    return {" ".join(label.split()) for label in re.findall(r"\*\*(.+?)\*\*", prose(text), re.DOTALL)}


def first_cells(text: str) -> Iterator[str]:
    """What stands between back quotes in the first column of the tables."""
    for line in prose(text).splitlines():
        if line.startswith("|"):
            yield from re.findall(r"`([^`]+)`", line.split("|")[1])


def commands(text: str) -> list[list[str]]:
    """The lines of the shell blocks, in words, settings before the command left out."""
    lines = (line for block in _SHELL.findall(text) for line in block.splitlines() if line.strip())
    return [_without_settings(shlex.split(line, comments=True)) for line in lines if not line.startswith("#")]


def _without_settings(words: list[str]) -> list[str]:
    while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
        words = words[1:]
    return words


def _anchor(heading: str) -> str:
    """As forges make it: lower case, blanks as hyphens, other signs dropped, letters with marks kept."""
    words = re.sub(r"[`*_]", "", unicodedata.normalize("NFC", heading).lower())
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def _leads_somewhere(page: Path, text: str, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = (page.parent / path) if path else page
    if not found.exists():
        return False
    return not anchor or anchor in anchors(text if not path else found.read_text(encoding="utf-8"))
