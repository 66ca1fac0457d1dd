"""Each noun that a room of the domain offers, and each table, has its row with the Vietnamese word."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps

from tests.architecture.source import ROOT, modules_of
from tinnhiem.common.errors import DomainError


def terms(glossary: str) -> set[str]:
    """The English terms in the first column of every table, in lower case."""
    rows = (line.split("|") for line in glossary.splitlines() if line.startswith("|"))
    return {
        term.strip().lower().replace("-", " ") for row in rows if len(row) > 3 for term in row[1].split(",")
    }


def in_words(name: str) -> str:
    """``PlannedPoll`` as ``planned poll``."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", name)).lower()


def nouns() -> Iterator[str]:
    """The classes that rooms of the domain offer to others, foreseen errors aside, and the tables of the apps."""
    for module in (import_module(module.name) for module in modules_of("domain")):
        offered = (getattr(module, name) for name in getattr(module, "__all__", ()))
        for kind in filter(inspect.isclass, offered):
            if not issubclass(kind, DomainError):
                yield kind.__name__
    for model in apps.get_models():
        if model.__module__.startswith("tinnhiem."):
            yield model.__name__


class TestTheGlossary:
    def test_lacks_a_noun_that_nobody_entered(self):
        made_up = "| English | Vietnamese | Meaning |\n|---|---|---|\n| Ballot, paper ballot | phiếu | one paper |\n"

        assert {"ballot", "paper ballot"} <= terms(made_up)
        assert in_words("PlannedHTMLPoll") == "planned html poll"
        assert in_words("PlannedPoll") not in terms(made_up)

    def test_has_every_noun_of_the_domain_and_every_table(self):
        known = terms(Path(ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))

        assert sorted({name for name in nouns() if in_words(name) not in known}) == []

    def test_gives_each_term_its_vietnamese_word(self):
        rows = [
            [cell.strip() for cell in line.strip("|\n ").split("|")]
            for line in Path(ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
            if line.startswith("|")
        ]

        assert [row for row in rows if len(row) < 3 or not row[1]] == []
