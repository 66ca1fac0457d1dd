"""The records clerk's desk over HTTP: who may open it, what it refuses, what the register then says."""

from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.builders.authority import Authority, account_of, an_authority, somebody_with_a_role
from tests.builders.records import a_draft, sign
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
