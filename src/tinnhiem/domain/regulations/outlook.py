"""Whose case another day's law would change: its decider, its dates, its procedure or its legal basis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tinnhiem.domain.regulations.authority import decider
from tinnhiem.domain.regulations.calendars import WorkingCalendar
from tinnhiem.domain.regulations.errors import NoDecider
from tinnhiem.domain.regulations.rules import Rule, RulesInForce
from tinnhiem.domain.regulations.terms import Sex, TermPlan, TermProcedure, plan_term

_STAGES: Final = {
    TermProcedure.REAPPOINTMENT: ("key_staff_conference", "leadership"),
    TermProcedure.EXTENSION: ("leadership",),
    TermProcedure.RETIREMENT: (),
}


class Aspect(StrEnum):
    """What of a case may change."""

    DECIDER = "decider"
    ENDS_ON = "ends_on"
    NOTICE_BY = "notice_by"
    DECISION_BY = "decision_by"
    PROCEDURE = "procedure"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class OpenCase:
    """One leader whose term is running; ``ends_on`` is exclusive where the decision gives it."""

    id: str
    school_level: str
    appointed_on: date
    ends_on: date | None
    born_on: date
    sex: Sex | None

    def plan(self, rules: RulesInForce, calendar: WorkingCalendar) -> TermPlan:
        """The plan of the term under ``rules``; raises what ``plan_term`` raises."""
        return plan_term(
            appointed_on=self.appointed_on,
            ends_on=self.ends_on,
            born_on=self.born_on,
            sex=self.sex,
            rules=rules,
            calendar=calendar,
        )


@dataclass(frozen=True)
class AspectChange:
    """One thing that would change for one case, as it is and as it would be."""

    case_id: str
    aspect: Aspect
    before: str
    after: str


def outlook(
    *,
    cases: Sequence[OpenCase],
    before: RulesInForce,
    after: RulesInForce,
    calendar: WorkingCalendar,
) -> tuple[AspectChange, ...]:
    """What the law of another day would change for each case, in the order of the cases."""
    levels = {case.school_level for case in cases}
    deciders = {level: (_holder(level, before), _holder(level, after)) for level in levels}
    outcomes = {kind: _stages_that_differ(kind, before, after) for kind in TermProcedure}
    found: list[AspectChange] = []
    for case in cases:
        plans = (case.plan(before, calendar), case.plan(after, calendar))
        pairs = _pairs(*plans, deciders[case.school_level])
        found.extend(AspectChange(case.id, name, old, new) for name, old, new in pairs if old != new)
        found.extend(
            AspectChange(case.id, Aspect.OUTCOME, old, new) for old, new in outcomes[plans[1].procedure]
        )
    return tuple(found)


def _pairs(old: TermPlan, new: TermPlan, deciders: tuple[str, str]) -> Iterator[tuple[Aspect, str, str]]:
    yield Aspect.DECIDER, *deciders
    yield Aspect.ENDS_ON, old.ends_on.isoformat(), new.ends_on.isoformat()
    yield Aspect.NOTICE_BY, old.notice_by.isoformat(), new.notice_by.isoformat()
    yield Aspect.DECISION_BY, old.decision_by.isoformat(), new.decision_by.isoformat()
    yield Aspect.PROCEDURE, old.procedure.value, new.procedure.value


def _holder(school_level: str, rules: RulesInForce) -> str:
    """The office that reappoints, or nothing where the rules name none."""
    try:
        return decider("reappoint", school_level, rules.on, rules).holder
    except NoDecider:
        return ""


def _stages_that_differ(
    kind: TermProcedure, before: RulesInForce, after: RulesInForce
) -> tuple[tuple[str, str], ...]:
    """The articles, old and new, of the stages whose outcome is no longer the same."""
    rules = [tuple(day.find(f"{kind}.{stage}.outcome") for day in (before, after)) for stage in _STAGES[kind]]
    return tuple(
        (_article(old), _article(new))
        for old, new in rules
        if old is not None and new is not None and old.value != new.value
    )


def _article(rule: Rule) -> str:
    return "; ".join(citation.words for citation in rule.citations)
