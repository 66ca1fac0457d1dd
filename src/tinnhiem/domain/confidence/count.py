"""Counting on paper: two members count alone, the machine says only where they differ."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tinnhiem.common.errors import DomainError

INVALID: Final = "invalid"
"""The line of a count entry that holds the ballots decided invalid."""


class CountsDiffer(DomainError):
    """The two entries do not agree, so nothing can be settled."""

    code = "counts_differ"


class CountNotLocked(DomainError):
    """An entry was to be compared or settled before both members locked theirs."""

    code = "count_not_locked"


class CountLocked(DomainError):
    """A locked entry was to be changed."""

    code = "count_locked"


class CountLineMissing(DomainError):
    """An entry leaves a line without a number, or has a line the poll does not know."""

    code = "count_line_missing"


class CountDoesNotAddUp(DomainError):
    """The lines of the count do not add up to the ballots returned."""

    code = "count_does_not_add_up"


class InvalidNotDecided(DomainError):
    """The count holds more or fewer invalid ballots than the committee decided on."""

    code = "invalid_not_decided"


class GroundUnknown(DomainError):
    """A ground of invalidity that the pack does not list."""

    code = "ground_unknown"


class CommitteeIncomplete(DomainError):
    """A decision on validity in which not every member of the committee took part."""

    code = "committee_incomplete"


class CommitteeTied(DomainError):
    """A decision on validity without a majority of the committee."""

    code = "committee_tied"


@dataclass(frozen=True, repr=False)
class CountEntry:
    """The totals that one member counted alone, by option and ``invalid``; kept out of every ``repr``."""

    totals: Mapping[str, int]
    is_locked: bool


@dataclass(frozen=True)
class Decision:
    """What the committee decided about one questioned ballot."""

    ground: str
    is_valid: bool


@dataclass(frozen=True)
class Adjudication:
    """A questioned ballot before the whole committee: the ground, and how its members voted."""

    ground: str
    votes_valid: int
    votes_invalid: int


def lines_of(options: Sequence[str]) -> tuple[str, ...]:
    """The lines an entry must fill: every option, then the invalid ballots."""
    return (*options, INVALID)


def decide_validity(adjudication: Adjudication, *, committee_size: int, grounds: Collection[str]) -> Decision:
    """The decision of the whole committee on one ballot.

    Raises ``GroundUnknown``, ``CommitteeIncomplete`` unless every member took part, ``CommitteeTied``.
    """
    if adjudication.ground not in grounds:
        raise GroundUnknown(ground=adjudication.ground)
    cast = adjudication.votes_valid + adjudication.votes_invalid
    if cast != committee_size:
        raise CommitteeIncomplete(cast=cast, size=committee_size)
    if adjudication.votes_valid == adjudication.votes_invalid:
        raise CommitteeTied(cast=cast)
    return Decision(adjudication.ground, is_valid=adjudication.votes_valid > adjudication.votes_invalid)


def require_complete(entry: CountEntry, *, options: Sequence[str], returned: int) -> None:
    """Raise unless the entry has a number on each line and the lines add up to the ballots ``returned``."""
    lines = lines_of(options)
    if set(entry.totals) != set(lines) or min(entry.totals.values(), default=0) < 0:
        raise CountLineMissing(lines=len(lines))
    total = sum(entry.totals.values())
    if total != returned:
        raise CountDoesNotAddUp(total=total, returned=returned)


def differing_lines(first: CountEntry, second: CountEntry) -> tuple[str, ...]:
    """The names of the lines on which two entries disagree; never a number."""
    return tuple(line for line in _lines(first, second) if first.totals.get(line) != second.totals.get(line))


def same_lines(first: CountEntry, second: CountEntry) -> tuple[str, ...]:
    """The names of the lines on which two entries agree."""
    differing = differing_lines(first, second)
    return tuple(line for line in _lines(first, second) if line not in differing)


def require_same(first: CountEntry, second: CountEntry) -> Mapping[str, int]:
    """The totals both members counted and locked.

    Raises ``CountsDiffer`` with the number of differing lines, ``CountNotLocked`` while one may still change.
    """
    differing = differing_lines(first, second)
    if differing:
        raise CountsDiffer(places=len(differing))
    if not (first.is_locked and second.is_locked):
        raise CountNotLocked
    return first.totals


def _lines(first: CountEntry, second: CountEntry) -> tuple[str, ...]:
    """The lines of either entry, in the order of the first."""
    return tuple(dict.fromkeys((*first.totals, *second.totals)))
