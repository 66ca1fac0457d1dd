"""Checking the opening of a tally: who deposited a share, whether it fits, and whether the counts follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from tinnhiem.engines.voting.canonical import JsonValue, as_count, as_list, as_object, as_text, read, write
from tinnhiem.engines.voting.decryption import (
    Factors,
    PartialDecryption,
    combined,
    factors_are_members,
    proofs_hold,
)
from tinnhiem.engines.voting.election import Election
from tinnhiem.engines.voting.errors import RecordMalformed, TooFewShares
from tinnhiem.engines.voting.events import EventKind
from tinnhiem.engines.voting.powers import PublicPowers
from tinnhiem.engines.voting.reading import ArchiveIndex, Record, read_at
from tinnhiem.engines.voting.reports import CheckId, Findings
from tinnhiem.engines.voting.tally import Rows, read_number, written_number
from tinnhiem.engines.voting.trustees import Trustees, verification_keys

__all__ = ["Counts", "Opening", "check_opening", "counts_follow"]

Counts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The tally that is opened, and the trustees who may."""

    election: Election
    trustees: Trustees
    tally: Rows
    powers: PublicPowers
    is_sound: bool
    """Whether every published sum is a member of the group; where they equal our own sums, they are."""


def check_opening(index: ArchiveIndex, opening: Opening, findings: Findings) -> Counts | None:
    """Judge every share and the published counts; returns the counts where the archive has any."""
    shares: dict[int, Factors | None] = {}
    for number, record in enumerate(index.of_kind(EventKind.PARTIAL_DECRYPTION), 1):
        findings.checked(CheckId.DECRYPTION_OWNER, CheckId.DECRYPTION_GROUP, CheckId.DECRYPTION_PROOF)
        if record.data:
            _check_share(index, opening, record, f"share {number}", shares, findings)
    results = index.of_kind(EventKind.RESULT)
    if not results or not results[0].data:
        return None
    valid = {owner: factors for owner, factors in shares.items() if factors is not None}
    return _checked_result(read_at(index.path, results[0].data[-1]), opening, valid, findings)


def counts_follow(*, opening: Opening, factors: Factors, counts: Counts) -> bool:
    """Whether beta = factor · g^count in every cell."""
    group = opening.election.group
    shape = [len(row) for row in opening.tally]
    if [len(row) for row in counts] != shape or [len(row) for row in factors] != shape:
        return False
    return all(
        group.product((factor, group.power(group.generator, count))) == cell.beta
        for cells, row, numbers in zip(opening.tally, factors, counts, strict=True)
        for cell, factor, count in zip(cells, row, numbers, strict=True)
    )


def _check_share(
    index: ArchiveIndex,
    opening: Opening,
    record: Record,
    place: str,
    shares: dict[int, Factors | None],
    findings: Findings,
) -> None:
    """Judge one share and note its factors under its owner, or None where it is refused."""
    group = opening.election.group
    try:
        owner, digest = _owned(read_at(index.path, record.data[-1]), place, findings)
        raw = index.body(digest, place)
        share = PartialDecryption.parsed(raw, group=group, place=place)
    except RecordMalformed:
        findings.failed(CheckId.DECRYPTION_OWNER, place)
        return
    if share.to_bytes(group) != raw or [f"{digest}.data.json"] != [m.name for m in record.data[:-1]]:
        findings.failed(CheckId.ARCHIVE_CANONICAL, place)
    keys = verification_keys(opening.trustees)
    if not 1 <= owner <= len(keys) or owner in shares:
        findings.failed(CheckId.DECRYPTION_OWNER, place)
        return
    shares[owner] = None
    if not factors_are_members(share, group):
        findings.failed(CheckId.DECRYPTION_GROUP, place)
    elif _share_fits(opening, share, keys[owner - 1]):
        shares[owner] = share.factors
    else:
        findings.failed(CheckId.DECRYPTION_PROOF, place)
        if any(_share_fits(opening, share, key) for key in keys):
            findings.failed(CheckId.DECRYPTION_OWNER, place)


def _share_fits(opening: Opening, share: PartialDecryption, key: int) -> bool:
    group = opening.election.group
    return (
        opening.is_sound
        and group.is_member(key)
        and share.fits(opening.tally)
        and proofs_hold(
            election=opening.election,
            tally=opening.tally,
            share=share,
            key=key,
            powers=opening.powers,
        )
    )


def _owned(raw: bytes, place: str, findings: Findings) -> tuple[int, str]:
    fields = as_object(read(raw, place), place)
    owner = as_count(fields.get("owner"), place)
    digest = as_text(fields.get("payload"), place)
    if write({"owner": owner, "payload": digest}).encode() != raw:
        findings.failed(CheckId.ARCHIVE_CANONICAL, place)
    return owner, digest


def _checked_result(
    raw: bytes, opening: Opening, shares: dict[int, Factors], findings: Findings
) -> Counts | None:
    findings.checked(CheckId.DECRYPTION_THRESHOLD, CheckId.RESULT_COUNTS)
    try:
        counts = _counts(read(raw, "result"))
    except RecordMalformed:
        findings.failed(CheckId.RESULT_COUNTS, "result")
        return None
    if write({"result": _written(counts)}).encode() != raw:
        findings.failed(CheckId.ARCHIVE_CANONICAL, "result")
    try:
        factors = combined(trustees=opening.trustees, shares=shares, group=opening.election.group)
    except TooFewShares:
        findings.failed(CheckId.DECRYPTION_THRESHOLD, "result")
        return counts
    findings.judge(
        CheckId.RESULT_COUNTS,
        holds=counts_follow(opening=opening, factors=factors, counts=counts),
        place="result",
    )
    return counts


def _counts(value: JsonValue) -> Counts:
    rows = as_list(as_object(value, "result").get("result"), "result")
    return tuple(tuple(read_number(cell, "result") for cell in as_list(row, "result")) for row in rows)


def _written(counts: Sequence[Sequence[int]]) -> list[JsonValue]:
    return [[written_number(count) for count in row] for row in counts]
