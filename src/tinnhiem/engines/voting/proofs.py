"""Proofs of knowledge: Schnorr's, of equal logarithms, and of one statement among several.

This module makes and keeps proofs; checking ballots' proofs in bulk is the work of ``powers``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from tinnhiem.engines.voting.canonical import JsonValue, as_object, as_scalar
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.randomness import RandomBytes, scalar

Power: TypeAlias = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Proof:
    """One challenge with its response, both in ``[0, q)``."""

    challenge: int
    response: int

    @classmethod
    def parsed(cls, value: JsonValue, place: str) -> "Proof":
        """The proof in ``value``; whether its numbers are reduced is asked by ``is_reduced``."""
        fields = as_object(value, place)
        return cls(
            challenge=as_scalar(fields.get("challenge"), f"{place}.challenge"),
            response=as_scalar(fields.get("response"), f"{place}.response"),
        )

    def to_json(self) -> JsonValue:
        """The proof as it stands in a record."""
        return {"challenge": str(self.challenge), "response": str(self.response)}

    def is_reduced(self, group: Group) -> bool:
        """Whether both numbers lie below the group's order."""
        return self.challenge < group.order and self.response < group.order


@dataclass(frozen=True, slots=True)
class Branch:
    """The statement that a ciphertext holds ``claimed``; its maker knows ``randomness`` and ``plain``."""

    randomness: int
    plain: int
    claimed: int


@dataclass(frozen=True, slots=True)
class Prover:
    """Powers of the generator and of the election key, all that proving a ballot needs."""

    group: Group
    generator_power: Power
    key_power: Power

    def disjunction(
        self,
        *,
        branches: Sequence[Branch],
        challenge: Callable[[Sequence[int]], int],
        randomness: RandomBytes,
    ) -> tuple[Proof, ...]:
        """Proofs that one of ``branches`` is true, without saying which (spec §5.3).

        The first true branch is proven; the others are simulated, which takes fixed bases only because the
        prover knows what each ciphertext holds.
        """
        order = self.group.order
        true = next(index for index, branch in enumerate(branches) if branch.plain == branch.claimed)
        drawn = [Proof(scalar(randomness, order), scalar(randomness, order)) for _ in branches]
        commitments: list[int] = []
        for index, (branch, proof) in enumerate(zip(branches, drawn, strict=True)):
            commitments += self._commitments(branch, Proof(0, proof.response) if index == true else proof)
        others = sum(proof.challenge for index, proof in enumerate(drawn) if index != true)
        own = (challenge(commitments) - others) % order
        answer = (drawn[true].response - branches[true].randomness * own) % order
        return (*drawn[:true], Proof(own, answer), *drawn[true + 1 :])

    def _commitments(self, branch: Branch, proof: Proof) -> tuple[int, int]:
        """A = g^(s + r·c) and B = y^(s + r·c) · g^(c·(m − m'))."""
        exponent = proof.response + branch.randomness * proof.challenge
        shift = proof.challenge * (branch.plain - branch.claimed)
        key_part = self.key_power(exponent)
        return (
            self.generator_power(exponent),
            self.group.product((key_part, self.generator_power(shift))) if shift else key_part,
        )


class Committing(Protocol):
    """A faster way with public elements; ``powers.PublicPowers`` is one."""

    def power(self, base: int, exponent: int) -> int:
        """``base`` to the reduced ``exponent``."""

    def commitment(self, base: int, proof: Proof) -> int:
        """g^r · base^c."""


def prove_knowledge(
    *, group: Group, secret: int, challenge: Callable[[int], int], randomness: RandomBytes
) -> Proof:
    """Schnorr's proof of knowing ``secret``: A = g^w, response w − x·c (spec §5.1)."""
    nonce = scalar(randomness, group.order)
    answer = challenge(group.power(group.generator, nonce))
    return Proof(answer, (nonce - secret * answer) % group.order)


def knowledge_holds(
    *,
    group: Group,
    key: int,
    proof: Proof,
    challenge: Callable[[int], int],
    powers: Committing | None = None,
) -> bool:
    """Whether ``proof`` shows knowledge of the logarithm of the member ``key``: A = g^r · X^c.

    ``powers`` may name a faster way with public elements.
    """
    if not proof.is_reduced(group):
        return False
    if powers is not None:
        return challenge(powers.commitment(key, proof)) == proof.challenge
    factors = (group.power(group.generator, proof.response), group.power(key, proof.challenge))
    return challenge(group.product(factors)) == proof.challenge


def prove_decryption(
    *,
    group: Group,
    secret: int,
    alpha: int,
    challenge: Callable[[Sequence[int]], int],
    randomness: RandomBytes,
) -> Proof:
    """Proof that alpha^x was made with the x of the public key g^x (spec §5.4)."""
    nonce = scalar(randomness, group.order)
    answer = challenge([group.power(group.generator, nonce), group.power(alpha, nonce)])
    return Proof(answer, (nonce - secret * answer) % group.order)


def decryption_holds(
    *,
    group: Group,
    key: int,
    alpha: int,
    factor: int,
    proof: Proof,
    challenge: Callable[[Sequence[int]], int],
    powers: Committing | None = None,
) -> bool:
    """Whether ``factor`` is alpha^x for the x of ``key``; all three are known to be members.

    ``powers`` may name a faster way with public elements.
    """
    if not proof.is_reduced(group):
        return False
    raised = group.power if powers is None else powers.power
    second = group.product((raised(alpha, proof.response), raised(factor, proof.challenge)))
    if powers is None:
        first = group.product((raised(group.generator, proof.response), raised(key, proof.challenge)))
    else:
        first = powers.commitment(key, proof)
    return challenge([first, second]) == proof.challenge
