"""A conference on one principal, brought by the real operations to the stage that a test is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from tests.builders.authority import Authority, actor_of, an_authority
from tests.plugins.moments import HANOI
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.actors import Actor

PLANNED_AT = datetime(2026, 5, 11, 9, 0, tzinfo=HANOI)
HELD_AT = datetime(2026, 5, 18, 8, 0, tzinfo=HANOI)
ADDRESS = "Mỗi người cân nhắc kỹ và tự quyết định lá phiếu của mình."


@dataclass
class Clock:
    """The meeting's own time: a minute passes with each act."""

    at: datetime = HELD_AT

    def tick(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@dataclass(frozen=True)
class Conference:
    """A meeting and its poll, with the people who act in it."""

    authority: Authority
    poll_id: UUID
    meeting_id: UUID
    absent: int = 0
    clock: Clock = field(default_factory=Clock)

    @property
    def secretary(self) -> Actor:
        return actor_of(self.authority.secretary)

    @property
    def counters(self) -> list[Actor]:
        """The elected counting committee, its head first."""
        return [actor_of(member.person_id) for member in rooms.committee(self.meeting_id)]

    @property
    def present(self) -> int:
        return len(self.authority.staff) - self.absent

    def by(self, actor: Actor) -> dict[str, object]:
        """Poll, actor and moment, as the operations of a poll ask for them."""
        return {"poll_id": self.poll_id, "actor": actor, "at": self.clock.tick()}

    def in_room(self, actor: Actor | None = None) -> dict[str, object]:
        """Meeting, actor and moment, as the operations of a meeting ask for them."""
        return {"meeting_id": self.meeting_id, "actor": actor or self.secretary, "at": self.clock.tick()}


def a_plan(authority: Authority, **changes: object) -> acts.MeetingPlan:
    """A plan in which everything is in order unless told otherwise."""
    plan = acts.MeetingPlan(
        appointment_id=authority.principal.pk,
        procedure="reappointment",
        stage="key_staff_conference",
        legal_basis_on=HELD_AT.date(),
        plan_number="12/KH-UBND",
        scheduled_at=HELD_AT,
        place="Phòng hội đồng",
        subject_summoned=True,
        officials=officials(authority),
        is_attested=True,
    )
    return replace(plan, **changes)


def officials(authority: Authority, **changes: Sequence[int]) -> Mapping[str, Sequence[int]]:
    ready = {
        "chair": [authority.chair],
        "secretary": [authority.secretary],
        "supervisor": [authority.supervisor],
        "observer": [authority.observer],
    }
    return ready | changes


def a_planned_conference(authority: Authority | None = None, **changes: object) -> Conference:
    authority = authority or an_authority()
    poll_id = polls.plan_poll(plan=a_plan(authority, **changes), actor=authority.officer, at=PLANNED_AT)
    return Conference(authority, poll_id, ballots.get_poll(poll_id).meeting_id)


def a_summoned_conference(
    authority: Authority | None = None, *, printed: int | None = None, **changes: object
) -> Conference:
    """The list frozen with the whole staff on it, and the ballots printed, three to spare unless told."""
    held = a_planned_conference(authority, **changes)
    summon(held)
    copies = len(held.authority.staff) + 3 if printed is None else printed
    if copies:
        polls.print_ballots(poll_id=held.poll_id, copies=copies, actor=held.authority.officer, at=PLANNED_AT)
    return held


def summon(held: Conference, people: Sequence[int] | None = None) -> None:
    acts.freeze_summoned_list(
        meeting_id=held.meeting_id,
        people=people or held.authority.staff,
        actor=held.authority.officer,
        at=PLANNED_AT,
    )


def call_roll(held: Conference, *, absent: int = 0) -> Conference:
    """Call the roll with the last ``absent`` of the list away."""
    people = rooms.summoned(held.meeting_id)
    absences = {row.id: "leave" for row in people[len(people) - absent :]}
    acts.call_roll(absences=absences, **held.in_room())
    return replace(held, absent=absent)


def begin(held: Conference, *, absent: int = 0) -> Conference:
    """Open the meeting and call the roll."""
    acts.begin_meeting(**held.in_room())
    return call_roll(held, absent=absent)


def proposals(held: Conference, *, size: int = 3) -> tuple[acts.Proposal, ...]:
    """Teachers proposed for the counting committee, everybody present raising a hand; the first as head."""
    people = held.authority.teachers[:size]
    return tuple(
        acts.Proposal(person, is_head=number == 0, hands=held.present) for number, person in enumerate(people)
    )


def answers(held: Conference) -> dict[str, acts.Answers]:
    """What the secretary enters for each step before the ballot, in order."""
    return {
        "introduce": acts.Answers(),
        "purpose": acts.Answers(),
        "address": acts.Answers(address=ADDRESS, recommends_vote=False),
        "adopt_procedure": acts.Answers(hands=held.present),
        "elect_committee": acts.Answers(proposals=proposals(held)),
        "self_assessment": acts.Answers(),
        "comments": acts.Answers(speakers=2),
    }


def complete(held: Conference, step_id: str, answer: acts.Answers | None = None) -> None:
    """Complete one step, with an answer that is in order unless told otherwise."""
    acts.complete_step(step_id=step_id, answers=answer or answers(held)[step_id], **held.in_room())


def walk_to(held: Conference, step_id: str, *, absent: int = 0) -> Conference:
    """Open the meeting and complete every step before ``step_id``."""
    held = begin(held, absent=absent)
    for earlier in answers(held):
        if earlier == step_id:
            break
        complete(held, earlier)
    return held


def vote(held: Conference, *, absent: int = 0) -> Conference:
    """Walk to the ballot, open the box, and shut it again."""
    held = walk_to(held, "ballot", absent=absent)
    polls.open_box(**held.by(held.secretary))
    polls.close_box(**held.by(held.secretary))
    return held


def sheets(held: Conference, **changes: int) -> dict[str, int]:
    """An account of the paper that balances: everybody present got one sheet and brought it back."""
    printed = ballots.get_poll(held.poll_id).printed
    ready = {
        "issued": held.present,
        "exchanged": 0,
        "returned": held.present,
        "not_returned": 0,
        "unused": printed - held.present,
        "destroyed": printed - held.present,
    }
    return ready | changes


def account(held: Conference, **changes: int) -> Conference:
    polls.account_for_paper(sheets=sheets(held, **changes), **held.by(held.counters[0]))
    return held


def totals(held: Conference, *, agree: int, invalid: int = 0) -> dict[str, int]:
    """A count in which every ballot present came back."""
    return {"agree": agree, "disagree": held.present - agree - invalid, "invalid": invalid}


def count(held: Conference, *, agree: int, invalid: int = 0) -> Conference:
    """Account for the paper, decide on the invalid ballots, and have two members enter the same count."""
    account(held)
    for _ in range(invalid):
        polls.adjudicate(ground="no_mark", votes_valid=0, votes_invalid=3, **held.by(held.counters[0]))
    for counter in held.counters[:2]:
        polls.enter_count(totals=totals(held, agree=agree, invalid=invalid), **held.by(counter))
    return held


def lock(held: Conference) -> Conference:
    """Both counters lock the count that they agree on."""
    for counter in held.counters[:2]:
        polls.lock_count(**held.by(counter))
    return held


def conclude(held: Conference) -> UUID:
    return polls.conclude_poll(**held.by(held.counters[0]))


def close(held: Conference) -> UUID:
    return polls.close_meeting(**held.by(held.secretary))
