"""What each proof hashes, per version of the protocol; a new version is one more entry of ``TRANSCRIPTS``."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from tinnhiem.engines.voting.errors import ProtocolUnknown
from tinnhiem.engines.voting.groups import Group

__all__ = ["TRANSCRIPTS", "Transcript", "compact_hash", "transcript_of"]


class Transcript(Protocol):
    """The challenges of one protocol version; every method returns a number in ``[0, q)``."""

    def key_possession(self, group: Group, key: int, commitment: int) -> int:
        """Challenge of a trustee's proof that it knows its private key."""

    def message(self, group: Group, message: str, commitment: int) -> int:
        """Challenge of a trustee's signature under ``message``."""

    def choice(self, group: Group, statement: str, pair: tuple[int, int], commitments: Sequence[int]) -> int:
        """Challenge of a proof that one ciphertext, or a sum of them, holds an allowed number."""

    def blank(self, group: Group, kind: int, statement: str, commitments: Sequence[int]) -> int:
        """Challenge of the two proofs of a question with a blank answer, ``kind`` 0 or 1."""

    def ballot_signature(self, group: Group, ballot_hash: str, commitment: int) -> int:
        """Challenge of the signature under a ballot."""

    def decryption(self, group: Group, fingerprint: str, key: int, commitments: Sequence[int]) -> int:
        """Challenge of a proof that a decryption factor was made with the private key of ``key``."""


@dataclass(frozen=True, slots=True)
class TranscriptOne:
    """Belenios protocol version 1: a readable prefix, then the commitments, through SHA-256 (spec §4)."""

    def key_possession(self, group: Group, key: int, commitment: int) -> int:
        """``pok|group|X|A``."""
        return _challenge(group, f"pok|{group.name}|{group.write(key)}|", [commitment])

    def message(self, group: Group, message: str, commitment: int) -> int:
        """``sigmsg|message|A``."""
        return _challenge(group, f"sigmsg|{message}|", [commitment])

    def choice(self, group: Group, statement: str, pair: tuple[int, int], commitments: Sequence[int]) -> int:
        """``prove|S|alpha,beta|A0,B0,…``."""
        return _challenge(group, f"prove|{statement}|{_joined(group, pair)}|", commitments)

    def blank(self, group: Group, kind: int, statement: str, commitments: Sequence[int]) -> int:
        """``bproof0|S'|A0,B0,…`` and ``bproof1|S'|A0,B0,…``."""
        return _challenge(group, f"bproof{kind}|{statement}|", commitments)

    def ballot_signature(self, group: Group, ballot_hash: str, commitment: int) -> int:
        """``sig|hash|A``."""
        return _challenge(group, f"sig|{ballot_hash}|", [commitment])

    def decryption(self, group: Group, fingerprint: str, key: int, commitments: Sequence[int]) -> int:
        """``decrypt|fingerprint|X|A,B``."""
        return _challenge(group, f"decrypt|{fingerprint}|{group.write(key)}|", commitments)


TRANSCRIPTS: Final[dict[int, Transcript]] = {1: TranscriptOne()}


def transcript_of(version: int) -> Transcript:
    """The transcript of protocol ``version``; raises ``ProtocolUnknown``."""
    if version not in TRANSCRIPTS:
        raise ProtocolUnknown(version=version)
    return TRANSCRIPTS[version]


def compact_hash(raw: bytes) -> str:
    """SHA-256 in Base64 without padding, 43 letters: fingerprints, ballot hashes and trackers."""
    return b64encode(hashlib.sha256(raw).digest()).decode("ascii").rstrip("=")


def _joined(group: Group, elements: Iterable[int]) -> str:
    return ",".join(map(group.write, elements))


def _challenge(group: Group, prefix: str, commitments: Iterable[int]) -> int:
    text = prefix + _joined(group, commitments)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") % group.order
