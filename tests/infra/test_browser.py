"""The browser of the journeys is a real one."""

from playwright.sync_api import Page


class TestTheBrowser:
    def test_shows_a_page_in_vietnamese_at_the_width_of_an_old_laptop(self, page: Page):
        page.set_content("<title>Trang đầu</title><h1>Việc của tôi</h1>")

        seen = page.evaluate("[document.title, navigator.language, window.innerWidth]")

        assert seen == ["Trang đầu", "vi-VN", 1366]
