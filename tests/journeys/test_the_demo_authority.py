"""What a visitor of the demo finds: sixty-one schools, and something to do at every desk.

Nghị định 115/2020/NĐ-CP, Điều 51: kết quả đúng một nửa thì cấp có thẩm quyền quyết định có tiếp tục không.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.desk import Desk, Seat, folder_of_pictures, seating
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.org import queries as org
from tinnhiem.cli.demo_authority import ensure

SCHOOLS = 61


@dataclass
class Visit:
    """Who may sit at the desks of the demo, and where the pictures go."""

    seat: Seat
    links: dict[str, str]
    shots: Path

    def at(self, desk: str) -> Desk:
        return self.seat(self.links[desk])


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Visit]:
    links = {link.desk: link.path for link in ensure(at=timezone.now())}
    with seating(browser, live_server.url) as seat:
        yield Visit(seat, links, folder_of_pictures(tmp_path))


class TestTheDemoAuthority:
    def test_has_something_to_do_at_every_desk(self, visit: Visit) -> None:
        commune = org.unit_of_code("thach-lam")
        assert len(org.schools_under([commune.id], timezone.localdate())) == SCHOOLS

        carry_the_case_at_one_half_on(visit)
        open_the_meeting_that_is_ready(visit)
        find_the_meeting_to_repeat(visit.at("office"))
        read_what_is_published(visit.at("clerk"))
        assert audit.verified().is_intact

    def test_stays_as_it_is_at_a_second_start(self, db: None) -> None:
        ensure(at=timezone.now())
        lines = sum(1 for _ in audit.lines())

        links = ensure(at=timezone.now())

        assert sum(1 for _ in audit.lines()) == lines + len(links)


def carry_the_case_at_one_half_on(visit: Visit) -> None:
    chairman = visit.at("authority")
    chairman.check_look("demo-authority", visit.shots)
    chairman.follow("Hồ sơ")
    chairman.check_look("demo-cases", visit.shots)
    chairman.follow("Đinh Thị Ngọc Lan")
    chairman.page.check("[name=result][value=continue]")
    chairman.fill(text="Kết quả đúng một nửa; nhà trường ổn định, cho tiếp tục quy trình.")
    chairman.press("Kiểm tra trước khi ghi")
    chairman.press("Ghi vào hồ sơ")
    assert "Đã ghi vào hồ sơ" in chairman.text


def open_the_meeting_that_is_ready(visit: Visit) -> None:
    secretary = visit.at("committee")
    assert "Sẵn sàng khai mạc" in secretary.text
    secretary.check_look("demo-room", visit.shots)
    ready = secretary.page.locator("li, article, tr", has_text="Sẵn sàng khai mạc")
    ready.get_by_role("link", name="Vào phòng họp").last.click()
    secretary.press("Khai mạc")
    assert "Điểm danh" in secretary.text


def find_the_meeting_to_repeat(officer: Desk) -> None:
    officer.open("/office/meetings/")
    officer.follow("Trường THCS Núi Voi")
    assert "Đã hoãn" in officer.text


def read_what_is_published(reader: Desk) -> None:
    reader.open("/notices/")
    assert "Vũ Hoài Nga" in reader.text
    assert "phiếu" not in reader.text.split("Quyết định công khai")[-1]
