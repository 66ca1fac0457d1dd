"""Whether the file of a signed copy is the document it is entered for."""

from pathlib import PurePath
from typing import Final

from tinnhiem.apps.records.models import Document, DraftVersion, SignedCopy
from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.marks import identities_of, mark_of
from tinnhiem.engines.documents.reading.draft_marks import marks_of
from tinnhiem.engines.documents.reading.signatures import (
    content_within,
    detached_signatures,
    pdf_signatures,
)

CMS_FILES: Final = frozenset({".p7s", ".p7m"})
"""Signature files beside or round the signed one (RFC 5652)."""


class SignedCopyOfAnother(DomainError):
    """The file bears the mark of another draft."""

    code = "signed_copy_of_another"
    status = 409


class SignatureOverOtherBytes(DomainError):
    """A signature file whose signature is over another file than this draft."""

    code = "signature_over_other_bytes"


class SignatureBroken(DomainError):
    """A signed file that was changed after it was signed."""

    code = "signature_broken"


def recognised_by(document: Document, file_name: str, content: bytes) -> str:
    """What in the file says that it is this document: a signature over the draft, the mark, or nothing.

    Raises ``SignedCopyOfAnother``, ``SignatureUnreadable``, ``SignatureOverOtherBytes`` or
    ``SignatureBroken``.
    """
    if PurePath(file_name).suffix.lower() in CMS_FILES:
        return _by_signature_file(document, file_name, content)
    found = pdf_signatures(content)
    if any(one.signer and not one.is_intact for one in found):
        raise SignatureBroken(file=file_name)
    if found and found[-1].is_intact and content.startswith(bytes(document.pdf)):
        return SignedCopy.Recognised.SIGNATURE
    return _by_mark(document, file_name, content)


def _by_signature_file(document: Document, file_name: str, content: bytes) -> str:
    drafts = [bytes(document.pdf), bytes(document.docx)]
    drafts += [bytes(version.docx) for version in DraftVersion.objects.filter(document=document)]
    found = detached_signatures(content, candidates=drafts)
    carried = content_within(content)
    if not found or not all(one.is_intact for one in found):
        raise (SignatureBroken if carried else SignatureOverOtherBytes)(file=file_name)
    if all(one.is_whole for one in found):
        return SignedCopy.Recognised.SIGNATURE
    return _by_mark(document, file_name, carried or b"")


def _by_mark(document: Document, file_name: str, content: bytes) -> str:
    """Whether the paper bears the mark of this draft; a paper with the mark of another draft is refused."""
    marks = marks_of(content)
    if mark_of(document.pk) in marks:
        return SignedCopy.Recognised.MARK
    for mark in sorted(marks):
        if Document.objects.filter(pk__range=identities_of(mark)).exists():
            raise SignedCopyOfAnother(file=file_name, mark=mark, own=mark_of(document.pk))
    return ""
