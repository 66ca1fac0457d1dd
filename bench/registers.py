"""Figure: 3 000 rows of the register of people, from the bytes of the file to the database (reach: 10 s).

Run as ``python bench/registers.py [ROWS]``; a province of invented schools, in a database in memory. Measured
are the first confirmation, the same file again, the export, and the reads of a province on a day, in seconds
of this process and of the clock. Beside the confirmation, a bare insert of as many people and employments.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinnhiem.config.settings")
settings.DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
django.setup()

from django.core.management import call_command  # noqa: E402 - Django is set up first
from django.db import transaction  # noqa: E402

from tinnhiem.apps.org import operations, queries  # noqa: E402
from tinnhiem.apps.org.models import Employment, Person, Unit  # noqa: E402
from tinnhiem.common.actors import Actor  # noqa: E402
from tinnhiem.common.text import same_name_key  # noqa: E402
from tinnhiem.domain.registers.register_columns import ID_HEADING, register_of  # noqa: E402
from tinnhiem.engines.documents.writing.workbook import (  # noqa: E402
    CellValue,
    WrittenColumn,
    WrittenSheet,
    write_workbook,
)

ROWS = 3_000
SCHOOLS = 150
AT = datetime(2026, 5, 18, 8, tzinfo=UTC)
FROM = date(2025, 7, 1)
FAMILIES = ("Nguyễn", "Trần", "Lê", "Vi", "Nông", "Sùng", "Lò")
GIVEN = ("Lan", "Hoà", "Thuý", "Quỳnh", "Dung", "Hạnh", "Yến", "Mai")


def province() -> tuple[frozenset[int], Actor]:
    """A province, its communes and schools, and an officer."""
    top = operations.add_unit(code="tinh", name="Tỉnh", kind="province", place="", valid_from=FROM)
    for number in range(SCHOOLS):
        commune = operations.add_unit(
            code=f"xa-{number}", name=f"Xã {number}", kind="commune", place="", valid_from=FROM
        )
        school = operations.add_school(
            code=f"truong-{number}", name=f"Trường {number}", level="primary", place="", valid_from=FROM
        )
        operations.subordinate(unit=commune, superior=top, valid_from=FROM)
        operations.subordinate(unit=school, superior=commune, valid_from=FROM)
    officer = operations.enter_person(
        name="Nguyễn Thu Hà", sex="", born_on=FROM, unit_id=top.pk, post_title="", valid_from=FROM
    )
    account = operations.open_account_of_person(officer)
    return queries.units_below([top.pk]), queries.actor_of(account)


def person(number: int) -> tuple[str, date]:
    """An invented person of whom there is one."""
    name = f"{FAMILIES[number % 7]} Thị {GIVEN[number % 8]}"
    return name, date(1966, 1, 1) + timedelta(days=number)


def workbook(rows: int) -> bytes:
    """The register of people, filled in."""
    register = register_of("people")
    columns = [WrittenColumn(ID_HEADING["vi"]), *(WrittenColumn(one.label("vi")) for one in register.columns)]
    work = ("Giáo viên", "Biên chế", "Đang làm việc", FROM, None)
    lines: list[tuple[CellValue, ...]] = [
        (None, *person(number), "Nữ", f"truong-{number % SCHOOLS}", *work) for number in range(rows)
    ]
    return write_workbook(WrittenSheet("So", columns, lines))


def bare(rows: int) -> None:
    """As many people and employments without reading, comparing or recording anything."""
    schools = list(Unit.objects.filter(kind="school").values_list("pk", flat=True))
    with transaction.atomic():
        people = Person.objects.bulk_create(
            [
                Person(full_name=name, name_key=same_name_key(name), born_on=born_on + timedelta(days=20_000))
                for name, born_on in map(person, range(rows))
            ]
        )
        Employment.objects.bulk_create(
            [
                Employment(
                    person=one, unit_id=schools[place % SCHOOLS], post_title="Giáo viên", valid_from=FROM
                )
                for place, one in enumerate(people)
            ]
        )
        transaction.set_rollback(True)


def measured(work: Callable[[], object]) -> dict[str, float]:
    """Seconds of this process and of the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return {"cpu_s": round(time.process_time() - cpu, 2), "wall_s": round(time.perf_counter() - wall, 2)}


def main(rows: int) -> None:
    """Print the figure as one JSON object."""
    call_command("migrate", verbosity=0)
    units, actor = province()
    content = workbook(rows)

    def upload() -> None:
        number = operations.preview_register(
            register="people", file_name="so.xlsx", content=content, actor=actor, at=AT
        )
        operations.pending_import(import_id=number, unit_ids=units, actor=actor)
        operations.confirm_register(import_id=number, unit_ids=units, actor=actor, at=AT)

    def export() -> None:
        queries.register_workbook(
            "people", unit_ids=units, on=None, asked="", language="vi", guide=(), guide_name=""
        )

    def reads() -> None:
        queries.incumbents(units, AT.date())
        queries.staff_counts(units)
        queries.superiors_on(units, AT.date())
        queries.register_page("people", unit_ids=units, asked="", on=AT.date(), page=1)

    figure = {
        "name": "registers",
        "rows": rows,
        "bare_insert": measured(lambda: bare(rows)),
        "preview_and_confirm": measured(upload),
        "same_file_again": measured(upload),
        "export": measured(export),
        "reads_of_a_province": measured(reads),
        "possible_duplicates": measured(lambda: queries.duplicates_among(units)),
    }
    print(json.dumps(figure, indent=1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
