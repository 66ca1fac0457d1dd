"""Packs in force, read once a process."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from tinnhiem.domain import regulations as law
from tinnhiem.domain.procedure import Procedure, find_procedure
from tinnhiem.domain.regulations import BallotTerms, LegalBasis, Regulations, RulesInForce, WorkingCalendar
from tinnhiem.domain.regulations.values import Quorum
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
def ballot_terms(*, procedure: str, stage: str, on: date) -> BallotTerms:
    """What the pack prints on the ballot of a stage, and what makes one invalid."""
    return law.ballot_terms(procedure, stage, in_force(on))


def legal_bases(*, procedure: str, on: date, school_level: str) -> Sequence[LegalBasis]:
    """The lines of legal basis in force on a date."""
    return law.legal_bases(procedure, in_force(on), school_level=school_level)


def quorum(*, procedure: str, stage: str, on: date, of: int) -> QuorumNeeded:
    """How many of ``of`` people must be present at a stage."""
    rule = in_force(on).get(f"{procedure}.{stage}.quorum")
    needed = law.value_of(rule, Quorum).threshold.least(of)
    return QuorumNeeded(needed, "; ".join(citation.words for citation in rule.citations))
