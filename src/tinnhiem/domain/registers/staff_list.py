"""A school's staff list as schools keep it in Excel, read into people, errors and warnings.

An error stops an import until the cell is corrected; what is merely untidy is a warning and is read all the
same. Nothing is guessed: a cell that has no certain meaning leaves its value open.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tinnhiem.common.text import same_name_key
from tinnhiem.domain.registers.staff_list_header import Layout, find_layout
from tinnhiem.domain.registers.staff_list_headings import Role
from tinnhiem.domain.registers.staff_list_letterhead import read_letterhead
from tinnhiem.domain.registers.staff_list_members import MemberRead, MemberReader
from tinnhiem.domain.registers.staff_list_rows import Table, read_table
from tinnhiem.domain.registers.staff_list_values import (
    Availability,
    Employment,
    Finding,
    PostKind,
    Sex,
    StaffList,
    StaffMember,
)
from tinnhiem.engines.documents.reading.workbook import Sheet, Workbook

__all__ = [
    "Availability",
    "Employment",
    "Finding",
    "PostKind",
    "Sex",
    "StaffList",
    "StaffMember",
    "read_staff_list",
]

_REQUIRED: Final = (Role.NAME, Role.BIRTH, Role.POST)
_FIRST_CELL: Final = "A1"


def read_staff_list(workbook: Workbook, *, today: date) -> StaffList:
    """Read the first visible sheet whose heading has names, else the first with any heading.

    Without a heading the list holds the one error header_missing.

    ``today`` stands in for the day of the list where the list does not say it.
    """
    visible = [sheet for sheet in workbook.sheets if sheet.rows and not sheet.is_hidden]
    found = [(sheet, layout) for sheet in visible if (layout := find_layout(sheet))]
    if found:
        sheet, layout = next((pair for pair in found if pair[1].of(Role.NAME)), found[0])
        return _read(workbook, sheet, layout, today)
    name, cell = (visible[0].name, visible[0].rows[0].cells[0].coordinate) if visible else ("", _FIRST_CELL)
    return StaffList(sheet=name, errors=(Finding(code="header_missing", cell=cell),))


def _read(workbook: Workbook, sheet: Sheet, layout: Layout, today: date) -> StaffList:
    table = read_table(sheet, layout) if layout.of(Role.NAME) else Table((), (), ())
    head = read_letterhead((row for row in sheet.rows if row.number < layout.top), table.below)
    reader = MemberReader(layout, day_of=workbook.day, as_of=head.as_of or today)
    reads = [reader.read(row) for row in table.persons]
    return StaffList(
        sheet=sheet.name,
        school_name=head.school_name,
        superior=head.superior,
        as_of=head.as_of,
        people=tuple(read.member for read in reads),
        errors=(*_missing_columns(layout), *_errors(reads)),
        warnings=(*_two_birth_columns(layout), *_warnings(reads, table)),
    )


def _missing_columns(layout: Layout) -> list[Finding]:
    missing = [role for role in _REQUIRED if not layout.of(role)]
    return [Finding(code="header_missing", cell=layout.first_cell, reason=role) for role in missing]


def _two_birth_columns(layout: Layout) -> list[Finding]:
    columns = [column.heading_cell for column in layout.of(Role.BIRTH) if column.implied]
    if len(columns) < 2:
        return []
    return [Finding(code="two_birth_columns", cell=columns[1], also=columns[0])]


def _errors(reads: Sequence[MemberRead]) -> list[Finding]:
    """The errors row by row: those within a row, then where it disagrees with an earlier one."""
    persons: dict[tuple[str, date], MemberRead] = {}
    incumbent: MemberRead | None = None
    errors: list[Finding] = []
    for read in reads:
        errors.extend(read.errors)
        member = read.member
        if member.name and member.born_on:
            earlier = persons.setdefault((same_name_key(member.name), member.born_on), read)
            if earlier is not read:
                errors.append(_disagreement("person_twice", read, read.name_cell, earlier.name_cell))
                continue
        if _holds_principal_post(member):
            incumbent = incumbent or read
            if incumbent is not read:
                errors.append(_disagreement("second_incumbent", read, read.post_cell, incumbent.post_cell))
    return errors


def _holds_principal_post(member: StaffMember) -> bool:
    """Whether the person fills the one post of principal: someone who has left the school does not."""
    return member.post_kind is PostKind.PRINCIPAL and member.availability is not Availability.TRANSFERRED


def _disagreement(code: str, read: MemberRead, cell: str, also: str) -> Finding:
    return Finding(code=code, cell=cell, also=also, params={"name": read.member.name or "…"})


def _warnings(reads: Sequence[MemberRead], table: Table) -> list[Finding]:
    """The warnings row by row."""
    by_row = [(read.member.row, warning) for read in reads for warning in read.warnings]
    for row in table.sections:
        cell = next(cell for cell in row.cells if isinstance(cell.value, str))
        by_row.append((row.number, Finding(code="section_row", cell=cell.coordinate)))
    return [warning for _, warning in sorted(by_row, key=lambda found: found[0])]
