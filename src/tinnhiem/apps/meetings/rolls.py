"""The rolls of a meeting: one, or one for each sitting, with the quorum of all of them together."""

from tinnhiem.apps.meetings.models import Meeting, Sitting


def sitting_due(meeting: Meeting) -> Sitting | None:
    """The sitting whose roll may be called now; None for a meeting in one piece.

    Before the box is opened it is the first; afterwards the next one, and the last until the box is shut.
    """
    sittings = list(meeting.sittings.order_by("number"))
    if not sittings or meeting.box_opened_at is None:
        return sittings[0] if sittings else None
    return next((one for one in sittings if not one.is_roll_called), sittings[-1])


def is_divided(meeting: Meeting) -> bool:
    """Whether the meeting has several sittings."""
    return meeting.sittings.exists()


def are_all_called(meeting: Meeting) -> bool:
    """Whether every sitting of the meeting had its roll."""
    return not meeting.sittings.filter(is_roll_called=False).exists()
