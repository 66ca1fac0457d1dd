"""Checking one sealed ballot: form, poll, credential, membership, signature and every proof (spec §8)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tinnhiem.engines.voting.ballots import Answer, Ballot, whole_statement
from tinnhiem.engines.voting.credential_list import is_credential
from tinnhiem.engines.voting.election import Election, Question
from tinnhiem.engines.voting.elgamal import Ciphertext
from tinnhiem.engines.voting.errors import RecordMalformed
from tinnhiem.engines.voting.powers import PublicPowers, Statement, public_powers
from tinnhiem.engines.voting.proofs import Proof
from tinnhiem.engines.voting.reports import CheckId

__all__ = ["BallotVerifier", "CheckedBallot", "ballot_verifier"]


@dataclass(frozen=True, slots=True)
class CheckedBallot:
    """What was found: the ballot where it could be read, and the checks that failed."""

    ballot: Ballot | None
    failures: frozenset[CheckId]

    @property
    def is_acceptable(self) -> bool:
        """Whether the ballot may go into the box."""
        return not self.failures

    @property
    def credential(self) -> str:
        """The credential the ballot names, empty where it could not be read."""
        return "" if self.ballot is None else self.ballot.unsigned.credential


@dataclass(frozen=True, slots=True)
class BallotVerifier:
    """A poll, its credentials, and the power tables that checking its ballots needs."""

    election: Election
    credentials: Collection[str]
    strangers: Collection[str]
    powers: PublicPowers

    def checked(self, raw: bytes) -> CheckedBallot:
        """All that is wrong with the ballot in ``raw``; raises ``Unreadable`` where it is no JSON."""
        try:
            ballot = Ballot.parsed(raw, group=self.election.group)
        except RecordMalformed:
            return CheckedBallot(None, frozenset({CheckId.BALLOT_CANONICAL}))
        return CheckedBallot(ballot, frozenset(self._failures(ballot, raw)))

    def _failures(self, ballot: Ballot, raw: bytes) -> Iterator[CheckId]:
        group, unsigned = self.election.group, ballot.unsigned
        if ballot.to_bytes(group) != raw or not all(proof.is_reduced(group) for proof in _proofs(ballot)):
            yield CheckId.BALLOT_CANONICAL
        if not self._is_bound(ballot):
            yield CheckId.BALLOT_BINDING
        if unsigned.credential not in self.credentials:
            yield CheckId.BALLOT_CREDENTIAL
        is_key = self._is_key(unsigned.credential)
        if not is_key:
            yield CheckId.BALLOT_GROUP
        if not (is_key and self._is_signed(ballot)):
            yield CheckId.BALLOT_SIGNATURE
        yield from self._answer_failures(ballot)

    def _is_key(self, credential: str) -> bool:
        """Whether ``credential`` is a member; of those listed it is known already."""
        if credential in self.credentials:
            return credential not in self.strangers
        return is_credential(text=credential, group=self.election.group)

    def _is_bound(self, ballot: Ballot) -> bool:
        election, unsigned = self.election, ballot.unsigned
        return (
            unsigned.election_uuid == election.uuid
            and unsigned.election_hash == election.fingerprint
            and len(unsigned.answers) == len(election.questions)
        )

    def _is_signed(self, ballot: Ballot) -> bool:
        group, proof = self.election.group, ballot.signature
        if ballot.signed_hash != ballot.unsigned.digest(group) or not proof.is_reduced(group):
            return False
        commitment = self.powers.commitment(group.read(ballot.unsigned.credential, "credential"), proof)
        challenge = self.election.transcript.ballot_signature(group, ballot.signed_hash, commitment)
        return challenge == proof.challenge

    def _answer_failures(self, ballot: Ballot) -> Iterator[CheckId]:
        statement = f"{self.election.fingerprint}|{ballot.unsigned.credential}"
        for question, answer in zip(self.election.questions, ballot.unsigned.answers, strict=False):
            yield from _AnswerVerifier(self.election, self.powers, question, answer, statement).failures()


@dataclass(frozen=True, slots=True)
class _AnswerVerifier:
    election: Election
    powers: PublicPowers
    question: Question
    answer: Answer
    statement: str

    def failures(self) -> Iterator[CheckId]:
        """What is wrong with the answer; proofs are judged only where every ciphertext is in the group."""
        if len(self.answer.choices) != self.question.width:
            yield CheckId.BALLOT_BINDING
            return
        judged = [self._individual(index) for index in range(len(self.answer.choices))]
        if None in judged:
            yield CheckId.BALLOT_GROUP
            return
        if not all(judged) or len(self.answer.individual_proofs) != len(judged):
            yield CheckId.BALLOT_INDIVIDUAL_PROOF
        whole = whole_statement(self.statement, self.answer.choices, self.election.group)
        if not self._overall_holds(whole):
            yield CheckId.BALLOT_OVERALL_PROOF
        if not self._blank_holds(whole):
            yield CheckId.BALLOT_BLANK_PROOF

    def _individual(self, index: int) -> bool | None:
        """Whether the ciphertext holds 0 or 1; None where it is not in the group."""
        choice = self.answer.choices[index]
        proofs = self.answer.individual_proofs[index] if index < len(self.answer.individual_proofs) else ()
        statements = self._statements(proofs, (0, 1))
        found = self.powers.commitments(choice.alpha, choice.beta, statements, membership=True)
        if not found.are_members:
            return None
        challenge = self.election.transcript.choice(
            self.election.group, self.statement, (choice.alpha, choice.beta), _flat(found.pairs)
        )
        return bool(statements) and self._adds_up(proofs, challenge)

    def _overall_holds(self, whole: str) -> bool:
        question, proofs = self.question, self.answer.overall_proof
        allowed = tuple(range(question.minimum, question.maximum + 1))
        total = self._sum()
        if question.blank:
            statements = self._statements(proofs, (1, *allowed))
            commitments = self._pair(self.answer.choices[0], statements[:1]) + self._pair(
                total, statements[1:]
            )
            challenge = self.election.transcript.blank(self.election.group, 1, whole, commitments)
        else:
            statements = self._statements(proofs, allowed)
            challenge = self.election.transcript.choice(
                self.election.group, whole, (total.alpha, total.beta), self._pair(total, statements)
            )
        return bool(statements) and self._adds_up(proofs, challenge)

    def _blank_holds(self, whole: str) -> bool:
        proofs = self.answer.blank_proof
        if not self.question.blank or proofs is None:
            return not self.question.blank and proofs is None
        statements = self._statements(proofs, (0, 0))
        commitments = self._pair(self.answer.choices[0], statements[:1]) + self._pair(
            self._sum(), statements[1:]
        )
        challenge = self.election.transcript.blank(self.election.group, 0, whole, commitments)
        return bool(statements) and self._adds_up(proofs, challenge)

    def _statements(self, proofs: Sequence[Proof], claims: Sequence[int]) -> list[Statement]:
        """The proofs beside what they claim; none at all where their number or their range is wrong."""
        if len(proofs) != len(claims) or not all(proof.is_reduced(self.election.group) for proof in proofs):
            return []
        return [Statement(claimed, proof) for claimed, proof in zip(claims, proofs, strict=True)]

    def _pair(self, ciphertext: Ciphertext, statements: Sequence[Statement]) -> list[int]:
        if not statements:
            return []
        found = self.powers.commitments(ciphertext.alpha, ciphertext.beta, statements, membership=False)
        return _flat(found.pairs)

    def _sum(self) -> Ciphertext:
        """The sum of the answers, the blank one left out."""
        counted = self.answer.choices[1:] if self.question.blank else self.answer.choices
        return Ciphertext(
            alpha=self.powers.product(choice.alpha for choice in counted),
            beta=self.powers.product(choice.beta for choice in counted),
        )

    def _adds_up(self, proofs: Sequence[Proof], challenge: int) -> bool:
        return sum(proof.challenge for proof in proofs) % self.election.group.order == challenge


def ballot_verifier(
    election: Election,
    credentials: Collection[str],
    *,
    strangers: Collection[str] = (),
    compiled: bool = True,
) -> BallotVerifier:
    """A verifier for the ballots of ``election``.

    ``strangers`` are those of ``credentials`` that are not in the group; ``CredentialList`` finds them.
    """
    powers = public_powers(election.group, election.public_key, compiled=compiled)
    return BallotVerifier(election, credentials, strangers, powers)


def _flat(pairs: Sequence[tuple[int, int]]) -> list[int]:
    return [element for pair in pairs for element in pair]


def _proofs(ballot: Ballot) -> Iterator[Proof]:
    yield ballot.signature
    for answer in ballot.unsigned.answers:
        yield from answer.overall_proof
        yield from answer.blank_proof or ()
        for proofs in answer.individual_proofs:
            yield from proofs
