"""The prime-order subgroup of edwards25519, computed with libsodium through PyNaCl.

An element is the number ``y + 2^255 · sign(x)`` of RFC 8032 §5.1.2; its text is that number in 64 hexadecimal
digits. libsodium refuses the neutral element and zero scalars, so these are answered here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

from tinnhiem.engines.voting.errors import ElementMalformed

_BYTES = 32
_DIGITS = frozenset("0123456789abcdef")
_SIGN = 1 << 255


@dataclass(frozen=True, slots=True)
class EdwardsGroup:
    """The points of order ``order`` on edwards25519."""

    name: str
    order: int
    generator: int
    identity: int = 1

    def write(self, element: int) -> str:
        """64 lower-case hexadecimal digits, most significant first."""
        return f"{element:064x}"

    def read(self, text: str, place: str) -> int:
        """The number that 64 digits write, not yet known to be a point."""
        if len(text) != 2 * _BYTES or not _DIGITS.issuperset(text.lower()):
            raise ElementMalformed(place=place)
        return int(text, 16)

    def is_member(self, element: int) -> bool:
        """Whether the number canonically encodes a point of the subgroup, the neutral one included."""
        return element == self.identity or bool(crypto_core_ed25519_is_valid_point(_packed(element)))

    def product(self, elements: Iterable[int]) -> int:
        """The group operation over ``elements``, which must be points of the curve."""
        result = self.identity
        for element in elements:
            result = element if result == self.identity else _added(result, element)
        return result

    def inverse(self, element: int) -> int:
        """The point mirrored: the other sign of x."""
        return element if element == self.identity else element ^ _SIGN

    def power(self, base: int, exponent: int) -> int:
        """``exponent`` times the member ``base``, in constant time."""
        exponent %= self.order
        if exponent == 0 or base == self.identity:
            return self.identity
        return _unpacked(crypto_scalarmult_ed25519_noclamp(_packed(exponent), _packed(base)))

    def powers_of(self, base: int) -> Callable[[int], int]:
        """Powers of ``base``; libsodium has its own table for the generator."""
        if base != self.generator:
            return lambda exponent: self.power(base, exponent)
        return self._generator_power

    def _generator_power(self, exponent: int) -> int:
        exponent %= self.order
        if exponent == 0:
            return self.identity
        return _unpacked(crypto_scalarmult_ed25519_base_noclamp(_packed(exponent)))


def _packed(number: int) -> bytes:
    return number.to_bytes(_BYTES, "little")


def _unpacked(raw: bytes) -> int:
    return int.from_bytes(raw, "little")


def _added(left: int, right: int) -> int:
    return _unpacked(crypto_core_ed25519_add(_packed(left), _packed(right)))


ED25519: Final = EdwardsGroup(
    name="Ed25519",
    order=2**252 + 27742317777372353535851937790883648493,
    generator=0x6666666666666666666666666666666666666666666666666666666666666658,
)
"""The curve of RFC 8032, for large surveys."""
