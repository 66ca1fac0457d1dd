"""Service in one post: which terms are consecutive at one school, and who may act after a term has ended.

Terms are counted by decisions that took effect, acting periods left out. A merger or a new name does not
begin a new count; another school, another post or days without any decision do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations.rules import Citation, Rule, RulesInForce, value_of
from tinnhiem.domain.regulations.values import Count, Flag


class CapacityLapsed(DomainError):
    """An act in office after the term ended without a new decision: params ended_on, on."""

    code = "capacity_lapsed"


class DecisionKind(StrEnum):
    """How somebody came to hold a post."""

    APPOINTMENT = "appointment"
    REAPPOINTMENT = "reappointment"
    EXTENSION = "extension"
    REORGANIZATION = "reorganization"
    ACTING = "acting"


@dataclass(frozen=True)
class Spell:
    """One decision to hold a post at a school; the end of ``period`` is exclusive."""

    school: str
    post: str
    kind: DecisionKind
    period: Period


@dataclass(frozen=True)
class TermCount:
    """How many consecutive terms at one school were found, how many are allowed, and under which article."""

    school: str
    terms: int
    allowed: int | None
    citations: tuple[Citation, ...]
    provisional_reason: str | None

    @property
    def may_have_another(self) -> bool:
        """Whether one more term at the same school stays within the rule."""
        return self.allowed is None or self.terms < self.allowed


def consecutive_terms(
    *,
    spells: Sequence[Spell],
    school: str,
    post: str,
    on: date,
    rules: RulesInForce,
    successors: Mapping[str, str] | None = None,
) -> TermCount:
    """The unbroken run of terms in ``post`` at ``school`` that had begun by ``on``.

    ``successors`` maps a school that was merged or renamed to what it became. A reorganization goes on with
    the old term unless the rules of its day let a new one begin; an extension is no new term.
    """
    known = successors or {}
    here = _today(school, known)
    begun = sorted((s for s in spells if s.period.starts_on <= on), key=lambda s: s.period.starts_on)
    terms = 0
    for earlier, spell in zip([None, *begun], begun, strict=False):
        if _interrupts(earlier, spell):
            terms = 0
        if spell.kind is DecisionKind.ACTING:
            continue
        if spell.post != post or _today(spell.school, known) != here:
            terms = 0
        elif _begins_a_term(spell, rules):
            terms += 1
    rule = rules.find(f"term.max_consecutive_same_school.{post}")
    return TermCount(here, terms, _allowed(rule), _citations(rule), _reason(rule))


def refuse_lapsed(*, ends_on: date, on: date, rules: RulesInForce) -> None:
    """Raise ``CapacityLapsed`` for an act on or after the exclusive end of the term."""
    if on < ends_on:
        return
    rule = rules.find("term.lapse")
    words = "; ".join(citation.words for citation in _citations(rule))
    raise CapacityLapsed(citation=words or None, ended_on=ends_on.isoformat(), on=on.isoformat())


def _interrupts(earlier: Spell | None, later: Spell) -> bool:
    """Whether days without any decision lie between two spells."""
    ended_on = None if earlier is None else earlier.period.ends_on
    return ended_on is not None and ended_on < later.period.starts_on


def _begins_a_term(spell: Spell, rules: RulesInForce) -> bool:
    if spell.kind is DecisionKind.REORGANIZATION:
        rule = rules.moved_to(spell.period.starts_on).find("merger.keeps_old_term")
        return rule is not None and not value_of(rule, Flag).holds
    return spell.kind in (DecisionKind.APPOINTMENT, DecisionKind.REAPPOINTMENT)


def _today(school: str, successors: Mapping[str, str]) -> str:
    """What a school has become; a circle of successors ends where it began."""
    seen: set[str] = set()
    while school in successors and school not in seen:
        seen.add(school)
        school = successors[school]
    return school


def _allowed(rule: Rule | None) -> int | None:
    return None if rule is None else value_of(rule, Count).count


def _citations(rule: Rule | None) -> tuple[Citation, ...]:
    return () if rule is None else rule.citations


def _reason(rule: Rule | None) -> str | None:
    return rule.provisional_reason.value if rule is not None and rule.provisional_reason else None
