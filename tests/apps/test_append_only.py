"""Legal records are append-only: the database itself refuses to change, delete or empty them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.builders.authority import Authority, actor_of, an_authority
from tests.builders.campaigns import a_campaign
from tests.builders.cases import DAY, OPENED_AT, a_case, in_force, walk_to_decision
from tests.builders.meetings import (
    HELD_AT,
    PLANNED_AT,
    Conference,
    a_plan,
    a_summoned_conference,
    close,
    conclude,
    count,
    lock,
    vote,
)
from tests.builders.records import sign
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.publication import queries as notices
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records.models import Document

pytestmark = pytest.mark.django_db

PROTECTED = [
    "audit.Line",
    "ballots.Adjudication",
    "ballots.CampaignException",
    "ballots.TermNotice",
    "ballots.CaseAct",
    "ballots.CaseDisclosure",
    "ballots.CaseEffect",
    "ballots.CountingRecord",
    "ballots.ReviewCase",
    "dossier.Evidence",
    "meetings.Annulment",
    "meetings.CountStop",
    "meetings.MinutesLine",
    "meetings.Rescheduling",
    "meetings.ObserverNote",
    "meetings.RepeatedMeeting",
    "meetings.StepRecord",
    "meetings.StopResolution",
    "meetings.SummonedList",
    "meetings.SummonedPerson",
    "publication.Posting",
    "publication.PublicNotice",
    "publication.Takedown",
    "records.Document",
    "records.DocumentFacts",
    "records.DraftVersion",
    "records.Reference",
    "records.SignedCopy",
]


@pytest.fixture(scope="module")
def concluded(kept: None) -> Conference:
    """A meeting of a campaign that was moved and is over, so that every protected table holds something."""
    authority = an_authority(staff=6)
    campaign = a_campaign(authority)
    by = {"actor": authority.officer, "at": PLANNED_AT}
    out = {"campaign_id": campaign, "appointment_id": authority.vice_principal.pk}
    polls.take_out(**out, ground="maternity", basis="5/CV", **by)
    leader = authority.principal.pk
    polls.record_notice(appointment_id=leader, number="1/TB", issued_on=PLANNED_AT.date(), **by)
    planned = a_summoned_conference(authority, scheduled_at=HELD_AT - timedelta(days=3))
    moves = [meetings.Move(planned.meeting_id, 1, HELD_AT)]
    meetings.reschedule_meetings(moves=moves, reason="Bão", **by)
    held = lock(count(vote(planned), agree=4, invalid=1))
    conclude(held)
    close(held)
    decide_and_publish(held)
    watch_and_repeat(held.authority)
    correct_a_document(held)
    return held


def correct_a_document(held: Conference) -> None:
    """A document is edited by hand, signed, and corrected by a further one."""
    first = Document.objects.exclude(kind="ballot").order_by("made_at")[0]
    records.keep_edited_draft(
        document_id=first.pk,
        file_name="sua.docx",
        content=bytes(first.docx),
        actor=held.secretary,
        at=held.clock.tick(),
    )
    sign(first.pk, actor=held.secretary, at=held.clock.tick(), number=41)
    records.write_further(
        document_id=first.pk,
        change=records.Change("corrects", "ghi nhầm", reads="a", should_read="b"),
        actor=held.secretary,
        at=held.clock.tick(),
    )


def decide_and_publish(held: Conference) -> None:
    """A case to its decision in force, its counts open to the subject, the decision published and taken down."""
    chairman = held.authority.chairman
    case = walk_to_decision(a_case(held), actor=chairman)
    in_force(case, actor=chairman)
    polls.open_counts_to_subject(case_id=case, basis="Đơn đề nghị", actor=chairman, at=OPENED_AT)
    (notice,) = notices.notices_of([held.authority.commune.pk], on=OPENED_AT.date())
    shelf = {"notice_id": notice.id, "place": "notice_board", "actor": chairman}
    publication.publish(begun_on=notice.signed_on, at=OPENED_AT + 2 * DAY, **shelf)
    over = notice.signed_on + notice.lasts_days * DAY
    publication.take_down(on=over, at=OPENED_AT + 60 * DAY, **shelf)


def watch_and_repeat(authority: Authority) -> None:
    """A meeting with a note and an irregularity, annulled and planned again."""
    plan = {"appointment_id": authority.vice_principal.pk}
    held = vote(a_summoned_conference(authority, **plan))
    observer, supervisor = actor_of(authority.observer), actor_of(authority.supervisor)
    meetings.note_observation(text="Trật tự.", **held.in_room(observer))
    meetings.stop_count(ground="pressure", text="Có người gợi ý.", **held.in_room(supervisor))
    (stop,) = rooms.oversight_of(held.meeting_id).stops
    meetings.resolve_stop(stop_id=stop.id, reasons="Đã nhắc nhở.", **held.in_room(held.counters[0]))
    meetings.annul_ballot(reasons="Phiếu không đóng dấu.", **held.in_room(authority.chairman))
    again = a_plan(authority, scheduled_at=held.clock.at + DAY, **plan)
    polls.repeat_poll(earlier_id=held.meeting_id, plan=again, actor=authority.officer, at=held.clock.tick())


def tables_that_refuse_changes() -> Iterator[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")
        yield from (table for table, trigger in cursor.fetchall() if trigger.endswith("_no_update"))


class TestALegalRecord:
    @pytest.fixture(params=PROTECTED)
    def table(self, request, concluded) -> type[models.Model]:
        return apps.get_model(request.param)

    def test_is_not_changed(self, table):
        field = next(field for field in table._meta.concrete_fields if not field.primary_key)
        rows = table.objects.all()
        assert rows.exists()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**{field.attname: models.F(field.attname)})

    def test_is_not_deleted(self, table):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table._meta.db_table}")

    @pytest.mark.postgres
    def test_is_not_emptied(self, table):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {table._meta.db_table} CASCADE")

    def test_is_not_saved_over_by_its_own_row(self, table):
        row = table.objects.first()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            row.save(force_update=True)


class TestTheListOfLegalRecords:
    def test_names_every_table_that_the_database_protects(self):
        named = {apps.get_model(label)._meta.db_table for label in PROTECTED}

        assert set(tables_that_refuse_changes()) - {"audit_tail"} == named
