"""Exponential ElGamal: ciphertexts that add up when they are multiplied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tinnhiem.engines.voting.canonical import JsonValue, as_list, as_object, as_text
from tinnhiem.engines.voting.groups import Group


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """``alpha`` = g^r and ``beta`` = y^r · g^m."""

    alpha: int
    beta: int

    @classmethod
    def parsed(cls, value: JsonValue, *, group: Group, place: str) -> "Ciphertext":
        """The ciphertext in ``value``; membership is asked apart."""
        fields = as_object(value, place)
        alpha, beta = (
            group.read(as_text(fields.get(key), f"{place}.{key}"), f"{place}.{key}")
            for key in ("alpha", "beta")
        )
        return cls(alpha, beta)

    def to_json(self, group: Group) -> JsonValue:
        """The ciphertext as it stands in a record."""
        return {"alpha": group.write(self.alpha), "beta": group.write(self.beta)}


def added(group: Group, ciphertexts: Iterable[Ciphertext]) -> Ciphertext:
    """The ciphertext of the sum of what ``ciphertexts`` hold."""
    listed = list(ciphertexts)
    return Ciphertext(
        alpha=group.product(ciphertext.alpha for ciphertext in listed),
        beta=group.product(ciphertext.beta for ciphertext in listed),
    )


def parsed_rows(value: JsonValue, *, group: Group, place: str) -> tuple[tuple[Ciphertext, ...], ...]:
    """Ciphertexts by question and answer."""
    return tuple(
        tuple(
            Ciphertext.parsed(cell, group=group, place=f"{place}[{row}][{column}]")
            for column, cell in enumerate(as_list(cells, f"{place}[{row}]"), 1)
        )
        for row, cells in enumerate(as_list(value, place), 1)
    )


def rows_to_json(rows: Sequence[Sequence[Ciphertext]], group: Group) -> JsonValue:
    """Ciphertexts by question and answer as they stand in a record."""
    return [[ciphertext.to_json(group) for ciphertext in row] for row in rows]
