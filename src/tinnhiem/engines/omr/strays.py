"""Ink in the rows that no mark explains: dots, specks, dashes and rings, on the print as well as beside it.

A mark explains what hangs together with it, across printed lines too, as far as a hand overshoots.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tinnhiem.engines.omr.ink import Inked, Labels, Stroke, Strokes, disc, frame_of, inked_pixels, labeled
from tinnhiem.engines.omr.layout import Area, Row
from tinnhiem.engines.omr.pictures import Gray
from tinnhiem.engines.omr.registration import PX_PER_MM, patch_of

__all__ = ["find_strays"]

_SPOT: Final = (14, 36)
"""Darkness, of 255, beyond what it lies on: where a spot ends, and what its darkest pixel has at least."""

_SPOT_INK_MM2: Final = 0.05
_JOINED_PX: Final = 2
"""Ink so far apart on either side hangs together: pens skip."""

_SEED_MM: Final = 0.9
_LONGEST_END_MM: Final = 7.5
_FARTHEST_END_MM: Final = 8.0
_STRAY_EXTENT_MM: Final = 0.9
_STRAY_INK_MM2: Final = 0.35


def find_strays(
    rows: Sequence[Row], inked: Inked, strokes: Strokes, *, marked: Collection[Area]
) -> list[Area]:
    """The places of ink in ``rows`` that does not hang together with what is in the ``marked`` boxes."""
    first, last = rows[0].zone, rows[-1].zone
    table = Area(first.x, first.y, first.width, last.bottom - first.y)
    spots = _spots(rows, inked, table)
    faint = np.asarray(cv2.threshold(spots, _SPOT[0] - 1, 255, cv2.THRESH_BINARY)[1], np.uint8)
    ink = np.asarray(cv2.bitwise_or(faint, patch_of(table, inked.unexplained)), np.uint8)
    explained = _explained(ink, table, marked)
    large = [stroke for stroke in strokes.strokes if _is_large(stroke) and stroke.area.overlaps(table)]
    return [
        *_loose_spots(spots, faint, explained),
        *(stroke.area for stroke in large if not explained.holds(stroke, strokes)),
    ]


def _spots(rows: Sequence[Row], inked: Inked, table: Area) -> Gray:
    """The spots among the rows, without the letters."""
    spots = inked.spots(table)
    printed = patch_of(table, inked.printed)
    for row in rows:
        for text in (row.number, row.text):
            place = _within(table, text)
            letters = patch_of(place, spots)
            letters[patch_of(place, printed) > 0] = 0
    return spots


@dataclass(frozen=True)
class _Explained:
    """Ink of the table by what hangs together, and the marked boxes that each such piece belongs to."""

    table: Area
    labels: Labels
    boxes: Mapping[int, Sequence[Area]]

    def holds(self, stroke: Stroke, among: Strokes) -> bool:
        """Whether ``stroke`` is the end of a mark."""
        place = _common(stroke.area, self.table)
        joined = self.labels.window(place)[among.labels.window(place) == stroke.label]
        is_end = bool(joined.size) and stroke.extent <= _LONGEST_END_MM
        return is_end and any(box.holds(stroke.area) for box in self._reaches(int(joined[0])))

    def within_reach(
        self, label: int, columns: NDArray[np.int32], lines: NDArray[np.int32]
    ) -> NDArray[np.bool_]:
        """Which pixels of the page, if they belong to the piece ``label``, lie near enough to a box of it."""
        near = np.zeros(len(columns), bool)
        for box in self._reaches(label):
            across = (columns >= box.x * PX_PER_MM) & (columns <= box.right * PX_PER_MM)
            near |= across & (lines >= box.y * PX_PER_MM) & (lines <= box.bottom * PX_PER_MM)
        return near

    def _reaches(self, label: int) -> list[Area]:
        return [box.grown(_FARTHEST_END_MM) for box in self.boxes.get(label, ())]


def _explained(ink: Gray, table: Area, marked: Collection[Area]) -> _Explained:
    joined = np.asarray(cv2.dilate(ink, disc(_JOINED_PX)), np.uint8)
    for box in marked:
        patch_of(_within(table, box.grown(_SEED_MM)), joined)[:] = 255
    labels = labeled(joined, corner=table)
    boxes: dict[int, list[Area]] = {}
    for box in marked:
        boxes.setdefault(int(labels.window(box)[0, 0]), []).append(box)
    return _Explained(table, labels, boxes)


def _loose_spots(spots: Gray, faint: Gray, explained: _Explained) -> list[Area]:
    """The places of spots that hang together with no mark, or lie too far from its box."""
    dark = np.asarray(cv2.threshold(spots, _SPOT[1] - 1, 255, cv2.THRESH_BINARY)[1], np.uint8)
    columns, lines = inked_pixels(dark)
    labels = explained.labels.numbers[lines, columns]
    left, top = explained.labels.left, explained.labels.top
    found = []
    for label in np.unique(labels).tolist():
        own = (labels == label) & ~explained.within_reach(label, columns + left, lines + top)
        if not own.any():
            continue
        place = frame_of(columns[own] + left, lines[own] + top)
        if _ink_mm2(label, place, faint, explained) >= _SPOT_INK_MM2:
            found.append(place)
    return found


def _ink_mm2(label: int, place: Area, faint: Gray, explained: _Explained) -> float:
    """The ink of a spot with its soft edge."""
    around = place.grown(1)
    own = explained.labels.window(_common(around, explained.table)) == label
    ink = patch_of(_within(explained.table, _common(around, explained.table)), faint)
    return float(np.count_nonzero(ink[own])) / PX_PER_MM**2


def _is_large(stroke: Stroke) -> bool:
    return stroke.extent >= _STRAY_EXTENT_MM or stroke.ink_mm2 >= _STRAY_INK_MM2


def _within(table: Area, area: Area) -> Area:
    """``area`` as seen from the corner of ``table``."""
    return Area(area.x - table.x, area.y - table.y, area.width, area.height)


def _common(one: Area, other: Area) -> Area:
    """The part that two overlapping areas share."""
    left, top = max(one.x, other.x), max(one.y, other.y)
    return Area(left, top, min(one.right, other.right) - left, min(one.bottom, other.bottom) - top)
