"""One row of a pack file, read field by field; each mistake is named with file, line and rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Final, TypeVar

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations.errors import (
    DenominatorUnknown,
    PackBooleanForNumber,
    PackFieldMissing,
    PackFieldUnknown,
    PackFieldWrong,
    PackFloat,
    PackFractionWrong,
    PackWordUnknown,
)
from tinnhiem.domain.regulations.values import Denominator

Word = TypeVar("Word", bound=StrEnum)
Mistake = TypeVar("Mistake", bound=DomainError)

_FRACTION: Final = re.compile(r"([0-9]{1,6})/([1-9][0-9]{0,5})\Z")


@dataclass(frozen=True)
class Place:
    """Where a row stands: file, line of its heading, id of the rule."""

    file: str
    line: int
    rule: str

    def mistake(self, error: type[Mistake], **params: str | int) -> Mistake:
        """The error, with this place among its params."""
        return error(citation=None, file=self.file, line=self.line, rule=self.rule, **params)


@dataclass
class Table:
    """A TOML table at its place; what was read is remembered, so that ``refuse_unread`` finds the rest."""

    fields: Mapping[str, object]
    place: Place
    _read: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self.fields

    def text(self, name: str, default: str | None = None) -> str:
        """A text that is not empty."""
        if default is not None and name not in self.fields:
            return default
        found = self._get(name)
        if not isinstance(found, str) or not found.strip():
            raise self.wrong(name, "text")
        return found

    def whole(self, name: str) -> int:
        """A whole number of zero or more."""
        found = self._get(name)
        if isinstance(found, bool):
            raise self.place.mistake(PackBooleanForNumber, field=name)
        if not isinstance(found, int) or found < 0:
            raise self.wrong(name, "whole number")
        return found

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false."""
        if default is not None and name not in self.fields:
            return default
        found = self._get(name)
        if not isinstance(found, bool):
            raise self.wrong(name, "true or false")
        return found

    def day(self, name: str) -> date:
        """A day without a time."""
        found = self._get(name)
        if isinstance(found, datetime) or not isinstance(found, date):
            raise self.wrong(name, "date")
        return found

    def fraction(self, name: str) -> Fraction:
        """A share between 0 and 1, written as a fraction in quotes."""
        written = self.text(name)
        match = _FRACTION.match(written)
        if match is None or (share := Fraction(int(match[1]), int(match[2]))) > 1:
            raise self.place.mistake(PackFractionWrong, field=name, word=written)
        return share

    def word(self, name: str, enumeration: type[Word]) -> Word:
        """A word of an enumeration."""
        written = self.text(name)
        try:
            return enumeration(written)
        except ValueError:
            raise self.place.mistake(
                PackWordUnknown, field=name, word=written, allowed=", ".join(enumeration)
            ) from None

    def words(self, name: str, enumeration: type[Word]) -> tuple[Word, ...]:
        """A list of words of an enumeration."""
        written = self.texts(name)
        strangers = [word for word in written if word not in tuple(enumeration)]
        if strangers:
            allowed = ", ".join(enumeration)
            raise self.place.mistake(PackWordUnknown, field=name, word=strangers[0], allowed=allowed)
        return tuple(enumeration(word) for word in written)

    def denominator(self, name: str) -> Denominator:
        """What a share is taken of."""
        written = self.text(name)
        try:
            return Denominator(written)
        except ValueError:
            raise self.place.mistake(
                DenominatorUnknown, word=written, allowed=", ".join(Denominator)
            ) from None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self._get(name)
        if not isinstance(found, list) or not all(isinstance(entry, str) and entry for entry in found):
            raise self.wrong(name, "list of texts")
        return tuple(found)

    def wholes(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        found = self._get(name)
        if not isinstance(found, list):
            raise self.wrong(name, "list of whole numbers")
        if any(isinstance(entry, bool) for entry in found):
            raise self.place.mistake(PackBooleanForNumber, field=name)
        if not all(isinstance(entry, int) and entry >= 0 for entry in found):
            raise self.wrong(name, "list of whole numbers")
        return tuple(found)

    def days(self, name: str) -> tuple[date, ...]:
        """A list of days."""
        found = self._get(name)
        if not isinstance(found, list) or not all(type(entry) is date for entry in found):
            raise self.wrong(name, "list of dates")
        return tuple(found)

    def table(self, name: str) -> "Table":
        """A table inside this one."""
        found = self._get(name)
        if not isinstance(found, dict):
            raise self.wrong(name, "table")
        return Table(found, self.place)

    def tables(self, name: str) -> tuple["Table", ...]:
        """A list of tables inside this one."""
        found = self._get(name)
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.wrong(name, "list of tables")
        return tuple(Table(entry, self.place) for entry in found)

    def names(self) -> tuple[str, ...]:
        """All field names, in the order of the file."""
        return tuple(self.fields)

    def refuse_unread(self) -> None:
        """Raise ``PackFieldUnknown`` for the first field that nobody asked for."""
        for name in self.fields:
            if name not in self._read:
                raise self.place.mistake(PackFieldUnknown, field=name)

    def refuse_floats(self) -> None:
        """Raise ``PackFloat`` for a decimal number anywhere in the table."""
        for name in float_paths(self.fields):
            raise self.place.mistake(PackFloat, field=name)

    def wrong(self, name: str, wanted: str) -> PackFieldWrong:
        """The error for a field that is not what was wanted."""
        return self.place.mistake(PackFieldWrong, field=name, wanted=wanted)

    def _get(self, name: str) -> object:
        self._read.add(name)
        if name not in self.fields:
            raise self.place.mistake(PackFieldMissing, field=name)
        return self.fields[name]


def float_paths(found: object, path: str = "") -> Iterable[str]:
    """Where decimal numbers stand in what a file holds, as dotted names."""
    if isinstance(found, float):
        yield path
    elif isinstance(found, dict):
        for name, entry in found.items():
            yield from float_paths(entry, f"{path}.{name}" if path else str(name))
    elif isinstance(found, list):
        for number, entry in enumerate(found, start=1):
            yield from float_paths(entry, f"{path}[{number}]")
