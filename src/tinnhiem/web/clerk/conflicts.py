"""A paper with counts stays off the desk of its subject and of relatives in the authority."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.records.queries import DocumentOfOthers, DocumentRow, DraftView, get_draft
from tinnhiem.common.actors import Actor
from tinnhiem.web import requests


def may_know_of(row: DocumentRow, *, is_closed: bool, actor: Actor, on: date) -> bool:
    """Whether the desk may show that the paper exists: one with counts as its case or meeting opens."""
    kind, _colon, number = row.about.partition(":")
    if not is_closed or kind not in {"case", "meeting"}:
        return True
    if kind == "case":
        return ballots.may_open_case(UUID(number), actor=actor, on=on)
    return "appointing_authority" in rooms.audiences_of(row.meeting_id, actor, on=on)


def handled_draft(request: HttpRequest, document_id: UUID) -> DraftView:
    """The document; raises ``DocumentUnknown``, or ``DocumentOfOthers`` to who may not know of it."""
    actor, on = requests.actor(request), requests.today()
    found = get_draft(document_id, actor=actor, on=on)
    if not may_know_of(found.row, is_closed=found.is_closed, actor=actor, on=on):
        raise DocumentOfOthers
    return found
