"""Checking that the election key belongs to the trustees and that no committee member cheated (spec §7)."""

from dataclasses import dataclass

from tinnhiem.engines.voting.election import Election
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.powers import PublicPowers
from tinnhiem.engines.voting.proofs import knowledge_holds
from tinnhiem.engines.voting.reports import CheckId, Findings
from tinnhiem.engines.voting.trustees import (
    Certificate,
    Pedersen,
    SignedMessage,
    Single,
    TrusteeKey,
    Trustees,
    certificates_message,
    coefficients_message,
    election_key,
    expected_verification_key,
    verification_keys,
)

__all__ = ["check_trustees"]


@dataclass(frozen=True, slots=True)
class _Court:
    """What every judgement here needs."""

    election: Election
    powers: PublicPowers
    findings: Findings


def check_trustees(
    *, election: Election, trustees: Trustees, powers: PublicPowers, findings: Findings
) -> None:
    """Judge the trustees and the election key; raises ``RecordMalformed`` where a message is no record."""
    group = election.group
    court = _Court(election, powers, findings)
    for index, trustee_set in enumerate(trustees, 1):
        if isinstance(trustee_set, Single):
            _judge_possession(trustee_set.key, court, f"trustees[{index}]")
        else:
            _Committee(court, trustee_set, f"trustees[{index}]").judge()
    are_members = all(
        map(group.is_member, [*verification_keys(trustees), *_first_coefficients(trustees, group)])
    )
    findings.judge(
        CheckId.ELECTION_KEY,
        holds=are_members
        and group.is_member(election.public_key)
        and election_key(trustees, group) == election.public_key,
        place="election.public_key",
    )


def _first_coefficients(trustees: Trustees, group: Group) -> list[int]:
    return [
        coefficients[0]
        for trustee_set in trustees
        if isinstance(trustee_set, Pedersen)
        for coefficients in trustee_set.coefficients(group)
    ]


def _judge_possession(key: TrusteeKey, court: _Court, place: str) -> None:
    group, transcript = court.election.group, court.election.transcript
    holds = group.is_member(key.key) and knowledge_holds(
        group=group,
        key=key.key,
        proof=key.pok,
        challenge=lambda commitment: transcript.key_possession(group, key.key, commitment),
        powers=court.powers,
    )
    court.findings.judge(CheckId.TRUSTEE_POK, holds=holds, place=place)


class _Committee:
    """One committee under judgement."""

    def __init__(self, court: _Court, committee: Pedersen, place: str) -> None:
        self.court = court
        self.group: Group = court.election.group
        self.committee = committee
        self.place = place
        self.findings = court.findings
        self.certificates = committee.certificates(self.group)
        self.coefficients = committee.coefficients(self.group)
        self.cert_members = [
            self.group.is_member(certificate.verification) and self.group.is_member(certificate.encryption)
            for certificate in self.certificates
        ]

    def judge(self) -> None:
        """Certificates, coefficients and verification keys, member by member."""
        size = len(self.certificates)
        complete = size == len(self.coefficients) == len(self.committee.keys)
        signatures = self.committee.signatures
        self.findings.judge(
            CheckId.TRUSTEE_CERTIFICATE,
            holds=complete
            and 1 <= self.committee.threshold <= size
            and (signatures is None or len(signatures) == size),
            place=self.place,
        )
        if not complete:
            return
        for index in range(size):
            self._judge_certificate(index)
            self._judge_coefficients(index)
        self._judge_keys()

    def _judge_certificate(self, index: int) -> None:
        signed = self.committee.certs[index]
        certificate = self.certificates[index]
        self.findings.judge(
            CheckId.TRUSTEE_CERTIFICATE,
            holds=self.cert_members[index]
            and certificate.to_message(self.group) == signed.message
            and self._context_fits(certificate, index)
            and self._signed_by(index, signed),
            place=f"{self.place}.certs[{index + 1}]",
        )

    def _context_fits(self, certificate: Certificate, index: int) -> bool:
        """Context and signatures came together in version 2.5; neither may stand without the other."""
        if certificate.context is None:
            return self.committee.signatures is None
        expected = (self.group.name, len(self.certificates), self.committee.threshold, index + 1)
        return self.committee.signatures is not None and certificate.context == expected

    def _judge_coefficients(self, index: int) -> None:
        signed = self.committee.coefexps[index]
        coefficients = self.coefficients[index]
        self.findings.judge(
            CheckId.TRUSTEE_COEFFICIENTS,
            holds=len(coefficients) == self.committee.threshold
            and all(map(self.group.is_member, coefficients))
            and coefficients_message(coefficients, self.group) == signed.message
            and self._signed_by(index, signed)
            and self._all_certificates_signed(index),
            place=f"{self.place}.coefexps[{index + 1}]",
        )

    def _all_certificates_signed(self, index: int) -> bool:
        signatures = self.committee.signatures
        if signatures is None:
            return True
        message = certificates_message(self.committee.certs, self.coefficients[index], self.group)
        return index < len(signatures) and self._signed_by(index, SignedMessage(message, signatures[index]))

    def _judge_keys(self) -> None:
        judgeable = all(
            self.group.is_member(coefficient)
            for polynomial in self.coefficients
            for coefficient in polynomial
        )
        for index, key in enumerate(self.committee.keys):
            place = f"{self.place}.verification_keys[{index + 1}]"
            _judge_possession(key, self.court, place)
            holds = (
                judgeable
                and key.key == expected_verification_key(self.group, self.coefficients, index + 1)
                and self._key_signed(index, key)
            )
            self.findings.judge(CheckId.TRUSTEE_VERIFICATION_KEY, holds=holds, place=place)

    def _key_signed(self, index: int, key: TrusteeKey) -> bool:
        """In the form of 3.x every key is signed by its owner; in older forms none is."""
        signed = [other.signature is not None for other in self.committee.keys]
        if key.signature is None:
            return not any(signed)
        if self.committee.signatures is None:
            return False
        return self._signed_by(index, SignedMessage(self.group.write(key.key), key.signature))

    def _signed_by(self, index: int, signed: SignedMessage) -> bool:
        return self.cert_members[index] and _message_holds(
            self.court, self.certificates[index].verification, signed
        )


def _message_holds(court: _Court, key: int, signed: SignedMessage) -> bool:
    group, transcript = court.election.group, court.election.transcript
    return knowledge_holds(
        group=group,
        key=key,
        proof=signed.signature,
        challenge=lambda commitment: transcript.message(group, signed.message, commitment),
        powers=court.powers,
    )
