"""What is entered when a step of a review case is taken, and the result that follows from it.

Counts are judged by the rules of the case; whatever a person must say is refused where a word is missing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.review import CaseStep, StepKind
from tinnhiem.domain.regulations import Case, RulesInForce, Subject, Verdict, judge, judge_each
from tinnhiem.domain.regulations.values import Result


class EntryIncomplete(DomainError):
    """A step was to be taken without something it needs in words: params step."""

    code = "case_entry_incomplete"


class CountsMissing(DomainError):
    """A vote was to be recorded without its counts."""

    code = "case_counts_missing"


class VoteWithoutQuorum(DomainError):
    """A vote was to be recorded at which too few were present: params present, needed."""

    code = "case_vote_without_quorum"


class CaseGroundUnknown(DomainError):
    """A ground that the rules of the day do not list."""

    code = "case_ground_unknown"


class ActInTheFuture(DomainError):
    """A step was said to be taken on a day that has not come: params day."""

    code = "case_act_in_the_future"


class ActBeforeEarlierOne(DomainError):
    """A step was said to be taken before the one it follows: params day, earlier."""

    code = "case_act_before_earlier_one"


class EquivalentPostBarred(DomainError):
    """Somebody who was not reappointed was to get an equivalent or higher post."""

    code = "case_equivalent_post_barred"


@dataclass(frozen=True, repr=False)
class VoteCounts:
    """The counts of a vote as its record gives them; kept out of every ``repr``.

    ``summoned`` is everybody entitled to vote: all members of the leadership, present or not.
    """

    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    options: Mapping[str, int]

    def to_json(self) -> dict[str, object]:
        """The counts as they are kept."""
        return {**{name: getattr(self, name) for name in _TOTALS}, "options": dict(self.options)}


_TOTALS: Final = ("summoned", "present", "issued", "returned", "valid")


@dataclass(frozen=True)
class Entry:
    """What somebody enters to take a step.

    ``taken_by`` is who took it, ``result`` what a person says it ended in, ``text`` findings, remarks or
    reasons, ``number`` that of the paper behind it, ``ground`` a code of the rules, ``bars`` what stands in
    the way.
    """

    taken_by: str
    taken_on: date
    result: str = ""
    text: str = ""
    number: str = ""
    ground: str = ""
    bars: tuple[str, ...] = ()
    counts: VoteCounts | None = field(default=None, repr=False)


def differing_lines(first: Entry, second: Entry) -> tuple[str, ...]:
    """Where two readings of one record of a vote differ: the day, totals, then answers of the ballot."""
    if first.counts is None or second.counts is None:
        raise CountsMissing
    one, other = first.counts, second.counts
    answers = sorted(one.options.keys() | other.options.keys())
    return (
        *(("taken_on",) if first.taken_on != second.taken_on else ()),
        *(name for name in _TOTALS if getattr(one, name) != getattr(other, name)),
        *(answer for answer in answers if one.options.get(answer) != other.options.get(answer)),
    )


@dataclass(frozen=True)
class CaseSettings:
    """Under what a case is judged, and the codes that its grounds may have.

    ``norms`` is the next action of each norm that a person may choose, by the id of its rule.
    """

    procedure: str
    on: date
    jurisdiction: str
    subject: Subject
    rules: RulesInForce
    grounds: Collection[str] = ()
    bars: Collection[str] = ()
    norms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, repr=False)
class Settled:
    """The result of a step, with the verdict where counts were judged."""

    result: str
    verdict: Verdict | None = None
    case: Case | None = None


def settle_step(step: CaseStep, entry: Entry, settings: CaseSettings) -> Settled:
    """The result that an entry leads to.

    Raises ``EntryIncomplete``, ``CaseGroundUnknown``, ``CountsMissing``, ``VoteWithoutQuorum`` or what the
    counts themselves contradict.
    """
    if not entry.taken_by.strip():
        raise EntryIncomplete(step=step.title["vi"])
    return _SETTLE[step.kind](step, entry, settings)


def refuse_wrong_day(*, day: date, earlier: date | None, on: date) -> None:
    """Raise ``ActInTheFuture`` or ``ActBeforeEarlierOne`` for a day that cannot be."""
    if day > on:
        raise ActInTheFuture(day=f"{day:%d/%m/%Y}")
    if earlier is not None and day < earlier:
        raise ActBeforeEarlierOne(day=f"{day:%d/%m/%Y}", earlier=f"{earlier:%d/%m/%Y}")


RANKS: Final[Mapping[str, int]] = {"": 0, "vice_principal": 1, "principal": 2}
"""The posts of leaders from low to high; none is the lowest."""


def refuse_equivalent_post(*, held: str, given: str, rules: RulesInForce) -> None:
    """Raise ``EquivalentPostBarred`` where the post ``given`` is not lower than the one ``held``."""
    if RANKS[given] >= RANKS[held]:
        rule = rules.find("term.not_renewed")
        words = "; ".join(citation.words for citation in rule.citations) if rule else None
        raise EquivalentPostBarred(citation=words)


def _counted(step: CaseStep, entry: Entry, settings: CaseSettings) -> Settled:
    if entry.counts is None:
        raise CountsMissing
    counts = entry.counts
    case = Case(
        jurisdiction=settings.jurisdiction,
        procedure=settings.procedure,
        stage=step.stage,
        on=settings.on,
        summoned=counts.summoned,
        present=counts.present,
        issued=counts.issued,
        returned=counts.returned,
        valid=counts.valid,
        options=counts.options,
        subject=settings.subject,
    )
    verdict = judge(case, settings.rules)
    if verdict.outcome is Result.QUORUM_NOT_MET and verdict.quorum is not None:
        raise VoteWithoutQuorum(present=case.present, needed=verdict.quorum.needed)
    return Settled(verdict.next_action.value, verdict, case)


def norms_of(case: Case, rules: RulesInForce) -> Mapping[str, str]:
    """The next action of each norm alone, by the id of its rule."""
    return {answer.rule_id: answer.next_action.value for answer in judge_each(case, rules)}


def _request(step: CaseStep, entry: Entry, settings: CaseSettings) -> Settled:
    _require_words(step, entry.number)
    if settings.grounds and entry.ground not in settings.grounds:
        raise CaseGroundUnknown
    if not set(entry.bars) <= set(settings.bars):
        raise CaseGroundUnknown
    return Settled("barred" if entry.bars else "received")


def _proposal(step: CaseStep, entry: Entry, _: CaseSettings) -> Settled:
    _require_words(step, entry.number)
    return Settled("proposed")


def _verification(step: CaseStep, entry: Entry, _: CaseSettings) -> Settled:
    """Whatever is found, or that nothing needs verifying, is said with its reason."""
    _require_words(step, entry.text)
    return Settled(entry.result)


def _party_opinion(step: CaseStep, entry: Entry, _: CaseSettings) -> Settled:
    _require_words(step, entry.number, "-" if entry.result == "for" else entry.text)
    return Settled(entry.result)


def _reasoned(step: CaseStep, entry: Entry, _: CaseSettings) -> Settled:
    _require_words(step, entry.text)
    return Settled(entry.result)


def _norm_choice(step: CaseStep, entry: Entry, settings: CaseSettings) -> Settled:
    _require_words(step, entry.text)
    if entry.ground not in settings.norms:
        raise CaseGroundUnknown
    return Settled(settings.norms[entry.ground])


def _require_words(step: CaseStep, *words: str) -> None:
    if not all(word.strip() for word in words):
        raise EntryIncomplete(step=step.title["vi"])


_SETTLE: Final[Mapping[StepKind, Callable[[CaseStep, Entry, CaseSettings], Settled]]] = {
    StepKind.RESULT: _counted,
    StepKind.REQUEST: _request,
    StepKind.PROPOSAL: _proposal,
    StepKind.VERIFICATION: _verification,
    StepKind.PARTY_OPINION: _party_opinion,
    StepKind.VOTE: _counted,
    StepKind.NORM_CHOICE: _norm_choice,
    StepKind.HEAD_DECISION: _reasoned,
    StepKind.CONTINUATION: _reasoned,
    StepKind.DECISION: _reasoned,
}
