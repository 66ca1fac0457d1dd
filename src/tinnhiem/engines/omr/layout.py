"""Where everything stands on a sheet, in millimetres from the page's top-left corner.

The layout is a pure function of the definition and its version: no font, no machine and no copy number enters
it, so the reader rebuilds it from the definition alone.
"""

import math
from dataclasses import dataclass
from typing import ClassVar, Final, TypedDict

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.omr.definition import VERSION, Definition, Kind, Option, Paper, Subject

MARKER_MM: Final = 9.0
TICK_MM: Final = 2.5
QR_MM: Final = 20.0
STAMP_MM: Final = 38.0
CRITERION_MM: Final = 5.0

_PAGE_MM: Final = {Paper.A5: (148.0, 210.0), Paper.A4: (210.0, 297.0)}
_EDGE_MM: Final = 6.0
_GUTTER_MM: Final = 3.0
_HEAD_MM: Final = 12.0
_NUMBER_MM: Final = 8.0
_PITCHES_MM: Final = (7.5, 14.0)
_COLUMNS_MM: Final = (14.0, 24.0)
_NARROWEST_NAME_MM: Final = 42.0


class SheetDoesNotFit(DomainError):
    """One side of the paper cannot hold all rows at a size people can mark."""

    code: ClassVar[str] = "sheet_does_not_fit"


class SheetTooNarrow(DomainError):
    """One row cannot hold all options beside the name."""

    code: ClassVar[str] = "sheet_too_narrow"


