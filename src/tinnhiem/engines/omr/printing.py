"""Draws sheets as PDF: absolute places in millimetres, every copy the same bytes."""

import io
import itertools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import segno
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tinnhiem.engines.omr.definition import Definition, Kind
from tinnhiem.engines.omr.layout import Area, Layout, Row, layout_of
from tinnhiem.engines.omr.typesetting import (
    CENTERED,
    LEADING,
    RIGHT,
    FontChain,
    Style,
    fitted,
    font_runs,
    is_ideograph,
    width_of,
)

__all__ = ["FontChain", "code_modules", "marker_modules", "print_sheets"]

_MM: Final = 72 / 25.4
_MARKER_MODULES: Final = 5
_LINE_MM: Final = 0.3
_HAIRLINE_MM: Final = 0.12


def print_sheets(definition: Definition, *, copies: int, fonts: FontChain) -> bytes:
    """A PDF of ``copies`` equal pages; no page carries a number, a date of printing or a mark of its own.

    Raises ``SheetDoesNotFit``, ``SheetTooNarrow``, ``SheetTextTooLong``, ``SheetGlyphMissing`` or
    ``SheetFontNotReadable``.
    """
    layout = layout_of(definition)
    buffer = io.BytesIO()
    page = (layout.width * _MM, layout.height * _MM)
    canvas = Canvas(buffer, pagesize=page, invariant=True, pageCompression=1)
    canvas.setTitle(definition.title)
    canvas.beginForm("sheet", 0, 0, *page)
    _Sheet(canvas, layout, definition, fonts).draw()
    canvas.endForm()
    for _ in range(copies):
        canvas.doForm("sheet")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@dataclass(frozen=True)
class _Sheet:
    """One sheet being drawn: millimetres from the top left become points from the bottom left."""

    canvas: Canvas
    layout: Layout
    definition: Definition
    fonts: FontChain

    def draw(self) -> None:
        words = _wording(self.definition.language)
        self._anchors()
        self._heading(words)
        self._table(words)
        self._stamp_and_code(words)

    def _anchors(self) -> None:
        for marker in self.layout.markers:
            self._matrix(marker_modules(marker.id), marker.area)
        for tick in self.layout.ticks:
            self._fill(tick)

    def _heading(self, words: dict[str, str]) -> None:
        definition, layout = self.definition, self.layout
        half = layout.unit.height / 2
        unit = Area(layout.unit.x, layout.unit.y, layout.unit.width, half)
        plain = Style(self.fonts.regular, largest=10.5, across=CENTERED)
        self._text(definition.unit, unit, plain)
        self._text(definition.date, Area(unit.x, unit.bottom, unit.width, half), plain)
        self._text(
            definition.title,
            layout.title,
            Style(self.fonts.bold, largest=15, smallest=9, across=CENTERED, is_balanced=True),
        )
        self._text(
            words[definition.kind],
            layout.instruction,
            Style(self.fonts.regular, across=CENTERED, is_balanced=True),
        )
        for line, area in zip(definition.criteria, layout.criteria, strict=True):
            self._text(f"– {line}", area, Style(self.fonts.regular, largest=10))

    def _table(self, words: dict[str, str]) -> None:
        definition = self.definition
        names, *columns = self.layout.head
        heading = Style(self.fonts.bold, largest=10.5, across=CENTERED)
        self._text(words[_names_heading(definition)], names.grown(-1), heading)
        for option, column in zip(definition.options, columns, strict=False):
            self._text(option.label, column.grown(-0.7), heading)
        self._rule(self.layout.table.y)
        for number, row in enumerate(self.layout.rows, start=1):
            self._rule(row.zone.y)
            self._text(f"{number}.", row.number, Style(self.fonts.regular, across=CENTERED))
            self._row(row)
        self._rule(self.layout.table.bottom)

    def _row(self, row: Row) -> None:
        subject = row.subject
        if self.layout.kind is Kind.STRIKE_OUT:
            self._outline(row.boxes[0].area)
            large = Style(self.fonts.bold, largest=14, smallest=9)
            self._text(_spread(subject.name), row.boxes[0].area.grown(-1.5), large)
            self._text(subject.post, row.text, Style(self.fonts.regular, largest=10, smallest=7))
            return
        if not subject.post:
            self._text(subject.name, row.text, Style(self.fonts.regular, smallest=7))
        else:
            share = row.text.height * 0.55
            name = Area(row.text.x, row.text.y, row.text.width, share)
            self._text(subject.name, name, Style(self.fonts.bold, largest=12, smallest=7, down=0.8))
            post = Area(row.text.x, row.text.y + share, row.text.width, row.text.height - share)
            self._text(subject.post, post, Style(self.fonts.regular, largest=9.5, smallest=6.5, down=0.2))
        for box in row.boxes:
            self._outline(box.area)

    def _stamp_and_code(self, words: dict[str, str]) -> None:
        layout, definition = self.layout, self.definition
        self.canvas.setDash(1.5, 2.5)
        self._outline(layout.stamp, width=_HAIRLINE_MM)
        self.canvas.setDash()
        label = Area(layout.stamp.x, layout.stamp.bottom - 5, layout.stamp.width, 5)
        self._text(words["stamp"], label, Style(self.fonts.regular, largest=8, across=CENTERED))
        self._matrix(code_modules(definition.code), layout.qr)
        tag = words["tag"].format(form=definition.form_hash[:8], batch=definition.batch or "–")
        self._text(tag, layout.tag, Style(self.fonts.regular, largest=7, smallest=4.5, across=RIGHT))

    def _rectangle(self, area: Area) -> tuple[float, float, float, float]:
        return area.x * _MM, (self.layout.height - area.bottom) * _MM, area.width * _MM, area.height * _MM

    def _fill(self, area: Area) -> None:
        self.canvas.rect(*self._rectangle(area), stroke=0, fill=1)

    def _outline(self, area: Area, *, width: float = _LINE_MM) -> None:
        """Draw a frame whose outer edge is ``area``."""
        self.canvas.setLineWidth(width * _MM)
        self.canvas.rect(*self._rectangle(area.grown(-width / 2)), stroke=1, fill=0)

    def _rule(self, y: float) -> None:
        table = self.layout.table
        height = (self.layout.height - y) * _MM
        self.canvas.setLineWidth(_HAIRLINE_MM * _MM)
        self.canvas.line(table.x * _MM, height, table.right * _MM, height)

    def _matrix(self, modules: Sequence[Sequence[bool]], area: Area) -> None:
        """Draw dark modules, runs of one line at once so that no seam shows between them."""
        side = area.width / len(modules)
        for line, cells in enumerate(modules):
            for start, end in _dark_runs(cells):
                self._fill(Area(area.x + start * side, area.y + line * side, (end - start) * side, side))

    def _text(self, text: str, area: Area, style: Style) -> None:
        size, lines = fitted(text, width=area.width * _MM, height=area.height * _MM, style=style)
        leading = size * LEADING
        top = (self.layout.height - area.y) * _MM - (area.height * _MM - leading * len(lines)) * style.down
        for index, line in enumerate(lines):
            width = width_of(line, style.fonts, size)
            start = area.x * _MM + (area.width * _MM - width) * style.across
            self._line(line, start, top - index * leading - size * 0.92, style.fonts, size)

    def _line(self, line: str, x: float, y: float, fonts: tuple[Path, ...], size: float) -> None:
        for font, run in font_runs(line, fonts):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, run)
            x += pdfmetrics.stringWidth(run, font, size)


