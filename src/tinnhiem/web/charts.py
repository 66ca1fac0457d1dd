"""Charts drawn by the server: places in per cent without a view box, so that bars stretch and words do not.

Only geometry is computed here; ``parts/_waffle.html`` and ``parts/_segments.html`` draw it with classes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["Part", "Segments", "Waffle", "segments", "waffle"]

Fill = Literal["f0", "f1", "f2", "f3", "f4", "box"]
"""Classes of data.css: f1 high to f4 low (f4 is hatched), f0 not yet or merged, box an outline only."""

PER_ROW: Final = 20
ROW_PX: Final = 34
SQUARE_PX: Final = 28
MARK_PX: Final = 32
GAP: Final = 0.7
"""Squares in a row; pixels from row to row, of a square and of the frame of one; per cent between squares."""


@dataclass(frozen=True)
class Part:
    """A named share of the whole."""

    label: str
    count: int
    fill: Fill


@dataclass(frozen=True)
class Square:
    """One person, at a place in the chart."""

    x: str
    y: int
    width: str
    fill: Fill


@dataclass(frozen=True)
class Waffle:
    """One square a person; ``tipping`` frames the one that would tip the balance, if the rule names it."""

    parts: tuple[Part, ...]
    squares: tuple[Square, ...]
    tipping: Square | None
    height: int
    label: str
    square_px: int = SQUARE_PX
    mark_px: int = MARK_PX


@dataclass(frozen=True)
class Segment:
    """A stretch of the bar."""

    x: str
    width: str
    fill: Fill


@dataclass(frozen=True)
class Segments:
    """One bar divided among its parts."""

    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    label: str


def waffle(parts: Sequence[Part], *, needed: int | None = None) -> Waffle:
    """The people of ``parts`` in their order; ``needed`` marks the square with that number, counted from 1.

    Raises ``ValueError`` where ``needed`` is not among the people, where no mark can stand.
    """
    squares = tuple(_squares(parts))
    if needed is not None and not 1 <= needed <= len(squares):
        raise ValueError(f"Square {needed} is not among {len(squares)}.")
    rows = -(-len(squares) // PER_ROW)
    return Waffle(
        parts=tuple(parts),
        squares=squares,
        tipping=None if needed is None else _mark(needed - 1, squares[needed - 1].fill),
        height=rows * ROW_PX,
        label=_label(parts),
    )


def segments(parts: Sequence[Part]) -> Segments:
    """A bar with one stretch for each part that has any."""
    whole = sum(part.count for part in parts)
    stretches: list[Segment] = []
    start = 0
    for part in parts:
        if part.count:
            width = 100 * part.count / whole
            stretches.append(Segment(x=_percent(100 * start / whole), width=_percent(width), fill=part.fill))
            start += part.count
    return Segments(parts=tuple(parts), segments=tuple(stretches), label=_label(parts))


def _squares(parts: Sequence[Part]) -> Iterator[Square]:
    step = 100 / PER_ROW
    fills = [part.fill for part in parts for _ in range(part.count)]
    for place, fill in enumerate(fills):
        row, column = divmod(place, PER_ROW)
        yield Square(
            x=_percent(column * step + GAP / 2), y=row * ROW_PX + 2, width=_percent(step - GAP), fill=fill
        )


def _mark(place: int, fill: Fill) -> Square:
    """The frame around a square: a little larger than the square, so that it shows on a hatched one too."""
    row, column = divmod(place, PER_ROW)
    step = 100 / PER_ROW
    return Square(
        x=_percent(column * step + GAP / 8), y=row * ROW_PX, width=_percent(step - GAP / 4), fill=fill
    )


def _label(parts: Sequence[Part]) -> str:
    return ", ".join(f"{part.count} {part.label}" for part in parts)


def _percent(value: float) -> str:
    return f"{value:.2f}%"
