"""Units on a date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tinnhiem.apps.org.models import RoleGrant, Subordination, Unit
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
    row = (
        Subordination.objects.select_related("superior")
        .filter(unit_id=unit_id, valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gt=on))
        .first()
    )
    return _view(row.superior) if row else None


def schools_under(unit_ids: Collection[int], on: date) -> Sequence[UnitView]:
    """The schools that stand under one of the units on a day, by name."""
    schools = (
        Unit.objects.filter(kind=Unit.Kind.SCHOOL, subordinations__superior_id__in=unit_ids)
        .filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
        .filter(
            Q(subordinations__valid_to=None) | Q(subordinations__valid_to__gt=on),
            subordinations__valid_from__lte=on,
        )
        .order_by("name")
        .distinct()
    )
    return [_view(school) for school in schools]


def units_of_role(*, account_id: int, role: str, on: date) -> frozenset[int]:
    """The units at which an account holds a role on a day."""
    grants = RoleGrant.objects.filter(account_id=account_id, role=role, valid_from__lte=on)
    return frozenset(grants.filter(Q(valid_to=None) | Q(valid_to__gt=on)).values_list("unit_id", flat=True))


def _view(unit: Unit) -> UnitView:
    return UnitView(unit.pk, unit.code, unit.name, unit.kind, unit.level, unit.place)
