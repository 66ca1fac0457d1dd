"""Whether a campaign covers every leader whose term ends: planned, held, excepted or uncovered, each once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tinnhiem.domain.regulations import TermProcedure

LIVE: Final = frozenset({"planned", "summoned", "in_progress"})
HELD: Final = "closed"
_WITHOUT_CONFERENCE: Final = frozenset({TermProcedure.EXTENSION, TermProcedure.RETIREMENT})


class Standing(StrEnum):
    """Where a leader stands in a campaign."""

    PLANNED = "planned"
    HELD = "held"
    EXCEPTED = "excepted"
    UNCOVERED = "uncovered"


class Gap(StrEnum):
    """Why nothing covers a leader."""

    NOT_PLANNED = "not_planned"
    ADJOURNED = "adjourned"
    CANCELLED = "cancelled"
    FOUND_LATER = "found_later"
    LEFT_REGISTER = "left_register"
    GROUND_MISSING = "ground_missing"
    GROUND_UNKNOWN = "ground_unknown"
    BASIS_MISSING = "basis_missing"
    BIRTH_MISSING = "birth_missing"
    SUPERIOR_MISSING = "superior_missing"
    OTHER_SUPERIOR = "other_superior"
    DECIDER_MISSING = "decider_missing"


@dataclass(frozen=True)
class EndingTerm:
    """A term that ends in the period, with what follows it or why that cannot be known."""

    leader: int
    follows: TermProcedure | Gap


@dataclass(frozen=True)
class MeetingOnLeader:
    """The latest meeting on a leader; its state is live, closed, adjourned or cancelled."""

    leader: int
    meeting: str
    state: str


@dataclass(frozen=True)
class Exemption:
    """A leader taken out by hand: the ground as the pack names it, and the paper it rests on."""

    leader: int
    ground: str
    basis: str


@dataclass(frozen=True)
class CoverageRow:
    """One leader with the one thing that covers them, or the reason why none does."""

    leader: int
    standing: Standing
    meeting: str = ""
    ground: str = ""
    basis: str = ""
    gap: Gap | None = None


@dataclass(frozen=True)
class Coverage:
    """Every leader of the campaign once."""

    rows: tuple[CoverageRow, ...]

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many leaders stand where; a standing of nobody counts 0."""
        found = Counter(row.standing for row in self.rows)
        return {standing: found[standing] for standing in Standing}

    @property
    def is_complete(self) -> bool:
        """Whether nobody is uncovered."""
        return not self.counts[Standing.UNCOVERED]


def cover(
    *,
    ending: Sequence[EndingTerm],
    listed: Collection[int],
    meetings: Sequence[MeetingOnLeader],
    exemptions: Sequence[Exemption],
    grounds: Collection[str],
) -> Coverage:
    """What covers each leader: those whose term ends, and those ``listed`` when the campaign was made.

    ``grounds`` are the codes the pack accepts. A held meeting stands whatever was said later; a leader taken
    out without a sound ground is uncovered even while a meeting is planned, so that nobody drops out unseen.
    """
    terms = {term.leader: term for term in ending}
    held_or_planned = {row.leader: row for row in meetings}
    taken_out = {row.leader: row for row in exemptions}
    known = dict.fromkeys([*terms, *listed])
    return Coverage(
        tuple(
            _row(
                leader,
                terms.get(leader),
                held_or_planned.get(leader),
                taken_out.get(leader),
                is_listed=leader in listed,
                grounds=grounds,
            )
            for leader in known
        )
    )


def _row(
    leader: int,
    term: EndingTerm | None,
    meeting: MeetingOnLeader | None,
    exemption: Exemption | None,
    *,
    is_listed: bool,
    grounds: Collection[str],
) -> CoverageRow:
    if meeting and meeting.state == HELD:
        return CoverageRow(leader, Standing.HELD, meeting=meeting.meeting)
    if exemption:
        gap = _gap_of(exemption, grounds)
        standing = Standing.UNCOVERED if gap else Standing.EXCEPTED
        return CoverageRow(leader, standing, ground=exemption.ground, basis=exemption.basis, gap=gap)
    if meeting and meeting.state in LIVE:
        return CoverageRow(leader, Standing.PLANNED, meeting=meeting.meeting)
    if term and term.follows in _WITHOUT_CONFERENCE:
        return CoverageRow(leader, Standing.EXCEPTED, ground=term.follows.value)
    return CoverageRow(leader, Standing.UNCOVERED, gap=_gap(term, meeting, is_listed=is_listed))


def _gap_of(exemption: Exemption, grounds: Collection[str]) -> Gap | None:
    if not exemption.ground:
        return Gap.GROUND_MISSING
    if exemption.ground not in grounds:
        return Gap.GROUND_UNKNOWN
    return None if exemption.basis.strip() else Gap.BASIS_MISSING


def _gap(term: EndingTerm | None, meeting: MeetingOnLeader | None, *, is_listed: bool) -> Gap:
    if term is None:
        return Gap.LEFT_REGISTER
    if isinstance(term.follows, Gap):
        return term.follows
    if meeting:
        return Gap(meeting.state)
    return Gap.NOT_PLANNED if is_listed else Gap.FOUND_LATER
