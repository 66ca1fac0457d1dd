"""Lists of a province: by pages, found without marks, and asked for in as many queries however long they are."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from tests.builders import leaders
from tests.builders.authority import Authority, a_school, an_authority
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.models import Account, Employment
from tinnhiem.web import requests

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 18)
PAGE = 50


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setattr(requests, "today", lambda: TODAY)
    return an_authority(staff=4)


@pytest.fixture
def seat(authority: Authority) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=authority.officer.account_id))
    return client


def many_leaders(authority: Authority, *, count: int, begin: int = 0) -> None:
    leaders.many_leaders(authority, count=count, begin=begin, ends_on=date(2026, 9, 2))


def a_campaign(authority: Authority) -> str:
    plan = acts.CampaignPlan(
        unit_id=authority.commune.pk,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
        plan_number="12/KH-UBND",
        legal_basis_on=TODAY,
        subject_summoned=True,
        is_attested=True,
    )
    made = acts.create_campaign(plan=plan, actor=authority.officer, at=requests.now())
    return f"/office/campaigns/{made}/"


def page(seat: Client, address: str) -> LexborHTMLParser:
    answer = seat.get(address)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def queries_of(seat: Client, address: str) -> int:
    seat.get(address)
    with CaptureQueriesContext(connection) as asked:
        seat.get(address)
    return len(asked.captured_queries)


ADDRESSES: dict[str, Callable[[str], str]] = {
    "due list": lambda board: "/office/terms/",
    "due list, searched": lambda board: "/office/terms/?q=pho+hieu&state=",
    "board": lambda board: board,
    "board, searched": lambda board: f"{board}?q=pho+hieu&standing=uncovered&stage=to_notify",
    "campaigns": lambda board: "/office/campaigns/",
    "first page": lambda board: "/office/",
    "register of people": lambda board: "/office/registers/books/people/",
    "register of people, searched": lambda board: "/office/registers/books/people/?q=pho+hieu",
    "register of appointments": lambda board: "/office/registers/books/appointments/",
    "schools": lambda board: "/office/registers/",
}


class TestAList:
    @pytest.mark.parametrize("name", ADDRESSES)
    def test_takes_as_many_queries_however_many_leaders_it_holds(
        self, authority: Authority, seat: Client, name: str
    ):
        many_leaders(authority, count=4)
        address = ADDRESSES[name](a_campaign(authority))
        few = queries_of(seat, address)

        many_leaders(authority, count=60, begin=4)

        assert queries_of(seat, address) == few


class TestTheDueList:
    def test_of_one_page_says_nothing_of_pages(self, authority: Authority, seat: Client):
        shown = page(seat, "/office/terms/")

        assert len(shown.css("tbody tr")) == 2
        assert shown.css("nav.pages") == []

    def test_is_shown_by_pages_that_hold_everybody_once(self, authority: Authority, seat: Client):
        many_leaders(authority, count=60)

        first, second = (page(seat, f"/office/terms/?page={number}") for number in (1, 2))
        names = [row.css_first("th").text() for shown in (first, second) for row in shown.css("tbody tr")]

        assert len(first.css("tbody tr")) == PAGE
        assert len(names) == len(set(names)) == 62
        assert "62 trên 62 người" in " ".join(first.body.text().split())

    @pytest.mark.parametrize("asked", ["99", "0", "-1", "hai", "²"])
    def test_shows_a_page_that_is_there_whatever_page_is_asked_for(
        self, authority: Authority, seat: Client, asked: str
    ):
        assert len(page(seat, f"/office/terms/?page={asked}").css("tbody tr")) == 2

    def test_keeps_what_was_asked_from_page_to_page(self, authority: Authority, seat: Client):
        many_leaders(authority, count=60)

        shown = page(seat, "/office/terms/?q=B%E1%BA%AFc+H%C3%A0&state=")

        (following,) = [link.attributes["href"] for link in shown.css("nav.pages a")]
        assert following == "?q=B%E1%BA%AFc+H%C3%A0&state=&page=2"
        assert len(page(seat, f"/office/terms/{following}").css("tbody tr")) == 10

    def test_exports_every_page(self, authority: Authority, seat: Client):
        many_leaders(authority, count=60)

        sheet = load_workbook(BytesIO(seat.get("/office/terms.xlsx?q=bac+ha").content)).active

        assert sheet.max_row == 61


class TestTheBoard:
    def test_is_shown_by_pages_and_counts_everybody(self, authority: Authority, seat: Client):
        many_leaders(authority, count=60)
        board = a_campaign(authority)

        first, second = (page(seat, f"{board}?page={number}") for number in (1, 2))

        assert [len(shown.css("tbody tr")) for shown in (first, second)] == [PAGE, 12]
        assert "62 trên 62 người chưa được đợt này bao quát" in " ".join(first.body.text().split())


class TestTheFirstPage:
    def test_shows_the_most_pressing_and_leads_to_the_others(self, authority: Authority, seat: Client):
        many_leaders(authority, count=40)

        shown = page(seat, "/office/")

        assert len(shown.css("ol.due > li")) == 20
        assert "Còn 21 người nữa ở trang Nhiệm kỳ" in " ".join(shown.body.text().split())


class TestTheListOfSchools:
    def test_is_shown_by_pages(self, authority: Authority, seat: Client):
        for number in range(60):
            a_school(authority.commune, code=f"truong-{number}", name=f"Trường số {number:02}")

        shown = page(seat, "/office/registers/")

        assert len(shown.css("tbody tr")) == PAGE
        assert "61 trường" in shown.body.text()
        assert len(page(seat, "/office/registers/?page=2").css("tbody tr")) == 11


class TestARowOfARegister:
    def test_is_found_alone(self, authority: Authority):
        many_leaders(authority, count=5)
        units = org.units_below([authority.commune.pk])
        number = Employment.objects.order_by("pk").values_list("pk", flat=True)[3]

        with CaptureQueriesContext(connection) as asked:
            found = org.get_register_row("people", number, unit_ids=units)

        assert found.number == number
        assert len(asked.captured_queries) == 1
