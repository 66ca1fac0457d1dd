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

__all__ = [
    "Blank",
    "Inked",
    "Labels",
    "Stroke",
    "Strokes",
    "blank_form",
    "disc",
    "frame_of",
    "inked_pixels",
    "labeled",
    "pieces_of",
]

_FAINT: Final = 52
"""Darkness, of 255, at which paper counts as inked; pencil reaches about twice this."""

_PRINT_TOLERANCE_MM: Final = 0.5
_SMALLEST_PX: Final = 4
_SPOT_BLUR_PX: Final = 1.0
_LONGEST_SPOT_PX: Final = 11
_SPOT_TOLERANCE_PX: Final = 2
_JOINED_PX: Final = 4
"""Pieces of ink on an edge that lie closer than this are one: a stroke through a corner, a skipping pen."""


@dataclass(frozen=True)
class Stroke:
    """A connected piece of ink: its frame and area in millimetres."""

    label: int
    area: Area
    ink_mm2: float

    @property
    def extent(self) -> float:
        """The longer side of its frame."""
        return max(self.area.width, self.area.height)


@dataclass(frozen=True)
class Labels:
    """What each pixel belongs to, 0 for nothing, on a part of the page from ``top`` and ``left``."""

    numbers: NDArray[np.int32]
    top: int = 0
    left: int = 0

    def window(self, area: Area) -> NDArray[np.int32]:
        """The pixels of ``area``, as far as they are on this part of the page."""
        top, bottom = (max(round(y * PX_PER_MM) - self.top, 0) for y in (area.y, area.bottom))
        left, right = (max(round(x * PX_PER_MM) - self.left, 0) for x in (area.x, area.right))
        return self.numbers[top:bottom, left:right]


@dataclass(frozen=True)
class Strokes:
    """All strokes of a sheet with the map of their labels."""

    labels: Labels
    strokes: tuple[Stroke, ...]

    def ink_in(self, area: Area) -> dict[int, float]:
        """Square millimetres of ink within ``area`` by stroke label."""
        window = self.labels.window(area)
        inked = window[window > 0]
        if not inked.size:
            return {}
        labels, counts = np.unique(inked, return_counts=True)
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
class Crossings:
    """How many separate pieces of ink lie on the edge of an area, and the share of the edge they take."""

    count: int
    share: float


@dataclass(frozen=True)
class Blank:
    """The unmarked form at ``PX_PER_MM``, made once.

    ``printed`` is the mask of its print, widened by what registration may miss; ``spots`` is what its own
    corners and letters give when spots are looked for.
    """

    picture: Gray
    printed: Gray
    spots: Gray


@dataclass(frozen=True)
class Inked:
    """A flat sheet as darkness, beside the blank form."""

    darkness: Gray
    blank: Blank

    @property
    def printed(self) -> Gray:
        """255 on and around everything printed."""
        return self.blank.printed

    @cached_property
    def inked(self) -> Gray:
        """255 where the paper is inked at all."""
        return np.asarray(cv2.threshold(self.darkness, _FAINT, 255, cv2.THRESH_BINARY)[1], np.uint8)

    @cached_property
    def unexplained(self) -> Gray:
        """255 where the paper is inked and the print is not near."""
        return np.asarray(cv2.bitwise_and(self.inked, cv2.bitwise_not(self.printed)), np.uint8)

    def spots(self, area: Area) -> Gray:
        """How much darker each pixel of ``area`` is than the lines, rules and creases it may lie on."""
        return np.asarray(
            cv2.subtract(_spots(patch_of(area, self.darkness)), patch_of(area, self.blank.spots)), np.uint8
        )

    def coverage(self, area: Area) -> float:
        """Mean darkness within ``area`` above the grain of paper, from 0 to 1."""
        patch = patch_of(area, self.darkness).astype(np.float32)
        return float(np.mean(np.clip((patch - 30) / 170, 0, 1)))

    def crossings(self, area: Area) -> Crossings:
        """The pieces of ink that the edge of ``area`` runs through."""
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
        return Crossings(int(np.count_nonzero(joined & ~np.roll(joined, 1))), float(np.mean(around)))

    def outline(self, area: Area) -> float:
        """The share of a printed outline that is dark where it should be."""
        whole = patch_of(area, self.darkness)
        thick = max(2, round(0.4 * PX_PER_MM))
        sides = (whole[:thick].max(axis=0), whole[-thick:].max(axis=0))
        flanks = (whole[:, :thick].max(axis=1), whole[:, -thick:].max(axis=1))
        return float(np.mean(np.concatenate([*sides, *flanks]) > _FAINT))


