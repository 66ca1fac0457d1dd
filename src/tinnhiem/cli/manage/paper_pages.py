"""Pages of scans, read across the cores of the machine; only what reads sheets loads it."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.omr.definition import Definition
from tinnhiem.engines.omr.pictures import FileNotReadable, page_count, page_picture
from tinnhiem.engines.omr.pile import Page, PileRecord, mark_duplicates, pile_record
from tinnhiem.engines.omr.reading import SheetReader, SheetReading, Status, sheet_reader
from tinnhiem.engines.omr.scanner import check_scanner
from tinnhiem.engines.omr.typesetting import FontChain

Progress = Callable[[int, int], None]

_MOST_FILE_BYTES: Final = 1_500_000_000
_CHUNK: Final = 4
_MOST_JOBS: Final = 256
_WORTH_A_PROCESS: Final = 12
_CONTROL_SIDE_PX: Final = 3000


class ScanTooLarge(DomainError):
    """The file is larger than any scan of a pile."""

    code = "scan_file_too_large"


class JobsOutOfRange(DomainError):
    """No number of processes that a machine can run."""

    code = "scan_jobs_out_of_range"


class ControlSheetMarked(DomainError):
    """The first or last page is no unmarked sheet of this form, so it says nothing about the scanner."""

    code = "scan_control_sheet_marked"


class ReadPile(Protocol):
    """The shape of ``read_pile``."""

    def __call__(
        self,
        definition: Definition,
        scans: Sequence[str],
        *,
        fonts: FontChain,
        language: str,
        has_control_sheets: bool,
        jobs: int,
        progress: Progress,
    ) -> PileRecord:
        """Read every page of ``scans``."""


@dataclass(frozen=True)
class _Place:
    """A page to read, from 0, or the reason why its file cannot be opened."""

    file: str
    page: int
    fault: SheetReading | None = None


def read_pile(
    definition: Definition,
    scans: Sequence[str],
    *,
    fonts: FontChain,
    language: str,
    has_control_sheets: bool,
    jobs: int,
    progress: Progress,
) -> PileRecord:
    """Read every page of ``scans`` in the order given; raises for ``jobs`` and control sheets that refuse."""
    if not 0 <= jobs <= _MOST_JOBS:
        raise JobsOutOfRange(jobs=jobs, most=_MOST_JOBS)
    places = [place for scan in scans for place in _places(scan)]
    if has_control_sheets:
        _check_control_sheets(places, sheet_reader(definition, fonts))
    pages: list[Page] = []
    progress(0, len(places))
    for page in _read_all(definition, fonts, places, jobs):
        pages.append(page)
        progress(len(pages), len(places))
    if has_control_sheets:
        pages = [_control(pages[0]), *pages[1:-1], _control(pages[-1])]
    return pile_record(mark_duplicates(pages), definition=definition, language=language)


def _places(scan: str) -> list[_Place]:
    try:
        count = page_count(_file(scan))
    except DomainError as error:
        return [_Place(scan, 0, SheetReading(Status.UNREADABLE, reason=error.code, params=error.params))]
    if not count:
        empty = FileNotReadable(page=1)
        return [_Place(scan, 0, SheetReading(Status.UNREADABLE, reason=empty.code, params=empty.params))]
    return [_Place(scan, page) for page in range(count)]


def _file(scan: str) -> Path:
    """The file where it lies: a pile of pages is never in memory at once."""
    try:
        if Path(scan).stat().st_size > _MOST_FILE_BYTES:
            raise ScanTooLarge(most=_MOST_FILE_BYTES // 1_000_000)
    except (OSError, ValueError) as closed:
        raise FileNotReadable(page=1) from closed
    return Path(scan)


def _read_all(
    definition: Definition, fonts: FontChain, places: Sequence[_Place], jobs: int
) -> Iterator[Page]:
    processes = min(jobs or os.cpu_count() or 1, max(1, len(places) // _WORTH_A_PROCESS))
    if processes == 1:
        reader = sheet_reader(definition, fonts)
        yield from (_read(reader, place) for place in places)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_prepare, initargs=(definition, fonts)
    ) as pool:
        yield from pool.map(_read_here, places, chunksize=_CHUNK)


_READERS: list[SheetReader] = []
"""The reader of this process, made once by ``_prepare``."""


def _prepare(definition: Definition, fonts: FontChain) -> None:
    _READERS[:] = [sheet_reader(definition, fonts)]


def _read_here(place: _Place) -> Page:
    return _read(_READERS[0], place)


def _read(reader: SheetReader, place: _Place) -> Page:
    """The page, without its picture, which would only burden the way between processes."""
    reading = place.fault
    if reading is None:
        try:
            reading = replace(reader.read(_file(place.file), place.page), flat=None)
        except DomainError as error:
            reading = SheetReading(Status.UNREADABLE, reason=error.code, params=error.params)
    return Page(place.file, place.page + 1, reading)


def _check_control_sheets(places: Sequence[_Place], reader: SheetReader) -> None:
    ends = [places[0], places[-1]]
    for place in ends:
        reading = _read(reader, place).reading
        is_blank = bool(reading.rows) and all(row.answer is None for row in reading.rows)
        if not is_blank or len(places) < 2:
            raise ControlSheetMarked(file=place.file, page=place.page + 1)
    first, last = (page_picture(_file(place.file), place.page, longest=_CONTROL_SIDE_PX) for place in ends)
    check_scanner(first, last)


def _control(page: Page) -> Page:
    """A control sheet is a page of the scan, but no ballot of this form."""
    return replace(page, reading=SheetReading(Status.WRONG_FORM, reason="scan_control_sheet"))
