"""Tells the same sheet seen twice from two sheets that say the same.

Where the pen lies on the paper, to a sixth of a millimetre, is particular to a sheet; what is ticked is not,
nor is the stamp. Two captures of blank sheets cannot be told apart, so neither is called a duplicate, unless
they are the same picture down to the grain of the scanner.
"""

import hashlib
import zlib
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from tinnhiem.engines.omr.ink import Inked
from tinnhiem.engines.omr.layout import Area
from tinnhiem.engines.omr.registration import PX_PER_MM, patch_of

__all__ = ["Fingerprint", "SeenSheets", "fingerprint"]

_LEAST_INK_MM2: Final = 4.0
_LEAST_SHARED: Final = 0.93
_MOST_INK_RATIO: Final = 1.25
_LEAST_GRAIN: Final = 0.01
_SKETCH_PX: Final = 12
_LEAST_LIKENESS: Final = 0.85


@dataclass(frozen=True)
class Fingerprint:
    """Where the pen's ink lies, packed; its amount; a digest of the picture, and whether that has grain."""

    shape: tuple[int, int]
    ink_mm2: float
    bits: bytes = field(repr=False)
    digest: str
    has_grain: bool

    @property
    def mask(self) -> NDArray[np.uint8]:
        """1 where there is ink."""
        height, width = self.shape
        packed = np.frombuffer(zlib.decompress(self.bits), np.uint8)
        flat = np.unpackbits(packed, count=height * width)
        return np.asarray(flat.reshape(height, width), np.uint8)


def fingerprint(inked: Inked, *, table: Area) -> Fingerprint:
    """The fingerprint of a flat sheet, from the ink within its table of answers."""
    mask = (patch_of(table, inked.unexplained) > 0).astype(np.uint8)
    return Fingerprint(
        shape=(mask.shape[0], mask.shape[1]),
        ink_mm2=float(mask.sum()) / PX_PER_MM**2,
        bits=zlib.compress(np.packbits(mask).tobytes(), 1),
        digest=hashlib.sha256(inked.darkness.tobytes()).hexdigest(),
        has_grain=_grain(inked) > _LEAST_GRAIN,
    )


def _grain(inked: Inked) -> float:
    """The share of the unprinted paper that is not quite white."""
    unprinted = cv2.bitwise_not(inked.printed)
    return cv2.countNonZero(cv2.bitwise_and(inked.darkness, unprinted)) / cv2.countNonZero(unprinted)


class SeenSheets:
    """The sheets of a pile seen so far; it names the first picture of a sheet seen again."""

    def __init__(self) -> None:
        self._seen: list[tuple[Fingerprint, NDArray[np.float32]]] = []

    def find_first(self, sheet: Fingerprint) -> int | None:
        """The number, from 0, of an earlier picture of ``sheet``, which is remembered where there is none."""
        sketch = _sketch(sheet)
        for number, (other, other_sketch) in enumerate(self._seen):
            if sheet.digest == other.digest and _is_particular(sheet):
                return number
            if _is_alike(sketch, other_sketch) and _is_same_ink(sheet, other):
                return number
        self._seen.append((sheet, sketch))
        return None


def _is_particular(sheet: Fingerprint) -> bool:
    """Whether no other sheet can give the same picture: it has ink, or the grain of a scan."""
    return sheet.has_grain or sheet.ink_mm2 >= _LEAST_INK_MM2


def _sketch(sheet: Fingerprint) -> NDArray[np.float32]:
    """The ink in cells of two millimetres, at unit length; zero for a sheet with hardly any."""
    height, width = sheet.shape
    cells = cv2.resize(
        sheet.mask * np.uint8(255),
        (width // _SKETCH_PX, height // _SKETCH_PX),
        interpolation=cv2.INTER_AREA,
    )
    flat = np.asarray(cells, np.float32).ravel()
    length = float(np.linalg.norm(flat))
    return flat / np.float32(length) if sheet.ink_mm2 >= _LEAST_INK_MM2 else np.zeros_like(flat)


def _is_alike(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    return one.shape == other.shape and float(one @ other) >= _LEAST_LIKENESS


def _is_same_ink(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the ink of two pictures lies in the same places, but for a little that gets lost in capture."""
    least, most = sorted((one.ink_mm2, other.ink_mm2))
    if one.shape != other.shape or most > _MOST_INK_RATIO * least:
        return False
    masks = one.mask, other.mask
    return _shared(*masks) >= _LEAST_SHARED and _shared(*reversed(masks)) >= _LEAST_SHARED


def _shared(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """The share of the ink of ``one`` that lies on or beside the ink of ``other``."""
    near = np.asarray(cv2.dilate(other, np.ones((3, 3), np.uint8)), np.uint8)
    return float(np.count_nonzero(one & near)) / float(np.count_nonzero(one))
