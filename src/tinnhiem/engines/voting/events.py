"""The hash-chained events of an archive, and which records stand before each (spec §3.3)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tinnhiem.engines.voting.canonical import JsonValue, as_count, as_object, as_text, read, write
from tinnhiem.engines.voting.errors import RecordMalformed
from tinnhiem.engines.voting.reports import Stage

__all__ = ["NEXT_KINDS", "STAGES", "Event", "EventKind"]


class EventKind(StrEnum):
    """What an event says has happened."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END_BALLOTS = "EndBallots"
    ENCRYPTED_TALLY = "EncryptedTally"
    PARTIAL_DECRYPTION = "PartialDecryption"
    RESULT = "Result"


NEXT_KINDS: Final[dict[EventKind | None, frozenset[EventKind]]] = {
    None: frozenset({EventKind.SETUP}),
    EventKind.SETUP: frozenset({EventKind.BALLOT, EventKind.END_BALLOTS}),
    EventKind.BALLOT: frozenset({EventKind.BALLOT, EventKind.END_BALLOTS}),
    EventKind.END_BALLOTS: frozenset({EventKind.ENCRYPTED_TALLY}),
    EventKind.ENCRYPTED_TALLY: frozenset({EventKind.PARTIAL_DECRYPTION}),
    EventKind.PARTIAL_DECRYPTION: frozenset({EventKind.PARTIAL_DECRYPTION, EventKind.RESULT}),
    EventKind.RESULT: frozenset(),
}
"""What may follow each event; the first event is a setup."""

STAGES: Final[dict[EventKind, Stage]] = {
    EventKind.SETUP: Stage.SETUP,
    EventKind.BALLOT: Stage.VOTING,
    EventKind.END_BALLOTS: Stage.CLOSED,
    EventKind.ENCRYPTED_TALLY: Stage.TALLIED,
    EventKind.PARTIAL_DECRYPTION: Stage.DECRYPTING,
    EventKind.RESULT: Stage.RESULT,
}
"""The stage of an archive by its last event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the chain; ``parent`` and ``payload`` are SHA-256 in hexadecimal."""

    height: int
    kind: EventKind
    parent: str | None = None
    payload: str | None = None

    @classmethod
    def parsed(cls, raw: bytes, place: str) -> "Event":
        """The event in ``raw``; raises ``Unreadable`` or ``RecordMalformed``."""
        fields = as_object(read(raw, place), place)
        kind = as_text(fields.get("type"), f"{place}.type")
        if kind not in list(EventKind):
            raise RecordMalformed(place=f"{place}.type")
        return cls(
            height=as_count(fields.get("height"), f"{place}.height"),
            kind=EventKind(kind),
            parent=_digest(fields, "parent", place),
            payload=_digest(fields, "payload", place),
        )

    def to_bytes(self) -> bytes:
        """The event in the canonical form."""
        fields: dict[str, JsonValue] = {} if self.parent is None else {"parent": self.parent}
        fields |= {"height": self.height, "type": self.kind.value}
        if self.payload is not None:
            fields["payload"] = self.payload
        return write(fields).encode()


def _digest(fields: dict[str, JsonValue], key: str, place: str) -> str | None:
    return as_text(fields[key], f"{place}.{key}") if key in fields else None
