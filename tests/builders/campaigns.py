"""A campaign over the schools of Thạch Lâm in 2026, and what may stand in its way."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from tests.builders.authority import Authority, a_leader, a_school
from tests.plugins.moments import HANOI
from tinnhiem.apps.ballots import operations as campaigns
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.org.models import Appointment, Unit

MADE_AT = datetime(2026, 5, 11, 9, 0, tzinfo=HANOI)
ON = MADE_AT.date()
YEAR = (date(2026, 1, 1), date(2027, 1, 1))


def a_campaign_plan(authority: Authority, **changes: object) -> campaigns.CampaignPlan:
    plan = campaigns.CampaignPlan(
        unit_id=authority.commune.pk,
        starts_on=YEAR[0],
        ends_on=YEAR[1],
        plan_number="12/KH-UBND",
        legal_basis_on=ON,
        subject_summoned=True,
        is_attested=True,
    )
    return replace(plan, **changes)


def a_campaign(authority: Authority, **changes: object) -> UUID:
    plan = a_campaign_plan(authority, **changes)
    return campaigns.create_campaign(plan=plan, actor=authority.officer, at=MADE_AT)


def the_board(campaign_id: UUID, *, on: date = ON, until: date = ON) -> ballots.Board:
    return ballots.board(ballots.get_campaign(campaign_id), on=on, until=until)


def row_of(board: ballots.Board, appointment: Appointment) -> ballots.BoardRow:
    return next(row for row in board.rows if row.appointment_id == appointment.pk)


def another_school(authority: Authority, code: str, name: str) -> tuple[Unit, Appointment]:
    """A second school with a principal whose term ends on the same day."""
    school = a_school(authority.commune, code=code, name=name)
    return school, a_leader(school, name=f"Hiệu trưởng {name.split()[-1]}", post="principal")
