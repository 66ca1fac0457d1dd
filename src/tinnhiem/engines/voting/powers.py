"""Bulk powers for checking proofs: public data only, so speed may depend on the values.

Three powers of one ciphertext are wanted at a time (two challenges and, for membership, the order), hence one
squaring chain serves them all; powers of the generator and of the election key come from tables. Where the
compiled kernel was built it does the same work; both give the same numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Protocol, TypeAlias

from gmpy2 import mpz, powmod

from tinnhiem.engines.voting import kernel
from tinnhiem.engines.voting.finite_field import FiniteFieldGroup, table_power, window_rows
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.proofs import Proof

__all__ = ["Commitments", "PublicPowers", "Statement", "public_powers"]


@dataclass(frozen=True, slots=True)
class Statement:
    """The claim that a ciphertext holds ``claimed``, with the proof of it."""

    claimed: int
    proof: Proof


@dataclass(frozen=True, slots=True)
class Commitments:
    """What the statements about one ciphertext commit to: A and B of each, in order."""

    are_members: bool
    pairs: tuple[tuple[int, int], ...]


class PublicPowers(Protocol):
    """Powers under one election key."""

    def commitments(
        self, alpha: int, beta: int, statements: Sequence[Statement], *, membership: bool
    ) -> Commitments:
        """A = g^r · alpha^c and B = y^r · (beta / g^m)^c for each statement (spec §5.3).

        With ``membership`` both halves are also tested, and ``pairs`` is empty where they fail.
        """

    def commitment(self, base: int, proof: Proof) -> int:
        """g^r · base^c for the member ``base``."""

    def power(self, base: int, exponent: int) -> int:
        """``base`` to the reduced ``exponent``."""

    def product(self, elements: Iterable[int]) -> int:
        """The product of members."""


def public_powers(group: Group, public_key: int, *, compiled: bool = True) -> PublicPowers:
    """The fastest way at hand; ``compiled=False`` asks for the one in Python."""
    native = kernel.powers(group, public_key) if compiled else None
    if native is not None:
        return CompiledPowers(group, native)
    if isinstance(group, FiniteFieldGroup):
        return FieldPowers.prepared(group, public_key)
    return PlainPowers(group, public_key)


_TEETH = 6
"""Rows of the comb: a 256-bit exponent becomes 43 steps of one squaring and one multiplication."""

_SUBSETS: Final = tuple(product("01", repeat=_TEETH))

Comb: TypeAlias = dict[tuple[str, ...], mpz]


@dataclass(frozen=True, slots=True)
class FieldPowers:
    """The integers modulo a prime, with a comb per ciphertext and tables for the two fixed bases."""

    group: FiniteFieldGroup
    modulus: mpz
    generator_rows: list[list[mpz]]
    key_rows: list[list[mpz]]

    @classmethod
    def prepared(cls, group: FiniteFieldGroup, public_key: int) -> "FieldPowers":
        """The tables for ``public_key``."""
        generator_rows, key_rows = (
            window_rows(base, group.modulus, group.order) for base in (group.generator, public_key)
        )
        return cls(group, mpz(group.modulus), generator_rows, key_rows)

    def commitments(
        self, alpha: int, beta: int, statements: Sequence[Statement], *, membership: bool
    ) -> Commitments:
        """See ``PublicPowers``."""
        exponents = [statement.proof.challenge for statement in statements]
        wanted = [*exponents, self.group.order] if membership else exponents
        of_alpha, of_beta = (self._powers(mpz(base), wanted) for base in (alpha, beta))
        if membership and not (
            of_alpha.pop() == of_beta.pop() == 1 and 0 < alpha < self.modulus and 0 < beta < self.modulus
        ):
            return Commitments(are_members=False, pairs=())
        return Commitments(
            are_members=True,
            pairs=tuple(
                self._pair(statement, a, b)
                for statement, a, b in zip(statements, of_alpha, of_beta, strict=True)
            ),
        )

    def commitment(self, base: int, proof: Proof) -> int:
        """See ``PublicPowers``."""
        power = powmod(base, proof.challenge, self.modulus)
        return int(table_power(self.generator_rows, proof.response, self.modulus) * power % self.modulus)

    def power(self, base: int, exponent: int) -> int:
        """See ``PublicPowers``."""
        return int(powmod(base, exponent, self.modulus))

    def product(self, elements: Iterable[int]) -> int:
        """See ``PublicPowers``."""
        return self.group.product(elements)

    def _pair(self, statement: Statement, of_alpha: mpz, of_beta: mpz) -> tuple[int, int]:
        response, modulus = statement.proof.response, self.modulus
        first = table_power(self.generator_rows, response, modulus) * of_alpha % modulus
        second = table_power(self.key_rows, response, modulus) * of_beta % modulus
        if statement.claimed:
            shift = -statement.claimed * statement.proof.challenge % self.group.order
            second = second * table_power(self.generator_rows, shift, modulus) % modulus
        return int(first), int(second)

    def _powers(self, base: mpz, exponents: Sequence[int]) -> list[mpz]:
        if len(exponents) == 1:
            return [powmod(base, exponents[0], self.modulus)]
        comb = self._comb(base)
        return [self._comb_power(comb, exponent) for exponent in exponents]

    def _comb(self, base: mpz) -> Comb:
        """The products of base^(2^(k·width)) over every subset of teeth k, by the bits of the subset."""
        step = 1 << self._width
        tooth, products = base, [mpz(1), base]
        for _ in range(_TEETH - 1):
            tooth = powmod(tooth, step, self.modulus)
            products += [tooth * each % self.modulus for each in products]
        return dict(zip(_SUBSETS, products, strict=True))

    def _comb_power(self, comb: Comb, exponent: int) -> mpz:
        width, modulus = self._width, self.modulus
        digits = f"{exponent:0{_TEETH * width}b}"
        result = mpz(1)
        for bits in zip(*(digits[start : start + width] for start in _starts(width)), strict=True):
            result = (result * result % modulus) * comb[bits] % modulus
        return result

    @property
    def _width(self) -> int:
        return -(-self.group.order.bit_length() // _TEETH)


def _starts(width: int) -> range:
    return range(0, _TEETH * width, width)


@dataclass(frozen=True, slots=True)
class PlainPowers:
    """Any group through its own operations: for edwards25519 libsodium's multiplication, one call a power."""

    group: Group
    public_key: int

    def commitments(
        self, alpha: int, beta: int, statements: Sequence[Statement], *, membership: bool
    ) -> Commitments:
        """See ``PublicPowers``."""
        group = self.group
        if membership and not (group.is_member(alpha) and group.is_member(beta)):
            return Commitments(are_members=False, pairs=())
        return Commitments(
            are_members=True, pairs=tuple(self._pair(alpha, beta, statement) for statement in statements)
        )

    def commitment(self, base: int, proof: Proof) -> int:
        """See ``PublicPowers``."""
        group = self.group
        return group.product(
            (group.power(base, proof.challenge), group.powers_of(group.generator)(proof.response))
        )

    def power(self, base: int, exponent: int) -> int:
        """See ``PublicPowers``."""
        return self.group.power(base, exponent)

    def product(self, elements: Iterable[int]) -> int:
        """See ``PublicPowers``."""
        return self.group.product(elements)

    def _pair(self, alpha: int, beta: int, statement: Statement) -> tuple[int, int]:
        group, proof = self.group, statement.proof
        shifted = beta
        if statement.claimed:
            shifted = group.product((beta, group.power(group.generator, -statement.claimed)))
        key_part = group.power(self.public_key, proof.response)
        return (
            self.commitment(alpha, proof),
            group.product((key_part, group.power(shifted, proof.challenge))),
        )


@dataclass(frozen=True, slots=True)
class CompiledPowers:
    """The same through the compiled kernel."""

    group: Group
    native: kernel.NativePowers

    def commitments(
        self, alpha: int, beta: int, statements: Sequence[Statement], *, membership: bool
    ) -> Commitments:
        """See ``PublicPowers``."""
        order = self.group.order
        rows = [
            (
                statement.proof.challenge,
                statement.proof.response,
                -statement.claimed * statement.proof.challenge % order,
            )
            for statement in statements
        ]
        pairs = self.native.pairs(alpha, beta, rows, membership=membership)
        return Commitments(are_members=pairs is not None, pairs=() if pairs is None else tuple(pairs))

    def commitment(self, base: int, proof: Proof) -> int:
        """See ``PublicPowers``."""
        return self.native.commitment(base, proof.challenge, proof.response)

    def power(self, base: int, exponent: int) -> int:
        """See ``PublicPowers``."""
        return self.native.commitment(base, exponent, 0)

    def product(self, elements: Iterable[int]) -> int:
        """See ``PublicPowers``."""
        return self.native.product(elements)
