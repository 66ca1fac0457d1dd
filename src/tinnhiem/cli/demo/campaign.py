"""The demo's campaign: one leader covered by a meeting, one outside on a ground, one whom nothing covers."""

from datetime import datetime, time, timedelta
from typing import Final

from django.utils import timezone

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.cli.demo.authority import Authority

PLAN: Final = "12/KH-UBND"
AHEAD: Final = timedelta(days=35)
YEAR: Final = timedelta(days=365)
PLACES: Final = {"hoa-ban": ("Phòng hội đồng", 60), "sao-mai": ("Phòng họp", 20)}
ROAD_MINUTES: Final = 25


def ensure_campaign(authority: Authority, *, at: datetime) -> None:
    """Make the campaign and its calendar where the demo has none yet."""
    if ballots.campaigns_under([authority.commune_id]):
        return
    on = timezone.localtime(at).date()
    plan = acts.CampaignPlan(
        unit_id=authority.commune_id,
        starts_on=on,
        ends_on=on + YEAR,
        plan_number=PLAN,
        legal_basis_on=on,
        subject_summoned=True,
        is_attested=True,
    )
    campaign = acts.create_campaign(plan=plan, actor=authority.officer, at=at)
    venues = {
        code: meetings.set_venue(
            school_id=authority.schools[code],
            name=name,
            capacity=capacity,
            actor=authority.officer,
            at=at,
        )
        for code, (name, capacity) in PLACES.items()
    }
    meetings.set_travel_time(
        origin_id=authority.schools["hoa-ban"],
        destination_id=authority.schools["sao-mai"],
        minutes=ROAD_MINUTES,
        actor=authority.officer,
        at=at,
    )
    acts.take_out(
        campaign_id=campaign,
        appointment_id=_leader(authority, "hoa-ban", "vice_principal"),
        ground="maternity",
        basis="Công văn 45/CV-HB",
        actor=authority.officer,
        at=at,
    )
    acts.plan_poll(plan=_meeting(authority, venues["sao-mai"], at), actor=authority.officer, at=at)


def _leader(authority: Authority, code: str, post: str) -> int:
    """The appointment of the school's first leader in a post: of several, the term that ends first."""
    rows = org.incumbents([authority.schools[code]])
    return next(row.id for row in rows if row.post == post)


def _meeting(authority: Authority, venue: int, at: datetime) -> meetings.MeetingPlan:
    return meetings.MeetingPlan(
        appointment_id=_leader(authority, "sao-mai", "principal"),
        procedure="reappointment",
        stage="key_staff_conference",
        legal_basis_on=timezone.localtime(at).date(),
        plan_number=PLAN,
        scheduled_at=_morning(at + AHEAD),
        place=PLACES["sao-mai"][0],
        subject_summoned=True,
        officials={
            "chair": [authority.officials["chair"]],
            "secretary": [authority.officials["secretary"]],
            "supervisor": [authority.officials["supervisor"]],
            "observer": [],
        },
        is_attested=True,
        venue_id=venue,
    )


def _morning(moment: datetime) -> datetime:
    """Eight o'clock of the first working day after ``moment``."""
    day = rules.calendar().add_working_days(timezone.localtime(moment).date(), 1)
    return datetime.combine(day, time(8), timezone.get_current_timezone())
