"""From the planned poll to the shut box."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots import papers
from tinnhiem.apps.ballots.models import PaperAccount, Poll
from tinnhiem.apps.ballots.shapes import planned_poll
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.records import operations as records
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain import confidence
from tinnhiem.domain.confidence.poll import ListNotFrozen
from tinnhiem.domain.procedure import BallotNotOpen
from tinnhiem.domain.registers.conflict_set import Function


class PollUnknown(DomainError):
    """No poll has this id."""

    code = "poll_unknown"
    status = 404


class PollAlreadyOpen(DomainError):
    """Ballots were to be printed, or the box opened, after the box was opened."""

    code = "poll_already_open"


class CopiesOutOfRange(DomainError):
    """A number of ballots to print that is no sensible number."""

    code = "copies_out_of_range"


MOST_COPIES = 2000


@transaction.atomic
def plan_poll(*, plan: meetings.MeetingPlan, actor: Actor, at: datetime) -> UUID:
    """Plan a poll on one leader with its meeting, and return the poll's id."""
    meeting_id = meetings.plan_meeting(plan=plan, actor=actor, at=at)
    poll = Poll.objects.create(meeting_id=meeting_id)
    audit.append(
        actor=actor.key, act="poll.planned", subject=f"poll:{poll.pk}", at=at, basis=plan.plan_number
    )
    return poll.pk


@transaction.atomic
def print_ballots(*, poll_id: UUID, copies: int, actor: Actor, at: datetime) -> UUID:
    """Make ``copies`` identical ballots, add them to the account of the paper, return the document's id.

    Raises ``ListNotFrozen``, ``PollAlreadyOpen``, ``CopiesOutOfRange`` or ``InConflict``.
    """
    poll = locked_poll(poll_id)
    meeting = rooms.get_meeting(poll.meeting_id)
    rooms.require_no_conflict(poll.meeting_id, actor=actor, function=Function.PRINT_SLIPS)
    if meeting.summoned_total is None:
        raise ListNotFrozen
    if poll.state != Poll.State.PLANNED:
        raise PollAlreadyOpen
    if not 1 <= copies <= MOST_COPIES:
        raise CopiesOutOfRange(copies=copies, most=MOST_COPIES)
    account, is_new = PaperAccount.objects.get_or_create(poll=poll, defaults={"printed": copies})
    if not is_new:
        PaperAccount.objects.filter(pk=account.pk).update(printed=F("printed") + copies)
    paper = papers.ballot(meeting, copies=copies)
    document = records.file_document(paper=paper, actor=actor, at=at)
    audit.append(
        actor=actor.key, act="ballots.printed", subject=f"poll:{poll.pk}", at=at, after={"copies": copies}
    )
    return document


@transaction.atomic
def open_box(*, poll_id: UUID, actor: Actor, at: datetime) -> None:
    """Open the ballot box; who is present now is frozen with it.

    Raises ``StepOutOfOrder``, ``QuorumNotReached``, ``PollAlreadyOpen`` or ``BallotsNotPrinted``.
    """
    poll = locked_poll(poll_id)
    if poll.state != Poll.State.PLANNED:
        raise PollAlreadyOpen
    headcount = meetings.mark_box_open(meeting_id=poll.meeting_id, at=at)
    opened = confidence.open_poll(
        planned_poll(rooms.get_meeting(poll.meeting_id)),
        summoned=headcount.summoned,
        present=headcount.present,
        printed=PaperAccount.objects.filter(poll=poll).values_list("printed", flat=True).first() or 0,
    )
    poll.state, poll.summoned, poll.present = Poll.State.OPEN, opened.summoned, opened.present
    poll.save()
    audit.append(actor=actor.key, act="poll.opened", subject=f"poll:{poll.pk}", at=at)


@transaction.atomic
def close_box(*, poll_id: UUID, actor: Actor, at: datetime) -> None:
    """Shut the ballot box and complete the ballot step; whoever came to any sitting is frozen with it.

    Raises ``BallotNotOpen``, ``SittingsLeft`` or ``QuorumNotReached``.
    """
    poll = locked_poll(poll_id)
    if poll.state != Poll.State.OPEN:
        raise BallotNotOpen
    headcount = meetings.mark_box_shut(meeting_id=poll.meeting_id, at=at)
    poll.state, poll.present = Poll.State.CLOSED, headcount.present
    poll.save()
    complete(poll, kind="ballot", actor=actor, at=at)
    audit.append(actor=actor.key, act="poll.closed", subject=f"poll:{poll.pk}", at=at)


def complete(poll: Poll, *, kind: str, actor: Actor, at: datetime) -> None:
    """Complete the meeting's step of this kind on behalf of the poll."""
    meetings.complete_step(
        meeting_id=poll.meeting_id,
        step_id=rooms.step_of_kind(poll.meeting_id, kind),
        answers=meetings.Answers(),
        actor=actor,
        at=at,
        by_poll=True,
    )


def locked_poll(poll_id: UUID) -> Poll:
    """The poll's row, locked for this transaction; raises ``PollUnknown``."""
    poll = Poll.objects.select_for_update().filter(pk=poll_id).first()
    if poll is None:
        raise PollUnknown
    return poll
