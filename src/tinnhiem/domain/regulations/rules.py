"""Rules with their own dates, the eras that name them for display, and what of them is in force on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations.errors import NoPackOnDate, RuleMissing, RuleOfOtherKind
from tinnhiem.domain.regulations.tables import Place
from tinnhiem.domain.regulations.values import Value

ValueOfKind = TypeVar("ValueOfKind")
DAYS_KEPT: Final = 512
"""How many days' rules are kept at hand, so that a list of thousands of leaders sorts the packs once."""


class Scope(StrEnum):
    """Whom a rule binds."""

    ANY = "any"
    PUBLIC_EMPLOYEE = "public_employee"
    CIVIL_SERVANT = "civil_servant"


_ANYBODY: Final = Scope.ANY


class Confidence(StrEnum):
    """How well a rule is known: operative text read, stored secondary text, recalled."""

    VERIFIED = "V"
    SECONDARY = "V2"
    RECALLED = "R"


class ProvisionalReason(StrEnum):
    """Why a rule without its own text is used all the same."""

    CARRIED_BACK = "carried_back"
    CARRIED_OVER = "carried_over"
    BY_ANALOGY = "by_analogy"


class Layer(StrEnum):
    """Who set a pack; a narrower layer lies over a wider one."""

    NATIONAL = "national"
    PROVINCE = "province"
    COMMUNE = "commune"
    SCHOOL = "school"


@dataclass(frozen=True, order=True)
class Citation:
    """An article, short for lists and in the words in which a document cites it."""

    document: str
    article: str
    words: str


@dataclass(frozen=True)
class Rule:
    """One rule while it holds, with the article it comes from and how well that is known."""

    id: str
    scope: Scope
    period: Period
    value: Value
    citations: tuple[Citation, ...]
    confidence: Confidence
    provisional_reason: ProvisionalReason | None
    conflicts_with: tuple[str, ...]
    is_local: bool
    pack: str
    layer: Layer
    place: Place
    note: str

    @property
    def provisional(self) -> bool:
        """Whether the rule stands in for a text that was not read or does not exist."""
        return self.provisional_reason is not None

    def binds(self, status: str) -> bool:
        """Whether the rule is meant for a person of this status."""
        return self.scope in (_ANYBODY, status)


@dataclass(frozen=True)
class Era:
    """A named stretch of days, for display."""

    id: str
    period: Period
    name: str


@dataclass(frozen=True)
class RulesInForce:
    """The rules of one jurisdiction on one day."""

    pack: str
    on: date
    jurisdiction: str
    _by_id: Mapping[str, tuple[Rule, ...]] = field(repr=False)
    _regulations: "Regulations" = field(repr=False)

    def find(self, rule_id: str, *, status: str = Scope.PUBLIC_EMPLOYEE) -> Rule | None:
        """The rule of that id that binds a person of ``status``, or none."""
        for rule in self._by_id.get(rule_id, ()):
            if rule.binds(status):
                return rule
        return None

    def get(self, rule_id: str, *, status: str = Scope.PUBLIC_EMPLOYEE) -> Rule:
        """The rule of that id; raises ``RuleMissing`` where none is in force."""
        rule = self.find(rule_id, status=status)
        if rule is None:
            raise RuleMissing(rule=rule_id, on=self.on.isoformat())
        return rule

    def below(self, prefix: str, *, status: str = Scope.PUBLIC_EMPLOYEE) -> tuple[Rule, ...]:
        """The rules whose id is ``prefix`` or starts with it and a dot, by id."""
        ids = (rule_id for rule_id in self._by_id if f"{rule_id}.".startswith(f"{prefix}."))
        found = (self.find(rule_id, status=status) for rule_id in sorted(ids))
        return tuple(rule for rule in found if rule is not None)

    def moved_to(self, on: date) -> "RulesInForce":
        """The rules of the same jurisdiction on another day."""
        return self if on == self.on else self._regulations.in_force(on=on, jurisdiction=self.jurisdiction)

    def eras(self) -> tuple[Era, ...]:
        """All eras of this jurisdiction, first to last."""
        return self._regulations.eras_of(self.jurisdiction)

    def __iter__(self) -> Iterator[Rule]:
        for rules in self._by_id.values():
            yield from rules


@dataclass(frozen=True)
class Regulations:
    """All loaded packs; rules of a narrower layer, then of a later pack, come first."""

    eras: Mapping[str, tuple[Era, ...]]
    rules: Mapping[str, tuple[Rule, ...]] = field(repr=False)
    _days: dict[tuple[str, date], RulesInForce] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def in_force(self, *, on: date, jurisdiction: str = "vn") -> RulesInForce:
        """The rules on a day; raises ``NoPackOnDate`` where no era covers it."""
        known = self._days.get((jurisdiction, on))
        if known is None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            known = self._days[jurisdiction, on] = self._found(on, jurisdiction)
        return known

    def _found(self, on: date, jurisdiction: str) -> RulesInForce:
        for era in self.eras.get(jurisdiction, ()):
            if on in era.period:
                return RulesInForce(era.id, on, jurisdiction, self._on(on, jurisdiction), self)
        raise NoPackOnDate(jurisdiction=jurisdiction, on=on.isoformat())

    def eras_of(self, jurisdiction: str) -> tuple[Era, ...]:
        """The eras of a jurisdiction, first to last."""
        return self.eras.get(jurisdiction, ())

    def _on(self, on: date, jurisdiction: str) -> Mapping[str, tuple[Rule, ...]]:
        by_id: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules.get(jurisdiction, ()):
            if on in rule.period:
                by_id[rule.id] = (*by_id.get(rule.id, ()), rule)
        return by_id


def value_of(rule: Rule, kind: type[ValueOfKind]) -> ValueOfKind:
    """The value of a rule as the kind the reader needs; raises ``RuleOfOtherKind``."""
    if not isinstance(rule.value, kind):
        raise RuleOfOtherKind(rule=rule.id, wanted=kind.__name__.lower())
    return rule.value
