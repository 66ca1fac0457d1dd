"""One task as a draft: its span, its parts and its deadline."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tinnhiem.domain.directives.deadlines import deadline_in, is_explicit
from tinnhiem.domain.directives.findings import TaskDraft, UnitName
from tinnhiem.domain.directives.headings import (
    is_boilerplate,
)
from tinnhiem.domain.directives.parts import addressees, coordinating, verb_and_object
from tinnhiem.domain.directives.sentences import trimmed
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_MERELY_TIMES: Final = re.compile(r"(?:hoàn thành|xong|thời gian|thời hạn|hạn|tiến độ)(?!\w)")


def split_by_deadline(block: Block, sentences: Sequence[Span], anchor: date | None) -> list[Span]:
    """One span, or several where a sentence has a deadline of its own."""
    explicit = [is_explicit(deadline_in(block, *sentence, anchor=anchor)) for sentence in sentences]
    spans: list[Span] = []
    was_explicit = False
    for sentence, own in zip(sentences, explicit, strict=True):
        if is_boilerplate(block, sentence[0]) and spans:
            continue
        attached = _MERELY_TIMES.match(block.folded, sentence[0]) and sentence[1] - sentence[0] < 72
        if spans and (attached or not (own or was_explicit)):
            spans[-1] = (spans[-1][0], sentence[1])
        else:
            spans.append(sentence)
        was_explicit = own
    return spans


def draft_of(
    block: Block, span: Span, leads: tuple[UnitName, ...], rule: str, instruction: int, anchor: date | None
) -> TaskDraft:
    """The task that the words of ``span`` give to ``leads``; what is to be done begins at ``instruction``."""
    start, end = trimmed(block.text, *span)
    others = coordinating(block, start, end, leads)
    verb, target = verb_and_object(block, instruction, end)
    return TaskDraft(
        span=block.origin(start, end),
        quote=block.text[start:end],
        leads=leads,
        rule=rule,
        coordinating=others,
        addressees=addressees(block, start, end, (*leads, *others)),
        verb=verb,
        object=target,
        deadline=deadline_in(block, start, end, anchor=anchor),
    )
