"""What stands around the table of a list: the school, the unit above it, the day the list speaks of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.domain.registers.staff_list_words import plain, tidy
from tinnhiem.engines.documents.reading.workbook import Row

_SCHOOL: Final = re.compile(r"^(truong|trung tam|nha tre) \w")
_SCHOOL_INSIDE: Final = re.compile(
    r"trường (mầm non|mẫu giáo|tiểu học|trung học|phổ thông|mn|th|thcs|thpt|ptdtbt|ptdtnt|th&thcs)\b.*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"^(đơn vị|tên đơn vị|tên trường|trường|cơ quan chủ quản)\s*:\s*", re.IGNORECASE)
_MOTTO: Final = re.compile(r"\b(cong hoa xa hoi|doc lap|danh sach|tinh den|mau so|phu luc)\b")
_DAY: Final = re.compile(
    r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})|\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b", re.IGNORECASE
)
_AS_OF: Final = re.compile(r"\b(tinh den|tinh toi|thoi diem|co mat den)\b")
_DATED: Final = re.compile(r"\bngay\b")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines around a table, as far as they were understood."""

    school_name: str | None
    superior: str | None
    as_of: date | None


def read_letterhead(above: Iterable[Row], below: Iterable[Row]) -> Letterhead:
    """Read the lines above and below a table; names stay as written."""
    lines = _lines(above)
    school, superior = _school(lines)
    return Letterhead(school, superior, _as_of([line for _, line in (*lines, *_lines(below))]))


def _lines(rows: Iterable[Row]) -> list[tuple[int, str]]:
    """The lines of text by column, in reading order."""
    return [
        (cell.column, line)
        for row in rows
        for cell in row.cells
        if isinstance(cell.value, str)
        for part in cell.value.splitlines()
        if (line := tidy(part))
    ]


def _school(lines: list[tuple[int, str]]) -> tuple[str | None, str | None]:
    for place, (column, line) in enumerate(lines):
        name = _LABEL.sub("", line)
        if _SCHOOL.search(plain(name)):
            before = [
                text for left, text in lines[:place] if left == column and not _MOTTO.search(plain(text))
            ]
            return name, _LABEL.sub("", before[-1]) if before else None
    inside = (found[0] for _, line in lines if (found := _SCHOOL_INSIDE.search(line)))
    return next(inside, None), None


def _as_of(lines: list[str]) -> date | None:
    """The day the list says it speaks of, else the day it was signed."""
    for words in (_AS_OF, _DATED):
        days = (day for line in lines if words.search(plain(line)) and (day := _day(line)))
        if found := next(days, None):
            return found
    return None


def _day(line: str) -> date | None:
    found = _DAY.search(line)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None