def marker_modules(marker_id: int) -> list[list[bool]]:
    """The 7 × 7 modules of an ArUco marker of the 5 × 5 dictionary, true where black."""
    bits = _marker_bits()[marker_id]
    inner = [
        [not bits >> (24 - line * _MARKER_MODULES - column) & 1 for column in range(_MARKER_MODULES)]
        for line in range(_MARKER_MODULES)
    ]
    border = [True] * (_MARKER_MODULES + 2)
    return [border, *([True, *line, True] for line in inner), border]


def code_modules(code: str) -> list[list[bool]]:
    """The modules of the sheet's QR code, error correction Q, without its quiet zone."""
    return [
        [bool(module) for module in line] for line in segno.make_qr(code, error="q", boost_error=False).matrix
    ]


@cache
def _marker_bits() -> tuple[int, ...]:
    """The code words of OpenCV's predefined dictionary DICT_5X5_1000, row by row, white is 1."""
    text = (files(__package__) / "markers.txt").read_text(encoding="ascii")
    return tuple(int(word, 16) for word in text.split())


def _names_heading(definition: Definition) -> str:
    """Which words stand over the first column: names with posts, names alone, or items."""
    if any(subject.post for subject in definition.subjects):
        return "names_and_posts"
    return "names" if definition.kind is Kind.STRIKE_OUT else "items"


def _spread(name: str) -> str:
    """``name`` with room between Chinese characters, so that a line through them shows between them.

    Two characters are set as wide as three, as lists of Chinese names are.
    """
    room = "\u3000" * (3 if len(name) == 2 else 1)
    pairs = itertools.pairwise(f"{name} ")
    return "".join(one + room if is_ideograph(one) and is_ideograph(two) else one for one, two in pairs)


@cache
def _wording(language: str) -> dict[str, str]:
    text = (files(__package__) / "wording.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)[language]
    return words


def _dark_runs(cells: Sequence[bool]) -> list[tuple[int, int]]:
    edges = [index for index in range(len(cells) + 1) if _dark(cells, index) != _dark(cells, index - 1)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _dark(cells: Sequence[bool], index: int) -> bool:
    return 0 <= index < len(cells) and cells[index]
