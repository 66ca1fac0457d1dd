"""A school's list is imported, its principal's ballot planned, held, counted and minuted, on paper.

Nghị định 115/2020/NĐ-CP, Điều 51; the outcome leaves the room only for the appointing authority.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.builders.staff_lists import Person, a_principal, a_staff_list
from tests.journeys.desk import Desk, Seat, folder_of_pictures, number_in, seating
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.rules import queries as rules
from tinnhiem.cli.demo.authority import DeskLink, ensure

STAFF = 41
"""Thirty-nine teachers, a principal and a vice-principal."""
ABSENT = 4
AGREE, DISAGREE, INVALID = 19, 16, 2


@dataclass
class Room:
    """Everybody who takes part, and where the pictures go."""

    seat: Seat
    links: dict[str, DeskLink]
    shots: Path
    meeting: str = ""

    def at(self, desk: str) -> Desk:
        """The visitor of a desk, seated by their link."""
        return self.seat(self.links[desk].path)


@pytest.fixture
def room(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Room]:
    links = {link.desk: link for link in ensure(at=timezone.now())}
    with seating(browser, live_server.url) as seat:
        yield Room(seat, links, folder_of_pictures(tmp_path))


def a_list_of(today: date, **principal: object) -> bytes:
    appointed = today - timedelta(days=1826 - 110)
    leader = a_principal(**{"name": "Phan Thị Đỗ Quyên", "appointed": appointed, **principal})
    deputy = Person(
        name="Tô Văn Kha", born=date(1980, 5, 6), column="Nam", post="Phó Hiệu trưởng", appointed=today
    )
    teachers = [
        Person(name=f"Giáo Viên Số {number:02d}", born=date(1980, 1, 1) + timedelta(days=137 * number))
        for number in range(STAFF - 2)
    ]
    return a_staff_list(leader, deputy, *teachers)


class TestAReappointmentBallotOnPaper:
    def test_runs_from_the_due_list_to_the_sealed_minutes(self, room: Room) -> None:
        officer = room.at("office")
        officer.check_look("today", room.shots)

        import_the_staff_list(officer, room)
        plan_the_meeting(officer, room)
        secretary = room.seat(freeze_and_print(officer, room))
        reach_the_ballot(secretary, room)
        vote(secretary, room)
        count(secretary, room)
        close(secretary, room)

        the_authority_reads_the_result(room.at("authority"), room)
        nobody_else_does(officer, secretary, room)
        assert audit.verified().is_intact


def import_the_staff_list(officer: Desk, room: Room) -> None:
    today = timezone.localdate()
    officer.open("/office/registers/")
    officer.follow("Trường THCS Bình Minh")

    upload(officer, "khong-phai.xlsx", b"not a workbook")
    assert "Lỗi" in officer.page.title()
    upload(officer, "co-loi.xlsx", a_list_of(today, born="31/02/1980"))
    assert "Ô D9" in officer.text
    assert not officer.page.get_by_role("button", name="Ghi vào danh bạ").is_visible()
    officer.check_look("import-errors", room.shots)
    officer.press("Bỏ tệp này")

    for expected in (f"Đã ghi {STAFF} thay đổi", "không có gì thay đổi"):
        upload(officer, "danh-sach.xlsx", a_list_of(today))
        officer.press("Ghi vào danh bạ")
        assert expected in officer.text
    officer.check_look("school", room.shots)


def upload(officer: Desk, name: str, content: bytes) -> None:
    officer.page.set_input_files(
        "[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    officer.press("Xem trước")


def plan_the_meeting(officer: Desk, room: Room) -> None:
    soon = rules.calendar().add_working_days(timezone.localdate(), 14)
    officer.open("/office/terms/?q=do quyen")
    officer.check_look("terms", room.shots)
    officer.follow("Lập hội nghị")
    officer.fill(plan_number="12/KH-UBND", legal_basis_on="01/01/2010", day=f"{soon:%d/%m/%Y}", clock="14:00")
    officer.press("Lập hội nghị")
    assert "Chưa có cam kết" in officer.read(".errs")
    officer.page.check("[name=is_attested]")
    officer.page.check("[name=subject_summoned][value=yes]")
    officer.choose("chair", "Tô Văn Kha")
    officer.choose("secretary", "Ngô Thị Mỹ Duyên")
    officer.choose("supervisor", "Đỗ Quốc Anh")
    officer.press("Lập hội nghị")
    assert "2010" in officer.text
    officer.fill(legal_basis_on=f"{timezone.localdate():%d/%m/%Y}")
    officer.press("Lập hội nghị")
    assert "Tô Văn Kha" in officer.read(".errs")
    officer.check_look("plan-refused", room.shots)
    officer.choose("chair", "Hoàng Minh Đạt")
    officer.press("Lập hội nghị")
    room.meeting = officer.page.url.rstrip("/").split("/")[-1]


def freeze_and_print(officer: Desk, room: Room) -> str:
    """The link that seats the secretary in the room."""
    officer.check_look("prepare", room.shots)
    officer.press("Chốt và ký danh sách")
    assert f"{STAFF} người" in officer.text
    officer.press("Tạo tệp phiếu")
    officer.check_look("prepared", room.shots)
    officer.press("Tạo liên kết vào phòng họp Ngô Thị Mỹ Duyên")
    officer.check_look("link", room.shots)
    return officer.read("code")


def reach_the_ballot(secretary: Desk, room: Room) -> None:
    secretary.open(f"/room/{room.meeting}/")
    secretary.press("Khai mạc")
    call_the_roll(secretary, absent=14)
    assert "Còn thiếu 1 người" in secretary.text
    secretary.check_look("no-quorum", room.shots)
    call_the_roll(secretary, absent=ABSENT)
    secretary.press("Ghi điểm danh vào biên bản")
    secretary.press("Đã đọc, sang bước sau")

    secretary.fill(address="Đề nghị các đồng chí đồng ý bổ nhiệm lại.")
    secretary.press("Ghi lời phát biểu")
    assert "đề nghị các đồng chí đồng ý" in secretary.read(".errs")
    secretary.page.check("[name=recommends_vote][value=yes]")
    secretary.press("Ghi lời phát biểu")
    assert "Điều bất thường" in secretary.text

    secretary.fill(hands=STAFF)
    secretary.press("Ghi kết quả biểu quyết")
    assert "Đếm lại" in secretary.read(".errs")
    secretary.fill(hands=STAFF - ABSENT)
    secretary.press("Ghi kết quả biểu quyết")

    elect(secretary, "Phan Thị Đỗ Quyên", "Giáo Viên Số 01", "Giáo Viên Số 02")
    assert "Phan Thị Đỗ Quyên" in secretary.read(".errs")
    secretary.check_look("election-refused", room.shots)
    elect(secretary, "Giáo Viên Số 00", "Giáo Viên Số 01", "Giáo Viên Số 02")
    secretary.press("Đã đọc xong, sang bước sau")
    secretary.fill(speakers=5)
    secretary.press("Ghi số ý kiến")


def call_the_roll(secretary: Desk, *, absent: int) -> None:
    secretary.page.locator("summary", has_text="điểm danh").or_(
        secretary.page.locator("summary", has_text="người đến muộn")
    ).first.evaluate("summary => summary.parentElement.open = true")
    boxes = secretary.page.locator("input[name^=present_]")
    for index in range(boxes.count()):
        boxes.nth(index).set_checked(index < boxes.count() - absent)
    secretary.press("Ghi điểm danh")


def elect(secretary: Desk, *names: str) -> None:
    for seat, name in enumerate(names, start=1):
        secretary.page.select_option(f"[name=person_{seat}]", label=name)
        secretary.fill(**{f"hands_{seat}": STAFF - ABSENT - seat})
    secretary.press("Chốt tổ kiểm phiếu")


def vote(secretary: Desk, room: Room) -> None:
    secretary.press("Mở hòm phiếu")
    secretary.check_look("ballot", room.shots)
    secretary.press("Kết thúc bỏ phiếu, đóng hòm")
    secretary.check_look("cockpit", room.shots)
    secretary.open(f"/room/{room.meeting}/projector/")
    assert "Kiểm phiếu" in secretary.read("h1")
    secretary.open(f"/room/{room.meeting}/")


def count(secretary: Desk, room: Room) -> None:
    first, second = (member(secretary, room, name) for name in ("Giáo Viên Số 00", "Giáo Viên Số 01"))
    present = STAFF - ABSENT
    printed = number_in(r"Đã in (\d+) phiếu", first.text)
    sheets = {"issued": present + 1, "exchanged": 1, "returned": present, "not_returned": 0}
    unused = printed - present - 1

    first.fill(**{**sheets, "returned": present - 1, "unused": unused, "destroyed": unused})
    first.press("Cân đối")
    assert "Số phiếu phát ra là" in first.read(".errs")
    first.check_look("count-unbalanced", room.shots)
    first.fill(**sheets, unused=unused, destroyed=unused)
    first.press("Cân đối")
    for _ in range(INVALID):
        first.page.select_option("[name=ground]", index=1)
        first.fill(votes_valid=0, votes_invalid=3)
        first.press("Ghi quyết định của tổ")

    enter(first, AGREE, DISAGREE)
    second.open(f"/room/{room.meeting}/count/")
    assert str(AGREE) not in second.text.split()
    assert second.page.input_value("[name=agree]") == ""
    enter(second, AGREE + 1, DISAGREE - 1)
    assert "Khác nhau tại 2 chỗ" in second.text
    second.check_look("count-differs", room.shots)
    enter(second, AGREE, DISAGREE)
    second.press("Khóa số của tôi")
    first.open(f"/room/{room.meeting}/count/")
    first.press("Khóa số của tôi")
    first.check_look("count-locked", room.shots)
    first.press("Lập biên bản kiểm phiếu")
    record = pdf_text(first, "Biên bản kiểm phiếu")
    assert f"{AGREE}/{STAFF}" in record
    first.check_look("signed", room.shots)


def member(secretary: Desk, room: Room, name: str) -> Desk:
    secretary.open(f"/room/{room.meeting}/")
    secretary.press(f"Phát liên kết kiểm phiếu {name}")
    desk = room.seat(secretary.read("code"))
    desk.open(f"/room/{room.meeting}/count/")
    return desk


def enter(desk: Desk, agree: int, disagree: int) -> None:
    desk.fill(agree=agree, disagree=disagree, invalid=INVALID)
    desk.press("Gửi số đã đếm")


def close(secretary: Desk, room: Room) -> None:
    secretary.open(f"/room/{room.meeting}/")
    secretary.press("Bế mạc, lập biên bản")
    assert "đã bế mạc" in secretary.text
    secretary.check_look("closed", room.shots)


def the_authority_reads_the_result(authority: Desk, room: Room) -> None:
    authority.check_look("results", room.shots)
    authority.follow("Xem kết quả")
    assert "Báo cáo cấp có thẩm quyền xem xét, quyết định" in authority.text
    assert f"{AGREE} trên {STAFF} người" in authority.text
    authority.check_look("result", room.shots)


def nobody_else_does(officer: Desk, secretary: Desk, room: Room) -> None:
    officer.open(f"/office/meetings/{room.meeting}/")
    assert "Biên bản kiểm phiếu" not in officer.read("#documents + *")
    secretary.open(f"/room/{room.meeting}/count/")
    assert "tổ kiểm phiếu" in secretary.text
    leader = room.at("leader")
    leader.check_look("leader", room.shots)
    leader.open(f"/room/{room.meeting}/count/")
    assert "Chỉ thành viên tổ kiểm phiếu" in leader.text


def pdf_text(desk: Desk, title: str) -> str:
    address = desk.page.get_by_role("link", name=f"Mở PDF {title}").first.get_attribute("href")
    answer = desk.page.request.get(desk.base + str(address))
    document = pypdfium2.PdfDocument(answer.body())
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text
