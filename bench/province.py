"""Figure: the pages of a province (reach: p95 under 300 ms, at most 3 times the bare SQL; import under 10 s).

Run as ``python bench/province.py [SCHOOLS]``, on PostgreSQL as
``tools/with-postgres env TINNHIEM_DATABASE=postgresql PGDATABASE=postgres python bench/province.py``. An
invented province is written into an empty database: three leaders and seventeen others a school, every term
in one campaign, with meetings, notices, exceptions and concluded polls. Each page is then asked for many
times by a signed-in officer, with other words, filters and pages each time, rendering included. Beside it
stands the bare SQL that fetches the rows of the page and its sums from the same tables, without models and
without a page.

Wall and CPU are milliseconds, of this process only: what PostgreSQL spends is in the wall. ``reading`` is the
query behind the page, its read model included. ``after_an_act`` is the first page after one leader changed.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles
from uuid import UUID

HOME = tempfile.TemporaryDirectory()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinnhiem.config.settings")
os.environ["TINNHIEM_HOME"] = HOME.name

import django  # noqa: E402 - its settings are named first

django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from tinnhiem.apps.ballots import operations as acts  # noqa: E402
from tinnhiem.apps.ballots import queries as ballots  # noqa: E402
from tinnhiem.apps.ballots.models import CampaignException, Poll, ReadyList, TermNotice  # noqa: E402
from tinnhiem.apps.meetings.models import Meeting  # noqa: E402
from tinnhiem.apps.org import operations as registers  # noqa: E402
from tinnhiem.apps.org import queries as org  # noqa: E402
from tinnhiem.apps.org.models import Account, Appointment, Employment, Person, Subordination, Unit  # noqa: E402
from tinnhiem.common.text import same_name_key  # noqa: E402
from tinnhiem.domain.registers.register_columns import ID_HEADING, register_of  # noqa: E402
from tinnhiem.engines.documents.writing.workbook import (  # noqa: E402
    CellValue,
    WrittenColumn,
    WrittenSheet,
    write_workbook,
)

SCHOOLS = 3_000
LEADERS_EACH, STAFF_EACH = 3, 20
REQUESTS = 60
IMPORTED = 3_000
REACH_MS = 300
DAY = timedelta(days=1)
TODAY = timezone.localdate()
NOW = timezone.now()
SINCE = date(2014, 1, 1)
TERM_DAYS = 1_826
LEVELS = ("preschool", "primary", "lower_secondary")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Vi", "Nông", "Sùng", "Lò", "Hoàng", "Giàng", "Đặng")
MIDDLES = ("Thị", "Văn", "Thu", "Minh", "Ngọc", "Quốc", "Thanh", "Xuân")
GIVEN = ("Lan", "Hoà", "Thuý", "Quỳnh", "Dũng", "Hạnh", "Yến", "Mai", "Phúc", "Đạt")
PLACES = ("Hoa Ban", "Sao Mai", "Nà Pồng", "Bản Lầu", "Tả Van", "Đồng Mỏ")


@dataclass(frozen=True)
class Province:
    """The managing unit, its officer and its campaign."""

    unit: int
    officer: Account
    campaign: UUID


@dataclass(frozen=True)
class Page:
    """A page with the addresses asked for, the query behind it and the bare SQL that answers the same."""

    name: str
    addresses: Sequence[str]
    reading: Callable[[], object]
    bare: Callable[[int], object]


def name_of(number: int) -> str:
    """An invented name; many people share one, as they do."""
    return f"{FAMILIES[number % 10]} {MIDDLES[number // 10 % 8]} {GIVEN[number // 80 % 10]}"


def fill(schools: int) -> Province:
    """Write a province of ``schools`` schools."""
    managing = registers.add_unit(code="tinh", name="UBND tỉnh", kind="commune", place="", valid_from=SINCE)
    Unit.objects.bulk_create(
        Unit(
            code=f"truong-{n}",
            name=f"Trường {PLACES[n % 6]} {n}",
            kind="school",
            level=LEVELS[n % 3],
            valid_from=SINCE,
        )
        for n in range(schools)
    )
    units = list(Unit.objects.filter(kind="school").order_by("pk"))
    Subordination.objects.bulk_create(
        Subordination(unit=unit, superior=managing, valid_from=SINCE) for unit in units
    )
    people = people_of(schools * STAFF_EACH)
    employ(people, units)
    appoint(people, units)
    officer = somebody_with_a_role(managing)
    campaign = a_campaign(managing.pk, officer)
    happen(managing.pk, officer, campaign)
    return Province(managing.pk, officer, campaign)


def people_of(total: int) -> Sequence[Person]:
    """Everybody, each with a birth date of their own name."""
    return Person.objects.bulk_create(
        (
            Person(
                full_name=name_of(n),
                name_key=same_name_key(name_of(n)),
                born_on=date(1968, 1, 1) + timedelta(days=n // 800 * 7 + n % 7),
                sex="female" if n % 3 else "male",
            )
            for n in range(total)
        ),
        batch_size=5_000,
    )


def employ(people: Sequence[Person], units: Sequence[Unit]) -> None:
    """Everybody works at a school."""
    Employment.objects.bulk_create(
        (
            Employment(
                person=person,
                unit=units[n // STAFF_EACH],
                post_title="Giáo viên" if n % STAFF_EACH >= LEADERS_EACH else "Cán bộ quản lý",
                kind="permanent",
                valid_from=SINCE,
            )
            for n, person in enumerate(people)
        ),
        batch_size=5_000,
    )


def appoint(people: Sequence[Person], units: Sequence[Unit]) -> None:
    """A principal and two vice-principals at each school, their terms spread over the years."""
    leaders = [(n, person) for n, person in enumerate(people) if n % STAFF_EACH < LEADERS_EACH]
    Appointment.objects.bulk_create(
        (
            Appointment(
                person=person,
                unit=units[n // STAFF_EACH],
                post="vice_principal" if n % STAFF_EACH else "principal",
                starts_on=TODAY - timedelta(days=TERM_DAYS + 60 - place * 7 % 1_500),
            )
            for place, (n, person) in enumerate(leaders)
        ),
        batch_size=5_000,
    )


def somebody_with_a_role(unit: Unit) -> Account:
    """The officer who asks for the pages."""
    person = registers.enter_person(
        name="Nguyễn Thu Hà", sex="", born_on=SINCE, unit_id=unit.pk, post_title="", valid_from=SINCE
    )
    account = registers.open_account_of_person(person)
    registers.grant_role(account=account, role="officer", unit_id=unit.pk, basis="1/QĐ", valid_from=SINCE)
    return account


def a_campaign(unit: int, officer: Account) -> UUID:
    """A campaign in which every term ends."""
    plan = acts.CampaignPlan(
        unit_id=unit,
        starts_on=TODAY - timedelta(days=200),
        ends_on=TODAY + timedelta(days=1_700),
        plan_number="1/KH",
        legal_basis_on=TODAY,
        subject_summoned=True,
        is_attested=True,
    )
    return acts.create_campaign(plan=plan, actor=org.actor_of(officer), at=NOW)


def happen(unit: int, officer: Account, campaign: UUID) -> None:
    """Half of the leaders have a meeting in some state; a third is notified, some are taken out."""
    leaders = list(Appointment.objects.order_by("pk"))
    states = ("planned", "summoned", "in_progress", "closed", "closed", "adjourned", "cancelled")
    meetings = Meeting.objects.bulk_create(
        [a_meeting(row, unit, officer, states[n % 7]) for n, row in enumerate(leaders[::2])]
    )
    Poll.objects.bulk_create(
        Poll(meeting=row, state="concluded" if n % 2 else "closed", summoned=20, present=20)
        for n, row in enumerate(meetings)
        if row.state == "closed"
    )
    TermNotice.objects.bulk_create(
        TermNotice(appointment=row, number=f"{n}/TB", issued_on=TODAY - 30 * DAY, by=officer, at=NOW)
        for n, row in enumerate(leaders[::3])
    )
    CampaignException.objects.bulk_create(
        CampaignException(
            campaign_id=campaign,
            appointment=row,
            is_out=True,
            ground="maternity",
            basis="5/CV",
            by=officer,
            at=NOW,
        )
        for row in leaders[1::20]
    )


def a_meeting(row: Appointment, unit: int, officer: Account, state: str) -> Meeting:
    """A meeting on one leader."""
    return Meeting(
        school_id=row.unit_id,
        managing_unit_id=unit,
        appointment=row,
        subject_id=row.person_id,
        subject_post=row.post,
        procedure="reappointment",
        stage="key_staff_conference",
        pack="",
        legal_basis_on=TODAY,
        plan_number="1/KH",
        attestation="Không có nội dung mật.",
        attested_by=officer,
        attested_at=NOW,
        scheduled_at=NOW + row.pk % 90 * DAY,
        place="Phòng hội đồng",
        subject_summoned=True,
        state=state,
        started_at=NOW,
    )


def asked(sql: str, *values: object) -> list[tuple[object, ...]]:
    """What a bare query answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


