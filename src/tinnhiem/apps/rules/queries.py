"""Packs in force, read once a process."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from tinnhiem.domain.procedure import Procedure, find_procedure
from tinnhiem.domain.regulations import Regulations, RulesInForce, WorkingCalendar, load, load_calendar
from tinnhiem.packs import PACKS


def folders() -> Sequence[Path]:
    """The packs' folders, those of the house first, the installation's own layered over them."""
    return (PACKS, *settings.PACK_FOLDERS)


@cache
def regulations() -> Regulations:
    """Everything the packs say, on all dates."""
    return load(folders())


@cache
def calendar() -> WorkingCalendar:
    """The working calendar of the installation's jurisdiction."""
    return load_calendar(folders(), settings.JURISDICTION)


def in_force(on: date) -> RulesInForce:
    """The rules in force on a date; raises ``NoPackOnDate`` before every pack."""
    return regulations().in_force(on=on, jurisdiction=settings.JURISDICTION)


def procedure(*, procedure: str, stage: str, on: date) -> Procedure:
    """The enforced order of a stage on a date; raises ``ProcedureMissing``."""
    return find_procedure(
        folders(), jurisdiction=settings.JURISDICTION, procedure=procedure, stage=stage, on=on
    )
