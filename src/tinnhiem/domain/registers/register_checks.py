"""What must hold among the rows of a register: periods in order, and no two that exclude each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tinnhiem.common.text import same_name_key
from tinnhiem.domain.registers.register_columns import (
    PEOPLE,
    Apart,
    ColumnKind,
    Held,
    Register,
    Values,
)
from tinnhiem.domain.registers.register_sheet import CellFinding, ReadRow


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A row as it would stand: from the file, or from the register where the file does not name it."""

    values: Values
    id: int | None
    read: ReadRow | None

    def named(self, register: Register) -> str:
        """How to name the row to a reader: its row in the file, or its id."""
        if self.read is not None:
            return str(self.read.number)
        return register.row_id(self.id or 0)


def refused_together(register: Register, rows: Sequence[StandingRow]) -> Iterator[CellFinding]:
    """The findings on rows of the file that are at odds with themselves or with another row."""
    for row in rows:
        if row.read is not None:
            yield from _at_odds_with_itself(register, row.values, row.read)
    if register.period:
        for apart in register.apart:
            yield from _together(register, apart, rows)


def _at_odds_with_itself(register: Register, values: Values, read: ReadRow) -> Iterator[CellFinding]:
    if register.period:
        first, last = register.period
        if _ends(register, values) <= _day(values.get(first), date.min):
            yield CellFinding("register_ends_first", read.cell(last), last)
    for key, other, code in _PAIRS:
        if values.get(key) is not None and _of_pair(values, key) == _of_pair(values, other):
            yield CellFinding(code, read.cell(other), other)
    for later, earlier in _AFTER:
        if _day(values.get(later), date.max) < _day(values.get(earlier), date.min):
            yield CellFinding("register_ends_first", read.cell(later), later)
    if values.get("revoked_on") is not None and not values.get("revoked_basis"):
        yield CellFinding("register_revoked_without_basis", read.cell("revoked_basis"), "revoked_basis")


_AFTER: Final = (
    ("ends_on", "starts_on"),
    ("revoked_on", "valid_from"),
    ("withdrawn_on", "declared_on"),
)
"""Days that may not come before another day of their row."""

_PAIRS: Final = (
    ("unit", "superior", "register_under_itself"),
    ("predecessor", "successor", "register_under_itself"),
    ("person", "relative", "kin_to_oneself"),
    ("giver", "holder", "register_delegates_to_itself"),
)


def _of_pair(values: Values, key: str) -> Held | tuple[Held, Held]:
    """What makes two columns the same thing; a person is the same by name and birth."""
    held = values.get(key)
    if key == "person":
        return (same_name_key(str(held)), values.get("born_on"))
    if key == "relative":
        return (same_name_key(str(held)), values.get("relative_born_on"))
    return held


def _together(register: Register, apart: Apart, rows: Sequence[StandingRow]) -> Iterator[CellFinding]:
    """Neighbours in time among the rows of one group that share a day, where one of them is of the file."""
    groups: dict[tuple[Held, ...], list[StandingRow]] = defaultdict(list)
    for row in rows:
        if apart.where is None or row.values.get(apart.where[0]) == apart.where[1]:
            groups[tuple(_grouped(register, row.values, key) for key in apart.by)].append(row)
    starts = register.period[0] if register.period else ""
    for group in groups.values():
        latest: StandingRow | None = None
        for row in sorted(group, key=lambda row: _day(row.values.get(starts), date.min)):
            if latest is not None and _day(row.values.get(starts), date.min) < _ends(register, latest.values):
                yield from _clash(register, apart, row, latest)
            if latest is None or _ends(register, row.values) > _ends(register, latest.values):
                latest = row


def _clash(register: Register, apart: Apart, row: StandingRow, earlier: StandingRow) -> Iterator[CellFinding]:
    named, other = (row, earlier) if row.read is not None else (earlier, row)
    if named.read is not None and register.period:
        starts = register.period[0]
        yield CellFinding(apart.code, named.read.cell(starts), starts, {"also": other.named(register)})


def _grouped(register: Register, values: Values, key: str) -> Held:
    held = values.get(key)
    is_person = register.column(key).kind in PEOPLE
    return same_name_key(held) if is_person and isinstance(held, str) else held


def _ends(register: Register, values: Values) -> date:
    """The first day after the period; an open end is the last day there is."""
    assert register.period is not None
    last = register.period[1]
    held = values.get(last)
    if not isinstance(held, date):
        return date.max
    is_included = register.column(last).kind is ColumnKind.LAST_DAY
    return held + timedelta(days=1) if is_included and held < date.max else held


def _day(held: Held, otherwise: date) -> date:
    return held if isinstance(held, date) else otherwise
