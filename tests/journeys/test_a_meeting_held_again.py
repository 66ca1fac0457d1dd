"""A meeting to which too few came: adjourned in the room, planned again at the office, held with new ballots.

Nghị định 115/2020/NĐ-CP, khoản 2 Điều 46: hội nghị chỉ họp khi có mặt từ hai phần ba số người được triệu tập.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.builders.authority import Authority, an_authority
from tests.builders.meetings import Conference, a_summoned_conference
from tests.journeys.desk import Desk, Seat, folder_of_pictures, link_for, seating
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.rules import queries as rules

STAFF = 12


@pytest.fixture
def earlier() -> Conference:
    return a_summoned_conference(an_authority(staff=STAFF))


@pytest.fixture
def seat(browser: Browser, live_server: LiveServer) -> Iterator[Seat]:
    with seating(browser, live_server.url) as seat:
        yield seat


class TestAMeetingWithoutAQuorum:
    def test_is_adjourned_and_held_again(self, earlier: Conference, seat: Seat, tmp_path: Path) -> None:
        shots = folder_of_pictures(tmp_path)
        adjourn(seat(link_for(earlier.secretary, "committee")), earlier, shots)
        officer = seat(link_for(earlier.authority.officer, "office"))
        again = plan_again(officer, earlier, shots)
        secretary = seat(summon(officer))
        begin_again(secretary, again, shots)

        assert rooms.oversight_of(earlier.meeting_id).repeated_id is not None
        assert len(rooms.summoned(earlier.meeting_id)) == len(rooms.summoned(UUID(again))) == STAFF
        nobody_has_a_result(seat, earlier.authority)
        assert audit.verified().is_intact


def adjourn(secretary: Desk, earlier: Conference, shots: Path) -> None:
    """Seven of twelve came; eight are needed."""
    secretary.open(f"/room/{earlier.meeting_id}/")
    secretary.press("Khai mạc")
    call_the_roll(secretary, present=7)
    assert "Còn thiếu 1 người" in secretary.text
    secretary.page.locator("summary", has_text="hoãn hội nghị").click()
    secretary.check_look("again-no-quorum", shots)
    secretary.press("Hoãn hội nghị")
    assert "Hội nghị đã hoãn vì chưa đủ số người" in secretary.text
    secretary.check_look("again-adjourned", shots)


def call_the_roll(secretary: Desk, *, present: int) -> None:
    secretary.page.locator("details:has(input[name^=present_])").first.evaluate("box => box.open = true")
    boxes = secretary.page.locator("input[name^=present_]")
    for index in range(boxes.count()):
        boxes.nth(index).set_checked(index < present)
    secretary.press("Ghi điểm danh")


def plan_again(officer: Desk, earlier: Conference, shots: Path) -> str:
    """The address of the meeting that is held in place of the adjourned one."""
    officer.open(f"/office/meetings/{earlier.meeting_id}/")
    officer.check_look("again-office", shots)
    officer.follow("Lập lại hội nghị")
    soon = rules.calendar().add_working_days(timezone.localdate(), 5)
    officer.fill(
        plan_number="15/KH-UBND",
        legal_basis_on=f"{timezone.localdate():%d/%m/%Y}",
        day=f"{soon:%d/%m/%Y}",
        clock="14:00",
    )
    officer.page.check("[name=is_attested]")
    officer.page.check("[name=subject_summoned][value=yes]")
    officer.choose("chair", "Hoàng Minh Đạt")
    officer.choose("secretary", "Ngô Mỹ Duyên")
    officer.choose("supervisor", "Đỗ Quốc Anh")
    officer.check_look("again-plan", shots)
    officer.press("Lập hội nghị")
    assert "Đã lập hội nghị" in officer.text
    return officer.page.url.rstrip("/").split("/")[-1]


def summon(officer: Desk) -> str:
    """The list is frozen anew and new ballots are printed; the link that seats the secretary."""
    officer.press("Chốt và ký danh sách")
    officer.press("Tạo tệp phiếu")
    officer.press("Tạo liên kết vào phòng họp Ngô Mỹ Duyên")
    return officer.read("code")


def begin_again(secretary: Desk, again: str, shots: Path) -> None:
    secretary.open(f"/room/{again}/")
    secretary.press("Khai mạc")
    call_the_roll(secretary, present=8)
    secretary.check_look("again-quorum", shots)
    secretary.press("Ghi điểm danh vào biên bản")
    assert "Còn thiếu" not in secretary.text


def nobody_has_a_result(seat: Seat, authority: Authority) -> None:
    chairman = seat(link_for(authority.chairman, "authority"))
    assert "Chưa có kết quả nào" in chairman.text
