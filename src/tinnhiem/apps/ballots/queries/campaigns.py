"""Campaigns and their board: what covers each leader, how far a case is, what is late. Never a count."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from tinnhiem.apps.ballots.models import Campaign, CampaignException, ListedLeader, Poll
from tinnhiem.apps.ballots.queries.campaign_decisions import DecisionStanding, decisions_on
from tinnhiem.apps.ballots.queries.campaign_papers import NoticeStanding, notices_of
from tinnhiem.apps.ballots.queries.ending import EndingLeader, ending_leaders
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.queries.leaders import leaders_of
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.campaign import (
    CoverageRow,
    EndingTerm,
    Exemption,
    Gap,
    MeetingOnLeader,
    Standing,
    cover,
)
from tinnhiem.domain.confidence.progress import (
    CaseFacts,
    Reminder,
    Stage,
    late_since,
    open_reminder,
    reminders,
    stage_of,
)
from tinnhiem.domain.regulations import TermProcedure

WITH_NOTICE: Final = frozenset({TermProcedure.REAPPOINTMENT, TermProcedure.EXTENSION})
"""What a notice may announce to a leader whose term ends."""
_DAY: Final = timedelta(days=1)


class CampaignUnknown(DomainError):
    """No campaign has this id."""

    code = "campaign_unknown"
    status = 404


@dataclass(frozen=True)
class CampaignView:
    """A campaign as pages name it; ``last_day`` is the last day of its period."""

    id: UUID
    unit_id: int
    unit_name: str
    starts_on: date
    last_day: date
    plan_number: str
    legal_basis_on: date
    subject_summoned: bool
    attestation: str
    attested_by: str
    attested_at: datetime

    @property
    def period(self) -> Period:
        """The days of the campaign."""
        return Period(self.starts_on, self.last_day + _DAY)


@dataclass(frozen=True)
class BoardRow:
    """One leader on the board: what covers them, how far the case is, and what presses.

    ``leader`` is None for somebody listed who has left the post since; ``name`` and ``school`` remain.
    """

    appointment_id: int
    name: str
    sex: str
    post_title: str
    school_id: int
    school: str
    leader: EndingLeader | None
    standing: Standing
    gap: Gap | None
    ground: str
    basis: str
    stage: Stage
    late_since: date | None
    reminder: Reminder | None
    notice: NoticeStanding
    meeting_id: UUID | None
    meeting_at: datetime | None
    is_by_hand: bool
    is_invitation_due: bool

    @property
    def takes_notice(self) -> bool:
        """Whether the law asks for a notice to this leader, and nobody took them out by hand."""
        return self.leader is not None and self.leader.follows in WITH_NOTICE and not self.is_by_hand

    @property
    def has_notice_due(self) -> bool:
        """Whether the leader should have a notice and has none, not even a draft."""
        return self.takes_notice and self.notice == NoticeStanding()


@dataclass(frozen=True)
class Board:
    """A campaign whole: every leader once."""

    campaign: CampaignView
    rows: Sequence[BoardRow]
    standings: Mapping[Standing, int]
    stages: Mapping[Stage, int]

    @property
    def late(self) -> int:
        """How many cases are late."""
        return sum(row.late_since is not None for row in self.rows)


@dataclass(frozen=True)
class _Known:
    """What the tables say about the leaders of one campaign, by appointment."""

    meetings: Mapping[int, rooms.MeetingView]
    notices: Mapping[int, NoticeStanding]
    taken_out: Mapping[int, CampaignException]
    concluded: Collection[UUID]
    decisions: Mapping[int, DecisionStanding]
    invitations_due: Collection[UUID]
    left: Mapping[int, org.AppointmentView]

    def is_notified(self, leader: int) -> bool:
        """Whether the notice was issued; a draft is none."""
        return bool(self.notices.get(leader, NoticeStanding()).number)


def campaigns_under(unit_ids: Collection[int]) -> Sequence[CampaignView]:
    """The campaigns of units, the latest period first."""
    rows = Campaign.objects.select_related("managing_unit", "attested_by__person")
    return [_view(row) for row in rows.filter(managing_unit_id__in=unit_ids).order_by("-starts_on")]


def get_campaign(campaign_id: UUID) -> CampaignView:
    """The campaign of this id; raises ``CampaignUnknown``."""
    rows = Campaign.objects.select_related("managing_unit", "attested_by__person")
    row = rows.filter(pk=campaign_id).first()
    if row is None:
        raise CampaignUnknown
    return _view(row)


def board(
    campaign: CampaignView,
    *,
    on: date,
    until: date,
    language: str = "vi",
    among: Collection[int] | None = None,
) -> Board:
    """Every leader of a campaign once, those whom nothing covers first; reminders up to ``until``.

    ``among`` looks at these appointments only, as far as the campaign is about them.
    """
    ending = {
        leader.appointment_id: leader
        for leader in ending_leaders(
            unit_id=campaign.unit_id,
            period=campaign.period,
            legal_basis_on=campaign.legal_basis_on,
            language=language,
            among=among,
        )
    }
    listed = _listed(campaign, among)
    known = _known(campaign, {*ending, *listed}, listed - ending.keys())
    coverage = cover(
        ending=[EndingTerm(leader, follows) for leader, follows in _terms(ending, known).items()],
        listed=listed,
        meetings=[MeetingOnLeader(pk, str(row.id), row.state) for pk, row in known.meetings.items()],
        exemptions=[Exemption(pk, row.ground, row.basis) for pk, row in known.taken_out.items()],
        grounds={ground.code for ground in rules.exception_grounds(campaign.legal_basis_on)},
    )
    windows = Windows(campaign)
    rows = [
        _row(row, ending.get(row.leader), known, windows, on=on, until=until, language=language)
        for row in coverage.rows
    ]
    return Board(
        campaign=campaign,
        rows=sorted(rows, key=_pressing),
        standings=coverage.counts,
        stages=Counter(row.stage for row in rows),
    )


def _listed(campaign: CampaignView, among: Collection[int] | None) -> set[int]:
    rows = ListedLeader.objects.filter(campaign_id=campaign.id)
    if among is not None:
        rows = rows.filter(appointment_id__in=among)
    return set(rows.values_list("appointment_id", flat=True))


class Windows:
    """The reminders of a term by its last day: thousands of terms share a few hundred days."""

    def __init__(self, campaign: CampaignView) -> None:
        self.rules = rules.in_force(campaign.legal_basis_on)
        self.by_day: dict[date, Sequence[Reminder]] = {}

    def of(self, last_day: date) -> Sequence[Reminder]:
        """The windows of a term that ends with ``last_day``, first to last."""
        if last_day not in self.by_day:
            self.by_day[last_day] = reminders(last_day=last_day, rules=self.rules, calendar=rules.calendar())
        return self.by_day[last_day]


def _terms(ending: Mapping[int, EndingLeader], known: _Known) -> Mapping[int, TermProcedure | Gap]:
    """What follows each term; one that a decision in effect ended or extended followed that procedure."""
    decided = {leader: TermProcedure(row.procedure) for leader, row in known.decisions.items()}
    return {**decided, **{leader: row.follows for leader, row in ending.items()}}


def _known(campaign: CampaignView, leaders: Collection[int], gone: Collection[int]) -> _Known:
    meetings = rooms.meetings_about(leaders)
    exceptions = CampaignException.objects.filter(
        campaign_id=campaign.id, appointment_id__in=leaders
    ).order_by("pk")
    latest = {row.appointment_id: row for row in exceptions}
    concluded = Poll.objects.filter(
        meeting_id__in=[meeting.id for meeting in meetings.values()], state=Poll.State.CONCLUDED
    )
    return _Known(
        meetings=meetings,
        notices=notices_of(leaders),
        taken_out={pk: row for pk, row in latest.items() if row.is_out},
        concluded=frozenset(concluded.values_list("meeting_id", flat=True)),
        decisions=decisions_on(leaders),
        invitations_due=rooms.invitations_due([meeting.id for meeting in meetings.values()]),
        left=leaders_of(gone),
    )


def _row(
    row: CoverageRow,
    leader: EndingLeader | None,
    known: _Known,
    windows: Windows,
    *,
    on: date,
    until: date,
    language: str,
) -> BoardRow:
    meeting = known.meetings.get(row.leader)
    stage = stage_of(_facts(row, meeting, known))
    open_case = leader if row.standing is not Standing.EXCEPTED else None
    named = leader or known.left[row.leader]
    return BoardRow(
        appointment_id=row.leader,
        name=named.full_name,
        sex=named.sex,
        post_title=sentence(f"post_{named.post}", language),
        school_id=named.school_id if isinstance(named, EndingLeader) else named.unit_id,
        school=named.school_name if isinstance(named, EndingLeader) else named.unit_name,
        leader=leader,
        standing=row.standing,
        gap=row.gap,
        ground=row.ground,
        basis=row.basis,
        stage=stage,
        late_since=_late(open_case, stage, is_notified=known.is_notified(row.leader), on=on),
        reminder=_reminder(open_case, stage, windows, until=until),
        notice=known.notices.get(row.leader, NoticeStanding()),
        meeting_id=meeting.id if meeting and row.meeting else None,
        meeting_at=meeting.scheduled_at if meeting and row.meeting else None,
        is_by_hand=row.leader in known.taken_out,
        is_invitation_due=meeting is not None and meeting.id in known.invitations_due,
    )


def _facts(row: CoverageRow, meeting: rooms.MeetingView | None, known: _Known) -> CaseFacts:
    decision = known.decisions.get(row.leader)
    return CaseFacts(
        is_notified=known.is_notified(row.leader),
        meeting_state=meeting.state if meeting else "",
        is_concluded=meeting is not None and meeting.id in known.concluded,
        is_decided=decision is not None,
        is_published=decision is not None and decision.is_published,
    )


def _reminder(leader: EndingLeader | None, stage: Stage, windows: Windows, *, until: date) -> Reminder | None:
    """What presses up to ``until``; before the notice, the first window, nothing does."""
    if leader is None or leader.notice is None or leader.notice.on > until:
        return None
    return open_reminder(windows.of(leader.last_day), stage, until=until)


def _late(leader: EndingLeader | None, stage: Stage, *, is_notified: bool, on: date) -> date | None:
    if leader is None or leader.notice is None or leader.decision is None:
        return None
    return late_since(
        stage, is_notified=is_notified, notice_by=leader.notice.on, decision_by=leader.decision.on, on=on
    )


def _pressing(row: BoardRow) -> tuple[bool, date, int, int]:
    last = row.leader.last_day if row.leader else date.min
    return row.standing is not Standing.UNCOVERED, last, row.school_id, row.appointment_id


def _view(row: Campaign) -> CampaignView:
    return CampaignView(
        id=row.pk,
        unit_id=row.managing_unit_id,
        unit_name=row.managing_unit.name,
        starts_on=row.starts_on,
        last_day=row.ends_on - _DAY,
        plan_number=row.plan_number,
        legal_basis_on=row.legal_basis_on,
        subject_summoned=row.subject_summoned,
        attestation=row.attestation,
        attested_by=row.attested_by.get_full_name(),
        attested_at=row.attested_at,
    )
