"""Reading the ledger: its lines, its end, whether it is whole, and whether it speaks of given facts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import Q

from tinnhiem.apps.audit.models import Line, Tail
from tinnhiem.engines.ledger import GENESIS, Fact, Head, LedgerLine, LedgerReport, SealedLine, digest, verify

__all__ = [
    "Page",
    "Wanted",
    "acts_written",
    "confirms",
    "head",
    "last_at",
    "lines",
    "page_of_lines",
    "verified",
]

SHOWN = 50
"""Lines on one page of the audit."""

PAGE = 2000
"""Rows fetched at a time, so that a ledger of any length is read in little memory."""


def lines(*, subject: str | None = None) -> Iterator[SealedLine]:
    """The lines, newest first; with ``subject`` only those about it. Salts stay behind."""
    rows = Line.objects.order_by("-sequence")
    if subject is not None:
        rows = rows.filter(subject=subject)
    return (_sealed(row) for row in rows.iterator(chunk_size=PAGE))


@dataclass(frozen=True)
class Wanted:
    """Which lines to show; empty fields ask for nothing, and ``actors`` that are nobody ask for no line.

    ``day`` is a day of the installation's time zone.
    """

    act: str = ""
    subject: str = ""
    actors: Collection[str] | None = None
    day: date | None = None


@dataclass(frozen=True)
class Page:
    """Some lines, newest first, with where they stand among all that were asked for."""

    lines: Sequence[LedgerLine]
    number: int
    pages: int
    count: int


def page_of_lines(wanted: Wanted, *, number: int) -> Page:
    """One page of the lines asked for; a number beyond the last page is the last page."""
    rows = Line.objects.order_by("-sequence")
    if wanted.act:
        rows = rows.filter(act=wanted.act)
    if wanted.subject:
        rows = rows.filter(subject__startswith=wanted.subject)
    if wanted.actors is not None:
        rows = rows.filter(actor__in=wanted.actors)
    if wanted.day:
        rows = rows.filter(at__date=wanted.day)
    found = Paginator(rows, SHOWN).get_page(number)
    shown = [_sealed(row).line for row in found.object_list]
    return Page(shown, number=found.number, pages=found.paginator.num_pages, count=found.paginator.count)


def last_at(*, acts: str, subject: str) -> datetime | None:
    """When something was last written about ``subject``, or by an act whose name begins with ``acts``."""
    asked = Q(act__startswith=acts) | Q(subject=subject)
    return Line.objects.filter(asked).order_by("-sequence").values_list("at", flat=True).first()


def acts_written() -> Sequence[str]:
    """Every act that the ledger speaks of."""
    return list(Line.objects.order_by("act").values_list("act", flat=True).distinct())


def head() -> Head:
    """Where the ledger ends: number and hash to note in signed minutes, to check the ledger by later."""
    tail = Tail.objects.first()
    return GENESIS if tail is None else Head(sequence=tail.sequence, hash=tail.hash)


def verified(*, noted: Head | None = None) -> LedgerReport:
    """Check the whole ledger against its own end and, where given, against a head noted earlier.

    Lines after the noted head are what was written since; only the part up to it is held against it.
    """
    report = verify(lines(), head=head())
    if noted is None:
        return report
    earlier = verify((one for one in lines() if one.line.sequence <= noted.sequence), head=noted)
    faults = tuple(sorted({*report.faults, *earlier.faults}))
    return LedgerReport(checked=report.checked, head=report.head, faults=faults)


def confirms(*, sequence: int, before: Mapping[str, Fact] | None, after: Mapping[str, Fact] | None) -> bool:
    """Whether line ``sequence`` was written about exactly these facts."""
    row = Line.objects.get(pk=sequence)
    salt = bytes.fromhex(row.salt)
    digests = ["" if facts is None else digest(facts, salt=salt) for facts in (before, after)]
    return [row.before, row.after] == digests


def _sealed(row: Line) -> SealedLine:
    line = LedgerLine(
        sequence=row.sequence,
        at=row.at,
        actor=row.actor,
        act=row.act,
        subject=row.subject,
        basis=row.basis,
        before=row.before,
        after=row.after,
        previous=row.previous,
    )
    return SealedLine(line=line, hash=row.hash)
