"""What follows a result: the steps of a review case in the pack's order, and what each act leads to.

The order proposes the next step and who takes it; it never decides. A step without a trigger is always
taken; one with triggers only where an earlier step ended in one of the named results. Once the competent
authority has said that the procedure does not go on, only a decision is left, one that the pack lists for
that end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations.values import NextAction

STOP: Final = "stop"
"""The result of a continuation by which the procedure does not go on."""


class CaseStepOutOfOrder(DomainError):
    """An act of a review case before the one that is due: params step, expected."""

    code = "case_step_out_of_order"


class CaseDecided(DomainError):
    """An act of a review case in which the decision has been taken."""

    code = "case_decided"


class ResultUnknown(DomainError):
    """A step was said to end in a result that it does not know: params step, result."""

    code = "case_step_result_unknown"


class DecisionClosed(DomainError):
    """A decision that the way of this case does not lead to: params decision."""

    code = "case_decision_closed"


class StepKind(StrEnum):
    """What a step asks for before it is done."""

    RESULT = "result"
    REQUEST = "request"
    PROPOSAL = "proposal"
    VERIFICATION = "verification"
    PARTY_OPINION = "party_opinion"
    VOTE = "vote"
    NORM_CHOICE = "norm_choice"
    HEAD_DECISION = "head_decision"
    CONTINUATION = "continuation"
    DECISION = "decision"


COUNTED: Final = frozenset({StepKind.RESULT, StepKind.VOTE})
"""The kinds of step whose result follows from counts."""


class RegisterEffect(StrEnum):
    """What a decision in force does to the registers."""

    NEW_TERM = "new_term"
    EXTENDED = "extended"
    ENDED = "ended"
    MOVED = "moved"
    NONE = "none"


_NEXT: Final = frozenset(action.value for action in NextAction)
RESULTS: Final[Mapping[StepKind, frozenset[str]]] = {
    StepKind.RESULT: _NEXT,
    StepKind.REQUEST: frozenset({"received", "barred"}),
    StepKind.PROPOSAL: frozenset({"proposed"}),
    StepKind.VERIFICATION: frozenset({"clear", "concerns", "not_needed"}),
    StepKind.PARTY_OPINION: frozenset({"for", "against", "with_remarks"}),
    StepKind.VOTE: _NEXT,
    StepKind.NORM_CHOICE: _NEXT,
    StepKind.HEAD_DECISION: frozenset({"agree", "disagree"}),
    StepKind.CONTINUATION: frozenset({"continue", STOP}),
}
"""The results each kind of step may end in; a decision ends in one of the decisions of its order."""


@dataclass(frozen=True)
class Trigger:
    """An earlier step and the results that ask for this one."""

    step: str
    on: frozenset[str]

    def is_met_by(self, taken: Mapping[str, str]) -> bool:
        """Whether the step has ended in one of the results."""
        return taken.get(self.step) in self.on


@dataclass(frozen=True)
class TimeLimit:
    """By when a step is due: the rules that say so, counted from the act of another step.

    ``rule`` is the ordinary limit, ``at_most`` the one nothing may pass; both are ids of rules of the pack.
    """

    rule: str
    counted_from: str
    at_most: str = ""


@dataclass(frozen=True)
class CaseStep:
    """One step: its kind, who takes it, the stage whose counts it judges, when it is asked for and due."""

    id: str
    kind: StepKind
    title: Mapping[str, str]
    taken_by: str
    stage: str = ""
    act: str = ""
    triggers: tuple[Trigger, ...] = ()
    limit: TimeLimit | None = None
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecisionOption:
    """A decision that may end a case.

    ``act`` is what the rules of authority call it, ``follows`` the rules whose words say what it entails,
    ``opens`` the procedure of a further case, ``published_as`` the item of publication; empty is none.
    ``form`` is the form of its document, ``matter`` and ``article`` its words. ``is_open_after_stop`` says
    whether it may follow a procedure that was not gone on with.
    """

    code: str
    title: Mapping[str, str]
    act: str
    effect: RegisterEffect
    is_open_after_stop: bool
    form: str = ""
    matter: str = ""
    article: str = ""
    follows: tuple[str, ...] = ()
    opens: str = ""
    published_as: str = ""
    triggers: tuple[Trigger, ...] = ()


@dataclass(frozen=True)
class CaseOrder:
    """The steps of one procedure in their order, its decisions, its days, and the words of its documents."""

    procedure: str
    period: Period
    title: Mapping[str, str]
    words: Mapping[str, str]
    steps: tuple[CaseStep, ...]
    decisions: tuple[DecisionOption, ...]

    def decision(self, code: str) -> DecisionOption:
        """The decision of that code; raises ``DecisionClosed``."""
        for option in self.decisions:
            if option.code == code:
                return option
        raise DecisionClosed(decision=code)


@dataclass(frozen=True)
class Taken:
    """A step that was taken and the result it ended in."""

    step: str
    result: str


@dataclass(frozen=True)
class StepStanding:
    """A step as it stands: done, current, waiting or not asked for (``skipped``)."""

    step: CaseStep
    state: str
    result: str = ""


def standing(order: CaseOrder, taken: Sequence[Taken]) -> tuple[StepStanding, ...]:
    """Every step with its state; steps behind the current one wait, those never asked for are skipped."""
    results = _results(taken)
    current = find_next_step(order, taken)
    rows: list[StepStanding] = []
    is_behind = False
    for step in order.steps:
        if step.id in results:
            rows.append(StepStanding(step, "done", results[step.id]))
        elif step is current:
            is_behind = True
            rows.append(StepStanding(step, "current"))
        else:
            may_come = is_behind and not _is_ruled_out(step, results)
            rows.append(StepStanding(step, "waiting" if may_come else "skipped"))
    return tuple(rows)


def find_next_step(order: CaseOrder, taken: Sequence[Taken]) -> CaseStep | None:
    """The step that is due; none once the decision has been taken."""
    results = _results(taken)
    return next(
        (step for step in order.steps if step.id not in results and _is_asked_for(step, results)), None
    )


def open_decisions(order: CaseOrder, taken: Sequence[Taken]) -> tuple[DecisionOption, ...]:
    """The decisions to which the way of the case leads, in the pack's order."""
    results = _results(taken)
    is_stopped = STOP in results.values()
    return tuple(
        option
        for option in order.decisions
        if (option.is_open_after_stop or not is_stopped)
        and (not option.triggers or any(trigger.is_met_by(results) for trigger in option.triggers))
    )


