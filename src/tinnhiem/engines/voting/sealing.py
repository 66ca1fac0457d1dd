"""Sealing a ballot as a booth does: encrypt, prove, sign. Used for trials, simulation and comparison.

Encryption and proofs draw from one source and the signature from another, so that an audited ballot can be
repeated without telling anything about the voter's key (spec §9).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tinnhiem.engines.voting.ballots import Answer, Ballot, UnsignedBallot, whole_statement
from tinnhiem.engines.voting.election import Election, Question
from tinnhiem.engines.voting.elgamal import Ciphertext
from tinnhiem.engines.voting.errors import ChoiceInvalid
from tinnhiem.engines.voting.proofs import Branch, Proof, Prover, prove_knowledge
from tinnhiem.engines.voting.randomness import RandomBytes, scalar

__all__ = ["Booth", "booth_for", "sign"]


@dataclass(frozen=True, slots=True)
class Booth:
    """A poll with the power tables that sealing its ballots needs; make one and seal many."""

    election: Election
    prover: Prover

    def sealed(
        self, *, credential: int, choices: Sequence[Sequence[int]], randomness: RandomBytes
    ) -> UnsignedBallot:
        """The encrypted answers for the public ``credential``; raises ``ChoiceInvalid``.

        ``choices`` holds a 0 or 1 per ciphertext of each question, the blank answer first where there is one.
        """
        election = self.election
        if len(choices) != len(election.questions):
            raise ChoiceInvalid(question=min(len(choices), len(election.questions)) + 1)
        written = election.group.write(credential)
        statement = f"{election.fingerprint}|{written}"
        return UnsignedBallot(
            election_uuid=election.uuid,
            election_hash=election.fingerprint,
            credential=written,
            answers=tuple(
                self._answer(index, question, chosen, statement, randomness)
                for index, (question, chosen) in enumerate(zip(election.questions, choices, strict=True), 1)
            ),
        )

    def _answer(
        self,
        index: int,
        question: Question,
        chosen: Sequence[int],
        statement: str,
        randomness: RandomBytes,
    ) -> Answer:
        if not question.allows(chosen):
            raise ChoiceInvalid(question=index)
        group = self.election.group
        secrets = [scalar(randomness, group.order) for _ in chosen]
        choices = tuple(map(self._encrypted, secrets, chosen))
        individual = tuple(
            self._individual(secret, plain, choice, statement, randomness)
            for secret, plain, choice in zip(secrets, chosen, choices, strict=True)
        )
        whole = whole_statement(statement, choices, group)
        if question.blank:
            blank_proof = self._blank(secrets, chosen, whole, randomness)
            overall = self._overall_with_blank(question, secrets, chosen, whole, randomness)
            return Answer(choices, individual, overall, blank_proof)
        return Answer(choices, individual, self._overall(question, secrets, chosen, whole, randomness), None)

    def _encrypted(self, secret: int, plain: int) -> Ciphertext:
        key_part = self.prover.key_power(secret)
        group = self.election.group
        return Ciphertext(
            alpha=self.prover.generator_power(secret),
            beta=group.product((key_part, group.generator)) if plain else key_part,
        )

    def _individual(
        self, secret: int, plain: int, choice: Ciphertext, statement: str, randomness: RandomBytes
    ) -> tuple[Proof, ...]:
        pair = (choice.alpha, choice.beta)
        return self.prover.disjunction(
            branches=[Branch(secret, plain, claimed) for claimed in (0, 1)],
            challenge=lambda commitments: self.election.transcript.choice(
                self.election.group, statement, pair, commitments
            ),
            randomness=randomness,
        )

    def _overall(
        self,
        question: Question,
        secrets: Sequence[int],
        chosen: Sequence[int],
        whole: str,
        randomness: RandomBytes,
    ) -> tuple[Proof, ...]:
        secret, plain = sum(secrets), sum(chosen)
        key_part, shift = self.prover.key_power(secret), self.prover.generator_power(plain)
        pair = (self.prover.generator_power(secret), self.election.group.product((key_part, shift)))
        return self.prover.disjunction(
            branches=[
                Branch(secret, plain, claimed) for claimed in range(question.minimum, question.maximum + 1)
            ],
            challenge=lambda commitments: self.election.transcript.choice(
                self.election.group, whole, pair, commitments
            ),
            randomness=randomness,
        )

    def _blank(
        self, secrets: Sequence[int], chosen: Sequence[int], whole: str, randomness: RandomBytes
    ) -> tuple[Proof, ...]:
        """The blank answer is not chosen, or nothing else is."""
        return self.prover.disjunction(
            branches=[Branch(secrets[0], chosen[0], 0), Branch(sum(secrets[1:]), sum(chosen[1:]), 0)],
            challenge=lambda commitments: self.election.transcript.blank(
                self.election.group, 0, whole, commitments
            ),
            randomness=randomness,
        )

    def _overall_with_blank(
        self,
        question: Question,
        secrets: Sequence[int],
        chosen: Sequence[int],
        whole: str,
        randomness: RandomBytes,
    ) -> tuple[Proof, ...]:
        """The blank answer is chosen, or a number of others that the question allows."""
        secret, plain = sum(secrets[1:]), sum(chosen[1:])
        return self.prover.disjunction(
            branches=[
                Branch(secrets[0], chosen[0], 1),
                *(
                    Branch(secret, plain, claimed)
                    for claimed in range(question.minimum, question.maximum + 1)
                ),
            ],
            challenge=lambda commitments: self.election.transcript.blank(
                self.election.group, 1, whole, commitments
            ),
            randomness=randomness,
        )


def booth_for(election: Election) -> Booth:
    """A booth for ``election``."""
    group = election.group
    prover = Prover(group, group.powers_of(group.generator), group.powers_of(election.public_key))
    return Booth(election, prover)


def sign(*, ballot: UnsignedBallot, election: Election, secret: int, randomness: RandomBytes) -> bytes:
    """The sealed bytes of ``ballot`` under the private credential ``secret``."""
    group = election.group
    digest = ballot.digest(group)
    signature = prove_knowledge(
        group=group,
        secret=secret,
        challenge=lambda commitment: election.transcript.ballot_signature(group, digest, commitment),
        randomness=randomness,
    )
    return Ballot(ballot, digest, signature).to_bytes(group)
