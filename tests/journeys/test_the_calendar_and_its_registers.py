"""Hours, closed days and mass moves; a stale file that is noticed; the room of a meeting held in sittings."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.apps.meetings.test_sittings import a_divided_meeting, call, open_box
from tests.builders.meetings import Conference
from tests.journeys.desk import Desk, folder_of_pictures, link_for, seating
from tinnhiem.cli.demo_authority import ensure


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    return folder_of_pictures(tmp_path)


@pytest.fixture
def officer(browser: Browser, live_server: LiveServer) -> Iterator[Desk]:
    link = next(link for link in ensure(at=timezone.now()) if link.desk == "office")
    with seating(browser, live_server.url) as seat:
        yield seat(link.path)


@pytest.fixture
def held() -> Conference:
    return a_divided_meeting()


@pytest.fixture
def secretary(browser: Browser, live_server: LiveServer, held: Conference) -> Iterator[Desk]:
    with seating(browser, live_server.url) as seat:
        yield seat(link_for(held.secretary, "committee"))


def written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@pytest.mark.browser
class TestTheCalendarOfAYear:
    def test_is_kept_by_hours_closed_days_and_moves(self, officer: Desk, shots: Path, tmp_path: Path) -> None:
        sets_the_hours(officer, shots)
        closes_the_days_of_a_meeting_and_moves_it(officer, shots)
        moves_by_working_days(officer, shots)
        brings_an_old_file_in(officer, shots, tmp_path)
        asks_what_a_packet_lacks(officer)


@pytest.mark.browser
class TestAMeetingInSittings:
    def test_calls_a_roll_for_each(self, secretary: Desk, held: Conference, shots: Path) -> None:
        address = f"/room/{held.meeting_id}/"
        secretary.open(address)
        assert "Phiên 1: đánh dấu người có mặt" in secretary.text
        secretary.check_look("sitting-first", shots)
        open_box(held)
        secretary.open(address)
        assert "Phiên 2 chưa điểm danh" in secretary.text
        secretary.check_look("sitting-second", shots)
        secretary.press("Ghi điểm danh")
        assert "4 người có mặt" in secretary.text
        call(held, 2, places=range(6, 6))
        secretary.open(address)
        assert "Hoãn hội nghị, giữ nguyên niêm phong" in secretary.text
        secretary.check_look("sitting-too-few", shots)


def sets_the_hours(officer: Desk, shots: Path) -> None:
    officer.open("/office/calendar/places/")
    officer.fill(starts="8 giờ", length_minutes=90, travel_minutes=20)
    officer.press("Ghi khung giờ")
    assert "Không đọc được giờ" in officer.read(".errs")
    officer.check_look("hours-refused", shots)
    officer.fill(starts="07:30, 13:30")
    officer.press("Ghi khung giờ")
    assert "Đã ghi khung giờ họp" in officer.text


def closes_the_days_of_a_meeting_and_moves_it(officer: Desk, shots: Path) -> None:
    officer.open("/office/calendar/places/")
    officer.fill(
        on=written(timezone.localdate() + timedelta(days=1)),
        last_day=written(timezone.localdate() + timedelta(days=60)),
        reason="Thi học kỳ",
    )
    officer.press("Đóng ngày")
    officer.open("/office/calendar/")
    assert "rơi vào ngày không họp" in officer.text
    officer.check_look("calendar-stuck", shots)
    officer.follow("Dời sang chỗ trống tiếp theo")
    officer.fill(reason="Các trường thi học kỳ")
    officer.press("Xem trước")
    assert "Mọi hội nghị dời được" in officer.text
    assert officer.page.locator("input[name$='-clock']").first.input_value() == "07:30"
    officer.check_look("move-closed", shots)
    officer.page.get_by_role("button", name="Xác nhận dời").click()
    assert "Đã dời" in officer.text


def moves_by_working_days(officer: Desk, shots: Path) -> None:
    officer.open(f"/office/calendar/move/?first={timezone.localdate()}&last=2099-12-31")
    officer.page.get_by_label("Lùi đều một số ngày làm việc").check()
    officer.fill(reason="Bão")
    officer.press("Xem trước")
    assert "Chưa ghi lùi bao nhiêu ngày làm việc" in officer.read(".errs")
    officer.fill(count=2)
    officer.press("Xem trước")
    officer.check_look("move-days", shots)
    officer.page.get_by_role("button", name="Xác nhận dời").click()
    assert "Đã dời" in officer.text


def brings_an_old_file_in(officer: Desk, shots: Path, tmp_path: Path) -> None:
    officer.open("/office/registers/books/appointments/")
    with officer.page.expect_download() as download:
        officer.follow("Tải các dòng đang xem")
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    sheet, guide = book.worksheets[:2]
    last = guide.max_row
    assert guide.cell(last, 1).value == "Xuất lúc"
    guide.cell(last, 2).value = "01/09/2025 08:00:00"
    sheet.cell(2, 6).value = None
    path = tmp_path / "bo-nhiem.xlsx"
    book.save(path)
    officer.page.set_input_files("[name=file]", path)
    officer.press("Xem trước")
    assert "cần lưu ý trước khi ghi" in officer.text
    assert "mà tệp để trống" in officer.text
    officer.check_look("register-cautions", shots)
    officer.press("Ghi vào danh bạ")
    assert "chưa đánh dấu đã xem" in officer.read(".errs")
    officer.press("Bỏ tệp này")
    assert "danh bạ không thay đổi" in officer.text
    officer.check_look("register-named", shots)


def asks_what_a_packet_lacks(officer: Desk) -> None:
    officer.open("/office/registers/books/packet/")
    with officer.page.expect_download() as download:
        officer.press("Tải danh sách còn thiếu")
    assert download.value.suggested_filename.startswith("con-thieu-")