def take(order: CaseOrder, taken: Sequence[Taken], *, step_id: str, result: str) -> Taken:
    """The act that takes the due step.

    Raises ``CaseDecided``, ``CaseStepOutOfOrder``, ``ResultUnknown`` or ``DecisionClosed``.
    """
    due = find_next_step(order, taken)
    if due is None:
        raise CaseDecided
    if due.id != step_id:
        raise CaseStepOutOfOrder(step=_title_of(order, step_id), expected=due.title["vi"])
    if due.kind is StepKind.DECISION:
        _refuse_closed(order, taken, result)
    elif result not in RESULTS[due.kind]:
        raise ResultUnknown(step=due.title["vi"], result=result)
    return Taken(due.id, result)


def _refuse_closed(order: CaseOrder, taken: Sequence[Taken], decision: str) -> None:
    if decision not in {option.code for option in open_decisions(order, taken)}:
        known = {option.code: option.title["vi"] for option in order.decisions}
        raise DecisionClosed(decision=known.get(decision, decision))


def _results(taken: Sequence[Taken]) -> Mapping[str, str]:
    return {act.step: act.result for act in taken}


def _is_asked_for(step: CaseStep, results: Mapping[str, str]) -> bool:
    if _is_after_stop(step, results):
        return False
    return not step.triggers or any(trigger.is_met_by(results) for trigger in step.triggers)


def _is_ruled_out(step: CaseStep, results: Mapping[str, str]) -> bool:
    """Whether no later act can ask for the step any more."""
    if _is_after_stop(step, results):
        return True
    return bool(step.triggers) and all(trigger.step in results for trigger in step.triggers)


def _is_after_stop(step: CaseStep, results: Mapping[str, str]) -> bool:
    return step.kind is not StepKind.DECISION and STOP in results.values() and step.id not in results


def _title_of(order: CaseOrder, step_id: str) -> str:
    return next((step.title["vi"] for step in order.steps if step.id == step_id), step_id)
