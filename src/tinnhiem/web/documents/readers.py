"""To which audiences of a document its reader belongs."""

from datetime import date
from uuid import UUID

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.records import queries as records
from tinnhiem.common.actors import Actor


def audiences(row: records.DocumentRow, actor: Actor, *, on: date) -> frozenset[str]:
    """By what the reader is at the meeting the document is about, and by the roles held at its unit.

    What is filed about a case opens to the authority as the case does: not to its subject or a relative.

    Minutes are not the officer's to read; the clerk enters them.
    """
    is_of_meeting = row.about.startswith("meeting:")
    preparing = ("records_clerk",) if is_of_meeting else ("officer", "records_clerk")
    held = records.audiences_of_roles(row.id, preparing=preparing, actor=actor, on=on)
    if is_of_meeting:
        return rooms.audiences_of(row.meeting_id, actor, on=on) | (held - {"appointing_authority"})
    kind, _colon, number = row.about.partition(":")
    if kind == "case" and not ballots.may_open_case(UUID(number), actor=actor, on=on):
        return held - {"appointing_authority"}
    return held
