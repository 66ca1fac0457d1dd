"""What the file of a signed copy says of itself."""

from collections.abc import Sequence
from uuid import UUID

from tinnhiem.apps.records.models import SignedCopy
from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.document import read_document
from tinnhiem.engines.documents.reading.signatures import (
    DigitalSignature,
    detached_signatures,
    pdf_signatures,
)


def text_of_copy(content: bytes) -> str:
    """The text layer of a signed copy; empty for a bare scan, a picture, a signature, or a damaged file."""
    if not content.startswith(b"%PDF-"):
        return ""
    try:
        return read_document(content).text
    except DomainError:
        return ""


def signatures_on(document_id: UUID) -> Sequence[DigitalSignature]:
    """The digital signatures on the signed copy of a document; none where it has no signed copy."""
    copy = SignedCopy.objects.select_related("document").filter(document_id=document_id).first()
    if copy is None:
        return ()
    drafts = [bytes(copy.document.pdf), bytes(copy.document.docx)]
    return signatures_of(copy.file_name, bytes(copy.content), drafts=drafts)


def signatures_of(file_name: str, content: bytes, *, drafts: Sequence[bytes]) -> Sequence[DigitalSignature]:
    """The digital signatures that the file carries; a signature file is held against ``drafts``."""
    if not file_name.lower().endswith((".p7s", ".p7m")):
        return pdf_signatures(content)
    try:
        return detached_signatures(content, candidates=drafts)
    except DomainError:
        return ()
