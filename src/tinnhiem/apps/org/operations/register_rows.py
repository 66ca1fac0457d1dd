"""Rows of the registers written, from a file or a form: references resolved, in a few statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models

from tinnhiem.apps.org.bindings import BINDINGS, stored
from tinnhiem.apps.org.models import Employment, Kinship, Person, Subordination, Unit
from tinnhiem.common.text import fold, normal, same_name_key
from tinnhiem.domain.registers.register_changes import ChangedRow, Changes, NewRow, PersonKey
from tinnhiem.domain.registers.register_columns import ColumnKind, Held, Register, Values

_BATCH: Final = 500


@dataclass
class _References:
    """The numbers behind the codes and names of a set of rows."""

    units: Mapping[str, int]
    people: dict[PersonKey, int]

    def of(self, register: Register, values: Values) -> dict[str, object]:
        """The foreign keys of a row."""
        found: dict[str, object] = {}
        for column in register.columns:
            held = values[column.key]
            if BINDINGS[register.name].path(register, column.key) == "":
                continue
            if column.kind is ColumnKind.UNIT:
                found[f"{column.key}_id"] = self.units[str(held)] if held else None
            elif column.kind in {ColumnKind.PERSON, ColumnKind.NEW_PERSON}:
                birth = register.birth_of(column).key
                found[f"{column.key}_id"] = self.people[person_key(held, values[birth])] if held else None
        return found


def person_key(name: object, born_on: object) -> PersonKey:
    """A person as a row names them."""
    return same_name_key(str(name)), born_on if isinstance(born_on, date) else None


def known_people() -> dict[PersonKey, int]:
    """Everybody in the registers by name and birth; a merged record leads to the one that is kept."""
    rows = Person.objects.order_by("-merged_into_id").values_list("name_key", "born_on", "pk", "merged_into")
    return {(key, born_on): kept or pk for key, born_on, pk, kept in rows}


def known_spellings() -> Mapping[PersonKey, str]:
    """The names in the registers by their letters without marks and the birth date."""
    rows = Person.objects.filter(merged_into=None).values_list("full_name", "born_on")
    return {(fold(name), born_on): name for name, born_on in rows}


def write(register: Register, changes: Changes) -> None:
    """Write what a comparison found; the caller has refused findings and holds the transaction."""
    if register.name == "people":
        _write_people(changes)
    references = _References(dict(Unit.objects.values_list("code", "pk")), known_people())
    closed_first = sorted(changes.changed, key=_is_open)
    _update(register, closed_first, references)
    _create(register, changes.new, references)


def _is_open(row: ChangedRow) -> bool:
    """Whether a changed row stays open; rows that end go first, so that their post is free for others."""
    return not any(value for key, value in row.values.items() if key in {"last_day", "left_on"})


def _update(register: Register, rows: Sequence[ChangedRow], references: _References) -> None:
    model = BINDINGS[register.name].model
    held = model._default_manager.in_bulk([row.id for row in rows])
    for row in rows:
        entry = held[row.id]
        fields = {**stored(register, row.values), **references.of(register, row.values)}
        touched = [name for name, value in _ordered(model, fields).items() if getattr(entry, name) != value]
        for name in touched:
            setattr(entry, name, fields[name])
        if touched:
            entry.save(update_fields=touched)


def _create(register: Register, rows: Sequence[NewRow], references: _References) -> None:
    binding = BINDINGS[register.name]
    entries = [
        binding.model(
            **binding.only,
            **_ordered(
                binding.model, {**stored(register, row.values), **references.of(register, row.values)}
            ),
        )
        for row in rows
    ]
    made = binding.model._default_manager.bulk_create(entries, batch_size=_BATCH)
    if binding.model is Unit:
        _set_under_superiors(made, rows)


def _ordered(model: type[models.Model], fields: dict[str, object]) -> dict[str, object]:
    """Relatives are kept in the order of their numbers, once for both."""
    if model is Kinship:
        first, second = sorted((int(str(fields["person_id"])), int(str(fields["relative_id"]))))
        fields |= {"person_id": first, "relative_id": second}
    return fields


def _set_under_superiors(made: Iterable[models.Model], rows: Sequence[NewRow]) -> None:
    units = dict(Unit.objects.values_list("code", "pk"))
    Subordination.objects.bulk_create(
        [
            Subordination(
                unit_id=unit.pk,
                superior_id=units[str(row.values["superior"])],
                valid_from=_day(row.values["valid_from"]),
            )
            for unit, row in zip(made, rows, strict=True)
            if row.values["superior"]
        ],
        batch_size=_BATCH,
    )


def _write_people(changes: Changes) -> None:
    """Enter people whom new rows name for the first time, and correct those whom changed rows describe."""
    known = known_people()
    new: dict[PersonKey, Person] = {}
    for row in changes.new:
        key = person_key(row.values["person"], row.values["born_on"])
        if key not in known and key not in new:
            new[key] = _person(row.values)
    Person.objects.bulk_create(new.values(), batch_size=_BATCH)
    of_rows = Employment.objects.in_bulk([row.id for row in changes.changed])
    people = Person.objects.in_bulk({entry.person_id for entry in of_rows.values()})
    corrected = {}
    for changed in changes.changed:
        person, said = people[of_rows[changed.id].person_id], _person(changed.values)
        fields = ("full_name", "name_key", "born_on", "sex")
        if any(getattr(person, name) != getattr(said, name) for name in fields):
            for name in fields:
                setattr(person, name, getattr(said, name))
            corrected[person.pk] = person
    Person.objects.bulk_update(
        corrected.values(), ["full_name", "name_key", "born_on", "sex"], batch_size=_BATCH
    )


def _person(values: Values) -> Person:
    name = normal(str(values["person"]))
    return Person(
        full_name=name,
        name_key=same_name_key(name),
        born_on=_day(values["born_on"]),
        sex=str(values["sex"] or ""),
    )


def _day(held: Held) -> date:
    if not isinstance(held, date):
        raise TypeError(held)
    return held