SCHOOLS_UNDER = """SELECT s.unit_id FROM org_subordination s JOIN org_unit k ON k.id = s.unit_id
    WHERE s.superior_id = %s AND s.valid_from <= %s AND (s.valid_to IS NULL OR s.valid_to > %s)
    AND k.kind = 'school' AND k.valid_from <= %s AND (k.valid_to IS NULL OR k.valid_to > %s)"""
PERSON = "p.id, p.full_name, p.sex, p.born_on, a.id, a.post, a.starts_on, a.ends_on, u.id, u.name, u.level"
LEADER = """JOIN org_appointment a ON a.id = l.appointment_id JOIN org_person p ON p.id = a.person_id
    JOIN org_unit u ON u.id = a.unit_id"""
MEETING = """(SELECT m.id FROM meetings_meeting m WHERE m.appointment_id = a.id AND m.state <> 'cancelled'
    ORDER BY m.scheduled_at DESC LIMIT 1)"""


def bare_due(province: Province, offset: int) -> object:
    """The rows of a page of the due list, and its sums."""
    under = (province.unit, TODAY, TODAY, TODAY, TODAY)
    rows = asked(
        f"""SELECT {PERSON}, l.last_day, l.next_on, l.standing, {MEETING} FROM ballots_dueline l {LEADER}
        WHERE l.unit_id IN ({SCHOOLS_UNDER}) AND l.words LIKE '%%lan%%'
        ORDER BY l.next_on, l.unit_id, l.appointment_id LIMIT 50 OFFSET %s""",
        *under,
        offset,
    )
    sums = asked(
        f"""SELECT count(*), count(*) FILTER (WHERE l.words LIKE '%%lan%%') FROM ballots_dueline l
        WHERE l.unit_id IN ({SCHOOLS_UNDER})""",
        *under,
    )
    return rows, sums


