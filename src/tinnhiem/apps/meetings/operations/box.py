"""The moment the ballot box is opened, which closes the roll."""

from datetime import datetime
from uuid import UUID

from tinnhiem.apps.meetings.models import CommitteeMember
from tinnhiem.apps.meetings.operations.conduct import completed_steps, in_progress
from tinnhiem.apps.meetings.room import headcount_of, procedure_of
from tinnhiem.domain.procedure import Headcount, StepKind, StepOutOfOrder, require_quorum


def mark_box_open(*, meeting_id: UUID, at: datetime) -> Headcount:
    """Close the roll and return who is present; to be called in the transaction that opens the poll.

    Raises ``StepOutOfOrder`` unless the ballot is due and a committee was elected, ``QuorumNotReached``.
    """
    meeting = in_progress(meeting_id)
    step = procedure_of(meeting).next_step(completed_steps(meeting))
    if step.kind is not StepKind.BALLOT or not CommitteeMember.objects.filter(meeting=meeting).exists():
        ballot = next(row for row in procedure_of(meeting).steps if row.kind is StepKind.BALLOT)
        raise StepOutOfOrder(step=ballot.title["vi"], expected=step.title["vi"])
    headcount = headcount_of(meeting)
    require_quorum(headcount)
    meeting.box_opened_at = at
    meeting.version += 1
    meeting.save(update_fields=["box_opened_at", "version"])
    return headcount
