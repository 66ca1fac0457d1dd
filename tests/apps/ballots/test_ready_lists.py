"""The lists kept ready say what the full computation says, whatever was written and by whatever hand."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.authority import Authority, a_leader, a_school, an_authority
from tests.builders.campaigns import MADE_AT, ON, YEAR, a_campaign
from tests.builders.cases import DAY, OPENED_AT, a_case, a_concluded_conference, in_force, walk_to_decision
from tests.builders.meetings import a_planned_conference
from tests.builders.records import sign
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import Poll, ReadyList, Touch
from tinnhiem.apps.ballots.queries import ready_lists
from tinnhiem.apps.ballots.queries.due import due_terms_of
from tinnhiem.apps.meetings.models import Annulment, Meeting
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.models import Account, Appointment, Person, Subordination, Unit
from tinnhiem.apps.org.queries.leaders import all_incumbents
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.publication import queries as notices
from tinnhiem.apps.records.models import Document
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.errors import DomainError

pytestmark = pytest.mark.django_db

UNTIL = ON + timedelta(days=60)
DAYS = (ON, date(2026, 6, 3), date(2026, 8, 29))
"""The day of the campaign, one after the notices were due, one after the decisions were."""
STATES = ("", "late", "soon", "planned", "wait", "held")
IN_NO_LINE = {
    "ballots_campaign": "its days and its law are part of the stamp",
    "ballots_readylist": "the lists themselves",
    "ballots_touch": "the lists themselves",
    "meetings_rescheduling": "an invitation that is due is reckoned for the rows shown",
    "meetings_summonedlist": "how many are summoned is said in no line",
    "org_account": "who attested to a campaign is said in no line",
    "publication_publicnotice": "append-only, and its posting comes later",
}


@dataclass(frozen=True)
class Scene:
    """A commune with two schools and three leaders, and its campaign."""

    authority: Authority
    campaign: UUID

    def leader(self, place: int) -> Appointment:
        return Appointment.objects.order_by("pk")[place]

    @property
    def by(self) -> dict:
        return {"actor": self.authority.officer, "at": MADE_AT}


@pytest.fixture(scope="module")
def scene(kept: None) -> Scene:
    authority = an_authority(staff=8)
    second = a_school(authority.commune, code="sao-mai", name="Trường Mầm non Sao Mai")
    a_leader(second, name="Lò Thị Xuân", post="principal")
    return Scene(authority, a_campaign(authority))


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def refuse_stale_due() -> None:
    """Every state by pages is that of the whole list, row by row."""
    communes = list(Unit.objects.filter(kind=Unit.Kind.COMMUNE).values_list("pk", flat=True))
    for on in DAYS:
        schools = set(org.school_numbers(communes, on))
        whole = [row for row in due_terms_of(all_incumbents(), on=on) if row.school_id in schools]
        for state in STATES:
            shown = ballots.due_page(communes, on=on, state=state)
            assert shown.rows == [row for row in whole if state in ("", row.state)]
            assert (shown.found, shown.total) == (len(shown.rows), len(whole))


def refuse_stale_board(campaign_id: UUID) -> None:
    """Rows, sums and reminders by pages are those of the whole board."""
    campaign = ballots.get_campaign(campaign_id)
    for on in DAYS:
        whole = ballots.board(campaign, on=on, until=UNTIL)
        shown = ballots.board_page(campaign, on=on, until=UNTIL, asked=ballots.Asked())
        late = ballots.board_rows(campaign, on=on, until=UNTIL, asked=ballots.Asked(stage=ballots.LATE))
        waiting = ballots.waiting_windows(campaign, on=on, until=UNTIL)

        assert shown.rows == whole.rows
        assert shown.sums == ballots.BoardSums(
            total=len(whole.rows),
            standings=whole.standings,
            stages=whole.stages,
            late=whole.late,
            without_notice=sum(row.has_notice_due for row in whole.rows),
        )
        assert late == [row for row in whole.rows if row.late_since]
        assert waits(waiting) == waits_of(whole)


def waits(found: object) -> dict:
    return {one.window: (one.people, one.first_on) for one in found}


def waits_of(whole: ballots.Board) -> dict:
    days: dict = {}
    for row in whole.rows:
        if row.reminder:
            days.setdefault(row.reminder.window, []).append(row.reminder.on)
    return {window: (len(found), min(found)) for window, found in days.items()}


def rename(scene: Scene, place: int) -> None:
    Person.objects.filter(appointments=scene.leader(place)).update(full_name="Lý Thị Đào")


def forget_birth(scene: Scene, place: int) -> None:
    Person.objects.filter(appointments=scene.leader(place)).update(born_on=None)


def grow_old(scene: Scene, place: int) -> None:
    born_on = date(1966 + 2 * place, 3, 1)
    Person.objects.filter(appointments=scene.leader(place)).update(born_on=born_on, sex="male")


def leave(scene: Scene, place: int) -> None:
    Appointment.objects.filter(pk=scene.leader(place).pk).update(left_on=date(2026, 4, 1))


def come_back(scene: Scene, place: int) -> None:
    Appointment.objects.filter(pk=scene.leader(place).pk).update(left_on=None)


def end_earlier(scene: Scene, place: int) -> None:
    Appointment.objects.filter(pk=scene.leader(place).pk).update(ends_on=date(2026, 6, 20 + place))


def end_after_the_campaign(scene: Scene, place: int) -> None:
    Appointment.objects.filter(pk=scene.leader(place).pk).update(ends_on=YEAR[1] + timedelta(days=90))


def rename_school(scene: Scene, place: int) -> None:
    Unit.objects.filter(pk=scene.leader(place).unit_id).update(name="Trường Đổi Tên", level="preschool")


def lose_superior(scene: Scene, place: int) -> None:
    rows = Subordination.objects.filter(unit_id=scene.leader(place).unit_id)
    rows.update(valid_to=date(2026, 6, 10))


def enter_leader(scene: Scene, place: int) -> None:
    a_leader(Unit.objects.get(code="sao-mai"), name=f"Giàng Văn {'ABC'[place]}", post="vice_principal")


def notify(scene: Scene, place: int) -> None:
    acts.record_notice(appointment_id=scene.leader(place).pk, number="1/TB", issued_on=ON, **scene.by)


def draft_notice(scene: Scene, place: int) -> None:
    acts.draft_notice(campaign_id=scene.campaign, appointment_id=scene.leader(place).pk, **scene.by)


def take_out(scene: Scene, place: int) -> None:
    out = {"campaign_id": scene.campaign, "appointment_id": scene.leader(place).pk}
    acts.take_out(**out, ground=("maternity", "", "maternity")[place], basis="5/CV", **scene.by)


def bring_back(scene: Scene, place: int) -> None:
    acts.bring_back(campaign_id=scene.campaign, appointment_id=scene.leader(place).pk, **scene.by)


def plan(scene: Scene, place: int) -> None:
    with undone_where_refused():
        a_planned_conference(scene.authority, appointment_id=scene.leader(place).pk)


def adjourn(scene: Scene, place: int) -> None:
    Meeting.objects.filter(appointment=scene.leader(place)).update(state="adjourned", started_at=MADE_AT)


def cancel(scene: Scene, place: int) -> None:
    Meeting.objects.filter(appointment=scene.leader(place)).update(state="cancelled")


def close(scene: Scene, place: int) -> None:
    Meeting.objects.filter(appointment=scene.leader(place)).update(state="closed", started_at=MADE_AT)


def conclude(scene: Scene, place: int) -> None:
    polls = Poll.objects.filter(meeting__appointment=scene.leader(place))
    polls.update(state=Poll.State.CONCLUDED, summoned=8, present=8)


def annul(scene: Scene, place: int) -> None:
    for meeting in Meeting.objects.filter(appointment=scene.leader(place), annulment=None):
        by = Account.objects.get(pk=scene.authority.chairman.account_id)
        Annulment.objects.create(meeting=meeting, reasons="Có gian lận.", decided_by=by, at=MADE_AT)


WRITES: tuple[Callable[[Scene, int], None], ...] = (
    rename,
    forget_birth,
    grow_old,
    leave,
    come_back,
    end_earlier,
    end_after_the_campaign,
    rename_school,
    lose_superior,
    enter_leader,
    notify,
    draft_notice,
    take_out,
    bring_back,
    plan,
    plan,
    adjourn,
    cancel,
    close,
    conclude,
    annul,
)


@contextmanager
def undone_where_refused() -> Iterator[None]:
    """What an operation or the database refuses leaves nothing behind."""
    with suppress(DomainError, IntegrityError), transaction.atomic():
        yield


class TestTheReadyLists:
    @settings(max_examples=25)
    @given(
        writes=st.lists(
            st.tuples(st.sampled_from(WRITES), st.integers(0, 2), st.booleans()), min_size=1, max_size=7
        )
    )
    def test_say_what_the_full_computation_says_after_any_writes(self, scene: Scene, writes: list):
        with undone():
            for write, place, is_read in writes:
                with undone_where_refused():
                    write(scene, place)
                if is_read:
                    ready_lists.keep_due(ON)
                    ready_lists.keep_board(ballots.get_campaign(scene.campaign), on=ON)

            refuse_stale_due()
            refuse_stale_board(scene.campaign)

    def test_follow_a_case_to_its_published_decision(self, scene: Scene):
        authority, chairman = scene.authority, scene.authority.chairman
        acts.draft_notice(campaign_id=scene.campaign, appointment_id=authority.principal.pk, **scene.by)
        refuse_stale_board(scene.campaign)
        (notice,) = notice_drafts(authority)
        sign(notice, actor=authority.officer, at=MADE_AT, series="TB-UBND", number=3)
        refuse_stale_board(scene.campaign)
        held = a_concluded_conference(authority, agree=7)
        refuse_stale_board(scene.campaign)
        in_force(walk_to_decision(a_case(held), actor=chairman), actor=chairman)
        refuse_stale_due()
        refuse_stale_board(scene.campaign)
        (due,) = notices.notices_of([authority.commune.pk], on=OPENED_AT.date())
        shelf = {"notice_id": due.id, "place": "notice_board", "actor": chairman}
        publication.publish(begun_on=due.signed_on, at=OPENED_AT + 2 * DAY, **shelf)

        refuse_stale_board(scene.campaign)
        row = ballots.board_rows(
            ballots.get_campaign(scene.campaign), on=ON, until=ON, asked=ballots.Asked(words="lan")
        )
        assert [one.stage for one in row] == ["published"]

    def test_are_made_anew_under_another_law_or_by_another_program(self, scene: Scene, monkeypatch):
        refuse_stale_board(scene.campaign)
        before = set(ReadyList.objects.values_list("name", "stamp"))

        monkeypatch.setattr(rules, "fingerprint", lambda: "other packs")
        refuse_stale_board(scene.campaign)
        refuse_stale_due()

        assert not before & set(ReadyList.objects.exclude(name="lock").values_list("name", "stamp"))

    def test_are_made_anew_after_a_flood_of_writes(self, scene: Scene, monkeypatch):
        refuse_stale_board(scene.campaign)
        monkeypatch.setattr(ready_lists, "ANEW_FROM", 3)
        Person.objects.update(full_name="Lý Thị Đào")

        refuse_stale_due()
        refuse_stale_board(scene.campaign)
        assert not Touch.objects.exists()

    def test_write_nothing_while_nothing_changes(self, scene: Scene):
        campaign = ballots.get_campaign(scene.campaign)
        ready_lists.keep_due(ON)
        ready_lists.keep_board(campaign, on=ON)

        with CaptureQueriesContext(
            connection,
        ) as asked:
            ready_lists.keep_due(ON)
            ready_lists.keep_board(campaign, on=ON)

        assert [query["sql"].split()[0] for query in asked.captured_queries] == ["SELECT", "SELECT"]

    def test_find_names_with_and_without_marks_and_take_signs_as_they_are(self, scene: Scene):
        def found(words: str) -> list[str]:
            units = [scene.authority.commune.pk]
            return [row.full_name for row in ballots.due_page(units, on=ON, asked=words).rows]

        assert found("vuong thi") == found("Vương Thị") == ["Vương Thị Lan"]
        assert found("sao mai") == ["Lò Thị Xuân"]
        assert found("%") == found("_") == []


class TestATouch:
    def test_is_left_by_every_table_that_the_lines_rest_on(self, scene: Scene):
        """A table that is read for a line and not watched would let a stale line stand."""
        campaign = ballots.get_campaign(scene.campaign)
        with CaptureQueriesContext(connection) as asked:
            ballots.board(campaign, on=ON, until=UNTIL)
            due_terms_of(all_incumbents(), on=ON)
        tables = r'(?:FROM|JOIN) "(\w+)"'
        read = {table for query in asked.captured_queries for table in re.findall(tables, query["sql"])}

        assert read - watched() - IN_NO_LINE.keys() == set()

    def test_is_left_by_the_database_itself(self, scene: Scene):
        Touch.objects.all().delete()

        with connection.cursor() as cursor:
            cursor.execute("UPDATE org_person SET full_name = full_name")

        assert Touch.objects.filter(source="person").count() == 2 * Person.objects.count()


def watched() -> set[str]:
    """The tables whose triggers leave touches for an update, as the database knows them."""
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        found = [name for (name,) in cursor.fetchall()]
    return {name.removesuffix("_touches_update") for name in found if name.endswith("_touches_update")}


def notice_drafts(authority: Authority) -> list[UUID]:
    return list(Document.objects.filter(kind="notice", unit=authority.commune).values_list("pk", flat=True))
