"""Partial decryptions: making one, reading one, checking it, and combining enough of them into counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tinnhiem.engines.voting.canonical import JsonValue, as_list, as_object, as_text, read, write
from tinnhiem.engines.voting.election import Election
from tinnhiem.engines.voting.elgamal import Ciphertext
from tinnhiem.engines.voting.errors import CountNotFound, TooFewShares
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.proofs import Committing, Proof, decryption_holds, prove_decryption
from tinnhiem.engines.voting.randomness import RandomBytes
from tinnhiem.engines.voting.trustees import Single, Trustees

__all__ = [
    "PartialDecryption",
    "combined",
    "counts",
    "factors_are_members",
    "partial_decryption",
    "proofs_hold",
]

Rows = Sequence[Sequence[Ciphertext]]
Factors = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """One trustee's share of the opening: alpha^x per ciphertext, with proofs (spec §10)."""

    factors: Factors
    proofs: tuple[tuple[Proof, ...], ...]

    @classmethod
    def parsed(cls, raw: bytes, *, group: Group, place: str) -> "PartialDecryption":
        """The share in ``raw``; raises ``Unreadable`` or ``RecordMalformed``."""
        fields = as_object(read(raw, place), place)
        factors, proofs = (
            [as_list(row, place) for row in as_list(fields.get(key), place)]
            for key in ("decryption_factors", "decryption_proofs")
        )
        return cls(
            factors=tuple(tuple(group.read(as_text(cell, place), place) for cell in row) for row in factors),
            proofs=tuple(tuple(Proof.parsed(cell, place) for cell in row) for row in proofs),
        )

    def to_bytes(self, group: Group) -> bytes:
        """The share in the canonical form."""
        factors: list[JsonValue] = [[group.write(cell) for cell in row] for row in self.factors]
        proofs: list[JsonValue] = [[proof.to_json() for proof in row] for row in self.proofs]
        return write({"decryption_factors": factors, "decryption_proofs": proofs}).encode()

    def fits(self, rows: Rows) -> bool:
        """Whether there is one factor and one proof per ciphertext."""
        widths = [len(row) for row in rows]
        return widths == [len(row) for row in self.factors] == [len(row) for row in self.proofs]


def partial_decryption(
    *, election: Election, tally: Rows, secret: int, randomness: RandomBytes
) -> PartialDecryption:
    """The share of the trustee with the private key ``secret``."""
    group = election.group
    key = group.power(group.generator, secret)
    factors = tuple(tuple(group.power(cell.alpha, secret) for cell in row) for row in tally)
    proofs = tuple(
        tuple(
            prove_decryption(
                group=group,
                secret=secret,
                alpha=cell.alpha,
                challenge=lambda commitments: election.transcript.decryption(
                    group, election.fingerprint, key, commitments
                ),
                randomness=randomness,
            )
            for cell in row
        )
        for row in tally
    )
    return PartialDecryption(factors, proofs)


def factors_are_members(share: PartialDecryption, group: Group) -> bool:
    """Whether every factor lies in the group."""
    return all(group.is_member(factor) for row in share.factors for factor in row)


def proofs_hold(
    *,
    election: Election,
    tally: Rows,
    share: PartialDecryption,
    key: int,
    powers: Committing | None = None,
) -> bool:
    """Whether a share of the right form was made with the private key of the member ``key``.

    ``powers`` may name a faster way with public elements.
    """
    group = election.group
    return all(
        decryption_holds(
            group=group,
            key=key,
            alpha=cell.alpha,
            factor=factor,
            proof=proof,
            challenge=lambda commitments: election.transcript.decryption(
                group, election.fingerprint, key, commitments
            ),
            powers=powers,
        )
        for cells, factors, proofs in zip(tally, share.factors, share.proofs, strict=True)
        for cell, factor, proof in zip(cells, factors, proofs, strict=True)
    )


def combined(*, trustees: Trustees, shares: Mapping[int, Factors], group: Group) -> Factors:
    """The factors of the whole election key, from valid shares by owner; raises ``TooFewShares``.

    Of a committee the first ``threshold`` by index are taken, weighted by Lagrange's coefficients.
    """
    parts: list[Factors] = []
    first = 1
    for trustee_set in trustees:
        size = 1 if isinstance(trustee_set, Single) else len(trustee_set.keys)
        needed = 1 if isinstance(trustee_set, Single) else trustee_set.threshold
        present = [index for index in range(1, size + 1) if first + index - 1 in shares]
        if len(present) < needed:
            raise TooFewShares(needed=needed, present=len(present))
        chosen = present[:needed]
        for index in chosen:
            weight = 1 if isinstance(trustee_set, Single) else _lagrange(index, chosen, group.order)
            parts.append(_raised(shares[first + index - 1], weight, group))
        first += size
    return tuple(
        tuple(group.product(cells) for cells in zip(*rows, strict=True)) for rows in zip(*parts, strict=True)
    )


def counts(*, tally: Rows, factors: Factors, greatest: int, group: Group) -> tuple[tuple[int, ...], ...]:
    """The counts that the tally holds, each at most ``greatest``; raises ``CountNotFound``."""
    table = {power: number for number, power in enumerate(islice(_powers(group), greatest + 1))}
    found = []
    for cells, row in zip(tally, factors, strict=True):
        opened = [
            group.product((cell.beta, group.inverse(factor))) for cell, factor in zip(cells, row, strict=True)
        ]
        if not all(power in table for power in opened):
            raise CountNotFound(greatest=greatest)
        found.append(tuple(table[power] for power in opened))
    return tuple(found)


def _powers(group: Group) -> Iterator[int]:
    power = group.identity
    while True:
        yield power
        power = group.product((power, group.generator))


def _lagrange(index: int, chosen: Sequence[int], order: int) -> int:
    """The product of k / (k − index) over the other members k."""
    weight = 1
    for other in chosen:
        if other != index:
            weight = weight * other * pow(other - index, -1, order) % order
    return weight


def _raised(factors: Factors, weight: int, group: Group) -> Factors:
    if weight == 1:
        return factors
    return tuple(tuple(group.power(factor, weight) for factor in row) for row in factors)
