"""PDF files with a text layer to text: whole paragraphs, without what every page repeats."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package ships no types

from tinnhiem.engines.documents.reading.errors import DocumentDamaged, PasswordNeeded, TextTooLong
from tinnhiem.engines.documents.reading.limits import MAX_CHARACTERS, MAX_PAGES
from tinnhiem.engines.documents.reading.markers import marker_of

_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:-\s*\d{1,4}\s*-|(?:trang|page|第)?\s*\d{1,4}\s*(?:页|(?:/|of|trên)\s*\d{1,4})?)\s*\Z",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"[.;:!?。；：！？][)”\"]*\s*\Z")
_MARGIN: Final = 0.065
"""The share of a page's height that is margin, where headers and page numbers stand."""
_OPEN_PASSWORD: Final = "password"  # noqa: S105 (a word in the message of the library, not a secret)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    word: float
    """How wide the first word is."""
    is_at_edge: bool
    """Whether it stands in the margin at the top or the bottom of its page."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the lines of a document are set."""

    left: float
    right: float
    leading: float
    opens: frozenset[int]
    """Where first lines of paragraphs begin, that is lines whose next line returns to ``left``."""


def text_of_pdf(data: bytes) -> str:
    """The text of a PDF, one paragraph a line; empty where its pages are pictures.

    Raises when it is damaged, locked or longer than the caps.
    """
    document = open_pdf(data)
    try:
        pages = [_page_lines(document[number]) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise DocumentDamaged from error
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page) > MAX_CHARACTERS:
        raise TextTooLong(limit=MAX_CHARACTERS)
    return "\n".join(_paragraphs(_without_repeats(pages)))


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The opened document; raises when it is damaged, locked or has too many pages."""
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        raise (PasswordNeeded if _OPEN_PASSWORD in str(error).lower() else DocumentDamaged)() from error
    if pages > MAX_PAGES:
        document.close()
        raise TextTooLong(limit=MAX_CHARACTERS)
    return document


def _page_lines(page: pdfium.PdfPage) -> list[_Line]:
    letters = page.get_textpage()
    height = page.get_height()
    whole = letters.get_text_range(0, letters.count_chars())
    lines: list[_Line] = []
    start = 0
    for piece in whole.split("\r\n"):
        lead = len(piece) - len(piece.lstrip())
        text = piece.strip()
        if text:
            lines.append(_line(letters, text, start + lead, height))
        start += len(piece) + 2
    return lines


def _line(letters: pdfium.PdfTextPage, text: str, start: int, height: float) -> _Line:
    last = min(start + len(text), letters.count_chars()) - 1
    end_of_word = min(start + len(text.split(maxsplit=1)[0]) - 1, last)
    first, word, final = (letters.get_charbox(place, loose=True) for place in (start, end_of_word, last))
    at_edge = not height * _MARGIN < first[3] < height * (1 - _MARGIN)
    return _Line(text, first[0], final[2], first[3], first[1], word[2] - first[0], at_edge)


def _without_repeats(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """The pages without numbers and without what several of them repeat in their margins."""
    shapes = Counter(shape for page in pages for shape in {_shape(line) for line in page if line.is_at_edge})
    repeated = {shape for shape, count in shapes.items() if count >= 2 and count * 2 >= len(pages)}
    return [
        [
            line
            for line in page
            if not line.is_at_edge or (_shape(line) not in repeated and not _PAGE_NUMBER.match(line.text))
        ]
        for page in pages
    ]


def _shape(line: _Line) -> str:
    return _DIGITS.sub("#", line.text)


def _paragraphs(pages: Sequence[list[_Line]]) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    if not lines:
        return
    shape = _shape_of(lines)
    paragraph = lines[0].text
    for line, after in pairwise(lines):
        if _goes_on(line, after, shape):
            paragraph += (" " if after.text[0] < "\u3000" else "") + after.text
        else:
            yield paragraph
            paragraph = after.text
    yield paragraph


def _shape_of(lines: Sequence[_Line]) -> _Shape:
    right = sorted(line.right for line in lines)[int(len(lines) * 0.95)]
    left = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    returns = Counter(
        round(one.left)
        for one, two in pairwise(lines)
        if one.left > left + 10 and abs(two.left - left) < 3 and one.right > right - 12
    )
    opens = frozenset(place for place, count in returns.items() if count >= 2)
    return _Shape(left, right, _leading(lines), opens)


def _leading(lines: Sequence[_Line]) -> float:
    """The usual distance from one line to the next."""
    steps = sorted(one.top - two.top for one, two in pairwise(lines) if one.top > two.top)
    return steps[len(steps) // 2] if steps else 0.0


def _goes_on(line: _Line, after: _Line, shape: _Shape) -> bool:
    """Whether ``after`` continues the paragraph of ``line``: that line was full and nothing new begins."""
    full = line.right + after.word > shape.right - 12
    closed = bool(_CLOSED.search(line.text))
    step = line.top - after.top
    apart = step > shape.leading * 1.45 or (step < -shape.leading and closed)
    indented = after.left > shape.left + 10 and after.left > line.left + 6
    if (
        not full
        or round(after.left) in shape.opens
        or (apart and (closed or step > 0))
        or (indented and closed)
    ):
        return False
    return not marker_of(after.text).sign or (
        not closed and after.left <= line.left + 1 and "-" in after.text[:2]
    )
