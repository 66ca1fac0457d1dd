"""A sealed ballot as a record: reading it, writing it, and the tracker it is known by."""

from collections.abc import Sequence
from dataclasses import dataclass

from tinnhiem.engines.voting.canonical import JsonValue, as_list, as_object, as_text, read, write
from tinnhiem.engines.voting.elgamal import Ciphertext
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.proofs import Proof
from tinnhiem.engines.voting.transcripts import compact_hash

_PLACE = "ballot"


@dataclass(frozen=True, slots=True)
class Answer:
    """The encrypted answer to one question with its proofs (spec §8)."""

    choices: tuple[Ciphertext, ...]
    individual_proofs: tuple[tuple[Proof, ...], ...]
    overall_proof: tuple[Proof, ...]
    blank_proof: tuple[Proof, ...] | None

    @classmethod
    def parsed(cls, value: JsonValue, *, group: Group, place: str) -> "Answer":
        """The answer in ``value``; raises ``RecordMalformed``."""
        fields = as_object(value, place)
        choices = as_list(fields.get("choices"), f"{place}.choices")
        individual = as_list(fields.get("individual_proofs"), f"{place}.individual_proofs")
        blank = fields.get("blank_proof")
        return cls(
            choices=tuple(
                Ciphertext.parsed(choice, group=group, place=f"{place}.choices[{index}]")
                for index, choice in enumerate(choices, 1)
            ),
            individual_proofs=tuple(
                _proofs(proofs, f"{place}.individual_proofs[{index}]")
                for index, proofs in enumerate(individual, 1)
            ),
            overall_proof=_proofs(fields.get("overall_proof"), f"{place}.overall_proof"),
            blank_proof=None if blank is None else _proofs(blank, f"{place}.blank_proof"),
        )

    def to_json(self, group: Group) -> JsonValue:
        """The answer as it stands in a ballot."""
        fields: dict[str, JsonValue] = {
            "choices": [choice.to_json(group) for choice in self.choices],
            "individual_proofs": [_written(proofs) for proofs in self.individual_proofs],
            "overall_proof": _written(self.overall_proof),
        }
        if self.blank_proof is not None:
            fields["blank_proof"] = _written(self.blank_proof)
        return fields


@dataclass(frozen=True, slots=True)
class UnsignedBallot:
    """What is signed: the poll, the credential and the answers, with the credential as it is written."""

    election_uuid: str
    election_hash: str
    credential: str
    answers: tuple[Answer, ...]

    def to_json(self, group: Group) -> dict[str, JsonValue]:
        """The ballot without its signature."""
        return {
            "election_uuid": self.election_uuid,
            "election_hash": self.election_hash,
            "credential": self.credential,
            "answers": [answer.to_json(group) for answer in self.answers],
        }

    def digest(self, group: Group) -> str:
        """The hash that is signed, and that the voter compares when auditing."""
        return compact_hash(write(self.to_json(group)).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Ballot:
    """An unsigned ballot with the signature under its hash."""

    unsigned: UnsignedBallot
    signed_hash: str
    signature: Proof

    @classmethod
    def parsed(cls, raw: bytes, *, group: Group, place: str = _PLACE) -> "Ballot":
        """The ballot in ``raw``; raises ``Unreadable`` or ``RecordMalformed``."""
        fields = as_object(read(raw, place), place)
        signature = as_object(fields.get("signature"), f"{place}.signature")
        unsigned = UnsignedBallot(
            election_uuid=as_text(fields.get("election_uuid"), f"{place}.election_uuid"),
            election_hash=as_text(fields.get("election_hash"), f"{place}.election_hash"),
            credential=as_text(fields.get("credential"), f"{place}.credential"),
            answers=tuple(
                Answer.parsed(answer, group=group, place=f"{place}.answers[{index}]")
                for index, answer in enumerate(as_list(fields.get("answers"), f"{place}.answers"), 1)
            ),
        )
        return cls(
            unsigned=unsigned,
            signed_hash=as_text(signature.get("hash"), f"{place}.signature.hash"),
            signature=Proof.parsed(signature.get("proof"), f"{place}.signature.proof"),
        )

    def to_bytes(self, group: Group) -> bytes:
        """The ballot in the canonical form."""
        signature: JsonValue = {"hash": self.signed_hash, "proof": self.signature.to_json()}
        return write({**self.unsigned.to_json(group), "signature": signature}).encode(
            "utf-8", "surrogatepass"
        )


def tracker(ballot: bytes) -> str:
    """The tracking code of a sealed ballot: the compact hash of its bytes."""
    return compact_hash(ballot)


def whole_statement(statement: str, choices: Sequence[Ciphertext], group: Group) -> str:
    """S' of the paper: the statement and every ciphertext of the question."""
    written = (group.write(element) for choice in choices for element in (choice.alpha, choice.beta))
    return f"{statement}|{','.join(written)}"


def _proofs(value: JsonValue, place: str) -> tuple[Proof, ...]:
    return tuple(
        Proof.parsed(proof, f"{place}[{index}]") for index, proof in enumerate(as_list(value, place), 1)
    )


def _written(proofs: Sequence[Proof]) -> list[JsonValue]:
    return [proof.to_json() for proof in proofs]
