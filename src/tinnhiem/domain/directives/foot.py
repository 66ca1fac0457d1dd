"""The foot of an official document: recipients, on whose behalf it is signed, and by whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tinnhiem.domain.directives.findings import Finding
from tinnhiem.domain.directives.vocabulary import words
from tinnhiem.engines.documents.reading.folding import phrases
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_RECIPIENTS: Final = re.compile(r"nơi\s+nhận\s*:?\s*")
_TITLES: Final = phrases(*words("posts", "titles"))
_BEHALF: Final = re.compile(
    r"(?P<how>tm|kt|tl|tuq|t/m|t/l|k/t|q)\s*\.?\s+(?=\w)|(?P<dotted>tm|kt|tl|tuq|q)\.(?=\w)"
)
_POST_LINE: Final = re.compile(
    rf"(?:{_TITLES}|bộ trưởng|cục trưởng|chủ trì|chủ tọa|thư ký|người (?:lập|viết)[^\d]*)(?!\w)"
)
_BEHALF_SIGN: Final = re.compile(r"(?<!\w)(?:tm|kt|tl|tuq|q)(?=\.)")
_ANY_TITLE: Final = re.compile(rf"(?<!\w)(?:{_TITLES})(?!\w)")
_SEALED: Final = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, ghi rõ|đóng dấu|ký tên, đóng dấu)[^)]*\)?")
_STATE: Final = {"t/m": "TM", "t/l": "TL", "k/t": "KT"}
MAX_SIGNATURE: Final = 200
TAIL_BLOCKS: Final = 45


@dataclass(frozen=True, slots=True)
class Foot:
    """Where the foot starts and what it says."""

    starts: int
    recipients: tuple[Finding, ...]
    signature: dict[str, Finding]
    chain: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the foot: a block or one cell of a row."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end].strip()

    @property
    def folded(self) -> str:
        return self.block.folded[self.start : self.end].strip()

    def finding(self, rule: str, value: str = "") -> Finding:
        return Finding(
            value or " ".join(self.text.split()), self.text, self.block.origin(self.start, self.end), rule
        )

    def within(self, span: Span) -> "_Line":
        return _Line(self.block, self.start + span[0], self.start + span[1])


def foot_of(blocks: Sequence[Block]) -> Foot:
    """Read the foot; without one it starts behind the last block."""
    starts = _start(blocks)
    lines = list(_lines(blocks[starts:]))
    recipients = _recipients(blocks)
    signature, chain = _signature(lines)
    signed_only = starts < len(blocks) and not recipients and "signer" not in signature
    above_body = any(len(block.text) > 160 for block in blocks[starts + 1 :])
    return Foot(len(blocks) if signed_only or above_body else starts, recipients, signature, chain)


def _start(blocks: Sequence[Block]) -> int:
    first = max(1, len(blocks) - TAIL_BLOCKS)
    for number in range(first, len(blocks)):
        if any(_RECIPIENTS.match(line.folded) or _is_behalf(line) for line in _lines([blocks[number]])):
            return number
    for number in range(max(1, len(blocks) - 6), len(blocks)):
        if (
            blocks[number].text.isupper()
            and _POST_LINE.match(blocks[number].folded)
            and len(blocks[number].text) < 64
        ):
            return number
    return len(blocks)


def _is_behalf(line: _Line) -> bool:
    return (
        bool(_BEHALF.match(line.folded))
        and line.text.split(maxsplit=1)[0].isupper()
        and len(line.text) < 90
        and line.text.upper()[:12] == line.text[:12]
    )


def _lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    for block in blocks:
        for start, end in block.cells or ((0, len(block.text)),):
            if end > start:
                yield _Line(block, start, end)


def _recipients(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    """The members of the list "Nơi nhận", on its own line, in a cell, or as the bullets below it."""
    found: list[Finding] = []
    listing = False
    for line in _lines(blocks):
        opening = _RECIPIENTS.match(line.folded)
        if opening:
            listing = True
            found.extend(_pieces(line, opening.end()))
        elif listing and not line.start and line.block.marker.sign[:1] in {*"-–•+*·"} - {""}:
            found.extend(_pieces(line, 0, divided=False))
        elif listing and found:
            listing = line.block.cells != ()
    return tuple(found)


def _pieces(line: _Line, start: int, *, divided: bool = True) -> Iterator[Finding]:
    """The members that semicolons divide, or the whole of a bullet as one member."""
    lead = len(line.block.text[line.start : line.end]) - len(line.block.text[line.start : line.end].lstrip())
    for part in re.compile(r"[^;]+" if divided else r".+").finditer(
        line.block.text, line.start + lead + start, line.end
    ):
        first, last = part.span()
        while first < last and line.block.text[first] in " -–+•*":
            first += 1
        while last > first and line.block.text[last - 1] in " .;,/":
            last -= 1
        if last > first:
            yield _Line(line.block, first, last).finding("recipients")


def _signature(lines: Sequence[_Line]) -> tuple[dict[str, Finding], tuple[Finding, ...]]:
    found: dict[str, Finding] = {}
    chain: list[Finding] = []
    for line in lines:
        split = _inline_split(line)
        if split:
            _inline(line, split, found, chain)
        elif _is_behalf(line):
            behalf = _BEHALF.match(line.folded)
            how = (behalf["how"] or behalf["dotted"]) if behalf else ""
            chain.append(line.finding("on_behalf", _STATE.get(how, how.upper())))
        elif line.text.isupper() and _POST_LINE.match(line.folded) and "signer" not in found:
            found["signer_title"] = line.finding("post_line")
        elif _is_signer(line, found, chain) and not _is_left_name(line, found, chain):
            found["signer"] = line.finding("name_line")
    if chain:
        found.setdefault("authority", chain[0])
    if chain and "signer" in found:
        found.setdefault("signer_title", chain[-1])
    return found, tuple(chain)


def _is_signer(line: _Line, found: dict[str, Finding], chain: Sequence[Finding]) -> bool:
    if "signer" in found or not (chain or "signer_title" in found) or _SEALED.match(line.folded):
        return False
    names = line.text.strip(" .()").removeprefix("ThS.").removeprefix("TS.").split()
    return (
        2 <= len(names) <= 6
        and all(name.isalpha() and name[0].isupper() for name in names)
        and not line.text.isupper()
    )


def _is_left_name(line: _Line, found: dict[str, Finding], chain: Sequence[Finding]) -> bool:
    """Whether another name stands to the right in the same row: that of the one who signs for the whole."""
    right = [
        _Line(line.block, *cell) for cell in line.block.cells if cell[0] > line.start and cell[1] > cell[0]
    ]
    return any(_is_signer(cell, found, chain) for cell in right)


def _inline_split(line: _Line) -> int:
    """Where the name begins in a signature of one line, behind the capitals; 0 for other lines."""
    if len(line.text) > MAX_SIGNATURE or not _is_behalf(line) or line.text.isupper():
        return 0
    words = re.finditer(r"\S+", line.text)
    return next((word.start() for word in words if not word[0].isupper()), 0)


def _inline(line: _Line, split: int, found: dict[str, Finding], chain: list[Finding]) -> None:
    """Read a signature that a table cell holds on one line."""
    inner = line.block.text[line.start : line.end]
    lead = len(inner) - len(inner.lstrip())
    base = line.within((lead, lead + len(line.text)))
    titles = list(_ANY_TITLE.finditer(base.folded, 0, split))
    post = titles[-1].start() if titles else split
    for how in _BEHALF_SIGN.finditer(base.folded, 0, split):
        chain.append(base.within((how.start(), post)).finding("on_behalf", how[0].upper()))
    if titles:
        found["signer_title"] = base.within((post, split)).finding("post_line")
    if 2 <= len(line.text[split:].split()) <= 6:
        found["signer"] = base.within((split, len(line.text))).finding("name_line")
