"""From one page of a scan to what it says: registered, read twice, settled or left to people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.omr.boxes import read_box_rows
from tinnhiem.engines.omr.definition import Definition, Kind
from tinnhiem.engines.omr.fingerprint import Fingerprint, fingerprint, picture_digest
from tinnhiem.engines.omr.ink import Blank, Inked, Strokes, blank_form, pieces_of
from tinnhiem.engines.omr.layout import Area, Layout, layout_of
from tinnhiem.engines.omr.markers import Rejected, Rejection
from tinnhiem.engines.omr.names import read_name_rows
from tinnhiem.engines.omr.pictures import Gray, Scan, page_picture, pdf_picture
from tinnhiem.engines.omr.printing import print_sheets
from tinnhiem.engines.omr.registration import PX_PER_MM, Registered, register
from tinnhiem.engines.omr.rows import Doubt, RowReading
from tinnhiem.engines.omr.sheetwide import Line, find_lines, has_foreign_ink, is_crease
from tinnhiem.engines.omr.typesetting import FontChain

__all__ = ["SheetReader", "SheetReading", "Status", "sheet_reader"]

_FINEST_PX_PER_MM: Final = 13.0
"""Pictures finer than this along the sheet's longer side are shrunk before anything else."""


class Status(StrEnum):
    """What became of a page."""

    READ = "read"
    ADJUDICATE = "adjudicate"
    UNREADABLE = "unreadable"
    WRONG_FORM = "wrong_form"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class SheetReading:
    """One page: settled rows, rows for people with the doubt of each, or the reason why it is not read."""

    status: Status
    rows: tuple[RowReading, ...] = ()
    reason: str | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)
    fingerprint: Fingerprint | None = None
    flat: Gray | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class SheetReader:
    """All that reading a form needs, made once: its layout and its blank picture."""

    definition: Definition
    layout: Layout
    blank: Blank = field(repr=False)

    def read(self, scan: Scan, page: int) -> SheetReading:
        """Read page ``page``, from 0, of ``scan``; foreseen faults become a reading."""
        try:
            picture = page_picture(scan, page, longest=round(self.layout.height * _FINEST_PX_PER_MM))
        except DomainError as error:
            return SheetReading(Status.UNREADABLE, reason=error.code, params=error.params)
        return self.read_picture(picture)

    def read_picture(self, picture: Gray) -> SheetReading:
        """Read a picture of a whole page."""
        try:
            registered = register(
                picture, definition=self.definition, layout=self.layout, reference=self.blank.picture
            )
        except Rejected as rejected:
            is_wrong = rejected.reason in (Rejection.OTHER_FORM, Rejection.NOT_AUTHENTIC)
            status = Status.WRONG_FORM if is_wrong else Status.UNREADABLE
            return SheetReading(status, reason=rejected.reason)
        return self._settle(registered, picture_digest(picture))

    def _settle(self, registered: Registered, digest: str) -> SheetReading:
        inked = Inked(255 - registered.flat, self.blank)
        lines = find_lines(inked)
        creases = [line.area.grown(0.4) for line in lines if is_crease(line, self.layout)]
        strokes = pieces_of(inked.unexplained).without(creases)
        readings = self._rows(inked, strokes)
        if has_foreign_ink(self.layout, strokes, lines):
            readings = {subject: RowReading(subject, None, Doubt.SHEET_INK) for subject in readings}
        streaks = [line for line in lines if not is_crease(line, self.layout)]
        rows = tuple(
            self._unless_streaked(readings[row.subject.id], row.zone, streaks) for row in self.layout.rows
        )
        is_settled = all(row.doubt is None for row in rows)
        return SheetReading(
            Status.READ if is_settled else Status.ADJUDICATE,
            rows,
            fingerprint=fingerprint(inked, layout=self.layout, digest=digest),
            flat=registered.flat,
        )

    def _rows(self, inked: Inked, strokes: Strokes) -> dict[str, RowReading]:
        if self.layout.kind is Kind.BOXES:
            return read_box_rows(self.layout.rows, inked, strokes)
        options = self.definition.options
        standing = options[0].id if len(options) == 2 else None
        return read_name_rows(self.layout.rows, inked, strokes, standing=standing)

    def _unless_streaked(self, reading: RowReading, zone: Area, streaks: list[Line]) -> RowReading:
        is_line_allowed = self.layout.kind is Kind.STRIKE_OUT
        crossing = [
            streak
            for streak in streaks
            if streak.area.overlaps(zone) and not (is_line_allowed and zone.grown(1).holds(streak.area))
        ]
        if crossing and reading.doubt is None:
            return RowReading(reading.subject, None, Doubt.STREAK)
        return reading


def sheet_reader(definition: Definition, fonts: FontChain) -> SheetReader:
    """The reader of ``definition``; it prints the blank form with ``fonts`` and looks at it once."""
    blank = print_sheets(definition, copies=1, fonts=fonts)
    picture = pdf_picture(blank, 0, pixels_per_mm=PX_PER_MM)
    return SheetReader(definition, layout_of(definition), blank_form(picture))
