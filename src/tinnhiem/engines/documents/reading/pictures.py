"""Pages of a PDF or of a scanned picture as pictures to look at, and to read codes on."""

from io import BytesIO
from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package ships no types
from PIL import Image

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.pdf import open_pdf

_POINTS_PER_INCH: Final = 72
_LONGEST_SIDE: Final = 4_000
"""Pages are drawn no larger than this many pixels, whatever size they claim."""
_MOST_PIXELS: Final = 80_000_000
PDF: Final = b"%PDF-"


def page_count(content: bytes) -> int:
    """How many pages can be shown: those of a PDF, one for a picture, none for anything else."""
    if not content.startswith(PDF):
        return 1 if _opened(content) else 0
    try:
        document = open_pdf(content)
    except DomainError:
        return 0
    pages = len(document)
    document.close()
    return pages


def page_picture(content: bytes, number: int, *, dots_per_inch: int) -> Image.Image | None:
    """Page ``number``, from one, in shades of grey; None where it is not there or cannot be drawn."""
    if not content.startswith(PDF):
        return _opened(content) if number == 1 else None
    try:
        document = open_pdf(content)
    except DomainError:
        return None
    try:
        return _drawn(document[number - 1], dots_per_inch) if 1 <= number <= len(document) else None
    except pdfium.PdfiumError:
        return None
    finally:
        document.close()


def page_png(content: bytes, number: int, *, width: int) -> bytes | None:
    """The same page as a PNG of at most ``width`` pixels, to be looked at."""
    picture = page_picture(content, number, dots_per_inch=150)
    if picture is None:
        return None
    picture.thumbnail((width, 2 * width))
    written = BytesIO()
    picture.save(written, format="PNG")
    return written.getvalue()


def _drawn(page: pdfium.PdfPage, dots_per_inch: int) -> Image.Image:
    scale = min(dots_per_inch / _POINTS_PER_INCH, _LONGEST_SIDE / max(page.get_size()))
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture


def _opened(content: bytes) -> Image.Image | None:
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            return picture.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
