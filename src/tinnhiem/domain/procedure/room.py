"""What the room must give before a step may close, and the words that the minutes take from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import Formatter
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import fold
from tinnhiem.domain.procedure.order import Step

FactMap = Mapping[str, str | int]


class QuorumNotReached(DomainError):
    """Fewer people are present than the rule asks for."""

    code = "quorum_not_reached"


class HandsExceedPresent(DomainError):
    """More hands were counted than people are in the room."""

    code = "hands_exceed_present"


class MajorityNotReached(DomainError):
    """A show of hands did not pass the share that the step asks for."""

    code = "majority_not_reached"


class CommitteeSizeWrong(DomainError):
    """The counting committee has a size the pack does not allow."""

    code = "committee_size_wrong"


class CommitteeHeadMissing(DomainError):
    """The counting committee has no head, or more than one."""

    code = "committee_head_missing"


class CommitteeMemberBarred(DomainError):
    """A person who may not count was proposed for the counting committee."""

    code = "committee_member_barred"


class CommitteeMemberAbsent(DomainError):
    """A person who is not in the room was proposed for the counting committee."""

    code = "committee_member_absent"


class RecommendationUnanswered(DomainError):
    """The address contains words that recommend a vote and nobody said whether it does."""

    code = "recommendation_unanswered"


class BallotNotOpen(DomainError):
    """The ballot step was to close before the ballot was opened."""

    code = "ballot_not_open"


class CountNotSettled(DomainError):
    """The count step was to close before the committee signed its record."""

    code = "count_not_settled"


class MinutesFactMissing(DomainError):
    """A sentence of the minutes asks for a fact that the meeting does not have."""

    code = "minutes_fact_missing"


@dataclass(frozen=True)
class Headcount:
    """Summoned, present, and how many the rule needs (its citation in words)."""

    summoned: int
    present: int
    needed: int
    citation: str

    @property
    def has_quorum(self) -> bool:
        """Whether enough people are present."""
        return self.present >= self.needed


@dataclass(frozen=True)
class Candidate:
    """A person proposed for the counting committee, with the hands counted."""

    person: str
    name: str
    is_head: bool
    hands: int
    is_present: bool
    barred_because: str | None = None


@dataclass(frozen=True)
class Address:
    """What the supervising officer said; ``recommends_vote`` is ``None`` until someone answers."""

    text: str
    recommends_vote: bool | None


@dataclass(frozen=True)
class Line:
    """A sentence for the minutes."""

    text: str
    is_irregularity: bool = False


def require_quorum(headcount: Headcount) -> None:
    """Raise ``QuorumNotReached`` unless enough of those summoned are present."""
    if not headcount.has_quorum:
        raise QuorumNotReached(
            citation=headcount.citation,
            present=headcount.present,
            needed=headcount.needed,
            summoned=headcount.summoned,
            missing=headcount.needed - headcount.present,
        )


def require_present(headcount: Headcount) -> None:
    """Raise ``QuorumNotReached`` where nobody is in the room, though the quorum is asked later."""
    if not headcount.present:
        require_quorum(headcount)


def require_majority(*, hands: int, present: int, share: Fraction) -> None:
    """Raise ``MajorityNotReached`` unless ``hands`` exceed ``share`` of those present.

    Raises ``HandsExceedPresent`` where more hands than people were counted.
    """
    if hands > present:
        raise HandsExceedPresent(hands=hands, present=present)
    if Fraction(hands, max(present, 1)) <= share:
        raise MajorityNotReached(hands=hands, present=present, needed=int(share * present) + 1)


def elect_committee(step: Step, candidates: Sequence[Candidate], *, present: int) -> tuple[Candidate, ...]:
    """The counting committee as elected, its head first.

    Raises ``CommitteeSizeWrong``, ``CommitteeHeadMissing``, ``CommitteeMemberBarred``,
    ``CommitteeMemberAbsent`` or what ``require_majority`` raises.
    """
    if len(candidates) not in step.sizes:
        allowed = ", ".join(map(str, step.sizes))
        raise CommitteeSizeWrong(size=len(candidates), allowed=allowed)
    if sum(candidate.is_head for candidate in candidates) != 1:
        raise CommitteeHeadMissing
    for candidate in candidates:
        _require_eligible(candidate)
        require_majority(hands=candidate.hands, present=present, share=step.majority or Fraction(0))
    return tuple(sorted(candidates, key=lambda candidate: not candidate.is_head))


def _require_eligible(candidate: Candidate) -> None:
    if candidate.barred_because:
        raise CommitteeMemberBarred(name=candidate.name, ground=candidate.barred_because)
    if not candidate.is_present:
        raise CommitteeMemberAbsent(name=candidate.name)


def address_lines(step: Step, address: Address | None, facts: FactMap) -> tuple[Line, ...]:
    """The minutes of the supervising officer's address, with the irregularity where it recommends a vote.

    Raises ``RecommendationUnanswered`` where the text holds a warning phrase of the pack and nobody has said
    whether it recommends a vote.
    """
    if address is None or not address.text:
        return (Line(fill(step.minutes_without, facts, step=step.id)),)
    if address.recommends_vote is None and (found := found_phrase(step.warning_phrases, address.text)):
        raise RecommendationUnanswered(phrase=found)
    spoken = Line(fill(step.minutes, {**facts, "address": address.text}, step=step.id))
    if not address.recommends_vote:
        return (spoken,)
    return spoken, Line(fill(step.irregularity, facts, step=step.id), is_irregularity=True)


def found_phrase(phrases: Collection[str], text: str) -> str | None:
    """The first phrase of the pack that stands in ``text``, marks and case aside."""
    folded = fold(text)
    return next((phrase for phrase in phrases if fold(phrase) in folded), None)


_FORMATTER: Final = Formatter()


def fill(words: str, facts: FactMap, *, step: str) -> str:
    """The pack's ``words`` with their placeholders filled, as a sentence.

    Raises ``MinutesFactMissing`` naming the fact.
    """
    for _, name, _, _ in _FORMATTER.parse(words):
        if name is not None and name not in facts:
            raise MinutesFactMissing(fact=name, step=step)
    filled = words.format(**facts)
    return filled[:1].upper() + filled[1:]
