"""Building an archive stage by stage; each stage has its own type, so no step can be taken out of order.

``begun`` → ``filled`` → ``closed`` → ``tallied`` → ``deposited`` (once a share) → ``concluded``. Every stage
can be ``written``, which is how an archive is cut: what leaves the room may stop at the encrypted tally.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tinnhiem.engines.voting.canonical import JsonValue, write
from tinnhiem.engines.voting.credential_list import CredentialList
from tinnhiem.engines.voting.decryption import PartialDecryption
from tinnhiem.engines.voting.election import Election
from tinnhiem.engines.voting.events import Event, EventKind
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.tally import Rows, published, written_number
from tinnhiem.engines.voting.tar import packed
from tinnhiem.engines.voting.trustees import Trustees, written_trustees

__all__ = [
    "AnyStage",
    "ClosedArchive",
    "ConcludedArchive",
    "DecryptingArchive",
    "SetupArchive",
    "TalliedArchive",
    "VotingArchive",
    "begun",
    "closed",
    "concluded",
    "deposited",
    "filled",
    "tallied",
    "written",
]


@dataclass(frozen=True, slots=True)
class Chain:
    """The members written so far and the head of the chain of events."""

    timestamp: int
    members: tuple[bytes, ...] = ()
    head: str | None = None
    height: int = 0

    def recorded(self, kind: EventKind, records: Sequence[bytes]) -> "Chain":
        """The chain with ``records`` and the event that announces the last of them."""
        payload = _digest(records[-1]) if records else None
        event = Event(self.height, kind, self.head, payload).to_bytes()
        added = [packed(f"{_digest(record)}.data.json", record, self.timestamp) for record in records]
        head = _digest(event)
        added.append(packed(f"{head}.event.json", event, self.timestamp))
        return Chain(self.timestamp, (*self.members, *added), head, self.height + 1)

    def recorded_all(self, kind: EventKind, records: Iterable[bytes]) -> "Chain":
        """The chain with one event of ``kind`` for each record."""
        added: list[bytes] = []
        head, height = self.head, self.height
        for record in records:
            step = Chain(self.timestamp, (), head, height).recorded(kind, [record])
            added += step.members
            head, height = step.head, step.height
        return Chain(self.timestamp, (*self.members, *added), head, height)


@dataclass(frozen=True, slots=True)
class SetupArchive:
    """A poll defined, with its trustees and credentials, and no ballot yet."""

    chain: Chain
    group: Group
    setup_digest: str
    """The hash of the setup payload, whose first digits are the setup fingerprint."""


@dataclass(frozen=True, slots=True)
class VotingArchive:
    """A box with ballots in board order, still open."""

    chain: Chain
    group: Group


@dataclass(frozen=True, slots=True)
class ClosedArchive:
    """A box to which nothing more is added."""

    chain: Chain
    group: Group


@dataclass(frozen=True, slots=True)
class TalliedArchive:
    """The sums are published, still sealed: what leaves the room where nothing is announced."""

    chain: Chain
    group: Group


@dataclass(frozen=True, slots=True)
class DecryptingArchive:
    """At least one trustee has deposited a share."""

    chain: Chain
    group: Group


@dataclass(frozen=True, slots=True)
class ConcludedArchive:
    """The counts are published."""

    chain: Chain
    group: Group


AnyStage: TypeAlias = (
    SetupArchive | VotingArchive | ClosedArchive | TalliedArchive | DecryptingArchive | ConcludedArchive
)


def written(archive: AnyStage) -> bytes:
    """The bytes of the archive up to its stage."""
    return b"".join(archive.chain.members)


def begun(
    *, election: Election, trustees: Trustees, credentials: CredentialList, timestamp: int
) -> SetupArchive:
    """The archive of a poll that has been set up; ``timestamp`` stands in every header."""
    first = packed("BELENIOS", write({"version": 1, "timestamp": str(timestamp)}).encode(), timestamp)
    records = [election.raw, written_trustees(trustees, election.group), credentials.to_bytes()]
    names = ("election", "trustees", "credentials")
    setup: dict[str, JsonValue] = {name: _digest(record) for name, record in zip(names, records, strict=True)}
    setup_data = write(setup).encode()
    chain = Chain(timestamp, (first,)).recorded(EventKind.SETUP, [*records, setup_data])
    return SetupArchive(chain, election.group, _digest(setup_data))


def filled(archive: SetupArchive, ballots: Iterable[bytes]) -> VotingArchive:
    """The box with ``ballots`` in board order: ascending by their SHA-256.

    Where a credential has several ballots the last one counts, so the caller sees to it that the later ballot
    also has the greater hash (``sealing.sign`` may be repeated).
    """
    ordered = sorted(ballots, key=_digest)
    return VotingArchive(archive.chain.recorded_all(EventKind.BALLOT, ordered), archive.group)


def closed(archive: VotingArchive) -> ClosedArchive:
    """The box closed."""
    return ClosedArchive(archive.chain.recorded(EventKind.END_BALLOTS, []), archive.group)


def tallied(archive: ClosedArchive, *, tally: Rows, ballots: int, weight: int) -> TalliedArchive:
    """The archive with the encrypted sums of the ``ballots`` that count."""
    sums, record = published(tally, ballots=ballots, weight=weight, group=archive.group)
    chain = archive.chain.recorded(EventKind.ENCRYPTED_TALLY, [sums, record.to_bytes()])
    return TalliedArchive(chain, archive.group)


def deposited(
    archive: TalliedArchive | DecryptingArchive, *, owner: int, share: PartialDecryption
) -> DecryptingArchive:
    """The archive with the share of trustee ``owner``, counted from 1 over all trustees."""
    raw = share.to_bytes(archive.group)
    owned = write({"owner": owner, "payload": _digest(raw)}).encode()
    chain = archive.chain.recorded(EventKind.PARTIAL_DECRYPTION, [raw, owned])
    return DecryptingArchive(chain, archive.group)


def concluded(archive: DecryptingArchive, counts: Sequence[Sequence[int]]) -> ConcludedArchive:
    """The archive with the published counts."""
    rows: list[JsonValue] = [[written_number(count) for count in row] for row in counts]
    chain = archive.chain.recorded(EventKind.RESULT, [write({"result": rows}).encode()])
    return ConcludedArchive(chain, archive.group)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
