"""Facts: the only source of names, dates and numbers in a finished document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Final, TypeAlias

from tinnhiem.engines.documents.writing.errors import FactTwice


class Blank(Enum):
    """A value that people write by hand on the printed document."""

    BLANK = "blank"


BLANK: Final = Blank.BLANK
"""Stands in for a value left open on purpose, such as the number of a document before it is signed."""

Scalar: TypeAlias = str | int | date | datetime | Blank
Row: TypeAlias = Mapping[str, Scalar]
FactValue: TypeAlias = Scalar | tuple[str, ...] | tuple[Row, ...]


@dataclass(frozen=True)
class Fact:
    """One value with the dotted id under which forms ask for it, such as ``ballots.issued``.

    Moments carry their offset; the form puts them in its own time zone. Shares and percentages are text,
    worded by whoever computed them. The value stays out of ``repr``, since it may be a count that is not
    public.
    """

    id: str
    value: FactValue = field(repr=False)


@dataclass(frozen=True)
class FactSheet:
    """What is known for one document, by id. One sheet may serve several forms."""

    facts: Mapping[str, Fact] = field(repr=False)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "FactSheet":
        """A sheet of these facts; raises ``FactTwice`` where two share an id."""
        known: dict[str, Fact] = {}
        for fact in facts:
            if fact.id in known:
                raise FactTwice(fact=fact.id)
            known[fact.id] = fact
        return cls(MappingProxyType(known))

    @classmethod
    def from_mapping(cls, values: Mapping[str, FactValue]) -> "FactSheet":
        """A sheet of values by dotted id."""
        return cls.of(Fact(fact_id, value) for fact_id, value in values.items())

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all facts that are known."""
        return frozenset(self.facts)

    def find(self, fact_id: str) -> Fact | None:
        """The fact ``fact_id``, where it is known."""
        return self.facts.get(fact_id)

    def with_facts(self, values: Mapping[str, FactValue]) -> "FactSheet":
        """This sheet with ``values`` added, or put in place of what it held under the same ids."""
        return FactSheet.from_mapping({fact.id: fact.value for fact in self.facts.values()} | dict(values))

    def without(self, fact_id: str) -> "FactSheet":
        """This sheet without the fact ``fact_id``."""
        return FactSheet.of(fact for fact in self.facts.values() if fact.id != fact_id)
