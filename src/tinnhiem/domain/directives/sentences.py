"""Sentences of a block, as spans without their closing signs."""

import re
from typing import Final

from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_STOP: Final = re.compile(
    r"[.!?…]+[”\"’)]*(?=\s+[\"“(‘]*[^\W\d_]|\s+\d|\s*\Z|(?<=[^\W\d_]{2}[.])(?=[^\W\d_]))"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:tp|ts|ths|pgs|gs|q|p|tx|tt|đ|kt|tl|tm|tuq|st|mr|v\.v|vd|bs|ks|cn|nxb|số)|\b[^\W\d])\.\Z",
    re.IGNORECASE,
)
_CLOSING: Final = " .;,:/…-–”\"»“'"
_OPENING: Final = " -–•+*\"“«'"


def sentences_of(block: Block) -> list[Span]:
    """The sentences of ``block`` from left to right."""
    text = block.text
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _goes_on(text, stop):
            continue
        _add(found, text, start, stop.end())
        start = stop.end()
    _add(found, text, start, len(text))
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks and signs at either end."""
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    while start < end and text[start] in _OPENING:
        start += 1
    return start, end


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether the sign belongs to an abbreviation, a run-on ellipsis or a name."""
    following = text[stop.end() :].lstrip(' "“(‘')[:1]
    if not following:
        return False
    if (
        stop[0].startswith(".")
        and stop[0].strip('”"’)') == "."
        and _ABBREVIATION.search(text, max(0, stop.start() - 8), stop.start() + 1)
    ):
        return True
    if text[stop.end() : stop.end() + 1] not in {" ", ""} and not following.isupper():
        return True
    return following.islower()


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    span = trimmed(text, start, end)
    if span[1] - span[0] > 1:
        found.append(span)
