"""The draft schedule is a proposal: edited, refused as a whole where one line cannot be, confirmed into meetings."""

from datetime import date, datetime, timedelta

import pytest

from tests.builders.authority import Authority, an_authority
from tests.builders.campaigns import MADE_AT, a_campaign, another_school, the_board
from tests.builders.meetings import a_planned_conference
from tests.plugins.moments import HANOI
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.operations.campaign_drafts import (
    CrewMissing,
    DraftChanged,
    DraftEmpty,
    LeaderHasMeeting,
)
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.calendar import DayClosed, MeetingClash
from tinnhiem.apps.org import queries as org
from tinnhiem.domain.confidence.campaign import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    authority = an_authority(staff=4)
    another_school(authority, "sao-mai", "Trường Mầm non Sao Mai")
    return authority


def wishes(authority: Authority, **people: list[int]) -> acts.Wishes:
    ready = {
        "chair": [authority.chair],
        "secretary": [authority.secretary],
        "supervisor": [authority.supervisor],
    }
    return acts.Wishes(date(2026, 5, 18), date(2026, 5, 29), ready | people)


def draft(authority: Authority, campaign, **people: list[int]):
    left = acts.draft_schedule(
        campaign_id=campaign, wishes=wishes(authority, **people), actor=authority.officer, at=MADE_AT
    )
    return left, ballots.draft_of(campaign, people=org.people_to_choose({authority.commune.pk}))


def edit(authority: Authority, row, **changes: object) -> None:
    ready = {
        "draft_id": row.id,
        "version": row.version,
        "scheduled_at": row.scheduled_at,
        "venue_id": None,
        "officials": {name: [one.id for one in people] for name, people in row.officials.items()},
    }
    acts.edit_draft(edit=acts.Edit(**{**ready, **changes}), actor=authority.officer, at=MADE_AT)


class TestADraftSchedule:
    def test_needs_a_chair_and_a_secretary(self, authority: Authority):
        with pytest.raises(CrewMissing):
            draft(authority, a_campaign(authority), secretary=[])

    def test_places_every_leader_whom_a_meeting_would_cover(self, authority: Authority):
        left, rows = draft(authority, a_campaign(authority))

        assert left == []
        assert [row.name for row in rows] == ["Vương Thị Lan", "Tạ Văn Hùng", "Hiệu trưởng Mai"]
        assert len({row.scheduled_at for row in rows}) == 3
        assert all(row.officials["chair"][0].id == authority.chair for row in rows)

    def test_becomes_meetings_under_the_plan_of_the_campaign(self, authority: Authority):
        campaign = a_campaign(authority)
        draft(authority, campaign)

        assert acts.confirm_draft(campaign_id=campaign, actor=authority.officer, at=MADE_AT) == 3

        assert the_board(campaign).standings[Standing.PLANNED] == 3
        assert {row.plan_number for row in rooms.meetings_under([authority.commune.pk])} == {"12/KH-UBND"}
        assert ballots.draft_of(campaign, people=[]) == []

    def test_without_a_line_is_not_confirmed(self, authority: Authority):
        with pytest.raises(DraftEmpty):
            acts.confirm_draft(campaign_id=a_campaign(authority), actor=authority.officer, at=MADE_AT)

    def test_is_refused_as_a_whole_where_an_edit_puts_somebody_in_two_places(self, authority: Authority):
        campaign = a_campaign(authority)
        _, rows = draft(authority, campaign)
        edit(authority, rows[2], scheduled_at=rows[0].scheduled_at + timedelta(minutes=140))

        with pytest.raises(MeetingClash) as refused:
            acts.confirm_draft(campaign_id=campaign, actor=authority.officer, at=MADE_AT)

        assert (refused.value.params["gap"], refused.value.params["needed"]) == (20, 30)
        assert rooms.meetings_under([authority.commune.pk]) == []

    def test_is_refused_on_a_holiday(self, authority: Authority):
        campaign = a_campaign(authority)
        _, rows = draft(authority, campaign)
        edit(authority, rows[0], scheduled_at=datetime(2026, 9, 2, 8, 0, tzinfo=HANOI))

        with pytest.raises(DayClosed):
            acts.confirm_draft(campaign_id=campaign, actor=authority.officer, at=MADE_AT)

    def test_is_refused_where_a_leader_has_got_a_meeting_meanwhile(self, authority: Authority):
        campaign = a_campaign(authority)
        draft(authority, campaign)
        a_planned_conference(authority, scheduled_at=datetime(2026, 6, 10, 8, 0, tzinfo=HANOI))

        with pytest.raises(LeaderHasMeeting):
            acts.confirm_draft(campaign_id=campaign, actor=authority.officer, at=MADE_AT)

    def test_keeps_the_first_of_two_edits_at_once(self, authority: Authority):
        _, rows = draft(authority, a_campaign(authority))
        edit(authority, rows[0])

        with pytest.raises(DraftChanged):
            edit(authority, rows[0])
        with pytest.raises(DraftChanged):
            acts.drop_draft(draft_id=rows[0].id, version=rows[0].version, actor=authority.officer, at=MADE_AT)
