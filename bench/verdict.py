"""How long the packs take to load, a verdict to be given, and two days of law to be compared.

Run with ``python bench/verdict.py``; prints one JSON object: each figure in processor time, and its limit.
"""

import json
import time
from collections.abc import Callable
from datetime import date, timedelta

from tinnhiem.domain.regulations import Case, judge, load, load_calendar
from tinnhiem.domain.regulations.differences import differences
from tinnhiem.domain.regulations.outlook import OpenCase, outlook
from tinnhiem.packs import PACKS

LEADERS = 9_000
CASE = {
    "jurisdiction": "vn",
    "procedure": "reappointment",
    "stage": "key_staff_conference",
    "on": "2024-05-20",
    "summoned": 40,
    "present": 28,
    "issued": 28,
    "returned": 28,
    "valid": 28,
    "options": {"agree": 20, "disagree": 8},
}


def milliseconds(work: Callable[[], object], *, times: int) -> float:
    """Processor time of the best of ``times`` runs, which other work on the machine disturbs least."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return round(best * 1000, 3)


def leaders() -> list[OpenCase]:
    """A province of leaders at three levels, appointed and born on days of their own."""
    levels = ("preschool", "primary", "lower_secondary")
    return [
        OpenCase(
            id=str(number),
            school_level=levels[number % 3],
            appointed_on=date(2021, 7, 1) + timedelta(days=number % 1500),
            ends_on=None,
            born_on=date(1964, 1, 1) + timedelta(days=number % 9000),
            sex="female" if number % 2 else "male",
        )
        for number in range(LEADERS)
    ]


def main() -> None:
    """Take the four figures and print them."""
    regulations = load([PACKS])
    calendar = load_calendar([PACKS], "vn")
    before, after = (regulations.in_force(on=date(2026, month, 15)) for month in (6, 7))
    case = Case.from_json(CASE)
    rules = regulations.in_force(on=case.on)
    cases = leaders()
    figures = {
        "packs_loaded_ms": (milliseconds(lambda: load([PACKS]), times=7), 100),
        "verdict_ms": (milliseconds(lambda: judge(case, rules), times=200), 1),
        "verdict_with_rules_of_the_day_ms": (
            milliseconds(lambda: judge(case, regulations.in_force(on=case.on)), times=200),
            1,
        ),
        "rules_compared_ms": (milliseconds(lambda: differences(before, after), times=20), 2000),
        "outlook_of_9000_leaders_ms": (
            milliseconds(
                lambda: outlook(cases=cases, before=before, after=after, calendar=calendar), times=2
            ),
            2000,
        ),
    }
    print(
        json.dumps({name: {"ms": ms, "limit_ms": limit} for name, (ms, limit) in figures.items()}, indent=1)
    )


if __name__ == "__main__":
    main()
