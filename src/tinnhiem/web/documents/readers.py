"""To which audiences of a document its reader belongs."""

from datetime import date
from uuid import UUID

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import queries as records
from tinnhiem.common.actors import Actor


def audiences(row: records.DocumentRow, actor: Actor, *, on: date) -> frozenset[str]:
    """By what the reader is at the meeting the document is about, and by the roles held at its unit.

    What is filed about a case opens to the authority as the case does: not to its subject or a relative.

    Minutes are not the officer's to read; the clerk enters them. Those invited, and the leader whom a notice
    tells of the end of a term, open a paper once it is signed.
    """
    is_of_meeting = row.about.startswith("meeting:")
    preparing = ("records_clerk",) if is_of_meeting else ("officer", "records_clerk")
    held = records.audiences_of_roles(row.id, preparing=preparing, actor=actor, on=on)
    if is_of_meeting:
        return rooms.audiences_of(row.meeting_id, actor, on=on) | (held - {"appointing_authority"})
    kind, _colon, number = row.about.partition(":")
    if kind == "case" and not ballots.may_open_case(UUID(number), actor=actor, on=on):
        return held - {"appointing_authority"}
    return held | _addressed(row, kind, number, actor, on=on)


def _addressed(
    row: records.DocumentRow, about: str, number: str, actor: Actor, *, on: date
) -> frozenset[str]:
    """As what a signed invitation or notice is addressed to the reader."""
    if not row.is_signed or actor.person_id is None:
        return frozenset()
    if about == "invitation":
        return rooms.audiences_of(UUID(number), actor, on=on) & {"attendees", "subject"}
    own = {str(appointment.id) for appointment in org.appointments_of(actor.person_id)}
    return frozenset({"subject"} if about == "appointment" and number in own else ())
