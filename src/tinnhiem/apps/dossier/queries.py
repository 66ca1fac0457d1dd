"""Reads of the shelf of evidence; each asks who is reading."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tinnhiem.apps.dossier.models import Evidence
from tinnhiem.apps.org import queries as org


@dataclass(frozen=True)
class EvidenceRow:
    """A fact about a leader, and the document that proves it."""

    kind: str
    occurred_on: date
    record: UUID


def evidence_on(person_id: int, *, audiences: Collection[str]) -> Sequence[EvidenceRow]:
    """The evidence on a leader that a reader in ``audiences`` may know of, oldest first."""
    own = org.identities(person_id)
    rows = Evidence.objects.filter(person_id__in=own).order_by("occurred_on", "pk")
    return [
        EvidenceRow(row.kind, row.occurred_on, row.record)
        for row in rows
        if set(row.audience) & set(audiences)
    ]
