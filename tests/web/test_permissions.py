"""A page is for whom its view says it is for."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from tinnhiem.apps.org import operations as org
from tinnhiem.apps.org.models import Account
from tinnhiem.web.permissions import NotPermitted, open_to_all, requires, signed_in

GRANTED_ON = date(2020, 1, 2)


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nội dung")


@dataclass
class Desk:
    account: Account

    def opens(self, view, url: str = "/trang/") -> HttpResponse:
        request = RequestFactory().get(url)
        request.user = self.account
        return view(request)


@pytest.fixture(autouse=True)
def sign_in_page(settings) -> None:
    settings.LOGIN_URL = "/vao/"


@pytest.fixture
def officer(db) -> Desk:
    unit = org.add_unit(
        code="hoa-ban", name="UBND xã Hoa Ban", kind="authority", place="Hoa Ban", valid_from=GRANTED_ON
    )
    account = org.find_or_open_account(username="chuyen-vien-huong")
    org.grant_role(
        account=account, role="officer", unit_id=unit.pk, basis="QĐ 5/QĐ-UBND", valid_from=GRANTED_ON
    )
    return Desk(account)


class TestAPageForARole:
    def test_sends_a_stranger_to_sign_in_and_back(self):
        answer = Desk(AnonymousUser()).opens(requires("officer")(_page), "/trang/?thang=5")

        assert answer["Location"] == "/vao/?next=/trang/%3Fthang%3D5"

    def test_refuses_another_role(self, officer: Desk):
        with pytest.raises(NotPermitted):
            officer.opens(requires("appointing_authority")(_page))

    def test_refuses_a_role_whose_period_is_over(self, officer: Desk):
        yesterday = timezone.localdate() - timedelta(days=1)
        officer.account.grants.update(valid_to=yesterday)

        with pytest.raises(NotPermitted):
            officer.opens(requires("officer")(_page))

    def test_lets_in_who_holds_one_of_its_roles(self, officer: Desk):
        answer = officer.opens(requires("appointing_authority", "officer")(_page))

        assert answer.content.decode() == "nội dung"


class TestAPageForWhoeverIsSignedIn:
    def test_sends_a_stranger_to_sign_in(self):
        assert Desk(AnonymousUser()).opens(signed_in(_page)).status_code == 302

    def test_asks_for_no_role(self, officer: Desk):
        officer.account.grants.all().delete()

        assert officer.opens(signed_in(_page)).status_code == 200


class TestAPageForAll:
    def test_is_shown_to_a_stranger(self):
        assert Desk(AnonymousUser()).opens(open_to_all(_page)).status_code == 200
