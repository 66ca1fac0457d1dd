"""Verifying a whole archive as a stranger would: nothing is believed that can be computed (spec §12)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from tinnhiem.engines.voting.box import CheckedChunk, Mapper, Setup, check_chunk, chunks, prepared, summed
from tinnhiem.engines.voting.canonical import as_object, as_text, read, write
from tinnhiem.engines.voting.credential_list import CredentialList
from tinnhiem.engines.voting.election import UUID_PATTERN, Election
from tinnhiem.engines.voting.errors import RecordMalformed, Unreadable
from tinnhiem.engines.voting.events import STAGES, EventKind
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.opening_checks import Opening, check_opening
from tinnhiem.engines.voting.powers import PublicPowers
from tinnhiem.engines.voting.reading import ArchiveIndex, Record, indexed, read_at
from tinnhiem.engines.voting.reports import CheckId, Findings, Stage
from tinnhiem.engines.voting.seals import grouped_fingerprint, seal
from tinnhiem.engines.voting.tally import EncryptedTally, Rows, parsed_tally, written_tally
from tinnhiem.engines.voting.transcripts import compact_hash
from tinnhiem.engines.voting.trustee_checks import check_trustees
from tinnhiem.engines.voting.trustees import Pedersen, Trustees, parsed_trustees, written_trustees

__all__ = ["Verification", "verified"]

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many ballots are done and how many there are."""

