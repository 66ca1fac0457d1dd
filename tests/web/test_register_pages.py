"""The pages of the registers: for officers only, of their own units only."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders.authority import Authority, a_leader, a_school, an_authority
from tests.builders.registers import a_workbook
from tests.builders.walk import text_of
from tinnhiem.apps.org.models import Account, Unit
from tinnhiem.common.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=4)


@pytest.fixture
def other() -> Authority:
    return an_authority(staff=3, code="song-cau")


def signed_in(actor: Actor) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


@pytest.fixture
def officer(authority) -> Client:
    return signed_in(authority.officer)


def pages_of(authority: Authority) -> list[str]:
    """Pages about one authority's own people and units."""
    person = authority.principal.person_id
    return [
        reverse("office:person", args=[person]),
        reverse("office:unit", args=[authority.school.pk]),
        reverse("office:merge", args=[person, authority.vice_principal.person_id]),
        reverse("office:book_row", args=["appointments", authority.principal.pk]),
    ]


class TestAPageOfTheRegisters:
    def test_is_closed_to_the_appointing_authority_and_to_strangers(self, authority):
        for page in [
            reverse("office:books"),
            reverse("office:book", args=["memberships"]),
            *pages_of(authority),
        ]:
            assert signed_in(authority.chairman).get(page).status_code == 403
            assert Client().get(page).status_code == 302

    def test_is_closed_to_officers_of_another_authority(self, officer, other):
        assert {officer.get(page).status_code for page in pages_of(other)} <= {403, 404}

    def test_of_no_such_register_is_not_found(self, officer):
        assert officer.get(reverse("office:book", args=["salaries"])).status_code == 404

    def test_shows_nobody_of_another_authority(self, officer, other, authority):
        shown = text_of(officer.get(reverse("office:book", args=["people"])))

        assert "Vương Thị Lan" in shown
        assert "song-cau" not in shown
        assert "song-cau" not in text_of(
            officer.get(reverse("office:book", args=["schools"]), {"q": "hoa ban"})
        )

    def test_names_a_school_beside_its_code_and_is_searched_by_it(self, officer, authority):
        shown = officer.get(reverse("office:book", args=["appointments"]), {"q": "truong hoa ban"})

        text = text_of(shown)
        assert "Trường Tiểu học Hoa Ban" in text
        assert authority.school.code in text
        assert "Vương Thị Lan" in text
        assert "Mã trường" not in text

    def test_refuses_a_packet_of_another_authority(self, officer, other):
        answer = officer.post(reverse("office:packet"), {"unit": "song-cau", "on": "18/05/2026"})

        assert answer.status_code == 422

    def test_says_of_a_day_only_what_held_then(self, officer):
        page = reverse("office:book", args=["appointments"])

        assert "Vương Thị Lan" in text_of(officer.get(page, {"on": "01/09/2021"}))
        assert "Vương Thị Lan" not in text_of(officer.get(page, {"on": "31/08/2021"}))

    def test_says_when_the_day_is_none(self, officer):
        answer = officer.get(reverse("office:book", args=["appointments"]), {"on": "31/02/2026"})

        assert "Lỗi" in answer.content.decode()

    def test_keeps_no_workbook_that_cannot_be_read(self, officer):
        page = reverse("office:book_upload", args=["posts"])

        answer = officer.post(page, {})

        assert answer.status_code == 422
        assert "Chưa chọn tệp" in text_of(answer)

    def test_confirms_no_workbook_of_somebody_else(self, officer, other, tmp_path):
        path = tmp_path / "chuc-vu.xlsx"
        path.write_bytes(a_workbook("posts", []))
        with path.open("rb") as file:
            preview = officer.post(reverse("office:book_upload", args=["posts"]), {"file": file}).url

        assert signed_in(other.officer).get(preview).status_code == 410
        assert signed_in(other.officer).post(f"{preview}confirm/").status_code == 410


class TestTheListOfSchools:
    def test_takes_as_many_queries_for_many_schools_as_for_one(self, officer, authority):
        def asked() -> int:
            with CaptureQueriesContext(connection) as context:
                assert officer.get(reverse("office:registers")).status_code == 200
            return len(context)

        few = asked()
        for number in range(5):
            school: Unit = a_school(authority.commune, code=f"truong-{number}", name=f"Trường {number}")
            a_leader(school, name=f"Lò Thị Số {number}", post="principal")

        assert asked() == few


class TestAUnitThatEnded:
    def test_names_the_communes_that_took_over_its_area(self, officer, authority):
        ended = Unit.objects.create(
            code="bac-lang",
            name="UBND xã Bắc Lãng",
            kind="commune",
            area_code="06646",
            valid_from=date(2014, 1, 1),
            valid_to=date(2025, 7, 1),
        )
        authority.commune.subordinate_periods.create(
            unit=ended, valid_from=date(2014, 1, 1), valid_to=date(2025, 7, 1)
        )

        assert "Xã Châu Sơn, Tỉnh Lạng Sơn (06637)" in text_of(
            officer.get(reverse("office:unit", args=[ended.pk]))
        )
