"""The first pages in a real browser: nothing refused by the policy, nothing axe objects to, nothing sideways."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page

PUBLIC = ["/", "/sign-in/?next=/office/", "/nowhere/"]
DESKS = [
    "/office/",
    "/office/idle/",
    "/committee/",
    "/committee/address/",
    "/committee/roll/",
    "/committee/count/",
    "/committee/wall/",
]
REFUSED = "Failed to load resource: the server responded with a status of 404"


@pytest.fixture
def screen(look_urls, officer, live_server, browser: Browser):
    """Open an address of the house, its desks signed in, and keep what the console says."""
    client = Client()
    client.force_login(officer)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    contexts = []

    def opened(path: str, *, width: int = 1366) -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": width, "height": 740}, locale="vi-VN")
        contexts.append(context)
        if path not in PUBLIC:
            context.add_cookies([cookie])
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(live_server.url + path, wait_until="networkidle")
        return page, said

    yield opened
    for context in contexts:
        context.close()


Screen = Callable[..., tuple[Page, list[str]]]


def objections(page: Page) -> list[tuple[str, str]]:
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("path", PUBLIC + DESKS)
class TestAPage:
    def test_gives_axe_nothing_to_object_to_by_day_or_night(self, screen: Screen, path: str):
        page, _ = screen(path, width=360)

        by_day = objections(page)
        page.emulate_media(color_scheme="dark")

        assert [*by_day, *objections(page)] == []

    def test_fits_its_width_and_keeps_the_policy(self, screen: Screen, path: str):
        page, said = screen(path, width=320)

        narrow = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": 1366, "height": 740})

        assert (narrow, page.evaluate("document.documentElement.scrollWidth")) == (320, 1366)
        assert [text for text in said if not text.startswith(REFUSED)] == []


class TestTheKeyboard:
    def test_meets_the_error_summary_first_and_follows_its_link(self, screen: Screen):
        page, _ = screen("/committee/address/")

        assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "id_recommends_vote_0"

    def test_can_skip_the_menu(self, screen: Screen):
        page, _ = screen("/office/")

        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


class TestThePhone:
    def test_finds_sections_and_the_way_out_in_the_menu(self, screen: Screen):
        page, _ = screen("/office/", width=360)

        page.get_by_text("Danh mục").click()

        assert page.get_by_role("link", name="Danh bạ").is_visible()
        assert page.get_by_role("button", name="Đăng xuất").is_visible()

    @pytest.mark.parametrize("path", ["/office/", "/committee/count/"])
    def test_has_controls_large_enough_for_a_thumb(self, screen: Screen, path: str):
        page, _ = screen(path, width=360)

        heights = page.evaluate(
            "[...document.querySelectorAll('.btn, .btn-2, .in-n')].map(it => it.getBoundingClientRect().height)"
        )

        assert heights and min(heights) >= 40


class TestTheWall:
    def test_asks_the_server_anew_without_moving_the_focus(self, screen: Screen):
        page, said = screen("/committee/wall/")

        with page.expect_response("**/wall/fragment/", timeout=10_000) as answer:
            pass

        assert answer.value.ok
        assert page.locator("#projector").count() == 1
        assert said == []

    def test_writes_nothing_smaller_than_26_pixels(self, screen: Screen):
        page, _ = screen("/committee/wall/")

        smallest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('body *')].filter(it => it.childElementCount === 0)"
            ".map(it => parseFloat(getComputedStyle(it).fontSize)))"
        )

        assert smallest >= 25.9


class TestTheFonts:
    def test_are_the_house_s_own(self, screen: Screen):
        page, _ = screen("/office/")

        loaded = page.evaluate(
            "[...document.fonts].filter(it => it.status === 'loaded').map(it => it.family)"
        )

        assert {family.strip('"') for family in loaded} == {"Be Vietnam Pro", "So"}
