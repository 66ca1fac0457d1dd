"""Reading the ledger: its lines, its end, whether it is whole, and whether it speaks of given facts."""

from collections.abc import Iterator, Mapping

from tinnhiem.apps.audit.models import Line, Tail
from tinnhiem.engines.ledger import GENESIS, Fact, Head, LedgerLine, LedgerReport, SealedLine, digest, verify

__all__ = ["confirms", "head", "lines", "verified"]

PAGE = 2000
"""Rows fetched at a time, so that a ledger of any length is read in little memory."""


def lines(*, subject: str | None = None) -> Iterator[SealedLine]:
    """The lines, newest first; with ``subject`` only those about it. Salts stay behind."""
    rows = Line.objects.order_by("-sequence")
    if subject is not None:
        rows = rows.filter(subject=subject)
    return (_sealed(row) for row in rows.iterator(chunk_size=PAGE))


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
