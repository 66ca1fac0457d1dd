"""Walking a meeting through its steps, in the order of the pack and no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.meetings.models import (
    Attendance,
    CommitteeMember,
    Meeting,
    MinutesLine,
    Sitting,
    StepRecord,
    SummonedPerson,
)
from tinnhiem.apps.meetings.operations.planning import conflicts_of, locked_meeting
from tinnhiem.apps.meetings.rolls import are_all_called, is_divided, sitting_due
from tinnhiem.apps.meetings.room import facts_of, headcount_of, procedure_of
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.domain import procedure as order
from tinnhiem.domain.procedure import Line, Step, StepKind
from tinnhiem.domain.registers.conflict_set import Function


class MeetingNotInProgress(DomainError):
    """An act of the room while no meeting is going on."""

    code = "meeting_not_in_progress"
    status = 409


class MeetingNotReady(DomainError):
    """A meeting was to begin before its summoned list was frozen, or a second time."""

    code = "meeting_not_ready"
    status = 409


class RollClosed(DomainError):
    """The roll was to be called again after the ballot box was opened."""

    code = "roll_closed"


class SittingNotDue(DomainError):
    """The roll of one sitting was to be called while another one is due, or of a meeting that has none."""

    code = "sitting_not_due"


class QuorumIsThere(DomainError):
    """A meeting was to be adjourned that has, or had when its box was opened, the people it needs."""

    code = "quorum_is_there"


class NoteEmpty(DomainError):
    """A line for the minutes without words."""

    code = "note_empty"


class StepAnswerMissing(DomainError):
    """A step was to be completed without the number it asks for."""

    code = "step_answer_missing"


@dataclass(frozen=True)
class Proposal:
    """A person proposed for the counting committee, with the hands counted."""

    person_id: int
    is_head: bool
    hands: int


@dataclass(frozen=True)
class Answers:
    """What the secretary enters to complete a step; each kind of step reads its own."""

    address: str = ""
    recommends_vote: bool | None = None
    hands: int | None = None
    proposals: Sequence[Proposal] = field(default=())
    speakers: int | None = None


@dataclass(frozen=True)
class _Done:
    """What a completed step leaves behind: facts to keep and lines for the minutes."""

    facts: Mapping[str, str | int]
    lines: tuple[Line, ...]


@transaction.atomic
def begin_meeting(*, meeting_id: UUID, actor: Actor, at: datetime) -> None:
    """Open the meeting at its first step; raises ``MeetingNotReady``."""
    meeting = locked_meeting(meeting_id)
    if meeting.state != Meeting.State.SUMMONED:
        raise MeetingNotReady
    meeting.state = Meeting.State.IN_PROGRESS
    meeting.started_at = meeting.step_began_at = at
    _touch(meeting)
    audit.append(actor=actor.key, act="meeting.begun", subject=f"meeting:{meeting.pk}", at=at)


@transaction.atomic
def call_roll(
    *,
    meeting_id: UUID,
    absences: Mapping[int, str],
    actor: Actor,
    at: datetime,
    sitting: int | None = None,
) -> None:
    """Write down who is in the room; ``absences`` maps a line of the summoned list to its reason.

    It may be called again for late arrivals until the ballot box is opened: raises ``RollClosed`` then. A
    divided meeting calls the roll of each ``sitting`` in turn, those after the first while the box is open;
    who was at an earlier one stays there. Raises ``SittingNotDue``.
    """
    meeting = in_progress(meeting_id)
    due = sitting_due(meeting)
    if (due.number if due else None) != sitting:
        raise SittingNotDue(due=due.number if due else 0)
    is_later = due is not None and due.number > 1
    if StepKind.BALLOT in _kinds_done(meeting) or (_box_is_open(meeting) and not is_later):
        raise RollClosed
    rows = SummonedPerson.objects.filter(meeting=meeting)
    if due is not None:
        rows = rows.exclude(attendance__sitting__lt=due.number)
    earlier = _present_at(meeting, due) if due is not None else 0
    is_asked_why = due is None or due.number == meeting.sittings.count()
    for row in rows:
        absence = absences.get(row.pk)
        found = {
            "is_present": absence is None,
            "absence": absence if absence and is_asked_why else "",
            "sitting": sitting if absence is None else None,
        }
        Attendance.objects.update_or_create(summoned=row, defaults=found)
    if due is not None:
        _note_sitting(meeting, due, earlier=earlier, at=at)
    _touch(meeting)
    audit.append(
        actor=actor.key,
        act="roll.called",
        subject=f"meeting:{meeting.pk}",
        at=at,
        after={"sitting": sitting} if sitting else None,
    )


@transaction.atomic
def complete_step(
    *, meeting_id: UUID, step_id: str, answers: Answers, actor: Actor, at: datetime, by_poll: bool = False
) -> None:
    """Complete the step that is due, and write its lines into the minutes.

    The steps of ballot, count and close are completed by the poll (``by_poll``), never by hand. Raises
    ``StepOutOfOrder`` or what the step itself asks for; then nothing is written.
    """
    meeting = in_progress(meeting_id)
    step = procedure_of(meeting).expect(step_id, completed_steps(meeting))
    if not by_poll:
        _refuse_by_hand(step)
    done = _COMPLETE[step.kind](meeting, step, answers)
    _record(meeting, step, done, at)
    audit.append(
        actor=actor.key, act="step.completed", subject=f"meeting:{meeting.pk}", at=at, after={"step": step.id}
    )


@transaction.atomic
def add_to_minutes(*, meeting_id: UUID, kind: str, text: str, actor: Actor, at: datetime) -> None:
    """Add a note, a correction or an irregularity to the minutes; raises ``NoteEmpty``."""
    if not text.strip():
        raise NoteEmpty
    meeting = locked_meeting(meeting_id)
    write_line(meeting, at, kind=kind, text=text.strip(), step="")
    _touch(meeting)
    audit.append(actor=actor.key, act="minutes.added", subject=f"meeting:{meeting.pk}", at=at)


@transaction.atomic
def adjourn_meeting(*, meeting_id: UUID, actor: Actor, at: datetime) -> None:
    """End a meeting that cannot go on, for want of a quorum; it is summoned anew.

    A divided meeting can be ended so after its last roll, the box unopened. Raises ``QuorumIsThere``
    otherwise, so that no meeting is broken off to be rid of its ballots.
    """
    meeting = in_progress(meeting_id)
    is_last_roll_called = is_divided(meeting) and are_all_called(meeting)
    if (_box_is_open(meeting) and not is_last_roll_called) or headcount_of(meeting).has_quorum:
        raise QuorumIsThere
    meeting.state = Meeting.State.ADJOURNED
    meeting.ended_at = at
    _touch(meeting)
    audit.append(actor=actor.key, act="meeting.adjourned", subject=f"meeting:{meeting.pk}", at=at)


def in_progress(meeting_id: UUID) -> Meeting:
    """The meeting's row, locked; raises ``MeetingNotInProgress`` where no meeting is going on."""
    meeting = locked_meeting(meeting_id)
    if meeting.state != Meeting.State.IN_PROGRESS:
        raise MeetingNotInProgress
    return meeting


