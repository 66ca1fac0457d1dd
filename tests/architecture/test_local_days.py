"""A moment has a day only somewhere: before seven in Hà Nội it is still yesterday at Greenwich."""

import re
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "src" / "tinnhiem"
DAY_OF_A_MOMENT = re.compile(r"\b(?:at|\w+_at)\.date\(\)")


class TestTheDayOfAMoment:
    def test_is_asked_of_the_clock_on_the_wall_of_the_office(self):
        found = [
            f"{path.relative_to(SOURCES)}: {line.strip()}"
            for folder in ("apps", "web", "cli/demo")
            for path in sorted((SOURCES / folder).rglob("*.py"))
            for line in path.read_text(encoding="utf-8").splitlines()
            if DAY_OF_A_MOMENT.search(line)
        ]

        assert found == []
