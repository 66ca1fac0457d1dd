"""What a file may say but rarely means: steps back behind the register, and people spelled in another way.

Nothing here refuses a file; an officer looks and says that it is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tinnhiem.common.text import fold, same_name_key
from tinnhiem.domain.registers.register_changes import ChangedRow, Changes, Known, NewRow
from tinnhiem.domain.registers.register_columns import ColumnKind, Register
from tinnhiem.domain.registers.register_sheet import CellFinding, ReadRow
from tinnhiem.engines.documents.reading.workbook import Workbook

STAMP: Final = {"vi": "Xuất lúc", "en": "Exported at"}
"""What stands before the moment of export on the second sheet of an exported workbook."""
MOMENT: Final = "%d/%m/%Y %H:%M:%S"
"""How that moment is written, in the time of the installation."""

_WHOLE_FILE: Final = "A1"


@dataclass(frozen=True, slots=True)
class Staleness:
    """When a file was exported, and when its register was last written after that."""

    exported_at: datetime
    written_at: datetime


def exported_at(workbook: Workbook) -> datetime | None:
    """The moment that a workbook says it was exported at, without its zone; None where it says none."""
    headings = {fold(words) for words in STAMP.values()}
    for sheet in workbook.sheets:
        for row in sheet.rows:
            said = [str(cell.value) for cell in row.cells[:2]]
            if len(said) > 1 and fold(said[0]) in headings:
                return _moment(said[1])
    return None


def cautions(
    register: Register,
    changes: Changes,
    rows: Sequence[ReadRow],
    *,
    staleness: Staleness | None,
    known: Known,
) -> tuple[CellFinding, ...]:
    """What to look at before writing ``changes``.

    A file older than the register says so once; otherwise each cell that it would empty is named.
    """
    by_number = {row.number: row for row in rows}
    found: list[CellFinding] = []
    if staleness is not None and changes.changed:
        found.append(_stale(staleness, len(changes.changed)))
    for changed in changes.changed:
        found.extend(_steps_back(register, changed, by_number[changed.row]))
    for new in changes.new:
        found.extend(_spelled_otherwise(register, new, by_number[new.row], known))
    return tuple(found)


def _stale(staleness: Staleness, count: int) -> CellFinding:
    params: dict[str, str | int] = {
        "exported": f"{staleness.exported_at:%H:%M %d/%m/%Y}",
        "written": f"{staleness.written_at:%H:%M %d/%m/%Y}",
        "count": count,
    }
    return CellFinding("register_file_older", _WHOLE_FILE, params=params)


def _steps_back(register: Register, row: ChangedRow, read: ReadRow) -> Iterator[CellFinding]:
    """Cells that held something and would hold nothing; an end taken away opens the row again."""
    last = register.period[1] if register.period else ""
    for one in row.differences:
        if one.old and not one.new:
            code = "register_reopened" if one.column.key == last else "register_emptied"
            yield CellFinding(code, read.cell(one.column.key), one.column.key, labels=one.column.labels)


def _spelled_otherwise(register: Register, row: NewRow, read: ReadRow, known: Known) -> Iterator[CellFinding]:
    """A new person whose name and birth are those of somebody known, but for the marks."""
    for column in register.columns:
        if column.kind is ColumnKind.NEW_PERSON:
            held, given = row.values[register.birth_of(column).key], str(row.values[column.key])
            born_on = held if isinstance(held, date) else None
            other = known.spelled.get((fold(given), born_on))
            if other is not None and (same_name_key(given), born_on) not in known.people:
                params = {"given": given, "known": other}
                yield CellFinding("register_person_like", read.cell(column.key), column.key, params)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), MOMENT)  # noqa: DTZ007 - its zone is the installation's
    except ValueError:
        return None
