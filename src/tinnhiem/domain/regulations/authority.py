"""Which office may do an act for a school, and whether the one who acts holds it or was delegated it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations.errors import (
    DelegationPassedOn,
    DelegationWrong,
    NoDecider,
    TwoDeciders,
    WrongHolder,
)
from tinnhiem.domain.regulations.rules import Citation, Rule, RulesInForce, value_of
from tinnhiem.domain.regulations.values import Flag, Office


@dataclass(frozen=True)
class AuthorityRule:
    """The office that may do an act: its key, its name in Vietnamese, and the articles."""

    holder: str
    name: str
    citations: tuple[Citation, ...]
    provisional: bool
    provisional_reason: str | None


@dataclass(frozen=True)
class Delegation:
    """An office lets another do some acts for a time; ``document`` is the written delegation."""

    giver: str
    taker: str
    acts: frozenset[str]
    period: Period
    document: str


def decider(act: str, school_level: str, on: date, rules: RulesInForce) -> AuthorityRule:
    """The office that may do ``act`` for a school of that level on a day.

    Raises ``NoDecider`` where the rules name none, ``TwoDeciders`` where they name several.
    """
    of_the_day = rules.moved_to(on)
    found = [rule for rule in of_the_day.below("authority") if _covers(rule, act, school_level)]
    if not found:
        raise NoDecider(act=act, school_level=school_level, on=on.isoformat())
    offices = {value_of(rule, Office).holder for rule in found}
    if len(offices) > 1:
        names = ", ".join(sorted(value_of(rule, Office).name for rule in found))
        raise TwoDeciders(act=act, school_level=school_level, on=on.isoformat(), offices=names)
    office = value_of(found[0], Office)
    reason = found[0].provisional_reason
    return AuthorityRule(
        holder=office.holder,
        name=office.name,
        citations=found[0].citations,
        provisional=found[0].provisional,
        provisional_reason=reason.value if reason else None,
    )


def refuse_wrong_holder(
    *,
    act: str,
    school_level: str,
    on: date,
    holder: str,
    rules: RulesInForce,
    delegations: Sequence[Delegation] = (),
) -> AuthorityRule:
    """The rule under which ``holder`` may act, itself or by written delegation.

    Raises ``WrongHolder`` with the article where it may not, ``DelegationWrong`` where the giver never had
    the act, ``DelegationPassedOn`` where a delegate chose the holder and the rules of the day forbid that.
    """
    rule = decider(act, school_level, on, rules)
    usable = [d for d in delegations if act in d.acts and on in d.period and d.document.strip()]
    direct = {rule.holder} | {d.taker for d in usable if d.giver == rule.holder}
    if holder in direct:
        return rule
    givers = {d.giver for d in usable if d.taker == holder}
    if not givers:
        raise WrongHolder(citation=_words(rule.citations), act=act, holder=holder, rightful=rule.name)
    if not givers & _reached(rule.holder, usable):
        raise DelegationWrong(act=act, holder=holder, reason=", ".join(sorted(givers)))
    _refuse_passing_on(act, holder, givers, rules.moved_to(on))
    return rule


def _covers(rule: Rule, act: str, school_level: str) -> bool:
    office = value_of(rule, Office)
    return act in office.acts and school_level in office.levels


def _reached(start: str, delegations: Sequence[Delegation]) -> set[str]:
    """The offices an act may come to from ``start``, one written delegation after the other."""
    reached = {start}
    while True:
        further = {d.taker for d in delegations if d.giver in reached} - reached
        if not further:
            return reached
        reached |= further


def _refuse_passing_on(act: str, holder: str, givers: set[str], rules: RulesInForce) -> None:
    """A delegate may choose another only where a rule says so."""
    rule = rules.find("delegation.may_be_passed_on")
    if rule is not None and value_of(rule, Flag).holds:
        return
    words = None if rule is None else _words(rule.citations)
    raise DelegationPassedOn(citation=words, act=act, holder=holder, giver=", ".join(sorted(givers)))


def _words(citations: Sequence[Citation]) -> str:
    return "; ".join(citation.words for citation in citations)
