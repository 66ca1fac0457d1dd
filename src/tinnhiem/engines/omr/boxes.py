"""Two readers of box rows that know nothing of each other's way, and what follows when they agree.

Reader A weighs the darkness within each outline. Reader B follows connected strokes and asks how far they
reach. A row is settled only when both say the same of every box and no ink in the row is left unexplained.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from tinnhiem.engines.omr.ink import Inked, Stroke, Strokes
from tinnhiem.engines.omr.layout import Area, Box, Row
from tinnhiem.engines.omr.rows import Doubt, RowReading, Sight

__all__ = ["read_box_rows"]

_OUTLINE_MM: Final = 0.8
"""Width of the outline and of the band beside it in which print and ink cannot be told apart."""

_JUST_OUTSIDE_MM: Final = 0.7
_COVERAGE: Final = (0.005, 0.018)
_STROKE_INK_MM2: Final = (0.12, 1.0)
_STROKE_EXTENT_MM: Final = 1.3
_REACH_MM: Final = 1.3
_LONGEST_END_MM: Final = 7.5
_FARTHEST_END_MM: Final = 8.0
_STRAY_EXTENT_MM: Final = 0.9
_STRAY_INK_MM2: Final = 0.35
_CANCELLED_COVERAGE: Final = 0.12
_CANCELLED_CROSSINGS: Final = 5
"""An X leaves its box at four points at most; the zigzag that takes a mark back leaves it more often."""

_LEAST_OUTLINE: Final = 0.7


def read_box_rows(rows: Sequence[Row], inked: Inked, strokes: Strokes) -> dict[str, RowReading]:
    """The reading of each row by subject id."""
    owners = _owners(rows, strokes)
    strays = _strays(rows, strokes, owners)
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


def _strays(rows: Sequence[Row], strokes: Strokes, owners: Mapping[int, list[Area]]) -> list[Stroke]:
    """Strokes that are neither in a box nor the end of a stroke that leaves one."""
    inked = {box for own in owners.values() for box in own}
    loose = [stroke for stroke in strokes.strokes if stroke.label not in owners and _is_large(stroke)]
    ends = _overshoots([box.area for row in rows for box in row.boxes if box.area in inked], loose)
    return [stroke for stroke in loose if stroke.label not in ends]


def _overshoots(marked: Sequence[Area], loose: Sequence[Stroke]) -> set[int]:
    """The labels of strokes that carry on, across printed lines too, from a mark beyond its outline."""
    ends: set[int] = set()
    for box in marked:
        reach = [box]
        near = [stroke for stroke in loose if _is_end(stroke, box)]
        while found := [stroke for stroke in near if any(_touches(stroke, area) for area in reach)]:
            reach = [stroke.area for stroke in found]
            near = [stroke for stroke in near if stroke not in found]
            ends |= {stroke.label for stroke in found}
    return ends


def _is_end(stroke: Stroke, box: Area) -> bool:
    return stroke.extent <= _LONGEST_END_MM and box.grown(_FARTHEST_END_MM).holds(stroke.area)


def _touches(stroke: Stroke, area: Area) -> bool:
    return stroke.area.overlaps(area.grown(_REACH_MM))


def _is_large(stroke: Stroke) -> bool:
    return stroke.extent >= _STRAY_EXTENT_MM or stroke.ink_mm2 >= _STRAY_INK_MM2


def _read_row(
    row: Row, inked: Inked, strokes: Strokes, owners: Mapping[int, list[Area]], strays: Sequence[Stroke]
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
    strays: Sequence[Stroke],
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
    if any(stroke.area.overlaps(row.zone) for stroke in strays):
        return Doubt.INK_OUTSIDE
    return None


def _is_maybe_cancelled(box: Box, inked: Inked) -> bool:
    """Whether a mark runs over its outline again and again, as the hand does that takes it back."""
    return (
        inked.coverage(_inner(box)) >= _CANCELLED_COVERAGE
        and inked.crossings(box.area.grown(_JUST_OUTSIDE_MM)) >= _CANCELLED_CROSSINGS
    )
