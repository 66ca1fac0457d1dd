"""People at their desks: each with a browser of their own."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page

from tests.plugins.chromium import is_fault
from tinnhiem.apps.org import operations as accounts
from tinnhiem.common.actors import Actor

WIDTHS = (1366, 360, 320)
Seat = Callable[[str], "Desk"]


@dataclass
class Desk:
    """One signed-in person and their page."""

    page: Page
    base: str
    faults: list[str]

    def open(self, path: str) -> None:
        """Go to an address of the house."""
        self.page.goto(self.base + path)

    def press(self, label: str) -> None:
        """Press the button that says exactly this."""
        self.page.get_by_role("button", name=label, exact=True).first.click()

    def follow(self, label: str) -> None:
        """Follow the link that says this."""
        self.page.get_by_role("link", name=label).first.click()

    def fill(self, **values: object) -> None:
        """Fill fields by their names."""
        for name, value in values.items():
            self.page.fill(f"[name={name}]", str(value))

    def choose(self, name: str, beginning: str) -> None:
        """Choose the option whose words begin so."""
        options = self.page.locator(f"[name={name}] option").all_inner_texts()
        self.page.select_option(f"[name={name}]", label=next(o for o in options if o.startswith(beginning)))

    def read(self, selector: str) -> str:
        """What a part of the page says once the page has come whole."""
        self.page.wait_for_load_state()
        return self.page.inner_text(selector)

    @property
    def text(self) -> str:
        """What the page says, white space folded."""
        return " ".join(self.read("main").split())

    def check_look(self, name: str, shots: Path) -> None:
        """No sideways scroll at any width, no finding of axe, a picture to look at."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            over = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, f"{name} scrolls sideways by {over} px at {width} px"
            self.page.screenshot(path=shots / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": 1366, "height": 800})
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"


@contextmanager
def seating(browser: Browser, base: str) -> Iterator[Seat]:
    """A way to seat people at desks by their sign-in links; at the end no console may have a fault."""
    seated: list[Desk] = []

    def seat(link: str) -> Desk:
        page = browser.new_context(viewport={"width": 1366, "height": 800}, locale="vi-VN").new_page()
        page.set_default_timeout(30_000)
        desk = Desk(page, base, [])
        page.on("console", lambda message: desk.faults.append(message.text) if is_fault(message) else None)
        page.on("pageerror", lambda error: desk.faults.append(str(error)))
        seated.append(desk)
        page.goto(link if link.startswith("http") else base + link)
        page.locator("main form button").first.click()
        return desk

    yield seat
    faults = [fault for desk in seated for fault in desk.faults]
    for desk in seated:
        desk.page.context.close()
    assert not faults, f"the console said: {faults}"


def link_for(actor: Actor, desk: str) -> str:
    """A sign-in link of this person for one desk."""
    token = accounts.make_sign_in_link(
        account_id=actor.account_id, desk=desk, actor=actor, at=timezone.now(), lifetime=timedelta(hours=1)
    )
    return f"/link/{token}/"


def folder_of_pictures(otherwise: Path) -> Path:
    """Where the pictures go: the folder that TINNHIEM_SHOTS names, so that people can look at them."""
    folder = Path(os.environ.get("TINNHIEM_SHOTS") or otherwise)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def number_in(pattern: str, text: str) -> int:
    """The first number that the pattern finds."""
    found = re.search(pattern, text)
    assert found, f"{pattern} is not in: {text}"
    return int(found[1])
