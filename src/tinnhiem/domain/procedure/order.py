"""The order of a meeting, read from a pack: which step is next, and what the room must hear."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from string import Formatter
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period, PeriodReversed

FOLDER: Final = "procedures"


class ProcedureMissing(DomainError):
    """No pack holds a procedure for this stage on this date."""

    code = "procedure_missing"


class ProcedureMalformed(DomainError):
    """A procedure file of a pack cannot be read as one."""

    code = "procedure_malformed"


class StepOutOfOrder(DomainError):
    """A step was to be completed before the one that comes first."""

    code = "step_out_of_order"


class MeetingIsOver(DomainError):
    """Every step has been completed."""

    code = "meeting_is_over"


class StepKind(StrEnum):
    """What a step asks of the room before it may close."""

    ROLL_CALL = "roll_call"
    STATEMENT = "statement"
    ADDRESS = "address"
    SHOW_OF_HANDS = "show_of_hands"
    COMMITTEE_ELECTION = "committee_election"
    READING = "reading"
    COMMENTS = "comments"
    BALLOT = "ballot"
    COUNT = "count"
    CLOSE = "close"


@dataclass(frozen=True)
class Step:
    """One step: its words are the pack's, in the language of the law; only titles are translated."""

    id: str
    kind: StepKind
    title: Mapping[str, str]
    read_aloud: str
    minutes: str
    minutes_without: str = ""
    irregularity: str = ""
    warning_phrases: tuple[str, ...] = ()
    majority: Fraction | None = None
    sizes: tuple[int, ...] = ()
    minutes_allowed: int | None = None


@dataclass(frozen=True)
class Procedure:
    """The enforced order of one stage, in force for ``period``.

    ``words`` are the pack's words for people and documents, ``audiences`` who may open which document,
    ``copies`` in how many originals minutes are made.
    """

    procedure: str
    stage: str
    period: Period
    title: Mapping[str, str]
    words: Mapping[str, str]
    audiences: Mapping[str, tuple[str, ...]]
    copies: int
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        """The step named ``step_id``; raises ``StepOutOfOrder`` for a name the procedure does not have."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise StepOutOfOrder(step=step_id, expected=self.steps[0].id)

    def next_step(self, completed: Sequence[str]) -> Step:
        """The step that comes after those ``completed``; raises ``MeetingIsOver`` when none is left."""
        if len(completed) >= len(self.steps):
            raise MeetingIsOver
        return self.steps[len(completed)]

    def expect(self, step_id: str, completed: Sequence[str]) -> Step:
        """The step ``step_id`` if it is the next one; raises ``StepOutOfOrder`` naming the expected one."""
        expected = self.next_step(completed)
        if expected.id != step_id:
            asked = self.step(step_id)
            raise StepOutOfOrder(step=asked.title["vi"], expected=expected.title["vi"])
        return expected


def find_procedure(
    folders: Sequence[Path], *, jurisdiction: str, procedure: str, stage: str, on: date
) -> Procedure:
    """The procedure in force on a date, a later folder's file before an earlier one's.

    ``folders`` are packs' folders, each with ``<jurisdiction>/procedures/*.toml``.
    Raises ``ProcedureMissing`` where no file covers the date, ``ProcedureMalformed`` for an unreadable file.
    """
    for folder in reversed(folders):
        for file in sorted((folder / jurisdiction / FOLDER).glob("*.toml")):
            found = read_procedure(file)
            if (found.procedure, found.stage) == (procedure, stage) and on in found.period:
                return found
    raise ProcedureMissing(procedure=procedure, stage=stage, on=on.isoformat())


def read_procedure(file: Path) -> Procedure:
    """The procedure written in ``file``; raises ``ProcedureMalformed`` naming file and fault."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        return Procedure(
            procedure=content["procedure"],
            stage=content["stage"],
            period=_period(content),
            title=_titles(content["title"]),
            words={str(key): str(word) for key, word in content["words"].items()},
            audiences={str(kind): tuple(map(str, row)) for kind, row in content["audiences"].items()},
            copies=int(content["documents"]["copies"]),
            steps=_steps(content["steps"]),
        )
    except (AttributeError, KeyError, PeriodReversed, TypeError, ValueError) as fault:
        raise ProcedureMalformed(file=file.name, fault=str(fault)) from fault


def _period(content: Mapping[str, object]) -> Period:
    """``from`` and ``to`` are first and last day, as in rules; a period inside the house ends exclusively."""
    last_on = _day(content, "to") if "to" in content else None
    return Period(_day(content, "from"), None if last_on is None else last_on + timedelta(days=1))


def _day(content: Mapping[str, object], key: str) -> date:
    value = content[key]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"{key}: {value}")
    return value


def _steps(rows: Sequence[Mapping[str, object]]) -> tuple[Step, ...]:
    steps = tuple(_read_step(row) for row in rows)
    twice = {step.id for step in steps if sum(other.id == step.id for other in steps) > 1}
    if twice or not steps:
        raise ValueError(f"steps: {', '.join(sorted(twice))}")
    return steps


def _read_step(row: Mapping[str, object]) -> Step:
    return Step(
        id=_text(row, "id"),
        kind=StepKind(_text(row, "kind")),
        title=_titles(row["title"]),
        read_aloud=_sentence(row, "read_aloud"),
        minutes=_sentence(row, "minutes"),
        minutes_without=_sentence(row, "minutes_without", default=""),
        irregularity=_sentence(row, "irregularity", default=""),
        warning_phrases=tuple(str(phrase) for phrase in _rows(row, "warning_phrases")),
        majority=Fraction(_text(row, "majority")) if "majority" in row else None,
        sizes=tuple(int(str(size)) for size in _rows(row, "sizes")),
        minutes_allowed=int(str(row["minutes_allowed"])) if "minutes_allowed" in row else None,
    )


def _sentence(row: Mapping[str, object], key: str, *, default: str | None = None) -> str:
    """A sentence with placeholders; raises ``ValueError`` for a brace without its partner."""
    sentence = _text(row, key, default=default)
    for _ in Formatter().parse(sentence):
        pass
    return sentence


def _titles(titles: object) -> Mapping[str, str]:
    if not isinstance(titles, dict) or "vi" not in titles:
        raise ValueError("title.vi")
    return {str(language): str(title) for language, title in titles.items()}


def _text(row: Mapping[str, object], key: str, *, default: str | None = None) -> str:
    value = row.get(key, default)
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def _rows(row: Mapping[str, object], key: str) -> Sequence[object]:
    rows = row.get(key, ())
    if not isinstance(rows, list | tuple):
        raise ValueError(key)
    return rows
