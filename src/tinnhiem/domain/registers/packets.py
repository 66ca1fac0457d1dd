"""A packet for the national databases: tables as CSV and JSON, and a manifest that names every file's digest.

The manifest is what an officer signs with the agency's digital signature; nothing here keeps a key. The same
rows give the same bytes.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tinnhiem.domain.registers.register_columns import Column, Held, Register, Values, register_of


@dataclass(frozen=True, slots=True)
class PacketField:
    """A field of the packet: its name there, the column it comes from, and whether that was checked.

    A record without a needed field is sent back by whoever receives it.
    """

    name: str
    column: str
    confidence: str
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class PacketTable:
    """A table of the packet and the register that fills it; ``is_of_everybody``: each person has a row."""

    name: str
    register: str
    fields: tuple[PacketField, ...]
    is_of_everybody: bool = False


@dataclass(frozen=True, slots=True)
class PacketForm:
    """What a packet holds, as the pack describes it."""

    format: str
    basis: str
    confidence: str
    tables: tuple[PacketTable, ...]


def read_packet_form(source: Mapping[str, object]) -> PacketForm:
    """The form of a packet from its description in the pack."""
    head = _table(source["packet"])
    return PacketForm(
        format=str(head["format"]),
        basis=str(head["basis"]),
        confidence=str(head["confidence"]),
        tables=tuple(_packet_table(_table(one)) for one in _list(source["table"])),
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """What a person's records lack: a column of a row, or the whole row where ``row_id`` is empty."""

    person: str
    born_on: date | None
    register: Register
    row_id: str
    column: Column | None


def gaps(form: PacketForm, rows: Mapping[str, Mapping[int, Values]]) -> list[Gap]:
    """What the packet needs and the registers do not say, person by person; ``rows`` are by table."""
    people = {_person(values): values for found in rows.values() for values in found.values()}
    found = {_named(gap): gap for table in form.tables for gap in _gaps(table, rows[table.name], people)}
    return [found[name] for name in sorted(found)]


def _named(gap: Gap) -> tuple[str, str, str, str, str]:
    """What tells a gap from others: two tables may be filled by one register."""
    column = gap.column.key if gap.column else ""
    return gap.person, str(gap.born_on), gap.row_id, gap.register.name, column


def _gaps(
    table: PacketTable, rows: Mapping[int, Values], people: Mapping[tuple[str, date | None], Values]
) -> Iterator[Gap]:
    register = register_of(table.register)
    needed = [register.column(one.column) for one in table.fields if one.is_needed]
    for number, values in rows.items():
        for column in needed:
            if values[column.key] in (None, "", ()):
                yield Gap(*_person(values), register, register.row_id(number), column)
    if table.is_of_everybody:
        for name, born_on in people.keys() - {_person(values) for values in rows.values()}:
            yield Gap(name, born_on, register, "", None)


def _person(values: Values) -> tuple[str, date | None]:
    born_on = values["born_on"]
    return str(values["person"]), born_on if isinstance(born_on, date) else None


def packet_files(
    form: PacketForm, rows: Mapping[str, Sequence[Values]], *, unit: str, on: date
) -> dict[str, bytes]:
    """The files of a packet by name, ``manifest.json`` the last; ``rows`` are by the name of the table."""
    files: dict[str, bytes] = {}
    for table in form.tables:
        records = _records(table, rows[table.name])
        files[f"{table.name}.csv"] = _csv(table, records)
        files[f"{table.name}.json"] = _json(records)
    manifest = {
        "format": form.format,
        "basis": form.basis,
        "confidence": form.confidence,
        "unit": unit,
        "on": on.isoformat(),
        "tables": {
            table.name: {
                "rows": len(_records(table, rows[table.name])),
                "fields": [{"name": one.name, "confidence": one.confidence} for one in table.fields],
            }
            for table in form.tables
        },
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
    }
    return {**files, "manifest.json": _json(manifest)}


def _records(table: PacketTable, rows: Sequence[Values]) -> list[dict[str, str]]:
    """The rows as records of text, each once: a person with two employments stands once among people."""
    records = [{one.name: _plain(row[one.column]) for one in table.fields} for row in rows]
    return list({tuple(record.values()): record for record in records}.values())


def _plain(held: Held) -> str:
    if isinstance(held, tuple):
        return ";".join(held)
    return held.isoformat() if isinstance(held, date) else str(held if held is not None else "")


def _csv(table: PacketTable, records: Sequence[Mapping[str, str]]) -> bytes:
    """Comma-separated, UTF-8 with its mark so that Excel reads the marks; no cell begins a formula."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [one.name for one in table.fields], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _tame(value) for key, value in record.items()} for record in records)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _tame(value: str) -> str:
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t")) else value


def _json(found: object) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _packet_table(entry: Mapping[str, object]) -> PacketTable:
    fields = [_table(one) for one in _list(entry["fields"])]
    return PacketTable(
        str(entry["name"]),
        str(entry["register"]),
        tuple(_packet_field(one) for one in fields),
        is_of_everybody=bool(entry.get("of_everybody", False)),
    )


def _packet_field(entry: Mapping[str, object]) -> PacketField:
    return PacketField(
        str(entry["name"]),
        str(entry["column"]),
        str(entry["confidence"]),
        is_needed=bool(entry.get("needed", False)),
    )


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise TypeError(found)
    return found


def _table(found: object) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise TypeError(found)
    return found