def bare_board(province: Province, offset: int) -> object:
    """The rows of a page of the board, and its sums."""
    mine = province.campaign.hex if connection.vendor == "sqlite" else province.campaign
    rows = asked(
        f"""SELECT {PERSON}, l.last_day, l.standing, l.stage, {MEETING},
        (SELECT max(n.number) FROM ballots_termnotice n WHERE n.appointment_id = a.id),
        (SELECT max(e.ground) FROM ballots_campaignexception e WHERE e.appointment_id = a.id)
        FROM ballots_boardline l {LEADER} WHERE l.campaign_id = %s AND l.words LIKE '%%lan%%'
        ORDER BY l.is_covered, l.last_day, l.unit_id, l.appointment_id LIMIT 50 OFFSET %s""",
        mine,
        offset,
    )
    sums = asked(
        """SELECT standing, stage, count(*), count(*) FILTER (WHERE late_after < %s),
        count(*) FILTER (WHERE has_notice_due), count(*) FILTER (WHERE words LIKE '%%lan%%')
        FROM ballots_boardline WHERE campaign_id = %s GROUP BY standing, stage""",
        TODAY,
        mine,
    )
    return rows, sums


def bare_sums(province: Province, _offset: int) -> object:
    """The sums of a campaign."""
    mine = province.campaign.hex if connection.vendor == "sqlite" else province.campaign
    return asked(
        """SELECT standing, stage, count(*), count(*) FILTER (WHERE late_after < %s)
        FROM ballots_boardline WHERE campaign_id = %s GROUP BY standing, stage""",
        TODAY,
        mine,
    )


