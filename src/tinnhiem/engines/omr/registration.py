"""Finds a sheet in a picture by its printed anchors and lays it flat, or says why it cannot.

Corner markers give a first plane; ticks and box frames then give a smooth field of small shifts, so that a
curled sheet under a phone comes to lie on its own print. Only printed anchors enter: a mark can hide none of
them, since ink never makes a frame lighter.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from tinnhiem.engines.omr.definition import Definition
from tinnhiem.engines.omr.layout import Area, Layout
from tinnhiem.engines.omr.markers import (
    CODE_PREFIX,
    Points,
    Rejected,
    Rejection,
    find_markers,
    find_plane,
    read_codes,
    reason_to_refuse,
)
from tinnhiem.engines.omr.pictures import Gray, shrunk

__all__ = ["PX_PER_MM", "Registered", "patch_of", "register"]

PX_PER_MM: Final = 6
"""Scale of a sheet laid flat."""

_SEARCH_MM: Final = 2.2
_OVERVIEW_PX_PER_MM: Final = 7.4
"""Scale, along the longer side of a picture that shows the sheet alone, at which sheets are looked for."""

_COARSEST_PX_PER_MM: Final = 6.0
_FINEST_PX_PER_MM: Final = 9.0
_WANTED_PX_PER_MM: Final = 7.5
_LEAST_SCORE: Final = 0.45
_MOST_RESIDUAL_MM: Final = 0.6
_LEAST_ANCHORS: Final = 0.6
_LEAST_CODE_LIKENESS: Final = 0.6
"""Correlation with the expected code; the code of another form shares about a third with it."""

_FRAME_END_MM: Final = 1.3
_FIELD_TERMS: Final = 10


@dataclass(frozen=True)
class Registered:
    """The sheet laid flat: paper 255, printed black 0; ``anchors`` is the share of anchors found."""

    flat: Gray
    anchors: float
    residual_mm: float


@dataclass(frozen=True)
class _Anchor:
    """A printed shape: where its patch starts in the flat picture, and how it looks."""

    left: int
    top: int
    patch: Gray


def register(picture: Gray, *, definition: Definition, layout: Layout, reference: Gray) -> Registered:
    """``picture`` laid flat onto ``reference``, the blank form at ``PX_PER_MM``.

    Raises ``Rejected`` with its reason.
    """
    seen, plane = _found(picture, definition, layout)
    coarse = _leveled(_flattened(seen, plane, reference.shape), layout)
    shifts, share, residual = _fitted_field(coarse, layout, reference)
    if share < _LEAST_ANCHORS or residual > _MOST_RESIDUAL_MM:
        raise Rejected(Rejection.WARPED)
    flat = _shifted(coarse, shifts)
    _check_code(flat, definition, layout, reference)
    return Registered(flat, share, residual)


def _found(picture: Gray, definition: Definition, layout: Layout) -> tuple[Gray, Points]:
    """The picture, or a smaller one of it that is fine enough, and the plane of the sheet in it.

    A sheet that fills the picture is found and read on the smaller one; a far one needs all there is.
    """
    overview = shrunk(picture, _OVERVIEW_PX_PER_MM * layout.height / max(picture.shape))
    corners = find_markers(overview, layout)
    if len(corners) < 3 and overview is not picture:
        overview, corners = picture, find_markers(picture, layout)
    if len(corners) < 3:
        raise Rejected(reason_to_refuse(picture, definition, found=len(corners)))
    plane = find_plane(corners, layout, scale=PX_PER_MM)
    if overview is picture or _fineness(plane) >= _COARSEST_PX_PER_MM:
        return overview, plane
    height, width = (whole / part for whole, part in zip(picture.shape, overview.shape, strict=True))
    return picture, np.diag([width, height, 1.0]) @ plane


def _fineness(plane: Points) -> float:
    """Picture pixels to the millimetre at the sheet's top left corner."""
    unit = cv2.perspectiveTransform(np.array([[[0.0, 0.0], [float(PX_PER_MM), 0.0]]]), plane)[0]
    return float(np.hypot(*(unit[1] - unit[0])))


