"""What changed in the law between two days, both articles side by side, and whom it would touch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinnhiem.domain.regulations.rules import Regulations, Rule, RulesInForce, Scope


class ChangeKind(StrEnum):
    """How a rule differs on the later day."""

    NEW = "new"
    REPEALED = "repealed"
    VALUE = "value"
    SOURCE = "source"
    CERTAINTY = "certainty"


@dataclass(frozen=True)
class RuleChange:
    """One rule on two days; ``before`` or ``after`` is None where it does not hold."""

    rule_id: str
    scope: Scope
    kind: ChangeKind
    before: Rule | None
    after: Rule | None


def differences(before: RulesInForce, after: RulesInForce) -> tuple[RuleChange, ...]:
    """Every rule that is not the same on both days, by id and by whom it binds."""
    return tuple(_changes(before, after))


def next_change(regulations: Regulations, *, after: date, jurisdiction: str = "vn") -> date | None:
    """The first day after ``after`` on which some rule begins or ends, or None."""
    days = (day for rule in regulations.rules.get(jurisdiction, ()) for day in _bounds(rule))
    return min((day for day in days if day > after), default=None)


def touched(changes: Sequence[RuleChange], prefixes: Iterable[str]) -> tuple[RuleChange, ...]:
    """Those changes whose rule id is one of ``prefixes`` or stands below it."""
    wanted = tuple(f"{prefix}." for prefix in prefixes)
    return tuple(change for change in changes if f"{change.rule_id}.".startswith(wanted))


def _changes(before: RulesInForce, after: RulesInForce) -> Iterator[RuleChange]:
    ids = sorted({rule.id for rule in before} | {rule.id for rule in after})
    for rule_id in ids:
        for scope in (Scope.PUBLIC_EMPLOYEE, Scope.CIVIL_SERVANT):
            old = before.find(rule_id, status=scope)
            new = after.find(rule_id, status=scope)
            kind = _kind(old, new)
            if kind is not None:
                yield RuleChange(rule_id, scope, kind, old, new)


def _kind(old: Rule | None, new: Rule | None) -> ChangeKind | None:
    if old is None or new is None:
        if old is new:
            return None
        return ChangeKind.NEW if old is None else ChangeKind.REPEALED
    if old.value != new.value:
        return ChangeKind.VALUE
    if old.citations != new.citations:
        return ChangeKind.SOURCE
    return ChangeKind.CERTAINTY if old.provisional_reason != new.provisional_reason else None


def _bounds(rule: Rule) -> tuple[date, ...]:
    return (
        (rule.period.starts_on,)
        if rule.period.ends_on is None
        else (
            rule.period.starts_on,
            rule.period.ends_on,
        )
    )
