"""The meeting as the people who run it see it, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tinnhiem.apps.meetings.models import Attendance, Meeting, MinutesLine, StepRecord, SummonedPerson
from tinnhiem.apps.meetings.queries.meetings import MeetingView, Member, committee, get_meeting
from tinnhiem.apps.meetings.rolls import sitting_due
from tinnhiem.apps.meetings.room import facts_of, headcount_of, procedure_of
from tinnhiem.domain.procedure import Headcount, Procedure, Step, fill


@dataclass(frozen=True)
class StepRow:
    """A step of the procedure: ``state`` is done, current or waiting."""

    id: str
    kind: str
    number: int
    title: str
    state: str
    completed_at: datetime | None


@dataclass(frozen=True)
class CurrentStep:
    """The step that is due, with the words to read aloud."""

    id: str
    kind: str
    number: int
    title: str
    read_aloud: str
    minutes_allowed: int | None
    sizes: tuple[int, ...]
    hands_needed: int


@dataclass(frozen=True)
class MinutesRow:
    """A line of the minutes."""

    at: datetime
    kind: str
    text: str


@dataclass(frozen=True)
class RollRow:
    """A summoned person, and whether they are in the room (``None`` before the roll is called)."""

    id: int
    person_id: int
    full_name: str
    post_title: str
    is_present: bool | None
    absence: str
    sitting: int | None = None


@dataclass(frozen=True)
class SittingRow:
    """A sitting of a divided meeting with how many came; ``is_due`` where its roll may be called now."""

    number: int
    starts_at: datetime
    present: int
    is_called: bool
    is_due: bool
    is_last: bool


@dataclass(frozen=True)
class Cockpit:
    """Everything the secretary's page shows."""

    meeting: MeetingView
    title: str
    steps: Sequence[StepRow]
    current: CurrentStep | None
    began_at: datetime | None
    headcount: Headcount
    roll: Sequence[RollRow]
    roll_called: bool
    minutes: Sequence[MinutesRow]
    committee: Sequence[Member]
    box_is_open: bool
    sittings: Sequence[SittingRow] = ()


@dataclass(frozen=True)
class Projection:
    """What the projector shows: a step and two numbers, no name and no result."""

    school_name: str
    title: str
    step_number: int
    step_count: int
    step_title: str
    headcount: Headcount
    version: int


def cockpit(meeting_id: UUID, *, language: str) -> Cockpit:
    """The secretary's page of a meeting."""
    view = get_meeting(meeting_id)
    meeting = Meeting.objects.get(pk=meeting_id)
    order = procedure_of(meeting)
    completed = {
        row.step: row.completed_at for row in StepRecord.objects.filter(meeting=meeting).order_by("position")
    }
    roll = _roll(meeting)
    return Cockpit(
        meeting=view,
        title=_in(order.title, language),
        steps=_steps(order, completed, language),
        current=_current(meeting, order, len(completed), language),
        began_at=meeting.step_began_at,
        headcount=headcount_of(meeting),
        roll=roll,
        roll_called=any(row.is_present is not None for row in roll),
        minutes=[
            MinutesRow(row.at, row.kind, row.text)
            for row in MinutesLine.objects.filter(meeting=meeting).order_by("position")
        ],
        committee=committee(meeting_id),
        box_is_open=meeting.box_opened_at is not None,
        sittings=_sittings(meeting, roll),
    )


def projection(meeting_id: UUID, *, language: str) -> Projection:
    """The projector's page of a meeting."""
    meeting = Meeting.objects.select_related("school").get(pk=meeting_id)
    order = procedure_of(meeting)
    done = StepRecord.objects.filter(meeting=meeting).count()
    step = order.steps[min(done, len(order.steps) - 1)]
    return Projection(
        school_name=meeting.school.name,
        title=_in(order.title, language),
        step_number=min(done + 1, len(order.steps)),
        step_count=len(order.steps),
        step_title=_in(step.title, language),
        headcount=headcount_of(meeting),
        version=meeting.version,
    )


def _steps(order: Procedure, completed: dict[str, datetime], language: str) -> list[StepRow]:
    rows = []
    for number, step in enumerate(order.steps, start=1):
        waiting = "current" if number == len(completed) + 1 else "waiting"
        state = "done" if step.id in completed else waiting
        rows.append(
            StepRow(step.id, step.kind, number, _in(step.title, language), state, completed.get(step.id))
        )
    return rows


def _current(meeting: Meeting, order: Procedure, done: int, language: str) -> CurrentStep | None:
    if meeting.state != Meeting.State.IN_PROGRESS or done >= len(order.steps):
        return None
    step = order.steps[done]
    return CurrentStep(
        id=step.id,
        kind=step.kind,
        number=done + 1,
        title=_in(step.title, language),
        read_aloud=fill(step.read_aloud, facts_of(meeting), step=step.id),
        minutes_allowed=step.minutes_allowed,
        sizes=step.sizes,
        hands_needed=_hands_needed(step, headcount_of(meeting).present),
    )


def _hands_needed(step: Step, present: int) -> int:
    return int(step.majority * present) + 1 if step.majority is not None else 0


def _roll(meeting: Meeting) -> list[RollRow]:
    called = {row.summoned_id: row for row in Attendance.objects.filter(summoned__meeting=meeting)}
    rows = SummonedPerson.objects.filter(meeting=meeting).order_by("position")
    return [
        RollRow(
            id=row.pk,
            person_id=row.person_id,
            full_name=row.full_name,
            post_title=row.post_title,
            is_present=called[row.pk].is_present if row.pk in called else None,
            absence=called[row.pk].absence if row.pk in called else "",
            sitting=called[row.pk].sitting if row.pk in called else None,
        )
        for row in rows
    ]


def _sittings(meeting: Meeting, roll: Sequence[RollRow]) -> list[SittingRow]:
    due, sittings = sitting_due(meeting), list(meeting.sittings.order_by("number"))
    return [
        SittingRow(
            number=one.number,
            starts_at=one.starts_at,
            present=sum(row.sitting == one.number for row in roll),
            is_called=one.is_roll_called,
            is_due=due is not None and one.number == due.number,
            is_last=one == sittings[-1],
        )
        for one in sittings
    ]


def _in(titles: Mapping[str, str], language: str) -> str:
    return titles.get(language, titles["vi"])
