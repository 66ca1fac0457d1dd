"""Finds a form's corner markers in a picture, or says why the page is not read."""

from enum import StrEnum
from typing import Final

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from tinnhiem.engines.omr.definition import Definition
from tinnhiem.engines.omr.layout import Area, Layout
from tinnhiem.engines.omr.pictures import Gray

__all__ = [
    "CODE_PREFIX",
    "Points",
    "Rejected",
    "Rejection",
    "find_markers",
    "find_plane",
    "read_codes",
    "reason_to_refuse",
]

CODE_PREFIX: Final = "TN"
"""What the codes of all our forms begin with."""

Points = NDArray[np.float64]

_CODE_FORMATS: Final = zxingcpp.barcode_formats_from_str("QRCode")


class Rejection(StrEnum):
    """Why a page is not read at all; each is the code of a sentence."""

    BLANK = "scan_page_blank"
    NO_ANCHORS = "scan_no_anchors"
    INCOMPLETE = "scan_sheet_incomplete"
    WARPED = "scan_sheet_warped"
    OTHER_FORM = "scan_other_form"
    NOT_AUTHENTIC = "scan_not_authentic"
    CODE_UNREADABLE = "scan_code_unreadable"


class Rejected(Exception):
    """The page is no sheet of this form that can be laid flat."""

    def __init__(self, reason: Rejection) -> None:
        self.reason = reason
        super().__init__(reason)


def find_markers(picture: Gray, layout: Layout) -> dict[int, Points]:
    """The four outer points of each corner marker of this form, by corner."""
    family = layout.markers[0].id
    own = cv2.aruco.Dictionary(_all_markers().bytesList[family : family + 4], 5, 1)
    found = _detect(picture, own, _quick())
    return found if len(found) >= 3 else _detect(picture, own, _thorough()) | found


def _all_markers() -> cv2.aruco.Dictionary:
    return cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_5X5_1000)


def _quick() -> cv2.aruco.DetectorParameters:
    parameters = cv2.aruco.DetectorParameters()
    parameters.adaptiveThreshWinSizeMin = parameters.adaptiveThreshWinSizeMax = 23
    parameters.minMarkerPerimeterRate, parameters.maxMarkerPerimeterRate = 0.05, 0.5
    return parameters


def _thorough() -> cv2.aruco.DetectorParameters:
    parameters = _quick()
    parameters.adaptiveThreshWinSizeMin, parameters.adaptiveThreshWinSizeMax = 7, 57
    parameters.errorCorrectionRate = 1.0
    return parameters


def _detect(
    picture: Gray, dictionary: cv2.aruco.Dictionary, parameters: cv2.aruco.DetectorParameters
) -> dict[int, Points]:
    corners, ids, _ = cv2.aruco.ArucoDetector(dictionary, parameters).detectMarkers(picture)
    found: dict[int, Points] = {}
    repeated: set[int] = set()
    for outline, marker in zip(corners, np.ravel(np.asarray(ids if len(corners) else [])), strict=True):
        if int(marker) in found:
            repeated.add(int(marker))
        found[int(marker)] = np.asarray(outline, np.float64).reshape(4, 2)
    return {marker: points for marker, points in found.items() if marker not in repeated}


def reason_to_refuse(picture: Gray, definition: Definition, *, found: int) -> Rejection:
    """The reason why a page without enough of our markers is refused."""
    if float(np.mean(picture < 0.6 * np.median(picture))) < 0.0005:
        return Rejection.BLANK
    codes = [text for text in read_codes(picture) if text.startswith(CODE_PREFIX)]
    families = [marker // 4 for marker in _detect(picture, _all_markers(), _quick())]
    families = [family for family in families if family != definition.family]
    if definition.code in codes or (found and not codes):
        return Rejection.INCOMPLETE
    if codes or any(families.count(family) >= 2 for family in families):
        return Rejection.OTHER_FORM
    return Rejection.NO_ANCHORS


def read_codes(picture: Gray) -> list[str]:
    """What the QR codes in the picture say."""
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=_CODE_FORMATS)]


def _corner_points(area: Area) -> list[tuple[float, float]]:
    return [(area.x, area.y), (area.right, area.y), (area.right, area.bottom), (area.x, area.bottom)]


def find_plane(corners: dict[int, Points], layout: Layout, *, scale: float) -> Points:
    """The homography from flat pixels, ``scale`` to the millimetre, to picture pixels."""
    printed = [point for corner in corners for point in _corner_points(layout.markers[corner].area)]
    seen = np.concatenate(list(corners.values()))
    plane, _ = cv2.findHomography(np.array(printed) * scale, seen)
    found = np.asarray(plane, np.float64)
    if found.shape != (3, 3) or not np.isfinite(found).all():
        raise Rejected(Rejection.WARPED)
    return found
