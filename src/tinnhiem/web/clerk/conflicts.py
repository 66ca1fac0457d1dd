"""A paper with counts stays off the desk of its subject and of relatives in the authority."""

from datetime import date
from uuid import UUID

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.records.queries import DocumentOfOthers, DocumentRow
from tinnhiem.common.actors import Actor


def may_know_of(row: DocumentRow, *, is_closed: bool, actor: Actor, on: date) -> bool:
    """Whether the desk may show that the paper exists: one with counts as its case or meeting opens."""
    kind, _colon, number = row.about.partition(":")
    if not is_closed or kind not in {"case", "meeting"}:
        return True
    if kind == "case":
        return ballots.may_open_case(UUID(number), actor=actor, on=on)
    return "appointing_authority" in rooms.audiences_of(row.meeting_id, actor, on=on)


def refuse_conflicted(row: DocumentRow, *, is_closed: bool, actor: Actor, on: date) -> None:
    """Raise ``DocumentOfOthers`` for a paper that the desk may not show."""
    if not may_know_of(row, is_closed=is_closed, actor=actor, on=on):
        raise DocumentOfOthers
