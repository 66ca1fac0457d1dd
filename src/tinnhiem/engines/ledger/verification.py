"""Finding every line that does not fit the chain, walking it from the newest line to the oldest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from tinnhiem.engines.ledger.chain import GENESIS, Head, SealedLine, link


class FaultKind(StrEnum):
    """What is wrong with a place in the ledger."""

    ALTERED = "altered"
    MISSING = "missing"
    INSERTED = "inserted"


@dataclass(frozen=True, order=True)
class Fault:
    """A run of line numbers, both ends included, with what is wrong there."""

    first: int
    last: int
    kind: FaultKind


@dataclass(frozen=True)
class LedgerReport:
    """How many lines were read, where the chain ends, and every fault in the order of the lines."""

    checked: int
    head: Head
    faults: tuple[Fault, ...]

    @property
    def is_intact(self) -> bool:
        """Whether every line is the one that was written, and none is missing or added."""
        return not self.faults


def verify(newest_first: Iterable[SealedLine], *, head: Head | None = None) -> LedgerReport:
    """Check each line by itself and against the one written after it, and name every fault.

    With ``head``, noted earlier at another place, lines cut off or added at the end are found too, and so is
    a chain that was rewritten as a whole, which no chain can show by itself.
    """
    walk = _Walk()
    if head is not None:
        walk.above, walk.expected = head.sequence + 1, head.hash
    for sequence, claimants in groupby(newest_first, key=lambda sealed: sealed.line.sequence):
        walk.visit(sequence, tuple(claimants))
    return walk.finished()


@dataclass
class _Walk:
    """Where the walk stands: the number last visited, and the hash that its line names as its predecessor."""

    above: int | None = None
    expected: str | None = None
    checked: int = 0
    head: Head = GENESIS
    faults: set[Fault] = field(default_factory=set)

    def visit(self, sequence: int, claimants: tuple[SealedLine, ...]) -> None:
        """Judge all lines that claim the number ``sequence``; in a sound ledger that is one line."""
        self.checked += len(claimants)
        if sequence <= GENESIS.sequence or (self.above is not None and sequence >= self.above):
            self.faults.add(Fault(sequence, sequence, FaultKind.INSERTED))
            return
        if self.above is not None and sequence < self.above - 1:
            self.faults.add(Fault(sequence + 1, self.above - 1, FaultKind.MISSING))
            self.expected = None
        if len(claimants) > 1:
            self.faults.add(Fault(sequence, sequence, FaultKind.INSERTED))
        genuine = max(claimants, key=self._trust)
        if not self._fits(genuine):
            self.faults.add(Fault(sequence, sequence, FaultKind.ALTERED))
        self._go_on_below(genuine)

    def finished(self) -> LedgerReport:
        """The report, once the oldest line has been visited."""
        if self.above is not None and self.above > GENESIS.sequence + 1:
            self.faults.add(Fault(GENESIS.sequence + 1, self.above - 1, FaultKind.MISSING))
        return LedgerReport(checked=self.checked, head=self.head, faults=tuple(sorted(self.faults)))

    def _trust(self, sealed: SealedLine) -> tuple[bool, bool]:
        return sealed.hash == self.expected, _is_sound(sealed)

    def _fits(self, sealed: SealedLine) -> bool:
        return _is_sound(sealed) and self.expected in (None, sealed.hash)

    def _go_on_below(self, genuine: SealedLine) -> None:
        if self.head == GENESIS:
            self.head = Head(sequence=genuine.line.sequence, hash=genuine.hash)
        self.above = genuine.line.sequence
        self.expected = genuine.line.previous if self._fits(genuine) else None


def _is_sound(sealed: SealedLine) -> bool:
    """Whether the line has the hash stored with it and, being the first, goes back to an empty ledger."""
    is_first = sealed.line.sequence == GENESIS.sequence + 1
    return link(sealed.line) == sealed.hash and (not is_first or sealed.line.previous == GENESIS.hash)
