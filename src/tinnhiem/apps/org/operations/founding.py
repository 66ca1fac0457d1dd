"""What is set up at the machine before anybody can sign in: units, people and the first roles.

Each act is idempotent and leaves its line in the ledger under the name of the installation, since there is no
account yet that could stand behind it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.org.areas import areas
from tinnhiem.apps.org.models import Account, RoleGrant, Unit
from tinnhiem.apps.org.operations.accounts import grant_role, open_account_of_person
from tinnhiem.apps.org.operations.registers import enter_person, find_person, subordinate
from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period
from tinnhiem.common.text import normal

INSTALLATION: Final = "installation"
CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE: Final = 40


class UnitCodeMalformed(DomainError):
    """A code that is not lower-case letters without marks, digits and hyphens."""

    code = "unit_code_malformed"


class UnitCodeTaken(DomainError):
    """The code belongs to a unit of another name, kind, level or commune."""

    code = "unit_code_taken"


class UnitNotRegistered(DomainError):
    """No unit in the register has this code."""

    code = "unit_not_registered"


class UnitStandsElsewhere(DomainError):
    """A unit was to be set under a second superior at the same time."""

    code = "unit_stands_elsewhere"


class LevelMisplaced(DomainError):
    """A school without its level, or a level at a unit that is no school."""

    code = "level_misplaced"


class UnitAreaUnknown(DomainError):
    """The code names no commune of either era."""

    code = "unit_area_unknown"


class UnitAreaPast(DomainError):
    """The code names a former commune, while the unit was founded after communes were joined."""

    code = "unit_area_past"


class PersonNotRegistered(DomainError):
    """Nobody of this name and birth date is in the register."""

    code = "person_not_registered"


@dataclass(frozen=True)
class NewUnit:
    """A unit as whoever sets up the installation describes it.

    ``superior`` and ``area_code`` are codes or empty.
    """

    code: str
    name: str
    kind: str
    level: str
    place: str
    superior: str
    valid_from: date
    area_code: str = ""


@dataclass(frozen=True)
class NewPerson:
    """A person with their work at a unit; ``unit`` is its code."""

    name: str
    born_on: date
    sex: str
    title: str
    unit: str
    valid_from: date


@transaction.atomic
def found_unit(*, new: NewUnit, at: datetime) -> bool:
    """Enter a unit under its superior; ``False`` where it already stands as described.

    Raises ``UnitCodeMalformed``, ``LevelMisplaced``, ``UnitAreaUnknown``, ``UnitAreaPast``,
    ``UnitCodeTaken``, ``UnitNotRegistered`` or ``UnitStandsElsewhere``.
    """
    _check_description(new)
    _check_area(new)
    unit, is_new = _enter(new)
    is_placed_now = bool(new.superior) and _place(unit, _unit(new.superior), new.valid_from)
    if not is_new and not is_placed_now:
        return False
    audit.append(
        actor=INSTALLATION,
        act="unit.registered",
        subject=f"unit:{unit.pk}",
        at=at,
        after={"code": unit.code, "superior": new.superior},
    )
    return True


@transaction.atomic
def register_person(*, new: NewPerson, at: datetime) -> int:
    """Enter a person working at a unit and return their number; raises ``UnitNotRegistered``."""
    unit = _unit(new.unit)
    known = find_person(new.name, new.born_on)
    works_there = known is not None and known.employments.filter(unit=unit, valid_to=None).exists()
    person_id = enter_person(
        name=new.name,
        sex=new.sex,
        born_on=new.born_on,
        unit_id=unit.pk,
        post_title=normal(new.title),
        valid_from=new.valid_from,
    )
    if not works_there:
        audit.append(
            actor=INSTALLATION,
            act="person.registered",
            subject=f"person:{person_id}",
            at=at,
            after={"unit": unit.code},
        )
    return person_id


@transaction.atomic
def admit(*, new: NewPerson, role: str, basis: str, period: Period, at: datetime) -> Account:
    """Enter a person, open their account and give the role at their unit; raises ``UnitNotRegistered``.

    A role already held there at the start of the period is left as it is.
    """
    account = open_account_of_person(register_person(new=new, at=at))
    unit = _unit(new.unit)
    if _holds(account, role, unit, period.starts_on):
        return account
    grant_role(
        account=account,
        role=role,
        unit_id=unit.pk,
        basis=basis,
        valid_from=period.starts_on,
        valid_to=period.ends_on,
    )
    audit.append(
        actor=INSTALLATION,
        act="role.granted",
        subject=f"account:{account.pk}",
        at=at,
        basis=basis,
        after={"role": role, "unit": unit.code, "from": period.starts_on.isoformat()},
    )
    return account


def account_of(*, name: str, born_on: date) -> Account:
    """The account of a person in the register, opened where there is none; raises ``PersonNotRegistered``."""
    person = find_person(name, born_on)
    if person is None:
        raise PersonNotRegistered(name=normal(name), born_on=f"{born_on:%d/%m/%Y}")
    return open_account_of_person(person.pk)


def _check_description(new: NewUnit) -> None:
    if not CODE.fullmatch(new.code) or len(new.code) > LONGEST_CODE:
        raise UnitCodeMalformed(given=new.code)
    if (new.kind == Unit.Kind.SCHOOL) != bool(new.level):
        raise LevelMisplaced(name=new.name)


def _check_area(new: NewUnit) -> None:
    """The commune has to be one of an era in which the unit exists."""
    if not new.area_code:
        return
    known = areas()
    if new.area_code in known.now or known.find(new.area_code, on=new.valid_from):
        return
    former = known.before.get(new.area_code)
    if former is None:
        raise UnitAreaUnknown(given=new.area_code)
    successors = "; ".join(f"{area.words} ({area.code})" for area in known.successors(new.area_code))
    raise UnitAreaPast(given=new.area_code, area=former.words, successors=successors)


def _enter(new: NewUnit) -> tuple[Unit, bool]:
    """The unit of this code, and whether it is new."""
    wanted = {"name": normal(new.name), "kind": new.kind, "level": new.level}
    if new.area_code:
        wanted["area_code"] = new.area_code
    unit, is_new = Unit.objects.get_or_create(
        code=new.code, defaults={**wanted, "place": normal(new.place), "valid_from": new.valid_from}
    )
    if any(getattr(unit, field) != value for field, value in wanted.items()):
        raise UnitCodeTaken(unit=new.code, name=unit.name)
    return unit, is_new


def _place(unit: Unit, superior: Unit, valid_from: date) -> bool:
    """Set a unit under its superior; ``False`` where it stands there already."""
    held = unit.subordinations.select_related("superior").filter(valid_to=None).first()
    if held is not None and held.superior != superior:
        raise UnitStandsElsewhere(name=unit.name, superior=held.superior.name)
    if held is None:
        subordinate(unit=unit, superior=superior, valid_from=valid_from)
    return held is None


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise UnitNotRegistered(unit=code)
    return unit


def _holds(account: Account, role: str, unit: Unit, on: date) -> bool:
    grants = RoleGrant.objects.filter(account=account, role=role, unit=unit, valid_from__lte=on)
    return grants.filter(Q(valid_to=None) | Q(valid_to__gt=on)).exists()
