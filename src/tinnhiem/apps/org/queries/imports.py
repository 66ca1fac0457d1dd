"""A staff list waiting to be confirmed, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinnhiem.apps.org.models import StaffImport
from tinnhiem.apps.org.operations.staff_lists import (
    Difference,
    StaffImportOver,
    differences,
    read_import,
)
from tinnhiem.domain.registers.staff_list import Finding


@dataclass(frozen=True)
class FindingRow:
    """An error or a warning: its cell, the earlier cell it clashes with, and what to do."""

    cell: str
    also: str
    text: str


@dataclass(frozen=True)
class ImportedPerson:
    """A person as the list names them, with what confirming would change."""

    row: int
    name: str
    born_on: date | None
    post: str
    change: str


@dataclass(frozen=True)
class ImportView:
    """A pending staff list; ``changes`` counts the people that confirming would add or change."""

    id: int
    unit_id: int
    unit_name: str
    file_name: str
    school_name: str
    as_of: date | None
    errors: Sequence[FindingRow]
    warnings: Sequence[FindingRow]
    people: Sequence[ImportedPerson]
    added: int
    changed: int
    unchanged: int
    may_confirm: bool


def get_import(import_id: int, *, language: str) -> ImportView:
    """The pending list of this number; raises ``StaffImportOver`` once it was confirmed or discarded."""
    row = StaffImport.objects.select_related("unit").filter(pk=import_id).first()
    if row is None or row.state != StaffImport.State.PREVIEWED:
        raise StaffImportOver(file=row.file_name if row else "")
    staff = read_import(row)
    changes = {change.row: change for change in differences(row.unit, staff)}
    kinds = [change.kind for change in changes.values()]
    return ImportView(
        id=row.pk,
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        file_name=row.file_name,
        school_name=staff.school_name or "",
        as_of=staff.as_of,
        errors=[_finding(finding, language) for finding in staff.errors],
        warnings=[_finding(finding, language) for finding in staff.warnings],
        people=[
            ImportedPerson(
                person.row, person.name, person.born_on, person.post or "", _kind(changes.get(person.row))
            )
            for person in staff.people
        ],
        added=kinds.count("added"),
        changed=kinds.count("changed"),
        unchanged=kinds.count("unchanged"),
        may_confirm=not staff.errors,
    )


def _kind(change: Difference | None) -> str:
    return change.kind if change else ""


def _finding(finding: Finding, language: str) -> FindingRow:
    return FindingRow(finding.cell, finding.also or "", finding.message(language))