@dataclass(frozen=True)
class Area:
    """A rectangle on the page, in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Area") -> bool:
        """Whether the two rectangles share a point inside both."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def holds(self, other: "Area") -> bool:
        """Whether ``other`` lies within this rectangle."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def grown(self, margin: float) -> "Area":
        """The same rectangle with ``margin`` added on each side (taken away where negative)."""
        return Area(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)


@dataclass(frozen=True)
class Marker:
    """A printed ArUco marker whose id carries form family and corner."""

    id: int
    area: Area


@dataclass(frozen=True)
class Box:
    """The place of one answer: a square to mark, or the field of a name to strike out."""

    option: Option
    area: Area


@dataclass(frozen=True)
class Row:
    """The strip of the page that belongs to one subject."""

    subject: Subject
    zone: Area
    number: Area
    text: Area
    boxes: tuple[Box, ...]


class BoxRecord(TypedDict):
    """One box of the layout file."""

    subject: str
    option: str
    page: int
    x_mm: float
    y_mm: float
    size_mm: float


class NameFieldRecord(BoxRecord):
    """One field of a name to strike out; ``size_mm`` is its height."""

    width_mm: float


class LayoutRecord(TypedDict):
    """The layout file of the command-line contract (§5)."""

    version: int
    page_mm: list[int]
    boxes: list[BoxRecord] | list[NameFieldRecord]


@dataclass(frozen=True)
class Layout:
    """All places of one sheet side."""

    width: float
    height: float
    markers: tuple[Marker, ...]
    ticks: tuple[Area, ...]
    head: tuple[Area, ...]
    unit: Area
    title: Area
    instruction: Area
    criteria: tuple[Area, ...]
    rows: tuple[Row, ...]
    stamp: Area
    qr: Area
    tag: Area
    kind: Kind

    @property
    def table(self) -> Area:
        """The rows together with their head."""
        top = self.head[0].y
        first = self.rows[0].zone
        return Area(first.x, top, first.width, self.rows[-1].zone.bottom - top)


def layout_of(definition: Definition) -> Layout:
    """The layout of ``definition``; raises ``SheetDoesNotFit`` or ``SheetTooNarrow``."""
    width, height = _PAGE_MM[definition.paper]
    aside = _EDGE_MM + MARKER_MM + _GUTTER_MM
    inner = Area(aside, _EDGE_MM, width - 2 * aside, 0)
    criteria = tuple(
        Area(inner.x, 43 + CRITERION_MM * index, inner.width, CRITERION_MM)
        for index in range(len(definition.criteria))
    )
    foot = height - _EDGE_MM - STAMP_MM
    head_top = 44 + CRITERION_MM * len(criteria)
    rows = _rows(definition, top=head_top + _HEAD_MM, bottom=foot - 3, page_width=width)
    qr_left = width - _EDGE_MM - MARKER_MM - 2 * _GUTTER_MM - QR_MM
    return Layout(
        width=width,
        height=height,
        markers=_markers(definition.family, width, height),
        ticks=_ticks(rows, head_top + _HEAD_MM / 2, width),
        head=_head(rows[0], head_top),
        unit=Area(inner.x, _EDGE_MM, inner.width, 10),
        title=Area(inner.x, 17, inner.width, 14),
        instruction=Area(inner.x, 32, inner.width, 10),
        criteria=criteria,
        rows=rows,
        stamp=Area(aside, foot, STAMP_MM, STAMP_MM),
        qr=Area(qr_left, height - _EDGE_MM - QR_MM - 5, QR_MM, QR_MM),
        tag=Area(qr_left - 30, height - _EDGE_MM - 4, QR_MM + 30, 4),
        kind=definition.kind,
    )


def layout_record(layout: Layout) -> LayoutRecord:
    """``layout`` as the record that ``paper print`` writes."""
    places = [(row.subject, box) for row in layout.rows for box in row.boxes]
    page = [round(layout.width), round(layout.height)]
    if layout.kind is Kind.STRIKE_OUT:
        fields = [
            NameFieldRecord(**_box_record(subject, box), width_mm=round(box.area.width, 3))
            for subject, box in places
        ]
        return LayoutRecord(version=VERSION, page_mm=page, boxes=fields)
    boxes = [_box_record(subject, box) for subject, box in places]
    return LayoutRecord(version=VERSION, page_mm=page, boxes=boxes)


def _box_record(subject: Subject, box: Box) -> BoxRecord:
    return BoxRecord(
        subject=subject.id,
        option=box.option.id,
        page=1,
        x_mm=round(box.area.x, 3),
        y_mm=round(box.area.y, 3),
        size_mm=round(box.area.height, 3),
    )


def _markers(family: int, width: float, height: float) -> tuple[Marker, ...]:
    right, bottom = width - _EDGE_MM - MARKER_MM, height - _EDGE_MM - MARKER_MM
    corners = ((_EDGE_MM, _EDGE_MM), (right, _EDGE_MM), (right, bottom), (_EDGE_MM, bottom))
    return tuple(
        Marker(family * 4 + corner, Area(x, y, MARKER_MM, MARKER_MM)) for corner, (x, y) in enumerate(corners)
    )


def _rows(definition: Definition, *, top: float, bottom: float, page_width: float) -> tuple[Row, ...]:
    narrowest, widest = _PITCHES_MM
    pitch = min(widest, math.floor(2 * (bottom - top) / len(definition.subjects)) / 2)
    left = _EDGE_MM + TICK_MM + _GUTTER_MM
    width = page_width - 2 * left
    if pitch < narrowest:
        raise SheetDoesNotFit(
            paper=definition.paper, subjects=len(definition.subjects), most=int((bottom - top) / narrowest)
        )
    zones = [Area(left, top + index * pitch, width, pitch) for index in range(len(definition.subjects))]
    make = _name_row if definition.kind is Kind.STRIKE_OUT else _box_row
    return tuple(
        make(subject, zone, definition) for subject, zone in zip(definition.subjects, zones, strict=True)
    )


def _box_row(subject: Subject, zone: Area, definition: Definition) -> Row:
    narrowest, widest = _COLUMNS_MM
    count = len(definition.options)
    column = min(widest, max(narrowest, math.floor(zone.width * 0.55 / count)))
    columns_left = zone.right - column * count
    text = Area(zone.x + _NUMBER_MM, zone.y + 0.5, columns_left - zone.x - _NUMBER_MM - 2, zone.height - 1)
    if text.width < _NARROWEST_NAME_MM:
        most = int((zone.width - _NUMBER_MM - 2 - _NARROWEST_NAME_MM) / narrowest)
        raise SheetTooNarrow(paper=definition.paper, options=count, most=most)
    size = 7.0 if zone.height >= 11 else 6.0 if zone.height >= 9 else 5.0
    boxes = tuple(
        Box(
            option,
            Area(
                columns_left + index * column + (column - size) / 2,
                zone.y + (zone.height - size) / 2,
                size,
                size,
            ),
        )
        for index, option in enumerate(definition.options)
    )
    return Row(subject, zone, Area(zone.x, zone.y, _NUMBER_MM, zone.height), text, boxes)


def _name_row(subject: Subject, zone: Area, definition: Definition) -> Row:
    """A name field on the left three fifths, the post beside it; the last option is the struck name."""
    field = Area(zone.x + _NUMBER_MM, zone.y + 0.75, math.floor(zone.width * 0.58), zone.height - 1.5)
    text = Area(field.right + 2, zone.y + 0.75, zone.right - field.right - 3, zone.height - 1.5)
    box = Box(definition.options[-1], field)
    return Row(subject, zone, Area(zone.x, zone.y, _NUMBER_MM, zone.height), text, (box,))


def _ticks(rows: tuple[Row, ...], head_middle: float, page_width: float) -> tuple[Area, ...]:
    middles = [head_middle, *(row.zone.y + row.zone.height / 2 for row in rows)]
    lefts = (_EDGE_MM, page_width - _EDGE_MM - TICK_MM)
    return tuple(Area(left, middle - TICK_MM / 2, TICK_MM, TICK_MM) for middle in middles for left in lefts)


def _head(row: Row, top: float) -> tuple[Area, ...]:
    """The head cell over the names, then one over each column of boxes."""
    names = Area(row.zone.x, top, row.text.right - row.zone.x, _HEAD_MM)
    columns = [row.text.right + 2, *(box.area.x + box.area.width / 2 for box in row.boxes)]
    if len(row.boxes) == 1 and row.boxes[0].area.width > row.boxes[0].area.height:
        return (names,)
    half = (row.zone.right - columns[0]) / (2 * len(row.boxes))
    return (names, *(Area(middle - half, top, 2 * half, _HEAD_MM) for middle in columns[1:]))
