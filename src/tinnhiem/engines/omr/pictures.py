"""Files from feeders, flatbeds and phones become pictures: one per page, in grey, within bounds.

The grey of a pixel is the darkest of its three colours, so that ink of any colour counts as ink.
"""

import io
import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

import cv2
import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # the package ships no type information
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from tinnhiem.common.errors import DomainError

__all__ = [
    "FileEncrypted",
    "FileNotReadable",
    "Gray",
    "PictureTooLarge",
    "Scan",
    "darkest",
    "page_count",
    "page_picture",
    "pdf_picture",
    "shrunk",
]

Gray = NDArray[np.uint8]

Scan = bytes | Path
"""A file from a scanner, in memory or where it lies; of the latter only the page asked for is read."""

_MOST_PIXELS: Final = 60_000_000
_GENTLE: Final = 0.6
"""Shrinking less than this loses nothing by the quick way."""

_STRIP_LINES: Final = 128
"""Lines at a time that stay in the processor's cache, which halves the time of plain passes."""

_PDF_DPI: Final = 200
_PDF_SIDE_PT: Final = (350.0, 1300.0)
"""Sides of pages that state a plausible paper size; others hold pictures that claim none."""

cv2.setNumThreads(1)


class FileNotReadable(DomainError):
    """The file or this page of it is no picture that can be opened."""

    code: ClassVar[str] = "scan_file_not_readable"


class FileEncrypted(DomainError):
    """The PDF asks for a password."""

    code: ClassVar[str] = "scan_file_encrypted"


class PictureTooLarge(DomainError):
    """The picture has more pixels than any scan of a sheet needs."""

    code: ClassVar[str] = "scan_picture_too_large"


@dataclass(frozen=True)
class _Size:
    width: int
    height: int

    def check(self) -> None:
        if self.width * self.height > _MOST_PIXELS:
            raise PictureTooLarge(most=_MOST_PIXELS // 1_000_000)


def page_count(scan: Scan) -> int:
    """The number of pages in a file; raises ``FileNotReadable`` or ``FileEncrypted``."""
    if _is_pdf(scan):
        document = _open_pdf(scan)
        try:
            return len(document)
        finally:
            document.close()
    with _open_image(scan) as image:
        return int(getattr(image, "n_frames", 1))


def page_picture(scan: Scan, page: int, *, longest: int) -> Gray:
    """Page ``page``, from 0, of a PDF, TIFF, JPEG or PNG file in grey, no side over ``longest`` pixels.

    Raises ``FileNotReadable``, ``FileEncrypted`` or ``PictureTooLarge``.
    """
    picture = pdf_picture(scan, page) if _is_pdf(scan) else darkest(_image_picture(scan, page))
    return shrunk(picture, longest / max(picture.shape))


def pdf_picture(scan: Scan, page: int, *, pixels_per_mm: float | None = None) -> Gray:
    """A page of a PDF at the given scale, or at the scale of a scan of it."""
    document = _open_pdf(scan)
    try:
        sheet = document[page]
        width, height = sheet.get_size()
        scale = pixels_per_mm * 25.4 / 72 if pixels_per_mm else _scan_scale(max(width, height))
        _Size(math.ceil(width * scale), math.ceil(height * scale)).check()
        bitmap = sheet.render(scale=scale, rev_byteorder=False)
        return darkest(np.asarray(bitmap.to_numpy(), np.uint8))
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise FileNotReadable(page=page + 1) from error
    finally:
        document.close()


def darkest(picture: NDArray[np.uint8]) -> Gray:
    """The darkest colour of each pixel; grey pictures stay as they are."""
    if picture.ndim == 2:
        return picture
    dark = np.empty(picture.shape[:2], np.uint8)
    for top in range(0, len(picture), _STRIP_LINES):
        strip = slice(top, top + _STRIP_LINES)
        blue, green, red = cv2.split(np.ascontiguousarray(picture[strip, :, :3]))
        dark[strip] = cv2.min(cv2.min(blue, green), red)
    return dark


def shrunk(picture: Gray, scale: float) -> Gray:
    """The picture at ``scale``; itself where that would enlarge it."""
    if scale >= 1:
        return picture
    flags = cv2.INTER_LINEAR if scale > _GENTLE else cv2.INTER_AREA
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=flags), np.uint8)


def _is_pdf(scan: Scan) -> bool:
    return b"%PDF-" in _bytes(scan, 1024)


def _bytes(scan: Scan, most: int = -1) -> bytes:
    """The first ``most`` bytes, or all."""
    if isinstance(scan, bytes):
        return scan if most < 0 else scan[:most]
    try:
        with scan.open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as closed:
        raise FileNotReadable(page=1) from closed


def _open_pdf(scan: Scan) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(scan)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise FileEncrypted from error
        raise FileNotReadable(page=1) from error


def _scan_scale(longest_pt: float) -> float:
    low, high = _PDF_SIDE_PT
    if low <= longest_pt <= high:
        return _PDF_DPI / 72
    return 2600 / longest_pt


def _open_image(scan: Scan) -> Image.Image:
    """The image before its pixels are unpacked; its size is judged here, so no warning is needed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(scan) if isinstance(scan, bytes) else scan)
            _Size(*image.size).check()
        except Image.DecompressionBombError as error:
            raise PictureTooLarge(most=_MOST_PIXELS // 1_000_000) from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise FileNotReadable(page=1) from error
    return image


def _image_picture(scan: Scan, page: int) -> NDArray[np.uint8]:
    with _open_image(scan) as image:
        if page == 0 and image.format in ("JPEG", "PNG") and not image.has_transparency_data:
            return _fast_picture(_bytes(scan))
        try:
            image.seek(page)
            _Size(*image.size).check()
            return _pixels(image)
        except (OSError, EOFError, ValueError, SyntaxError) as error:
            raise FileNotReadable(page=page + 1) from error


def _pixels(image: Image.Image) -> NDArray[np.uint8]:
    """The pixels on white paper, in eight bits."""
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        return np.asarray(Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB"), np.uint8)
    if image.mode.startswith(("I", "F")):
        return _eight_bits(np.asarray(image, np.float32))
    return np.asarray(image.convert("L" if image.mode in ("1", "L") else "RGB"), np.uint8)


def _eight_bits(deep: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Deep grey by its own range, since files do not say which of it they use."""
    values = np.nan_to_num(deep)
    least, most = float(values.min()), float(values.max())
    return np.asarray((values - least) * (255 / max(most - least, 1e-6)), np.uint8)


def _fast_picture(data: bytes) -> NDArray[np.uint8]:
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise FileNotReadable(page=1)
    return np.asarray(decoded, np.uint8)
