"""The registers as data: their columns, what a cell may hold, and what no two rows may share."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from tinnhiem.common.errors import DomainError

Held = str | int | date | tuple[str, ...] | None
"""What a row holds in a column: a word, a number, a day, the keys of several choices, or nothing."""
Values = Mapping[str, Held]

LONGEST: Final = 200
"""How many letters a text may have where its column says nothing else."""
ID_HEADING: Final = {"vi": "Mã dòng", "en": "Row id"}


class RegisterUnknown(DomainError):
    """No register has this name."""

    code = "register_unknown"
    status = 404


class ColumnKind(StrEnum):
    """What a column holds; ``last_day`` is a day that still belongs to the period."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    DAY = "day"
    LAST_DAY = "last_day"
    CHOICE = "choice"
    CHOICES = "choices"
    UNIT = "unit"
    PERSON = "person"
    NEW_PERSON = "new_person"
    AREA = "area"


class Exclusion(StrEnum):
    """Why two rows may not share a day; each is the code of its sentence."""

    OVERLAP = "register_overlap"
    TWO_SUPERIORS = "register_two_superiors"
    TWO_PRINCIPALS = "register_two_principals"


DAYS: Final = frozenset({ColumnKind.DAY, ColumnKind.LAST_DAY})
PEOPLE: Final = frozenset({ColumnKind.PERSON, ColumnKind.NEW_PERSON})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, what it holds, its label by language, its choices, how long a text may be.

    ``headings`` head it in lists, which show the name of a unit before its code.
    """

    key: str
    kind: ColumnKind
    labels: Mapping[str, str]
    headings: Mapping[str, str]
    is_needed: bool
    is_fixed: bool
    longest: int
    choices: Mapping[str, Mapping[str, str]]

    def label(self, language: str) -> str:
        """The heading in a language."""
        return self.labels[language]

    def words(self, held: Held, language: str) -> str:
        """What a cell of this column says to a reader; days are left to the page."""
        if held is None:
            return ""
        if isinstance(held, tuple):
            return "; ".join(self.words(one, language) for one in held)
        found = self.choices.get(str(held))
        return found[language] if found else str(held)


@dataclass(frozen=True, slots=True)
class Apart:
    """Columns by which rows are grouped whose periods may not share a day, and why not."""

    by: tuple[str, ...]
    where: tuple[str, str] | None
    code: Exclusion


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its name, the prefix of its row ids, its columns and what must hold among its rows."""

    name: str
    prefix: str
    file: str
    titles: Mapping[str, str]
    leads: Mapping[str, str]
    key: tuple[str, ...]
    period: tuple[str, str] | None
    apart: tuple[Apart, ...]
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column of a key."""
        return next(column for column in self.columns if column.key == key)

    def row_id(self, number: int) -> str:
        """The stable id of a row, as files and pages name it."""
        return f"{self.prefix}-{number}"

    def birth_of(self, column: Column) -> Column:
        """The column of the birth date that tells the person of ``column`` from others of the name."""
        return self.columns[self.columns.index(column) + 1]


@cache
def registers() -> Sequence[Register]:
    """All registers, in the order in which the first page names them."""
    source = tomllib.loads((files(__package__) / "registers.toml").read_text(encoding="utf-8"))
    return tuple(_register(entry, source["choices"]) for entry in source["register"])


def register_of(name: str) -> Register:
    """The register of a name; raises ``RegisterUnknown``."""
    found = next((register for register in registers() if register.name == name), None)
    if found is None:
        raise RegisterUnknown
    return found


def same(column: Column, first: Held, second: Held) -> bool:
    """Whether two cells of a column say the same; the order of several choices does not count."""
    if column.kind is ColumnKind.CHOICES:
        return set(_several(first)) == set(_several(second))
    return first == second


def _several(held: Held) -> tuple[str, ...]:
    return held if isinstance(held, tuple) else ()


def _register(entry: Mapping[str, object], choices: Mapping[str, object]) -> Register:
    period = _strings(entry.get("period", []))
    return Register(
        name=str(entry["name"]),
        prefix=str(entry["prefix"]),
        file=str(entry["file"]),
        titles=_words(entry["title"]),
        leads=_words(entry["lead"]),
        key=_strings(entry["key"]),
        period=(period[0], period[1]) if period else None,
        apart=tuple(_apart(_table(one)) for one in _list(entry.get("apart", []))),
        columns=tuple(_column(_table(one), choices) for one in _list(entry["columns"])),
    )


def _apart(entry: Mapping[str, object]) -> Apart:
    where = _strings(entry.get("where", []))
    return Apart(
        _strings(entry["by"]), (where[0], where[1]) if where else None, Exclusion(str(entry["code"]))
    )


def _column(entry: Mapping[str, object], choices: Mapping[str, object]) -> Column:
    listed = _table(choices[str(entry["choices"])]) if "choices" in entry else {}
    labels = {"vi": str(entry["vi"]), "en": str(entry["en"])}
    return Column(
        key=str(entry["key"]),
        kind=ColumnKind(str(entry["kind"])),
        labels=labels,
        headings=_words(entry["listed"]) if "listed" in entry else labels,
        is_needed=bool(entry.get("needed", False)),
        is_fixed=bool(entry.get("fixed", False)),
        longest=int(str(entry.get("longest", LONGEST))),
        choices={key: _words(words) for key, words in listed.items()},
    )


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise TypeError(found)
    return found


def _table(found: object) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise TypeError(found)
    return found


def _strings(found: object) -> tuple[str, ...]:
    return tuple(str(one) for one in _list(found))


def _words(found: object) -> Mapping[str, str]:
    return {language: str(words) for language, words in _table(found).items()}
