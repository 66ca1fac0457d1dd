"""Names of units in a document linked to a register given as data, with aliases and successors.

A unit that has ended is still linked; its successors on the day asked for are given beside it, so that a
person decides. A name that fits two entries, or none, stays text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinnhiem.domain.directives.findings import Extraction, TaskDraft, UnitName
from tinnhiem.domain.directives.units import unit_key


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """One entry of a register of units; ``ended_on`` is the first day on which it no longer was."""

    unit_id: str
    name: str
    aliases: tuple[str, ...] = ()
    ended_on: date | None = None
    successors: tuple[str, ...] = ()
    """Ids of the units that took over."""


def linked(extraction: Extraction, register: Sequence[KnownUnit], *, on: date) -> Extraction:
    """``extraction`` with each unit linked to its entry and, where that has ended, to its successors."""
    entries = _by_name(register)
    by_id = {unit.unit_id: unit for unit in register}

    def link(units: tuple[UnitName, ...]) -> tuple[UnitName, ...]:
        return tuple(_linked(unit, entries, by_id, on) for unit in units)

    def link_task(draft: TaskDraft) -> TaskDraft:
        return replace(
            draft,
            leads=link(draft.leads),
            coordinating=link(draft.coordinating),
            addressees=link(draft.addressees),
        )

    return replace(extraction, tasks=tuple(link_task(draft) for draft in extraction.tasks))


def _by_name(register: Iterable[KnownUnit]) -> dict[str, KnownUnit]:
    """Entries by the keys of their names and aliases, without those that two entries share."""
    found: dict[str, KnownUnit] = {}
    shared: set[str] = set()
    for unit in register:
        for key in {unit_key(name) for name in (unit.name, *unit.aliases)}:
            if key in found:
                shared.add(key)
            found[key] = unit
    return {key: unit for key, unit in found.items() if key not in shared}


def _linked(
    unit: UnitName, entries: Mapping[str, KnownUnit], by_id: Mapping[str, KnownUnit], on: date
) -> UnitName:
    entry = None if unit.is_group else entries.get(unit_key(unit.name))
    if entry is None:
        return unit
    return replace(unit, linked_to=entry.unit_id, successors=_successors(entry, by_id, on, frozenset()))


def _successors(
    entry: KnownUnit, by_id: Mapping[str, KnownUnit], on: date, seen: frozenset[str]
) -> tuple[str, ...]:
    """The units that stand in the place of ``entry`` on that day; none while it lasts itself."""
    if entry.ended_on is None or on < entry.ended_on or entry.unit_id in seen:
        return ()
    found: list[str] = []
    for unit_id in entry.successors:
        following = by_id.get(unit_id)
        further = _successors(following, by_id, on, seen | {entry.unit_id}) if following else ()
        found.extend(further or (unit_id,))
    return tuple(dict.fromkeys(found))
