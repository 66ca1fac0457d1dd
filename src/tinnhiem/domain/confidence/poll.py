"""The stages of a poll; a stage that comes later can only be made from the one before it.

``PlannedPoll → OpenPoll → ClosedPoll → Tally → Outcome``
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.account import PaperAccount, require_balance
from tinnhiem.domain.confidence.count import (
    INVALID,
    CountEntry,
    Decision,
    InvalidNotDecided,
    require_complete,
    require_same,
)
from tinnhiem.domain.regulations import Case, RulesInForce, Subject, Verdict, judge


class BallotsNotPrinted(DomainError):
    """The ballot was to open with fewer printed ballots than people in the room."""

    code = "ballots_not_printed"


class ListNotFrozen(DomainError):
    """Ballots were to be printed, or the meeting opened, before the summoned list was signed."""

    code = "list_not_frozen"


@dataclass(frozen=True)
class PlannedPoll:
    """A poll as planned: on whom, under which stage of which procedure, with which answers."""

    procedure: str
    stage: str
    legal_basis_on: date
    jurisdiction: str
    options: tuple[str, ...]
    subject: Subject


@dataclass(frozen=True)
class OpenPoll:
    """A poll whose box is open; ``present`` and ``summoned`` were frozen when it opened."""

    planned: PlannedPoll
    summoned: int
    present: int
    printed: int


@dataclass(frozen=True)
class ClosedPoll:
    """A poll whose box is shut and whose paper is accounted for."""

    open: OpenPoll
    account: PaperAccount


@dataclass(frozen=True, repr=False)
class Tally:
    """The counts on which the committee agreed; kept out of every ``repr``."""

    closed: ClosedPoll
    votes: Mapping[str, int]
    invalid: int

    @property
    def valid(self) -> int:
        """The ballots that count for an option."""
        return sum(self.votes.values())


@dataclass(frozen=True, repr=False)
class Outcome:
    """The tally and what follows from it under the rules in force; kept out of every ``repr``."""

    tally: Tally
    case: Case
    verdict: Verdict


def open_poll(planned: PlannedPoll, *, summoned: int, present: int, printed: int) -> OpenPoll:
    """Open the box; raises ``BallotsNotPrinted`` where not everybody in the room could have a ballot.

    That the quorum is there and the committee elected is the procedure's to check before.
    """
    if printed < present:
        raise BallotsNotPrinted(printed=printed, present=present)
    return OpenPoll(planned, summoned=summoned, present=present, printed=printed)


def close_poll(poll: OpenPoll, *, account: PaperAccount) -> ClosedPoll:
    """Shut the account of the paper; raises ``EquationBroken`` naming the equation that does not hold."""
    require_balance(account, present=poll.present)
    return ClosedPoll(poll, account)


def settle(
    poll: ClosedPoll, *, first: CountEntry, second: CountEntry, decisions: Sequence[Decision]
) -> Tally:
    """The tally that two independent locked entries and the committee's decisions agree on.

    Raises ``CountNotLocked``, ``CountsDiffer``, ``CountLineMissing``, ``CountDoesNotAddUp`` or
    ``InvalidNotDecided`` where the invalid ballots are not those the committee decided on.
    """
    totals = require_same(first, second)
    require_complete(first, options=poll.open.planned.options, returned=poll.account.returned)
    decided = sum(not decision.is_valid for decision in decisions)
    if totals[INVALID] != decided:
        raise InvalidNotDecided(decided=decided)
    votes = {option: totals[option] for option in poll.open.planned.options}
    return Tally(poll, votes=votes, invalid=totals[INVALID])


def conclude(tally: Tally, *, rules: RulesInForce) -> Outcome:
    """What follows from a tally under the rules in force on the case's legal basis."""
    opened, account = tally.closed.open, tally.closed.account
    case = Case(
        jurisdiction=opened.planned.jurisdiction,
        procedure=opened.planned.procedure,
        stage=opened.planned.stage,
        on=opened.planned.legal_basis_on,
        summoned=opened.summoned,
        present=opened.present,
        issued=account.people_issued,
        returned=account.returned,
        valid=tally.valid,
        options=tally.votes,
        subject=opened.planned.subject,
        new_names=(),
    )
    return Outcome(tally, case, judge(case, rules))