def completed_steps(meeting: Meeting) -> list[str]:
    """The ids of the steps done, in order."""
    return list(
        StepRecord.objects.filter(meeting=meeting).order_by("position").values_list("step", flat=True)
    )


def _note_sitting(meeting: Meeting, due: Sitting, *, earlier: int, at: datetime) -> None:
    """That the roll of a sitting was called; of a later one the minutes say so, since no step does."""
    present = _present_at(meeting, due)
    if due.number > 1 and (not due.is_roll_called or present != earlier):
        text = procedure_of(meeting).words["sitting_roll"].format(number=due.number, present=present)
        write_line(meeting, at, kind=MinutesLine.Kind.MODULE, text=text, step="")
    due.is_roll_called = True
    due.save(update_fields=["is_roll_called"])


def _present_at(meeting: Meeting, sitting: Sitting) -> int:
    return Attendance.objects.filter(summoned__meeting=meeting, sitting=sitting.number).count()


def _refuse_by_hand(step: Step) -> None:
    if step.kind is StepKind.BALLOT:
        raise order.BallotNotOpen
    if step.kind in (StepKind.COUNT, StepKind.CLOSE):
        raise order.CountNotSettled


def _record(meeting: Meeting, step: Step, done: _Done, at: datetime) -> None:
    StepRecord.objects.create(
        meeting=meeting,
        step=step.id,
        position=len(completed_steps(meeting)) + 1,
        completed_at=at,
        facts=dict(done.facts),
    )
    for line in done.lines:
        kind = MinutesLine.Kind.IRREGULARITY if line.is_irregularity else MinutesLine.Kind.MODULE
        write_line(meeting, at, kind=kind, text=line.text, step=step.id)
    meeting.step_began_at = at
    if step.kind is StepKind.CLOSE:
        meeting.state = Meeting.State.CLOSED
        meeting.ended_at = at
    _touch(meeting)


