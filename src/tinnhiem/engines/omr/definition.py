"""What a sheet asks: parsed once at the border, then trusted."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final, cast
from unicodedata import category

from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import normal

VERSION: Final = 1
"""Version of the sheet layout; it enters the form hash, so a sheet of another version is another form."""

LANGUAGES: Final = {"vi": "vi", "en": "en", "zh": "zh", "zh-Hans": "zh", "zh-hans": "zh"}
"""Languages of the printed words, by the names a definition may give them."""

FAMILIES: Final = 250
"""Form families that the markers can tell apart: a thousand printed codes, four corners each."""

_REQUIRED: Final = ("title", "unit", "date", "subjects", "options")
_OPTIONAL: Final = ("language", "kind", "paper", "batch", "criteria")
_LONGEST_TEXT: Final = 400
_MOST_SUBJECTS: Final = 60
_MOST_OPTIONS: Final = 8
_MOST_CRITERIA: Final = 8


class DefinitionNotReadable(DomainError):
    """The definition is no JSON object."""

    code: ClassVar[str] = "sheet_definition_not_readable"


class DefinitionKeyUnknown(DomainError):
    """The definition has a member that is not in the contract."""

    code: ClassVar[str] = "sheet_definition_key_unknown"


class DefinitionKeyMissing(DomainError):
    """The definition lacks a member."""

    code: ClassVar[str] = "sheet_definition_key_missing"


class DefinitionValueInvalid(DomainError):
    """A member of the definition has a value that no sheet can show."""

    code: ClassVar[str] = "sheet_definition_value_invalid"


class DefinitionCountInvalid(DomainError):
    """A list of the definition is empty, or longer than any sheet."""

    code: ClassVar[str] = "sheet_definition_count_invalid"


class DefinitionIdRepeated(DomainError):
    """Two subjects or two options share an id, so their votes could not be told apart."""

    code: ClassVar[str] = "sheet_definition_id_repeated"


class Kind(StrEnum):
    """How a voter answers: a mark in a box, or a line through a name."""

    BOXES = "boxes"
    STRIKE_OUT = "strike_out"


class Paper(StrEnum):
    """Paper sizes, upright."""

    A4 = "A4"
    A5 = "A5"


@dataclass(frozen=True)
class Subject:
    """A person or an item on which the sheet asks for an answer."""

    id: str
    name: str
    post: str


@dataclass(frozen=True)
class Option:
    """One of the answers, the same for all subjects."""

    id: str
    label: str


@dataclass(frozen=True)
class Definition:
    """A sheet's content; the layout follows from it and from ``VERSION`` alone.

    ``authentication`` is no content: it is the public code that the key of a print run gives the batch.
    """

    title: str
    unit: str
    date: str
    subjects: tuple[Subject, ...]
    options: tuple[Option, ...]
    language: str = "vi"
    kind: Kind = Kind.BOXES
    paper: Paper = Paper.A5
    batch: str = ""
    criteria: tuple[str, ...] = ()
    authentication: str = ""

    @property
    def meeting_tag(self) -> str:
        """Eight digits that stand for title, unit and date."""
        return _digest([self.title, self.unit, self.date])[:8]

    @property
    def form_hash(self) -> str:
        """SHA-256 of everything printed, without the batch, and of the layout version."""
        subjects = [[subject.id, subject.name, subject.post] for subject in self.subjects]
        options = [[option.id, option.label] for option in self.options]
        head = [str(VERSION), self.title, self.unit, self.date, self.language, self.kind, self.paper]
        return _digest([head, subjects, options, list(self.criteria)])

    @property
    def batch_tag(self) -> str:
        """Eight digits that stand for the batch."""
        return _digest([self.batch])[:8]

    @property
    def family(self) -> int:
        """The family that the four corner markers carry, from form and batch."""
        return int(_digest([self.form_hash, self.batch])[:8], 16) % FAMILIES

    @property
    def open_code(self) -> str:
        """Meeting, form and batch as the QR code says them, which anybody with the definition can write."""
        return f"TN{VERSION}:{self.meeting_tag}:{self.form_hash[:16]}:{self.batch_tag}".upper()

    @property
    def code(self) -> str:
        """What the QR code says: the same on every sheet of the batch."""
        return f"{self.open_code}:{self.authentication}" if self.authentication else self.open_code


def parse_definition(text: str | bytes) -> Definition:
    """The definition in ``text``, a JSON object as the command-line contract describes it (§5).

    Raises ``DefinitionNotReadable``, ``DefinitionKeyUnknown``, ``DefinitionKeyMissing``,
    ``DefinitionValueInvalid``, ``DefinitionCountInvalid`` or ``DefinitionIdRepeated``.
    """
    record = _parse_object(text)
    _check_keys(record, required=_REQUIRED, optional=_OPTIONAL, where="")
    subjects = tuple(map(_subject, _items(record, "subjects", most=_MOST_SUBJECTS)))
    kind = Kind(_choice(record, "kind", tuple(Kind), default=Kind.BOXES))
    most = 2 if kind is Kind.STRIKE_OUT else _MOST_OPTIONS
    options = tuple(map(_option, _items(record, "options", most=most)))
    _refuse_repeated("subjects", (subject.id for subject in subjects))
    _refuse_repeated("options", (option.id for option in options))
    usual = Paper.A5 if len(subjects) <= 6 and len(options) <= 4 else Paper.A4
    return Definition(
        title=_text(record, "title"),
        unit=_text(record, "unit"),
        date=_text(record, "date"),
        subjects=subjects,
        options=options,
        language=LANGUAGES[_choice(record, "language", tuple(LANGUAGES), default="vi")],
        kind=kind,
        paper=Paper(_choice(record, "paper", tuple(Paper), default=usual)),
        batch=_text(record, "batch", default=""),
        criteria=_criteria(record),
    )


def _digest(parts: object) -> str:
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _parse_object(text: str | bytes) -> Mapping[str, object]:
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        record = cast("object", json.loads(decoded))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise DefinitionNotReadable(line=line) from error
    if not isinstance(record, dict):
        raise DefinitionNotReadable(line=1)
    return cast("dict[str, object]", record)


def _check_keys(
    record: Mapping[str, object], *, required: Sequence[str], optional: Sequence[str], where: str
) -> None:
    for key in record:
        if key not in required and key not in optional:
            raise DefinitionKeyUnknown(key=where + key)
    for key in required:
        if key not in record:
            raise DefinitionKeyMissing(key=where + key)


def _text(record: Mapping[str, object], key: str, *, where: str = "", default: str | None = None) -> str:
    value = record.get(key, default)
    if not isinstance(value, str):
        raise DefinitionValueInvalid(key=where + key, value=json.dumps(value)[:60])
    said = normal(value)
    is_one_line = not any(category(character) == "Cc" for character in value.strip())
    is_printable = is_one_line and said.isprintable() and len(said) <= _LONGEST_TEXT
    if not is_printable or (not said and default is None):
        raise DefinitionValueInvalid(key=where + key, value=_shown(value))
    return said


def _shown(value: str) -> str:
    """``value`` with names for the characters that would not show, or would turn the rest around."""
    marked = (sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in value)
    return "".join(marked)[:60]


def _choice(record: Mapping[str, object], key: str, allowed: Sequence[str], *, default: str) -> str:
    value = record.get(key, default)
    if not isinstance(value, str) or value not in allowed:
        raise DefinitionValueInvalid(key=key, value=str(value)[:60])
    return value


def _items(record: Mapping[str, object], key: str, *, most: int) -> list[tuple[str, Mapping[str, object]]]:
    value = record[key]
    if not isinstance(value, list):
        raise DefinitionValueInvalid(key=key, value=str(value)[:60])
    items = cast("list[object]", value)
    if not 1 <= len(items) <= most:
        raise DefinitionCountInvalid(key=key, count=len(items), least=1, most=most)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            raise DefinitionValueInvalid(key=f"{key}[{index}]", value=str(item)[:60])
    return [(f"{key}[{index}].", cast("dict[str, object]", item)) for index, item in enumerate(items)]


def _subject(item: tuple[str, Mapping[str, object]]) -> Subject:
    where, record = item
    _check_keys(record, required=("id", "name"), optional=("post",), where=where)
    return Subject(
        id=_text(record, "id", where=where),
        name=_text(record, "name", where=where),
        post=_text(record, "post", where=where, default=""),
    )


def _option(item: tuple[str, Mapping[str, object]]) -> Option:
    where, record = item
    _check_keys(record, required=("id", "label"), optional=(), where=where)
    return Option(id=_text(record, "id", where=where), label=_text(record, "label", where=where))


def _criteria(record: Mapping[str, object]) -> tuple[str, ...]:
    value = record.get("criteria", [])
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        raise DefinitionValueInvalid(key="criteria", value=str(value)[:60])
    lines = cast("list[str]", value)
    if len(lines) > _MOST_CRITERIA:
        raise DefinitionCountInvalid(key="criteria", count=len(lines), least=0, most=_MOST_CRITERIA)
    return tuple(_text({"criteria": line}, "criteria") for line in lines)


def _refuse_repeated(key: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise DefinitionIdRepeated(key=key, id=id_)
        seen.add(id_)
