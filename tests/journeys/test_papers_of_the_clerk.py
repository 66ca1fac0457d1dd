"""The clerk enters a signed paper after a wrong file, finds it in the register; the administrator reads the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload
from pytest_django.live_server_helper import LiveServer

from tests.builders.authority import actor_of
from tests.builders.records import a_paper, a_signed_pdf
from tests.journeys.desk import Desk, Seat, folder_of_pictures, seating
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as records_shelf
from tinnhiem.cli.demo.authority import ensure

TITLE = "Quyết định bổ nhiệm lại bà Vũ Thị Minh Châu"
OTHER = "Quyết định bổ nhiệm lại ông Nông Văn Bằng"


@dataclass
class House:
    """The demo authority with one draft, its desks, and where the pictures go."""

    seat: Seat
    links: dict[str, str]
    draft: UUID
    other: UUID
    now: datetime
    shots: Path

    def at(self, desk: str) -> Desk:
        return self.seat(self.links[desk])


@pytest.fixture
def house(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[House]:
    now = timezone.now()
    links = {link.desk: link.path for link in ensure(at=now)}
    with seating(browser, live_server.url) as seat:
        yield House(seat, links, a_draft(now, TITLE), a_draft(now, OTHER), now, folder_of_pictures(tmp_path))


def a_draft(now: datetime, title: str) -> UUID:
    commune = org.unit_of_code("thach-lam")
    officer = next(
        person for person in org.people_to_choose([commune.id]) if person.full_name == "Nguyễn Thu Hà"
    )
    actor = actor_of(officer.id)
    paper = a_paper(unit_id=commune.id, title=title)
    with transaction.atomic():
        return records.file_document(paper=paper, actor=actor, at=now)


class TestTheClerksDay:
    def test_leads_from_a_draft_to_the_register_and_the_ledger(self, house: House) -> None:
        clerk = house.at("clerk")
        says_who_issues(house, clerk)
        tries_a_wrong_file(house, clerk)
        enters_the_signed_paper(house, clerk)
        corrects_it_by_a_further_one(house, clerk)
        reads_the_ledger(house)


def says_who_issues(house: House, clerk: Desk) -> None:
    clerk.follow("Nơi ban hành")
    assert "máy tự điền, đơn vị chưa khai" in clerk.text
    clerk.check_look("clerk-offices", house.shots)
    clerk.page.get_by_role("link", name="Sửa Cơ quan tham mưu").click()
    clerk.fill(suffix="VH/XH", signer="Đỗ Quốc Anh")
    clerk.press("Lưu")
    assert "không dấu cách" in clerk.text
    clerk.check_look("clerk-office", house.shots)
    clerk.fill(suffix="VHXH")
    clerk.press("Lưu")
    assert "Đỗ Quốc Anh" in clerk.text
    clerk.follow("Chờ ký")


def tries_a_wrong_file(house: House, clerk: Desk) -> None:
    assert "2 dự thảo chờ ký" in clerk.text
    clerk.check_look("clerk-drafts", house.shots)
    clerk.follow(TITLE)
    clerk.check_look("clerk-draft", house.shots)
    clerk.follow("Số này từ đâu")
    clerk.page.go_back()
    clerk.follow("Vào sổ bản đã ký")
    fill(house, clerk, {"name": "quyet-dinh.docx", "mimeType": "application/msword", "buffer": b"PK\x03\x04"})
    assert "không phải bản quét" in clerk.text
    clerk.check_look("clerk-refused", house.shots)
    other = records_shelf.open_document(house.other, audiences=["staff"]).pdf
    fill(house, clerk, {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": other})
    assert "là mã của một văn bản khác" in clerk.text


def enters_the_signed_paper(house: House, clerk: Desk) -> None:
    scan = a_signed_pdf(number=9, on=timezone.localdate(house.now))
    fill(house, clerk, {"name": "quet.pdf", "mimeType": "application/pdf", "buffer": scan})
    assert "Trong tệp ghi số 09/QĐ-UBND" in clerk.text
    assert "So từng trang" in clerk.text
    clerk.page.wait_for_load_state("networkidle")
    clerk.check_look("clerk-check", house.shots)
    clerk.press("Vào sổ")
    assert "Chưa đánh dấu đã so" in clerk.text
    clerk.page.get_by_label("Tôi đã so từng trang").check()
    clerk.press("Vào sổ")
    assert "đã ký số 01/QĐ-UBND" in clerk.text
    clerk.follow("Sổ văn bản đi")
    assert TITLE in clerk.text
    clerk.check_look("clerk-register", house.shots)


def corrects_it_by_a_further_one(house: House, clerk: Desk) -> None:
    clerk.follow("01/QĐ-UBND")
    clerk.follow("Lập văn bản đính chính, thu hồi")
    clerk.page.get_by_label("Đính chính").check()
    clerk.fill(reason="ghi nhầm ngày sinh")
    clerk.press("Lập dự thảo")
    assert "phải ghi cả chỗ sai và chỗ đúng" in clerk.text
    clerk.fill(reads="sinh năm 1987", should_read="sinh năm 1978")
    clerk.press("Lập dự thảo")
    assert "Đính chính văn bản 01/QĐ-UBND" in clerk.text


def reads_the_ledger(house: House) -> None:
    reader = house.at("audit")
    assert "Vào sổ bản đã ký" in reader.text
    reader.check_look("audit", house.shots)
    reader.press("Kiểm tra sổ nhật ký")
    assert "Sổ nguyên vẹn" in reader.text


def fill(house: House, clerk: Desk, file: FilePayload) -> None:
    clerk.fill(signed_on=f"{timezone.localdate(house.now):%d/%m/%Y}")
    clerk.page.set_input_files("[name=file]", file)
    clerk.press("Xem lại")
