"""The records clerk's desk over HTTP: who may open it, what it refuses, what the register then says."""

from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.builders import meetings as room
from tests.builders.authority import Authority, account_of, an_authority, somebody_with_a_role
from tests.builders.records import a_draft, a_signed_pdf, sign
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.org.models import Account
from tinnhiem.apps.records import queries
from tinnhiem.common.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=4)


@pytest.fixture
def clerk(authority: Authority) -> Actor:
    return somebody_with_a_role(authority.commune, name="Bùi Thị Hoa", role="records_clerk")


@pytest.fixture
def draft(authority: Authority, now: datetime) -> UUID:
    return a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)


def signed_in(actor: Actor) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def entered(now: datetime, **changes: object) -> dict[str, object]:
    file = SimpleUploadedFile("quet.pdf", b"%PDF-1.7 a scan")
    day = f"{now:%d/%m/%Y}"
    return {
        "number": 1, "series": "QĐ-UBND", "signed_on": day, "signer": "Trần Thị Bích Liên", "file": file, **changes
    }  # fmt: skip


class TestTheDesk:
    @pytest.mark.parametrize("address", ["drafts", "register", "register_export"])
    def test_is_closed_to_an_officer(self, authority, address):
        assert signed_in(authority.officer).get(reverse(f"clerk:{address}")).status_code == 403

    @pytest.mark.parametrize("address", ["draft", "enter", "check", "further"])
    def test_refuses_a_document_with_counts_to_the_clerk(self, authority, clerk, now, address):
        closed = a_draft(form="results_report", unit_id=authority.commune.pk, actor=authority.officer, at=now)

        assert signed_in(clerk).get(reverse(f"clerk:{address}", args=[closed])).status_code == 403

    def test_knows_no_document_that_is_not_there(self, clerk):
        assert signed_in(clerk).get(reverse("clerk:draft", args=[uuid4()])).status_code == 404

    def test_lists_drafts_with_what_they_rest_on(self, clerk, draft):
        client = signed_in(clerk)

        assert "Văn bản decision_reappointment" in client.get(reverse("clerk:drafts")).content.decode()
        page = client.get(reverse("clerk:draft", args=[draft])).content.decode()
        assert "dự thảo" in page
        assert "Căn cứ Luật Tổ chức chính quyền địa phương" in page

    def test_without_drafts_says_what_will_stand_there(self, clerk):
        assert "Dự thảo mới sẽ hiện ở đây" in signed_in(clerk).get(reverse("clerk:drafts")).content.decode()


class TestEnteringASignedPaper:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"file": SimpleUploadedFile("a.docx", b"PK")}, "không phải bản quét"),
            ({"signed_on": "31/02/2026"}, "signed_on"),
            ({"signed_on": "01/01/2099"}, "chưa tới"),
            ({"number": 0}, "number"),
            ({"file": ""}, "Chưa chọn tệp"),
        ],
    )
    def test_is_refused_in_a_sentence(self, clerk, draft, now, changes, said):
        answer = signed_in(clerk).post(reverse("clerk:enter", args=[draft]), entered(now, **changes))

        assert answer.status_code == 422
        assert said in answer.content.decode()

    def test_is_shown_once_more_and_counts_when_confirmed(self, clerk, draft, now):
        client = signed_in(clerk)

        to_check = client.post(reverse("clerk:enter", args=[draft]), entered(now))
        page = client.get(to_check["Location"]).content.decode()

        assert "Tệp không có lớp chữ" in page
        assert queries.signed_copies([draft]) == {}
        refused = client.post(to_check["Location"])
        assert refused.status_code == 422
        assert "Chưa đánh dấu đã so" in refused.content.decode()
        client.post(to_check["Location"], {"is_compared": "on"})
        assert queries.signed_copies([draft])[draft].notation == "01/QĐ-UBND"

    def test_can_be_given_up(self, clerk, draft, now):
        client = signed_in(clerk)
        client.post(reverse("clerk:enter", args=[draft]), entered(now))

        client.post(reverse("clerk:discard", args=[draft]))

        assert client.get(reverse("clerk:check", args=[draft]))["Location"] == reverse(
            "clerk:enter", args=[draft]
        )


class TestTheRegisterPage:
    def test_goes_into_a_workbook_as_text(self, clerk, draft, now):
        sign(draft, actor=clerk, at=now, number=7, signer="=SUM(1;2)")

        answer = signed_in(clerk).get(reverse("clerk:register_export"))
        rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))

        assert rows[1][0] == "07/QĐ-UBND"
        assert rows[1][4] == "=SUM(1;2)"

    def test_names_gaps(self, clerk, draft, now):
        sign(draft, actor=clerk, at=now, number=3)

        assert "từ số 1 đến số 2" in signed_in(clerk).get(reverse("clerk:register")).content.decode()

    @pytest.mark.parametrize("year", ["abc", "0", "99999", "²²²²"])
    def test_takes_an_odd_year_for_this_one(self, clerk, year):
        assert signed_in(clerk).get(reverse("clerk:register"), {"year": year}).status_code == 200


