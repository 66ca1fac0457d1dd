"""The records clerk enters a signed paper: first kept aside to be checked, then confirmed."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.records.models import Document, PendingSignature, SignedCopy
from tinnhiem.apps.records.operations.signing import Signature, check_signature, enter_signed_copy
from tinnhiem.apps.records.queries import DocumentOfOthers, DocumentUnknown, may_handle, notation_of
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError

__all__ = [
    "DocumentOfOthers",
    "SignedCopyNotCompared",
    "SignedFileTaken",
    "confirm_signature",
    "discard_signature",
    "prepare_signature",
]


class SignedFileTaken(DomainError):
    """The very same file is the signed copy of another document."""

    code = "signed_file_taken"
    status = 409


class SignedCopyNotCompared(DomainError):
    """A file in which no mark could be read was to be entered before anybody compared it with the draft."""

    code = "signed_copy_not_compared"


@transaction.atomic
def prepare_signature(*, document_id: UUID, signature: Signature, actor: Actor, at: datetime) -> None:
    """Keep what was entered aside, in place of what was kept before; nothing counts yet.

    Raises ``DocumentOfOthers``, ``SignedFileTaken`` and whatever ``enter_signed_copy`` raises.
    """
    document = _handled(document_id, actor, at)
    recognised = check_signature(document, signature, on=timezone.localdate(at))
    _check_file_is_its_own(signature)
    PendingSignature.objects.update_or_create(
        document=document,
        defaults={
            "series": signature.series,
            "number": signature.number,
            "signed_on": signature.signed_on,
            "signer": signature.signer,
            "file_name": signature.file_name,
            "content": signature.content,
            "recognised": recognised,
            "entered_by_id": actor.account_id,
            "entered_at": at,
        },
    )


@transaction.atomic
def confirm_signature(*, document_id: UUID, actor: Actor, at: datetime, is_compared: bool = False) -> None:
    """Enter what was kept aside; the document counts from then on.

    ``is_compared``: the clerk has compared the file with the draft, page by page. Raises as
    ``prepare_signature``, and ``SignedCopyNotCompared``.
    """
    _handled(document_id, actor, at)
    kept = PendingSignature.objects.select_for_update().filter(document_id=document_id).first()
    if kept is None:
        raise DocumentUnknown
    if not (kept.recognised or is_compared):
        raise SignedCopyNotCompared
    signature = Signature(
        series=kept.series,
        number=kept.number,
        signed_on=kept.signed_on,
        signer=kept.signer,
        file_name=kept.file_name,
        content=bytes(kept.content),
    )
    enter_signed_copy(
        document_id=document_id,
        signature=signature,
        actor=actor,
        at=at,
        recognised=kept.recognised or SignedCopy.Recognised.EYE,
    )
    kept.delete()


@transaction.atomic
def discard_signature(*, document_id: UUID, actor: Actor, at: datetime) -> None:
    """Forget what was kept aside; raises ``DocumentOfOthers``."""
    _handled(document_id, actor, at)
    PendingSignature.objects.filter(document_id=document_id).delete()


def _check_file_is_its_own(signature: Signature) -> None:
    same = SignedCopy.objects.filter(sha256=sha256(signature.content).hexdigest()).first()
    if same is not None:
        raise SignedFileTaken(file=signature.file_name, other=notation_of(same))


def _handled(document_id: UUID, actor: Actor, at: datetime) -> Document:
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise DocumentUnknown
    if not may_handle(document, actor=actor, on=timezone.localdate(at)):
        raise DocumentOfOthers
    return document
