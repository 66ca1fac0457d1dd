"""Two records that may be one person, proposed by name and birth; people decide.

Records of the same name and the same full birth cannot exist twice; what remains are names that differ by
marks, births that are missing, and births written with day and month exchanged or with one part wrong.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Final

from tinnhiem.common.text import fold

_PARTS_THAT_AGREE: Final = 2


class Likeness(StrEnum):
    """Why two records may be one person."""

    MARKS_DIFFER = "marks_differ"
    BIRTH_MISSING = "birth_missing"
    BIRTH_SWAPPED = "birth_swapped"
    BIRTH_NEAR = "birth_near"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A record of a person; ``name_key`` is shared by all spellings of the name."""

    id: int
    full_name: str
    name_key: str
    born_on: date | None


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two records and why they may be one; ``kept`` is the one that says more, or the older."""

    kept: KnownPerson
    alias: KnownPerson
    likeness: Likeness


def possible_duplicates(people: Sequence[KnownPerson]) -> Iterator[PossibleDuplicate]:
    """The pairs among ``people`` that may be one person, by name."""
    by_name: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in people:
        by_name[fold(person.full_name)].append(person)
    for name in sorted(by_name):
        for first, second in combinations(sorted(by_name[name], key=lambda one: one.id), 2):
            likeness = _likeness(first, second)
            if likeness is not None:
                kept, alias = (second, first) if _says_more(second, first) else (first, second)
                yield PossibleDuplicate(kept, alias, likeness)


def _says_more(second: KnownPerson, first: KnownPerson) -> bool:
    return first.born_on is None and second.born_on is not None


def _likeness(first: KnownPerson, second: KnownPerson) -> Likeness | None:
    if first.born_on is None or second.born_on is None:
        return Likeness.BIRTH_MISSING if first.name_key == second.name_key else None
    if first.born_on == second.born_on:
        return Likeness.MARKS_DIFFER
    if first.name_key != second.name_key:
        return None
    return _of_births(first.born_on, second.born_on)


def _of_births(first: date, second: date) -> Likeness | None:
    if (first.year, first.month, first.day) == (second.year, second.day, second.month):
        return Likeness.BIRTH_SWAPPED
    agreeing = (first.year == second.year) + (first.month == second.month) + (first.day == second.day)
    return Likeness.BIRTH_NEAR if agreeing == _PARTS_THAT_AGREE else None
