"""Which rows under the heading are persons, which are section rows, and where the list ends."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

from tinnhiem.domain.registers.staff_list_header import Layout
from tinnhiem.domain.registers.staff_list_headings import Role, role_of
from tinnhiem.domain.registers.staff_list_words import plain, tidy
from tinnhiem.engines.documents.reading.workbook import Row, Sheet, Value

_FOOTER: Final = re.compile(
    r"^(danh sach (nay|tren|gom|co)|tong so|tong cong|cong( \d+)?$|an dinh|nguoi lap|lap bang|nguoi tong hop"
    r"|ky ten|ky ghi|xac nhan|thu truong|noi nhan)\b"
)
_GROUP: Final = re.compile(
    r"^(tổ|ban|bộ phận|khối|phòng|nhóm|chi bộ|hội đồng|giáo viên|nhân viên)\b", re.IGNORECASE
)
_WHOLE_NUMBER: Final = re.compile(r"0*[1-9]\d{0,5}\.?")
_SECTION_NUMBER: Final = re.compile(r"([IVX]+|[A-Z])[.)]?")
_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,2}|[a-z])\)?", re.IGNORECASE)
_LARGEST_COUNT: Final = 1000
_OTHERS: Final = tuple(set(Role) - {Role.ORDINAL, Role.NAME, Role.BIRTH, Role.NOTE})


class _Kind(Enum):
    PERSON = auto()
    SECTION = auto()
    FOOTER = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list under its heading; ``sections`` stand above some person, ``below`` under all."""

    persons: tuple[Row, ...]
    sections: tuple[Row, ...]
    below: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What a row holds that a person's row would hold."""

    is_numbered: bool
    is_named: bool
    has_birth: bool
    others: int

    @property
    def is_loose(self) -> bool:
        """Whether neither a number nor a birth ties the row to the list."""
        return not self.is_numbered and not self.has_birth

    @property
    def is_bare(self) -> bool:
        """Whether the row holds no more than a number and a name."""
        return not self.has_birth and not self.others


def read_table(sheet: Sheet, layout: Layout) -> Table:
    """Tell the persons of a list from its section rows, repeated headings, signatures and counts."""
    rows = [row for row in sheet.rows if row.number > layout.bottom]
    kinds = _kinds([(row, _evidence(row, layout)) for row in rows], layout)
    end = 1 + max((i for i, kind in enumerate(kinds) if kind is _Kind.PERSON), default=-1)
    listed = list(zip(rows[:end], kinds[:end], strict=True))
    return Table(
        persons=tuple(row for row, kind in listed if kind is _Kind.PERSON),
        sections=tuple(row for row, kind in listed if kind is _Kind.SECTION),
        below=tuple(rows[end:]),
    )


def _kinds(rows: list[tuple[Row, _Evidence]], layout: Layout) -> list[_Kind]:
    """What each row is. A loose row is no person after a footer, nor after the last row tied to the list."""
    last = max((i for i, (_, evidence) in enumerate(rows) if not evidence.is_loose), default=len(rows))
    kinds = []
    has_ended = False
    for i, (row, evidence) in enumerate(rows):
        kind = _kind(row, evidence, layout, has_ended=has_ended or i > last)
        has_ended = has_ended or kind is _Kind.FOOTER
        kinds.append(kind)
    return kinds


def _kind(row: Row, evidence: _Evidence, layout: Layout, *, has_ended: bool) -> _Kind:
    texts = [cell.value for cell in row.cells if isinstance(cell.value, str)]
    has_words = any(letter.isalnum() for text in texts for letter in text)
    if _repeats_heading(row, layout) or not (has_words or _is_person(evidence)):
        return _Kind.NOTHING
    if (evidence.is_loose or evidence.is_bare) and any(_FOOTER.search(plain(text)) for text in texts):
        return _Kind.FOOTER
    if evidence.is_loose and (has_ended or _starts_section(row, layout)):
        return _Kind.SECTION
    if evidence.is_bare and _names_group(row, layout):
        return _Kind.SECTION
    return _Kind.PERSON if _is_person(evidence) else _Kind.SECTION


def _evidence(row: Row, layout: Layout) -> _Evidence:
    return _Evidence(
        is_numbered=any(_is_whole_number(value) for value in _values(row, layout, Role.ORDINAL)),
        is_named=any(is_name(value) for value in _values(row, layout, Role.NAME)),
        has_birth=any(_may_be_birth(value) for value in _values(row, layout, Role.BIRTH)),
        others=sum(1 for role in _OTHERS for _ in _values(row, layout, role)),
    )


def _is_person(evidence: _Evidence) -> bool:
    """A name with anything beside it; without a name, two other things that only a person has."""
    if evidence.is_named:
        return evidence.is_numbered or evidence.has_birth or evidence.others > 0
    return evidence.is_numbered + evidence.has_birth + (evidence.others > 0) > 1


def is_name(value: Value) -> bool:
    """Whether a cell of the name column names somebody."""
    return isinstance(value, str) and not value.startswith("#") and any(letter.isalpha() for letter in value)


def _values(row: Row, layout: Layout, role: Role) -> list[Value]:
    cells = (row.at(column.index) for column in layout.of(role))
    return [
        cell.value for cell in cells if cell and not (isinstance(cell.value, str) and not tidy(cell.value))
    ]


def _is_whole_number(value: Value) -> bool:
    if isinstance(value, str):
        return _WHOLE_NUMBER.fullmatch(tidy(value)) is not None
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _may_be_birth(value: Value) -> bool:
    """Whether a cell could hold a birth: a text with a figure, a date, or a number that is no mere count."""
    if isinstance(value, str):
        return any(letter.isdigit() for letter in value)
    return isinstance(value, date) or value > _LARGEST_COUNT


def _repeats_heading(row: Row, layout: Layout) -> bool:
    """Whether the row is the heading once more, or numbers its columns: (1) (2) (3)."""
    named = [value for value in _values(row, layout, Role.NAME) if isinstance(value, str)]
    if any(role_of(value) is Role.NAME for value in named):
        return sum(1 for cell in row.cells if isinstance(cell.value, str) and role_of(cell.value)) > 1
    is_next = row.number == layout.bottom + 1
    numbers = [_COLUMN_NUMBER.fullmatch(tidy(str(cell.value))) for cell in row.cells]
    return is_next and len(numbers) > 1 and all(numbers) and bool(_values(row, layout, Role.NAME))


def _starts_section(row: Row, layout: Layout) -> bool:
    ordinals = [tidy(value) for value in _values(row, layout, Role.ORDINAL) if isinstance(value, str)]
    return any(_SECTION_NUMBER.fullmatch(ordinal) for ordinal in ordinals)


def _names_group(row: Row, layout: Layout) -> bool:
    return any(
        isinstance(value, str) and _GROUP.search(tidy(value)) for value in _values(row, layout, Role.NAME)
    )
