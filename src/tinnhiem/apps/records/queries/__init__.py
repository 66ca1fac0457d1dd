"""Reads of the shelf of documents; each asks who is reading."""

from tinnhiem.apps.records.queries.clerk import (
    DocumentOfOthers,
    DraftRow,
    DraftView,
    PendingView,
    VersionView,
    audiences_of_roles,
    drafts,
    find_pending,
    get_draft,
    may_handle,
    open_version,
    units_of,
)
from tinnhiem.apps.records.queries.completed import CompletedDraft, complete_draft
from tinnhiem.apps.records.queries.copies import text_of_copy
from tinnhiem.apps.records.queries.documents import (
    DocumentClosedToReader,
    DocumentFile,
    DocumentRow,
    DocumentUnknown,
    SignedView,
    documents_about,
    everything_about,
    get_row,
    next_number,
    notation_of,
    open_document,
    signed_copies,
)
from tinnhiem.apps.records.queries.facts import FactRow, facts_of
from tinnhiem.apps.records.queries.register import Gap, RegisterRow, gaps, open_signed_copy, outgoing
from tinnhiem.apps.records.queries.standing import abouts_touched, standing_papers

__all__ = [
    "CompletedDraft",
    "DocumentClosedToReader",
    "DocumentFile",
    "DocumentOfOthers",
    "DocumentRow",
    "DocumentUnknown",
    "DraftRow",
    "DraftView",
    "FactRow",
    "Gap",
    "PendingView",
    "RegisterRow",
    "SignedView",
    "VersionView",
    "abouts_touched",
    "audiences_of_roles",
    "complete_draft",
    "documents_about",
    "drafts",
    "everything_about",
    "facts_of",
    "find_pending",
    "gaps",
    "get_draft",
    "get_row",
    "may_handle",
    "next_number",
    "notation_of",
    "open_document",
    "open_signed_copy",
    "open_version",
    "outgoing",
    "signed_copies",
    "standing_papers",
    "text_of_copy",
    "units_of",
]