class TestTheFilesOfADocument:
    def test_are_closed_to_a_stranger(self, authority, draft, clerk, now):
        sign(draft, actor=clerk, at=now)
        stranger = Client()
        stranger.force_login(account_of(authority.teachers[0]))

        for address in ("documents:facts", "documents:signed"):
            assert stranger.get(reverse(address, args=[draft])).status_code == 403

    def test_with_counts_are_closed_to_officer_and_clerk_and_open_to_the_authority(
        self, authority, clerk, now
    ):
        report = a_draft(form="results_report", unit_id=authority.commune.pk, actor=authority.officer, at=now)
        address = reverse("documents:facts", args=[report])

        assert signed_in(clerk).get(address).status_code == 403
        assert signed_in(authority.officer).get(address).status_code == 403
        assert "Số phiếu hợp lệ" in signed_in(authority.chairman).get(address).content.decode()

    def test_say_where_each_fact_came_from(self, clerk, draft):
        page = signed_in(clerk).get(reverse("documents:facts", args=[draft])).content.decode()

        assert "Người có thẩm quyền quyết định" in page
        assert "Đợt xem xét 1" in page


class TestTheFileBesideTheDraft:
    def test_is_shown_page_by_page_to_whoever_enters_it(self, authority, clerk, draft, now):
        client = signed_in(clerk)
        scan = SimpleUploadedFile("quet.pdf", a_signed_pdf(number=1, on=now.date()))
        to_check = client.post(reverse("clerk:enter", args=[draft]), entered(now, file=scan))
        page = client.get(to_check["Location"]).content.decode()

        for side in ("draft", "copy"):
            address = reverse("clerk:check_page", args=[draft, side, 1])
            assert address in page
            picture = client.get(address)
            assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/png", "no-store")
            assert picture.content.startswith(b"\x89PNG")
            assert client.get(reverse("clerk:check_page", args=[draft, side, 9])).status_code == 404
            assert signed_in(authority.officer).get(address).status_code == 403
        assert client.get(reverse("clerk:check_page", args=[draft, "other", 1])).status_code == 404


class TestThePageOfIssuingOffices:
    def test_is_closed_to_an_officer_and_to_the_clerk_of_another_unit(self, authority, clerk):
        other = an_authority(staff=3, code="khac")

        assert signed_in(authority.officer).get(reverse("clerk:offices")).status_code == 403
        address = reverse("clerk:office", args=[other.commune.pk, "head"])
        assert signed_in(clerk).get(address).status_code == 404

    def test_takes_the_lines_above_the_signature_one_by_one(self, authority, clerk):
        address = reverse("clerk:office", args=[authority.commune.pk, "authority"])
        terms = {
            "name": "Ủy ban nhân dân phường Thạch Lâm",
            "suffix": "UBND",
            "capacity": "TM. ỦY BAN NHÂN DÂN\r\nKT. CHỦ TỊCH\r\n\r\nPHÓ CHỦ TỊCH",
            "signer": "",
        }

        assert signed_in(clerk).post(address, {**terms, "suffix": "UBND/VX"}).status_code == 422
        assert signed_in(clerk).post(address, terms).status_code == 302
        known = queries.issuing_office(authority.commune.pk, "authority")
        assert known.capacity == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


class TestThePapersOfAMeeting:
    def test_are_listed_to_its_officers_alone_with_who_may_open_each(self, now):
        held = room.a_summoned_conference()
        address = reverse("documents:of_meeting", args=[held.meeting_id])

        page = signed_in(held.authority.officer).get(address).content.decode()

        assert "Danh sách triệu tập" in page
        assert "cán bộ lập hội nghị; tổ kiểm phiếu" in page
        other = an_authority(staff=3, code="khac")
        assert signed_in(other.officer).get(address).status_code == 403
        assert signed_in(held.authority.chairman).get(address).status_code == 403

    def test_open_the_signed_invitation_to_those_invited_and_no_draft(self, now):
        held = room.a_planned_conference()
        draft = meetings.draft_invitation(
            meeting_id=held.meeting_id, actor=held.authority.officer, at=held.clock.tick()
        )
        subject = Client()
        subject.force_login(account_of(held.authority.principal.person_id))
        address = reverse("documents:file", args=[draft, "pdf"])

        assert subject.get(address).status_code == 403
        sign(draft, actor=held.authority.officer, at=held.clock.tick(), series="GM-UBND")
        assert subject.get(address).status_code == 200