_BALLOT_CHECKS = tuple(check for check in CheckId if check.startswith("ballot."))


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verifier found in an archive."""

    stage: Stage
    uuid: str | None
    group: str | None
    fingerprint: str | None
    accepted: int
    superseded: int
    trackers: tuple[str, ...]
    used_credentials: frozenset[str]
    credentials: frozenset[str]
    archive_sha256: str
    result: tuple[tuple[int, ...], ...] | None
    findings: Findings = field(repr=False)

    @property
    def is_valid(self) -> bool:
        """Whether every check that was made held."""
        return self.findings.all_hold

    @property
    def seal(self) -> str:
        """The seal over all ballots of the archive."""
        return seal(self.trackers)


@dataclass(frozen=True, slots=True)
class _SetUp:
    """The records of a setup that could be read."""

    election: Election
    trustees: Trustees
    credentials: CredentialList
    setup: Setup
    powers: PublicPowers


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def verified(
    path: Path,
    *,
    mapper: Mapper = map,
    compiled: bool = True,
    progress: Progress = _unheard,
) -> Verification:
    """Check the archive at ``path``; raises ``Unreadable`` where the tar or a record's JSON is broken.

    ``mapper`` may spread chunks of ballots over processes; ``progress`` is told ballots done and in all.
    """
    findings = Findings()
    index = indexed(path, findings)
    set_up = _set_up(index, findings, compiled=compiled)
    ballots = index.of_kind(EventKind.BALLOT)
    result = None
    if set_up is not None and CheckId.ELECTION_KEY in findings.places:
        box = _checked_box(set_up, ballots, findings, mapper, progress)
        tally = _checked_tally(index, set_up.election, box, findings)
        if tally is not None:
            opening = Opening(
                election=set_up.election,
                trustees=set_up.trustees,
                tally=tally,
                powers=set_up.powers,
                is_sound=_is_sound(tally, box, set_up.election.group),
            )
            result = check_opening(index, opening, findings)
    return _summary(index, set_up, ballots, result, findings)


def _summary(
    index: ArchiveIndex,
    set_up: _SetUp | None,
    ballots: Sequence[Record],
    result: tuple[tuple[int, ...], ...] | None,
    findings: Findings,
) -> Verification:
    last = index.records[-1].event.kind if index.records else EventKind.SETUP
    setups = index.of_kind(EventKind.SETUP)
    used = {record.credential or "" for record in ballots}
    return Verification(
        stage=STAGES[last],
        uuid=set_up.election.uuid if set_up else None,
        group=set_up.election.group.name if set_up else None,
        fingerprint=grouped_fingerprint(setups[0].event.payload or "") if setups else None,
        accepted=len(used),
        superseded=len(ballots) - len(used),
        trackers=tuple(
            compact_hash(read_at(index.path, record.data[-1])) for record in ballots if record.data
        ),
        used_credentials=frozenset(used),
        credentials=frozenset(set_up.credentials.written) if set_up else frozenset(),
        archive_sha256=index.digest,
        result=result,
        findings=findings,
    )


def _set_up(index: ArchiveIndex, findings: Findings, *, compiled: bool) -> _SetUp | None:
    """Judge poll, trustees and credentials; None where they cannot be read as records."""
    setups = index.of_kind(EventKind.SETUP)
    if not setups or not setups[0].data:
        findings.failed(CheckId.ARCHIVE_CHAIN, "setup")
        return None
    try:
        digests = _setup_digests(read_at(index.path, setups[0].data[-1]), findings)
        bodies = {name: index.body(digest, f"setup.{name}") for name, digest in digests.items()}
    except RecordMalformed as error:
        findings.failed(CheckId.ARCHIVE_CHAIN, str(error.params["place"]))
        return None
    if [f"{digest}.data.json" for digest in digests.values()] != [m.name for m in setups[0].data[:3]]:
        findings.failed(CheckId.ARCHIVE_CANONICAL, "setup")
    return _judged_setup(index, digests, bodies, findings, compiled=compiled)


def _judged_setup(
    index: ArchiveIndex,
    digests: dict[str, str],
    bodies: dict[str, bytes],
    findings: Findings,
    *,
    compiled: bool,
) -> _SetUp | None:
    election = _election(bodies["election"], index.path, findings)
    if election is None:
        return None
    try:
        trustees = parsed_trustees(bodies["trustees"], election.group)
        credentials = CredentialList.parsed(bodies["credentials"])
    except RecordMalformed as error:
        findings.failed(CheckId.ARCHIVE_CANONICAL, str(error.params["place"]))
        return None
    if written_trustees(trustees, election.group) != bodies["trustees"]:
        findings.failed(CheckId.ARCHIVE_CANONICAL, "trustees")
    if not credentials.has_duplicates and credentials.to_bytes() != bodies["credentials"]:
        findings.failed(CheckId.ARCHIVE_CANONICAL, "credentials")
    findings.judge(CheckId.CREDENTIALS_DISTINCT, holds=not credentials.has_duplicates, place="credentials")
    findings.checked(CheckId.CREDENTIALS_GROUP)
    strangers = credentials.strangers(election.group)
    for place in strangers:
        findings.failed(CheckId.CREDENTIALS_GROUP, f"credentials[{place}]")
    setup = Setup(
        path=index.path,
        digest=index.digest,
        election=index.bodies[digests["election"]],
        credentials=index.bodies[digests["credentials"]],
        strangers=frozenset(credentials.written[place - 1] for place in strangers),
        is_compiled=compiled,
    )
    verifier, _ = prepared(setup)
    _judge_trustees(election, trustees, verifier.powers, findings)
    return _SetUp(election, trustees, credentials, setup, verifier.powers)


def _setup_digests(raw: bytes, findings: Findings) -> dict[str, str]:
    fields = as_object(read(raw, "setup"), "setup")
    digests = {
        name: as_text(fields.get(name), f"setup.{name}") for name in ("election", "trustees", "credentials")
    }
    optional = {
        name: as_text(fields[name], f"setup.{name}")
        for name in ("credentials_certificate",)
        if name in fields
    }
    if write({**digests, **optional}).encode() != raw:
        findings.failed(CheckId.ARCHIVE_CANONICAL, "setup")
    return digests


def _election(raw: bytes, path: Path, findings: Findings) -> Election | None:
    try:
        election = Election.parsed(raw)
    except RecordMalformed as error:
        findings.failed(CheckId.ELECTION_CANONICAL, str(error.params["place"]))
        return None
    findings.judge(CheckId.ELECTION_CANONICAL, holds=election.is_canonical, place="election")
    findings.judge(
        CheckId.ELECTION_UUID,
        holds=UUID_PATTERN.fullmatch(election.uuid) is not None and not _is_named_otherwise(path, election),
        place="election.uuid",
    )
    return election


def _is_named_otherwise(path: Path, election: Election) -> bool:
    """Whether the file is named by another poll's id; a name that is no id, as of a copy, says nothing."""
    return UUID_PATTERN.fullmatch(path.stem) is not None and path.stem != election.uuid


