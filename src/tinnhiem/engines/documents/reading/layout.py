"""Lines of text to blocks: paragraphs made whole again, items with their signs, rows with their cells.

Hard-wrapped lines are joined, a paste that lost its line breaks is listed anew, marks of mark-up languages
and lines without letters are dropped. What remains reads the same however the text was carried.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from tinnhiem.engines.documents.reading.flattened import lost_breaks
from tinnhiem.engines.documents.reading.folding import folded
from tinnhiem.engines.documents.reading.limits import MAX_BLOCK
from tinnhiem.engines.documents.reading.markers import ALONE, INSIDE, PLAIN, Marker, marker_of
from tinnhiem.engines.documents.reading.traced import Span, TracedText, glue, joined

_MARKUP: Final = re.compile(
    r"\*\*+|__+|(?<![\w*])\*(?=[^\W\d_])|(?<=[\w:.;)])\*(?![\w*])|\A\s*(?:#{1,6}|>+)\s+|\A\s*\|(?=.*\|\s*\Z)|(?<=\|)\s*\|\s*\Z|(?<=\w)\s\|\s*\Z|\\(?=[-*_.#|])"
)
_ANYTHING: Final = re.compile(r"[^\W_]")
_RUN: Final = re.compile(r"[ \t]{2,}|\t")
_CELL_BREAK: Final = re.compile(r"[^\S\t]*[|\t][^\S\t]*")
_COLUMN_GAP: Final = re.compile(r" {3,}|\t")
_LEFT_BLANK: Final = re.compile(
    r"(?i:(?<=số)|(?<=số:)|(?<=số :))[ \t]{2,}(?=[/-])|(?i:(?<=ngày)|(?<=tháng))[ \t]{2,}(?=(?i:tháng|năm)|/)"
)
"""Room left to write a number or a day in by hand, which divides no columns."""
_CLOSED: Final = re.compile(r"[.;:!?。；：！？…/][)”\"»*]*\Z")
_STOPS: Final = re.compile(r"[.:!?。：！？…][)”\"»*]*\Z")
_LEFT_OPEN: Final = re.compile(
    r"(?<!\w)(?i:và|của|với|cho|các|những|về|tại|theo|từ|trước|trong|chậm nhất)\Z|\w\s[-–]\Z"
)
_BEFORE_NUMBER: Final = re.compile(r"(?<!\w)(?i:ngày|tháng|năm|quý)\Z")
_NUMERAL: Final = re.compile(r"\d|[IVX]{1,3}(?!\w)")
"""A word or sign that no paragraph ends with."""
_LOWER_START: Final = re.compile(r"[^\W\d_]")
_BRACKETS: Final = (("(", ")"), ("（", "）"))
_LONE_BRACKETS: Final = frozenset(")）")
"""All that a wrapping program may leave for the last line of a paragraph."""
_ASIDE_LABEL: Final = re.compile(r"[(（【〔][\u3400-\u9fff]{2,8}[:：]")
"""A bracket with a label, which belongs to the work before it: "（牵头单位：…）"."""
_IDEOGRAPH: Final = re.compile("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
_CLAUSE_SIGN: Final = re.compile("[，。；,;].")
_LATIN_START: Final = re.compile(r"[\dA-Za-z.]*")
_KEPT_TOGETHER: Final = re.compile("[\\dA-Za-z]|.[，。、；：！？）》”,;:!?)]")
"""What a program moves to the next Chinese line as a whole, so that the one before stays a letter short."""
_LABEL: Final = re.compile(r"[A-ZĐÀ-Ỹ]{2,}(?:\s+[A-ZĐÀ-Ỹ]+){1,4}\s*:")
_FIRST_WORD: Final = re.compile(r"\S+")
MIN_WRAP, MAX_WRAP = 16, 200
"""Lines shorter or longer than these are not the work of a wrapping program."""
_LONG_PASTE, _PASTE = 500, 120
_SHORTEST_ITEM: Final = 10
"""Where signs stand closer than this on average, they open no items."""


@dataclass(frozen=True)
class Block:
    """One paragraph, item or table row: its words on one line, and the sign that opened it."""

    traced: TracedText
    marker: Marker
    cells: tuple[Span, ...] = ()
    """The places of the cells of a row; an empty cell starts where it ends."""
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
    is_piece: bool = False
    """Whether this is a further piece of an overlong line."""
    is_flat: bool = False
    """Whether this comes from a paste on one line, in which no row can be told."""

    @property
    def text(self) -> str:
        return self.traced.text

    @property
    def is_row(self) -> bool:
        return not self.is_flat and self._is_divided

    @property
    def _is_divided(self) -> bool:
        return "|" in self.text or "\t" in self.text[self.marker.length :]


def blocks_of(text: TracedText) -> tuple[Block, ...]:
    """The blocks of ``text`` in reading order."""
    lines = list(_cut(_relisted(list(_lines(text)))))
    wrap = _wrapping(lines)
    return tuple(_block(group) for group in _groups(lines, wrap))


def _lines(text: TracedText) -> Iterator[_Line]:
    gap, start, held = False, 0, None
    for piece in text.text.split("\n"):
        line = text.part(start, start + len(piece))
        start += len(piece) + 1
        stripped = _stripped(line.without(_MARKUP))
        stripped = stripped.replaced(_LEFT_BLANK, " ")
        stripped = stripped.replaced(_COLUMN_GAP, " " if "|" in stripped.text else "\t")
        if ALONE.match(stripped.text):
            held = stripped
        elif not (_ANYTHING.search(stripped.text) or stripped.text in _LONE_BRACKETS):
            gap = True
        else:
            whole = joined([held, glue(" ", after=held), stripped]) if held else stripped
            yield _Line(whole, marker_of(whole.text), gap)
            gap, held = False, None


def _cut(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines, overlong ones in pieces."""
    for line in lines:
        if len(line.text) <= MAX_BLOCK:
            yield line
            continue
        start = 0
        while start < len(line.text):
            blank = line.text.rfind(" ", start, start + MAX_BLOCK)
            end = blank if blank > start and start + MAX_BLOCK < len(line.text) else start + MAX_BLOCK
            part = _stripped(line.traced.part(start, min(end, len(line.text))))
            if len(part):
                yield _Line(
                    part,
                    marker_of(part.text) if start == 0 else Marker("", PLAIN, 0),
                    line.gap,
                    is_piece=start > 0,
                    is_flat=line.is_flat,
                )
            start = end