def bare_people(province: Province, offset: int) -> object:
    """The rows of a page of the register of people, and how many there are."""
    under = f"SELECT {province.unit} UNION {SCHOOLS_UNDER}"
    values = (province.unit, TODAY, TODAY, TODAY, TODAY)
    rows = asked(
        f"""SELECT e.id, e.post_title, e.kind, e.valid_from, p.full_name, p.born_on, p.sex, u.code
        FROM org_employment e JOIN org_person p ON p.id = e.person_id JOIN org_unit u ON u.id = e.unit_id
        WHERE e.unit_id IN ({under}) ORDER BY e.id LIMIT 50 OFFSET %s""",
        *values,
        offset,
    )
    return rows, asked(f"SELECT count(*) FROM org_employment e WHERE e.unit_id IN ({under})", *values)


def pages(province: Province) -> Iterator[Page]:
    """The pages that are measured."""
    dice = random.Random(2026)
    campaign = ballots.get_campaign(province.campaign)
    units = [province.unit]

    def filters(*parts: Sequence[str]) -> Sequence[str]:
        return [
            "&".join([*(dice.choice(part) for part in parts), f"page={dice.randint(1, 9)}"])
            for _ in range(REQUESTS)
        ]

    words = ("q=", "q=", "q=lan", "q=Nguyễn", "q=sao+mai", "q=Vi+Thị")
    states = ("state=", "state=late", "state=soon", "state=planned", "state=wait", "state=held")
    stages = ("stage=", "stage=late", "stage=to_notify", "stage=held")
    standings = ("standing=", "standing=uncovered", "standing=planned", "standing=excepted")
    board = f"/office/campaigns/{province.campaign}/"
    yield Page(
        "due_list",
        [f"/office/terms/?{asked_for}" for asked_for in filters(words, states)],
        lambda: ballots.due_page(units, on=TODAY, asked="lan"),
        lambda offset: bare_due(province, offset),
    )
    yield Page(
        "coverage_and_progress",
        [f"{board}?{asked_for}" for asked_for in filters(words, standings, stages)],
        lambda: ballots.board_page(campaign, on=TODAY, until=TODAY + 30 * DAY, asked=ballots.Asked("lan")),
        lambda offset: bare_board(province, offset),
    )
    yield Page(
        "campaigns",
        ["/office/campaigns/"] * REQUESTS,
        lambda: ballots.board_sums(campaign, on=TODAY),
        lambda offset: bare_sums(province, offset),
    )
    below = org.units_below(units)
    yield Page(
        "register_of_people",
        [f"/office/registers/books/people/?q=&on=&page={dice.randint(1, 900)}" for _ in range(REQUESTS)],
        lambda: org.register_page("people", unit_ids=below, asked="", on=None, page=9),
        lambda offset: bare_people(province, offset),
    )


def milliseconds(work: Callable[[int], object], times: int) -> dict[str, dict[str, float]]:
    """Middle and 95th percentile of many runs: of the clock, and of this process."""
    walls, cpus = [], []
    for run in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        work(run)
        walls.append(1_000 * (time.perf_counter() - wall))
        cpus.append(1_000 * (time.process_time() - cpu))
    return {"wall_ms": spread(walls), "cpu_ms": spread(cpus)}


def spread(found: Sequence[float]) -> dict[str, float]:
    """Middle and 95th percentile."""
    return {"p50": round(median(found), 1), "p95": round(quantiles(found, n=20)[-1], 1)}


