"""Making trustees' keys: one alone, or a committee that commits before it reveals.

Version 1 of the protocol lets the last member to speak bias the election key. Each member therefore first
publishes only the hash of its announcement, and announces when all hashes are known (spec §7.4).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from tinnhiem.engines.voting.canonical import JsonValue, write
from tinnhiem.engines.voting.errors import CommitmentBroken, ShareWrong, ThresholdImpossible
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.proofs import Proof, prove_knowledge
from tinnhiem.engines.voting.randomness import RandomBytes, scalar
from tinnhiem.engines.voting.transcripts import TRANSCRIPTS, Transcript
from tinnhiem.engines.voting.trustees import (
    Certificate,
    Pedersen,
    SignedMessage,
    Single,
    TrusteeKey,
    certificates_message,
    coefficients_message,
    expected_verification_key,
)

__all__ = ["Announcement", "MemberSecrets", "assembled", "check_reveal", "new_member", "new_single"]

_TRANSCRIPT: Transcript = TRANSCRIPTS[1]


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a member reveals: the certificate and the coefficients, each signed."""

    cert: SignedMessage
    coefexp: SignedMessage

    def commitment(self) -> str:
        """The hash that goes on the projector before anything is revealed."""
        record: JsonValue = {"cert": self.cert.to_json(), "coefexps": self.coefexp.to_json()}
        return hashlib.sha256(f"commit|{write(record)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class MemberSecrets:
    """A committee member's secrets during the ceremony; nothing of them is ever shown."""

    group: Group
    index: int
    threshold: int
    signing: int = field(repr=False)
    polynomial: tuple[int, ...] = field(repr=False)
    coefficients: tuple[int, ...]
    announcement: Announcement

    def share_for(self, index: int) -> int:
        """The value of the polynomial at ``index``, meant for that member alone."""
        value = 0
        for coefficient in reversed(self.polynomial):
            value = (value * index + coefficient) % self.group.order
        return value

    def certificates_signature(self, certs: Sequence[SignedMessage], randomness: RandomBytes) -> Proof:
        """The signature under everybody's certificates."""
        message = certificates_message(certs, self.coefficients, self.group)
        return _signed(self.group, self.signing, message, randomness).signature

    def decryption_key(self, shares: Sequence[int], coefficients: Sequence[Sequence[int]]) -> int:
        """The member's private key: the sum of the shares sent to it.

        ``shares`` and ``coefficients`` go by sender; raises ``ShareWrong`` naming the first that is wrong.
        """
        for sender, (share, polynomial) in enumerate(zip(shares, coefficients, strict=True), 1):
            if not share_fits(group=self.group, share=share, coefficients=polynomial, index=self.index):
                raise ShareWrong(sender=sender)
        return sum(shares) % self.group.order

    def public_key(self, secret: int, randomness: RandomBytes) -> TrusteeKey:
        """The verification key of ``secret`` with its proof and, as in Belenios 3.x, its signature."""
        key = self.group.power(self.group.generator, secret)
        pok = _possession(self.group, key, secret, randomness)
        signature = _signed(self.group, self.signing, self.group.write(key), randomness).signature
        return TrusteeKey(key, pok, signature)


def new_single(*, group: Group, randomness: RandomBytes, name: str | None = None) -> tuple[int, Single]:
    """A trustee's private key and its public record."""
    secret = scalar(randomness, group.order)
    key = group.power(group.generator, secret)
    return secret, Single(TrusteeKey(key, _possession(group, key, secret, randomness), None, name))


def new_member(
    *, group: Group, index: int, size: int, threshold: int, randomness: RandomBytes
) -> MemberSecrets:
    """The secrets and the announcement of member ``index`` (from 1) of a committee."""
    if not 1 <= threshold <= size or not 1 <= index <= size:
        raise ThresholdImpossible(threshold=threshold, size=size)
    signing, encryption = (scalar(randomness, group.order) for _ in range(2))
    polynomial = tuple(scalar(randomness, group.order) for _ in range(threshold))
    coefficients = tuple(group.power(group.generator, coefficient) for coefficient in polynomial)
    certificate = Certificate(
        verification=group.power(group.generator, signing),
        encryption=group.power(group.generator, encryption),
        context=(group.name, size, threshold, index),
    )
    announcement = Announcement(
        cert=_signed(group, signing, certificate.to_message(group), randomness),
        coefexp=_signed(group, signing, coefficients_message(coefficients, group), randomness),
    )
    return MemberSecrets(group, index, threshold, signing, polynomial, coefficients, announcement)


def check_reveal(*, commitments: Sequence[str], announcements: Sequence[Announcement]) -> None:
    """Refuse the ceremony where somebody announced other than committed: ``CommitmentBroken`` names who."""
    for member, (commitment, announcement) in enumerate(zip(commitments, announcements, strict=True), 1):
        if announcement.commitment() != commitment:
            raise CommitmentBroken(member=member)


def share_fits(*, group: Group, share: int, coefficients: Sequence[int], index: int) -> bool:
    """Whether g^share is the product of A_k^(index^k)."""
    return group.power(group.generator, share) == expected_verification_key(group, [coefficients], index)


def assembled(
    *,
    threshold: int,
    announcements: Sequence[Announcement],
    signatures: Sequence[Proof],
    keys: Sequence[TrusteeKey],
) -> Pedersen:
    """The committee's public record, from what each member published, in order."""
    return Pedersen(
        threshold=threshold,
        certs=tuple(announcement.cert for announcement in announcements),
        coefexps=tuple(announcement.coefexp for announcement in announcements),
        signatures=tuple(signatures),
        keys=tuple(keys),
    )


def _possession(group: Group, key: int, secret: int, randomness: RandomBytes) -> Proof:
    return prove_knowledge(
        group=group,
        secret=secret,
        challenge=lambda commitment: _TRANSCRIPT.key_possession(group, key, commitment),
        randomness=randomness,
    )


def _signed(group: Group, secret: int, message: str, randomness: RandomBytes) -> SignedMessage:
    proof = prove_knowledge(
        group=group,
        secret=secret,
        challenge=lambda commitment: _TRANSCRIPT.message(group, message, commitment),
        randomness=randomness,
    )
    return SignedMessage(message, proof)
