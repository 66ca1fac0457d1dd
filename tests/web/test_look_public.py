"""The front page, signing in and out, and what is said when something goes wrong."""

import datetime as dt
import logging

import pytest
from django.http import HttpRequest
from django.test import Client

from tinnhiem.apps.org.operations import make_sign_in_link
from tinnhiem.web.middleware import POLICY
from tinnhiem.web.public import errors, views

PASSWORD = "mat-khau-rat-dai-2026"
NOW = dt.datetime(2026, 5, 18, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def the_clock(monkeypatch):
    monkeypatch.setattr("tinnhiem.web.requests.now", lambda: NOW)


@pytest.fixture
def link(officer):
    """A fresh link to the office desk."""
    token = make_sign_in_link(
        account_id=officer.pk, desk="office", actor=None, at=NOW, lifetime=dt.timedelta(hours=2)
    )
    return f"/link/{token}/"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class TestAPasswordSignIn:
    def test_that_fails_says_so_on_top_and_in_the_title(self, visitor, officer):
        page = visitor.post("/sign-in/", {"username": "ha", "password": "sai"}).content.decode()

        assert "<title>Lỗi: " in page
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
        assert 'role="alert"' in page

    def test_without_a_password_leads_to_its_field(self, visitor, officer):
        page = visitor.post("/sign-in/", {"username": "ha", "password": ""}).content.decode()

        assert 'href="#id_password"' in page
        assert 'aria-describedby="id_password_error"' in page

    def test_goes_on_to_the_page_asked_for(self, visitor, officer):
        entered = visitor.post("/sign-in/", {"username": "ha", "password": PASSWORD, "next": "/office/"})

        assert entered.headers["Location"] == "/office/"

    def test_never_goes_on_to_another_house(self, visitor, officer):
        entered = visitor.post(
            "/sign-in/", {"username": "ha", "password": PASSWORD, "next": "https://elsewhere.example/"}
        )

        assert entered.headers["Location"] == "/desk/"


class TestASignInLink:
    """Liên kết chỉ dùng một lần; mở trang chưa phải là dùng."""

    def test_that_was_never_made_leads_nowhere(self, visitor, db):
        assert visitor.get("/link/made-up/").status_code == 404
        assert visitor.post("/link/made-up/").status_code == 404

    def test_is_not_used_up_by_a_scanner_that_opens_it(self, visitor, link):
        visitor.get(link)
        visitor.head(link)

        assert "Đăng nhập cho Nguyễn Thu Hà" in " ".join(visitor.get(link).content.decode().split())
        assert not signed_in(visitor)

    def test_signs_its_person_in_at_its_desk(self, visitor, link):
        visitor.post(link)

        assert signed_in(visitor)
        assert visitor.get("/desk/").headers["Location"] == "/office/"

    def test_signs_nobody_in_twice(self, visitor, look_urls, link):
        visitor.post(link)

        second = Client(headers={"Accept-Language": "vi"})
        again = second.post(link)

        assert again.status_code == 410
        assert not signed_in(second)
        assert "Liên kết này đã được dùng" in second.get(link).content.decode()
        assert second.get(link).status_code == 410

    def test_says_until_when_it_worked(self, visitor, link, monkeypatch):
        monkeypatch.setattr("tinnhiem.web.requests.now", lambda: NOW + dt.timedelta(hours=2))

        page = visitor.get(link)

        assert page.status_code == 410
        assert "17:00 ngày 18/05/2026" in page.content.decode()

    def test_is_kept_by_no_cache(self, visitor, link):
        assert "no-store" in visitor.get(link).headers["Cache-Control"]

    def test_needs_the_token_of_its_form(self, look_urls, link):
        assert Client(enforce_csrf_checks=True).post(link).status_code == 403


class TestTheWayToOnesDesk:
    def test_is_closed_to_strangers(self, visitor, db):
        assert visitor.get("/desk/").headers["Location"] == "/sign-in/?next=/desk/"

    def test_ends_with_advice_for_an_account_without_a_task(self, visitor, officer):
        visitor.force_login(officer)

        assert "Tài khoản này chưa được giao việc" in visitor.get("/desk/").content.decode()

    def test_follows_the_role(self, visitor, officer, monkeypatch):
        monkeypatch.setattr(views.queries, "roles_on", lambda **given: frozenset({"officer"}))
        visitor.force_login(officer)

        assert visitor.get("/desk/").headers["Location"] == "/office/"

    def test_out_needs_a_press(self, visitor, officer):
        visitor.force_login(officer)

        assert visitor.get("/sign-out/").status_code == 405
        assert visitor.post("/sign-out/").headers["Location"] == "/"
        assert not signed_in(visitor)


class TestTheFrontPage:
    def test_says_first_what_to_do(self, visitor, db):
        assert "Bắt đầu từ đây:" in visitor.get("/").content.decode()

    def test_of_the_demo_says_that_nothing_is_real(self, visitor, db, settings):
        settings.DEMO = True

        page = visitor.get("/").content.decode()

        assert "Người, trường và số liệu đều bịa." in page
        assert "./run" in page

    def test_leads_a_signed_in_visitor_on(self, visitor, officer):
        visitor.force_login(officer)

        page = visitor.get("/").content.decode()

        assert "<b>Nguyễn Thu Hà</b>" in page
        assert 'type="password"' not in page

    def test_speaks_the_language_one_chooses_and_comes_back(self, visitor, db):
        chosen = visitor.post("/language/", {"language": "en", "next": "/sign-in/"})

        page = visitor.get(chosen.headers["Location"]).content.decode()

        assert chosen.headers["Location"] == "/sign-in/"
        assert '<html lang="en">' in page
        assert "User name" in page

    def test_is_watched_at_its_own_address(self, visitor, db):
        assert visitor.get("/healthy/").content == b"ok"


class TestAnErrorPage:
    @pytest.mark.parametrize(
        ("view", "status"),
        [
            (errors.bad_request, 400),
            (errors.forbidden, 403),
            (errors.form_expired, 403),
            (errors.not_found, 404),
        ],
    )
    def test_says_what_to_do_with_its_status(self, view, status, look_urls, rf, db):
        page = view(rf.get("/"))

        assert page.status_code == status
        assert b'class="lead"' in page.content

    def test_of_the_server_shows_the_id_that_the_log_keeps(self, look_urls, caplog, officer):
        client = Client(raise_request_exception=False)
        client.force_login(officer)

        with caplog.at_level(logging.ERROR, logger="tinnhiem.web.public.errors"):
            page = client.get("/broken/")

        incident = next(record for record in caplog.records if record.name == "tinnhiem.web.public.errors")
        assert page.status_code == 500
        assert incident.args[0].encode() in page.content
        assert incident.exc_info[0] is RuntimeError
        assert page.headers["Content-Security-Policy"] == POLICY

    def test_of_the_server_is_shown_without_the_database(self, look_urls):
        assert errors.server_error(HttpRequest()).status_code == 500
