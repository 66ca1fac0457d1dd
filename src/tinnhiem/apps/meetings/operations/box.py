"""The moments at which the ballot box is opened and shut; between them lie the later sittings' rolls."""

from datetime import datetime
from uuid import UUID

from tinnhiem.apps.meetings.models import CommitteeMember, MinutesLine
from tinnhiem.apps.meetings.operations.conduct import completed_steps, in_progress, write_line
from tinnhiem.apps.meetings.rolls import are_all_called, is_divided, sitting_due
from tinnhiem.apps.meetings.room import headcount_of, procedure_of
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.procedure import (
    Headcount,
    StepKind,
    StepOutOfOrder,
    require_present,
    require_quorum,
)


class SittingsLeft(DomainError):
    """The box was to be shut before the roll of the last sitting was called."""

    code = "sittings_left"


def mark_box_open(*, meeting_id: UUID, at: datetime) -> Headcount:
    """Close the roll and return who is present; to be called in the transaction that opens the poll.

    The box of a divided meeting opens in its first sitting; its quorum is asked when the box is shut. Raises
    ``StepOutOfOrder`` unless the ballot is due and a committee was elected, ``QuorumNotReached``.
    """
    meeting = in_progress(meeting_id)
    step = procedure_of(meeting).next_step(completed_steps(meeting))
    if step.kind is not StepKind.BALLOT or not CommitteeMember.objects.filter(meeting=meeting).exists():
        ballot = next(row for row in procedure_of(meeting).steps if row.kind is StepKind.BALLOT)
        raise StepOutOfOrder(step=ballot.title["vi"], expected=step.title["vi"])
    headcount = headcount_of(meeting)
    if is_divided(meeting):
        require_present(headcount)
    else:
        require_quorum(headcount)
    meeting.box_opened_at = at
    meeting.version += 1
    meeting.save(update_fields=["box_opened_at", "version"])
    return headcount


def mark_box_shut(*, meeting_id: UUID, at: datetime) -> Headcount:
    """Return who was present at all sittings; to be called in the transaction that shuts the poll.

    A meeting in one piece had its quorum when the box was opened. Raises ``SittingsLeft`` while a sitting
    had no roll, or ``QuorumNotReached`` where all of them together are too few; the box then stays unopened.
    """
    meeting = in_progress(meeting_id)
    headcount = headcount_of(meeting)
    if not is_divided(meeting):
        return headcount
    if not are_all_called(meeting):
        due = sitting_due(meeting)
        raise SittingsLeft(number=due.number if due else 0)
    require_quorum(headcount)
    text = (
        procedure_of(meeting)
        .words["sittings_total"]
        .format(present=headcount.present, summoned=headcount.summoned, needed=headcount.needed)
    )
    write_line(meeting, at, kind=MinutesLine.Kind.MODULE, text=text, step="")
    return headcount
