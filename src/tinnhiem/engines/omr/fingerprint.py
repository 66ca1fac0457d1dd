"""Tells the same sheet seen twice from two sheets that say the same.

Where the pen lies on the paper, to a sixth of a millimetre, is particular to a sheet as long as a hand drew
it; what is ticked is not, nor is the stamp. A mark that recurs in another box to that precision, or a line
that is quite straight and level, was not drawn by a free hand, so its place proves nothing, and neither does
one mark alone. Sheets without two marks of a hand are told to be the same by nothing less than the same
picture, as it is or upside down.
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tinnhiem.engines.omr.ink import Inked
from tinnhiem.engines.omr.layout import Area, Layout
from tinnhiem.engines.omr.pictures import Gray
from tinnhiem.engines.omr.registration import PX_PER_MM, patch_of

__all__ = ["Fingerprint", "SeenSheets", "fingerprint", "picture_digest"]

_LEAST_INK_MM2: Final = 4.0
_LEAST_SHARED: Final = 0.985
_MOST_INK_RATIO: Final = 1.25
_LEAST_GRAIN: Final = 0.01
_SKETCH_PX: Final = 12
_LEAST_LIKENESS: Final = 0.85
_STEP_PX: Final = 5
_MARK_MARGIN_MM: Final = 1.2
_TWIN_SHARED: Final = 0.9
_LEAST_MARK_MM2: Final = 0.3
_LEAST_MARKS: Final = 2
_LINE_PX: Final = 80
_LEVEL_PX: Final = 1

Mask = NDArray[np.uint8]


@dataclass(frozen=True)
class Fingerprint:
    """Where the pen's ink lies, packed, and its amount; the boxes; a digest of the picture, and its grain."""

    shape: tuple[int, int]
    ink_mm2: float
    bits: bytes = field(repr=False)
    boxes: tuple[Area, ...] = field(repr=False)
    digest: str
    has_grain: bool

    @property
    def mask(self) -> Mask:
        """1 where there is ink."""
        height, width = self.shape
        packed = np.frombuffer(zlib.decompress(self.bits), np.uint8)
        flat = np.unpackbits(packed, count=height * width)
        return np.asarray(flat.reshape(height, width), np.uint8)


def picture_digest(picture: Gray) -> str:
    """A digest of pixels spread evenly over a picture from its middle, the same upside down."""
    line, column = (np.array(picture.shape) - 1) * (_STEP_PX + 1) // 2 % _STEP_PX
    some = picture[line::_STEP_PX, column::_STEP_PX]
    return min(hashlib.sha256(way.tobytes()).hexdigest() for way in (some, some[::-1, ::-1]))


def fingerprint(inked: Inked, *, layout: Layout, digest: str) -> Fingerprint:
    """The fingerprint of a flat sheet whose picture has this digest."""
    table = layout.table
    mask = (patch_of(table, inked.unexplained) > 0).astype(np.uint8)
    boxes = [box.area.grown(_MARK_MARGIN_MM) for row in layout.rows for box in row.boxes]
    return Fingerprint(
        shape=(mask.shape[0], mask.shape[1]),
        ink_mm2=_mm2(mask),
        bits=zlib.compress(np.packbits(mask).tobytes(), 1),
        boxes=tuple(Area(box.x - table.x, box.y - table.y, box.width, box.height) for box in boxes),
        digest=digest,
        has_grain=_grain(inked) > _LEAST_GRAIN,
    )


def _grain(inked: Inked) -> float:
    """The share of the unprinted paper that is not quite white."""
    unprinted = cv2.bitwise_not(inked.printed)
    return cv2.countNonZero(cv2.bitwise_and(inked.darkness, unprinted)) / cv2.countNonZero(unprinted)


class SeenSheets:
    """The sheets of a pile seen so far; it names the first picture of a sheet seen again."""

    def __init__(self, pile: Sequence[Fingerprint]) -> None:
        self._seen: list[tuple[Fingerprint, NDArray[np.float32]]] = []
        self._pile = pile

    def find_first(self, sheet: Fingerprint) -> int | None:
        """The number, from 0, of an earlier picture of ``sheet``, which is remembered where there is none."""
        sketch = _sketch(sheet)
        for number, (other, other_sketch) in enumerate(self._seen):
            if sheet.digest == other.digest and sheet.has_grain:
                return number
            is_same_ink = _is_alike(sketch, other_sketch) and _is_same_ink(sheet, other)
            if is_same_ink and (sheet.digest == other.digest or self._is_by_hand(sheet)):
                return number
        self._seen.append((sheet, sketch))
        return None

    def _is_by_hand(self, sheet: Fingerprint) -> bool:
        """Whether a sheet has marks enough that recur in no other box of the pile."""
        own = _marks(sheet)
        return sum(not self._marks.recur(mark) for mark in own) >= _LEAST_MARKS

    @cached_property
    def _marks(self) -> "_Marks":
        return _Marks([mark for sheet in self._pile for mark in _marks(sheet)])


