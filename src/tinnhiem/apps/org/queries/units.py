"""Units on a date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tinnhiem.apps.org.models import Subordination, Succession, Unit
from tinnhiem.apps.org.queries.grants import grants_held
from tinnhiem.apps.org.queries.periods import holding
from tinnhiem.common.errors import DomainError


class UnitUnknown(DomainError):
    """No unit has this number or code."""

    code = "unit_unknown"
    status = 404


@dataclass(frozen=True)
class UnitView:
    """A unit as pages and documents name it."""

    id: int
    code: str
    name: str
    kind: str
    level: str
    place: str
    area_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


def get_unit(unit_id: int) -> UnitView:
    """The unit of this number; raises ``UnitUnknown``."""
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise UnitUnknown
    return _view(unit)


def unit_of_code(code: str) -> UnitView:
    """The unit of this code; raises ``UnitUnknown``."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise UnitUnknown
    return _view(unit)


def superior_on(unit_id: int, on: date) -> UnitView | None:
    """The unit under which ``unit_id`` stands on a day."""
    row = Subordination.objects.select_related("superior").filter(holding(on), unit_id=unit_id).first()
    return _view(row.superior) if row else None


def days_of_superiors(unit_id: int) -> frozenset[date]:
    """The days on which a unit came under another one, or left it."""
    days = Subordination.objects.filter(unit_id=unit_id).values_list("valid_from", "valid_to")
    return frozenset(day for pair in days for day in pair if day is not None)


def schools_under(unit_ids: Collection[int], on: date) -> Sequence[UnitView]:
    """The schools that stand under one of the units on a day, by name."""
    schools = Unit.objects.filter(pk__in=school_numbers(unit_ids, on)).order_by("name")
    return [_view(school) for school in schools]


def school_numbers(unit_ids: Collection[int], on: date) -> QuerySet[Unit, int]:
    """The same schools by their numbers, as a query to be asked inside another one."""
    under = Subordination.objects.filter(holding(on), superior_id__in=unit_ids)
    schools = Unit.objects.filter(holding(on), kind=Unit.Kind.SCHOOL, pk__in=under.values("unit_id"))
    return schools.values_list("pk", flat=True)


def units_on(unit_ids: Collection[int], on: date) -> Sequence[UnitView]:
    """Those of the units that exist on a day, by name."""
    rows = Unit.objects.filter(holding(on), pk__in=unit_ids).order_by("name")
    return [_view(unit) for unit in rows]


def units_below(unit_ids: Collection[int], on: date | None = None) -> frozenset[int]:
    """The units and everything that stands under them, however far down: on a day, or at any time.

    One query for each floor of the tree, whatever its breadth.
    """
    found, floor = set(unit_ids), set(unit_ids)
    rows = Subordination.objects.filter(holding(on)) if on else Subordination.objects.all()
    while floor:
        below = rows.filter(superior_id__in=floor).values_list("unit_id", flat=True)
        floor = set(below) - found
        found |= floor
    return frozenset(found)


def superiors_on(unit_ids: Collection[int], on: date) -> dict[int, UnitView]:
    """Under whom each of the units stands on a day; one that stands under nobody is left out."""
    rows = Subordination.objects.select_related("superior").filter(holding(on), unit_id__in=unit_ids)
    return {row.unit_id: _view(row.superior) for row in rows}


def successors_of(unit_id: int) -> Sequence[UnitView]:
    """The units that took over from a unit; several where it was split."""
    rows = Succession.objects.select_related("successor").filter(predecessor_id=unit_id)
    return [_view(row.successor) for row in rows.order_by("successor__name")]


def predecessors_of(unit_id: int) -> Sequence[UnitView]:
    """The units from which a unit took over; several where they were merged."""
    rows = Succession.objects.select_related("predecessor").filter(successor_id=unit_id)
    return [_view(row.predecessor) for row in rows.order_by("predecessor__name")]


def units_of_role(*, account_id: int, role: str, on: date) -> frozenset[int]:
    """The units at which an account holds a role on a day."""
    grants = grants_held(on).filter(account_id=account_id, role=role)
    return frozenset(grants.values_list("unit_id", flat=True))


def _view(unit: Unit) -> UnitView:
    return UnitView(
        unit.pk,
        unit.code,
        unit.name,
        unit.kind,
        unit.level,
        unit.place,
        unit.area_code,
        unit.valid_from,
        unit.valid_to,
    )
