"""The step of a review case that is due, with the choices and limits that its page offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.models import CaseAct, ReviewCase
from tinnhiem.apps.ballots.queries.case_votes import VoteEntriesView, entries_of_vote
from tinnhiem.apps.ballots.queries.cases import due_on, in_language, open_state, taker
from tinnhiem.apps.ballots.queries.due import DueTerm
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.limits import CaseLimit
from tinnhiem.domain.confidence.review import (
    COUNTED,
    CaseOrder,
    DecisionOption,
    StepKind,
    find_next_step,
    open_decisions,
)
from tinnhiem.domain.regulations import judge_each, value_of
from tinnhiem.domain.regulations.values import Words


@dataclass(frozen=True)
class Option:
    """A decision that is open, with what it entails and under which articles."""

    code: str
    title: str
    effect: str
    follows: Sequence[str]


@dataclass(frozen=True)
class NormView:
    """A norm that a person may choose: what it says, under which article, and whether it is provisional."""

    rule_id: str
    outcome: str
    basis: str
    provisional: str


@dataclass(frozen=True)
class DueStep:
    """What is due now: the step, who takes it, by when, and the choices it offers."""

    id: str
    kind: str
    title: str
    taken_by: str
    due_on: date | None
    at_most_on: date | None
    basis: str
    provisional: str
    state: str
    results: Sequence[tuple[str, str]]
    grounds: Sequence[tuple[str, str]]
    bars: Sequence[tuple[str, str]]
    options: Sequence[Option]
    norms: Sequence[NormView]
    vote_options: Sequence[str]
    entries: VoteEntriesView | None


def due_step(
    case: ReviewCase,
    order: CaseOrder,
    acts: Sequence[CaseAct],
    term: DueTerm | None,
    actor: Actor,
    on: date,
    language: str,
) -> DueStep | None:
    """What is due now, with its choices; none once the decision has been taken."""
    taken = case_shapes.taken_of(acts)
    step = find_next_step(order, taken)
    if step is None:
        return None
    limit = case_shapes.case_limit(case, step, acts)
    is_request = step.kind is StepKind.REQUEST
    settings = case_shapes.settings_of(case, acts)
    return DueStep(
        id=step.id,
        kind=step.kind.value,
        title=in_language(step.title, language),
        taken_by=taker(step.taken_by, term, language),
        due_on=due_on(limit, term),
        at_most_on=limit.last if limit else None,
        basis=_basis(limit, term),
        provisional=(limit.provisional_reason or "")
        if limit
        else (term.decision.provisional if term else ""),
        state=open_state(limit, term, on),
        results=[(code, sentence(f"case_result_{code}", language)) for code in _CHOICES.get(step.kind, ())],
        grounds=_labels(case, "grounds") if is_request else (),
        bars=_labels(case, "refused_while") if is_request else (),
        options=[option_view(case, option, language) for option in open_decisions(order, taken)]
        if step.kind is StepKind.DECISION
        else (),
        norms=_norms(case, acts, language) if settings.norms and step.kind is StepKind.NORM_CHOICE else (),
        vote_options=_VOTES.get(step.stage, ()),
        entries=entries_of_vote(case, step.id, actor=actor) if step.kind in COUNTED else None,
    )


_CHOICES: Mapping[StepKind, Sequence[str]] = {
    StepKind.VERIFICATION: ("not_needed", "clear", "concerns"),
    StepKind.PARTY_OPINION: ("for", "with_remarks", "against"),
    StepKind.HEAD_DECISION: ("agree", "disagree"),
    StepKind.CONTINUATION: ("continue", "stop"),
}
_VOTES: Mapping[str, Sequence[str]] = {
    "leadership": ("agree", "disagree"),
    "key_staff_conference": ("agree", "disagree"),
    "conference": ("high", "medium", "low"),
}


def _labels(case: ReviewCase, which: str) -> Sequence[tuple[str, str]]:
    found = case_shapes.labels_of(f"{case.procedure}.{which}", case_shapes.rules_of(case))
    return tuple(found.items())


def _basis(limit: CaseLimit | None, term: DueTerm | None) -> str:
    if limit is not None:
        return "; ".join(citation.words for citation in limit.due.citations)
    return term.decision.basis if term else ""


def option_view(case: ReviewCase, option: DecisionOption, language: str) -> Option:
    """A decision with what the rules say it entails."""
    in_force = case_shapes.rules_of(case)
    found = [in_force.find(rule_id, status=case_shapes.STATUS) for rule_id in option.follows]
    follows = [
        f"{value_of(rule, Words).words} ({'; '.join(citation.words for citation in rule.citations)})"
        for rule in found
        if rule is not None
    ]
    return Option(option.code, in_language(option.title, language), option.effect.value, follows)


def _norms(case: ReviewCase, acts: Sequence[CaseAct], language: str) -> Sequence[NormView]:
    voted = next((vote for act in acts if (vote := case_shapes.conference_case(case, act))), None)
    if voted is None:
        return ()
    return [
        NormView(
            rule_id=answer.rule_id,
            outcome=sentence(f"case_result_{answer.next_action.value}", language),
            basis="; ".join(citation.words for citation in answer.citations),
            provisional=answer.provisional_reason or "",
        )
        for answer in judge_each(voted, case_shapes.rules_of(case))
    ]
