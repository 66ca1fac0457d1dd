"""Navigation by desk."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from tinnhiem.web.context import DESKS, find_address, find_desk, house


def seen_from(path):
    request = RequestFactory().get(path)
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


class TestTheTableOfDesks:
    def test_finds_a_desk_by_the_namespace_of_its_addresses(self):
        assert all(find_desk(desk.first_page.split(":")[0]) is desk for desk in DESKS)

    def test_knows_no_desk_of_another_name(self):
        assert find_desk("booth") is None
