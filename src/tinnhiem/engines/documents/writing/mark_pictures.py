"""The mark of a draft as a picture that a scanner reads."""

from io import BytesIO
from typing import Final

import segno

from tinnhiem.engines.documents.marks import payload_of

_QUIET: Final = 4
"""The white rim of a QR code, in modules (ISO/IEC 18004)."""
_PIXELS: Final = 12


def mark_svg(mark: str) -> str:
    """The mark as a drawing of black modules on white."""
    drawing: str = _code(mark).svg_inline(border=_QUIET, light="#fff", svgclass=None, lineclass=None)
    return drawing


def mark_png(mark: str) -> bytes:
    """The mark as a picture; without a mark, the picture that Word templates hold in its place."""
    picture = BytesIO()
    _code(mark).save(picture, kind="png", border=_QUIET, scale=_PIXELS)
    return picture.getvalue()


def white_png() -> bytes:
    """A picture of the same shape that shows nothing."""
    picture = BytesIO()
    _code("").save(picture, kind="png", border=_QUIET, scale=1, dark="#fff")
    return picture.getvalue()


def _code(mark: str) -> segno.QRCode:
    return segno.make(payload_of(mark), version=1, error="m", mode="alphanumeric", micro=False)
