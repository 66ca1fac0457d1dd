"""The optional compiled kernel behind a typed face; it is handed public data only.

``pip install`` builds it where a C compiler is at hand. Proving, decrypting and making keys never import this
module, because the kernel's running time depends on its input.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol, cast

from tinnhiem.engines.voting.edwards import ED25519
from tinnhiem.engines.voting.finite_field import BELENIOS_2048, FiniteFieldGroup
from tinnhiem.engines.voting.groups import Group

__all__ = ["NativePowers", "is_built", "powers"]

_SCALAR_BYTES: Final = 32

Row = tuple[int, int, int]
"""Challenge, response, and the exponent of g by which the second half is shifted."""


class _Tables(Protocol):
    """The kernel's object: fixed-base tables for the generator and one election key."""

    def pairs(self, alpha: bytes, beta: bytes, rows: bytes, membership: int) -> bytes | None:
        """Two elements for each row of three scalars, or nothing where membership fails."""

    def commitment(self, base: bytes, challenge: bytes, response: bytes) -> bytes:
        """g^response · base^challenge."""

    def product(self, factors: bytes) -> bytes:
        """The product of factors that stand one behind the other."""


@dataclass(frozen=True, slots=True)
class NativePowers:
    """Powers under one election key, computed by the kernel; numbers in, numbers out."""

    tables: _Tables
    element_bytes: int

    def pairs(
        self, alpha: int, beta: int, rows: Sequence[Row], *, membership: bool
    ) -> list[tuple[int, int]] | None:
        """The commitments of each row, or None where alpha or beta is no member."""
        if max(alpha, beta).bit_length() > 8 * self.element_bytes:
            return None
        packed = b"".join(number.to_bytes(_SCALAR_BYTES, "little") for row in rows for number in row)
        raw = self.tables.pairs(self._packed(alpha), self._packed(beta), packed, membership)
        if raw is None:
            return None
        numbers = [
            int.from_bytes(raw[start : start + self.element_bytes], "little")
            for start in range(0, len(raw), self.element_bytes)
        ]
        return list(zip(numbers[::2], numbers[1::2], strict=True))

    def commitment(self, base: int, challenge: int, response: int) -> int:
        """g^response · base^challenge for the member ``base``."""
        scalars = (number.to_bytes(_SCALAR_BYTES, "little") for number in (challenge, response))
        return int.from_bytes(self.tables.commitment(self._packed(base), *scalars), "little")

    def product(self, factors: Iterable[int]) -> int:
        """The product of members."""
        return int.from_bytes(self.tables.product(b"".join(map(self._packed, factors))), "little")

    def _packed(self, element: int) -> bytes:
        return element.to_bytes(self.element_bytes, "little")


class _Kernel(Protocol):
    """The compiled module."""

    def has_fast_field(self) -> bool:
        """Whether this processor makes the kernel faster than GMP for integers modulo a prime."""

    def FieldTables(self, modulus: bytes, order: bytes, generator: bytes, key: bytes) -> _Tables:  # noqa: N802 -- a type's name
        """Tables for the integers modulo a prime."""

    def EdwardsTables(self, order: bytes, generator: bytes, key: bytes) -> _Tables:  # noqa: N802 -- a type's name
        """Tables for edwards25519."""


def _loaded() -> _Kernel | None:
    try:
        module = import_module("tinnhiem.engines.voting._kernel")
    except ImportError:
        return None
    return cast("_Kernel", module)


_KERNEL: Final = _loaded()


def is_built() -> bool:
    """Whether the kernel was compiled on this machine."""
    return _KERNEL is not None


def powers(group: Group, public_key: int) -> NativePowers | None:
    """The kernel's tables for ``public_key``; None where it is not built, no use, or the key no member."""
    if _KERNEL is None or not group.is_member(public_key):
        return None
    size = _element_bytes(group)
    elements = [number.to_bytes(size, "little") for number in (group.generator, public_key)]
    order = group.order.to_bytes(_SCALAR_BYTES, "little")
    if isinstance(group, FiniteFieldGroup):
        if not _KERNEL.has_fast_field():
            return None
        tables = _KERNEL.FieldTables(group.modulus.to_bytes(size, "little"), order, *elements)
    else:
        tables = _KERNEL.EdwardsTables(order, *elements)
    return NativePowers(tables, size)


def _element_bytes(group: Group) -> int:
    return {BELENIOS_2048.name: 256, ED25519.name: 32}[group.name]
