"""Where each register lies in the tables: its model, the field behind each column, how its rows are found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from django.db import models
from django.db.models import Q

from tinnhiem.apps.org.models import (
    ActingPeriod,
    Appointment,
    Contact,
    Delegation,
    Employment,
    Kinship,
    PartyMembership,
    Post,
    Qualification,
    Subordination,
    Succession,
    Unit,
)
from tinnhiem.domain.registers.register_columns import ColumnKind, Held, Register, Values, register_of

_DAY: Final = timedelta(days=1)
_PERSON: Final = {"person": "person__full_name", "born_on": "person__born_on"}
_UNIT: Final = {"unit": "unit__code"}


@dataclass(frozen=True)
class Binding:
    """A register's model, the paths of columns that are not fields of their own name, and its scope.

    ``at`` names the paths that lead to the unit under which a row is kept; several are alternatives.
    """

    model: type[models.Model]
    act: str
    at: tuple[str, ...]
    paths: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, object] = field(default_factory=dict)

    def path(self, register: Register, key: str) -> str:
        """The path from a row to what its column shows."""
        if key in self.paths:
            return self.paths[key]
        return "valid_to" if register.column(key).kind is ColumnKind.LAST_DAY and key == "last_day" else key


BINDINGS: Final[Mapping[str, Binding]] = MappingProxyType(
    {
        "units": Binding(Unit, "unit", ("pk",), {"superior": ""}),
        "schools": Binding(Unit, "school", ("pk",), {"superior": ""}, {"kind": Unit.Kind.SCHOOL}),
        "subordinations": Binding(
            Subordination, "subordination", ("unit",), {**_UNIT, "superior": "superior__code"}
        ),
        "successions": Binding(
            Succession,
            "succession",
            ("predecessor", "successor"),
            {"predecessor": "predecessor__code", "successor": "successor__code"},
        ),
        "posts": Binding(Post, "post", ("unit",), _UNIT),
        "people": Binding(
            Employment,
            "employment",
            ("unit",),
            {**_PERSON, **_UNIT, "sex": "person__sex"},
        ),
        "appointments": Binding(Appointment, "appointment", ("unit",), {**_PERSON, **_UNIT}),
        "acting": Binding(ActingPeriod, "acting_period", ("unit",), {**_PERSON, **_UNIT}),
        "kinships": Binding(
            Kinship,
            "kinship",
            ("person__employments__unit", "relative__employments__unit"),
            {
                **_PERSON,
                "relative": "relative__full_name",
                "relative_born_on": "relative__born_on",
            },
        ),
        "delegations": Binding(
            Delegation, "delegation", ("unit",), {**_PERSON, **_UNIT, "school": "school__code"}
        ),
        "qualifications": Binding(Qualification, "qualification", ("person__employments__unit",), _PERSON),
        "memberships": Binding(PartyMembership, "membership", ("person__employments__unit",), _PERSON),
        "contacts": Binding(Contact, "contact", ("person__employments__unit",), _PERSON),
    }
)
"""Every register by its name."""


@dataclass(frozen=True)
class Window:
    """A part of a list: how many rows to pass over, and how many to take."""

    offset: int
    limit: int


def found_rows(
    name: str, *, unit_ids: Collection[int], person_id: int | None = None, on: date | None = None
) -> models.QuerySet[models.Model]:
    """The rows of a register kept under some units; ``on`` leaves out what does not hold that day.

    ``person_id`` narrows a register of people to one person, wherever they worked.
    """
    register, binding = register_of(name), BINDINGS[name]
    found = binding.model._default_manager.filter(_scope(binding, unit_ids, person_id), **binding.only)
    if name == "units":
        found = found.exclude(kind=Unit.Kind.SCHOOL)
    if on is not None and register.period:
        found = found.filter(_holds(binding, register, on))
    return found.order_by("pk")


def rows_of(
    name: str,
    *,
    unit_ids: Collection[int],
    person_id: int | None = None,
    on: date | None = None,
    window: Window | None = None,
    number: int | None = None,
) -> dict[int, Values]:
    """What ``found_rows`` finds, by number, in one query; of a ``window`` only that part, or one row."""
    register, binding = register_of(name), BINDINGS[name]
    paths = {column.key: binding.path(register, column.key) for column in register.columns}
    filled = {key: path for key, path in paths.items() if path}
    found = found_rows(name, unit_ids=unit_ids, person_id=person_id, on=on)
    if number is not None:
        found = found.filter(pk=number)
    rows = found.values_list("pk", *filled.values())
    if window is not None:
        rows = rows[window.offset : window.offset + window.limit]
    has_superior = "" in paths.values()
    superiors = _superiors([row[0] for row in rows], on) if has_superior else {}
    return {
        pk: {
            **dict.fromkeys(paths),
            **{key: _shown(register, key, value) for key, value in zip(filled, held, strict=True)},
            **({"superior": superiors.get(pk)} if has_superior else {}),
        }
        for pk, *held in rows
    }


def _scope(binding: Binding, unit_ids: Collection[int], person_id: int | None) -> Q:
    if person_id is not None:
        return _of_person(binding, person_id)
    found = Q(pk__in=[])
    for path in binding.at:
        found |= _kept_under(binding, path, unit_ids)
    return found


def _kept_under(binding: Binding, path: str, unit_ids: Collection[int]) -> Q:
    """The rows from which ``path`` leads to one of the units; one with several paths is found once."""
    leads_there = Q(**{f"{path}__in": list(unit_ids)})
    if "__" not in path:
        return leads_there
    return Q(pk__in=binding.model._default_manager.filter(leads_there).values("pk"))


def _of_person(binding: Binding, person_id: int) -> Q:
    """The rows that speak of a person: in a register of pairs on either side."""
    if binding.model is Kinship:
        return Q(person_id=person_id) | Q(relative_id=person_id)
    return Q(person_id=person_id)


def _holds(binding: Binding, register: Register, on: date) -> Q:
    first, last = (binding.path(register, key) for key in register.period or ("", ""))
    return Q(**{f"{first}__lte": on}) & (Q(**{last: None}) | Q(**{f"{last}__gt": on}))


def _superiors(numbers: Collection[int], on: date | None) -> dict[int, str]:
    """Under whom units stand on a day; without a day, under whom they stood last."""
    rows = Subordination.objects.filter(unit_id__in=numbers).order_by("valid_from")
    if on is not None:
        rows = rows.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gt=on))
    return dict(rows.values_list("unit_id", "superior__code"))


def _shown(register: Register, key: str, value: object) -> Held:
    """A field of a table as its column holds it: no empty words, last days instead of ends."""
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    if isinstance(value, date):
        return value - _DAY if register.column(key).kind is ColumnKind.LAST_DAY else value
    if isinstance(value, int):
        return value
    return str(value) if value else None


def stored(register: Register, values: Values) -> dict[str, object]:
    """The columns of a row that are fields of its own table, as the table stores them."""
    binding = BINDINGS[register.name]
    found: dict[str, object] = {}
    for column in register.columns:
        path = binding.path(register, column.key)
        if path and "__" not in path:
            found[path] = _kept(column.kind, values[column.key], is_text=_is_text(binding.model, path))
    return found


def _kept(kind: ColumnKind, held: Held, *, is_text: bool) -> object:
    if kind is ColumnKind.LAST_DAY and isinstance(held, date):
        return held + _DAY
    if isinstance(held, tuple):
        return list(held)
    return "" if held is None and is_text else held


def _is_text(model: type[models.Model], path: str) -> bool:
    return isinstance(model._meta.get_field(path), models.CharField)
