"""A pile of pages: which show one sheet twice, what each says, and the totals of what is settled.

The record is the one of the command-line contract (§5).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NotRequired, TypedDict

from tinnhiem.common.sentences import sentence
from tinnhiem.engines.omr.definition import Definition
from tinnhiem.engines.omr.fingerprint import SeenSheets
from tinnhiem.engines.omr.reading import SheetReading, Status

__all__ = ["Page", "PileRecord", "mark_duplicates", "pile_record"]

_DUPLICATE: Final = "scan_duplicate"


@dataclass(frozen=True)
class Page:
    """A page of a scan, from 1 within its file, and what was read on it."""

    file: str
    page: int
    reading: SheetReading


class ReasonRecord(TypedDict):
    """Why people must look: at one subject's row, or at the whole page where no subject is named."""

    subject: NotRequired[str]
    code: str
    message: str


class SheetRecord(TypedDict):
    """One page of a scan."""

    file: str
    page: int
    status: str
    marks: dict[str, str | None]
    adjudicate: list[str]
    reasons: list[ReasonRecord]


class TotalsRecord(TypedDict):
    """Pages by status, and the settled rows of the sheets among them; what never occurs has no entry."""

    sheets: int
    read: int
    adjudicate: int
    unreadable: int
    wrong_form: int
    duplicate: int
    counts: dict[str, dict[str, int]]
    blank: dict[str, int]


class PileRecord(TypedDict):
    """The answer of ``paper read``."""

    sheets: list[SheetRecord]
    totals: TotalsRecord


def mark_duplicates(pages: Sequence[Page]) -> list[Page]:
    """The same pages, where each later picture of a sheet is a duplicate that names the first."""
    pile = [page.reading.fingerprint for page in pages if page.reading.fingerprint is not None]
    seen, firsts, marked = SeenSheets(pile), list[Page](), list[Page]()
    for page in pages:
        sheet = page.reading.fingerprint
        first = None if sheet is None else seen.find_first(sheet)
        if sheet is not None and first is None:
            firsts.append(page)
        marked.append(page if first is None else _duplicate(page, of=firsts[first]))
    return marked


def pile_record(pages: Sequence[Page], *, definition: Definition, language: str) -> PileRecord:
    """What the pages say, with each reason as a sentence in ``language``."""
    names = {subject.id: subject.name for subject in definition.subjects}
    return PileRecord(
        sheets=[_sheet_record(page, names, language) for page in pages],
        totals=_totals([page.reading for page in pages]),
    )


def _duplicate(page: Page, *, of: Page) -> Page:
    reading = SheetReading(Status.DUPLICATE, reason=_DUPLICATE, params={"file": of.file, "page": of.page})
    return replace(page, reading=reading)


def _sheet_record(page: Page, names: dict[str, str], language: str) -> SheetRecord:
    reading = page.reading
    doubtful = [(row.subject, row.doubt) for row in reading.rows if row.doubt is not None]
    reasons = [
        ReasonRecord(subject=subject, code=doubt, message=sentence(doubt, language, subject=names[subject]))
        for subject, doubt in doubtful
    ]
    if reading.reason is not None:
        message = sentence(reading.reason, language, **reading.params)
        reasons = [ReasonRecord(code=reading.reason, message=message)]
    return SheetRecord(
        file=page.file,
        page=page.page,
        status=reading.status,
        marks={row.subject: row.answer for row in reading.rows if row.doubt is None},
        adjudicate=[subject for subject, _ in doubtful],
        reasons=reasons,
    )


def _totals(readings: Sequence[SheetReading]) -> TotalsRecord:
    statuses = Counter(reading.status for reading in readings)
    settled = [row for reading in readings for row in reading.rows if row.doubt is None]
    counts: dict[str, Counter[str]] = {}
    blank: Counter[str] = Counter()
    for row in settled:
        if row.answer is None:
            blank[row.subject] += 1
        else:
            counts.setdefault(row.subject, Counter())[row.answer] += 1
    return TotalsRecord(
        sheets=len(readings),
        read=statuses[Status.READ],
        adjudicate=statuses[Status.ADJUDICATE],
        unreadable=statuses[Status.UNREADABLE],
        wrong_form=statuses[Status.WRONG_FORM],
        duplicate=statuses[Status.DUPLICATE],
        counts={subject: dict(answers) for subject, answers in counts.items()},
        blank=dict(blank),
    )