def _stripped(line: TracedText) -> TracedText:
    text = line.text
    return line.part(len(text) - len(text.lstrip()), max(len(text.rstrip()), len(text) - len(text.lstrip())))


def _relisted(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, with those that hold a whole list broken up before each of its signs.

    Where nearly all text stands on one line, the paste lost its line breaks: there the set words of an
    official form and a run of numbers begin lines as well.
    """
    whole = sum(len(line.text) for line in lines)
    for line in lines:
        is_all = len(line.text) * 10 > whole * 9
        breaks = _breaks(line, is_all=is_all) if len(line.text) > (_PASTE if is_all else _LONG_PASTE) else []
        if len(breaks) < 2 or len(breaks) * _SHORTEST_ITEM > len(line.text):
            yield replace(line, is_flat=is_all and len(line.text) > _LONG_PASTE)
            continue
        starts = [0, *(end for _, end in breaks)]
        ends = [*(start for start, _ in breaks), len(line.text)]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            part = _stripped(line.traced.part(start, end))
            if _ANYTHING.search(part.text):
                yield _Line(part, marker_of(part.text), line.gap and not number, is_flat=is_all)


def _breaks(line: _Line, *, is_all: bool) -> list[Span]:
    """Where a line that holds a list is to be broken: the blanks before each of its signs."""
    if is_all:
        return lost_breaks(line.text)
    return [] if line.is_row else [found.span() for found in INSIDE.finditer(line.text)]


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """The width a program wrapped lines to (0: none did) and how much room it left that a word would fill."""

    width: int = 0
    slack: int = 0


def _wrapping(lines: Sequence[_Line]) -> _Wrapping:
    """How a program wrapped these lines, seen from the sentences that run on into the next line."""
    running = [line for line in lines if not line.is_row]
    lengths = sorted(len(line.text) for line in running)
    if len(lengths) < 3:
        return _Wrapping()
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not MIN_WRAP <= width <= MAX_WRAP or lengths[-1] > 2 * width:
        return _Wrapping()
    pairs = [(one, two) for one, two in pairwise(running) if not two.gap]
    if _fills_lines(pairs, lengths[-1]):
        return _Wrapping(lengths[-1])
    long = [(one, two) for one, two in pairs if len(one.text) * 3 > width * 2]
    unclosed = [(one, two) for one, two in long if not _CLOSED.search(one.text)]
    broken = [(one, two) for one, two in long if _flows(one, two)]
    tight = all(lengths[-1] - len(one.text) <= _first_word(two) for one, two in broken)
    if len(broken) < 2 or not (len(broken) * 7 >= len(pairs) or (tight and len(broken) * 3 >= len(unclosed))):
        return _Wrapping()
    width = lengths[-1] if tight else width
    rooms = sorted(width - len(one.text) - _first_word(two) for one, two in broken)
    most = max(2, width // 14)
    return _Wrapping(width, min(most, max(0, rooms[int(len(rooms) * 0.95)])))


def _fills_lines(pairs: Sequence[tuple[_Line, _Line]], longest: int) -> bool:
    """Whether Chinese lines break off in mid-sentence wherever they are full."""
    filled = [
        (one, two)
        for one, two in pairs
        if _IDEOGRAPH.search(one.text)
        and (len(one.text) == longest or (len(one.text) == longest - 1 and _KEPT_TOGETHER.match(two.text)))
    ]
    running_on = [pair for pair in filled if not _STOPS.search(pair[0].text) and not pair[1].marker.sign]
    prose = any(_CLAUSE_SIGN.search(one.text) for one, _ in running_on)
    return prose and len(running_on) * 2 >= len(filled)


def _first_word(line: _Line) -> int:
    first = _FIRST_WORD.search(line.text)
    if first is None or not _is_chinese(line):
        return len(first[0]) if first else 1
    latin = _LATIN_START.match(line.text)
    return max(1, latin.end()) if latin else 1


def _is_chinese(line: _Line) -> bool:
    """Whether a line is Chinese, be it that it opens with a number."""
    return bool(_IDEOGRAPH.search(line.text[:8]))


def _flows(line: _Line, after: _Line) -> bool:
    """Whether ``after`` reads as the rest of a sentence that ``line`` left open."""
    if _CLOSED.search(line.text) or after.marker.sign:
        return False
    start = after.text[0]
    if _LEFT_OPEN.search(line.text) or (_BEFORE_NUMBER.search(line.text) and _NUMERAL.match(after.text)):
        return True
    if _IDEOGRAPH.match(start):
        return bool(_IDEOGRAPH.match(line.text[-1])) and line.text[-1] not in "）)》"
    return bool(_LOWER_START.match(start)) and start == start.lower()


def _groups(lines: Sequence[_Line], wrap: _Wrapping) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and _continues(group[-1], line, wrap):
            group.append(line)
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _continues(line: _Line, after: _Line, wrap: _Wrapping) -> bool:
    width = wrap.width
    if _inside_brackets(line, after):
        return True
    if (
        line.is_row
        or after.is_row
        or after.is_piece
        or (_LABEL.match(after.text) and not line.text.isupper())
    ):
        return False
    if not width:
        return _flows(line, after) and len(line.text) > 60 and not _IDEOGRAPH.match(after.text[0])
    ideographs = _is_chinese(after)
    word = _first_word(after)
    room = width - len(line.text)
    full = room <= (1 if ideographs else word + wrap.slack)
    filled = room <= 0 or (room == 1 and _KEPT_TOGETHER.match(after.text))
    if _IDEOGRAPH.search(line.text) and filled and not after.gap and not after.marker.sign:
        full_stop = room <= 0 and line.text.endswith("。") and not _stands_alone(after, width)
        return full_stop or not _STOPS.search(line.text)
    if after.gap or not full:
        return not ideographs and _flows(line, after) and len(line.text) * 2 > width
    closed = bool(_CLOSED.search(line.text))
    if after.marker.sign:
        return not closed and not ideographs and _inside_words(line, after)
    runs_on = after.text[0].islower() and not ideographs and not line.text.endswith(":")
    return (
        not closed
        or runs_on
        or (
            line.text.endswith((".", "。"))
            and not line.text.endswith("./.")
            and room < word
            and not _stands_alone(after, width)
        )
    )


def _inside_brackets(line: _Line, after: _Line) -> bool:
    """Whether a bracket opened in ``line`` is closed in ``after``."""
    for opening, closing in _BRACKETS:
        if opening in line.text and closing in after.text and _spans(opening, closing, line, after):
            return True
    return False


def _spans(opening: str, closing_sign: str, line: _Line, after: _Line) -> bool:
    """Whether what the last ``opening`` of ``line`` opened is closed at the start of ``after``."""
    opened = line.text[line.text.rfind(opening) :]
    closing = after.text.find(closing_sign)
    return (
        closing_sign not in opened
        and closing < MAX_WRAP
        and opening not in after.text[:closing]
        and not (after.gap or after.marker.sign or after.is_piece or line.is_row or after.is_row)
    )


def _stands_alone(line: _Line, width: int) -> bool:
    """Whether a short line without a closing sign is a line of its own, such as a name below an article."""
    closed = line.text.endswith((".", ";", "!", "?", "…", "。")) or _ASIDE_LABEL.match(line.text)
    return len(line.text) * 2 < width and not closed


def _inside_words(line: _Line, after: _Line) -> bool:
    """Whether the sign at the start of ``after`` is a dash or number of the sentence that ``line`` began."""
    return line.text[-1] not in ".;:" and len(line.text) > MIN_WRAP and not after.marker.sign.endswith(")")


def _block(group: Sequence[_Line]) -> Block:
    first = group[0]
    parts = [first.traced]
    for line in group[1:]:
        ends = parts[-1].text[-1] + line.text[0]
        is_chinese = _IDEOGRAPH.search(ends) or (ends.isdigit() and _IDEOGRAPH.search(line.text))
        close = is_chinese and all(_IDEOGRAPH.match(end) or end.isalnum() or end in ",:;." for end in ends)
        parts.extend([line.traced] if close else [glue(" ", after=parts[-1]), line.traced])
    whole = joined(parts) if len(parts) > 1 else first.traced
    content = whole.part(first.marker.length, len(whole))
    if first.is_row:
        return _row(content, first)
    return Block(content.replaced(_RUN, " "), first.marker, after_gap=first.gap)


def _row(content: TracedText, line: _Line) -> Block:
    breaks = [
        0,
        *(place for found in _CELL_BREAK.finditer(content.text) for place in found.span()),
        len(content),
    ]
    cells = tuple(zip(breaks[::2], breaks[1::2], strict=True))
    filled = [cell for cell in cells if cell[1] > cell[0]]
    if len(filled) < 2:
        only = content.part(*filled[0]) if filled else content
        return Block(only.replaced(_RUN, " "), line.marker, after_gap=line.gap)
    return Block(content, line.marker, cells, line.gap)