@dataclass(frozen=True)
class _Mark:
    """The ink in and around a box, given by its number on the sheet."""

    box: int
    mask: Mask


class _Marks:
    """All marks of a pile, to look for one in another box."""

    def __init__(self, marks: Sequence[_Mark]) -> None:
        self._marks = marks
        self._boxes = np.array([mark.box for mark in marks])
        self._sketches = np.array([_vector(mark.mask) for mark in marks])

    def recur(self, mark: _Mark) -> bool:
        """Whether the same mark stands in another box of the pile, or any ruler makes it."""
        if _is_level(mark.mask):
            return True
        likeness = np.where(self._boxes != mark.box, self._sketches @ _vector(mark.mask), 0)
        likely: list[int] = np.flatnonzero(likeness >= _LEAST_LIKENESS).tolist()
        likely.sort(key=lambda number: -float(likeness[number]))
        return any(_is_twin(mark.mask, self._marks[number].mask) for number in likely)


def _marks(sheet: Fingerprint) -> list[_Mark]:
    mask = sheet.mask
    around = [_Mark(number, _padded(patch_of(box, mask), box)) for number, box in enumerate(sheet.boxes)]
    return [mark for mark in around if _mm2(mark.mask) >= _LEAST_MARK_MM2]


def _padded(mask: Mask, box: Area) -> Mask:
    """The mask in the size that all boxes have, whichever way their edges were rounded."""
    size = np.zeros((round(box.height * PX_PER_MM) + 1, round(box.width * PX_PER_MM) + 1), np.uint8)
    size[: len(mask), : len(mask[0])] = mask[: len(size), : len(size[0])]
    return size


def _is_twin(one: Mask, other: Mask) -> bool:
    """Whether two marks are one drawing, shifted by a pixel at most."""
    most = max(np.count_nonzero(one), np.count_nonzero(other))
    height, width = one.shape
    framed = np.pad(other, 1)
    shifts = ((down, right) for down in range(3) for right in range(3))
    return any(
        np.count_nonzero(one & framed[down : down + height, right : right + width]) >= _TWIN_SHARED * most
        for down, right in shifts
    )


def _sketch(sheet: Fingerprint) -> NDArray[np.float32]:
    """The ink in cells of two millimetres, at unit length; zero for a sheet with hardly any."""
    vector = _vector(sheet.mask)
    return vector if sheet.ink_mm2 >= _LEAST_INK_MM2 else np.zeros_like(vector)


def _vector(mask: Mask) -> NDArray[np.float32]:
    height, width = mask.shape
    size = (max(width // _SKETCH_PX, 1), max(height // _SKETCH_PX, 1))
    flat = np.asarray(
        cv2.resize(mask * np.uint8(255), size, interpolation=cv2.INTER_AREA), np.float32
    ).ravel()
    return flat / np.float32(max(float(np.linalg.norm(flat)), 1.0))


def _is_alike(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    return one.shape == other.shape and float(one @ other) >= _LEAST_LIKENESS


def _is_same_ink(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the ink of two pictures lies in the same places, but for a little that gets lost in capture."""
    return one.shape == other.shape and _overlay(one.mask, other.mask)


def _overlay(one: Mask, other: Mask) -> bool:
    least, most = sorted((_mm2(one), _mm2(other)))
    if most > _MOST_INK_RATIO * least or one.shape != other.shape:
        return False
    return _shared(one, other) >= _LEAST_SHARED and _shared(other, one) >= _LEAST_SHARED


def _shared(one: Mask, other: Mask) -> float:
    """The share of the ink of ``one`` that lies on or beside the ink of ``other``."""
    near = np.asarray(cv2.dilate(other, np.ones((3, 3), np.uint8)), np.uint8)
    return float(np.count_nonzero(one & near)) / float(np.count_nonzero(one))


def _is_level(mask: Mask) -> bool:
    """Whether ink stretches far along the sheet and nowhere strays up or down."""
    lines, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if columns[-1] - columns[0] < _LINE_PX:
        return False
    inked = mask[:, columns] > 0
    thickness = len(mask) - inked.argmax(axis=0) - inked[::-1].argmax(axis=0)
    return bool(lines[-1] - lines[0] + 1 <= np.percentile(thickness, 75) + _LEVEL_PX)


def _mm2(mask: Mask) -> float:
    return float(np.count_nonzero(mask)) / PX_PER_MM**2
