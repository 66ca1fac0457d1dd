"""The count page of one committee member: own numbers, and of the other's only same or different."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tinnhiem.apps.ballots.models import Adjudication, CountEntry, PaperAccount, Poll
from tinnhiem.apps.ballots.operations.counting import NotOnTheCommittee
from tinnhiem.apps.ballots.operations.polling import PollUnknown
from tinnhiem.apps.ballots.shapes import account_of, ballot_terms
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.actors import Actor
from tinnhiem.domain import confidence
from tinnhiem.domain.confidence.count import INVALID


@dataclass(frozen=True)
class EquationRow:
    """An equation of the paper account, and whether it holds."""

    name: str
    left: int
    right: int
    holds: bool


@dataclass(frozen=True)
class CountLine:
    """A line to count: the member's own number, and ``same``, ``different`` or nothing about the other's."""

    id: str
    label: str
    number: int | None
    comparison: str


@dataclass(frozen=True)
class Ground:
    """A ground of invalidity that the pack lists."""

    id: str
    label: str


@dataclass(frozen=True)
class DecidedBallot:
    """A questioned ballot and what the committee decided."""

    position: int
    ground: str
    is_valid: bool
    votes_valid: int
    votes_invalid: int


@dataclass(frozen=True, repr=False)
class CountingPage:
    """Everything one member of the committee sees while counting."""

    poll_id: UUID
    meeting: rooms.MeetingView
    member: rooms.Member
    committee: Sequence[rooms.Member]
    state: str
    present: int
    printed: int
    account: confidence.PaperAccount | None
    equations: Sequence[EquationRow]
    grounds: Sequence[Ground]
    decided: Sequence[DecidedBallot]
    seat: int | None
    seats_taken: int
    lines: Sequence[CountLine]
    is_locked: bool
    both_entered: bool
    both_locked: bool
    differing: int | None
    may_conclude: bool


def counting_page(poll_id: UUID, *, actor: Actor) -> CountingPage:
    """The count page of this member; raises ``PollUnknown`` or ``NotOnTheCommittee``."""
    poll = Poll.objects.filter(pk=poll_id).first()
    if poll is None:
        raise PollUnknown
    member = rooms.find_member(poll.meeting_id, actor.person_id)
    if member is None:
        raise NotOnTheCommittee
    meeting = rooms.get_meeting(poll.meeting_id)
    account = account_of(poll)
    entries = {entry.member_id: entry for entry in CountEntry.objects.filter(poll=poll)}
    own = entries.get(member.id)
    both_entered = len(entries) == 2
    both_locked = both_entered and all(entry.is_locked for entry in entries.values())
    differing = _differing(list(entries.values())) if both_entered else None
    return CountingPage(
        poll_id=poll.pk,
        meeting=meeting,
        member=member,
        committee=rooms.committee(poll.meeting_id),
        state=poll.state,
        present=poll.present or 0,
        printed=PaperAccount.objects.filter(poll=poll).values_list("printed", flat=True).first() or 0,
        account=account,
        equations=_equations(account, poll.present or 0),
        grounds=[Ground(row.code, row.label) for row in ballot_terms(meeting).invalid_grounds],
        decided=_decided(poll),
        seat=own.seat if own else None,
        seats_taken=len(entries),
        lines=_lines(meeting, own, differing),
        is_locked=own is not None and own.is_locked,
        both_entered=both_entered,
        both_locked=both_locked,
        differing=None if differing is None else len(differing),
        may_conclude=both_locked and not differing and poll.state == Poll.State.CLOSED,
    )


def _differing(entries: Sequence[CountEntry]) -> tuple[str, ...]:
    first, second = (confidence.CountEntry(entry.totals, is_locked=entry.is_locked) for entry in entries)
    return confidence.differing_lines(first, second)


def _equations(account: confidence.PaperAccount | None, present: int) -> list[EquationRow]:
    if account is None:
        return []
    rows = confidence.equations(account, present=present)
    return [EquationRow(row.name, row.left, row.right, row.holds) for row in rows]


def _lines(
    meeting: rooms.MeetingView, own: CountEntry | None, differing: Sequence[str] | None
) -> list[CountLine]:
    totals = own.totals if own else {}
    labels = [(option.code, option.label) for option in ballot_terms(meeting).options]
    return [
        CountLine(line, label, totals.get(line), _comparison(line, differing))
        for line, label in (*labels, (INVALID, ""))
    ]


def _comparison(line: str, differing: Sequence[str] | None) -> str:
    if differing is None:
        return ""
    return "different" if line in differing else "same"


def _decided(poll: Poll) -> list[DecidedBallot]:
    rows = Adjudication.objects.filter(poll=poll).order_by("position")
    return [
        DecidedBallot(row.position, row.ground, row.is_valid, row.votes_valid, row.votes_invalid)
        for row in rows
    ]
