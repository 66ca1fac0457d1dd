"""A packet for the national databases: tables as CSV and JSON, and a manifest that names every file's digest.

The manifest is what an officer signs with the agency's digital signature; nothing here keeps a key. The same
rows give the same bytes.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tinnhiem.domain.registers.register_columns import Held, Values


@dataclass(frozen=True, slots=True)
class PacketField:
    """A field of the packet: its name there, the column it comes from, and whether that was checked."""

    name: str
    column: str
    confidence: str


@dataclass(frozen=True, slots=True)
class PacketTable:
    """A table of the packet, and the register that fills it."""

    name: str
    register: str
    fields: tuple[PacketField, ...]


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
        tuple(PacketField(str(one["name"]), str(one["column"]), str(one["confidence"])) for one in fields),
    )


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise TypeError(found)
    return found


def _table(found: object) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise TypeError(found)
    return found
