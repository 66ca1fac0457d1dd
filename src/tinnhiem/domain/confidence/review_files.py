"""The orders of review cases as packs write them, one TOML file each in the folder ``casework``."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from string import Formatter
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period, PeriodReversed
from tinnhiem.domain.confidence.review import (
    CaseOrder,
    CaseStep,
    DecisionOption,
    RegisterEffect,
    StepKind,
    TimeLimit,
    Trigger,
)

FOLDER: Final = "casework"


class CaseOrderMissing(DomainError):
    """No pack says how a case of this procedure goes on that day: params procedure, on."""

    code = "case_order_missing"


class CaseOrderMalformed(DomainError):
    """A file of a pack cannot be read as the order of a case: params file, fault."""

    code = "case_order_malformed"


def find_case_order(folders: Sequence[Path], *, jurisdiction: str, procedure: str, on: date) -> CaseOrder:
    """The order in force on a day, a later folder's file before an earlier one's.

    ``folders`` are packs' folders, each with ``<jurisdiction>/casework/*.toml``. Raises ``CaseOrderMissing``
    where no file covers the day, ``CaseOrderMalformed`` for an unreadable one.
    """
    for folder in reversed(folders):
        for file in sorted((folder / jurisdiction / FOLDER).glob("*.toml")):
            found = read_case_order(file)
            if found.procedure == procedure and on in found.period:
                return found
    raise CaseOrderMissing(procedure=procedure, on=on.isoformat())


def read_case_order(file: Path) -> CaseOrder:
    """The order written in ``file``; raises ``CaseOrderMalformed`` naming file and fault."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        order = CaseOrder(
            procedure=content["procedure"],
            period=_period(content),
            title=_titles(content["title"]),
            words={str(key): _fillable(word) for key, word in content["words"].items()},
            steps=tuple(_step(row) for row in content["steps"]),
            decisions=tuple(_decision(row) for row in content["decisions"]),
        )
        _refuse_disorder(order)
    except (AttributeError, KeyError, PeriodReversed, TypeError, ValueError) as fault:
        raise CaseOrderMalformed(file=file.name, fault=str(fault)) from fault
    return order


def _step(row: Mapping[str, object]) -> CaseStep:
    return CaseStep(
        id=_text(row, "id"),
        kind=StepKind(_text(row, "kind")),
        title=_titles(row["title"]),
        taken_by=_text(row, "taken_by"),
        stage=_text(row, "stage", default=""),
        act=_text(row, "act", default=""),
        triggers=_triggers(row),
        limit=_limit(row["limit"]) if "limit" in row else None,
        papers=_texts(row.get("papers", [])),
    )


def _decision(row: Mapping[str, object]) -> DecisionOption:
    return DecisionOption(
        code=_text(row, "code"),
        title=_titles(row["title"]),
        act=_text(row, "act", default=""),
        effect=RegisterEffect(_text(row, "effect")),
        is_open_after_stop=row["after_stop"] is True,
        form=_text(row, "form"),
        matter=_text(row, "matter"),
        article=_fillable(_text(row, "article")),
        follows=_texts(row.get("follows", [])),
        opens=_text(row, "opens", default=""),
        published_as=_text(row, "published_as", default=""),
        triggers=_triggers(row),
    )


def _fillable(words: object) -> str:
    """A sentence with placeholders; raises ``ValueError`` for a brace without its partner."""
    if not isinstance(words, str):
        raise ValueError(str(words))
    for _ in Formatter().parse(words):
        pass
    return words


def _triggers(row: Mapping[str, object]) -> tuple[Trigger, ...]:
    rows = row.get("after", [])
    if not isinstance(rows, list):
        raise ValueError("after")
    return tuple(Trigger(_text(one, "step"), frozenset(_texts(one["on"]))) for one in rows)


def _limit(row: object) -> TimeLimit:
    if not isinstance(row, dict):
        raise ValueError("limit")
    return TimeLimit(_text(row, "rule"), _text(row, "counted_from"), _text(row, "at_most", default=""))


def _refuse_disorder(order: CaseOrder) -> None:
    """Each step once, triggers of earlier steps only, a decision at the end and nowhere else."""
    ids = [step.id for step in order.steps]
    for position, step in enumerate(order.steps):
        asked = {trigger.step for trigger in step.triggers}
        asked |= {step.limit.counted_from} if step.limit else set()
        if ids.count(step.id) > 1 or not asked <= set(ids[:position]):
            raise ValueError(f"steps.{step.id}")
        if (step.kind is StepKind.DECISION) != (position == len(ids) - 1):
            raise ValueError(f"steps.{step.id}.kind")
    for option in order.decisions:
        if not {trigger.step for trigger in option.triggers} <= set(ids):
            raise ValueError(f"decisions.{option.code}")
    if not order.decisions:
        raise ValueError("decisions")


def _period(content: Mapping[str, object]) -> Period:
    """``from`` and ``to`` are first and last day, as in rules; a period inside the house ends exclusively."""
    last_on = _day(content, "to") if "to" in content else None
    return Period(_day(content, "from"), None if last_on is None else last_on + timedelta(days=1))


def _day(content: Mapping[str, object], key: str) -> date:
    value = content[key]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(key)
    return value


def _titles(titles: object) -> Mapping[str, str]:
    if not isinstance(titles, dict) or "vi" not in titles:
        raise ValueError("title.vi")
    return {str(language): str(title) for language, title in titles.items()}


def _text(row: Mapping[str, object], key: str, *, default: str | None = None) -> str:
    value = row.get(key, default)
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def _texts(rows: object) -> tuple[str, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise ValueError("list of texts")
    return tuple(rows)
