"""The groups a poll may be held in, behind one interface; an element is a whole number in both of them."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

from tinnhiem.engines.voting.edwards import ED25519
from tinnhiem.engines.voting.errors import GroupUnknown
from tinnhiem.engines.voting.finite_field import BELENIOS_2048

__all__ = ["GROUPS", "Group", "group_named"]


class Group(Protocol):
    """A group of prime order; ``write`` and ``read`` are its one way to write an element."""

    @property
    def name(self) -> str:
        """The name in the poll definition."""

    @property
    def order(self) -> int:
        """The prime order, q in the paper."""

    @property
    def generator(self) -> int:
        """The generator, g in the paper."""

    @property
    def identity(self) -> int:
        """The neutral element."""

    def write(self, element: int) -> str:
        """The text of ``element``."""

    def read(self, text: str, place: str) -> int:
        """The number that ``text`` writes; raises ``ElementMalformed``; membership is asked apart."""

    def is_member(self, element: int) -> bool:
        """Whether ``element`` is a reduced element of the subgroup of order q."""

    def product(self, elements: Iterable[int]) -> int:
        """The product of ``elements``; the neutral element for none."""

    def inverse(self, element: int) -> int:
        """The inverse of ``element``."""

    def power(self, base: int, exponent: int) -> int:
        """``base`` to ``exponent``, in time that does not depend on the exponent's value."""

    def powers_of(self, base: int) -> Callable[[int], int]:
        """A function giving powers of ``base``; it may keep a table and take variable time."""


GROUPS: Final[dict[str, Group]] = {group.name: group for group in (BELENIOS_2048, ED25519)}


def group_named(name: str) -> Group:
    """The group called ``name``; raises ``GroupUnknown``."""
    if name not in GROUPS:
        raise GroupUnknown(group=name[:40])
    return GROUPS[name]
