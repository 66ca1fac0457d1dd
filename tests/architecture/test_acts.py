"""A line of the ledger never says who voted, received or returned a ballot, nor in which order."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, dotted, modules_of, planted
from tinnhiem.apps.org.bindings import BINDINGS
from tinnhiem.common.sentences import LANGUAGES, catalogue

NAME = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")
ONE_BALLOT = re.compile(r"(ballot|slip|sheet|paper|vote|credential|voter)\.(?!adjudicated|accounted)\w+")
IN_THE_ROOM = re.compile(r"(ballots?|slips?|roll|attendance|poll|box|check_in)\.")
PERSON = re.compile(r"person|voter|account|attendee|summoned")


def acts(module: Module) -> Iterator[tuple[ast.Call, str, str]]:
    """Each line appended to the ledger: the call, the name of its act, the source of its subject."""
    for call in ast.walk(module.tree):
        if isinstance(call, ast.Call) and dotted(call.func) in {"audit.append", "append"}:
            words = {word.arg: word.value for word in call.keywords}
            if isinstance(words.get("act"), ast.Constant) and "subject" in words:
                yield call, str(words["act"].value), ast.unparse(words["subject"])


def telling_acts(module: Module) -> list[str]:
    """Acts named after a single ballot, and acts in the room that are about a single person."""
    return [
        f"{module.name}:{call.lineno} {act} about {subject}"
        for call, act, subject in acts(module)
        if ONE_BALLOT.fullmatch(act) or (IN_THE_ROOM.match(act) and PERSON.search(subject))
    ]


def ill_named_acts(module: Module) -> list[str]:
    """Acts that are not called ``subject.happened``."""
    return [act for _, act, _ in acts(module) if not NAME.fullmatch(act)]


class TestAnAct:
    @pytest.mark.parametrize(
        "source",
        [
            'audit.append(actor=a, act="ballot.cast", subject=f"poll:{poll.pk}", at=at)',
            'audit.append(actor=a, act="slip.drawn", subject=f"poll:{poll.pk}", at=at)',
            'audit.append(actor=a, act="paper.exchanged", subject=f"poll:{poll.pk}", at=at)',
            'audit.append(actor=a, act="attendance.recorded", subject=f"person:{person.pk}", at=at)',
            'audit.append(actor=a, act="ballots.issued", subject=f"account:{voter}", at=at)',
        ],
    )
    def test_that_tells_of_one_voter_is_found(self, source: str):
        assert telling_acts(planted(source, "tinnhiem.apps.planted"))

    def test_may_tell_of_totals_and_of_the_poll(self):
        source = 'audit.append(actor=a, act="ballots.issued", subject=f"poll:{poll.pk}", at=at, after={"issued": 28})'

        assert not telling_acts(planted(source, "tinnhiem.apps.planted"))

    def test_of_the_house_tells_of_no_voter(self):
        assert [found for module in modules_of("apps", "web", "cli") for found in telling_acts(module)] == []

    def test_is_named_after_its_subject_and_what_happened(self):
        assert sum(1 for module in modules_of("apps") for _ in acts(module)) > 0
        assert [act for module in modules_of("apps") for act in ill_named_acts(module)] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_words_for_the_reader_of_the_ledger(self, language: str):
        written = {act for module in modules_of("apps") for _, act, _ in acts(module)}
        written |= {
            f"{binding.act}.{done}" for binding in BINDINGS.values() for done in ("entered", "changed")
        }

        wordless = {act for act in written if f"act_{act.replace('.', '_')}" not in catalogue(language)}

        assert wordless == set()
