"""Writes of the shelf of documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.records.models import Document, SignedCopy
from tinnhiem.apps.records.queries import DocumentUnknown
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.writing import FactSheet, FactValue, find_form, render_docx, render_pdf
from tinnhiem.packs import PACKS


class DocumentSigned(DomainError):
    """A document already has its signed copy."""

    code = "document_signed"
    status = 409


class NumberTaken(DomainError):
    """Another document of the unit bears this number in the series and year."""

    code = "number_taken"
    status = 409


class SignedInTheFuture(DomainError):
    """A document was said to be signed on a day that has not come."""

    code = "signed_in_the_future"


class SignedFileUnknown(DomainError):
    """A file that is neither a scan nor a signature file."""

    code = "signed_file_unknown"


SIGNED_FILES: Final = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n",
    ".p7s": b"\x30",
}
"""What a signed copy may be, by the end of its name, and the bytes with which such a file begins."""


@dataclass(frozen=True, repr=False)
class Signature:
    """What the records clerk read off the signed paper, and the paper itself as a file."""

    series: str
    number: int
    signed_on: date
    signer: str
    file_name: str
    content: bytes


@dataclass(frozen=True, repr=False)
class Paper:
    """A finished document on its way to the shelf; its bytes are kept out of every ``repr``."""

    kind: str
    title: str
    about: str
    unit_id: int
    audience: Sequence[str]
    pdf: bytes
    docx: bytes = b""


def write_paper(
    *,
    form: str,
    facts: Mapping[str, FactValue],
    title: str,
    about: str,
    unit_id: int,
    audience: Sequence[str],
) -> Paper:
    """Write a document from a form of the pack and the facts it asks for.

    Raises ``FactMissing`` naming the fact that the form asks for and nobody gave.
    """
    found = find_form(rules.folders(), settings.JURISDICTION, form)
    sheet = FactSheet.from_mapping(facts)
    return Paper(
        kind=found.kind,
        title=title,
        about=about,
        unit_id=unit_id,
        audience=audience,
        pdf=render_pdf(found, sheet, fonts=PACKS / "fonts"),
        docx=render_docx(found, sheet),
    )


def file_document(*, paper: Paper, actor: Actor, at: datetime) -> UUID:
    """Put a finished document on the shelf and return its id; call it in the transaction of the act."""
    document = Document.objects.create(
        kind=paper.kind,
        title=paper.title,
        about=paper.about,
        unit_id=paper.unit_id,
        audience=list(paper.audience),
        made_at=at,
        pdf=paper.pdf,
        docx=paper.docx,
        pdf_sha256=sha256(paper.pdf).hexdigest(),
        docx_sha256=sha256(paper.docx).hexdigest() if paper.docx else "",
    )
    audit.append(
        actor=actor.key,
        act="document.filed",
        subject=f"document:{document.pk}",
        at=at,
        after={"kind": paper.kind, "about": paper.about},
    )
    return document.pk


@transaction.atomic
def enter_signed_copy(*, document_id: UUID, signature: Signature, actor: Actor, at: datetime) -> None:
    """Enter the number, the date and the signed copy of a document, which counts from then on.

    Raises ``DocumentUnknown``, ``DocumentSigned``, ``SignedInTheFuture``, ``SignedFileUnknown`` or
    ``NumberTaken``; then nothing is entered.
    """
    document = Document.objects.select_for_update().filter(pk=document_id).only("unit_id").first()
    if document is None:
        raise DocumentUnknown
    _check_signature(signature, on=at.date())
    if SignedCopy.objects.filter(document=document).exists():
        raise DocumentSigned
    place = {"unit_id": document.unit_id, "series": signature.series, "year": signature.signed_on.year}
    if SignedCopy.objects.filter(**place, number=signature.number).exists():
        raise NumberTaken(number=signature.number, series=signature.series, year=str(place["year"]))
    copy = SignedCopy.objects.create(
        document=document,
        **place,
        number=signature.number,
        signed_on=signature.signed_on,
        signer=signature.signer,
        file_name=signature.file_name,
        content=signature.content,
        sha256=sha256(signature.content).hexdigest(),
        entered_by_id=actor.account_id,
        entered_at=at,
    )
    audit.append(
        actor=actor.key,
        act="document.signed",
        subject=f"document:{document_id}",
        at=at,
        basis=f"{copy.number}/{copy.series}",
        after={"signed_on": copy.signed_on.isoformat(), "sha256": copy.sha256},
    )


def _check_signature(signature: Signature, *, on: date) -> None:
    if signature.signed_on > on:
        raise SignedInTheFuture(day=f"{signature.signed_on:%d/%m/%Y}")
    beginning = SIGNED_FILES.get(PurePath(signature.file_name).suffix.lower())
    if beginning is None or not signature.content.startswith(beginning):
        raise SignedFileUnknown(file=signature.file_name)
