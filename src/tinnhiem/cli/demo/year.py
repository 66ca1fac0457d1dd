"""The demo's year, headless: sixty-one schools, one campaign, fifteen conferences, every decision signed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.queries.campaign_papers import about_campaign, about_leader
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.queries.rearranged import about_invitation
from tinnhiem.cli.demo import cases
from tinnhiem.cli.demo.authority import COMMUNE, Authority, build
from tinnhiem.cli.demo.cases import AT_ONE_HALF, NOT_REAPPOINTED, REAPPOINTED, Case, Ending
from tinnhiem.cli.demo.conference import Ballot, Conference, adjourn, conference_of, hold, summon
from tinnhiem.cli.demo.house import Clock, House
from tinnhiem.cli.demo.roster import Roster

Say = Callable[[str], None]

BEGINS: Final = date(2026, 1, 12)
PERIOD: Final = (date(2026, 1, 1), date(2027, 1, 1))
MEETINGS: Final = (date(2026, 3, 9), date(2026, 3, 27))
INVITED: Final = date(2026, 2, 25)
SUMMONED: Final = date(2026, 3, 2)
POSTPONED_BY: Final = timedelta(days=7)
POSTPONED_BECAUSE: Final = "Trường tổ chức kiểm tra giữa học kỳ II"
REPEATED_ON: Final = date(2026, 3, 31)
CASES: Final = date(2026, 4, 6)
REPORT_DUE: Final = date(2026, 3, 6)
"""By when a leader without a conference hands in the report."""
ROOM: Final = "Phòng hội đồng"


@dataclass(frozen=True)
class Scene:
    """What happens at one school: whose term ends when, how many work there, how the ballot goes and ends."""

    school: str
    ends_on: date
    staff: int
    ballot: Ballot
    post: str = "principal"
    ending: Ending = REAPPOINTED


SCENES: Final = (
    Scene("hoa-ban", date(2026, 6, 15), 39, Ballot(absent=3, agree=33, invalid=2)),
    Scene("suoi-trong", date(2026, 5, 25), 22, Ballot(absent=1, agree=12), ending=AT_ONE_HALF),
    Scene("doi-thong", date(2026, 6, 1), 26, Ballot(absent=0, agree=25, invalid=1)),
    Scene("khe-buoi", date(2026, 7, 10), 24, Ballot(absent=2, agree=20), post="vice_principal"),
    Scene("coc-lung", date(2026, 7, 2), 19, Ballot(absent=1, agree=17)),
    Scene("van-tri", date(2026, 8, 1), 31, Ballot(absent=4, agree=24, invalid=1)),
    Scene("sao-mai", date(2026, 6, 20), 24, Ballot(absent=0, agree=24)),
    Scene("hoa-sim", date(2026, 5, 28), 17, Ballot(absent=1, agree=16)),
    Scene("nang-hong", date(2026, 6, 28), 20, Ballot(absent=2, agree=18, invalid=1)),
    Scene("son-ca", date(2026, 7, 18), 15, Ballot(absent=0, agree=15), post="vice_principal"),
    Scene("mang-non", date(2026, 8, 12), 21, Ballot(absent=1, agree=19)),
    Scene("binh-minh", date(2026, 6, 8), 34, Ballot(absent=3, agree=28, invalid=2)),
    Scene("nui-voi", date(2026, 5, 30), 23, Ballot(absent=1, agree=10, invalid=1), ending=NOT_REAPPOINTED),
    Scene("dai-ngan", date(2026, 7, 5), 28, Ballot(absent=2, agree=26)),
    Scene("suoi-bac", date(2026, 8, 20), 25, Ballot(absent=1, agree=22, invalid=1), post="vice_principal"),
)
WITHOUT_QUORUM: Final = ("coc-lung", 9)
"""The school whose conference is adjourned and held again, and how many are away the first time."""
POSTPONED: Final = "dai-ngan"
EXTENDED: Final = "pac-hin"
TAKEN_OUT: Final[Mapping[str, tuple[str, str, str]]] = {
    "lung-ca": ("vice_principal", "maternity", "Công văn số 08/CV-LC"),
    "thach-khe": ("vice_principal", "abroad_three_months", "Quyết định số 52/QĐ-UBND"),
}
"""Who is taken out of the campaign at a school: the post, the ground and the paper it rests on."""
_OTHERS: Final[Mapping[str, Sequence[date]]] = {
    EXTENDED: (date(2026, 6, 5), date(2028, 2, 1)),
    "lung-ca": (date(2028, 9, 1), date(2026, 7, 20)),
    "thach-khe": (date(2027, 11, 1), date(2026, 8, 5)),
}
_OTHER_TERM: Final = timedelta(days=790)
"""How much later the term of the other leader of a school ends."""


@dataclass(frozen=True)
class Told:
    """What the year left behind: the house, and under which folder the papers about what belong."""

    house: House
    papers: Sequence[tuple[str, str]]


@transaction.atomic
def tell(*, say: Say) -> Told:
    """Walk the whole year through the real operations, in one transaction to spare a thousand commits."""
    clock = Clock(datetime.combine(BEGINS, time(8), timezone.get_current_timezone()))
    house = House(build(roster=_roster(), at=clock.at), clock)
    say("authority")
    campaign = _campaign(house)
    say("campaign")
    _plan(house, campaign)
    say("plan")
    polls = _notify(house, campaign)
    say("notices")
    _invite_and_summon(house, polls)
    say("invited")
    again = _hold_meetings(house, polls)
    say("held")
    found = _decide(house, campaign, {**polls, **again})
    say("decided")
    return Told(house, list(_papers(house, campaign, polls, again, found)))


def _roster() -> Roster:
    ends = {}
    for scene in SCENES:
        pair = (scene.ends_on, scene.ends_on + _OTHER_TERM)
        ends[scene.school] = pair if scene.post == "principal" else pair[::-1]
    return Roster(
        on=BEGINS,
        staff={scene.school: scene.staff for scene in SCENES},
        ends={**ends, **_OTHERS},
        retiring=EXTENDED,
    )


def _leader(authority: Authority, school: str, post: str) -> int:
    return authority.leader(school, post).id


def _campaign(house: House) -> UUID:
    """The campaign, its rooms and its exceptions; then a calendar in which nobody is in two places."""
    by = house.by_officer()
    plan = acts.CampaignPlan(
        unit_id=house.authority.commune_id,
        starts_on=PERIOD[0],
        ends_on=PERIOD[1],
        plan_number="01/KH-UBND",
        legal_basis_on=BEGINS,
        subject_summoned=True,
        is_attested=True,
    )
    campaign = acts.create_campaign(plan=plan, actor=by.actor, at=by.at)
    for scene in SCENES:
        school, seats = house.authority.schools[scene.school], scene.staff + 20
        by = house.by_officer()
        meetings.set_venue(school_id=school, name=ROOM, capacity=seats, actor=by.actor, at=by.at)
    for school_code, (post, ground, basis) in TAKEN_OUT.items():
        by = house.by_officer()
        acts.take_out(
            campaign_id=campaign,
            appointment_id=_leader(house.authority, school_code, post),
            ground=ground,
            basis=basis,
            actor=by.actor,
            at=by.at,
        )
    by = house.by_officer()
    crews = house.authority.crews
    people = {function: [crew[function] for crew in crews] for function in crews[0]}
    wishes = acts.Wishes(first=MEETINGS[0], last=MEETINGS[1], people=people)
    acts.draft_schedule(campaign_id=campaign, wishes=wishes, actor=by.actor, at=by.at)
    return campaign


def _plan(house: House, campaign: UUID) -> None:
    """The plan with its calendar, signed, then its approval, signed."""
    house.clock.next_days(3)
    by = house.by_officer()
    house.sign(acts.draft_plan(campaign_id=campaign, actor=by.actor, at=by.at))
    house.clock.next_days(1)
    by = house.by_officer()
    approval = acts.draft_plan_approval(campaign_id=campaign, actor=by.actor, at=by.at)
    house.sign(approval, decision__effective_on=house.clock.today)


def _notify(house: House, campaign: UUID) -> dict[str, UUID]:
    """The calendar is confirmed and every leader notified; returns the poll of each school."""
    house.clock.next_days(1)
    by = house.by_officer()
    acts.confirm_draft(campaign_id=campaign, actor=by.actor, at=by.at)
    by = house.by_officer()
    acts.draft_notices(campaign_id=campaign, actor=by.actor, at=by.at)
    house.clock.next_days(1)
    for row in _board(house, campaign):
        if row.notice.document_id:
            is_without_meeting = row.meeting_id is None
            report = {"notice__report_due_on": REPORT_DUE} if is_without_meeting else {}
            house.sign(row.notice.document_id, **report)
    return {
        scene.school: ballots.poll_of(row.meeting_id).id
        for scene in SCENES
        for row in _board(house, campaign)
        if row.school_id == house.authority.schools[scene.school] and row.meeting_id
    }


def _board(house: House, campaign: UUID) -> Sequence[ballots.BoardRow]:
    """Every leader of the campaign, the earliest term first."""
    on = house.clock.today
    rows = ballots.board(ballots.get_campaign(campaign), on=on, until=on).rows
    return sorted(rows, key=lambda row: (row.leader.last_day if row.leader else date.max, row.school))


def _invite_and_summon(house: House, polls: Mapping[str, UUID]) -> None:
    """The invitations, signed; the lists frozen and the ballots printed; one meeting put off after that."""
    house.clock.to(INVITED)
    for poll in polls.values():
        _invite(house, conference_of(house, poll))
    house.clock.to(SUMMONED)
    for poll in polls.values():
        summon(house, conference_of(house, poll))
    house.clock.next_days(1)
    held = conference_of(house, polls[POSTPONED])
    meeting = rooms.get_meeting(held.meeting_id)
    by = house.by_officer()
    move = meetings.Move(meeting.id, meeting.version, meeting.scheduled_at + POSTPONED_BY)
    meetings.reschedule_meetings(moves=[move], reason=POSTPONED_BECAUSE, actor=by.actor, at=by.at)
    _invite(house, held)


def _invite(house: House, held: Conference) -> None:
    by = house.by_officer()
    house.sign(meetings.draft_invitation(meeting_id=held.meeting_id, actor=by.actor, at=by.at))


def _hold_meetings(house: House, polls: Mapping[str, UUID]) -> dict[str, UUID]:
    """Every meeting at its hour; the one without a quorum is adjourned, summoned anew and held again."""
    scenes = {scene.school: scene for scene in SCENES}
    planned = {school: conference_of(house, poll) for school, poll in polls.items()}
    begins = {school: rooms.get_meeting(held.meeting_id).scheduled_at for school, held in planned.items()}
    for school in sorted(polls, key=lambda school: begins[school]):
        house.clock.at = begins[school]
        held = planned[school]
        if school == WITHOUT_QUORUM[0]:
            adjourn(house, held, absent=WITHOUT_QUORUM[1])
        else:
            _hold_and_sign(house, held, scenes[school].ballot)
    school = WITHOUT_QUORUM[0]
    poll = _repeat(house, planned[school])
    _hold_and_sign(house, conference_of(house, poll), scenes[school].ballot)
    return {school: poll}


def _hold_and_sign(house: House, held: Conference, ballot: Ballot) -> None:
    for document in hold(house, held, ballot):
        house.sign(document)


def _repeat(house: House, earlier: Conference) -> UUID:
    """The conference planned again in place of the adjourned one: invited, summoned, printed."""
    house.clock.next_days(1)
    meeting = rooms.get_meeting(earlier.meeting_id)
    officials: dict[str, list[int]] = {"chair": [], "secretary": [], "supervisor": [], "observer": []}
    for row in rooms.officials(meeting.id):
        officials[row.function].append(row.person_id)
    plan = meetings.MeetingPlan(
        appointment_id=meeting.appointment_id,
        procedure=meeting.procedure,
        stage=meeting.stage,
        legal_basis_on=meeting.legal_basis_on,
        plan_number=meeting.plan_number,
        scheduled_at=datetime.combine(REPEATED_ON, time(8), timezone.get_current_timezone()),
        place=meeting.place,
        subject_summoned=True,
        officials=officials,
        is_attested=True,
    )
    by = house.by_officer()
    poll = acts.repeat_poll(earlier_id=earlier.meeting_id, plan=plan, actor=by.actor, at=by.at)
    held = conference_of(house, poll)
    _invite(house, held)
    summon(house, held)
    house.clock.to(REPEATED_ON)
    return poll


def _decide(house: House, campaign: UUID, polls: Mapping[str, UUID]) -> Mapping[str, Case]:
    """Every case in step, a few days for each step, from the reports to the communiqués."""
    terms = {row.school_id: row.leader for row in _board(house, campaign) if row.leader}
    house.clock.to(CASES)
    found = {}
    for scene in SCENES:
        term = terms[house.authority.schools[scene.school]]
        found[scene.school] = cases.open_after(house, polls[scene.school], scene.ending, term=term)
    extension = cases.open_extension(house, term=terms[house.authority.schools[EXTENDED]])
    house.clock.next_days(2)
    for case in found.values():
        cases.continue_or_stop(house, case)
    going_on = [case for case in found.values() if case.goes_on]
    house.clock.next_days(2)
    for case in going_on:
        cases.verify(house, case)
    house.clock.next_days(3)
    for number, case in enumerate(going_on, start=21):
        cases.hear_party(house, case, number=number)
    house.clock.next_days(2)
    for case in (*going_on, extension):
        cases.vote(house, case)
    found[EXTENDED] = extension
    for days, step in ((2, cases.submit), (2, cases.decide), (2, cases.publish)):
        house.clock.next_days(days)
        for case in found.values():
            step(house, case)
    return found


def _papers(
    house: House,
    campaign: UUID,
    polls: Mapping[str, UUID],
    again: Mapping[str, UUID],
    found: Mapping[str, Case],
) -> Iterator[tuple[str, str]]:
    """Under which folder the papers of the year belong, by the key of the shelf."""
    yield COMMUNE, about_campaign(campaign)
    for school, poll in (*polls.items(), *again.items()):
        held = conference_of(house, poll)
        yield school, about_invitation(held.meeting_id)
        yield school, f"meeting:{held.meeting_id}"
    for school, case in found.items():
        yield school, cases.about(case)
        yield school, about_leader(case.appointment_id)
