"""Checking the ballots of a box, in chunks that may be spread over processes, and adding them up."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from tinnhiem.engines.voting.ballot_checks import BallotVerifier, CheckedBallot, ballot_verifier
from tinnhiem.engines.voting.credential_list import CredentialList
from tinnhiem.engines.voting.election import Election
from tinnhiem.engines.voting.elgamal import Ciphertext
from tinnhiem.engines.voting.reading import Record, read_at
from tinnhiem.engines.voting.reports import CheckId
from tinnhiem.engines.voting.tally import Rows, merged, weighted, zero
from tinnhiem.engines.voting.tar import Member

__all__ = ["CheckedChunk", "Chunk", "Mapper", "check_chunk", "chunks", "prepared", "summed"]

_CHUNK_BYTES: Final = 400_000
"""Ballots worth about half a second, so that handing them to another process costs next to nothing."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Where a worker finds the poll and its credentials."""

    path: Path
    digest: str
    election: Member
    credentials: Member
    strangers: frozenset[str]
    """Listed credentials that are not in the group."""

    is_compiled: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some ballots of one archive: each with its place from 1 and whether it counts."""

    setup: Setup
    ballots: tuple[tuple[int, Member, bool], ...]


@dataclass(frozen=True, slots=True)
class CheckedChunk:
    """The failures by check, the sum of the ballots that count, their number and their weight."""

    failures: dict[CheckId, list[str]]
    tally: Rows
    counted: int
    weight: int
    size: int


Mapper: TypeAlias = Callable[[Callable[[Chunk], CheckedChunk], Sequence[Chunk]], Iterable[CheckedChunk]]
"""How chunks are worked through: ``map``, or the same over a pool of processes."""


def chunks(setup: Setup, records: Sequence[Record]) -> list[Chunk]:
    """The ballots cut into chunks; of several ballots of one credential only the last counts."""
    last = {record.credential: place for place, record in enumerate(records, 1)}
    entries = [
        (place, record.data[-1], last[record.credential] == place)
        for place, record in enumerate(records, 1)
        if record.data
    ]
    return [Chunk(setup, tuple(group)) for group in _groups(entries)]


def check_chunk(chunk: Chunk) -> CheckedChunk:
    """Check every ballot of ``chunk``; raises ``Unreadable`` where one is no JSON."""
    verifier, weights = prepared(chunk.setup)
    group = verifier.election.group
    failures: dict[CheckId, list[str]] = {}
    added: list[Rows] = []
    weight = 0
    for place, member, counts in chunk.ballots:
        checked = verifier.checked(read_at(chunk.setup.path, member))
        for check in checked.failures:
            failures.setdefault(check, []).append(f"ballot {place}")
        if counts and (rows := _addable(checked)) is not None:
            own = weights.get(checked.credential, 1)
            added.append(weighted(rows, own, group))
            weight += own
    tally = _added(added, verifier)
    return CheckedChunk(failures, tally, len(added), weight, len(chunk.ballots))


def summed(parts: Iterable[CheckedChunk], election: Election) -> Iterator[CheckedChunk]:
    """The running sum of ``parts``; the last one given is the whole box."""
    group = election.group
    whole = CheckedChunk({}, zero(election.widths, group), 0, 0, 0)
    yield whole
    for part in parts:
        for check, places in part.failures.items():
            whole.failures.setdefault(check, []).extend(places)
        whole = CheckedChunk(
            failures=whole.failures,
            tally=merged(whole.tally, part.tally, group),
            counted=whole.counted + part.counted,
            weight=whole.weight + part.weight,
            size=whole.size + part.size,
        )
        yield whole


@lru_cache(maxsize=1)
def prepared(setup: Setup) -> tuple[BallotVerifier, dict[str, int]]:
    """The verifier of an archive with the credentials' weights, kept between the chunks of one process."""
    election = Election.parsed(read_at(setup.path, setup.election))
    credentials = CredentialList.parsed(read_at(setup.path, setup.credentials))
    verifier = ballot_verifier(
        election, credentials.weights, strangers=setup.strangers, compiled=setup.is_compiled
    )
    return verifier, dict(credentials.weights)


def _added(ballots: Sequence[Rows], verifier: BallotVerifier) -> Rows:
    """The sums over ``ballots``, cell by cell."""
    product = verifier.powers.product
    return tuple(
        tuple(
            Ciphertext(
                alpha=product(rows[question][place].alpha for rows in ballots),
                beta=product(rows[question][place].beta for rows in ballots),
            )
            for place in range(width)
        )
        for question, width in enumerate(verifier.election.widths)
    )


def _addable(checked: CheckedBallot) -> Rows | None:
    """The ciphertexts of a ballot, unless they are not of the poll's shape or not in the group."""
    unusable = {CheckId.BALLOT_GROUP, CheckId.BALLOT_BINDING}
    if checked.ballot is None or unusable & checked.failures:
        return None
    return tuple(answer.choices for answer in checked.ballot.unsigned.answers)


def _groups(entries: Sequence[tuple[int, Member, bool]]) -> Iterator[list[tuple[int, Member, bool]]]:
    group: list[tuple[int, Member, bool]] = []
    size = 0
    for entry in entries:
        group.append(entry)
        size += entry[1].size
        if size >= _CHUNK_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
