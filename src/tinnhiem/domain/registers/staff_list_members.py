"""A person's row to a staff member in normal form, with what is wrong or untidy in its cells."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tinnhiem.domain.registers.staff_list_dates import DateRead, DateReader
from tinnhiem.domain.registers.staff_list_header import Column, Layout
from tinnhiem.domain.registers.staff_list_headings import Role
from tinnhiem.domain.registers.staff_list_rows import is_name
from tinnhiem.domain.registers.staff_list_values import Employment, Finding, PostKind, Sex, StaffMember
from tinnhiem.domain.registers.staff_list_words import (
    availability_of,
    employment_of,
    is_mark,
    is_nothing,
    plain,
    post_kind_of,
    sex_of,
    tidy,
)
from tinnhiem.engines.documents.reading.workbook import Cell, Row, coordinate

_YOUNGEST: Final = 16
_OLDEST: Final = 80
_LONGEST_SERVICE: Final = 50
_SHOWN: Final = 60
_NOT_PARTY: Final = re.compile(r"^(khong|chua|quan chung|doan vien)\b")
_NUMBER_AND_DATE: Final = re.compile(
    r"(?P<number>\S.*?)[,;]? (?:(?:ký )?ngày )?(?P<day>\d{1,2}[./-]\d{1,2}[./-]\d{4})", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class MemberRead:
    """A member with the findings in its row and the cells that other rows may be compared with."""

    member: StaffMember
    name_cell: str
    post_cell: str
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


class MemberReader:
    """Reads the persons of one list; ``as_of`` is the day that the list speaks of."""

    def __init__(self, layout: Layout, *, day_of: Callable[[float], date | None], as_of: date) -> None:
        self._layout = layout
        self._as_of = as_of
        self._births = DateReader(day_of, as_of.year - _OLDEST, as_of.year - _YOUNGEST)
        self._appointments = DateReader(day_of, as_of.year - _LONGEST_SERVICE, as_of.year + 1)

    def read(self, row: Row) -> MemberRead:
        """The person of ``row``; a cell that is wrong leaves its value open and is named in ``errors``."""
        found = _Findings()
        cells = _RowCells(row, self._layout)
        name = self._name(cells, found)
        born_on, birth_sex = self._birth(cells, found)
        decision_number, appointed_on = self._decision(cells, found)
        post, note = cells.text(Role.POST), cells.text(Role.NOTE)
        _note_untidy_cells(cells, found)
        member = StaffMember(
            row=row.number,
            name=name,
            born_on=born_on,
            sex=_sex(cells) or birth_sex,
            post=post,
            post_kind=post_kind_of(post) if post else PostKind.OTHER,
            employment=_employment(cells),
            degree=cells.text(Role.DEGREE),
            political_theory=cells.text(Role.POLITICAL_THEORY),
            party_member=_party_member(cells),
            decision_number=decision_number,
            appointed_on=appointed_on,
            note=note,
            availability=availability_of(note or ""),
        )
        name_cell, post_cell = cells.place(Role.NAME), cells.place(Role.POST)
        return MemberRead(member, name_cell, post_cell, tuple(found.errors), tuple(found.warnings))

    def _name(self, cells: "_RowCells", found: "_Findings") -> str:
        filled = [(column, cell) for column, cell in cells.filled(Role.NAME) if is_name(cell.value)]
        name = " ".join(shown(cell) for _, cell in filled)
        if not name:
            found.error("name_missing", cells.place(Role.NAME))
            return ""
        if name.isupper() and len(_WORD.findall(name)) > 1:
            found.warning("capitals", filled[0][1].coordinate, name=_short(_titled(name)))
            return _titled(name)
        return name

    def _birth(self, cells: "_RowCells", found: "_Findings") -> tuple[date | None, Sex | None]:
        filled = cells.filled(Role.BIRTH)
        if not filled:
            return None, None
        column, cell = filled[0]
        if len(filled) > 1 and column.implied and filled[1][0].implied:
            found.error("date_invalid", filled[1][1].coordinate, also=cell.coordinate, reason="two_cells")
            return None, None
        read = self._births.read(cell.value)
        _note_date(read, cell, "date_invalid", found)
        if read.day and read.day > self._as_of:
            found.error("birth_in_future", cell.coordinate, born=_written(read.day), on=_written(self._as_of))
        return read.day, Sex(column.implied) if column.implied else None

    def _decision(self, cells: "_RowCells", found: "_Findings") -> tuple[str | None, date | None]:
        """Number and date; a list without a column for the date may write it after the number."""
        number = cells.text(Role.DECISION)
        both = _NUMBER_AND_DATE.fullmatch(number or "")
        if both and not self._layout.of(Role.APPOINTMENT):
            return both["number"], self._appointments.read(both["day"]).day
        return number, self._appointment(cells, found)

    def _appointment(self, cells: "_RowCells", found: "_Findings") -> date | None:
        cell = next((cell for _, cell in cells.filled(Role.APPOINTMENT)), None)
        if cell is None:
            return None
        read = self._appointments.read(cell.value)
        _note_date(read, cell, "appointment_date_invalid", found)
        return read.day


@dataclass
class _Findings:
    """What was found in one row."""

    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def error(
        self, code: str, cell: str, *, also: str | None = None, reason: str = "", **params: str | int
    ) -> None:
        self.errors.append(Finding(code=code, cell=cell, also=also, reason=reason, params=params))

    def warning(self, code: str, cell: str, *, reason: str = "", **params: str | int) -> None:
        self.warnings.append(Finding(code=code, cell=cell, reason=reason, params=params))


class _RowCells:
    """The cells of one row by what their columns hold."""

    def __init__(self, row: Row, layout: Layout) -> None:
        self._number = row.number
        self._layout = layout
        cells = {cell.column: cell for cell in row.cells if _holds_something(cell)}
        self._filled = {
            role: [(column, cells[column.index]) for column in columns if column.index in cells]
            for role, columns in layout.columns.items()
        }

    def filled(self, role: Role) -> Sequence[tuple[Column, Cell]]:
        """The cells of a role that hold something, the one to ask first in front."""
        return self._filled.get(role, ())

    def text(self, role: Role) -> str | None:
        """The text of a role in normal form, or None."""
        return next((shown(cell) for _, cell in self.filled(role)), None)

    def place(self, role: Role) -> str:
        """The cell of a role that is filled, else the one where it should be, else the row's first."""
        filled = next((cell.coordinate for _, cell in self.filled(role)), None)
        column = next((column.index for column in self._layout.of(role)), 1)
        return filled or coordinate(self._number, column)

    def texts(self) -> Iterator[tuple[Cell, str]]:
        """Every text that the list is read for, as it was typed."""
        for role in Role:
            for _, cell in self.filled(role):
                if isinstance(cell.value, str):
                    yield cell, cell.value