def _judge_trustees(election: Election, trustees: Trustees, powers: PublicPowers, findings: Findings) -> None:
    """Messages signed inside the committee's record must be records themselves."""
    group = election.group
    findings.checked(CheckId.TRUSTEE_POK)
    for trustee_set in trustees:
        if isinstance(trustee_set, Pedersen):
            for check, read_messages in (
                (CheckId.TRUSTEE_CERTIFICATE, trustee_set.certificates),
                (CheckId.TRUSTEE_COEFFICIENTS, trustee_set.coefficients),
            ):
                try:
                    read_messages(group)
                except (RecordMalformed, Unreadable) as error:
                    findings.failed(check, str(error.params["place"]))
                    return
    check_trustees(election=election, trustees=trustees, powers=powers, findings=findings)


def _checked_box(
    set_up: _SetUp,
    ballots: Sequence[Record],
    findings: Findings,
    mapper: Mapper,
    progress: Progress,
) -> CheckedChunk:
    """Check every ballot and add up those that count; without a key in the group none can be judged."""
    election = set_up.election
    is_judgeable = election.group.is_member(election.public_key)
    work = chunks(set_up.setup, ballots) if is_judgeable else []
    sums = summed(mapper(check_chunk, work), election)
    box = next(sums)
    for whole in sums:
        box = whole
        progress(box.size, len(ballots))
    if ballots and is_judgeable:
        findings.checked(*_BALLOT_CHECKS)
    findings.add(box.failures)
    seen: set[str] = set()
    for place, record in enumerate(ballots, 1):
        if record.event.payload in seen:
            findings.failed(CheckId.BALLOT_DUPLICATE, f"ballot {place}")
        seen.add(record.event.payload or "")
    return box


def _is_sound(tally: Rows, box: CheckedChunk, group: Group) -> bool:
    """Whether every cell is in the group; products of members need no second look."""
    return tally == box.tally or all(
        group.is_member(half) for row in tally for cell in row for half in (cell.alpha, cell.beta)
    )


def _checked_tally(
    index: ArchiveIndex, election: Election, box: CheckedChunk, findings: Findings
) -> Rows | None:
    """Judge the published sums against those computed again; None where the archive publishes none."""
    records = index.of_kind(EventKind.ENCRYPTED_TALLY)
    if not records or not records[0].data:
        return None
    findings.checked(CheckId.TALLY_CIPHERTEXTS, CheckId.TALLY_COUNTS)
    raw = read_at(index.path, records[0].data[-1])
    try:
        record = EncryptedTally.parsed(raw)
        sums_raw = index.body(record.digest, "tally.encrypted_tally")
        sums = parsed_tally(sums_raw, election.group)
    except RecordMalformed as error:
        findings.failed(CheckId.TALLY_CIPHERTEXTS, str(error.params["place"]))
        return None
    if record.to_bytes() != raw or written_tally(sums, election.group) != sums_raw:
        findings.failed(CheckId.ARCHIVE_CANONICAL, "tally")
    if [f"{record.digest}.data.json"] != [member.name for member in records[0].data[:-1]]:
        findings.failed(CheckId.ARCHIVE_CANONICAL, "tally")
    findings.judge(CheckId.TALLY_CIPHERTEXTS, holds=sums == box.tally, place="encrypted_tally")
    findings.judge(
        CheckId.TALLY_COUNTS,
        holds=(record.ballots, record.weight) == (box.counted, box.weight),
        place="tally",
    )
    return sums
