"""Figure: the diff of two days of law over 9 000 leaders (reach: 2 s of CPU).

Run as ``python bench/law_diff.py [LEADERS]``. Compared are the rules, whose case changes, and what both
days say about every leader: who decides, by when, what an exact half would mean. The appointments are
generated.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tinnhiem.domain.regulations import load, load_calendar
from tinnhiem.domain.regulations.comparison import Leader, compare, standings
from tinnhiem.domain.regulations.outlook import AspectChange, OpenCase, outlook
from tinnhiem.domain.regulations.rules import Scope
from tinnhiem.packs import PACKS

LEADERS = 9_000
LIMIT = 2.0
RUNS = 3
BEFORE, AFTER = date(2024, 5, 20), date(2026, 7, 2)
LEVELS = ("preschool", "primary", "lower_secondary")


def leaders(number: int) -> list[OpenCase]:
    """Invented leaders of three levels, appointed and born on days of their own."""
    return [
        OpenCase(
            id=str(place),
            school_level=LEVELS[place % 3],
            appointed_on=date(2021, 7, 1) + timedelta(days=place % 1500),
            ends_on=None,
            born_on=date(1964, 1, 1) + timedelta(days=place * 7 % 9000),
            sex="female" if place % 3 else "male",
        )
        for place in range(number)
    ]


def cpu_seconds(work: Callable[[], object]) -> float:
    """The best of a few runs, in seconds of this process's own CPU."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return round(best, 3)


def main() -> None:
    """Take the figure and print it."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else LEADERS
    regulations, calendar = load([PACKS]), load_calendar([PACKS], "vn")
    before, after = (regulations.in_force(on=day) for day in (BEFORE, AFTER))
    cases = leaders(number)
    posts = [
        Leader(case, "principal" if place % 3 else "vice_principal", 20 + place % 60)
        for place, case in enumerate(cases)
    ]

    def diff() -> Sequence[AspectChange]:
        compare(before, after, status=Scope.PUBLIC_EMPLOYEE)
        for rules in (before, after):
            standings(leaders=posts, rules=rules, calendar=calendar)
        return outlook(cases=cases, before=before, after=after, calendar=calendar)

    figures = {
        "leaders": number,
        "rules_changed": len(compare(before, after, status=Scope.PUBLIC_EMPLOYEE).changes),
        "changes_found": len(diff()),
        "diff_cpu_s": cpu_seconds(diff),
        "limit_s": LIMIT,
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
