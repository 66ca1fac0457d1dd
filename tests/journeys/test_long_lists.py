"""A list of a hundred leaders: by pages, found without marks, the same on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.builders.authority import an_authority
from tests.builders.leaders import many_leaders
from tests.journeys.desk import Desk, folder_of_pictures, link_for, seating
from tinnhiem.apps.ballots import operations as acts


@dataclass
class Office:
    """The officer at the desk, the board of the campaign, and where the pictures go."""

    officer: Desk
    board: str
    shots: Path


@pytest.fixture
def office(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Office]:
    today, now = timezone.localdate(), timezone.now()
    authority = an_authority(staff=4)
    many_leaders(authority, count=110, ends_on=today + timedelta(days=60))
    plan = acts.CampaignPlan(
        unit_id=authority.commune.pk,
        starts_on=today,
        ends_on=today + timedelta(days=365),
        plan_number="12/KH-UBND",
        legal_basis_on=today,
        subject_summoned=True,
        is_attested=True,
    )
    made = acts.create_campaign(plan=plan, actor=authority.officer, at=now)
    with seating(browser, live_server.url) as seat:
        yield Office(
            seat(link_for(authority.officer, "office")),
            f"/office/campaigns/{made}/",
            folder_of_pictures(tmp_path),
        )


@pytest.mark.browser
class TestALongList:
    def test_is_walked_page_by_page_and_searched_whole(self, office: Office) -> None:
        officer = office.officer
        officer.open("/office/")
        assert "người nữa ở trang Nhiệm kỳ" in officer.text
        officer.check_look("long-today", office.shots)

        officer.open("/office/terms/")
        officer.follow("Trang sau")
        assert "Trang 2 trên 3" in officer.text
        officer.check_look("long-terms", office.shots)
        officer.fill(q="truong 107")
        officer.press("Lọc")
        assert "1 trên 112 người" in officer.text

        officer.open(office.board)
        assert "người chưa được đợt này bao quát" in officer.text
        officer.follow("Trang sau")
        assert "Trang 2 trên 3" in officer.text
        officer.check_look("long-board", office.shots)