def _flattened(picture: Gray, plane: Points, shape: tuple[int, ...]) -> Gray:
    """The sheet by its plane; a fine picture is shrunk first, so that thin lines survive."""
    fineness = _fineness(plane)
    if fineness > _FINEST_PX_PER_MM:
        scale = _WANTED_PX_PER_MM / fineness
        picture, plane = shrunk(picture, scale), np.diag([scale, scale, 1.0]) @ plane
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(picture, plane, (shape[1], shape[0]), flags=flags, borderValue=255)
    return np.asarray(flat, np.uint8)


def _leveled(flat: Gray, layout: Layout) -> Gray:
    """Even out light and contrast: the paper around becomes 255, printed black 0."""
    small = cv2.resize(flat, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    paper = cv2.GaussianBlur(cv2.medianBlur(paper, 5), (0, 0), 1.5)
    ground = cv2.resize(paper, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR)
    even = np.asarray(cv2.divide(flat, ground, scale=255), np.uint8)
    markers = np.concatenate([patch_of(marker.area, even).ravel() for marker in layout.markers])
    black = min(float(np.percentile(markers, 20)), 150.0)
    ramp = np.clip((np.arange(256) - black) * 255 / (255 - black), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(even, ramp), np.uint8)


def _anchors(layout: Layout, reference: Gray) -> list[_Anchor]:
    areas = [tick.grown(0.8) for tick in layout.ticks]
    areas += [marker.area.grown(0.8) for marker in layout.markers]
    areas.append(layout.qr.grown(0.5))
    areas += [layout.title, layout.instruction]
    areas += [end.grown(0.5) for row in layout.rows for box in row.boxes for end in _ends(box.area)]
    return [_anchor(area, reference) for area in areas]


def _ends(frame: Area) -> list[Area]:
    """A square frame as it is, a long one by its two ends, which hold no letters."""
    if frame.width <= frame.height:
        return [frame]
    return [
        Area(frame.x, frame.y, _FRAME_END_MM, frame.height),
        Area(frame.right - 2 * _FRAME_END_MM, frame.y, 2 * _FRAME_END_MM, frame.height),
    ]


def _anchor(area: Area, reference: Gray) -> _Anchor:
    left, top = round(area.x * PX_PER_MM), round(area.y * PX_PER_MM)
    return _Anchor(left, top, patch_of(area, reference))


def patch_of(area: Area, flat: Gray) -> Gray:
    """The pixels of ``area`` in a flat sheet."""
    left, top = max(round(area.x * PX_PER_MM), 0), max(round(area.y * PX_PER_MM), 0)
    return flat[top : round(area.bottom * PX_PER_MM), left : round(area.right * PX_PER_MM)]


def _fitted_field(coarse: Gray, layout: Layout, reference: Gray) -> tuple[Points, float, float]:
    """Coefficients of the shift field, the share of anchors found, and their residual in millimetres."""
    anchors = _anchors(layout, reference)
    shape = reference.shape
    places, shifts = [], []
    for anchor in anchors:
        shift = _shift_of(anchor, coarse)
        if shift is not None:
            middle = (anchor.left + anchor.patch.shape[1] / 2, anchor.top + anchor.patch.shape[0] / 2)
            places.append((middle[0] / shape[1] - 0.5, middle[1] / shape[0] - 0.5))
            shifts.append(shift)
    share = len(places) / len(anchors)
    if share < _LEAST_ANCHORS:
        return np.zeros((_FIELD_TERMS, 2)), share, 0.0
    return _robust_fit(np.array(places), np.array(shifts), share)


def _shift_of(anchor: _Anchor, coarse: Gray) -> tuple[float, float] | None:
    """How far the anchor lies from its place, in pixels, or None where it is not seen."""
    reach = round(_SEARCH_MM * PX_PER_MM)
    height, width = anchor.patch.shape
    top, left = max(anchor.top - reach, 0), max(anchor.left - reach, 0)
    window = coarse[top : anchor.top + height + reach, left : anchor.left + width + reach]
    scores = cv2.matchTemplate(window, anchor.patch, cv2.TM_CCOEFF_NORMED)
    _, best, _, (column, line) = cv2.minMaxLoc(scores)
    if best < _LEAST_SCORE:
        return None
    fine = _peak(np.asarray(scores, np.float64), column, line)
    return left + column + fine[0] - anchor.left, top + line + fine[1] - anchor.top


def _peak(scores: Points, column: int, line: int) -> tuple[float, float]:
    """The offset of the maximum within its pixel, by a parabola along each axis."""
    return (
        _vertex(scores[line, max(column - 1, 0) : column + 2]),
        _vertex(scores[max(line - 1, 0) : line + 2, column]),
    )


def _vertex(values: Points) -> float:
    if len(values) != 3:
        return 0.0
    before, at, after = (float(value) for value in values)
    bend = before - 2 * at + after
    return 0.0 if bend >= 0 else float(np.clip(0.5 * (before - after) / bend, -0.5, 0.5))


def _terms(places: Points) -> Points:
    """Cubic polynomial terms of places given from −½ to ½."""
    x, y = places[:, 0] * 2, places[:, 1] * 2
    columns = [np.ones_like(x), x, y, x * x, x * y, y * y, x**3, x * x * y, x * y * y, y**3]
    return np.stack(columns, axis=1)


def _robust_fit(places: Points, shifts: Points, share: float) -> tuple[Points, float, float]:
    """Least squares with outliers weighed down; the residual is the 90th percentile in millimetres."""
    terms = _terms(places)
    weights = np.ones(len(places))
    damping = np.diag([1e-6] * 3 + [1e-2] * (_FIELD_TERMS - 3))
    field = np.zeros((_FIELD_TERMS, 2))
    distance = np.zeros(len(places))
    for _ in range(4):
        weighted = terms * weights[:, None]
        field = np.asarray(np.linalg.solve(weighted.T @ terms + damping, weighted.T @ shifts), np.float64)
        distance = np.hypot(*(shifts - terms @ field).T)
        weights = 1 / (1 + (distance / 1.5) ** 2)
    kept = float(np.mean(distance < 2.0 * PX_PER_MM / 3)) * share
    return field, kept, float(np.percentile(distance, 85)) / PX_PER_MM


def _shifted(coarse: Gray, field: Points) -> Gray:
    """``coarse`` with the shift field undone."""
    height, width = coarse.shape
    grid = np.stack(np.meshgrid(np.linspace(-0.5, 0.5, 33), np.linspace(-0.5, 0.5, 33)), axis=-1)
    shifts = (_terms(grid.reshape(-1, 2)) @ field).reshape(33, 33, 2).astype(np.float32)
    if float(np.abs(shifts).max()) < 0.3:
        return coarse
    columns, lines = (
        np.asarray(cv2.resize(axis, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
        for axis in cv2.split(shifts)
    )
    columns += np.arange(width, dtype=np.float32)
    lines += np.arange(height, dtype=np.float32)[:, None]
    flat = cv2.remap(coarse, columns, lines, cv2.INTER_LINEAR, borderValue=255)
    return np.asarray(flat, np.uint8)


def _check_code(flat: Gray, definition: Definition, layout: Layout, reference: Gray) -> None:
    """Refuse a sheet whose code names another form or batch, or cannot be told from one.

    An authentication code counts only where it is read, since a copy of the rest looks much alike.
    """
    codes = read_codes(np.ascontiguousarray(patch_of(layout.qr.grown(2.5), flat)))
    if definition.code in codes:
        return
    if any(code.startswith(definition.open_code) for code in codes):
        raise Rejected(Rejection.NOT_AUTHENTIC)
    if any(code.startswith(CODE_PREFIX) for code in codes):
        raise Rejected(Rejection.OTHER_FORM)
    printed, seen = patch_of(layout.qr, reference), patch_of(layout.qr, flat)
    likeness = float(np.corrcoef(printed.ravel(), seen.ravel())[0, 1])
    if definition.authentication or likeness < _LEAST_CODE_LIKENESS:
        raise Rejected(Rejection.CODE_UNREADABLE)
