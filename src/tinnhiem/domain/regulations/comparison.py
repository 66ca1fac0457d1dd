"""The law of two days side by side: the rules that differ, and what each day says about one leader's case."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.domain.regulations.authority import AuthorityRule, decider
from tinnhiem.domain.regulations.calendars import WorkingCalendar
from tinnhiem.domain.regulations.cases import Case, Subject
from tinnhiem.domain.regulations.differences import RuleChange, differences
from tinnhiem.domain.regulations.errors import NoDecider, NoRuleOnDate, RuleMissing, TwoDeciders
from tinnhiem.domain.regulations.findings import Verdict
from tinnhiem.domain.regulations.outlook import OpenCase
from tinnhiem.domain.regulations.rules import Regulations, RulesInForce, Scope
from tinnhiem.domain.regulations.terms import TermPlan, TermProcedure
from tinnhiem.domain.regulations.verdicts import judge

ACT: Final = "reappoint"
STAGES: Final = {
    TermProcedure.REAPPOINTMENT: ("key_staff_conference", "leadership"),
    TermProcedure.EXTENSION: ("leadership",),
    TermProcedure.RETIREMENT: (),
}
"""The votes that each way of going on after a term asks for."""


@dataclass(frozen=True)
class Comparison:
    """The rules that bind one status on two days: what differs, and how many do not."""

    before: RulesInForce
    after: RulesInForce
    changes: tuple[RuleChange, ...]
    unchanged: int


@dataclass(frozen=True)
class StageVerdict:
    """What follows at one stage when exactly half agree."""

    stage: str
    verdict: Verdict


@dataclass(frozen=True)
class Leader:
    """A case with the post it is about, and how many a conference at the school summons."""

    case: OpenCase
    post: str
    summoned: int


@dataclass(frozen=True)
class Standing:
    """One leader's case under the law of one day.

    ``decider`` is None where the rules of the day name no single office, ``plan`` where they know no terms.
    """

    on: date
    decider: AuthorityRule | None
    plan: TermPlan | None
    at_half: tuple[StageVerdict, ...]

    def verdict_at(self, stage: str) -> Verdict | None:
        """The verdict on an exact half at ``stage``, or None where the day's procedure has no such vote."""
        return next((found.verdict for found in self.at_half if found.stage == stage), None)


def compare(before: RulesInForce, after: RulesInForce, *, status: Scope) -> Comparison:
    """What changed between two days for people of ``status``, rule by rule."""
    changes = tuple(change for change in differences(before, after) if change.scope is status)
    changed = {change.rule_id for change in changes}
    kept = {rule.id for rule in after if rule.binds(status)} - changed
    return Comparison(before, after, changes, len(kept))


def change_days(regulations: Regulations, *, jurisdiction: str) -> tuple[date, ...]:
    """Every day on which some rule begins or ends, first to last; the first day of all packs is none."""
    periods = [rule.period for rule in regulations.rules.get(jurisdiction, ())]
    days = {period.starts_on for period in periods}
    days |= {period.ends_on for period in periods if period.ends_on is not None}
    return tuple(sorted(days))[1:]


def same_law_since(on: date, changes: Sequence[date]) -> date:
    """The last of the ``changes``, which stand in order, up to ``on``; before all of them ``on`` itself."""
    place = bisect_right(changes, on)
    return changes[place - 1] if place else on


def standings(
    *, leaders: Sequence[Leader], rules: RulesInForce, calendar: WorkingCalendar
) -> tuple[Standing, ...]:
    """What the rules of one day say about each leader: who decides, by when, what an exact half would mean.

    Deciders are looked up once a level and verdicts once for leaders who are alike.
    """
    levels = {leader.case.school_level for leader in leaders}
    deciders = {level: _decider(level, rules) for level in levels}
    verdicts: dict[tuple[TermProcedure, str, int], tuple[StageVerdict, ...]] = {}
    found: list[Standing] = []
    for leader in leaders:
        plan = _plan(leader.case, rules, calendar)
        procedure = plan.procedure if plan else TermProcedure.REAPPOINTMENT
        alike = (procedure, leader.post, even_below(leader.summoned))
        if alike not in verdicts:
            verdicts[alike] = tuple(_at_half(*alike, rules))
        found.append(Standing(rules.on, deciders[leader.case.school_level], plan, verdicts[alike]))
    return tuple(found)


def even_below(summoned: int) -> int:
    """The even number of people, at least two, of which an exact half can be taken."""
    return max(2, summoned - summoned % 2)


def _plan(case: OpenCase, rules: RulesInForce, calendar: WorkingCalendar) -> TermPlan | None:
    try:
        return case.plan(rules, calendar)
    except RuleMissing:
        return None


def _decider(school_level: str, rules: RulesInForce) -> AuthorityRule | None:
    try:
        return decider(ACT, school_level, rules.on, rules)
    except (NoDecider, TwoDeciders):
        return None


def _at_half(procedure: TermProcedure, post: str, people: int, rules: RulesInForce) -> Iterator[StageVerdict]:
    for stage in STAGES[procedure]:
        try:
            verdict = judge(_half(procedure, stage, post, people, rules), rules)
        except (NoRuleOnDate, RuleMissing):
            continue
        yield StageVerdict(stage, verdict)


def _half(procedure: TermProcedure, stage: str, post: str, people: int, rules: RulesInForce) -> Case:
    """Everybody summoned came and voted, and exactly half agreed."""
    return Case(
        jurisdiction=rules.jurisdiction,
        procedure=procedure.value,
        stage=stage,
        on=rules.on,
        summoned=people,
        present=people,
        issued=people,
        returned=people,
        valid=people,
        options={"agree": people // 2, "disagree": people // 2},
        subject=Subject(role=post),
    )