def write_line(meeting: Meeting, at: datetime, *, kind: str, text: str, step: str) -> None:
    """Add a line to the minutes, after all others."""
    position = MinutesLine.objects.filter(meeting=meeting).count() + 1
    MinutesLine.objects.create(meeting=meeting, position=position, at=at, step=step, kind=kind, text=text)


def _touch(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.save()


def _kinds_done(meeting: Meeting) -> set[StepKind]:
    steps = procedure_of(meeting)
    return {steps.step(step_id).kind for step_id in completed_steps(meeting)}


def _box_is_open(meeting: Meeting) -> bool:
    return meeting.box_opened_at is not None


def _plain(meeting: Meeting, step: Step, _: Answers) -> _Done:
    facts = facts_of(meeting)
    return _Done(facts, (Line(order.fill(step.minutes, facts, step=step.id)),))


def _roll_call(meeting: Meeting, step: Step, answers: Answers) -> _Done:
    if is_divided(meeting):
        return _first_sitting(meeting, step)
    order.require_quorum(headcount_of(meeting))
    return _plain(meeting, step, answers)


def _first_sitting(meeting: Meeting, step: Step) -> _Done:
    """The first of several sittings opens with whoever came; the quorum is asked when the box is shut."""
    facts = {**facts_of(meeting), "sittings": meeting.sittings.count()}
    order.require_present(headcount_of(meeting))
    words = procedure_of(meeting).words["sittings_opened"]
    return _Done(facts, (Line(order.fill(words, facts, step=step.id)),))


def _address(meeting: Meeting, step: Step, answers: Answers) -> _Done:
    spoken = order.Address(answers.address.strip(), answers.recommends_vote)
    facts = facts_of(meeting)
    return _Done({"address": spoken.text}, order.address_lines(step, spoken, facts))


def _show_of_hands(meeting: Meeting, step: Step, answers: Answers) -> _Done:
    if answers.hands is None or step.majority is None:
        raise StepAnswerMissing
    present = headcount_of(meeting).present
    order.require_majority(hands=answers.hands, present=present, share=step.majority)
    facts = {**facts_of(meeting), "hands": answers.hands}
    return _Done(facts, (Line(order.fill(step.minutes, facts, step=step.id)),))


def _elect_committee(meeting: Meeting, step: Step, answers: Answers) -> _Done:
    people = {row.person_id: row for row in meeting.summoned.select_related("attendance")}
    proposals = [proposal for proposal in answers.proposals if proposal.person_id in people]
    candidates = [_candidate(meeting, people[proposal.person_id], proposal) for proposal in proposals]
    elected = order.elect_committee(step, candidates, present=headcount_of(meeting).present)
    for member in elected:
        row = people[int(member.person)]
        CommitteeMember.objects.create(
            meeting=meeting,
            person_id=row.person_id,
            full_name=row.full_name,
            post_title=row.post_title,
            role=CommitteeMember.Role.HEAD if member.is_head else CommitteeMember.Role.MEMBER,
            hands=member.hands,
        )
    return _plain(meeting, step, answers)


def _candidate(meeting: Meeting, row: SummonedPerson, proposal: Proposal) -> order.Candidate:
    conflicts = conflicts_of(
        subject_id=meeting.subject_id, unit_id=meeting.school_id, post=meeting.subject_post
    )
    ground = conflicts.ground(str(row.person_id), Function.COUNT)
    attendance = getattr(row, "attendance", None)
    return order.Candidate(
        person=str(row.person_id),
        name=row.full_name,
        is_head=proposal.is_head,
        hands=proposal.hands,
        is_present=attendance is not None and attendance.is_present,
        barred_because=sentence(f"ground_{ground.value}") if ground else None,
    )


def _comments(meeting: Meeting, step: Step, answers: Answers) -> _Done:
    if answers.speakers is None:
        raise StepAnswerMissing
    facts = {**facts_of(meeting), "speakers": answers.speakers}
    return _Done(facts, (Line(order.fill(step.minutes, facts, step=step.id)),))


_COMPLETE: Mapping[StepKind, Callable[[Meeting, Step, Answers], _Done]] = {
    StepKind.ROLL_CALL: _roll_call,
    StepKind.STATEMENT: _plain,
    StepKind.ADDRESS: _address,
    StepKind.SHOW_OF_HANDS: _show_of_hands,
    StepKind.COMMITTEE_ELECTION: _elect_committee,
    StepKind.READING: _plain,
    StepKind.COMMENTS: _comments,
    StepKind.BALLOT: _plain,
    StepKind.COUNT: _plain,
    StepKind.CLOSE: _plain,
}
