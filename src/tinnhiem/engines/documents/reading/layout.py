"""Lines of text to blocks: paragraphs made whole again, items with their signs, rows with their cells.

Hard-wrapped lines are joined, a paste that lost its line breaks is listed anew, marks of mark-up languages
and lines without letters are dropped. What remains reads the same however the text was carried.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from tinnhiem.engines.documents.reading.folding import folded
from tinnhiem.engines.documents.reading.markers import ALONE, INSIDE, Marker, marker_of
from tinnhiem.engines.documents.reading.traced import Span, TracedText, glue, joined

_MARKUP: Final = re.compile(
    r"\*\*+|__+|\A\s*(?:#{1,6}|>+)\s+|\A\s*\|(?=.*\|\s*\Z)|(?<=\|)\s*\|\s*\Z|(?<=\w)\s\|\s*\Z|\\(?=[-*_.#|])"
)
_ANYTHING: Final = re.compile(r"[^\W_]")
_RUN: Final = re.compile(r"[ \t]{2,}|\t")
_CELL_BREAK: Final = re.compile(r"\s*[|\t]\s*")
_COLUMN_GAP: Final = re.compile(r" {4,}")
_CLOSED: Final = re.compile(r"[.;:!?。；：！？…/][)”\"»*]*\Z")
_LOWER_START: Final = re.compile(r"[^\W\d_]")
_IDEOGRAPH: Final = re.compile("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
_FIRST_WORD: Final = re.compile(r"\S+")
MIN_WRAP, MAX_WRAP = 16, 200
"""Lines shorter or longer than these are not the work of a wrapping program."""
_LONG_PASTE: Final = 500


@dataclass(frozen=True)
class Block:
    """One paragraph, item or table row: its words on one line, and the sign that opened it."""

    traced: TracedText
    marker: Marker
    cells: tuple[Span, ...] = ()
    after_gap: bool = False

    @property
    def text(self) -> str:
        """The words without the sign."""
        return self.traced.text

    @cached_property
    def folded(self) -> str:
        """The words for matching, letter for letter as long as ``text``."""
        return folded(self.traced.text)

    def origin(self, start: int, end: int) -> Span:
        """The span of the original behind the words from ``start`` up to ``end``."""
        return self.traced.origin(start, end)


@dataclass(frozen=True, slots=True)
class _Line:
    traced: TracedText
    marker: Marker
    gap: bool
    """Whether an empty line stood before this one."""

    @property
    def text(self) -> str:
        return self.traced.text

    @property
    def is_row(self) -> bool:
        return "|" in self.text or "\t" in self.text or "    " in self.text


def blocks_of(text: TracedText) -> tuple[Block, ...]:
    """The blocks of ``text`` in reading order."""
    lines = list(_relisted(_lines(text)))
    width = _wrap_width(lines)
    return tuple(_block(group) for group in _groups(lines, width))


def _lines(text: TracedText) -> Iterator[_Line]:
    gap, start, held = False, 0, None
    for piece in text.text.split("\n"):
        line = text.part(start, start + len(piece))
        start += len(piece) + 1
        stripped = _stripped(line.without(_MARKUP))
        if ALONE.match(stripped.text):
            held = stripped
        elif not _ANYTHING.search(stripped.text):
            gap = True
        else:
            whole = joined([held, glue(" ", after=held), stripped]) if held else stripped
            yield _Line(whole, marker_of(whole.text), gap)
            gap, held = False, None


def _stripped(line: TracedText) -> TracedText:
    text = line.text
    return line.part(len(text) - len(text.lstrip()), max(len(text.rstrip()), len(text) - len(text.lstrip())))


def _relisted(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines, with those that hold a whole list broken up before each of its signs."""
    for line in lines:
        breaks = list(INSIDE.finditer(line.text)) if len(line.text) > _LONG_PASTE and not line.is_row else []
        if len(breaks) < 2:
            yield line
            continue
        starts = [0, *(found.end() for found in breaks)]
        ends = [*(found.start() for found in breaks), len(line.text)]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            part = line.traced.part(start, end)
            yield _Line(part, marker_of(part.text), line.gap and not number)


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width that a program wrapped these lines to, or 0 where it seems that none did."""
    running = [line for line in lines if not line.is_row]
    lengths = sorted(len(line.text) for line in running)
    if len(lengths) < 3:
        return 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not MIN_WRAP <= width <= MAX_WRAP or lengths[-1] > 2 * width:
        return 0
    pairs = [(one, two) for one, two in pairwise(running) if not two.gap]
    broken = sum(_flows(one, two) and len(one.text) * 3 > width * 2 for one, two in pairs)
    return width if broken >= 2 and broken * 7 >= len(pairs) else 0


def _flows(line: _Line, after: _Line) -> bool:
    """Whether ``after`` reads as the rest of a sentence that ``line`` left open."""
    if _CLOSED.search(line.text) or after.marker.sign:
        return False
    start = after.text[0]
    if _IDEOGRAPH.match(start):
        return bool(_IDEOGRAPH.match(line.text[-1])) and line.text[-1] not in "）)》"
    return bool(_LOWER_START.match(start)) and start == start.lower()


def _groups(lines: Sequence[_Line], width: int) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and _continues(group[-1], line, width):
            group.append(line)
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _continues(line: _Line, after: _Line, width: int) -> bool:
    if line.is_row or after.is_row:
        return False
    if not width:
        return _flows(line, after) and len(line.text) > 60 and not _IDEOGRAPH.match(after.text[0])
    first = _FIRST_WORD.search(after.text)
    ideographs = bool(_IDEOGRAPH.match(after.text[0]))
    word = 1 if first is None or ideographs else len(first[0])
    room = width - len(line.text)
    full = room <= (1 if ideographs else word + max(2, width // 14))
    if after.gap or not full:
        return not ideographs and _flows(line, after) and len(line.text) * 2 > width
    closed = bool(_CLOSED.search(line.text))
    if after.marker.sign:
        return not closed and not ideographs and _inside_words(line, after)
    return not closed or (line.text.endswith((".", "。")) and not line.text.endswith("./.") and room < word)


def _inside_words(line: _Line, after: _Line) -> bool:
    """Whether the sign at the start of ``after`` is a dash or number of the sentence that ``line`` began."""
    return (
        line.text[-1] not in ".;:"
        and len(line.text) > MIN_WRAP
        and not after.text[: after.marker.length].endswith(")")
    )


def _block(group: Sequence[_Line]) -> Block:
    first = group[0]
    parts = [first.traced]
    for line in group[1:]:
        close = _IDEOGRAPH.match(parts[-1].text[-1]) and _IDEOGRAPH.match(line.text[0])
        parts.extend([line.traced] if close else [glue(" ", after=parts[-1]), line.traced])
    whole = joined(parts) if len(parts) > 1 else first.traced
    content = whole.part(first.marker.length, len(whole))
    if first.is_row:
        return _row(content, first)
    return Block(content.replaced(_RUN, " "), first.marker, after_gap=first.gap)


def _row(content: TracedText, line: _Line) -> Block:
    between = _CELL_BREAK if _CELL_BREAK.search(content.text) else _COLUMN_GAP
    breaks = [0, *(place for found in between.finditer(content.text) for place in found.span()), len(content)]
    cells = tuple((start, end) for start, end in zip(breaks[::2], breaks[1::2], strict=True) if end > start)
    if len(cells) < 2:
        return Block(content.replaced(_RUN, " "), line.marker, after_gap=line.gap)
    return Block(content, line.marker, cells, line.gap)
