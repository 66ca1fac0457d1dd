"""Packs in force, read once a process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from tinnhiem.apps.rules.readings import (
    ChangeReading,
    ComparisonReading,
    LawReading,
    RuleReading,
    SpecialDay,
    SubjectReading,
    era_reading,
    rule_reading,
    rule_readings,
    subject_reading,
)
from tinnhiem.domain import regulations as law
from tinnhiem.domain.confidence.review import CaseOrder
from tinnhiem.domain.confidence.review_files import find_case_order
from tinnhiem.domain.procedure import Procedure, find_procedure
from tinnhiem.domain.regulations import (
    BallotTerms,
    LegalBasis,
    PostponementGround,
    Regulations,
    RulesInForce,
    WorkingCalendar,
    comparison,
)
from tinnhiem.domain.regulations.differences import RuleChange
from tinnhiem.domain.regulations.rules import Rule, Scope
from tinnhiem.domain.regulations.values import Quorum, Words
from tinnhiem.domain.regulations.wording import SUBJECTS, rule_title, subject_of
from tinnhiem.packs import PACKS


@dataclass(frozen=True)
class QuorumNeeded:
    """How many must be present, with the article in words."""

    needed: int
    citation: str


def folders() -> Sequence[Path]:
    """The packs' folders, those of the house first, the installation's own layered over them."""
    return (PACKS, *settings.PACK_FOLDERS)


@cache
def regulations() -> Regulations:
    """Everything the packs say, on all dates."""
    return law.load(folders())


@cache
def calendar() -> WorkingCalendar:
    """The working calendar of the installation's jurisdiction."""
    return law.load_calendar(folders(), settings.JURISDICTION)


def in_force(on: date) -> RulesInForce:
    """The rules in force on a date; raises ``NoPackOnDate`` before every pack."""
    return regulations().in_force(on=on, jurisdiction=settings.JURISDICTION)


@cache
def procedure(*, procedure: str, stage: str, on: date) -> Procedure:
    """The enforced order of a stage on a date; raises ``ProcedureMissing``."""
    return find_procedure(
        folders(), jurisdiction=settings.JURISDICTION, procedure=procedure, stage=stage, on=on
    )


@cache
def case_order(*, procedure: str, on: date) -> CaseOrder:
    """The steps and decisions of a review case on a date; raises ``CaseOrderMissing``."""
    return find_case_order(folders(), jurisdiction=settings.JURISDICTION, procedure=procedure, on=on)


@cache
def ballot_terms(*, procedure: str, stage: str, on: date) -> BallotTerms:
    """What the pack prints on the ballot of a stage, and what makes one invalid."""
    return law.ballot_terms(procedure, stage, in_force(on))


def exception_grounds(on: date) -> Sequence[PostponementGround]:
    """The grounds on which a leader is taken out of a campaign under the law of a day."""
    return law.exception_grounds(in_force(on))


def legal_bases(*, procedure: str, on: date, school_level: str) -> Sequence[LegalBasis]:
    """The lines of legal basis in force on a date."""
    return law.legal_bases(procedure, in_force(on), school_level=school_level)


def basis_words(on: date) -> frozenset[str]:
    """Every line of legal basis in force on a day, of any procedure and level."""
    return frozenset(law.value_of(rule, Words).words for rule in in_force(on).below("basis"))


def quorum(*, procedure: str, stage: str, on: date, of: int) -> QuorumNeeded:
    """How many of ``of`` people must be present at a stage."""
    rule = in_force(on).get(f"{procedure}.{stage}.quorum")
    needed = law.value_of(rule, Quorum).threshold.least(of)
    return QuorumNeeded(needed, "; ".join(citation.words for citation in rule.citations))


def law_on(on: date, *, status: str, language: str = "vi") -> LawReading:
    """What holds on a day for people of ``status``, in words; raises ``NoPackOnDate``."""
    rules = in_force(on)
    return LawReading(on, era_reading(rules), rule_readings(rules, status=status, language=language))


def law_between(first: date, second: date, *, status: str, language: str = "vi") -> ComparisonReading:
    """What differs between two days for people of ``status``, in words; raises ``NoPackOnDate``."""
    found = comparison.compare(in_force(first), in_force(second), status=Scope(status))
    return ComparisonReading(
        before=era_reading(found.before),
        after=era_reading(found.after),
        changes=[_change(change, found, language) for change in found.changes],
        unchanged=found.unchanged,
    )


def change_days() -> Sequence[date]:
    """Every day on which some rule of the installation's jurisdiction begins or ends."""
    return comparison.change_days(regulations(), jurisdiction=settings.JURISDICTION)


def same_law_since(on: date) -> date:
    """The first day with the same rules as ``on``, as far as the packs know."""
    return comparison.same_law_since(on, change_days())


def fingerprint() -> str:
    """A digest of the packs' files, so that what was reckoned under other packs is known as such."""
    return _digest(tuple(folders()), settings.JURISDICTION)


@cache
def _digest(packs: Sequence[Path], jurisdiction: str) -> str:
    files = (file for folder in packs for file in sorted(folder.rglob("*.toml")))
    digests = (f"{file}:{sha256(file.read_bytes()).hexdigest()}" for file in files)
    return sha256("\n".join([jurisdiction, *digests]).encode()).hexdigest()


def next_change(after: date) -> date | None:
    """The first day after ``after`` on which the law is another one, as far as the packs know."""
    return next((day for day in change_days() if day > after), None)


def subjects(language: str = "vi") -> Sequence[SubjectReading]:
    """The subjects under which rules stand, in the order in which they are shown."""
    return [subject_reading(code, language) for code in SUBJECTS]


def special_days(year: int) -> Sequence[SpecialDay]:
    """The days off and make-up days of a year, in order; empty where the calendar of the year is unknown."""
    known = calendar().years.get(year)
    if known is None:
        return []
    off = [SpecialDay(day, name, is_working=False) for day, name in known.days_off.items()]
    made_up = [SpecialDay(day, name, is_working=True) for day, name in known.make_up_days.items()]
    return sorted([*off, *made_up], key=lambda day: day.on)


def _change(change: RuleChange, found: comparison.Comparison, language: str) -> ChangeReading:
    def reading(rule: Rule | None, rules: RulesInForce) -> RuleReading | None:
        if rule is None:
            return None
        return rule_reading(rule, rules, status=change.scope, language=language)

    return ChangeReading(
        title=rule_title(change.rule_id, language),
        subject=subject_of(change.rule_id),
        kind=change.kind.value,
        before=reading(change.before, found.before),
        after=reading(change.after, found.after),
    )
