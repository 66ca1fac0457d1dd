"""Register of units as a file: CSV with a header line, or a JSON list of objects with the same names.

``id`` and ``name`` are needed; ``aliases`` and ``successors`` (ids) are lists, in CSV divided by semicolons;
``valid_from`` and ``valid_to`` are ISO dates, the latter the first day on which the unit no longer was.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.directives.register import KnownUnit

NEEDED: Final = ("id", "name")
MAX_REGISTER_BYTES: Final = 5 * 1024 * 1024


class RegisterUnreadable(DomainError):
    """The file is neither CSV nor JSON in UTF-8, or holds no unit."""

    code = "unit_register_unreadable"


class RegisterColumnMissing(DomainError):
    """A column that every unit needs is not there."""

    code = "unit_register_column_missing"


class RegisterValueInvalid(DomainError):
    """A value of one unit breaks the format; ``row`` counts units from 1."""

    code = "unit_register_value_invalid"


def register_of(data: bytes) -> tuple[KnownUnit, ...]:
    """The units of a register file; raises a foreseen error for whatever breaks its format."""
    rows = _rows(data)
    if not rows:
        raise RegisterUnreadable
    for column in NEEDED:
        if not any(column in row for row in rows):
            raise RegisterColumnMissing(column=column)
    units = tuple(_unit(row, number) for number, row in enumerate(rows, 1))
    _check_ids(units)
    return units


def _rows(data: bytes) -> Sequence[Mapping[str, object]]:
    try:
        text = data[:MAX_REGISTER_BYTES].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegisterUnreadable from error
    if text.lstrip()[:1] in {"[", "{"}:
        return _json_rows(text)
    try:
        return [row for row in csv.DictReader(io.StringIO(text)) if any(row.values())]
    except csv.Error as error:
        raise RegisterUnreadable from error


def _json_rows(text: str) -> Sequence[Mapping[str, object]]:
    try:
        rows = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RegisterUnreadable from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegisterUnreadable
    return rows


def _unit(row: Mapping[str, object], number: int) -> KnownUnit:
    for column in NEEDED:
        if not _text(row, column, number):
            raise RegisterValueInvalid(row=number, column=column, value="")
    begun, ended = _day(row, "valid_from", number), _day(row, "valid_to", number)
    if begun and ended and ended <= begun:
        raise RegisterValueInvalid(row=number, column="valid_to", value=ended.isoformat())
    return KnownUnit(
        unit_id=_text(row, "id", number),
        name=_text(row, "name", number),
        aliases=tuple(_list(row, "aliases", number)),
        begun_on=begun,
        ended_on=ended,
        successors=tuple(_list(row, "successors", number)),
    )


def _text(row: Mapping[str, object], column: str, number: int) -> str:
    value = row.get(column)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RegisterValueInvalid(row=number, column=column, value=str(value))
    return " ".join(value.split())


def _list(row: Mapping[str, object], column: str, number: int) -> Iterator[str]:
    value = row.get(column)
    parts = value if isinstance(value, list) else _text(row, column, number).split(";")
    for part in parts:
        if not isinstance(part, str):
            raise RegisterValueInvalid(row=number, column=column, value=str(part))
        if part.strip():
            yield part.strip()


def _day(row: Mapping[str, object], column: str, number: int) -> date | None:
    text = _text(row, column, number)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RegisterValueInvalid(row=number, column=column, value=text) from error


def _check_ids(units: Sequence[KnownUnit]) -> None:
    """Every id names one unit, and every successor is a unit of the register."""
    known: set[str] = set()
    for number, unit in enumerate(units, 1):
        if unit.unit_id in known:
            raise RegisterValueInvalid(row=number, column="id", value=unit.unit_id)
        known.add(unit.unit_id)
    for number, unit in enumerate(units, 1):
        for successor in unit.successors:
            if successor not in known:
                raise RegisterValueInvalid(row=number, column="successors", value=successor)
