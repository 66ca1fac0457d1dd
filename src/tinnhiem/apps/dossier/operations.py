"""Writes of the shelf of evidence."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tinnhiem.apps.dossier.models import Evidence


def add_evidence(
    *, person_id: int, kind: str, occurred_on: date, record: UUID, audience: Sequence[str]
) -> None:
    """Put a fact about a leader on the shelf, with the document that proves it."""
    Evidence.objects.create(
        person_id=person_id, kind=kind, occurred_on=occurred_on, record=record, audience=list(audience)
    )
