"""The registers from workbooks and forms: shown first, written when confirmed, whole or not at all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.audit import queries as audit_lines
from tinnhiem.apps.org.areas import is_area
from tinnhiem.apps.org.bindings import BINDINGS, rows_of
from tinnhiem.apps.org.models import RegisterImport, Unit
from tinnhiem.apps.org.operations.register_rows import known_people, known_spellings, write
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.registers.register_cautions import Staleness, cautions, exported_at
from tinnhiem.domain.registers.register_changes import Changes, Known, compare, unknown_references
from tinnhiem.domain.registers.register_columns import (
    Held,
    Register,
    Values,
    register_of,
)
from tinnhiem.domain.registers.register_sheet import CellFinding, ReadRow, ReadSheet, read_sheet
from tinnhiem.engines.documents.reading.workbook import read_workbook


class RegisterFileHasErrors(DomainError):
    """A workbook with errors was to be confirmed."""

    code = "register_file_has_errors"


class RegisterImportOver(DomainError):
    """A workbook that was already confirmed or discarded, or was never uploaded by this account."""

    code = "register_import_over"
    status = 410


class RegisterClash(DomainError):
    """The database refused rows that say the same as others which the reader may not see."""

    code = "register_clash"


class RegisterCautionsUnseen(DomainError):
    """A workbook was to be confirmed though nobody said that its steps back or doubtful names are meant."""

    code = "register_cautions_unseen"


class RowRefused(DomainError):
    """A row given by form cannot be written; ``findings`` say why, by column."""

    code = "register_row_refused"

    def __init__(self, findings: Sequence[CellFinding]) -> None:
        self.findings = findings
        super().__init__(count=len(findings))


@dataclass(frozen=True)
class RegisterPreview:
    """What a pending workbook would do, beside the rows as they stand, and what to look at first."""

    id: int
    register: Register
    file_name: str
    changes: Changes
    current: Mapping[int, Values]
    cautions: Sequence[CellFinding]


@transaction.atomic
def preview_register(*, register: str, file_name: str, content: bytes, actor: Actor, at: datetime) -> int:
    """Keep a workbook aside and return the number of its import; what cannot be read is not kept."""
    read_workbook(content, name=file_name)
    row = RegisterImport.objects.create(
        register=register_of(register).name,
        file_name=file_name,
        file_sha256=sha256(content).hexdigest(),
        content=content,
        uploaded_by_id=actor.account_id,
        uploaded_at=at,
    )
    return row.pk


def pending_import(*, import_id: int, unit_ids: Collection[int], actor: Actor) -> RegisterPreview:
    """What confirming would do, without doing it; raises ``RegisterImportOver``."""
    return _preview(_pending(import_id, actor), unit_ids)


@transaction.atomic
def confirm_register(
    *, import_id: int, unit_ids: Collection[int], actor: Actor, at: datetime, cautions_seen: bool = False
) -> Changes:
    """Write a previewed workbook and drop its bytes; the same file again changes nothing.

    Raises ``RegisterImportOver``, ``RegisterFileHasErrors``, ``RegisterCautionsUnseen`` or ``RegisterClash``;
    then nothing is written.
    """
    row = _pending(import_id, actor, is_locked=True)
    found = _preview(row, unit_ids)
    if found.changes.findings:
        raise RegisterFileHasErrors(count=len(found.changes.findings))
    if found.cautions and not cautions_seen:
        raise RegisterCautionsUnseen(count=len(found.cautions))
    _write(found.register, found.changes)
    _close(row, RegisterImport.State.CONFIRMED)
    if found.changes.count:
        audit.append(
            actor=actor.key,
            act="register.imported",
            subject=f"register:{found.register.name}",
            at=at,
            after={
                "file_sha256": row.file_sha256,
                "new": len(found.changes.new),
                "changed": len(found.changes.changed),
                "cautions": len(found.cautions),
            },
        )
    return found.changes


@transaction.atomic
def discard_register(*, import_id: int, actor: Actor) -> None:
    """Forget a previewed workbook, its bytes included."""
    _close(_pending(import_id, actor, is_locked=True), RegisterImport.State.DISCARDED)


@transaction.atomic
def write_row(
    *,
    register: str,
    row_id: int | None,
    values: Values,
    unit_ids: Collection[int],
    actor: Actor,
    at: datetime,
    cautions_seen: bool = False,
) -> bool:
    """Add a row to a register or correct one, as a form gives it; ``False`` where nothing differs.

    Raises ``RowRefused`` with what is wrong in which column, or with whom a new person may be confused until
    somebody says that it is another one, or ``RegisterClash``.
    """
    found = register_of(register)
    read = ReadRow(number=1, id=row_id, values=values, cells={})
    missing = [
        CellFinding("register_needed", "", column.key, labels=column.labels)
        for column in found.columns
        if column.is_needed and not values.get(column.key) and values.get(column.key) != 0
    ]
    known_there = known(unit_ids)
    changes = compare(
        found,
        current=rows_of(register, unit_ids=unit_ids),
        rows=[] if missing else [read],
        known=known_there,
    )
    if missing or changes.findings:
        raise RowRefused([*missing, *changes.findings])
    confused = cautions(found, replace(changes, changed=()), [read], staleness=None, known=known_there)
    if confused and not cautions_seen:
        raise RowRefused(confused)
    if not changes.count:
        return False
    _write(found, changes)
    _record(found, changes, actor=actor, at=at)
    return True


def known(unit_ids: Collection[int]) -> Known:
    """What rows of these units may refer to."""
    units = Unit.objects.filter(pk__in=list(unit_ids)).values_list("code", flat=True)
    return Known(
        units=frozenset(units), people=frozenset(known_people()), is_area=is_area, spelled=known_spellings()
    )


def _preview(row: RegisterImport, unit_ids: Collection[int]) -> RegisterPreview:
    register = register_of(row.register)
    workbook = read_workbook(bytes(row.content), name=row.file_name)
    sheet: ReadSheet = read_sheet(workbook, register)
    current = rows_of(register.name, unit_ids=unit_ids)
    known_there = known(unit_ids)
    changes = compare(register, current=current, rows=sheet.rows, known=known_there)
    findings = [*sheet.findings, *unknown_references(register, sheet.partial, known_there), *changes.findings]
    return RegisterPreview(
        id=row.pk,
        register=register,
        file_name=row.file_name,
        changes=Changes(changes.new, changes.changed, changes.unchanged, changes.missing, tuple(findings)),
        current=current,
        cautions=cautions(
            register,
            changes,
            sheet.rows,
            staleness=_staleness(register, exported_at(workbook)),
            known=known_there,
        ),
    )


def _staleness(register: Register, exported: datetime | None) -> Staleness | None:
    """How much older than its register a file is; None where it is not, or does not say when it was made."""
    if exported is None:
        return None
    written = audit_lines.last_at(acts=f"{BINDINGS[register.name].act}.", subject=f"register:{register.name}")
    made = timezone.make_aware(exported)
    return Staleness(made, timezone.localtime(written)) if written and written > made else None


def _pending(import_id: int, actor: Actor, *, is_locked: bool = False) -> RegisterImport:
    rows = RegisterImport.objects.select_for_update() if is_locked else RegisterImport.objects
    row = rows.filter(pk=import_id, uploaded_by_id=actor.account_id).first()
    if row is None or row.state != RegisterImport.State.PREVIEWED:
        raise RegisterImportOver(file=row.file_name if row else "")
    return row


def _close(row: RegisterImport, state: str) -> None:
    row.state = state
    row.content = b""
    row.save(update_fields=["state", "content"])


def _write(register: Register, changes: Changes) -> None:
    try:
        with transaction.atomic():
            write(register, changes)
    except IntegrityError as clash:
        raise RegisterClash from clash


def _record(register: Register, changes: Changes, *, actor: Actor, at: datetime) -> None:
    """One line: which row of which register, and what it says now, as a digest."""
    changed = next(iter(changes.changed), None)
    values = changed.values if changed else changes.new[0].values
    before = {one.column.key: _fact(one.old) for one in changed.differences} if changed else None
    audit.append(
        actor=actor.key,
        act=f"{BINDINGS[register.name].act}.{'changed' if changed else 'entered'}",
        subject=f"{register.name}:{changed.id if changed else 'new'}",
        at=at,
        before=before,
        after={key: _fact(held) for key, held in values.items()},
    )


def _fact(held: Held) -> str:
    if isinstance(held, tuple):
        return "; ".join(held)
    return held.isoformat() if isinstance(held, date) else str(held if held is not None else "")
