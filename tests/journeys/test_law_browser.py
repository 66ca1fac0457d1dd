"""The officer reads the law of today, puts 2024 beside 2026 for the demo school, and looks ahead of a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.journeys.desk import Desk, folder_of_pictures, seating
from tinnhiem.cli.demo.authority import ensure

SCHOOL = "Trường Tiểu học Hoa Ban"


@dataclass
class Reader:
    """The officer at the desk, and where the pictures go."""

    desk: Desk
    shots: Path

    def looks(self, name: str) -> None:
        """Check the page at every width, by day and by night, and on paper."""
        self.desk.check_look(name, self.shots)
        self.desk.page.emulate_media(color_scheme="dark")
        found = Axe().run(self.desk.page)
        self.desk.page.emulate_media(color_scheme="light")
        assert found.violations_count == 0, f"{name} at night: {found.generate_report()}"

    def printed(self, name: str) -> str:
        """The text of the first sheet of paper."""
        path = self.shots / f"{name}.pdf"
        self.desk.page.pdf(path=path, prefer_css_page_size=True, print_background=True)
        with pypdfium2.PdfDocument(path) as document:
            return " ".join(document[0].get_textpage().get_text_range().split())


@pytest.fixture
def reader(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Reader]:
    link = next(link for link in ensure(at=timezone.now()) if link.desk == "office")
    with seating(browser, live_server.url) as seat:
        yield Reader(seat(link.path), folder_of_pictures(tmp_path))


class TestTheLawBrowser:
    def test_leads_from_the_law_of_a_day_to_the_cases_of_a_change(self, reader: Reader) -> None:
        reads_the_law_of_a_day(reader)
        puts_two_days_side_by_side(reader)
        looks_ahead_of_a_change(reader)


def reads_the_law_of_a_day(reader: Reader) -> None:
    desk = reader.desk
    desk.follow("Pháp luật")
    assert "Pháp luật áp dụng ngày" in desk.text
    desk.fill(on="31/02/2026")
    desk.press("Xem")
    assert "Lỗi" in desk.page.title()
    reader.looks("law-refused")
    desk.fill(on="02/07/2026", q="hội nghị cán bộ chủ chốt")
    desk.press("Xem")
    assert "tạm áp dụng" in desk.text
    reader.looks("law")
    paper = reader.printed("law")
    assert "Pháp luật áp dụng ngày 02/07/2026" in paper
    assert "Tìm trong nội dung" not in paper


def puts_two_days_side_by_side(reader: Reader) -> None:
    desk = reader.desk
    desk.follow("So sánh hai ngày")
    desk.fill(a="20/05/2024", b="02/07/2026")
    desk.choose("school", SCHOOL)
    desk.press("So sánh")
    assert "Chủ tịch Ủy ban nhân dân cấp huyện" in desk.text
    assert "Chủ tịch Ủy ban nhân dân cấp xã" in desk.text
    assert "Đúng một nửa đồng ý ở hội nghị cán bộ chủ chốt thay đổi" in desk.text
    reader.looks("law-compare")
    assert "20/05/2024 02/07/2026" in reader.printed("law-compare")
    with desk.page.expect_download() as download:
        desk.follow("Xuất Excel")
    assert download.value.suggested_filename == "so-sanh-phap-luat-2024-05-20-2026-07-02.xlsx"


def looks_ahead_of_a_change(reader: Reader) -> None:
    desk = reader.desk
    desk.follow("Thay đổi sắp tới")
    reader.looks("law-no-change")
    desk.open("/office/law/changes/?on=2026-07-01&within=60")
    assert "hồ sơ đang mở sẽ khác" in desk.text
    reader.looks("law-changes")
    desk.follow("Mở nhiệm kỳ")
    assert "Nhiệm kỳ" in desk.page.title()
