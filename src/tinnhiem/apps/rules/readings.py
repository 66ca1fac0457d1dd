"""Rules as pages show them: in plain words, with their article, their own days and what is uncertain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations import Rule, RulesInForce
from tinnhiem.domain.regulations.wording import rule_title, statement, subject_of, subject_title

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Disagreement:
    """Another norm of the same day that answers differently."""

    title: str
    basis: str


@dataclass(frozen=True)
class RuleReading:
    """A rule in words; ``provisional`` is the reason or empty, ``last_day`` None while no end is known."""

    id: str
    title: str
    subject: str
    lead: str
    points: Sequence[str]
    basis: str
    note: str
    starts_on: date
    last_day: date | None
    confidence: str
    provisional: str
    disagreements: Sequence[Disagreement]
    is_local: bool
    layer: str
    pack: str


@dataclass(frozen=True)
class EraReading:
    """The era of a day, for display."""

    id: str
    name: str
    starts_on: date
    last_day: date | None


@dataclass(frozen=True)
class LawReading:
    """What holds on a day for people of one status."""

    on: date
    era: EraReading
    rules: Sequence[RuleReading]


@dataclass(frozen=True)
class ChangeReading:
    """One rule on two days; ``kind`` is new, repealed, value, source or certainty."""

    title: str
    subject: str
    kind: str
    before: RuleReading | None
    after: RuleReading | None

    @property
    def has_same_words(self) -> bool:
        """Whether both days say the same, so that only the article or the certainty differs."""
        if self.before is None or self.after is None:
            return False
        return (self.before.lead, self.before.points) == (self.after.lead, self.after.points)


@dataclass(frozen=True)
class ComparisonReading:
    """What differs between two days, each with its era, and how many rules do not."""

    before: EraReading
    after: EraReading
    changes: Sequence[ChangeReading]
    unchanged: int


@dataclass(frozen=True)
class SubjectReading:
    """A subject and its heading."""

    code: str
    title: str


@dataclass(frozen=True)
class SpecialDay:
    """A day off, or a weekend day that is made up for."""

    on: date
    name: str
    is_working: bool


def era_reading(rules: RulesInForce) -> EraReading:
    """The era that the day of ``rules`` falls in."""
    era = next(era for era in rules.eras() if era.id == rules.pack)
    return EraReading(era.id, era.name, era.period.starts_on, last_day(era.period))


def rule_readings(rules: RulesInForce, *, status: str, language: str) -> list[RuleReading]:
    """Each rule that binds people of ``status``, by id; of several layers the narrowest."""
    found = (rules.find(rule_id, status=status) for rule_id in sorted({rule.id for rule in rules}))
    return [rule_reading(rule, rules, status=status, language=language) for rule in found if rule is not None]


def rule_reading(rule: Rule, rules: RulesInForce, *, status: str, language: str) -> RuleReading:
    """A rule of the day of ``rules`` in words."""
    said = statement(rule, language)
    return RuleReading(
        id=rule.id,
        title=rule_title(rule.id, language),
        subject=subject_of(rule.id),
        lead=said.lead,
        points=said.points,
        basis=_basis(rule),
        note=rule.note,
        starts_on=rule.period.starts_on,
        last_day=last_day(rule.period),
        confidence=rule.confidence.value,
        provisional=rule.provisional_reason.value if rule.provisional_reason else "",
        disagreements=_disagreements(rule, rules, status=status, language=language),
        is_local=rule.is_local,
        layer=rule.layer.value,
        pack=rule.pack,
    )


def subject_reading(code: str, language: str) -> SubjectReading:
    """A subject with its heading."""
    return SubjectReading(code, subject_title(code, language))


def last_day(period: Period) -> date | None:
    """The last day of a period, as the law writes it; None while it is open."""
    return period.ends_on - _DAY if period.ends_on else None


def _basis(rule: Rule) -> str:
    return "; ".join(citation.words for citation in rule.citations)


def _disagreements(
    rule: Rule, rules: RulesInForce, *, status: str, language: str
) -> tuple[Disagreement, ...]:
    """The norms in force that the rule contradicts, whichever of the two says so, and whose words differ."""
    naming = (other.id for other in rules if rule.id in other.conflicts_with)
    others = (rules.find(rule_id, status=status) for rule_id in sorted({*rule.conflicts_with, *naming}))
    return tuple(
        Disagreement(rule_title(other.id, language), _basis(other))
        for other in others
        if other is not None and other.value != rule.value
    )
