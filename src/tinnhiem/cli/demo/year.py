"""The demo's year, headless: sixty-one schools, one campaign, fifteen conferences, every decision signed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.queries.campaign_papers import about_campaign, about_leader
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.queries.rearranged import about_invitation
from tinnhiem.apps.records import operations as records
from tinnhiem.cli.demo import cases
from tinnhiem.cli.demo.authority import COMMUNE, build
from tinnhiem.cli.demo.cases import Case
from tinnhiem.cli.demo.conference import Ballot, Conference, adjourn, conference_of, hold, summon
from tinnhiem.cli.demo.house import Clock, House
from tinnhiem.cli.demo.scenes import (
    BEGINS,
    CASES,
    EXTENDED,
    INVITED,
    MEETINGS,
    PERIOD,
    POSTPONED,
    POSTPONED_BECAUSE,
    POSTPONED_BY,
    REPEATED_ON,
    REPORT_DUE,
    ROOM,
    SCENES,
    SUMMONED,
    TAKEN_OUT,
    WITHOUT_QUORUM,
    roster,
)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Told:
    """What the year left behind: the house, and under which folder the papers about what belong."""

    house: House
    papers: Sequence[tuple[str, str]]


@transaction.atomic
def tell(*, say: Say) -> Told:
    """Walk the whole year through the real operations, in one transaction to spare a thousand commits."""
    with records.identities_from(_identities().__next__):
        return _told(say)


def _identities() -> Iterator[UUID]:
    """The same identities for the papers of every telling, since each paper bears a mark made of its own."""
    return (uuid5(NAMESPACE_OID, f"tinnhiem demo {number}") for number in count(1))


def _told(say: Say) -> Told:
    clock = Clock(datetime.combine(BEGINS, time(8), timezone.get_current_timezone()))
    house = House(build(roster=roster(), at=clock.at), clock)
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
            appointment_id=house.authority.leader(school_code, post).id,
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
            report = {} if row.meeting_id else {"notice__report_due_on": REPORT_DUE}
            house.sign(row.notice.document_id, **report)
    meetings_at = {row.school_id: row.meeting_id for row in _board(house, campaign) if row.meeting_id}
    return {
        scene.school: ballots.poll_of(meetings_at[house.authority.schools[scene.school]]).id
        for scene in SCENES
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
