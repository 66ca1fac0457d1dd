"""Polls for tests: made once, taken apart into records, and put together again after a change."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tinnhiem.cli.manage.simulation import PollPlan, SimulatedPoll, simulated
from tinnhiem.engines.voting.credential_codes import credential_secret
from tinnhiem.engines.voting.election import Election
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.proofs import prove_knowledge
from tinnhiem.engines.voting.randomness import expanded
from tinnhiem.engines.voting.reports import CheckId
from tinnhiem.engines.voting.tar import packed
from tinnhiem.engines.voting.transcripts import compact_hash
from tinnhiem.engines.voting.verification import Verification, verified

GROUP_NAMES = ("BELENIOS-2048", "Ed25519")


@cache
def a_poll(group: str = "BELENIOS-2048", **changes: object) -> SimulatedPoll:
    """A small valid poll; ``changes`` name what matters to the test."""
    plan = PollPlan(questions=1, answers=3, voters=3, group=group, trustees=3, threshold=2, seed="hạt giống")
    return simulated(replace(plan, **changes))


@dataclass(frozen=True)
class Record:
    """An event's type with the data before it."""

    kind: str
    data: tuple[bytes, ...]

    def with_last(self, body: bytes) -> "Record":
        return Record(self.kind, (*self.data[:-1], body))


def records_of(archive: bytes) -> list[Record]:
    """The records of ``archive``, by a reading of the tar that shares nothing with the engine's."""
    records, pending, offset = [], [], 0
    while offset < len(archive):
        name = archive[offset : offset + 100].rstrip(b"\0").decode()
        size = int(archive[offset + 124 : offset + 135], 8)
        body = archive[offset + 512 : offset + 512 + size]
        offset += 512 + -(-size // 512) * 512
        if name.endswith(".data.json"):
            pending.append(body)
        elif name.endswith(".event.json"):
            records.append(Record(json.loads(body)["type"], tuple(pending)))
            pending = []
    return records


def archive_of(records: list[Record], timestamp: int = 1767225600) -> bytes:
    """An archive with a sound chain of events over whatever the records hold."""
    parts = [packed("BELENIOS", f'{{"version":1,"timestamp":"{timestamp}"}}'.encode(), timestamp)]
    parent = None
    for height, record in enumerate(records):
        for body in record.data:
            parts.append(packed(f"{sha(body)}.data.json", body, timestamp))
        event: dict[str, object] = {} if parent is None else {"parent": parent}
        event |= {"height": height, "type": record.kind}
        if record.data:
            event["payload"] = sha(record.data[-1])
        raw = compact(event)
        parent = sha(raw)
        parts.append(packed(f"{parent}.event.json", raw, timestamp))
    return b"".join(parts)


def changed(archive: bytes, kind: str, change: Callable[[Record], Record], nth: int = 0) -> bytes:
    """``archive`` with its ``nth`` record of ``kind`` changed and everything hashed again."""
    records = records_of(archive)
    places = [place for place, record in enumerate(records) if record.kind == kind]
    records[places[nth]] = change(records[places[nth]])
    return archive_of(records)


def findings(archive: bytes, folder: Path, uuid: str) -> Verification:
    """What the verifier finds in ``archive``."""
    path = folder / f"{uuid}.bel"
    path.write_bytes(archive)
    return verified(path)


def failed(found: Verification) -> set[CheckId]:
    """The checks that failed."""
    return {check for check, places in found.findings.in_order() if places}


def election_of(poll: SimulatedPoll) -> Election:
    return Election.parsed(records_of(poll.archive)[0].data[0])


def ballots_of(poll: SimulatedPoll) -> list[bytes]:
    return [record.data[0] for record in records_of(poll.archive) if record.kind == "Ballot"]


def secret_of(poll: SimulatedPoll, ballot: bytes) -> int:
    """The private key of the voter who cast ``ballot``."""
    group = election_of(poll).group
    credential = json.loads(ballot)["credential"]
    secrets = (credential_secret(code=code, uuid=poll.uuid, group=group) for code in poll.codes)
    return next(s for s in secrets if group.write(group.power(group.generator, s)) == credential)


def signed_again(unsigned: str, *, group: Group, secret: int, election: Election) -> bytes:
    """The text ``unsigned`` of a ballot, signed by its voter whatever it holds."""
    digest = compact_hash(unsigned.encode())
    proof = prove_knowledge(
        group=group,
        secret=secret,
        challenge=lambda commitment: election.transcript.ballot_signature(group, digest, commitment),
        randomness=expanded(b"again"),
    )
    signature = compact({"hash": digest, "proof": proof.to_json()}).decode()
    return f'{unsigned[:-1]},"signature":{signature}}}'.encode()


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def sha(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
