"""What waits on the records clerk's desk, and who may handle it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records.models import (
    Document,
    DocumentFacts,
    DraftVersion,
    PendingSignature,
    Reference,
    SignedCopy,
)
from tinnhiem.apps.records.queries.copies import signatures_of, text_of_copy
from tinnhiem.apps.records.queries.documents import (
    DocumentRow,
    DocumentUnknown,
    SignedView,
    next_number,
    row_of,
    signed_copies,
)
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import normal
from tinnhiem.engines.documents.marks import mark_of
from tinnhiem.engines.documents.reading.letterhead import letterhead_of
from tinnhiem.engines.documents.reading.pictures import page_count, page_png
from tinnhiem.engines.documents.reading.signatures import DigitalSignature

CLOSED: Final = frozenset({"committee", "appointing_authority"})
"""Readers of a document with counts; one that only they may open does not pass the clerk's hands."""
NEVER_NUMBERED: Final = ("ballot", "summoned_list")


class DocumentOfOthers(DomainError):
    """A document of another unit, or one with counts, on the wrong desk."""

    code = "document_of_others"
    status = 403


@dataclass(frozen=True)
class VersionView:
    """A draft as somebody edited it, with the numbers that differ: their number, kind and place."""

    position: int
    file_name: str
    uploaded_by: str
    uploaded_at: datetime
    changes: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class DraftRow:
    """A document that waits for signature and number, as the list names it."""

    row: DocumentRow
    unit_name: str
    signer: str
    is_closed: bool


@dataclass(frozen=True)
class DraftView:
    """A document on the clerk's desk: what it is, who signs, what it rests on, which number comes next."""

    row: DocumentRow
    unit_name: str
    symbol: str
    family: str
    signer: str
    bases: Sequence[str]
    next_number: int
    is_closed: bool
    versions: Sequence[VersionView]
    signed: SignedView | None
    earlier: tuple[str, DocumentRow] | None
    later: Sequence[tuple[str, DocumentRow]]


@dataclass(frozen=True)
class PendingView:
    """What was entered and waits to be confirmed, with codes of what to look at again and their values."""

    series: str
    number: int
    signed_on: date
    signer: str
    file_name: str
    size: int
    recognised: str
    signatures: Sequence[DigitalSignature]
    pages: int
    warnings: Sequence[tuple[str, Mapping[str, str]]]


def is_closed(document: Document) -> bool:
    """Whether only the counting committee and the authority may open it."""
    return set(document.audience) <= CLOSED


def units_of(actor: Actor, *, on: date) -> frozenset[int]:
    """The units for which the actor enters signed papers: as clerk, or as authority for those with counts."""
    roles = ("records_clerk", "appointing_authority")
    return frozenset().union(
        *(org.units_of_role(account_id=actor.account_id, role=role, on=on) for role in roles)
    )


def may_handle(document: Document, *, actor: Actor, on: date) -> bool:
    """Whether the actor enters the signed copy: the unit's clerk, or its authority where it holds counts."""
    role = "appointing_authority" if is_closed(document) else "records_clerk"
    return document.unit_id in org.units_of_role(account_id=actor.account_id, role=role, on=on)


def audiences_of_roles(
    document_id: UUID, *, preparing: Collection[str], actor: Actor, on: date
) -> frozenset[str]:
    """The audiences to which the actor belongs by the roles held at the unit of a document.

    Who holds one of the roles ``preparing`` it opens whatever holds no counts: they make, print and enter it.
    """
    document = Document.objects.filter(pk=document_id).defer("pdf", "docx").first()
    if document is None:
        raise DocumentUnknown
    roles = {
        role
        for role in ("appointing_authority", *preparing)
        if document.unit_id in org.units_of_role(account_id=actor.account_id, role=role, on=on)
    }
    held = {"appointing_authority"} & roles
    if roles & set(preparing):
        held |= set(document.audience) - CLOSED
    return frozenset(held)


def drafts(*, actor: Actor, on: date) -> Sequence[DraftRow]:
    """The documents that wait for signature and number, oldest first; not one that was written anew."""
    as_clerk, as_authority = (
        org.units_of_role(account_id=actor.account_id, role=role, on=on)
        for role in ("records_clerk", "appointing_authority")
    )
    waiting = (
        Document.objects.filter(unit_id__in=as_clerk | as_authority, signed_copy=None)
        .exclude(kind__in=NEVER_NUMBERED)
        .exclude(referred_by__kind=Reference.Kind.REPLACES)
        .select_related("facts", "unit")
        .defer("pdf", "docx", "facts__facts")
        .order_by("made_at", "pk")
    )
    return [
        _waiting(document)
        for document in waiting
        if document.unit_id in (as_authority if is_closed(document) else as_clerk)
    ]


def _waiting(document: Document) -> DraftRow:
    facts = getattr(document, "facts", None)
    return DraftRow(
        row=row_of(document, None),
        unit_name=document.unit.name,
        signer=facts.signer if facts else "",
        is_closed=is_closed(document),
    )


def get_draft(document_id: UUID, *, actor: Actor, on: date) -> DraftView:
    """A document of the clerk's desk, signed or not; raises ``DocumentUnknown`` or ``DocumentOfOthers``."""
    document = Document.objects.filter(pk=document_id).defer("pdf", "docx").first()
    if document is None:
        raise DocumentUnknown
    if not may_handle(document, actor=actor, on=on):
        raise DocumentOfOthers
    return _draft(document, on)


