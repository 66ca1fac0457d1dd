"""Events: what a sentence says took or takes place on a day or between two days."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tinnhiem.domain.directives.calendar import When
from tinnhiem.domain.directives.deadlines import days_in
from tinnhiem.domain.directives.findings import Event
from tinnhiem.domain.directives.sentences import sentences_of
from tinnhiem.domain.directives.vocabulary import names
from tinnhiem.engines.documents.reading.folding import phrases
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_KINDS: Final = names("events")
_EVENT: Final = re.compile(rf"(?<!\w)(?:{phrases(*_KINDS)})(?!\w)")
_REFERS: Final = re.compile(
    r"(?:số\s+\S+|văn bản|công văn|kế hoạch|quyết định|nghị quyết|luật|thông báo|trước|chậm nhất"
    r"|hết)\s*(?:[^\W\d_]+\s+){0,2}\Z"
)
_TO: Final = re.compile(r"\s*(?:đến|-)\s*(?:hết\s+)?(?:ngày\s+)?\Z")
_FROM: Final = re.compile(r"từ\s+(?:ngày\s+)?\Z")
_REACH: Final = 260


def events_in(blocks: Iterable[Block]) -> list[Event]:
    """The dated events, each day and kind once."""
    found: dict[tuple[str, str, str], Event] = {}
    for block in blocks:
        for sentence in sentences_of(block):
            for event in _in_sentence(block, sentence):
                found.setdefault((event.kind, event.on, event.ends), event)
    return list(found.values())


def _in_sentence(block: Block, sentence: Span) -> Iterator[Event]:
    words = block.folded[slice(*sentence)]
    days = [(start, end, when) for start, end, when in days_in(words) if not _REFERS.search(words[:start])]
    skip = False
    for number, (start, end, when) in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else None
        kind = _EVENT.search(words, end, end + _REACH)
        if skip or kind is None:
            skip = False
            continue
        name = _KINDS[" ".join(kind[0].split())]
        if following and _TO.match(words[end : following[0]]):
            opening = _FROM.search(words[:start])
            first = opening.start() if opening else start
            span = (sentence[0] + first, sentence[0] + following[1])
            starts = When(when.year or following[2].year, when.month, when.day)
            yield _event(block, span, name, starts=starts.last_day(), ends=following[2].last_day())
            skip = True
        elif when.year:
            yield _event(block, (sentence[0] + start, sentence[0] + end), name, on=when.last_day())


def _event(block: Block, span: Span, kind: str, *, on: str = "", starts: str = "", ends: str = "") -> Event:
    return Event(block.origin(*span), block.text[slice(*span)], kind, on, starts, ends)
