"""From the sealed counting record to the signed decision and its publication, at the authority's desk.

Nghị định 115/2020/NĐ-CP, Điều 51; Luật Thực hiện dân chủ ở cơ sở, Điều 46 đến Điều 48.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.builders.authority import Authority, an_authority, somebody_with_a_role
from tests.builders.cases import a_concluded_conference
from tests.builders.records import a_signed_pdf
from tests.journeys.desk import Desk, Seat, folder_of_pictures, link_for, seating
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor

PDF = b"%PDF-1.7 a scanned opinion"


@dataclass
class Office:
    """The authority with one counted ballot, who may sit at its desks, and where the pictures go."""

    authority: Authority
    deputy: Actor
    clerk: Actor
    seat: Seat
    shots: Path

    def at(self, actor: Actor, desk: str) -> Desk:
        return self.seat(link_for(actor, desk))


@pytest.fixture
def office(browser: Browser, live_server: LiveServer, tmp_path: Path) -> Iterator[Office]:
    authority = an_authority(staff=12)
    clerk = somebody_with_a_role(authority.commune, name="Ngô Thị Duyên", role="records_clerk")
    deputy = somebody_with_a_role(authority.commune, name="Lò Văn Tấn", role="appointing_authority")
    a_concluded_conference(authority, agree=11)
    with seating(browser, live_server.url) as seat:
        yield Office(authority, deputy, clerk, seat, folder_of_pictures(tmp_path))


class TestTheDecisionThatFollows:
    def test_runs_from_the_sealed_record_to_its_publication(self, office: Office) -> None:
        chairman = office.at(office.authority.chairman, "authority")
        open_the_case(chairman, office)
        verify(chairman, office)
        enter_the_opinion(chairman, office)
        enter_the_vote(chairman, office)
        draft_the_submission(chairman, office)
        decide(chairman, office)
        case = chairman.page.url

        sign_on_paper(office)
        bring_into_effect(chairman, office, case)
        publish(chairman, office)
        look_back(chairman, office)

        nobody_else_opens_it(office, case)
        (term,) = org.appointments_of(office.authority.principal.person_id)
        assert term.decision_number == "01/QĐ-UBND"
        assert audit.verified().is_intact


def open_the_case(chairman: Desk, office: Office) -> None:
    chairman.open("/authority/")
    chairman.follow("Xem kết quả")
    chairman.check_look("result-to-case", office.shots)
    chairman.press("Mở hồ sơ xem xét")
    assert "Xác minh" in chairman.text
    chairman.check_look("case-begun", office.shots)


def write(chairman: Desk) -> None:
    """Check the answers and write them down."""
    chairman.press("Kiểm tra trước khi ghi")
    chairman.press("Ghi vào hồ sơ")
    assert "Đã ghi vào hồ sơ" in chairman.text


def verify(chairman: Desk, office: Office) -> None:
    chairman.press("Kiểm tra trước khi ghi")
    assert "Lỗi" in chairman.page.title()
    chairman.page.check("[name=result][value=clear]")
    chairman.fill(text="Đã làm việc với nhà trường, không có đơn thư, không có vấn đề phải xem xét.")
    chairman.press("Kiểm tra trước khi ghi")
    chairman.check_look("case-check", office.shots)
    chairman.press("Sửa lại")
    chairman.press("Kiểm tra trước khi ghi")
    chairman.press("Ghi vào hồ sơ")


def enter_the_opinion(chairman: Desk, office: Office) -> None:
    chairman.page.check("[name=result][value=for]")
    chairman.fill(number="05-CV/ĐU")
    chairman.press("Kiểm tra trước khi ghi")
    chairman.page.set_input_files(
        "[name=paper]", {"name": "y-kien.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    chairman.press("Ghi vào hồ sơ")
    assert "05-CV/ĐU" in chairman.text


def enter_the_vote(chairman: Desk, office: Office) -> None:
    counts = {"summoned": 3, "present": 3, "issued": 3, "returned": 3, "valid": 3}
    chairman.fill(**counts, option_agree=2, option_disagree=2)
    chairman.press("Kiểm tra trước khi ghi")
    chairman.press("Ghi vào hồ sơ")
    assert "Lỗi" in chairman.page.title()
    chairman.check_look("case-vote-refused", office.shots)
    chairman.fill(option_agree=3, option_disagree=0)
    chairman.press("Kiểm tra trước khi ghi")
    chairman.press("Ghi vào hồ sơ")
    assert "đang chờ người thứ hai" in chairman.text
    chairman.check_look("case-vote-waiting", office.shots)
    let_the_second_person_enter(chairman, office, counts)


def let_the_second_person_enter(chairman: Desk, office: Office, counts: dict[str, int]) -> None:
    """The deputy first exchanges the two answers; both are told, and then both agree."""
    deputy = office.at(office.deputy, "authority")
    deputy.page.goto(chairman.page.url)
    assert "cần bạn nhập độc lập" in deputy.text
    deputy.fill(**counts, option_agree=0, option_disagree=3)
    deputy.press("Kiểm tra trước khi ghi")
    deputy.press("Ghi vào hồ sơ")
    deputy.check_look("case-vote-differs", office.shots)
    chairman.page.reload()
    for desk in (deputy, chairman):
        assert "Khác ở: Đồng ý; Không đồng ý" in desk.text
    deputy.fill(option_agree=3, option_disagree=0)
    write(deputy)
    chairman.page.reload()
    assert "Trần Bích Liên; Lò Văn Tấn" in chairman.text


def decide(chairman: Desk, office: Office) -> None:
    chairman.page.check("[name=result][value=reappoint]")
    chairman.fill(text="Đủ điều kiện; quy trình đúng quy định.")
    write(chairman)
    assert "văn thư nhập bản ký" in chairman.text
    chairman.check_look("case-decided", office.shots)


def draft_the_submission(chairman: Desk, office: Office) -> None:
    case = chairman.page.url
    chairman.page.get_by_role("link", name="Lập dự thảo Tờ trình").click()
    chairman.press("Lập dự thảo")
    assert "Lỗi" in chairman.page.title()
    chairman.fill(reason="Nhà trường có nhu cầu tiếp tục bố trí.")
    chairman.check_look("case-submission", office.shots)
    chairman.press("Lập dự thảo")
    assert "Đã lập dự thảo" in chairman.text
    chairman.check_look("case-papers", office.shots)
    chairman.page.goto(case)


def sign_on_paper(office: Office) -> None:
    """The records clerk enters the signed copy of the draft, and finds no paper with counts."""
    clerk = office.at(office.clerk, "clerk")
    assert "Tờ trình" not in clerk.text
    clerk.follow("Bổ nhiệm lại: Vương Thị Lan")
    clerk.follow("Vào sổ bản đã ký")
    clerk.fill(signed_on=f"{timezone.localdate():%d/%m/%Y}", signer="Trần Thị Bích Liên")
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


def bring_into_effect(chairman: Desk, office: Office, case: str) -> None:
    chairman.page.goto(case)
    chairman.press("Ghi hiệu lực quyết định")
    chairman.check_look("case-in-force", office.shots)


def publish(chairman: Desk, office: Office) -> None:
    chairman.follow("Mở trang công khai")
    chairman.press("Ghi đã công khai")
    assert "Đang công khai" in chairman.text
    chairman.check_look("notice", office.shots)
    chairman.open("/authority/publications/")
    chairman.check_look("publications", office.shots)
    chairman.open("/notices/")
    assert "01/QĐ-UBND" in chairman.text
    chairman.check_look("notices", office.shots)


def look_back(chairman: Desk, office: Office) -> None:
    chairman.open("/authority/cases/?q=lan")
    assert "Đã có hiệu lực" in chairman.text
    chairman.check_look("cases", office.shots)
    chairman.follow("Vương Thị Lan")
    chairman.follow("Quá trình của người này")
    chairman.check_look("leader-history", office.shots)
    chairman.open("/authority/history/")
    chairman.check_look("unit-history", office.shots)
    chairman.open("/authority/cases/new/")
    chairman.check_look("new-case", office.shots)


def nobody_else_opens_it(office: Office, case: str) -> None:
    officer = office.at(office.authority.officer, "office")
    officer.page.goto(case)
    assert "Xác minh" not in officer.text
    rows = ballots.review_cases(actor=office.authority.officer, on=timezone.localdate())
    assert rows == []
