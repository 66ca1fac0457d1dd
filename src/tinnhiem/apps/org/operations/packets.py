"""A packet for the national databases, handed out with one line in the ledger."""

import io
import tomllib
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Final

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.org.bindings import rows_of
from tinnhiem.apps.org.queries.units import get_unit
from tinnhiem.common.actors import Actor
from tinnhiem.domain.registers.packets import PacketForm, packet_files, read_packet_form
from tinnhiem.domain.registers.register_columns import register_of
from tinnhiem.engines.documents.writing.workbook import WrittenColumn, WrittenSheet, write_workbook
from tinnhiem.packs import PACKS

_FORM: Final = PACKS / "vn" / "exports" / "national_records.toml"
_SAME_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # not law: the first moment an archive can name


@dataclass(frozen=True)
class NationalPacket:
    """A packet as it leaves: its bytes, and the digest of its manifest, which is what gets signed."""

    content: bytes
    manifest_sha256: str


@cache
def packet_form() -> PacketForm:
    """What the pack says a packet holds."""
    return read_packet_form(tomllib.loads(_FORM.read_text(encoding="utf-8")))


@transaction.atomic
def export_packet(
    *, unit_id: int, unit_ids: Collection[int], on: date, actor: Actor, at: datetime
) -> NationalPacket:
    """The records of a unit and everything below it on a day, as an archive.

    ``unit_ids`` are the unit and everything below it that the actor may see.
    """
    unit, form = get_unit(unit_id), packet_form()
    rows = {
        table.name: list(rows_of(table.register, unit_ids=unit_ids, on=on).values()) for table in form.tables
    }
    files = packet_files(form, rows, unit=unit.code, on=on)
    digest = sha256(files["manifest.json"]).hexdigest()
    workbooks = {}
    for table in form.tables:
        register = register_of(table.register)
        columns = [register.column(one.column) for one in table.fields]
        sheet = WrittenSheet(
            table.name,
            [WrittenColumn(one.name) for one in table.fields],
            [[_cell(row[column.key]) for column in columns] for row in rows[table.name]],
        )
        workbooks[f"{table.name}.xlsx"] = write_workbook(sheet)
    audit.append(
        actor=actor.key,
        act="packet.exported",
        subject=f"unit:{unit.id}",
        at=at,
        basis=form.basis,
        after={"manifest_sha256": digest, "on": on.isoformat()},
    )
    everything = {**files, **workbooks}
    sums = "".join(f"{sha256(held).hexdigest()}  {name}\n" for name, held in everything.items())
    return NationalPacket(_archive({**everything, "SHA256SUMS": sums.encode()}), manifest_sha256=digest)


def _cell(held: object) -> str | int | date | None:
    if isinstance(held, tuple):
        return "; ".join(str(one) for one in held)
    return held if isinstance(held, str | int | date) else None


def _archive(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(zipfile.ZipInfo(name, _SAME_MOMENT), held, zipfile.ZIP_DEFLATED)
    return content.getvalue()