def open_version(document_id: UUID, position: int, *, actor: Actor, on: date) -> bytes:
    """The bytes of an edited draft; raises as ``get_draft``."""
    get_draft(document_id, actor=actor, on=on)
    found = DraftVersion.objects.filter(document_id=document_id, position=position).first()
    if found is None:
        raise DocumentUnknown
    return bytes(found.docx)


def find_pending(document_id: UUID) -> PendingView | None:
    """What was entered for a document and not confirmed, with what to look at twice."""
    kept = PendingSignature.objects.select_related("document").filter(document_id=document_id).first()
    if kept is None:
        return None
    content, drafted = bytes(kept.content), [bytes(kept.document.pdf), bytes(kept.document.docx)]
    return PendingView(
        series=kept.series,
        number=kept.number,
        signed_on=kept.signed_on,
        signer=kept.signer,
        file_name=kept.file_name,
        size=len(content),
        recognised=kept.recognised,
        signatures=signatures_of(kept.file_name, content, drafts=drafted),
        pages=0 if kept.recognised else max(page_count(content), page_count(drafted[0])),
        warnings=[*_said_otherwise(kept), *_out_of_row(kept), *_law_changed(kept)],
    )


def pending_page(document_id: UUID, number: int, *, of_copy: bool, actor: Actor, on: date) -> bytes | None:
    """A page of the draft, or of the file entered for it, as a PNG; None where there is no such page.

    Raises as ``get_draft``.
    """
    get_draft(document_id, actor=actor, on=on)
    kept = PendingSignature.objects.select_related("document").filter(document_id=document_id).first()
    if kept is None:
        return None
    return page_png(bytes(kept.content if of_copy else kept.document.pdf), number, width=_WIDTH_OF_A_PAGE)


_WIDTH_OF_A_PAGE: Final = 900


def _said_otherwise(kept: PendingSignature) -> list[tuple[str, Mapping[str, str]]]:
    """Where the text of the file names another number, notation or day than was entered."""
    found: list[tuple[str, Mapping[str, str]]] = []
    if not kept.recognised:
        found.append(("signed_copy_without_mark", {"mark": mark_of(kept.document_id)}))
    text = text_of_copy(bytes(kept.content))
    if not text:
        return [*found, ("signed_copy_without_text", {})]
    head = letterhead_of(text)
    if head.number is not None and (head.number, normal(head.series)) != (kept.number, kept.series):
        found.append(("signed_copy_other_number", {"found": f"{head.number:02d}/{head.series}"}))
    if head.day is not None and head.day != kept.signed_on:
        found.append(("signed_copy_other_day", {"found": f"{head.day:%d/%m/%Y}"}))
    return found


def _out_of_row(kept: PendingSignature) -> list[tuple[str, Mapping[str, str]]]:
    """Where the number leaves a gap, or its day lies before that of the number before it."""
    unit_id, year = kept.document.unit_id, kept.signed_on.year
    found: list[tuple[str, Mapping[str, str]]] = []
    expected = next_number(unit_id=unit_id, series=kept.series, year=year)
    if kept.number > expected:
        found.append(("number_leaves_gap", {"expected": str(expected)}))
    before = SignedCopy.objects.filter(
        unit_id=unit_id, series=kept.series, year=year, number__lt=kept.number, signed_on__gt=kept.signed_on
    )
    if before.exists():
        found.append(("number_before_its_day", {}))
    return found


def _law_changed(kept: PendingSignature) -> list[tuple[str, Mapping[str, str]]]:
    """Where a legal basis of the draft is no longer in force on the day of the signature."""
    facts = DocumentFacts.objects.filter(document_id=kept.document_id).first()
    if facts is None:
        return []
    drafted = rules.basis_words(timezone.localdate(kept.document.made_at))
    in_force = rules.basis_words(kept.signed_on)
    lost = [line for line in _bases(facts) if line in drafted and line not in in_force]
    return [("basis_not_in_force", {"basis": line}) for line in lost]


def _draft(document: Document, on: date) -> DraftView:
    facts = DocumentFacts.objects.filter(document=document).first()
    symbol = facts.symbol if facts else ""
    return DraftView(
        row=row_of(document, signed_copies([document.pk]).get(document.pk)),
        unit_name=org.get_unit(document.unit_id).name,
        symbol=symbol,
        family=facts.family if facts else "state",
        signer=facts.signer if facts else "",
        bases=_bases(facts) if facts else (),
        next_number=next_number(unit_id=document.unit_id, series=symbol, year=on.year),
        is_closed=is_closed(document),
        versions=_versions(document),
        signed=signed_copies([document.pk]).get(document.pk),
        earlier=_earlier(document),
        later=[(row.kind, _named(row.later)) for row in document.referred_by.select_related("later")],
    )


def _bases(facts: DocumentFacts) -> Sequence[str]:
    words = next((fact["words"] for fact in facts.facts if fact["id"] == "bases"), ())
    return [dict(row)["line"] for row in words] if isinstance(words, list) else []


def _versions(document: Document) -> Sequence[VersionView]:
    rows = document.versions.select_related("uploaded_by__person").defer("docx").order_by("position")
    return [
        VersionView(
            row.position, row.file_name, row.uploaded_by.get_full_name(), row.uploaded_at, row.changes
        )
        for row in rows
    ]


def _earlier(document: Document) -> tuple[str, DocumentRow] | None:
    row = Reference.objects.select_related("earlier").filter(later=document).first()
    return (row.kind, _named(row.earlier)) if row else None


def _named(document: Document) -> DocumentRow:
    return row_of(document, signed_copies([document.pk]).get(document.pk))
