"""Figure: the due list and the coverage of a campaign (reach: 9,000 leaders in 2 s of CPU each).

Run as ``python bench/due_list.py [SCHOOLS]``. The registers are generated into a throw-away SQLite database;
beside each figure stands the bare query that fetches the same rows.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from tinnhiem.cli.django_setup import wake_django

if TYPE_CHECKING:
    from tinnhiem.apps.ballots.queries import CampaignView

SCHOOLS = 3_000
LEADERS_EACH = 3
LIMIT = 2.0
RUNS = 3
ON = date(2026, 5, 18)
LEVELS = ("preschool", "primary", "lower_secondary")


def fill(schools: int) -> int:
    """Enter a commune with ``schools`` schools of three leaders each and return its number."""
    from tinnhiem.apps.org.models import Appointment, Person, Subordination, Unit  # noqa: PLC0415 - Django wakes first

    commune = Unit.objects.create(code="xa", name="UBND xã", kind="commune", valid_from=date(2025, 7, 1))
    Unit.objects.bulk_create(
        Unit(
            code=f"truong-{n}",
            name=f"Trường số {n}",
            kind="school",
            level=LEVELS[n % 3],
            valid_from=date(2014, 1, 1),
        )
        for n in range(schools)
    )
    units = list(Unit.objects.filter(kind="school").order_by("pk"))
    Subordination.objects.bulk_create(
        Subordination(unit=unit, superior=commune, valid_from=date(2025, 7, 1)) for unit in units
    )
    total = schools * LEADERS_EACH
    Person.objects.bulk_create(
        Person(
            full_name=f"Người {n}",
            name_key=f"nguoi {n}",
            born_on=date(1968, 1, 1) + timedelta(days=n * 7 % 6000),
            sex="female" if n % 3 else "male",
        )
        for n in range(total)
    )
    people = list(Person.objects.order_by("pk"))
    Appointment.objects.bulk_create(
        Appointment(
            person=person,
            unit=units[n // LEADERS_EACH],
            post="vice_principal" if n % LEADERS_EACH else "principal",
            starts_on=date(2021, 3, 1) + timedelta(days=n % 1500),
        )
        for n, person in enumerate(people)
    )
    return commune.pk


def listed(commune: int) -> "CampaignView":
    """A campaign over one year, in which every fifth term or so ends."""
    from tinnhiem.apps.ballots import operations as acts  # noqa: PLC0415 - Django wakes first
    from tinnhiem.apps.ballots import queries as ballots  # noqa: PLC0415 - Django wakes first
    from tinnhiem.apps.org import operations as org  # noqa: PLC0415 - Django wakes first
    from tinnhiem.apps.org import queries as registers  # noqa: PLC0415 - Django wakes first

    actor = registers.actor_of(org.find_or_open_account(username="can-bo"))
    plan = acts.CampaignPlan(
        unit_id=commune,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
        plan_number="1/KH",
        legal_basis_on=ON,
        subject_summoned=True,
        is_attested=True,
    )
    made = acts.create_campaign(plan=plan, actor=actor, at=datetime(2026, 5, 18, tzinfo=UTC))
    return ballots.get_campaign(made)


def cpu_seconds(work: Callable[[], object]) -> float:
    """The best of a few runs, in seconds of this process's own CPU."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return round(best, 3)


def measured(schools: int) -> dict[str, object]:
    """The figures, with the queries that each takes."""
    from tinnhiem.apps.ballots import queries as ballots  # noqa: PLC0415 - Django wakes first
    from tinnhiem.apps.org import queries as org  # noqa: PLC0415 - Django wakes first

    commune = fill(schools)
    units = [school.id for school in org.schools_under([commune], ON)]
    with CaptureQueriesContext(connection) as asked:
        rows = ballots.due_terms(units, on=ON)
    seconds = cpu_seconds(lambda: ballots.due_terms(units, on=ON))
    campaign = listed(commune)
    with CaptureQueriesContext(connection) as asked_board:
        board = ballots.board(campaign, on=ON, until=ON)
    coverage = cpu_seconds(lambda: ballots.board(campaign, on=ON, until=ON))
    return {
        "leaders": len(rows),
        "due_list": seconds,
        "queries": len(asked.captured_queries),
        "bare": cpu_seconds(lambda: org.incumbents(units)),
        "limit": LIMIT,
        "board_leaders": len(board.rows),
        "board": coverage,
        "board_queries": len(asked_board.captured_queries),
        "reached": max(seconds, coverage) <= LIMIT,
    }


def main() -> None:
    """Take the figures and print them."""
    schools = int(sys.argv[1]) if len(sys.argv) > 1 else SCHOOLS
    with tempfile.TemporaryDirectory() as home:
        os.environ.update({"TINNHIEM_HOME": home, "TINNHIEM_DATABASE": "sqlite"})
        wake_django()
        call_command("migrate", interactive=False, verbosity=0)
        print(json.dumps(measured(schools), ensure_ascii=False, indent=1))
        connections.close_all()


if __name__ == "__main__":
    main()
