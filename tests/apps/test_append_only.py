"""Legal records are append-only: the database itself refuses to change, delete or empty them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.builders.authority import an_authority
from tests.builders.campaigns import a_campaign
from tests.builders.meetings import (
    HELD_AT,
    PLANNED_AT,
    Conference,
    a_summoned_conference,
    close,
    conclude,
    count,
    lock,
    vote,
)
from tests.builders.records import sign
from tinnhiem.apps.ballots import operations as campaigns
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.records.models import Document

pytestmark = pytest.mark.django_db

PROTECTED = [
    "audit.Line",
    "ballots.Adjudication",
    "ballots.CampaignException",
    "ballots.CountingRecord",
    "ballots.TermNotice",
    "dossier.Evidence",
    "meetings.MinutesLine",
    "meetings.Rescheduling",
    "meetings.StepRecord",
    "meetings.SummonedList",
    "meetings.SummonedPerson",
    "records.Document",
    "records.SignedCopy",
]


@pytest.fixture(scope="module")
def concluded(kept: None) -> Conference:
    """A meeting of a campaign that was moved and is over, so that every protected table holds something."""
    authority = an_authority(staff=6)
    campaign = a_campaign(authority)
    by = {"actor": authority.officer, "at": PLANNED_AT}
    out = {"campaign_id": campaign, "appointment_id": authority.vice_principal.pk}
    campaigns.take_out(**out, ground="maternity", basis="5/CV", **by)
    leader = authority.principal.pk
    campaigns.record_notice(appointment_id=leader, number="1/TB", issued_on=PLANNED_AT.date(), **by)
    planned = a_summoned_conference(authority, scheduled_at=HELD_AT - timedelta(days=3))
    moves = [meetings.Move(planned.meeting_id, 1, HELD_AT)]
    meetings.reschedule_meetings(moves=moves, reason="Bão", **by)
    held = lock(count(vote(planned), agree=4, invalid=1))
    conclude(held)
    close(held)
    sign(Document.objects.values_list("pk", flat=True)[0], actor=held.secretary, at=held.clock.tick())
    return held


def tables_with_triggers() -> Iterator[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        yield from (table for (table,) in cursor.fetchall())


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

        assert set(tables_with_triggers()) - {"audit_tail"} == named
