"""Excel workbooks as bytes, whole or with a part exchanged."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook as WorkbookWriter


@dataclass
class Sheet:
    """A sheet to be written: rows from the top, with merged areas."""

    rows: Sequence[Sequence[object]]
    title: str = "Danh sách"
    merged: Sequence[str] = ()
    state: str = "visible"


def a_workbook(*sheets: Sheet) -> bytes:
    """A workbook with these sheets."""
    workbook = WorkbookWriter()
    workbook.remove(workbook.active)
    for sheet in sheets:
        written = workbook.create_sheet(sheet.title)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                written.cell(number, column, value)
        for area in sheet.merged:
            written.merge_cells(area)
        written.sheet_state = sheet.state
    return saved(workbook)


def a_table(*rows: Sequence[object], merged: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet of these rows."""
    return a_workbook(Sheet(rows, merged=merged))


def saved(workbook: WorkbookWriter) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """The same package with parts replaced, added, or (None) left out; ``__`` stands for ``/`` in names."""
    changed = {name.replace("__", "/"): content for name, content in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()
