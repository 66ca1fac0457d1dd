"""What a cell of a register's workbook means: a day, a choice, a number or a word; nothing is guessed."""

import re
from datetime import date, datetime
from typing import Final

from tinnhiem.common.text import fold, normal
from tinnhiem.domain.registers.register_columns import Column, ColumnKind, Held
from tinnhiem.engines.documents.reading.workbook import Value

_DAY_IN_WORDS: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_COUNT: Final = 1000  # not law: more posts than any school has
_LONGEST_CODE: Final = 40
_FIRST_YEAR: Final = 1900  # not law: before it no day of a register lies


class CellRefused(Exception):
    """A cell does not hold what its column asks for; ``reason`` is the code of the sentence that says so."""

    def __init__(self, reason: str, **params: str | int) -> None:
        self.reason, self.params = reason, params
        super().__init__(reason)


def read_cell(column: Column, value: Value | None) -> Held:
    """The meaning of a cell, or None where it is empty; raises ``CellRefused``."""
    if value is None or (isinstance(value, str) and not normal(value)):
        return None
    match column.kind:
        case ColumnKind.DAY | ColumnKind.LAST_DAY:
            return _day(value)
        case ColumnKind.COUNT:
            return _count(value)
        case ColumnKind.CHOICE:
            return _choice(column, _text(value))
        case ColumnKind.CHOICES:
            return tuple(dict.fromkeys(_choice(column, one) for one in _pieces(_text(value))))
        case ColumnKind.CODE | ColumnKind.UNIT:
            return _code(_text(value).lower())
        case _:
            return _no_longer(_text(value), column.longest)


def _text(value: Value) -> str:
    text = normal(str(value))
    if isinstance(value, str) and value.startswith("#"):
        raise CellRefused("register_error_value", given=text)
    return text


def _no_longer(text: str, longest: int) -> str:
    if len(text) > longest:
        raise CellRefused("register_too_long", count=longest)
    return text


def _pieces(text: str) -> list[str]:
    return [piece for piece in map(normal, re.split(r"[;\n]", text)) if piece]


def _code(text: str) -> str:
    if not _CODE.fullmatch(text) or len(text) > _LONGEST_CODE:
        raise CellRefused("register_code", given=text)
    return text


def _count(value: Value) -> int:
    number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= _MOST_COUNT:
        raise CellRefused("register_count", given=normal(str(value)))
    return number


def _choice(column: Column, given: str) -> str:
    for key, words in column.choices.items():
        if fold(given) in {fold(key), *map(fold, words.values())}:
            return key
    raise CellRefused("register_choice", given=given)


def _day(value: Value) -> date:
    """A day as a date cell or as words 05/09/2026; two figures for the year are refused."""
    if isinstance(value, datetime):
        return _within(value.date(), str(value.date()))
    if isinstance(value, date):
        return _within(value, str(value))
    text = normal(str(value))
    in_words, iso = _DAY_IN_WORDS.fullmatch(text), _ISO_DAY.fullmatch(text)
    if not isinstance(value, str) or not (in_words or iso):
        raise CellRefused("register_day", given=text)
    parts = [int(part) for part in iso.groups()] if iso else []
    if in_words:
        parts = [int(part) for part in in_words.groups()][::-1]
    try:
        return _within(date(*parts), text)
    except ValueError as no_day:
        raise CellRefused("register_day", given=text) from no_day


def _within(day: date, given: str) -> date:
    if day.year < _FIRST_YEAR:
        raise CellRefused("register_day", given=given)
    return day
