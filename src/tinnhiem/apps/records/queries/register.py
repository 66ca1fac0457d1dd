"""The register of outgoing documents: one row a number, and the numbers that were left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from tinnhiem.apps.records.models import DocumentFacts, Reference, SignedCopy
from tinnhiem.apps.records.queries.documents import (
    DocumentClosedToReader,
    DocumentUnknown,
    notation,
    signed_copies,
)
from tinnhiem.common.text import fold


@dataclass(frozen=True)
class RegisterRow:
    """One signed document as the register names it; never what it says inside."""

    document_id: UUID
    number: int
    series: str
    notation: str
    signed_on: date
    kind: str
    title: str
    signer: str
    recipients: str
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Gap:
    """Numbers of a series that no document bears, both ends included."""

    series: str
    first: int
    last: int


def outgoing(
    unit_ids: Collection[int], *, year: int, series: str = "", asked: str = ""
) -> Sequence[RegisterRow]:
    """The documents that the units signed in a year, by series and number."""
    rows = (
        SignedCopy.objects.filter(unit_id__in=unit_ids, year=year)
        .select_related("document__facts")
        .defer("content", "document__pdf", "document__docx")
        .order_by("series", "number")
    )
    if series:
        rows = rows.filter(series=series)
    marks = _marks(rows)
    found = [_row(copy, marks.get(copy.document_id, ())) for copy in rows]
    return [row for row in found if fold(asked) in fold(f"{row.notation} {row.title} {row.signer}")]


def gaps(unit_ids: Collection[int], *, year: int) -> Sequence[Gap]:
    """The runs of numbers that were left out, from one up to the last number of each series."""
    held = (
        SignedCopy.objects.filter(unit_id__in=unit_ids, year=year)
        .order_by("unit_id", "series", "number")
        .values_list("unit_id", "series", "number")
    )
    return [
        gap
        for (_, series), rows in groupby(held, key=lambda row: row[:2])
        for gap in _left_out(series, [number for _, _, number in rows])
    ]


def open_signed_copy(document_id: UUID, *, audiences: Collection[str]) -> tuple[str, bytes]:
    """Name and bytes of a signed copy, for a reader in the audience of its document.

    Raises ``DocumentUnknown`` or ``DocumentClosedToReader``.
    """
    copy = SignedCopy.objects.select_related("document").filter(document_id=document_id).first()
    if copy is None:
        raise DocumentUnknown
    if not set(copy.document.audience) & set(audiences):
        raise DocumentClosedToReader
    return copy.file_name, bytes(copy.content)


def _left_out(series: str, numbers: Sequence[int]) -> list[Gap]:
    before = [0, *numbers]
    return [
        Gap(series, last + 1, number - 1)
        for last, number in zip(before, numbers, strict=False)
        if number > last + 1
    ]


def _row(copy: SignedCopy, marks: tuple[tuple[str, str], ...]) -> RegisterRow:
    facts = getattr(copy.document, "facts", None)
    return RegisterRow(
        document_id=copy.document_id,
        number=copy.number,
        series=copy.series,
        notation=notation(copy.number, copy.series, family=facts.family if facts else "state"),
        signed_on=copy.signed_on,
        kind=copy.document.kind,
        title=copy.document.title,
        signer=copy.signer,
        recipients=_recipients(facts),
        marks=marks,
    )


def _recipients(facts: DocumentFacts | None) -> str:
    kept = facts.facts if facts else []
    return "; ".join(
        dict(row)["line"] for fact in kept if fact["id"] == "recipients" for row in fact["words"]
    )


def _marks(rows: QuerySet[SignedCopy]) -> Mapping[UUID, tuple[tuple[str, str], ...]]:
    """By which signed documents each was corrected, replaced or revoked: kind and notation."""
    found = Reference.objects.filter(earlier__signed_copy__in=rows.values("pk")).order_by("pk")
    signed = signed_copies([reference.later_id for reference in found])
    marks: dict[UUID, tuple[tuple[str, str], ...]] = {}
    for reference in found:
        if reference.later_id in signed:
            mark = (reference.kind, signed[reference.later_id].notation)
            marks[reference.earlier_id] = (*marks.get(reference.earlier_id, ()), mark)
    return marks
