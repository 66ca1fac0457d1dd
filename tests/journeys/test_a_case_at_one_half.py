"""A principal whom exactly one half supports: counted, reported, gone on with, decided, signed and published.

Nghị định 115/2020/NĐ-CP, khoản 3 và khoản 4 Điều 51: đúng một nửa thì báo cáo cấp có thẩm quyền, ở hội nghị cũng như ở
tập thể lãnh đạo; người đứng đầu không quyết định về chính mình.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.builders.authority import an_authority, somebody_with_a_role
from tests.builders.meetings import Conference, a_summoned_conference, sheets, vote
from tests.builders.records import a_signed_pdf
from tests.journeys.desk import Desk, Seat, folder_of_pictures, link_for, seating
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor

STAFF, HALF = 12, 6
MEMBERS = {"summoned": 4, "present": 4, "issued": 4, "returned": 4, "valid": 4}


@dataclass
class House:
    """The conference whose box is shut, the people who go on from there, and where the pictures go."""

    held: Conference
    deputy: Actor
    clerk: Actor
    seat: Seat
    shots: Path

    def at(self, actor: Actor, desk: str) -> Desk:
        return self.seat(link_for(actor, desk))


@pytest.fixture
def house(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[House]:
    authority = an_authority(staff=STAFF)
    deputy = somebody_with_a_role(authority.commune, name="Lò Văn Tấn", role="appointing_authority")
    clerk = somebody_with_a_role(authority.commune, name="Ngô Thị Duyên", role="records_clerk")
    held = vote(a_summoned_conference(authority))
    with seating(browser, live_server.url) as seat:
        yield House(held, deputy, clerk, seat, folder_of_pictures(tmp_path))


class TestACaseAtOneHalf:
    def test_is_carried_to_its_decision_by_three_roles(self, house: House) -> None:
        the_committee_counts(house)
        chairman = house.at(house.held.authority.chairman, "authority")
        deputy = house.at(house.deputy, "authority")
        read_the_result(chairman, house)
        go_on(chairman, house, "Chủ tịch phường cho tiếp tục quy trình.", shot="half-after-conference")
        ask_the_others(chairman)
        let_the_leadership_vote(chairman, deputy)
        go_on(chairman, house, "Đã xem báo cáo đầy đủ; cho tiếp tục.", shot="half-after-leadership")
        decide(chairman)
        case = chairman.page.url

        sign(house)
        chairman.page.goto(case)
        bring_into_effect_and_publish(chairman)

        (term,) = org.appointments_of(house.held.authority.principal.person_id)
        assert term.decision_number == "01/QĐ-UBND"
        assert audit.verified().is_intact


def the_committee_counts(house: House) -> None:
    """Two members account for the paper and count; exactly one half of those summoned agree."""
    members = [house.at(actor, "committee") for actor in house.held.counters[:2]]
    for number, member in enumerate(members):
        member.open(f"/room/{house.held.meeting_id}/count/")
        if number == 0:
            member.fill(**sheets(house.held))
            member.press("Cân đối")
        member.fill(agree=HALF, disagree=STAFF - HALF, invalid=0)
        member.press("Gửi số đã đếm")
    members[1].press("Khóa số của tôi")
    members[0].page.reload()
    members[0].press("Khóa số của tôi")
    members[0].press("Lập biên bản kiểm phiếu")
    assert f"{HALF}/{STAFF}" not in house.at(house.held.authority.officer, "office").text


def read_the_result(chairman: Desk, house: House) -> None:
    chairman.open("/authority/")
    chairman.follow("Xem kết quả")
    assert "Báo cáo cấp có thẩm quyền xem xét, quyết định" in chairman.text
    chairman.check_look("half-result", house.shots)
    chairman.press("Mở hồ sơ xem xét")


def write(desk: Desk) -> None:
    """Check the answers and write them down."""
    desk.press("Kiểm tra trước khi ghi")
    desk.press("Ghi vào hồ sơ")


def go_on(chairman: Desk, house: House, reasons: str, *, shot: str) -> None:
    """The authority answers the report, with reasons and in no other way."""
    assert "có tiếp tục" in chairman.read("#due")
    chairman.check_look(shot, house.shots)
    chairman.page.check("[name=result][value=continue]")
    chairman.press("Kiểm tra trước khi ghi")
    assert "Lỗi" in chairman.page.title()
    chairman.fill(text=reasons)
    write(chairman)
    assert "Đã ghi vào hồ sơ" in chairman.text


def ask_the_others(chairman: Desk) -> None:
    chairman.page.check("[name=result][value=clear]")
    chairman.fill(text="Không có đơn thư.")
    write(chairman)
    chairman.page.check("[name=result][value=with_remarks]")
    chairman.fill(number="05-CV/ĐU", text="Đồng ý; đề nghị quan tâm công tác phối hợp với phụ huynh.")
    write(chairman)


def let_the_leadership_vote(chairman: Desk, deputy: Desk) -> None:
    """Two of four members agree, as two people read it in the record."""
    for desk in (chairman, deputy):
        desk.page.goto(chairman.page.url)
        desk.fill(**MEMBERS, option_agree=2, option_disagree=2)
        write(desk)
    chairman.page.reload()
    assert "Báo cáo cấp có thẩm quyền" in chairman.text


def decide(chairman: Desk) -> None:
    chairman.page.check("[name=result][value=reappoint]")
    chairman.fill(text="Hoàn thành nhiệm vụ trong nhiệm kỳ.")
    write(chairman)
    assert "văn thư nhập bản ký" in chairman.text


def sign(house: House) -> None:
    clerk = house.at(house.clerk, "clerk")
    clerk.follow("Bổ nhiệm lại: Vương Thị Lan")
    clerk.follow("Vào sổ bản đã ký")
    clerk.fill(signed_on=f"{timezone.localdate():%d/%m/%Y}", signer="Trần Bích Liên")
    clerk.page.set_input_files(
        "[name=file]",
        {
            "name": "qd.pdf",
            "mimeType": "application/pdf",
            "buffer": a_signed_pdf(number=1, on=timezone.localdate()),
        },
    )
    clerk.press("Xem lại")
    clerk.page.wait_for_load_state("networkidle")
    clerk.page.get_by_label("Tôi đã so từng trang").check()
    clerk.press("Vào sổ")
    assert "đã ký số 01/QĐ-UBND" in clerk.text


def bring_into_effect_and_publish(chairman: Desk) -> None:
    chairman.press("Ghi hiệu lực quyết định")
    chairman.follow("Mở trang công khai")
    chairman.press("Ghi đã công khai")
    chairman.open("/notices/")
    assert "01/QĐ-UBND" in chairman.text
    assert f"{HALF}/{STAFF}" not in chairman.text
