"""What visitors find: a campaign under way, with something to do at every desk.

One leader is decided on and published, one result stands at exactly one half, one meeting lacked its quorum,
one is ready to begin, one is planned; for the others the calendar is still to be drafted.
"""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.rules import queries as rules
from tinnhiem.cli.demo import cases
from tinnhiem.cli.demo.authority import MADE_BEFORE, Authority
from tinnhiem.cli.demo.cases import REAPPOINTED
from tinnhiem.cli.demo.conference import Ballot, adjourn, conference_of, hold, summon
from tinnhiem.cli.demo.house import Clock, House

LASTS: Final = timedelta(days=365)
SEATS: Final = {
    "nang-hong": 40,
    "suoi-trong": 40,
    "nui-voi": 45,
    "hoa-ban": 60,
    "sao-mai": 20,
}
"""The rooms of the schools, by the people they hold."""
NOTIFIED: Final = ("nang-hong", "suoi-trong", "nui-voi", "doi-thong", "hoa-ban")
ROOM: Final = "Phòng hội đồng"
ROAD_MINUTES: Final = 25
AT_ONE_HALF: Final = Ballot(absent=1, agree=12)
AGREED: Final = Ballot(absent=1, agree=20, invalid=1)
FEW_ARE_HERE: Final = 10


@transaction.atomic
def ensure_campaign(authority: Authority, *, at: datetime) -> None:
    """Make the campaign and what has happened in it up to ``at``, whole, where the demo has none yet."""
    if ballots.campaigns_under([authority.commune_id]):
        return
    house = House(authority, Clock(at - MADE_BEFORE))
    today = timezone.localdate(at)
    house.clock.next_days(2)
    campaign = _campaign(house)
    polls = _plan_meetings(house, today)
    _take_out(house, campaign)
    _notify(house)
    _hold_and_decide(house, campaign, polls["nang-hong"])
    _hold_at_one_half(house, polls["suoi-trong"])
    held = conference_of(house, polls["nui-voi"])
    _go_to(house, held.meeting_id, days_before=5)
    summon(house, held)
    _go_to(house, held.meeting_id)
    adjourn(house, held, absent=FEW_ARE_HERE)
    house.clock.next_days(1)
    summon(house, conference_of(house, polls["hoa-ban"]))
    by = house.by_officer()
    acts.draft_plan(campaign_id=campaign, actor=by.actor, at=by.at)


def _campaign(house: House) -> UUID:
    on = house.clock.today
    plan = acts.CampaignPlan(
        unit_id=house.authority.commune_id,
        starts_on=on,
        ends_on=on + LASTS,
        plan_number="12/KH-UBND",
        legal_basis_on=on,
        subject_summoned=True,
        is_attested=True,
    )
    by = house.by_officer()
    campaign = acts.create_campaign(plan=plan, actor=by.actor, at=by.at)
    by = house.by_officer()
    meetings.set_travel_time(
        origin_id=house.authority.schools["hoa-ban"],
        destination_id=house.authority.schools["sao-mai"],
        minutes=ROAD_MINUTES,
        actor=by.actor,
        at=by.at,
    )
    return campaign


def _take_out(house: House, campaign: UUID) -> None:
    by = house.by_officer()
    acts.take_out(
        campaign_id=campaign,
        appointment_id=house.authority.leader("hoa-ban", "vice_principal").id,
        ground="maternity",
        basis="Công văn 45/CV-HB",
        actor=by.actor,
        at=by.at,
    )


def _notify(house: House) -> None:
    """The notices that were given on paper before the demo began."""
    for number, school in enumerate(NOTIFIED, start=31):
        by = house.by_officer()
        acts.record_notice(
            appointment_id=house.authority.leader(school, "principal").id,
            number=f"{number}/TB-UBND",
            issued_on=house.clock.today,
            actor=by.actor,
            at=by.at,
        )


def _plan_meetings(house: House, today: date) -> dict[str, UUID]:
    """The poll of each school that has a meeting, the past ones first."""
    days = {
        "nang-hong": _working_day(today, -24),
        "suoi-trong": _working_day(today, -9),
        "nui-voi": _working_day(today, -4),
        "hoa-ban": _working_day(today, 0),
        "sao-mai": _working_day(today, 35),
    }
    return {school: _plan_meeting(house, school, day) for school, day in days.items()}


def _working_day(today: date, days: int) -> date:
    """The first working day on or after the day so many days from today."""
    return rules.calendar().add_working_days(today + timedelta(days=days - 1), 1)


def _plan_meeting(house: House, school: str, day: date) -> UUID:
    by = house.by_officer()
    venue = meetings.set_venue(
        school_id=house.authority.schools[school],
        name=ROOM,
        capacity=SEATS[school],
        actor=by.actor,
        at=by.at,
    )
    by = house.by_officer()
    campaign = ballots.campaigns_under([house.authority.commune_id])[0]
    plan = meetings.MeetingPlan(
        appointment_id=house.authority.leader(school, "principal").id,
        procedure="reappointment",
        stage="key_staff_conference",
        legal_basis_on=campaign.legal_basis_on,
        plan_number=campaign.plan_number,
        scheduled_at=datetime.combine(day, time(8), timezone.get_current_timezone()),
        place=ROOM,
        subject_summoned=True,
        officials={
            **{function: [person] for function, person in house.authority.officials.items()},
            "observer": [],
        },
        is_attested=True,
        venue_id=venue,
    )
    return acts.plan_poll(plan=plan, actor=by.actor, at=by.at)


def _go_to(house: House, meeting_id: UUID, *, days_before: int = 0) -> None:
    """Move the clock to the hour of a meeting, or to so many days before it."""
    begins = rooms.get_meeting(meeting_id).scheduled_at
    house.clock.at = max(house.clock.at, begins - timedelta(days=days_before))


def _hold(house: House, poll: UUID, ballot: Ballot) -> None:
    held = conference_of(house, poll)
    _go_to(house, held.meeting_id, days_before=5)
    summon(house, held)
    _go_to(house, held.meeting_id)
    hold(house, held, ballot)


def _hold_and_decide(house: House, campaign: UUID, poll: UUID) -> None:
    """A ballot that agreed, carried to the decision and its publication."""
    on = house.clock.today
    leader = house.authority.leader("nang-hong", "principal")
    rows = ballots.board(ballots.get_campaign(campaign), on=on, until=on).rows
    term = next(row.leader for row in rows if row.appointment_id == leader.id and row.leader)
    _hold(house, poll, AGREED)
    house.clock.next_days(1)
    case = cases.open_after(house, poll, REAPPOINTED, term=term)
    cases.verify(house, case)
    house.clock.next_days(3)
    cases.hear_party(house, case, number=21)
    house.clock.next_days(1)
    cases.vote(house, case)
    house.clock.next_days(1)
    cases.submit(house, case)
    house.clock.next_days(2)
    cases.decide(house, case)
    house.clock.next_days(1)
    cases.publish(house, case)


def _hold_at_one_half(house: House, poll: UUID) -> None:
    """A ballot at exactly one half; its case waits at the desk of who decides."""
    _hold(house, poll, AT_ONE_HALF)
    house.clock.next_days(2)
    by = house.by_authority()
    acts.open_case_of_poll(poll_id=poll, actor=by.actor, at=by.at)
