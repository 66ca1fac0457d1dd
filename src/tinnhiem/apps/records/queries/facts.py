"""Where each number of a document came from: which fact, which act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from tinnhiem.apps.audit import queries as ledger
from tinnhiem.apps.records.models import Document, DocumentFacts
from tinnhiem.apps.records.queries.documents import DocumentClosedToReader, DocumentUnknown
from tinnhiem.apps.rules import queries as rules
from tinnhiem.engines.documents.writing import fact_labels
from tinnhiem.engines.ledger import LedgerLine


@dataclass(frozen=True, repr=False)
class FactRow:
    """A fact as the document words it, what it is called, its source, and the acts on that source until then.

    ``words`` is a text, or the rows of a table as texts.
    """

    id: str
    label: str
    words: Sequence[str]
    source: str
    acts: Sequence[LedgerLine]


def facts_of(document_id: UUID, *, audiences: Collection[str]) -> Sequence[FactRow]:
    """Each fact of a document with its source, for a reader in ``audiences``; empty where none were kept.

    Raises ``DocumentUnknown`` or ``DocumentClosedToReader``.
    """
    document = Document.objects.filter(pk=document_id).defer("pdf", "docx").first()
    if document is None:
        raise DocumentUnknown
    if not set(document.audience) & set(audiences):
        raise DocumentClosedToReader
    kept = DocumentFacts.objects.filter(document=document).first()
    if kept is None:
        return []
    labels = fact_labels(rules.folders(), settings.JURISDICTION)
    acts = {source: _acts(source, document) for source in {fact["source"] for fact in kept.facts}}
    return [
        FactRow(
            id=fact["id"],
            label=labels.get(fact["id"], fact["id"]),
            words=_texts(fact["words"]),
            source=fact["source"],
            acts=acts[fact["source"]],
        )
        for fact in kept.facts
    ]


def _texts(words: str | Sequence[Sequence[Sequence[str]]]) -> Sequence[str]:
    if isinstance(words, str):
        return [words]
    return [" · ".join(text for column, text in row if column != "no") for row in words]


def _acts(source: str, document: Document) -> Sequence[LedgerLine]:
    """The acts on a subject up to the moment in which the document was made, oldest first."""
    if not source:
        return []
    found = [sealed.line for sealed in ledger.lines(subject=source) if sealed.line.at <= document.made_at]
    return list(reversed(found))
