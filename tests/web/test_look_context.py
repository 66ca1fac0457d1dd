"""Navigation by desk."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve

from tinnhiem.apps.org.models import RoleGrant, Unit
from tinnhiem.web.context import DESKS, find_address, find_desk, house


def seen_from(path, user=None):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    request.resolver_match = resolve(path)
    return house(request)["house"]


@pytest.mark.usefixtures("look_urls")
class TestTheMenu:
    def test_is_absent_on_public_pages(self):
        public = seen_from("/")

        assert (public.desk, public.sections) == (None, ())

    def test_leaves_out_a_section_that_is_not_served(self):
        assert find_address("leader:home") is None
        assert seen_from("/office/").desk.name == "office"
        assert [entry.href for entry in seen_from("/office/").sections] == [
            "/office/",
            "/office/registers/",
            "/office/terms/",
            "/office/meetings/",
        ]

    @pytest.mark.parametrize(
        ("path", "current"),
        [
            ("/office/", ["page", "", "", ""]),
            ("/office/terms/", ["", "", "page", ""]),
            ("/office/idle/", ["", "", "", ""]),
        ],
    )
    def test_marks_where_the_visitor_is(self, path, current):
        assert [entry.current for entry in seen_from(path).sections] == current


@pytest.mark.usefixtures("look_urls")
class TestTheUnitOnTheBar:
    def test_is_where_the_visitor_holds_the_role_of_the_desk(self, officer):
        commune = Unit.objects.create(
            code="thach-lam", name="UBND phường Thạch Lâm", kind="commune", valid_from=dt.date(2025, 7, 1)
        )
        RoleGrant.objects.create(
            account=officer, role="officer", unit=commune, basis="01/QĐ-UBND", valid_from=dt.date(2025, 7, 1)
        )

        assert seen_from("/office/", officer).unit == "UBND phường Thạch Lâm"
        assert seen_from("/committee/", officer).unit == ""


class TestTheTableOfDesks:
    def test_finds_a_desk_by_the_namespace_of_its_addresses(self):
        assert all(find_desk(desk.first_page.split(":")[0]) is desk for desk in DESKS)

    def test_knows_no_desk_of_another_name(self):
        assert find_desk("booth") is None
