"""When a term of office ends, by when the authority must have spoken, and what comes after.

The end of a term is exclusive, as all upper bounds of the house: ``ends_on`` is the first day without the
office, ``last_day`` the day before, which is the day the law calls the expiry of the term. Deadlines count
back from ``last_day``, the stricter of the two readings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal

from tinnhiem.domain.regulations.calendars import WorkingCalendar
from tinnhiem.domain.regulations.durations import (
    Derivation,
    Step,
    deadline_before,
    months_after,
    step,
)
from tinnhiem.domain.regulations.rules import Rule, RulesInForce, value_of
from tinnhiem.domain.regulations.values import AgeRoad, Duration, RetirementAges, Unit

Sex = Literal["male", "female"]

_DAY: Final = timedelta(days=1)


class TermProcedure(StrEnum):
    """What follows when a term ends."""

    REAPPOINTMENT = "reappointment"
    EXTENSION = "extension"
    RETIREMENT = "retirement"


@dataclass(frozen=True)
class TermPlan:
    """The days of one term; ``derivations`` holds how ``ends_on``, ``notice_by`` … were found, by name.

    ``retires_on`` and ``capped_on`` are exclusive: the first day in retirement, the first day after a next
    term that retirement cuts short. Both are None where they are unknown or do not apply.
    """

    appointed_on: date
    ends_on: date
    procedure: TermProcedure
    retires_on: date | None
    capped_on: date | None
    notice_by: date
    decision_by: date
    derivations: Mapping[str, Derivation]

    @property
    def last_day(self) -> date:
        """The last day in office, which the law calls the expiry of the term."""
        return self.ends_on - _DAY

    @property
    def provisional(self) -> bool:
        """Whether any of the days rests on a missing text or calendar."""
        return any(derivation.provisional for derivation in self.derivations.values())


def plan_term(
    *,
    appointed_on: date,
    ends_on: date | None,
    born_on: date,
    sex: Sex | None,
    rules: RulesInForce,
    calendar: WorkingCalendar,
) -> TermPlan:
    """The plan of a term that took effect on ``appointed_on``; ``ends_on`` is exclusive where it is given.

    Without ``sex`` retirement is unknown: the plan says so and reckons with a reappointment. Raises
    ``RuleMissing`` where the rules of the day know nothing about terms.
    """
    end = _end(appointed_on, ends_on, rules.get("term.length"))
    retirement = _retirement(born_on, sex, rules)
    procedure, capped_on, after = _what_follows(end.on, retirement, rules)
    last_day = end.on - _DAY
    notice = deadline_before(last_day, rules.get("term.notice"), calendar, code="term_notice_by")
    decision = deadline_before(last_day, rules.get("term.decision"), calendar, code="term_decision_by")
    derivations = {
        "ends_on": end,
        "retires_on": retirement,
        "procedure": after,
        "notice_by": notice,
        "decision_by": decision,
    }
    return TermPlan(
        appointed_on=appointed_on,
        ends_on=end.on,
        procedure=procedure,
        retires_on=retirement.on if retirement else None,
        capped_on=capped_on,
        notice_by=notice.on,
        decision_by=decision.on,
        derivations={name: found for name, found in derivations.items() if found is not None},
    )


def end_of_term(appointed_on: date, ends_on: date | None, rules: RulesInForce) -> date:
    """The first day after a term, as the decision gives it or as the length of the law makes it."""
    return ends_on or _end(appointed_on, None, rules.get("term.length")).on


def retirement_day(*, born_on: date, sex: Sex, rules: RulesInForce) -> date:
    """The first day in retirement: the first of the month after the one in which the age is reached."""
    road = value_of(rules.get("term.retirement_age"), RetirementAges).by_sex[sex]
    reached = _reached_in(born_on, road)
    return months_after(reached.replace(day=1), 1)


def _end(appointed_on: date, ends_on: date | None, rule: Rule) -> Derivation:
    if ends_on is not None:
        return Derivation(
            ends_on, rule.citations, None, (step("term_end_given", day=appointed_on, result=ends_on - _DAY),)
        )
    length = value_of(rule, Duration)
    end = months_after(appointed_on, _in_months(length))
    said = step("term_end", day=appointed_on, count=length.count, unit=length.unit.value, result=end - _DAY)
    return Derivation(end, rule.citations, _reason(rule), (said,))


def _retirement(born_on: date, sex: Sex | None, rules: RulesInForce) -> Derivation | None:
    if sex is None:
        return None
    rule = rules.get("term.retirement_age")
    on = retirement_day(born_on=born_on, sex=sex, rules=rules)
    return Derivation(
        on, rule.citations, _reason(rule), (step("term_retires_on", day=born_on, result=on - _DAY),)
    )


def _reached_in(born_on: date, road: AgeRoad) -> date:
    """The day on which the age of its own year is reached; the earliest where two years would do."""
    for age in range(road.before.years, road.last.years + 1):
        year = born_on.year + age
        reached = months_after(born_on, road.in_year(year))
        if reached.year <= year:
            return reached
    return months_after(born_on, road.last.in_months)


def _what_follows(
    ends_on: date, retirement: Derivation | None, rules: RulesInForce
) -> tuple[TermProcedure, date | None, Derivation]:
    """Reappointment, extension where too few years are left, or nothing where none is."""
    if retirement is None:
        basis = rules.get("term.length")
        unknown = Derivation(ends_on, basis.citations, _reason(basis), (step("term_sex_missing"),))
        return TermProcedure.REAPPOINTMENT, None, unknown
    extension, cap = rules.get("term.extension_below"), rules.get("term.cap_below")
    retires_on = retirement.on
    if retires_on <= ends_on:
        return TermProcedure.RETIREMENT, None, _after(retires_on, cap, "term_then_retirement")
    if retires_on < _end_of(ends_on, extension):
        return TermProcedure.EXTENSION, retires_on, _after(retires_on, extension, "term_then_extension")
    if retires_on < _end_of(ends_on, cap):
        return TermProcedure.REAPPOINTMENT, retires_on, _after(retires_on, cap, "term_then_capped")
    next_end = _end_of(ends_on, rules.get("term.length"))
    full = _after(next_end, rules.get("term.length"), "term_then_full")
    return TermProcedure.REAPPOINTMENT, None, full


def _after(on: date, rule: Rule, code: str) -> Derivation:
    said: Step = step(code, result=on - _DAY, count=value_of(rule, Duration).count)
    return Derivation(on, rule.citations, _reason(rule), (said,))


def _end_of(start: date, rule: Rule) -> date:
    return months_after(start, _in_months(value_of(rule, Duration)))


def _in_months(length: Duration) -> int:
    return length.count * 12 if length.unit is Unit.YEARS else length.count


def _reason(rule: Rule) -> str | None:
    return rule.provisional_reason.value if rule.provisional_reason else None
