"""Fits text into places: sizes, lines, and a font for each character."""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tinnhiem.common.errors import DomainError

__all__ = [
    "CENTERED",
    "LEADING",
    "RIGHT",
    "FontChain",
    "SheetFontNotReadable",
    "SheetGlyphMissing",
    "SheetTextTooLong",
    "Style",
    "fitted",
    "font_runs",
    "is_ideograph",
    "width_of",
]

LEADING: Final = 1.18
"""Line height as a multiple of the size: Vietnamese letters carry two marks."""

CENTERED: Final = 0.5
RIGHT: Final = 1.0

_NARROWER: Final = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""Columns to try where a last line is short, as shares of the widest line."""

_NEVER_FIRST: Final = "、。，．：；！？）》〉」』】〕”’…％"
_NEVER_LAST: Final = "（《〈「『【〔“‘"
"""Signs that no Chinese line begins with, and signs that none ends with."""


class SheetGlyphMissing(DomainError):
    """No font of the chain can draw a character, so a name would be printed with a hole."""

    code: ClassVar[str] = "sheet_glyph_missing"


class SheetFontNotReadable(DomainError):
    """The file is no TrueType font; fonts with PostScript outlines are none."""

    code: ClassVar[str] = "sheet_font_not_readable"


class SheetTextTooLong(DomainError):
    """A text is too long for its place even at the smallest legible size."""

    code: ClassVar[str] = "sheet_text_does_not_fit"


@dataclass(frozen=True)
class FontChain:
    """TrueType files to take glyphs from, first come first served."""

    regular: tuple[Path, ...]
    bold: tuple[Path, ...]


@dataclass(frozen=True)
class Style:
    """How a text is set: its fonts, the sizes to try, and the share of free space left of it and above it.

    A balanced text leaves no short last line.
    """

    fonts: tuple[Path, ...]
    largest: float = 11.0
    smallest: float = 7.5
    across: float = 0.0
    down: float = 0.5
    is_balanced: bool = False


def fitted(text: str, *, width: float, height: float, style: Style) -> tuple[float, list[str]]:
    """The largest size in points, by halves, at which ``text`` fits a place given in points, and its lines.

    Raises ``SheetTextTooLong``, ``SheetGlyphMissing`` or ``SheetFontNotReadable``.
    """
    size = style.largest
    while size >= style.smallest:
        lines = _wrapped(text, width, style.fonts, size)
        is_wide = any(width_of(line, style.fonts, size) > width for line in lines)
        if not is_wide and len(lines) * size * LEADING <= height:
            return size, _balanced(text, lines, style.fonts, size) if style.is_balanced else lines
        size -= 0.5
    raise SheetTextTooLong(text=text[:60], length=len(text))


def width_of(line: str, fonts: tuple[Path, ...], size: float) -> float:
    """The width of ``line`` in points."""
    return sum(float(pdfmetrics.stringWidth(run, font, size)) for font, run in font_runs(line, fonts))


def font_runs(line: str, fonts: tuple[Path, ...]) -> list[tuple[str, str]]:
    """Pieces of ``line`` with the name of the font that draws each."""
    runs: list[tuple[str, str]] = []
    for character in line:
        name = _font_of(character, fonts)
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + character)
        else:
            runs.append((name, character))
    return runs


def _wrapped(text: str, width: float, fonts: tuple[Path, ...], size: float) -> list[str]:
    lines = [""]
    for word in _words(text):
        longer = lines[-1] + word
        if lines[-1] and width_of(longer.rstrip(), fonts, size) > width:
            lines.append(word.lstrip())
        else:
            lines[-1] = longer
    return [line.strip() for line in lines]


def _balanced(text: str, lines: list[str], fonts: tuple[Path, ...], size: float) -> list[str]:
    """``lines``, or where the last is short, as many that are shorter."""
    widest = max(width_of(line, fonts, size) for line in lines)
    narrower = (_wrapped(text, widest * share, fonts, size) for share in _NARROWER)
    evener = (found for found in [lines, *narrower] if width_of(found[-1], fonts, size) > widest / 3)
    best = next(evener, lines)
    return best if len(best) == len(lines) else lines


def _words(text: str) -> list[str]:
    """Breakable pieces: words with the blank before them, single characters of Chinese with their signs."""
    pieces: list[str] = []
    for character in text:
        if pieces and not _may_break(pieces[-1][-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _may_break(before: str, after: str) -> bool:
    if before in _NEVER_LAST or after in _NEVER_FIRST:
        return False
    return after == " " or is_ideograph(before) or is_ideograph(after)


def is_ideograph(character: str) -> bool:
    """Whether ``character`` is set as Chinese is, with a break allowed on either side."""
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


@cache
def _font_of(character: str, fonts: tuple[Path, ...]) -> str:
    for path in fonts:
        font = _font(path)
        if ord(character) in font.face.charToGlyph:
            return str(font.fontName)
    raise SheetGlyphMissing(character=character, code_point=f"U+{ord(character):04X}")


@cache
def _font(path: Path) -> TTFont:
    """Register the font file once per process and return it; raises ``SheetFontNotReadable``."""
    try:
        font = TTFont(f"sheet-{path.stem}", str(path))
    except (TTFError, OSError, struct.error) as error:
        raise SheetFontNotReadable(file=str(path)) from error
    pdfmetrics.registerFont(font)
    return font
