"""Reading an archive from a file: its members, its chain of events, and the records each event announces.

Bodies stay in the file and are read again when they are wanted, so that memory does not grow with the box.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tinnhiem.engines.voting.canonical import JsonValue, read, write
from tinnhiem.engines.voting.errors import RecordMalformed, Unreadable
from tinnhiem.engines.voting.events import NEXT_KINDS, Event, EventKind
from tinnhiem.engines.voting.reports import CheckId, Findings
from tinnhiem.engines.voting.tar import Member, members

__all__ = ["ArchiveIndex", "Record", "indexed"]

_NAME: Final = re.compile(r"([0-9a-f]{64})\.(data|event)\.json", re.ASCII)
_FIRST: Final = "BELENIOS"
_RECORDS_BEFORE: Final = {
    EventKind.SETUP: (4, 5),
    EventKind.BALLOT: (1,),
    EventKind.END_BALLOTS: (0,),
    EventKind.ENCRYPTED_TALLY: (2,),
    EventKind.PARTIAL_DECRYPTION: (2,),
    EventKind.RESULT: (1,),
}
"""How many data records stand between an event and the one before it."""


@dataclass(frozen=True, slots=True)
class Record:
    """An event with the data members that stand before it."""

    event: Event
    data: tuple[Member, ...]
    credential: str | None = None
    """For a ballot, the credential it names."""


@dataclass(frozen=True, slots=True)
class ArchiveIndex:
    """Where everything stands in an archive file."""

    path: Path
    digest: str
    records: tuple[Record, ...]
    bodies: dict[str, Member]

    def of_kind(self, kind: EventKind) -> tuple[Record, ...]:
        """The records of one kind, in order."""
        return tuple(record for record in self.records if record.event.kind is kind)

    def body(self, digest: str, place: str) -> bytes:
        """The data member called ``digest``; raises ``RecordMalformed`` at ``place`` where there is none."""
        if digest not in self.bodies:
            raise RecordMalformed(place=place)
        return read_at(self.path, self.bodies[digest])


def read_at(path: Path, member: Member) -> bytes:
    """The body of ``member``."""
    with path.open("rb") as file:
        file.seek(member.offset)
        return file.read(member.size)


def indexed(path: Path, findings: Findings) -> ArchiveIndex:
    """The index of the archive at ``path``; what is wrong with form and chain goes to ``findings``.

    Raises ``Unreadable`` where the tar or the JSON of an event is broken.
    """
    findings.checked(CheckId.ARCHIVE_FORMAT, CheckId.ARCHIVE_CANONICAL, CheckId.ARCHIVE_CHAIN)
    reader = _Reader(findings)
    with path.open("rb") as file:
        for position, (member, body) in enumerate(members(file)):
            reader.take(position, member, body)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if not reader.bodies:
        raise Unreadable(place="byte 0")
    reader.finish()
    _check_chain(reader.records, reader.heads, findings)
    return ArchiveIndex(path, digest, tuple(reader.records), reader.bodies)


class _Reader:
    """Takes members one by one and sorts them into records."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.timestamp = 0
        self.bodies: dict[str, Member] = {}
        self.records: list[Record] = []
        self.heads: list[str] = []
        self.pending: list[Member] = []
        self.last_body = b""

    def take(self, position: int, member: Member, body: bytes) -> None:
        """Note one member."""
        if position == 0:
            self._take_first(member, read(body, _FIRST), body)
        elif match := _NAME.fullmatch(member.name):
            self._take_named(member, body, match[1], match[2])
        elif member.name:
            self.findings.failed(CheckId.ARCHIVE_FORMAT, f"member {position}")
        if not member.has_layout(self.timestamp):
            self.findings.failed(CheckId.ARCHIVE_CANONICAL, f"member {position}")

    def finish(self) -> None:
        """Note that the file has ended."""
        if self.pending:
            self.findings.failed(CheckId.ARCHIVE_CANONICAL, f"{self.pending[0].name}")

    def _take_first(self, member: Member, value: JsonValue, body: bytes) -> None:
        """The first member says which format this is and dates every header."""
        fields = value if isinstance(value, dict) else {}
        timestamp = fields.get("timestamp")
        is_number = isinstance(timestamp, str) and re.fullmatch("[0-9]{1,10}", timestamp) is not None
        self.timestamp = int(str(timestamp)) if is_number else 0
        if not is_number or fields.get("version") != 1 or member.name != _FIRST:
            self.findings.failed(CheckId.ARCHIVE_FORMAT, _FIRST)
        elif write({"version": 1, "timestamp": str(self.timestamp)}).encode() != body:
            self.findings.failed(CheckId.ARCHIVE_CANONICAL, _FIRST)

    def _take_named(self, member: Member, body: bytes, digest: str, kind: str) -> None:
        if hashlib.sha256(body).hexdigest() != digest:
            self.findings.failed(CheckId.ARCHIVE_FORMAT, member.name)
        if kind == "event":
            self._take_event(member, body, digest)
            return
        self.bodies.setdefault(digest, member)
        self.pending.append(member)
        self.last_body = body

    def _take_event(self, member: Member, body: bytes, digest: str) -> None:
        try:
            event = Event.parsed(body, member.name)
        except RecordMalformed:
            self.findings.failed(CheckId.ARCHIVE_CHAIN, member.name)
            return
        if event.to_bytes() != body:
            self.findings.failed(CheckId.ARCHIVE_CANONICAL, member.name)
        credential = _credential(self.last_body) if event.kind is EventKind.BALLOT else None
        self.records.append(Record(event, tuple(self.pending), credential))
        self.heads.append(digest)
        self.pending = []


def _check_chain(records: list[Record], heads: list[str], findings: Findings) -> None:
    """Heights count up, parents are the heads before, kinds follow each other, payloads are at hand."""
    parent: str | None = None
    previous: EventKind | None = None
    for height, (record, head) in enumerate(zip(records, heads, strict=True)):
        event, place = record.event, f"event {height}"
        linked = event.height == height and event.parent == parent and event.kind in NEXT_KINDS[previous]
        if not (linked and _announces_last(record)):
            findings.failed(CheckId.ARCHIVE_CHAIN, place)
        if len(record.data) not in _RECORDS_BEFORE[event.kind]:
            findings.failed(CheckId.ARCHIVE_CANONICAL, place)
        parent, previous = head, event.kind


def _announces_last(record: Record) -> bool:
    payload = record.event.payload
    if record.event.kind is EventKind.END_BALLOTS:
        return payload is None
    return bool(record.data) and record.data[-1].name == f"{payload}.data.json"


def _credential(ballot: bytes) -> str:
    """The credential that a ballot names; empty where the ballot is no record."""
    value = read(ballot, "ballot")
    credential = value.get("credential") if isinstance(value, dict) else None
    return credential if isinstance(credential, str) else ""


def payloads(index: ArchiveIndex, kind: EventKind) -> Iterator[tuple[Record, bytes]]:
    """Each record of ``kind`` that has data, with the body its event announces."""
    for record in index.of_kind(kind):
        if record.data:
            yield record, read_at(index.path, record.data[-1])
