"""The poll definition: frozen bytes whose hash is bound into every proof."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tinnhiem.engines.voting.canonical import JsonValue, as_count, as_list, as_object, as_text, read, write
from tinnhiem.engines.voting.errors import RecordMalformed
from tinnhiem.engines.voting.groups import Group, group_named
from tinnhiem.engines.voting.transcripts import Transcript, compact_hash, transcript_of

__all__ = ["UUID_PATTERN", "Election", "Question"]

UUID_PATTERN: Final = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,64}", re.ASCII)
"""A poll's id: at least fourteen letters of the Base58 alphabet."""

_PLACE = "election"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: from ``minimum`` to ``maximum`` of its answers are chosen, or the blank answer."""

    text: str
    answers: tuple[str, ...]
    minimum: int = 1
    maximum: int = 1
    blank: bool = False

    @property
    def width(self) -> int:
        """Ciphertexts in an answer: the blank answer, where there is one, comes first."""
        return len(self.answers) + self.blank

    def allows(self, choices: Sequence[int]) -> bool:
        """Whether ``choices``, a 0 or 1 per ciphertext, is one of the answers the question allows."""
        if len(choices) != self.width or any(choice not in (0, 1) for choice in choices):
            return False
        if self.blank and choices[0]:
            return not any(choices[1:])
        return self.minimum <= sum(choices) <= self.maximum

    @classmethod
    def parsed(cls, value: JsonValue, place: str) -> "Question":
        """The question in ``value``; raises ``RecordMalformed``."""
        fields = as_object(value, place)
        answers = tuple(
            as_text(answer, f"{place}.answers")
            for answer in as_list(fields.get("answers"), f"{place}.answers")
        )
        minimum, maximum = (as_count(fields.get(bound), f"{place}.{bound}") for bound in ("min", "max"))
        if not (answers and minimum <= maximum <= len(answers)):
            raise RecordMalformed(place=place)
        text = as_text(fields.get("question"), f"{place}.question")
        return cls(text, answers, minimum, maximum, fields.get("blank") is True)

    def to_json(self) -> JsonValue:
        """The question as it stands in the poll definition."""
        return {
            "answers": list(self.answers),
            **({"blank": True} if self.blank else {}),
            "min": self.minimum,
            "max": self.maximum,
            "question": self.text,
        }


@dataclass(frozen=True, slots=True)
class Election:
    """A poll definition with the bytes it was read from (spec §6)."""

    raw: bytes
    fingerprint: str
    version: int
    description: str
    name: str
    group: Group
    public_key: int
    questions: tuple[Question, ...]
    uuid: str
    administrator: str | None = None
    credential_authority: str | None = None
    language: tuple[str, ...] | None = None

    @property
    def transcript(self) -> Transcript:
        """What this poll's proofs hash."""
        return transcript_of(self.version)

    @property
    def widths(self) -> tuple[int, ...]:
        """Ciphertexts per question."""
        return tuple(question.width for question in self.questions)

    @property
    def is_canonical(self) -> bool:
        """Whether writing the definition again gives the bytes it was read from."""
        return _definition(self).encode("utf-8", "surrogatepass") == self.raw

    @classmethod
    def parsed(cls, raw: bytes) -> "Election":
        """The definition in ``raw``; raises ``Unreadable``, ``RecordMalformed`` or names an unknown group."""
        fields = as_object(read(raw, _PLACE), _PLACE)
        group = group_named(as_text(fields.get("group"), "election.group"))
        version = as_count(fields.get("version"), "election.version")
        transcript_of(version)
        language = fields.get("language")
        return cls(
            raw=raw,
            fingerprint=compact_hash(raw),
            version=version,
            description=as_text(fields.get("description"), "election.description"),
            name=as_text(fields.get("name"), "election.name"),
            group=group,
            public_key=group.read(
                as_text(fields.get("public_key"), "election.public_key"), "election.public_key"
            ),
            questions=_questions(fields.get("questions")),
            uuid=as_text(fields.get("uuid"), "election.uuid"),
            administrator=_optional(fields, "administrator"),
            credential_authority=_optional(fields, "credential_authority"),
            language=None if language is None else _language(language),
        )

    @classmethod
    def defined(
        cls,
        *,
        uuid: str,
        name: str,
        description: str,
        group: Group,
        public_key: int,
        questions: Sequence[Question],
        administrator: str | None = None,
        credential_authority: str | None = None,
    ) -> "Election":
        """A new definition in the canonical form."""
        draft = cls(
            raw=b"",
            fingerprint="",
            version=1,
            description=description,
            name=name,
            group=group,
            public_key=public_key,
            questions=tuple(questions),
            uuid=uuid,
            administrator=administrator,
            credential_authority=credential_authority,
        )
        return cls.parsed(_definition(draft).encode())


def _definition(election: Election) -> str:
    optional: dict[str, JsonValue] = {
        "administrator": election.administrator,
        "credential_authority": election.credential_authority,
        "language": None if election.language is None else list(election.language),
    }
    return write(
        {
            "version": election.version,
            "description": election.description,
            "name": election.name,
            "group": election.group.name,
            "public_key": election.group.write(election.public_key),
            "questions": [question.to_json() for question in election.questions],
            "uuid": election.uuid,
            **{key: value for key, value in optional.items() if value is not None},
        }
    )


def _questions(value: JsonValue) -> tuple[Question, ...]:
    questions = as_list(value, "election.questions")
    if not questions:
        raise RecordMalformed(place="election.questions")
    return tuple(
        Question.parsed(question, f"election.questions[{index}]")
        for index, question in enumerate(questions, 1)
    )


def _optional(fields: dict[str, JsonValue], key: str) -> str | None:
    return as_text(fields[key], f"election.{key}") if key in fields else None


def _language(value: JsonValue) -> tuple[str, ...]:
    return tuple(as_text(part, "election.language") for part in as_list(value, "election.language"))
