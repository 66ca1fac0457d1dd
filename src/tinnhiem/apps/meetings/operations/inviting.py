"""The invitation to a meeting, drafted for the records clerk; after a change it is written anew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.meetings.models import Meeting, Official
from tinnhiem.apps.meetings.operations.planning import locked_meeting
from tinnhiem.apps.meetings.operations.scheduling import MOVABLE, MeetingBegun
from tinnhiem.apps.meetings.papers import named, official_row
from tinnhiem.apps.meetings.queries.rearranged import about_invitation
from tinnhiem.apps.meetings.room import procedure_of
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as shelf
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import sentence


@transaction.atomic
def draft_invitation(*, meeting_id: UUID, actor: Actor, at: datetime) -> UUID:
    """File the draft of the invitation; it replaces the one before it. Raises ``MeetingBegun``."""
    meeting = locked_meeting(meeting_id)
    if meeting.state not in MOVABLE:
        raise MeetingBegun(school=meeting.school.name)
    about = about_invitation(meeting_id)
    earlier = shelf.standing_papers(kind="invitation", abouts=[about]).get(about, ())
    return records.file_document(
        paper=_paper(meeting, records.Earlier(earlier[-1].id, "replaces") if earlier else None),
        actor=actor,
        at=at,
    )


@transaction.atomic
def draft_letter(*, meeting_id: UUID, actor: Actor, at: datetime) -> UUID:
    """File the draft of the letter that asks the school to prepare the meeting, in place of the one before.

    Raises ``MeetingBegun``.
    """
    meeting = locked_meeting(meeting_id)
    if meeting.state not in MOVABLE:
        raise MeetingBegun(school=meeting.school.name)
    about = about_invitation(meeting_id)
    earlier = shelf.standing_papers(kind="letter", abouts=[about]).get(about, ())
    return records.file_document(
        paper=_letter(meeting, records.Earlier(earlier[-1].id, "replaces") if earlier else None),
        actor=actor,
        at=at,
    )


def _letter(meeting: Meeting, replaces: records.Earlier | None) -> records.Paper:
    words = procedure_of(meeting).words
    subject = {**named(meeting.subject_id, words), "post": words[meeting.subject_post]}
    chair = official_row(meeting, Official.Function.CHAIR, words)
    return records.write_paper(
        form="letter_meeting",
        title=sentence("letter_meeting_title", "vi", school=meeting.school.name),
        about=about_invitation(meeting.pk),
        unit_id=meeting.managing_unit_id,
        audience=("leadership", "subject", "appointing_authority"),
        facts={
            **shelf.letterhead(
                meeting.managing_unit_id, kind="letter", on=timezone.localdate(meeting.scheduled_at)
            ),
            "recipients": (sentence("invitation_recipient", "vi"), words["recipient_file"]),
            "addressees": (meeting.school.name,),
            **{f"subject.{key}": value for key, value in subject.items()},
            "subject.unit": meeting.school.name,
            "letter.plan": sentence("letter_meeting_plan", "vi", number=meeting.plan_number),
            "letter.tasks": tuple(
                sentence(f"letter_meeting_{task}", "vi") for task in ("list", "room", "person")
            ),
            "meeting.place": meeting.place,
            "meeting.started_at": meeting.scheduled_at,
            **{f"chair.{key}": value for key, value in chair.items()},
            "contact.line": official_row(meeting, Official.Function.SECRETARY, words)["name"],
        },
        refers_to=replaces,
    )


def _paper(meeting: Meeting, replaces: records.Earlier | None) -> records.Paper:
    unit_id = meeting.managing_unit_id
    words = procedure_of(meeting).words
    chair = official_row(meeting, Official.Function.CHAIR, words)
    return records.write_paper(
        form="invitation",
        title=sentence("invitation_title", "vi", school=meeting.school.name),
        about=about_invitation(meeting.pk),
        unit_id=unit_id,
        audience=("attendees", "subject", "appointing_authority"),
        facts={
            **shelf.letterhead(unit_id, kind="invitation", on=timezone.localdate(meeting.scheduled_at)),
            "recipients": (sentence("invitation_recipient", "vi"), words["recipient_file"]),
            "guest.name": sentence("invitation_guest", "vi", school=meeting.school.name),
            "meeting.place": meeting.place,
            "meeting.started_at": meeting.scheduled_at,
            "meeting.agenda": tuple(
                sentence(code, "vi")
                for code in ("invitation_report", "invitation_comment", "invitation_vote")
            ),
            **{f"chair.{key}": value for key, value in chair.items()},
            "contact.line": official_row(meeting, Official.Function.SECRETARY, words)["name"],
        },
        refers_to=replaces,
    )
