"""The meeting's own record beside the archive: seals read aloud, voided ballots, equations of the count.

``meeting.json`` is small and made by people and machine together; what it claims about the box is checked
against the archive (spec §13).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tinnhiem.engines.voting.canonical import JsonValue, as_count, as_list, as_object, as_text, read
from tinnhiem.engines.voting.errors import MeetingRecordMalformed, RecordMalformed, Unreadable
from tinnhiem.engines.voting.reports import CheckId, Findings, Stage
from tinnhiem.engines.voting.seals import seal
from tinnhiem.engines.voting.verification import Verification

__all__ = ["MeetingRecord", "PaperCount", "SealEntry", "check_meeting"]

_STEP = 5
"""The board grows by at least so many ballots at a time."""

_MOMENTS = ("open", "step", "close")
_MODES = ("announced", "committee", "sealed")
_PAPER = ("issued", "returned", "invalid", "keyed")


@dataclass(frozen=True, slots=True)
class SealEntry:
    """A seal read aloud ``at`` open, a step or close, with the number of ballots on the board."""

    at: str
    ballots: int
    seal: str


@dataclass(frozen=True, slots=True)
class PaperCount:
    """Paper ballots in the same count."""

    issued: int
    returned: int
    invalid: int
    keyed: int


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """The record as read."""

    setup_fingerprint: str
    seals: tuple[SealEntry, ...]
    void_credentials: tuple[str, ...]
    voided: tuple[str, ...]
    paper: PaperCount
    signed: int
    mode: str
    archive_sha256: str

    @classmethod
    def parsed(cls, raw: bytes) -> "MeetingRecord":
        """The record in ``raw``; raises ``MeetingRecordMalformed`` naming the field."""
        try:
            return _parsed(as_object(read(raw, "meeting"), "meeting"))
        except (RecordMalformed, Unreadable) as error:
            raise MeetingRecordMalformed(place=str(error.params["place"])) from error


def check_meeting(*, record: MeetingRecord, archive: Verification, findings: Findings) -> None:
    """Judge the record against a verified archive."""
    for check, judged in (
        (CheckId.MEETING_SEALS, _seals(record, archive)),
        (CheckId.MEETING_VOID, _void(record, archive)),
        (CheckId.MEETING_EQUATIONS, _equations(record, archive)),
    ):
        for place, holds in judged.items():
            findings.judge(check, holds=holds, place=place)


def _seals(record: MeetingRecord, archive: Verification) -> dict[str, bool]:
    """The fingerprint, the archive's hash, an empty box at open, steps of five, and the box at close."""
    moments = [entry.at for entry in record.seals]
    numbers = [entry.ballots for entry in record.seals]
    grown = [later - earlier for earlier, later in pairwise(numbers)]
    steps = grown[:-1] if moments[-1:] == ["close"] else grown
    judged = {
        "setup_fingerprint": record.setup_fingerprint.replace(" ", "")
        == (archive.fingerprint or "").replace(" ", ""),
        "archive_sha256": record.archive_sha256 == archive.archive_sha256,
        "seals.open": record.seals[:1] == (SealEntry("open", 0, seal([])),),
        "seals.step": all(step >= _STEP for step in steps)
        and all(step >= 0 for step in grown)
        and set(moments[1:-1]) <= {"step"},
    }
    if archive.stage not in (Stage.SETUP, Stage.VOTING):
        at_close = SealEntry("close", len(archive.trackers), archive.seal)
        judged["seals.close"] = record.seals[-1:] == (at_close,)
    return judged


def _void(record: MeetingRecord, archive: Verification) -> dict[str, bool]:
    """Void credentials belong to the poll and have no ballot; voided ballots are not in the archive."""
    void = set(record.void_credentials)
    return {
        "void_credentials": void <= archive.credentials
        and not void & archive.used_credentials
        and len(void) == len(record.void_credentials),
        "voided": not set(record.voided) & set(archive.trackers)
        and len(set(record.voided)) == len(record.voided),
    }


def _equations(record: MeetingRecord, archive: Verification) -> dict[str, bool]:
    """The equations that archive and record settle together."""
    paper, ballots = record.paper, len(archive.trackers)
    return {
        "paper.returned": paper.returned <= paper.issued,
        "paper.keyed": paper.keyed == (paper.returned - paper.invalid if paper.keyed else 0),
        "paper.invalid": paper.invalid <= paper.returned,
        "roll.signed": ballots - paper.keyed <= record.signed - paper.issued,
        "slips": ballots + len(record.voided) + len(record.void_credentials) <= len(archive.credentials),
    }


def _parsed(fields: dict[str, JsonValue]) -> MeetingRecord:
    paper = as_object(fields.get("paper") or dict.fromkeys(_PAPER, 0), "paper")
    mode = as_text(fields.get("mode"), "mode")
    if mode not in _MODES:
        raise RecordMalformed(place="mode")
    return MeetingRecord(
        setup_fingerprint=as_text(fields.get("setup_fingerprint"), "setup_fingerprint"),
        seals=tuple(_seal_entry(entry) for entry in as_list(fields.get("seals"), "seals")),
        void_credentials=_texts(
            as_list(fields.get("void_credentials"), "void_credentials"), "void_credentials"
        ),
        voided=tuple(
            as_text(as_object(entry, "voided").get("tracker"), "voided.tracker")
            for entry in as_list(fields.get("voided"), "voided")
        ),
        paper=PaperCount(*(as_count(paper.get(key), f"paper.{key}") for key in _PAPER)),
        signed=as_count(as_object(fields.get("roll"), "roll").get("signed"), "roll.signed"),
        mode=mode,
        archive_sha256=as_text(fields.get("archive_sha256"), "archive_sha256"),
    )


def _seal_entry(value: JsonValue) -> SealEntry:
    fields = as_object(value, "seals")
    moment = as_text(fields.get("at"), "seals.at")
    if moment not in _MOMENTS:
        raise RecordMalformed(place="seals.at")
    return SealEntry(
        moment,
        as_count(fields.get("ballots"), "seals.ballots"),
        as_text(fields.get("seal"), "seals.seal"),
    )


def _texts(values: Sequence[JsonValue], place: str) -> tuple[str, ...]:
    return tuple(as_text(value, place) for value in values)
