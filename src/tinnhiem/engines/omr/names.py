"""Two readers of struck names, and what follows when they agree.

Reader A looks for ink between the letters: how much of the name does it reach across, from end to end? Reader
B compares how much ink each part of the name holds with how much was printed there.
A line through the name counts however it slants; rings, underlines and partial lines go to people.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tinnhiem.engines.omr.ink import Inked, Strokes
from tinnhiem.engines.omr.layout import Area, Row
from tinnhiem.engines.omr.pictures import Gray
from tinnhiem.engines.omr.registration import PX_PER_MM, patch_of
from tinnhiem.engines.omr.rows import Doubt, RowReading, Sight

__all__ = ["read_name_rows"]

_FAINT: Final = 52
_LETTER_TOLERANCE_PX: Final = 1
_FRAME_MM: Final = 0.8
_BAND_MM: Final = 0.6
_STRUCK_BAND_MM: Final = 1.2
_BESIDE_LETTERS: Final = 60
_LEAST_PX: Final = 2
_SPAN: Final = (0.05, 0.75)
_EXCESS_WINDOW_MM: Final = 4.0
_EXCESS_MM: Final = 0.1
_EXCESS_SHARE: Final = (0.04, 0.6)
_EDGE_MM: Final = 2.0
_LETTER_GAP_MM: Final = 0.3
_EDGE_WINDOW_MM: Final = 8.0
_EDGE_EXCESS_MM: Final = 0.11
_STRUCK_EDGE_EXCESS_MM: Final = 0.3
"""Lines that strike a name slantwise leave it by their ends."""

_LONGEST_END_MM: Final = 9.0
_STRAY_EXTENT_MM: Final = 0.9


def read_name_rows(
    rows: Sequence[Row], inked: Inked, strokes: Strokes, *, standing: str | None
) -> dict[str, RowReading]:
    """The reading of each name by subject id; ``standing`` is the answer of a name left untouched."""
    return {row.subject.id: _read_name(row, inked, strokes, standing) for row in rows}


def _read_name(row: Row, inked: Inked, strokes: Strokes, standing: str | None) -> RowReading:
    reference = inked.blank.picture
    name = _letters(row.boxes[0].area, reference)
    spanned = _judge(_span(name, inked, reference), _SPAN)
    weighed = _judge(_excess(name, inked, reference), _EXCESS_SHARE)
    is_struck = Sight.MARKED in (spanned, weighed)
    if Sight.UNSURE in (spanned, weighed):
        return RowReading(row.subject.id, None, Doubt.PARTLY_STRUCK)
    if spanned is not weighed:
        return RowReading(row.subject.id, None, Doubt.READERS_DIFFER)
    has_edge = _has_ruled_edge(row.boxes[0].area, name, inked, is_struck=is_struck)
    if has_edge or _has_stray(row, name, strokes, is_struck=is_struck):
        return RowReading(row.subject.id, None, Doubt.INK_OUTSIDE)
    return RowReading(row.subject.id, row.boxes[0].option.id if is_struck else standing)


def _letters(field: Area, reference: Gray) -> Area:
    """The extent of the printed name within its field."""
    inside = field.grown(-_FRAME_MM)
    dark = patch_of(inside, reference) < 128
    columns, lines = np.flatnonzero(dark.any(axis=0)), np.flatnonzero(dark.any(axis=1))
    left, top = inside.x + float(columns[0]) / PX_PER_MM, inside.y + float(lines[0]) / PX_PER_MM
    width, height = float(columns[-1] - columns[0]), float(lines[-1] - lines[0])
    return Area(left, top, width / PX_PER_MM, height / PX_PER_MM)


def _judge(share: float, bounds: tuple[float, float]) -> Sight:
    return Sight.EMPTY if share <= bounds[0] else Sight.MARKED if share >= bounds[1] else Sight.UNSURE


def _span(name: Area, inked: Inked, reference: Gray) -> float:
    """Reader A: how far ink between the letters reaches from end to end, as a share of the name."""
    size = 2 * _LETTER_TOLERANCE_PX + 1
    letters = cv2.dilate(255 - patch_of(name, reference), np.ones((size, size), np.uint8))
    beside = (patch_of(name, inked.darkness) > _FAINT) & (letters < _BESIDE_LETTERS)
    places = np.flatnonzero(beside.sum(axis=0) >= _LEAST_PX)
    if len(places) == 0:
        return 0.0
    return float(places[-1] - places[0] + 1) / PX_PER_MM / name.width


def _excess(name: Area, inked: Inked, reference: Gray) -> float:
    """Reader B: the share of columns around which more ink lies than was printed, by a thin line's worth."""
    more = _more_than_printed(name, inked, reference, window_mm=_EXCESS_WINDOW_MM)
    return float(np.mean(more > _EXCESS_MM)) if len(more) else 0.0


def _has_ruled_edge(field: Area, name: Area, inked: Inked, *, is_struck: bool) -> bool:
    """Whether a line or a ring runs along the frame above or below the name, which hides it from a mask."""
    left, width = name.x - _EDGE_MM, name.width + 2 * _EDGE_MM
    above, below = field.y - _FRAME_MM, name.bottom + _LETTER_GAP_MM
    bands = (
        Area(left, above, width, name.y - _LETTER_GAP_MM - above),
        Area(left, below, width, field.bottom + _FRAME_MM - below),
    )
    reference = inked.blank.picture
    more = [_more_than_printed(band, inked, reference, window_mm=_EDGE_WINDOW_MM) for band in bands]
    most = _STRUCK_EDGE_EXCESS_MM if is_struck else _EDGE_EXCESS_MM
    return any(bool((band > most).any()) for band in more)


def _more_than_printed(area: Area, inked: Inked, reference: Gray, *, window_mm: float) -> NDArray[np.float64]:
    """By how many millimetres of ink columns hold more than was printed, as means over windows."""
    seen = _column_ink(patch_of(area, inked.darkness))
    printed = _column_ink(255 - patch_of(area, reference))
    window = np.ones(round(window_mm * PX_PER_MM))
    return np.asarray(np.convolve(seen - printed, window / len(window), "valid"), np.float64)


def _column_ink(darkness: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Millimetres of full ink in each column."""
    return np.asarray(darkness.astype(np.float64).sum(axis=0) / 255 / PX_PER_MM)


def _has_stray(row: Row, name: Area, strokes: Strokes, *, is_struck: bool) -> bool:
    """Whether ink in the row is neither on the name nor the end of the line through it."""
    line = Area(name.x - _LONGEST_END_MM, name.y, name.width + 2 * _LONGEST_END_MM, name.height)
    allowed = line.grown(_STRUCK_BAND_MM) if is_struck else name.grown(_BAND_MM)
    return any(
        stroke.extent >= _STRAY_EXTENT_MM and not allowed.holds(stroke.area)
        for stroke in strokes.strokes
        if stroke.area.overlaps(row.zone)
    )
