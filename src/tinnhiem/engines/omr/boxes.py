"""Two readers of box rows that know nothing of each other's way, and what follows when they agree.

Reader A weighs the darkness within each outline. Reader B follows connected strokes and asks how far they
reach. A row is settled only when both say the same of every box and no ink in the row is left unexplained.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from tinnhiem.engines.omr.ink import Inked, Strokes
from tinnhiem.engines.omr.layout import Area, Box, Row
from tinnhiem.engines.omr.rows import Doubt, RowReading, Sight
from tinnhiem.engines.omr.strays import find_strays

__all__ = ["read_box_rows"]

_OUTLINE_MM: Final = 0.8
"""Width of the outline and of the band beside it in which print and ink cannot be told apart."""

_JUST_OUTSIDE_MM: Final = 0.7
_COVERAGE: Final = (0.005, 0.018)
_STROKE_INK_MM2: Final = (0.12, 1.0)
_STROKE_EXTENT_MM: Final = 1.3
_TIP_MM: Final = 0.7
_CANCELLED_COVERAGE: Final = 0.12
_CANCELLED_CROSSINGS: Final = 5
"""An X leaves its box at four points at most; the zigzag that takes a mark back leaves it more often."""

_CANCELLED_SHARE: Final = 0.3
"""An X takes a tenth of the way around its box; a thick zigzag whose lines run together takes two sides."""

_LEAST_OUTLINE: Final = 0.7


def read_box_rows(rows: Sequence[Row], inked: Inked, strokes: Strokes) -> dict[str, RowReading]:
    """The reading of each row by subject id."""
    owners = _owners(rows, strokes)
    marked = {box for own in owners.values() for box in own}
    strays = find_strays(rows, inked, strokes, marked=marked)
    return {row.subject.id: _read_row(row, inked, strokes, owners, strays) for row in rows}


def _inner(box: Box) -> Area:
    return box.area.grown(-_OUTLINE_MM)


def _owners(rows: Sequence[Row], strokes: Strokes) -> dict[int, list[Area]]:
    """The boxes in which each stroke leaves ink, by stroke label."""
    owners: dict[int, list[Area]] = {}
    for row in rows:
        for box in row.boxes:
            for label, ink in strokes.ink_in(_inner(box)).items():
                if ink >= _STROKE_INK_MM2[0]:
                    owners.setdefault(label, []).append(box.area)
    return owners


def _read_row(
    row: Row, inked: Inked, strokes: Strokes, owners: Mapping[int, list[Area]], strays: Sequence[Area]
) -> RowReading:
    weighed = [_weigh(inked.coverage(_inner(box))) for box in row.boxes]
    followed = [_follow(box, strokes) for box in row.boxes]
    doubt = _doubt(row, inked, owners, strays, weighed, followed)
    if doubt is not None:
        return RowReading(row.subject.id, None, doubt)
    answers = [box.option.id for box, sight in zip(row.boxes, weighed, strict=True) if sight is Sight.MARKED]
    return RowReading(row.subject.id, answers[0] if answers else None)


def _weigh(coverage: float) -> Sight:
    """Reader A: the mean darkness within the outline."""
    empty, marked = _COVERAGE
    return Sight.EMPTY if coverage < empty else Sight.MARKED if coverage >= marked else Sight.UNSURE


def _follow(box: Box, strokes: Strokes) -> Sight:
    """Reader B: the ink of strokes within the outline and how far the longest reaches."""
    inside = strokes.ink_in(_inner(box))
    ink = sum(inside.values())
    if ink < _STROKE_INK_MM2[0]:
        return Sight.EMPTY
    longest = max((stroke.extent for stroke in strokes.strokes_of(inside)), default=0.0)
    is_mark = ink >= _STROKE_INK_MM2[1] and longest >= _STROKE_EXTENT_MM
    return Sight.MARKED if is_mark else Sight.UNSURE


def _doubt(
    row: Row,
    inked: Inked,
    owners: Mapping[int, list[Area]],
    strays: Sequence[Area],
    weighed: Sequence[Sight],
    followed: Sequence[Sight],
) -> Doubt | None:
    if any(inked.outline(box.area) < _LEAST_OUTLINE for box in row.boxes):
        return Doubt.PRINT_HIDDEN
    if sum(Sight.EMPTY not in pair for pair in zip(weighed, followed, strict=True)) > 1:
        return Doubt.TWO_MARKS
    if Sight.UNSURE in weighed or Sight.UNSURE in followed:
        return Doubt.FAINT
    if weighed != followed:
        return Doubt.READERS_DIFFER
    if any(len(own) > 1 and any(box.area in own for box in row.boxes) for own in owners.values()):
        return Doubt.TWO_BOXES_TOUCHED
    if any(_is_maybe_cancelled(box, inked) for box in row.boxes):
        return Doubt.MAYBE_CANCELLED
    return _doubt_of_strays(row, [stray for stray in strays if _concerns(stray, row)])


def _concerns(stray: Area, row: Row) -> bool:
    """Whether ink is this row's affair: it is more than the tip of what belongs to the next."""
    middle = stray.y + stray.height / 2
    return row.zone.y <= middle < row.zone.bottom or stray.overlaps(row.zone.grown(-_TIP_MM))


def _doubt_of_strays(row: Row, strays: Sequence[Area]) -> Doubt | None:
    if not strays:
        return None
    is_within = all(any(box.area.holds(stray) for box in row.boxes) for stray in strays)
    return Doubt.FAINT if is_within else Doubt.INK_OUTSIDE


def _is_maybe_cancelled(box: Box, inked: Inked) -> bool:
    """Whether a mark runs over its outline again and again, as the hand does that takes it back."""
    if inked.coverage(_inner(box)) < _CANCELLED_COVERAGE:
        return False
    crossings = inked.crossings(box.area.grown(_JUST_OUTSIDE_MM))
    return crossings.count >= _CANCELLED_CROSSINGS or crossings.share >= _CANCELLED_SHARE
