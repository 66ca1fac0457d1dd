"""Reads of the shelf of documents; each asks who is reading."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from tinnhiem.apps.records.models import Document, DocumentFacts, SignedCopy
from tinnhiem.common.errors import DomainError


class DocumentUnknown(DomainError):
    """No document has this id."""

    code = "document_unknown"
    status = 404


class DocumentClosedToReader(DomainError):
    """The reader is not in the audience that the pack gives the document."""

    code = "document_closed_to_reader"
    status = 403


@dataclass(frozen=True)
class DocumentRow:
    """A document as lists name it."""

    id: UUID
    kind: str
    title: str
    about: str
    unit_id: int
    made_at: datetime
    has_docx: bool
    notation: str = ""
    signed_on: date | None = None

    @property
    def is_signed(self) -> bool:
        """Whether the document counts; until then it is a draft."""
        return bool(self.notation)

    @property
    def meeting_id(self) -> UUID:
        """The meeting that the document is about."""
        return UUID(self.about.partition(":")[2])


@dataclass(frozen=True, repr=False)
class DocumentFile:
    """A document's bytes, for a reader who may have them."""

    row: DocumentRow
    pdf: bytes
    docx: bytes
    audience: tuple[str, ...]


@dataclass(frozen=True)
class SignedView:
    """That a document was signed: its number and notation, the day, by whom, and the hash of the copy."""

    document_id: UUID
    number: int
    notation: str
    signed_on: date
    signer: str
    file_name: str
    sha256: str
    recognised: str = ""


def signed_copies(document_ids: Collection[UUID]) -> Mapping[UUID, SignedView]:
    """The signed copies of the documents that have one; a document without one does not count yet."""
    rows = copies().filter(document_id__in=document_ids)
    return {row.document_id: _signed(row) for row in rows}


def next_number(*, unit_id: int, series: str, year: int) -> int:
    """The number after the last one that the unit gave in a series this year."""
    given = SignedCopy.objects.filter(unit_id=unit_id, series=series, year=year)
    return (given.aggregate(last=Max("number"))["last"] or 0) + 1


def get_row(document_id: UUID) -> DocumentRow:
    """What a document is about, without its content; raises ``DocumentUnknown``."""
    document = Document.objects.filter(pk=document_id).defer("pdf", "docx").first()
    if document is None:
        raise DocumentUnknown
    return row_of(document, signed_copies([document_id]).get(document_id))


def open_document(document_id: UUID, *, audiences: Collection[str]) -> DocumentFile:
    """The bytes of a document for a reader who belongs to ``audiences``.

    Raises ``DocumentUnknown`` or ``DocumentClosedToReader``.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise DocumentUnknown
    if not set(document.audience) & set(audiences):
        raise DocumentClosedToReader
    return _file(document)


def documents_about(about: str, *, audiences: Collection[str]) -> Sequence[DocumentRow]:
    """The documents of a case that a reader in ``audiences`` may open, oldest first."""
    documents = Document.objects.filter(about=about).defer("pdf", "docx").order_by("made_at", "pk")
    shown = [document for document in documents if set(document.audience) & set(audiences)]
    signed = signed_copies([document.pk for document in shown])
    return [row_of(document, signed.get(document.pk)) for document in shown]


def everything_about(about: str) -> Sequence[DocumentFile]:
    """All documents of a case whoever may open them: for the headless demo, never for a page."""
    documents = Document.objects.filter(about=about).order_by("made_at", "pk")
    return [_file(document) for document in documents]


def copies() -> QuerySet[SignedCopy]:
    """The signed copies without their bytes, with what their notation needs."""
    return SignedCopy.objects.select_related("document__facts").defer(
        "content", "document__pdf", "document__docx", "document__facts__facts"
    )


def notation_of(copy: SignedCopy) -> str:
    """``07/QĐ-UBND``; ``45-TB/ĐU`` for a document of the Party."""
    facts = (
        DocumentFacts.objects.filter(document_id=copy.document_id).values_list("family", flat=True).first()
    )
    return notation(copy.number, copy.series, family=facts or "state")


def notation(number: int, series: str, *, family: str) -> str:
    """A number and its series as a document of this family writes them."""
    return f"{number:02d}{'-' if family == 'party' else '/'}{series}"


def row_of(document: Document, signed: SignedView | None) -> DocumentRow:
    """A document as lists name it, with its number where it has one."""
    return DocumentRow(
        id=document.pk,
        kind=document.kind,
        title=document.title,
        about=document.about,
        unit_id=document.unit_id,
        made_at=document.made_at,
        has_docx=bool(document.docx_sha256),
        notation=signed.notation if signed else "",
        signed_on=signed.signed_on if signed else None,
    )


def _file(document: Document) -> DocumentFile:
    row = row_of(document, signed_copies([document.pk]).get(document.pk))
    return DocumentFile(row, bytes(document.pdf), bytes(document.docx), tuple(document.audience))


def _signed(row: SignedCopy) -> SignedView:
    facts = getattr(row.document, "facts", None)
    return SignedView(
        document_id=row.document_id,
        number=row.number,
        notation=notation(row.number, row.series, family=facts.family if facts else "state"),
        signed_on=row.signed_on,
        signer=row.signer,
        file_name=row.file_name,
        sha256=row.sha256,
        recognised=row.recognised,
    )
