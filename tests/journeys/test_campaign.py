"""A year's campaign: attested, complete or saying who is missing, drafted, moved, and read on a phone.

The story of the schools of a whole authority: 100 % of the leaders whose term ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.desk import Desk, folder_of_pictures, number_in, seating
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.rules import queries as rules
from tinnhiem.cli.demo_authority import ensure

LEADERS, UNCOVERED = 13, 7
"""How many people the campaign of the demo is about, and whom nothing covers yet."""


@dataclass
class Office:
    """The officer at the desk, and where the pictures go."""

    officer: Desk
    shots: Path

    def look(self, name: str) -> None:
        self.officer.check_look(name, self.shots)


@pytest.fixture
def office(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Office]:
    links = {link.desk: link for link in ensure(at=timezone.now())}
    with seating(browser, live_server.url) as seat:
        yield Office(seat(links["office"].path), folder_of_pictures(tmp_path))


def written(days: int) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def working_day(days: int) -> date:
    """The first working day after so many days."""
    return rules.calendar().add_working_days(timezone.localdate() + timedelta(days=days - 1), 1)


@pytest.mark.browser
class TestACampaign:
    def test_covers_every_leader_from_the_attestation_to_the_calendar(self, office: Office) -> None:
        make_another_campaign(office)
        take_a_leader_out_and_back(office)
        draft_and_confirm(office)
        moved = move_the_meetings_of_a_day(office)
        put_the_calendar_on_a_phone(office, moved=moved)
        assert audit.verified().is_intact


def make_another_campaign(office: Office) -> None:
    officer = office.officer
    officer.open("/office/")
    assert "Nhắc việc" in officer.text
    office.look("campaign-today")
    officer.open("/office/campaigns/")
    office.look("campaigns")
    officer.follow("Lập đợt mới")
    officer.fill(
        plan_number="15/KH-UBND",
        starts_on=written(0),
        last_day=written(30),
        legal_basis_on=written(0),
    )
    officer.page.check("[name=subject_summoned][value=yes]")
    officer.press("Xem lại trước khi lập")
    assert "Chưa có cam kết" in officer.read(".errs")
    officer.page.check("[name=is_attested]")
    officer.press("Xem lại trước khi lập")
    assert "12/KH-UBND" in officer.read(".errs")
    office.look("campaign-new-refused")
    officer.fill(starts_on=written(800), last_day=written(1000))
    officer.press("Xem lại trước khi lập")
    people = number_in(r"Đợt này gồm (\d+) người", officer.text)
    office.look("campaign-check")
    officer.press("Lập đợt")
    assert f"trên {people} người chưa được đợt này bao quát" in officer.text


def take_a_leader_out_and_back(office: Office) -> None:
    officer = office.officer
    officer.open("/office/campaigns/")
    officer.follow("Kế hoạch 12/KH-UBND")
    assert f"{UNCOVERED} trên {LEADERS} người chưa được đợt này bao quát" in officer.text
    office.look("campaign-board")
    officer.page.locator("tbody th a").first.click()
    leader = officer.page.url
    office.look("campaign-leader")
    officer.page.select_option("[name=ground]", value="abroad_three_months")
    officer.press("Đưa ra khỏi đợt")
    assert "chưa ghi văn bản làm căn cứ" in officer.read(".errs")
    officer.fill(basis="Quyết định 45/QĐ-UBND")
    officer.press("Đưa ra khỏi đợt")
    assert f"{UNCOVERED - 1} trên {LEADERS} người chưa được đợt này bao quát" in officer.text
    officer.page.goto(leader)
    officer.press("Đưa trở lại đợt")
    officer.follow("12/KH-UBND")


def draft_and_confirm(office: Office) -> None:
    officer = office.officer
    officer.follow("Lịch dự kiến")
    officer.fill(first=written(5), last=written(40))
    for function, name in (("chair", "Hoàng Minh Đạt"), ("secretary", "Ngô Thị Mỹ Duyên")):
        officer.page.locator(f"label:has([name={function}])", has_text=name).click()
    officer.press("Xếp lịch")
    assert f"Xác nhận và lập {UNCOVERED} hội nghị" in officer.text
    office.look("campaign-draft")
    officer.page.get_by_role("link", name="Sửa").first.click()
    office.look("campaign-line")
    officer.fill(day=f"{working_day(15):%d/%m/%Y}", clock="14:00")
    officer.press("Ghi")
    officer.press(f"Xác nhận và lập {UNCOVERED} hội nghị")
    assert f"Cả {LEADERS} người" in officer.text


def move_the_meetings_of_a_day(office: Office) -> int:
    """How many meetings were moved."""
    officer = office.officer
    officer.open("/office/calendar/")
    office.look("calendar")
    officer.follow("Phòng, đường đi, ngày không họp")
    officer.fill(on=f"{working_day(20):%d/%m/%Y}", reason="Thi học kỳ")
    officer.press("Đóng ngày")
    office.look("places")
    officer.open("/office/calendar/")
    officer.follow("Dời các hội nghị đang xem")
    officer.fill(first=f"{working_day(20):%d/%m/%Y}", reason="Các trường thi học kỳ")
    officer.press("Xem trước")
    assert "Mọi hội nghị dời được" in officer.text
    office.look("move")
    moved = number_in(r"Xác nhận dời (\d+) hội nghị", officer.text)
    officer.page.locator("input[name$='-day']").first.fill(f"{working_day(20):%d/%m/%Y}")
    officer.press(f"Xác nhận dời {moved} hội nghị")
    assert "Thi học kỳ" in officer.read(".errs")
    office.look("move-refused")
    officer.press("Tìm ngày lại")
    officer.press(f"Xác nhận dời {moved} hội nghị")
    assert f"Đã dời {moved} hội nghị" in officer.text
    return moved


def put_the_calendar_on_a_phone(office: Office, *, moved: int) -> None:
    officer = office.officer
    officer.follow("Đưa lịch vào điện thoại")
    officer.press("Tạo địa chỉ lịch")
    office.look("feed")
    address = officer.read("code")
    answer = officer.page.request.get(address)
    assert answer.ok
    assert len(re.findall(r"SEQUENCE:[1-9]", answer.text())) >= moved
    officer.open("/office/calendar/feed/")
    officer.press("Thu hồi địa chỉ")
    assert officer.page.request.get(address).status == 404