def shown(cell: Cell) -> str:
    """What a cell shows, in normal form."""
    return _written(cell.value) if isinstance(cell.value, date) else tidy(str(cell.value))


def _holds_something(cell: Cell) -> bool:
    """Whether a cell is filled with more than blanks, dashes or dots."""
    if not isinstance(cell.value, str):
        return True
    return any(letter.isalnum() for letter in cell.value) or is_mark(cell.value)


def _note_date(read: DateRead, cell: Cell, code: str, found: _Findings) -> None:
    if read.reason:
        found.error(code, cell.coordinate, reason=read.reason, value=_short(shown(cell)))
    elif read.day and read.is_text:
        reason = "short_year" if read.has_short_year else ""
        found.warning("date_as_text", cell.coordinate, reason=reason, read=_written(read.day))
    if read.day and read.has_trailing_words:
        found.warning("trailing_words", cell.coordinate, value=_short(shown(cell)), read=_written(read.day))


def _note_untidy_cells(cells: _RowCells, found: _Findings) -> None:
    for cell, typed in cells.texts():
        composed = unicodedata.normalize("NFC", typed)
        if composed != typed:
            found.warning("decomposed", cell.coordinate)
        if tidy(composed) != composed:
            found.warning("blanks", cell.coordinate)


def _sex(cells: _RowCells) -> Sex | None:
    for column, cell in cells.filled(Role.SEX):
        typed = shown(cell)
        if column.implied and is_mark(typed):
            return Sex(column.implied)
        if named := sex_of(typed):
            return named
    return None


def _employment(cells: _RowCells) -> Employment | None:
    for column, cell in cells.filled(Role.EMPLOYMENT):
        typed = shown(cell)
        if column.implied and is_mark(typed):
            return Employment(column.implied)
        if named := employment_of(typed):
            return named
    return None


def _party_member(cells: _RowCells) -> bool:
    """Whether the column is ticked, or says yes in words or with the day of admission."""
    return any(_says_yes(cell) for _, cell in cells.filled(Role.PARTY))


def _says_yes(cell: Cell) -> bool:
    if isinstance(cell.value, bool | int):
        return bool(cell.value)
    typed = shown(cell)
    return not is_nothing(typed) and not _NOT_PARTY.search(plain(typed))


def _titled(name: str) -> str:
    return _WORD.sub(lambda word: word[0][:1] + word[0][1:].lower(), name)


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
