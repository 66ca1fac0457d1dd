"""A real Chromium for journeys; Debian's own, since browsers do not come with the Python packages."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

CHROMIUM = Path(os.environ.get("TINNHIEM_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives the browser, and run it after everything that is cheaper."""
    for item in items:
        if {"browser", "page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; skipped, with the way out, where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}; install the Debian package chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


def is_fault(message: ConsoleMessage) -> bool:
    """Whether the console reports a fault; a designed refusal (a page that answers 4xx) is none."""
    return message.type == "error" and "responded with a status of 4" not in message.text


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh context, 1366 px wide, in Vietnamese; a message on its console is a failure."""
    with browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN") as context:
        opened = context.new_page()
        said: list[str] = []
        opened.on("console", lambda message: said.append(message.text) if is_fault(message) else None)
        opened.on("pageerror", lambda error: said.append(str(error)))
        yield opened
    assert not said, f"the console of the page said: {said}"
