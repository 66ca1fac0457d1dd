"""Every way that a review case of one order can take, to find what none of them leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tinnhiem.domain.confidence.review import (
    COUNTED,
    RESULTS,
    STOP,
    CaseOrder,
    CaseStep,
    StepKind,
    Taken,
    find_next_step,
    open_decisions,
)
from tinnhiem.domain.regulations.values import NextAction

_GOES_ON: Final = NextAction.NEXT_STEP.value


@dataclass(frozen=True)
class Ways:
    """What the ways of an order reach; ``dead_ends`` are those after which no decision is open."""

    steps: frozenset[str]
    decisions: frozenset[str]
    dead_ends: Sequence[Sequence[Taken]]


def ways_of(order: CaseOrder) -> Ways:
    """Walk every way, taking for each step the results that make a difference to what follows."""
    steps: set[str] = set()
    decisions: set[str] = set()
    dead_ends: list[Sequence[Taken]] = []
    named = _named_results(order)
    waiting: list[tuple[Taken, ...]] = [()]
    while waiting:
        taken = waiting.pop()
        step = find_next_step(order, taken)
        if step is None:
            continue
        steps.add(step.id)
        if step.kind is StepKind.DECISION:
            found = {option.code for option in open_decisions(order, taken)}
            decisions |= found
            if not found:
                dead_ends.append(taken)
            continue
        waiting.extend((*taken, Taken(step.id, result)) for result in _results(step, named))
    return Ways(frozenset(steps), frozenset(decisions), dead_ends)


def _named_results(order: CaseOrder) -> Mapping[str, frozenset[str]]:
    """The results of each step that some trigger names."""
    named: dict[str, frozenset[str]] = {}
    triggers = [trigger for step in order.steps for trigger in step.triggers]
    for trigger in (*triggers, *(trigger for option in order.decisions for trigger in option.triggers)):
        named[trigger.step] = named.get(trigger.step, frozenset()) | trigger.on
    return named


def _results(step: CaseStep, named: Mapping[str, frozenset[str]]) -> Sequence[str]:
    """The results that some trigger names, those that stop, and one that stands for all others.

    Of counts, passing stands for all others, unless the triggers name the result that asks for nothing: then
    they name every answer that the rules have for the stage.
    """
    known = RESULTS[step.kind]
    mine = named.get(step.id, frozenset()) & known
    if step.kind in COUNTED or step.kind is StepKind.NORM_CHOICE:
        are_all = NextAction.NONE.value in mine
        return sorted(mine if are_all else mine | {_GOES_ON})
    others = sorted(known - mine - {STOP})
    return sorted(mine | (known & {STOP})) + others[:1]
