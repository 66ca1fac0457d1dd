"""A draft that an officer edited in Word comes back as a further version."""

from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.records.models import Document, DraftVersion, SignedCopy
from tinnhiem.apps.records.operations.signing import DocumentSigned
from tinnhiem.apps.records.queries import DocumentUnknown
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.document import read_document
from tinnhiem.engines.documents.writing import changed_numbers


class DraftNotWord(DomainError):
    """An edited draft that is no Word file."""

    code = "draft_not_word"


@transaction.atomic
def keep_edited_draft(
    *, document_id: UUID, file_name: str, content: bytes, actor: Actor, at: datetime
) -> int:
    """Keep an edited draft with the numbers that differ from the facts; return which version it is.

    Raises ``DocumentUnknown``, ``DocumentSigned``, ``DraftNotWord``, or what reading a damaged file raises.
    """
    document = Document.objects.select_for_update().filter(pk=document_id).first()
    if document is None:
        raise DocumentUnknown
    if SignedCopy.objects.filter(document=document).exists():
        raise DocumentSigned
    edited = read_document(content)
    if edited.media != "docx":
        raise DraftNotWord(file=file_name)
    changes = changed_numbers(edited.text, draft=read_document(bytes(document.docx)).text)
    position = 2 + DraftVersion.objects.filter(document=document).count()
    version = DraftVersion.objects.create(
        document=document,
        position=position,
        file_name=file_name,
        docx=content,
        sha256=sha256(content).hexdigest(),
        changes=[asdict(change) for change in changes],
        uploaded_by_id=actor.account_id,
        uploaded_at=at,
    )
    audit.append(
        actor=actor.key,
        act="draft.edited",
        subject=f"document:{document_id}",
        at=at,
        after={"version": position, "sha256": version.sha256},
    )
    return position
