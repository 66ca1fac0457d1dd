"""The encrypted tally: ballots added up without being opened."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from tinnhiem.engines.voting.canonical import JsonValue, as_count, as_object, as_text, read, write
from tinnhiem.engines.voting.elgamal import Ciphertext, added, parsed_rows, rows_to_json
from tinnhiem.engines.voting.errors import RecordMalformed
from tinnhiem.engines.voting.groups import Group

__all__ = ["EncryptedTally", "Rows", "merged", "parsed_tally", "weighted", "written_number", "zero"]

Rows = tuple[tuple[Ciphertext, ...], ...]

_GREATEST_PLAIN = 2**30 - 1


@dataclass(frozen=True, slots=True)
class EncryptedTally:
    """What the tally event publishes: how many ballots counted, their weight, and the hash of the sums."""

    ballots: int
    weight: int
    digest: str

    @classmethod
    def parsed(cls, raw: bytes) -> "EncryptedTally":
        """The record in ``raw``; raises ``Unreadable`` or ``RecordMalformed``."""
        fields = as_object(read(raw, "tally"), "tally")
        return cls(
            ballots=as_count(fields.get("num_tallied"), "tally.num_tallied"),
            weight=read_number(fields.get("total_weight"), "tally.total_weight"),
            digest=as_text(fields.get("encrypted_tally"), "tally.encrypted_tally"),
        )

    def to_bytes(self) -> bytes:
        """The record in the canonical form."""
        return write(
            {
                "num_tallied": self.ballots,
                "total_weight": written_number(self.weight),
                "encrypted_tally": self.digest,
            }
        ).encode()


def zero(widths: Sequence[int], group: Group) -> Rows:
    """The sum of no ballots."""
    return tuple((Ciphertext(group.identity, group.identity),) * width for width in widths)


def weighted(rows: Rows, weight: int, group: Group) -> Rows:
    """A ballot's ciphertexts counted ``weight`` times."""
    if weight == 1:
        return rows
    return tuple(
        tuple(Ciphertext(group.power(cell.alpha, weight), group.power(cell.beta, weight)) for cell in row)
        for row in rows
    )


def merged(left: Rows, right: Rows, group: Group) -> Rows:
    """The sum of two tallies of the same shape."""
    return tuple(
        tuple(added(group, cells) for cells in zip(*pair, strict=True))
        for pair in zip(left, right, strict=True)
    )


def parsed_tally(raw: bytes, group: Group) -> Rows:
    """The published sums; raises ``Unreadable`` or ``RecordMalformed``."""
    return parsed_rows(read(raw, "encrypted_tally"), group=group, place="encrypted_tally")


def written_tally(rows: Rows, group: Group) -> bytes:
    """The sums in the canonical form."""
    return write(rows_to_json(rows, group)).encode()


def published(rows: Rows, *, ballots: int, weight: int, group: Group) -> tuple[bytes, EncryptedTally]:
    """The sums as they are published with the record that announces them."""
    raw = written_tally(rows, group)
    return raw, EncryptedTally(ballots, weight, hashlib.sha256(raw).hexdigest())


def written_number(number: int) -> int | str:
    """Numbers above 2^30 − 1 are written as texts."""
    return number if number <= _GREATEST_PLAIN else str(number)


def read_number(value: JsonValue, place: str) -> int:
    """A number written either way; raises ``RecordMalformed``."""
    if isinstance(value, str):
        if not (value.isascii() and value.isdigit() and len(value) <= 1000):
            raise RecordMalformed(place=place)
        return int(value)
    return as_count(value, place)
