"""Ink that concerns the whole sheet: streaks of the scanner, and writing where nothing may be written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from tinnhiem.engines.omr.ink import Inked, Stroke, Strokes, pieces_of
from tinnhiem.engines.omr.layout import Area, Layout
from tinnhiem.engines.omr.registration import PX_PER_MM, patch_of

__all__ = ["Line", "find_lines", "has_foreign_ink", "is_crease"]

_SHRINK: Final = 2
_STREAK_MM: Final = 25.0
_STREAK_GAP_MM: Final = 3.5
_THICKEST_LINE_MM: Final = 1.5
_CREASE_SHARE: Final = 0.55
_CREASE_DARKNESS: Final = 85.0
_STAMP_SPILL_MM: Final = 5.0
_EDGE_MM: Final = 5.0
_WRITING_MM: Final = 3.0
_WRITING_INK_MM2: Final = 4.0
_CLUSTER_MM: Final = 15.0


@dataclass(frozen=True)
class Line:
    """A straight line along the sheet or across it, longer than any mark, and its mean darkness of 255."""

    area: Area
    darkness: float


def is_crease(line: Line, layout: Layout) -> bool:
    """Whether a line is so faint and so long that it is a fold of the paper, not ink."""
    share = max(line.area.width / layout.width, line.area.height / layout.height)
    return share >= _CREASE_SHARE and line.darkness <= _CREASE_DARKNESS


def find_lines(inked: Inked) -> list[Line]:
    """Straight lines of unexplained ink: streaks of a scanner, creases of the paper."""
    size = (inked.unexplained.shape[1] // _SHRINK, inked.unexplained.shape[0] // _SHRINK)
    small = cv2.resize(inked.unexplained, size, interpolation=cv2.INTER_AREA)
    mask = np.asarray(cv2.threshold(small, 60, 255, cv2.THRESH_BINARY)[1], np.uint8)
    found: list[Line] = []
    for is_upright in (True, False):
        joined = _along(cv2.MORPH_CLOSE, mask, _STREAK_GAP_MM, is_upright=is_upright)
        lines = _along(cv2.MORPH_OPEN, joined, _STREAK_MM, is_upright=is_upright)
        pieces = pieces_of(np.asarray(lines, np.uint8)).strokes
        found += [_line(piece.area, inked) for piece in pieces if _is_thin(piece)]
    return found


def _is_thin(piece: Stroke) -> bool:
    """Whether a piece of the shrunk mask is a line, and not a run of writing."""
    return _SHRINK * piece.ink_mm2 / piece.extent <= _THICKEST_LINE_MM


def has_foreign_ink(layout: Layout, strokes: Strokes, lines: Sequence[Line]) -> bool:
    """Whether something is written outside the rows; the stamp and the sheet's edges are left out.

    Dust does not count: it takes a stroke of some length, or several close together.
    """
    page = Area(0, 0, layout.width, layout.height).grown(-_EDGE_MM)
    stamp = layout.stamp.grown(_STAMP_SPILL_MM)
    outside = [
        stroke
        for stroke in strokes.strokes
        if page.holds(stroke.area)
        and not stroke.area.overlaps(layout.table)
        and not stamp.holds(stroke.area)
        and not any(line.area.grown(0.5).holds(stroke.area) for line in lines)
    ]
    if any(stroke.extent >= _WRITING_MM for stroke in outside):
        return True
    return any(_ink_near(stroke, outside) >= _WRITING_INK_MM2 for stroke in outside)


def _along(
    operation: int, mask: cv2.typing.MatLike, length_mm: float, *, is_upright: bool
) -> cv2.typing.MatLike:
    length = round(length_mm * PX_PER_MM / _SHRINK)
    return cv2.morphologyEx(mask, operation, np.ones((length, 1) if is_upright else (1, length), np.uint8))


def _line(shrunk: Area, inked: Inked) -> Line:
    area = Area(*(_SHRINK * side for side in (shrunk.x, shrunk.y, shrunk.width, shrunk.height)))
    darkness, unexplained = patch_of(area, inked.darkness), patch_of(area, inked.unexplained)
    return Line(area, float(np.median(darkness[unexplained > 0])) if unexplained.any() else 0.0)


def _ink_near(stroke: Stroke, others: Sequence[Stroke]) -> float:
    near = stroke.area.grown(_CLUSTER_MM / 2)
    return sum(other.ink_mm2 for other in others if near.holds(other.area))