def blank_form(picture: Gray) -> Blank:
    """What the reader must know of the blank form; ``picture`` shows it at ``PX_PER_MM``."""
    reach = round(_PRINT_TOLERANCE_MM * PX_PER_MM)
    dark = cv2.threshold(picture, 200, 255, cv2.THRESH_BINARY_INV)[1]
    printed = cv2.dilate(dark, disc(reach))
    spots = cv2.dilate(_spots(255 - picture), np.ones((2 * _SPOT_TOLERANCE_PX + 1,) * 2, np.uint8))
    return Blank(picture, np.asarray(printed, np.uint8), np.asarray(spots, np.uint8))


def disc(reach: int) -> Gray:
    """The pixels within ``reach`` of the middle one."""
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2), np.uint8)


def _spots(darkness: Gray) -> Gray:
    """Darkness less what belongs to level and upright lines: a top-hat by line elements."""
    soft = cv2.GaussianBlur(darkness, (0, 0), _SPOT_BLUR_PX)
    level = cv2.morphologyEx(soft, cv2.MORPH_OPEN, np.ones((1, _LONGEST_SPOT_PX), np.uint8))
    upright = cv2.morphologyEx(soft, cv2.MORPH_OPEN, np.ones((_LONGEST_SPOT_PX, 1), np.uint8))
    return np.asarray(cv2.subtract(soft, cv2.max(level, upright)), np.uint8)


def labeled(mask: Gray, *, corner: Area) -> Labels:
    """The connected pieces of a mask whose first pixel is the first one of ``corner`` on the page."""
    numbers = np.asarray(cv2.connectedComponents(mask, connectivity=8)[1], np.int32)
    return Labels(numbers, round(corner.y * PX_PER_MM), round(corner.x * PX_PER_MM))


def pieces_of(mask: Gray) -> Strokes:
    """The connected pieces of a page's mask of ink, without the grain of single pixels."""
    numbers = np.asarray(cv2.connectedComponents(mask, connectivity=8)[1], np.int32)
    columns, lines = inked_pixels(mask)
    of = numbers[lines, columns]
    order = np.argsort(of, kind="stable")
    of, lines, columns = of[order], lines[order], columns[order]
    starts = np.flatnonzero(np.diff(of, prepend=0))
    pixels = np.diff(starts, append=len(of))
    frames = _frames(columns, lines, starts)
    strokes = [
        Stroke(int(of[start]), frame, int(count) / PX_PER_MM**2)
        for start, count, frame in zip(starts, pixels, frames, strict=True)
        if count >= _SMALLEST_PX
    ]
    return Strokes(Labels(numbers), tuple(strokes))


def inked_pixels(mask: Gray) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Columns and lines of the pixels that are not 0."""
    if not cv2.countNonZero(mask):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    places = np.asarray(cv2.findNonZero(mask), np.int32).reshape(-1, 2)
    return places[:, 0], places[:, 1]


def frame_of(columns: NDArray[np.int32], lines: NDArray[np.int32]) -> Area:
    """The frame of some pixels of the page, in millimetres."""
    (frame,) = _frames(columns, lines, np.zeros(1, np.intp))
    return frame


def _frames(columns: NDArray[np.int32], lines: NDArray[np.int32], starts: NDArray[np.intp]) -> list[Area]:
    """The frame of each run of pixels that begins at one of ``starts``."""
    if not len(starts):
        return []
    left, right = np.minimum.reduceat(columns, starts), np.maximum.reduceat(columns, starts) + 1
    top, bottom = np.minimum.reduceat(lines, starts), np.maximum.reduceat(lines, starts) + 1
    sides = np.stack([left, top, right - left, bottom - top], axis=1) / PX_PER_MM
    return [Area(*frame) for frame in sides.tolist()]
