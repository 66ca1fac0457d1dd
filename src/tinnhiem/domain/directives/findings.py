"""What is found in a document, each with its place and the rule that found it."""

from dataclasses import dataclass, field
from datetime import date

from tinnhiem.engines.documents.reading.traced import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One value, the words it was read from and the rule that read it."""

    value: str
    quote: str
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, as written and as far as the words say it.

    ``due`` is an ISO date, ``--MM-DD`` where no year is known, or empty; ``recurs`` is a rule of RFC 5545.
    ``kind`` is one of by, in, on, range, recurring, relative, vague.
    """

    text: str
    span: Span
    kind: str
    due: str = ""
    starts: str = ""
    recurs: str = ""
    days: int = 0
    is_working_days: bool = False


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as the document writes it, and the entry of the register it was linked to."""

    name: str
    span: Span
    is_group: bool = False
    linked_to: str = ""
    has_ended: bool = False
    """Whether the entry has ended, so that a person is to say who follows it."""
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task that the document gives to somebody; a person confirms it before it counts."""

    span: Span
    quote: str
    leads: tuple[UnitName, ...]
    rule: str
    coordinating: tuple[UnitName, ...] = ()
    addressees: tuple[UnitName, ...] = ()
    stated_subjects: tuple[str, ...] = ()
    """The subject of the sentence where the heading above names the lead."""
    verb: str = ""
    object: str = ""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number together with what it counts."""

    span: Span
    quote: str
    value: float
    unit: str
    is_approximate: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or will happen on a day or between two days."""

    span: Span
    quote: str
    kind: str
    on: str = ""
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class PersonPost:
    """A person and the post the document gives."""

    span: Span
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence with a directive word that no task covers: somebody should look at it."""

    span: Span
    quote: str
    word: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head and foot of a document: single fields and lists of values."""

    fields: dict[str, Finding] = field(default_factory=dict)
    lists: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    issued_on: date | None = None
    """The day that dates without a year are counted from."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document."""

    language: str
    head: Head
    tasks: tuple[TaskDraft, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    people: tuple[PersonPost, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    is_partial: bool = False
    """Whether the time ran out before the end of the document."""
