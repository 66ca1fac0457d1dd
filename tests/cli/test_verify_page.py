"""The offline page in a real browser: the same verdict, by the same checks, as the command."""

import json
from pathlib import Path

import pytest

from tinnhiem.cli.manage.simulation import PollPlan, simulated
from tinnhiem.cli.verify import main

PAGE = Path(__file__).resolve().parents[2] / "src" / "tinnhiem" / "web" / "static" / "auditor" / "index.html"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system package chromium is not installed"),
]


@pytest.fixture(scope="module")
def poll():
    return simulated(
        PollPlan(questions=1, answers=3, voters=3, group="Ed25519", trustees=3, threshold=2, seed="page")
    )


@pytest.fixture
def page(browser):
    context = browser.new_context(offline=True, locale="vi-VN", viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.problems = []
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.on("console", lambda line: opened.problems.append(line.text) if line.type == "error" else None)
    opened.goto(PAGE.as_uri())
    yield opened
    assert opened.problems == []
    context.close()


def judged(page, path):
    """Whether the page holds the archive for valid, and the checks that fail."""
    page.set_input_files("#archive-file", str(path))
    page.wait_for_function(
        "() => /Đã kiểm tra xong|Không đọc được/.test(document.getElementById('progress').textContent)",
        timeout=60_000,
    )
    failed = page.eval_on_selector_all("tr[data-ok=false]", "rows => rows.map(row => row.dataset.check)")
    return page.get_attribute("#verdict", "class") == "verdict", failed


def command_says(path, capsys):
    main([str(path), "--json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    return [check["id"] for check in checks if not check["ok"]]


class TestThePage:
    def test_accepts_what_the_command_accepts(self, page, poll, tmp_path):
        path = tmp_path / f"{poll.uuid}.bel"
        path.write_bytes(poll.archive)

        assert judged(page, path) == (True, [])
        assert "hợp lệ" in page.inner_text("#verdict")
        counts = "; ".join(f"Phương án {number}: {count}" for number, count in enumerate(poll.counts[0], 1))
        assert counts in page.inner_text("#facts")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b'"result"', b'"resulT"'),
            (b'"owner":1', b'"owner":7'),
            ("Câu 1".encode(), "Câu 2".encode()),
            (b'"num_tallied":3', b'"num_tallied":4'),
            (b"0000644", b"0000640"),
            (b'"height":3', b'"height":4'),
        ],
        ids=["result", "owner", "question", "number", "header", "height"],
    )
    def test_refuses_a_changed_byte_by_the_checks_of_the_command(
        self, page, poll, tmp_path, capsys, old, new
    ):
        path = tmp_path / f"{poll.uuid}.bel"
        place = poll.archive.index(old)
        path.write_bytes(poll.archive[:place] + new + poll.archive[place + len(old) :])

        valid, failed = judged(page, path)

        assert not valid
        assert failed
        assert failed == command_says(path, capsys)

    def test_says_of_a_broken_file_that_it_cannot_be_read(self, page, tmp_path):
        path = tmp_path / "x.bel"
        path.write_bytes(bytes(4096))

        page.set_input_files("#archive-file", str(path))
        page.wait_for_function(
            "() => document.getElementById('progress').textContent.includes('Không đọc được')"
        )

        assert not page.is_visible("#report")

    def test_speaks_english_when_asked(self, page):
        page.click("[data-language=en]")

        assert page.inner_text("h1") == "Independent check of a poll"

    def test_does_not_scroll_sideways_on_a_phone(self, page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
