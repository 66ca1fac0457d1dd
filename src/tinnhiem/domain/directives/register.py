"""Names of units in a document linked to a register given as data, with aliases and successors.

A unit that has ended is still linked; it is marked, and its successors on the day asked for are given beside
it, so that a person decides. A name that fits two entries of the day of the document, or none, stays text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tinnhiem.domain.directives.findings import Extraction, TaskDraft, UnitName
from tinnhiem.domain.directives.units import unit_key


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """One entry of a register; ``ended_on`` is the first day on which it no longer was."""

    unit_id: str
    name: str
    aliases: tuple[str, ...] = ()
    begun_on: date | None = None
    ended_on: date | None = None
    successors: tuple[str, ...] = ()
    """Ids of the units that took over."""

    def lasts(self, on: date) -> bool:
        """Whether the unit exists on that day."""
        return (self.begun_on is None or self.begun_on <= on) and (
            self.ended_on is None or on < self.ended_on
        )


def linked(extraction: Extraction, register: Sequence[KnownUnit], *, on: date) -> Extraction:
    """``extraction`` with each unit linked to its entry, marked where that has ended by the day ``on``."""
    entries = _by_name(register, extraction.head.issued_on)
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


def _by_name(register: Iterable[KnownUnit], issued: date | None) -> dict[str, KnownUnit]:
    """Entries by the keys of their names and aliases, without those that two entries of the day share."""
    found: dict[str, list[KnownUnit]] = {}
    for unit in register:
        for key in {unit_key(name) for name in (unit.name, *unit.aliases)}:
            found.setdefault(key, []).append(unit)
    meant = {key: _of_the_day(units, issued) for key, units in found.items()}
    return {key: units[0] for key, units in meant.items() if len(units) == 1}


def _of_the_day(units: list[KnownUnit], issued: date | None) -> list[KnownUnit]:
    """Of several units of one name, those that existed when the document was issued."""
    if len(units) == 1 or issued is None:
        return units
    return [unit for unit in units if unit.lasts(issued)]


def _linked(
    unit: UnitName, entries: Mapping[str, KnownUnit], by_id: Mapping[str, KnownUnit], on: date
) -> UnitName:
    entry = None if unit.is_group else entries.get(unit_key(unit.name))
    if entry is None:
        return unit
    ended = entry.ended_on is not None and entry.ended_on <= on
    followed = _successors(entry, by_id, on, frozenset())
    return replace(unit, linked_to=entry.unit_id, has_ended=ended, successors=followed)


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
