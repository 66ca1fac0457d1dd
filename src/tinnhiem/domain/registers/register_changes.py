"""What a file, or a form, would do to a register: new rows, changed cells, and what stands in the way.

A row of the register that the file does not name is reported, never deleted.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tinnhiem.common.text import fold, same_name_key
from tinnhiem.domain.registers.register_checks import StandingRow, refused_together
from tinnhiem.domain.registers.register_columns import (
    PEOPLE,
    Column,
    ColumnKind,
    Held,
    Register,
    Values,
    same,
)
from tinnhiem.domain.registers.register_sheet import CellFinding, ReadRow

PersonKey = tuple[str, date | None]
"""A person as a row names them: the key of the name, and the birth date."""

_SURNAME_AND_NAME: Final = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may refer to: codes of units, people, and whether a code of an area is one.

    ``spelled`` gives the name of somebody known by the letters without marks and the birth date.
    """

    units: frozenset[str]
    people: frozenset[PersonKey]
    is_area: Callable[[str], bool]
    spelled: Mapping[PersonKey, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that would change."""

    column: Column
    old: Held
    new: Held


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that would change: place in the file, id, values afterwards, and the cells that differ."""

    row: int
    id: int
    values: Values
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that would be added."""

    row: int
    values: Values


@dataclass(frozen=True, slots=True)
class Changes:
    """What would happen; with ``findings`` nothing may be written."""

    new: tuple[NewRow, ...]
    changed: tuple[ChangedRow, ...]
    unchanged: int
    missing: tuple[int, ...]
    findings: tuple[CellFinding, ...]

    @property
    def count(self) -> int:
        """How many rows would be written."""
        return len(self.new) + len(self.changed)


def compare(
    register: Register, *, current: Mapping[int, Values], rows: Sequence[ReadRow], known: Known
) -> Changes:
    """Put the rows of a file beside those of the register, by id or, where the file gives none, by key."""
    by_key = {_key(register, values): number for number, values in current.items()}
    findings: list[CellFinding] = []
    placed: list[tuple[ReadRow, int | None, dict[str, Held]]] = []
    taken: dict[int, ReadRow] = {}
    for row in rows:
        number = row.id if row.id is not None else by_key.get(_key(register, row.values))
        if number is not None and number not in current:
            findings.append(
                CellFinding("register_id_unknown", row.cell(""), params={"given": register.row_id(number)})
            )
            continue
        if number is not None and taken.setdefault(number, row) is not row:
            findings.append(
                CellFinding("register_id_twice", row.cell(""), params={"also": taken[number].number})
            )
            continue
        old = current[number] if number is not None else {}
        placed.append((row, number, _whole(register, {**old, **row.values})))
    for row, number, values in placed:
        old = current[number] if number is not None else {}
        findings.extend(_refused(register, row, old, values, known))
    standing = [*_standing_of(placed), *_standing_left(current, taken)]
    findings.extend(refused_together(register, standing))
    return _sorted(register, current, placed, taken, findings)


def unknown_references(register: Register, rows: Sequence[ReadRow], known: Known) -> Iterator[CellFinding]:
    """What rows that were read in part refer to in vain, so that one preview names all errors of a file."""
    for row in rows:
        for column in register.columns:
            is_told = column.kind not in PEOPLE or row.values.get(register.birth_of(column).key)
            if row.values.get(column.key) and is_told:
                values = _whole(register, row.values)
                if reason := _unknown(register, column, values, known):
                    yield _finding(register, row, column, values, known, reason)


def _whole(register: Register, values: Mapping[str, Held]) -> dict[str, Held]:
    return {column.key: values.get(column.key) for column in register.columns}


def _key(register: Register, values: Values) -> tuple[Held, ...]:
    """What names a row without an id; the spelling of a name does not count."""
    return tuple(_keyed(register.column(key), values.get(key)) for key in register.key)


def _keyed(column: Column, held: Held) -> Held:
    return same_name_key(held) if column.kind in PEOPLE and isinstance(held, str) else held


def _refused(
    register: Register, row: ReadRow, old: Values, values: Values, known: Known
) -> Iterator[CellFinding]:
    """What a single row may not say, looked at beside what it said before."""
    for column in register.columns:
        held = values[column.key]
        if held is None and column.is_fixed and not old:
            yield CellFinding("register_needed", row.cell(column.key), column.key, labels=column.labels)
        if held is None or (old and same(column, old.get(column.key), held)):
            continue
        if column.is_fixed and old:
            yield CellFinding("register_fixed", row.cell(column.key), column.key, labels=column.labels)
        elif reason := _unknown(register, column, values, known):
            yield _finding(register, row, column, values, known, reason)


def _finding(
    register: Register, row: ReadRow, column: Column, values: Values, known: Known, reason: str
) -> CellFinding:
    """The finding on a reference that leads nowhere; a person known by another spelling is named."""
    params = {"given": str(values[column.key])}
    if reason == "register_person_unknown":
        born_on = values[register.birth_of(column).key]
        key = (fold(params["given"]), born_on if isinstance(born_on, date) else None)
        if key in known.spelled:
            reason, params = "register_person_spelled", params | {"known": known.spelled[key]}
    return CellFinding(reason, row.cell(column.key), column.key, params)


def _unknown(register: Register, column: Column, values: Values, known: Known) -> str:
    """The code of the sentence on a reference that leads nowhere; empty where it leads somewhere."""
    held = str(values[column.key])
    match column.kind:
        case ColumnKind.UNIT:
            return "" if held in known.units else "register_unit_unknown"
        case ColumnKind.AREA:
            return "" if known.is_area(held) else "register_area_unknown"
        case ColumnKind.PERSON:
            born_on = values[register.birth_of(column).key]
            key = (same_name_key(held), born_on if isinstance(born_on, date) else None)
            return "" if key in known.people else "register_person_unknown"
        case ColumnKind.NEW_PERSON:
            return "" if len(held.split()) >= _SURNAME_AND_NAME else "register_name_short"
        case _:
            return ""


def _standing_of(placed: Sequence[tuple[ReadRow, int | None, Values]]) -> Iterator[StandingRow]:
    for row, number, values in placed:
        yield StandingRow(values=values, id=number, read=row)


def _standing_left(current: Mapping[int, Values], taken: Mapping[int, ReadRow]) -> Iterator[StandingRow]:
    for number, values in current.items():
        if number not in taken:
            yield StandingRow(values=values, id=number, read=None)


def _sorted(
    register: Register,
    current: Mapping[int, Values],
    placed: Sequence[tuple[ReadRow, int | None, Values]],
    taken: Mapping[int, ReadRow],
    findings: Sequence[CellFinding],
) -> Changes:
    new = [NewRow(row.number, values) for row, number, values in placed if number is None]
    changed = []
    unchanged = 0
    for row, number, values in placed:
        if number is None:
            continue
        differences = _differences(register, current[number], values)
        if differences:
            changed.append(ChangedRow(row.number, number, values, differences))
        else:
            unchanged += 1
    missing = tuple(number for number in current if number not in taken)
    return Changes(tuple(new), tuple(changed), unchanged, missing, tuple(findings))


def _differences(register: Register, old: Values, new: Values) -> tuple[Difference, ...]:
    return tuple(
        Difference(column, old.get(column.key), new[column.key])
        for column in register.columns
        if not same(column, old.get(column.key), new[column.key])
    )
