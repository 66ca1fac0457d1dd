"""What two unmarked control sheets, fed first and last, say about the scanner itself."""

from typing import ClassVar, Final

import cv2
import numpy as np

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.omr.pictures import Gray

__all__ = ["ScannerStreaked", "check_scanner", "streak_columns"]

_NEIGHBORHOOD_PX: Final = 31
_LEAST_STEP: Final = 7
_SAME_PLACE: Final = 0.004


class ScannerStreaked(DomainError):
    """The scanner draws a line of its own, which would pass for marks on every sheet between."""

    code: ClassVar[str] = "scan_scanner_streaked"


def streak_columns(picture: Gray) -> tuple[float, ...]:
    """Columns darker than their neighbours over most of the picture's height, as shares of its width.

    A feeder's streak runs exactly along the picture however the sheet lies, while print and frames take up
    less than half of any column.
    """
    around = cv2.blur(picture, (_NEIGHBORHOOD_PX, 1))
    step = np.median(around.astype(np.int16) - picture, axis=0)
    places = np.flatnonzero(step >= _LEAST_STEP)
    return tuple(float(place) / picture.shape[1] for place in places)


def check_scanner(first: Gray, last: Gray) -> None:
    """Raise ``ScannerStreaked`` where a column is dark on both control sheets."""
    again = streak_columns(last)
    for place in streak_columns(first):
        if any(abs(place - other) <= _SAME_PLACE for other in again):
            raise ScannerStreaked(percent=round(100 * place))
