"""The minutes are the pack's words with the meeting's facts, and no sentence of them stands in Python."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import tinnhiem
from tests.builders.authority import an_authority
from tests.builders.meetings import Conference, a_summoned_conference, close, conclude, count, lock, vote
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.models import Meeting, MinutesLine
from tinnhiem.apps.meetings.room import facts_of
from tinnhiem.domain.procedure import Procedure, StepKind, read_procedure
from tinnhiem.packs import PACKS

pytestmark = pytest.mark.django_db

SHIPPED = sorted((PACKS / "vn" / "procedures").glob("*.toml"))
OWN_FACTS = {
    StepKind.ADDRESS: {"address"},
    StepKind.SHOW_OF_HANDS: {"hands"},
    StepKind.COMMENTS: {"speakers"},
}
"""What the secretary enters at a step, beside the facts that every step has."""


def asked_for(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def as_pattern(words: str) -> str:
    """The sentence of the pack with anything in the place of its facts."""
    parts = Formatter().parse(words)
    return "".join(re.escape(text) + ("" if name is None else "(?:.+)") for text, name, _, _ in parts)


def fixed_words(order: Procedure) -> Iterator[str]:
    """The stretches between the facts that are long enough to be a sentence's own."""
    for step in order.steps:
        for words in (step.read_aloud, step.minutes, step.minutes_without, step.irregularity):
            yield from (text.strip() for text, *_ in Formatter().parse(words) if len(text.strip()) > 20)


@pytest.fixture(scope="module")
def over(kept: None) -> Conference:
    """A meeting that went through every step."""
    held = lock(count(vote(a_summoned_conference(an_authority(staff=6))), agree=4))
    conclude(held)
    close(held)
    return held


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
class TestAProcedureThatShips:
    def test_asks_only_for_facts_that_a_meeting_has(self, over, file):
        facts = facts_of(Meeting.objects.get(pk=over.meeting_id)).keys()

        missing = {
            (step.id, fact)
            for step in read_procedure(file).steps
            for words in (step.minutes, step.minutes_without, step.irregularity)
            for fact in asked_for(words) - facts - OWN_FACTS.get(step.kind, set())
        }
        unread = {
            (step.id, fact)
            for step in read_procedure(file).steps
            for fact in asked_for(step.read_aloud) - facts
        }

        assert missing | unread == set()

    def test_has_none_of_its_sentences_in_python(self, over, file):
        code = "\n".join(
            path.read_text(encoding="utf-8") for path in Path(tinnhiem.__path__[0]).rglob("*.py")
        )

        assert [words for words in fixed_words(read_procedure(file)) if words in code] == []


class TestTheMinutesOfAMeeting:
    def test_are_word_by_word_those_of_the_pack(self, over):
        (file,) = (path for path in SHIPPED if path.stem == "reappointment.key_staff_conference")
        steps = read_procedure(file).steps
        lines = list(MinutesLine.objects.filter(meeting_id=over.meeting_id).order_by("position"))

        assert [line.step for line in lines] == [step.id for step in steps]
        for line, step in zip(lines, steps, strict=True):
            assert re.fullmatch(as_pattern(step.minutes), line.text, re.IGNORECASE), line.text

    def test_say_how_many_spoke_and_not_who(self, over):
        spoke = MinutesLine.objects.get(meeting_id=over.meeting_id, step="comments").text

        assert spoke == "Hội nghị tham gia góp ý kiến: có 2 ý kiến phát biểu."

    def test_are_in_the_order_in_which_things_happened(self, over):
        moments = [row.at for row in rooms.cockpit(over.meeting_id, language="vi").minutes]

        assert moments == sorted(moments)
