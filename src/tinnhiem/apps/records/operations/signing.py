"""The signed copy of a document, with which it begins to count."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.records.models import Document, Reference, SignedCopy
from tinnhiem.apps.records.operations.recognising import recognised_by
from tinnhiem.apps.records.queries import DocumentUnknown, text_of_copy
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.directives.classification import refuse_classified
from tinnhiem.engines.documents.reading.layout import blocks_of
from tinnhiem.engines.documents.reading.traced import traced


class DocumentSigned(DomainError):
    """A document already has its signed copy."""

    code = "document_signed"
    status = 409


class DraftReplaced(DomainError):
    """A draft was to be signed that was written anew; the later one is signed in its place."""

    code = "draft_replaced"
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


class SignedFileTooLarge(DomainError):
    """A signed copy above the cap of size."""

    code = "signed_file_too_large"


LARGEST: Final = 20 * 2**20
"""The cap of a signed copy, in bytes."""

SIGNED_FILES: Final = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n",
    ".p7s": b"\x30",
    ".p7m": b"\x30",
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


@transaction.atomic
def enter_signed_copy(
    *, document_id: UUID, signature: Signature, actor: Actor, at: datetime, recognised: str = ""
) -> None:
    """Enter the number, the date and the signed copy of a document, which counts from then on.

    Raises ``DocumentUnknown``, ``DocumentSigned``, ``DraftReplaced``, ``SignedInTheFuture``,
    ``SignedFileUnknown``, ``SignedFileTooLarge``, ``DocumentClassified``, ``SignedCopyOfAnother``,
    ``SignatureUnreadable``, ``SignatureOverOtherBytes``, ``SignatureBroken`` or ``NumberTaken``; then nothing
    is entered. ``recognised`` keeps how the file was told to be this document where nothing in it says so.
    """
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise DocumentUnknown
    told = check_signature(document, signature, on=timezone.localdate(at)) or recognised
    copy = _number(document, signature, actor, at, told)
    audit.append(
        actor=actor.key,
        act="document.signed",
        subject=f"document:{document_id}",
        at=at,
        basis=f"{copy.number}/{copy.series}",
        after={"signed_on": copy.signed_on.isoformat(), "sha256": copy.sha256, "recognised": told},
    )


def _number(
    document: Document, signature: Signature, actor: Actor, at: datetime, recognised: str
) -> SignedCopy:
    """The row of the signed copy; of two clerks with one number at one moment, the second is refused."""
    try:
        with transaction.atomic():
            return SignedCopy.objects.create(
                document=document,
                unit_id=document.unit_id,
                series=signature.series,
                year=signature.signed_on.year,
                number=signature.number,
                signed_on=signature.signed_on,
                signer=signature.signer,
                file_name=signature.file_name,
                content=signature.content,
                sha256=sha256(signature.content).hexdigest(),
                recognised=recognised,
                entered_by_id=actor.account_id,
                entered_at=at,
            )
    except IntegrityError:
        raise _taken(signature) from None


def check_signature(document: Document, signature: Signature, *, on: date) -> str:
    """Raise whatever keeps this signature from being entered on the day ``on``; return how it is recognised.

    Empty where nothing in the file says that it is this document, so that a person has to compare the two.
    """
    check_file(signature)
    if signature.signed_on > on:
        raise SignedInTheFuture(day=f"{signature.signed_on:%d/%m/%Y}")
    if SignedCopy.objects.filter(document=document).exists():
        raise DocumentSigned
    if Reference.objects.filter(earlier=document, kind=Reference.Kind.REPLACES).exists():
        raise DraftReplaced
    year = signature.signed_on.year
    held = SignedCopy.objects.filter(unit_id=document.unit_id, series=signature.series, year=year)
    if held.filter(number=signature.number).exists():
        raise _taken(signature)
    return recognised_by(document, signature.file_name, signature.content)


def _taken(signature: Signature) -> NumberTaken:
    year = str(signature.signed_on.year)
    return NumberTaken(number=signature.number, series=signature.series, year=year)


def check_file(signature: Signature) -> None:
    """Raise what is wrong with the file itself; one that bears a mark of secrecy is not kept."""
    if len(signature.content) > LARGEST:
        raise SignedFileTooLarge(file=signature.file_name, limit=LARGEST // 2**20)
    beginning = SIGNED_FILES.get(PurePath(signature.file_name).suffix.lower())
    if beginning is None or not signature.content.startswith(beginning):
        raise SignedFileUnknown(file=signature.file_name)
    refuse_classified(blocks_of(traced(text_of_copy(signature.content))))
