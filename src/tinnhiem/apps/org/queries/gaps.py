"""What a packet for the national databases would lack, as a workbook to correct the registers by."""

from collections.abc import Collection
from datetime import date

from tinnhiem.apps.org.bindings import rows_of
from tinnhiem.apps.org.operations.packets import packet_form
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.registers.packets import Gap, gaps
from tinnhiem.engines.documents.writing.workbook import (
    CellValue,
    WrittenColumn,
    WrittenSheet,
    write_workbook,
)

_HEADINGS = ("gap_person", "gap_born_on", "gap_register", "gap_row", "gap_missing")


def packet_gaps(*, unit_ids: Collection[int], on: date, language: str) -> bytes:
    """A line for each fact that is missing of each person on a day: in which register, in which row."""
    form = packet_form()
    rows = {table.name: rows_of(table.register, unit_ids=unit_ids, on=on) for table in form.tables}
    lines = [_line(gap, language) for gap in gaps(form, rows)]
    columns = [WrittenColumn(sentence(code, language), is_day=code == "gap_born_on") for code in _HEADINGS]
    return write_workbook(WrittenSheet(sentence("gap_sheet", language), columns, lines))


def _line(gap: Gap, language: str) -> tuple[CellValue, ...]:
    missing = gap.column.label(language) if gap.column else sentence("gap_whole_row", language)
    return (gap.person, gap.born_on, gap.register.titles[language], gap.row_id or None, missing)