def measured(page: Page, client: Client) -> dict[str, object]:
    """A page beside its query and the bare SQL."""

    def request(run: int) -> None:
        answer = client.get(page.addresses[run])
        if answer.status_code != 200:
            raise RuntimeError(f"{page.addresses[run]} answered {answer.status_code}.")

    print(page.name, file=sys.stderr)
    request(0)
    with CaptureQueriesContext(connection) as counted:
        request(1)
    queries = len(counted.captured_queries)
    shown = milliseconds(request, REQUESTS)
    read = milliseconds(lambda _: page.reading(), REQUESTS)
    bare = milliseconds(lambda run: page.bare(run % 9 * 50), REQUESTS)
    return {
        "queries": queries,
        "page": shown,
        "reading": read,
        "bare_sql": bare,
        "page_to_bare": round(shown["wall_ms"]["p95"] / bare["wall_ms"]["p95"], 1),
        "reading_to_bare": round(read["wall_ms"]["p95"] / bare["wall_ms"]["p95"], 1),
        "under_300_ms": shown["wall_ms"]["p95"] < REACH_MS,
    }


def first_page(client: Client) -> dict[str, object]:
    """The officer's first page, of which nothing bare is the like."""
    with CaptureQueriesContext(connection) as counted:
        client.get("/office/")
    queries = len(counted.captured_queries)
    return {"queries": queries, "page": milliseconds(lambda _: client.get("/office/"), 20)}


def whole_lists(province: Province) -> dict[str, object]:
    """What it takes to make the lists anew, as after another law or a flood of writes."""
    campaign = ballots.get_campaign(province.campaign)
    ReadyList.objects.all().delete()
    return {
        "due": seconds(lambda: ballots.due_page([province.unit], on=TODAY)),
        "board": seconds(lambda: ballots.board_sums(campaign, on=TODAY)),
    }


def after_an_act(province: Province, client: Client) -> dict[str, object]:
    """The first board after a notice was recorded, each time on another leader."""
    leaders = list(Appointment.objects.order_by("-pk").values_list("pk", flat=True)[:REQUESTS])

    def act_and_look(run: int) -> None:
        TermNotice.objects.create(
            appointment_id=leaders[run], number="9/TB", issued_on=TODAY, by=province.officer, at=NOW
        )
        client.get(f"/office/campaigns/{province.campaign}/")

    return milliseconds(act_and_look, REQUESTS)


def seconds(work: Callable[[], object]) -> dict[str, float]:
    """Seconds of this process and of the clock, once."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return {
        "cpu_s": round(time.process_time() - cpu, 2),
        "wall_s": round(time.perf_counter() - wall, 2),
    }


def imported(province: Province, schools: int) -> dict[str, float]:
    """A workbook of new people, from its bytes to the registers."""
    register = register_of("people")
    columns = [WrittenColumn(ID_HEADING["vi"]), *(WrittenColumn(one.label("vi")) for one in register.columns)]
    work = ("Giáo viên", "Biên chế", "Đang làm việc", SINCE, None)
    lines: list[tuple[CellValue, ...]] = [
        (None, name_of(n), date(1950, 1, 1) + timedelta(days=n), "Nữ", f"truong-{n % schools}", *work)
        for n in range(IMPORTED)
    ]
    content = write_workbook(WrittenSheet("So", columns, lines))
    actor, units = org.actor_of(province.officer), org.units_below([province.unit])
    at = datetime.now(UTC)

    def upload() -> None:
        number = registers.preview_register(
            register="people", file_name="so.xlsx", content=content, actor=actor, at=at
        )
        registers.confirm_register(import_id=number, unit_ids=units, actor=actor, at=at)

    return seconds(upload)


def main(schools: int) -> None:
    """Print the figure as one JSON object."""
    call_command("migrate", interactive=False, verbosity=0)
    setup_test_environment()
    settings.STATIC_ROOT.mkdir()
    began = time.perf_counter()
    province = fill(schools)
    print(f"filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(province.officer)
    figure = {
        "name": "province",
        "database": connection.vendor,
        "schools": schools,
        "people": Person.objects.count(),
        "leaders": Appointment.objects.count(),
        "lists_made_anew": whole_lists(province),
        "pages": {page.name: measured(page, client) for page in pages(province)},
        "first_page": first_page(client),
        "after_an_act": after_an_act(province, client),
        "import": imported(province, schools),
    }
    print(json.dumps(figure, ensure_ascii=False, indent=1))
    connections.close_all()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SCHOOLS)
