"""A draft as it is printed to be signed: with number, day and signer where they were left open."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from tinnhiem.apps.records.models import DocumentFacts
from tinnhiem.apps.records.queries.documents import DocumentUnknown
from tinnhiem.apps.rules import queries as rules
from tinnhiem.engines.documents.writing import (
    FactValue,
    find_form,
    render_docx,
    render_pdf,
    sheet_of_words,
)
from tinnhiem.packs import PACKS


@dataclass(frozen=True, repr=False)
class CompletedDraft:
    """The bytes of a draft written again; nothing of it is on the shelf."""

    pdf: bytes
    docx: bytes


def complete_draft(document_id: UUID, *, values: Mapping[str, FactValue]) -> CompletedDraft:
    """Write a draft again from its own facts, with ``values`` in place of those that its form asks for too.

    Raises ``DocumentUnknown`` for a document that kept no facts.
    """
    kept = DocumentFacts.objects.filter(document_id=document_id).first()
    if kept is None:
        raise DocumentUnknown
    form = find_form(rules.folders(), settings.JURISDICTION, kept.form)
    words = {
        fact["id"]: fact["words"] if isinstance(fact["words"], str) else [dict(row) for row in fact["words"]]
        for fact in kept.facts
    }
    asked = {fact_id: value for fact_id, value in values.items() if fact_id in words}
    sheet = sheet_of_words(form, words).with_facts(asked)
    return CompletedDraft(pdf=render_pdf(form, sheet, fonts=PACKS / "fonts"), docx=render_docx(form, sheet))
