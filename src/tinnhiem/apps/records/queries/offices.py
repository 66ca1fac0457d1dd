"""Who issues the papers of a unit: as its clerk set it, or as the pack supposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from django.conf import settings

from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records.models import IssuingOffice
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.engines.documents.writing import BLANK, OFFICES, FactValue, IssuedAs, Issuing, find_issuing

SETTERS: Final = ("records_clerk", "administrator")
"""The roles that say who issues the papers of their unit."""
_COMMON: Final = IssuedAs("authority", "")


@dataclass(frozen=True)
class OfficeView:
    """An office as papers name it; ``is_set`` where the unit said so itself."""

    office: str
    name: str
    suffix: str
    capacity: Sequence[str]
    signer: str
    is_set: bool


@cache
def issuing() -> Issuing:
    """Who issues what, as the packs say."""
    return find_issuing(rules.folders(), settings.JURISDICTION)


def issuing_office(unit_id: int, office: str) -> OfficeView:
    """An office of a unit."""
    row = IssuingOffice.objects.filter(unit_id=unit_id, office=office).first()
    if row is not None:
        return OfficeView(office, row.name, row.suffix, row.capacity, row.signer, is_set=True)
    unit = org.get_unit(unit_id)
    supposed = issuing().defaults[unit.kind][office]
    name = supposed.name.format(unit=issuing().full_name(unit.name), area=issuing().area_of(unit.name))
    return OfficeView(office, name, supposed.suffix, supposed.capacity, "", is_set=False)


def issuing_offices(unit_id: int) -> Sequence[OfficeView]:
    """Every office of a unit."""
    return [issuing_office(unit_id, office) for office in OFFICES]


def units_to_set(actor: Actor, *, on: date) -> frozenset[int]:
    """The units for which the actor may say who issues their papers."""
    return frozenset().union(
        *(org.units_of_role(account_id=actor.account_id, role=role, on=on) for role in SETTERS)
    )


def symbol_of(unit_id: int, kind: str) -> str:
    """The symbol after the number: ``QĐ-UBND``; of a letter, who issues and who drafts it: ``UBND-VHXH``."""
    issued = issuing().kinds.get(kind, _COMMON)
    suffix = issuing_office(unit_id, issued.office).suffix
    if issued.abbreviation:
        return f"{issued.abbreviation}-{suffix}"
    return f"{suffix}-{issuing_office(unit_id, 'advisory').suffix}"


def letterhead(unit_id: int, *, kind: str, on: date) -> dict[str, FactValue]:
    """The facts of the head and of the signer of a paper of this kind; number and day are left open.

    The advising office stands under the body it advises.
    """
    unit, superior = org.get_unit(unit_id), org.superior_on(unit_id, on)
    issued = issuing_office(unit_id, issuing().kinds.get(kind, _COMMON).office)
    above = issuing().full_name(superior.name if superior else unit.name)
    if issued.office == "advisory":
        above = issuing_office(unit_id, "authority").name
    return {
        "unit.superior": above,
        "unit.name": issued.name,
        "document.number": BLANK,
        "document.symbol": symbol_of(unit_id, kind),
        "document.place": unit.place,
        "document.issued_on": BLANK,
        "signer.capacity": tuple(issued.capacity),
        "signer.name": issued.signer or BLANK,
    }
