"""Writes of the shelf of documents."""

from tinnhiem.apps.records.operations.clerk import (
    DocumentOfOthers,
    SignedCopyNotCompared,
    SignedFileTaken,
    confirm_signature,
    discard_signature,
    prepare_signature,
)
from tinnhiem.apps.records.operations.drafts import DraftNotWord, keep_edited_draft
from tinnhiem.apps.records.operations.further import Change, EarlierNotSigned, write_further
from tinnhiem.apps.records.operations.offices import OfficeTerms, set_issuing_office
from tinnhiem.apps.records.operations.recognising import (
    SignatureBroken,
    SignatureOverOtherBytes,
    SignedCopyOfAnother,
)
from tinnhiem.apps.records.operations.signing import (
    DocumentSigned,
    DraftReplaced,
    NumberTaken,
    Signature,
    SignedFileTooLarge,
    SignedFileUnknown,
    SignedInTheFuture,
    enter_signed_copy,
)
from tinnhiem.apps.records.operations.writing import (
    Earlier,
    Paper,
    bases_in_force,
    file_document,
    identities_from,
    write_paper,
)

__all__ = [
    "Change",
    "DocumentOfOthers",
    "DocumentSigned",
    "DraftNotWord",
    "DraftReplaced",
    "Earlier",
    "EarlierNotSigned",
    "NumberTaken",
    "OfficeTerms",
    "Paper",
    "Signature",
    "SignatureBroken",
    "SignatureOverOtherBytes",
    "SignedCopyNotCompared",
    "SignedCopyOfAnother",
    "SignedFileTaken",
    "SignedFileTooLarge",
    "SignedFileUnknown",
    "SignedInTheFuture",
    "bases_in_force",
    "confirm_signature",
    "discard_signature",
    "enter_signed_copy",
    "file_document",
    "identities_from",
    "keep_edited_draft",
    "prepare_signature",
    "set_issuing_office",
    "write_further",
    "write_paper",
]
