"""Ink on a flat sheet that its own print does not explain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tinnhiem.engines.omr.layout import Area
from tinnhiem.engines.omr.pictures import Gray
from tinnhiem.engines.omr.registration import PX_PER_MM, patch_of

__all__ = ["Inked", "Stroke", "Strokes", "find_strokes", "printed_mask"]

_FAINT: Final = 52
"""Darkness, of 255, at which paper counts as inked; pencil reaches about twice this."""

_PRINT_TOLERANCE_MM: Final = 0.5
_SMALLEST_PX: Final = 4
_JOINED_PX: Final = 4
"""Pieces of ink on an edge that lie closer than this are one: a stroke through a corner, a skipping pen."""


@dataclass(frozen=True)
class Stroke:
    """A connected piece of unexplained ink: its frame and area in millimetres."""

    label: int
    area: Area
    ink_mm2: float

    @property
    def extent(self) -> float:
        """The longer side of its frame."""
        return max(self.area.width, self.area.height)


@dataclass(frozen=True)
class Strokes:
    """All strokes of a sheet with the map of their labels."""

    labels: NDArray[np.int32]
    strokes: tuple[Stroke, ...]

    def ink_in(self, area: Area) -> dict[int, float]:
        """Square millimetres of ink within ``area`` by stroke label."""
        top, left = max(round(area.y * PX_PER_MM), 0), max(round(area.x * PX_PER_MM), 0)
        window = self.labels[top : round(area.bottom * PX_PER_MM), left : round(area.right * PX_PER_MM)]
        labels, counts = np.unique(window[window > 0], return_counts=True)
        ink = {int(label): int(n) / PX_PER_MM**2 for label, n in zip(labels, counts, strict=True)}
        return {label: mm2 for label, mm2 in ink.items() if label in self.by_label}

    @cached_property
    def by_label(self) -> dict[int, Stroke]:
        """The strokes by label."""
        return {stroke.label: stroke for stroke in self.strokes}

    def without(self, areas: Sequence[Area]) -> "Strokes":
        """The same without the strokes that lie wholly within one of ``areas``."""
        kept = [stroke for stroke in self.strokes if not any(area.holds(stroke.area) for area in areas)]
        return Strokes(self.labels, tuple(kept))

    def strokes_of(self, labels: Iterable[int]) -> list[Stroke]:
        """The strokes with these labels."""
        return [self.by_label[label] for label in labels]


@dataclass(frozen=True)
class Inked:
    """A flat sheet as darkness, with the mask of its own print, widened by what registration may miss."""

    darkness: Gray
    printed: Gray

    @cached_property
    def inked(self) -> Gray:
        """255 where the paper is inked at all."""
        return np.asarray(cv2.threshold(self.darkness, _FAINT, 255, cv2.THRESH_BINARY)[1], np.uint8)

    @cached_property
    def unexplained(self) -> Gray:
        """255 where the paper is inked and the print is not near."""
        return np.asarray(cv2.bitwise_and(self.inked, cv2.bitwise_not(self.printed)), np.uint8)

    def coverage(self, area: Area) -> float:
        """Mean darkness within ``area`` above the grain of paper, from 0 to 1."""
        patch = patch_of(area, self.darkness).astype(np.float32)
        return float(np.mean(np.clip((patch - 30) / 170, 0, 1)))

    def crossings(self, area: Area) -> int:
        """How many separate pieces of ink the edge of ``area`` runs through."""
        left, top = round(area.x * PX_PER_MM), round(area.y * PX_PER_MM)
        right, bottom = round(area.right * PX_PER_MM), round(area.bottom * PX_PER_MM)
        ink = self.inked
        sides = (
            ink[top, left:right],
            ink[top:bottom, right],
            ink[bottom, left:right][::-1],
            ink[top:bottom, left][::-1],
        )
        around = np.concatenate(sides) > 0
        joined = np.logical_or.reduce([np.roll(around, step) for step in range(_JOINED_PX)])
        return int(np.count_nonzero(joined & ~np.roll(joined, 1)))

    def outline(self, area: Area) -> float:
        """The share of a printed outline that is dark where it should be."""
        whole = patch_of(area, self.darkness)
        thick = max(2, round(0.4 * PX_PER_MM))
        sides = (whole[:thick].max(axis=0), whole[-thick:].max(axis=0))
        flanks = (whole[:, :thick].max(axis=1), whole[:, -thick:].max(axis=1))
        return float(np.mean(np.concatenate([*sides, *flanks]) > _FAINT))


def printed_mask(reference: Gray) -> Gray:
    """255 on and around everything printed on the blank form."""
    reach = round(_PRINT_TOLERANCE_MM * PX_PER_MM)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    dark = cv2.threshold(reference, 200, 255, cv2.THRESH_BINARY_INV)[1]
    return np.asarray(cv2.dilate(dark, kernel), np.uint8)


def find_strokes(inked: Inked) -> Strokes:
    """The connected pieces of unexplained ink, without the grain of single pixels."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inked.unexplained, connectivity=8)
    strokes = []
    for label in range(1, count):
        left, top, width, height, pixels = (int(value) for value in stats[label])
        if pixels >= _SMALLEST_PX:
            frame = Area(left / PX_PER_MM, top / PX_PER_MM, width / PX_PER_MM, height / PX_PER_MM)
            strokes.append(Stroke(label, frame, pixels / PX_PER_MM**2))
    return Strokes(np.asarray(labels, np.int32), tuple(strokes))
