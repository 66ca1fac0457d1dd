"""An extraction as the plain record that the command line, files and other programs read."""

from collections.abc import Iterable, Mapping, Sequence

from tinnhiem.domain.directives.confidence import confidence_of
from tinnhiem.domain.directives.findings import (
    Deadline,
    Event,
    Extraction,
    Figure,
    Finding,
    TaskDraft,
    UnitName,
)

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def record_of(extraction: Extraction, *, name: str, text: str | None = None) -> dict[str, Json]:
    """The record of one document; ``text`` goes along where spans refer to it rather than to the file."""
    head = extraction.head
    meta: dict[str, Json] = {field: _finding(finding) for field, finding in head.fields.items()}
    meta |= {field: [_finding(finding) for finding in findings] for field, findings in head.lists.items()}
    record: dict[str, Json] = {
        "doc": name,
        "lang": extraction.language,
        "meta": meta,
        "tasks": [_task(draft, f"{name}-t{place}") for place, draft in enumerate(extraction.tasks, 1)],
        "figures": [_figure(figure) for figure in extraction.figures],
        "events": [_event(event) for event in extraction.events],
        "people": [{"span": list(one.span), "name": one.name, "post": one.post} for one in extraction.people],
        "uncovered": [
            {"span": list(one.span), "quote": one.quote, "word": one.word} for one in extraction.uncovered
        ],
    }
    if extraction.is_partial:
        record["partial"] = True
    return record if text is None else {**record, "text": text}


def _finding(finding: Finding) -> Json:
    span: Json = list(finding.span) if finding.span else None
    return {
        "span": span,
        "quote": finding.quote or None,
        "value": finding.value,
        "rule": finding.rule,
        "confidence": confidence_of(finding.rule),
    }


def _task(draft: TaskDraft, name: str) -> Json:
    return {
        "id": name,
        "span": list(draft.span),
        "quote": draft.quote,
        "lead": _names(draft.leads),
        "lead_spans": [list(unit.span) for unit in draft.leads],
        "lead_alt": list(draft.stated_subjects),
        "lead_units": [_unit(unit) for unit in draft.leads],
        "group": any(unit.is_group for unit in draft.leads),
        "coord": _names(draft.coordinating),
        "coord_units": [_unit(unit) for unit in draft.coordinating],
        "addressee": _names(draft.addressees),
        "verb": draft.verb,
        "object": draft.object,
        "deadline": _deadline(draft.deadline),
        "optional": False,
        "rule": draft.rule,
        "confidence": confidence_of(draft.rule),
    }


def _names(units: Iterable[UnitName]) -> Json:
    return [unit.name for unit in units]


def _unit(unit: UnitName) -> Json:
    return {
        "name": unit.name,
        "group": unit.is_group,
        "linked_to": unit.linked_to or None,
        "successors": list(unit.successors),
        "ask": unit.has_ended,
    }


def _deadline(deadline: Deadline | None) -> Json:
    if deadline is None:
        return None
    record: dict[str, Json] = {
        "text": deadline.text,
        "span": list(deadline.span),
        "kind": deadline.kind,
        "date": deadline.due or None,
    }
    extra: dict[str, Json] = {"from": deadline.starts, "rrule": deadline.recurs}
    record |= {key: value for key, value in extra.items() if value}
    if deadline.days:
        record |= {"days": deadline.days, "working_days": deadline.is_working_days}
    return record


def _figure(figure: Figure) -> Json:
    value: Json = int(figure.value) if figure.value.is_integer() else figure.value
    return {
        "span": list(figure.span),
        "quote": figure.quote,
        "value": value,
        "unit": figure.unit,
        "approx": figure.is_approximate,
    }


def _event(event: Event) -> Json:
    record: dict[str, Json] = {
        "span": list(event.span),
        "quote": event.quote,
        "kind": event.kind,
        "date": event.on or None,
    }
    return record | ({"from": event.starts, "to": event.ends} if event.ends else {})
