"""The ledger keeps one line for each act, in the order of the acts, and lets nobody change it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.transaction import TransactionManagementError

from tinnhiem.apps.audit import operations, queries
from tinnhiem.apps.audit.models import Line, Tail
from tinnhiem.engines.ledger import GENESIS, Fault, FaultKind, Head


def record(at: datetime, **changed: object) -> None:
    """One ordinary line, unless the test says otherwise."""
    act: dict[str, object] = {"actor": "account:3", "act": "meeting.opened", "subject": "meeting:7", "at": at}
    with transaction.atomic():
        operations.append(**(act | changed))


def forged(statement: str) -> None:
    """Run ``statement`` as somebody would who owns the disk: past the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER audit_line_no_update")
            cursor.execute("DROP TRIGGER audit_line_no_delete")
        cursor.execute(statement)


class TestAppendingALine:
    @pytest.mark.django_db(transaction=True)
    def test_is_refused_outside_the_transaction_of_its_act(self, now: datetime):
        with pytest.raises(TransactionManagementError):
            operations.append(actor="account:3", act="meeting.opened", subject="meeting:7", at=now)

        assert queries.head() == GENESIS

    @pytest.mark.django_db(transaction=True)
    def test_leaves_no_line_when_the_act_fails(self, now: datetime):
        with pytest.raises(RuntimeError), transaction.atomic():
            operations.append(actor="account:3", act="meeting.opened", subject="meeting:7", at=now)
            raise RuntimeError("the act failed")

        assert list(queries.lines()) == []

    @pytest.mark.django_db
    def test_chains_it_to_the_line_before(self, now: datetime):
        record(now)
        record(now + timedelta(minutes=2), act="procedure.adopted", basis="Đ.46.2")

        second, first = queries.lines()

        assert second.line.previous == first.hash
        assert first.line.previous == GENESIS.hash
        assert queries.head() == Head(sequence=2, hash=second.hash)

    @pytest.mark.django_db
    def test_keeps_the_moment_to_the_microsecond_so_that_its_hash_can_be_checked(self, now: datetime):
        record(now + timedelta(microseconds=123456))

        assert queries.verified().is_intact

    @pytest.mark.django_db
    def test_stores_neither_the_counts_nor_anything_they_could_be_guessed_from(self, now: datetime):
        for _ in range(2):
            record(now, act="count.locked", after={"agree": 20, "disagree": 8})

        digests = [sealed.line.after for sealed in queries.lines()]

        assert len(set(digests)) == 2
        assert all(set(digest) <= set("0123456789abcdef") for digest in digests)

    @pytest.mark.django_db(transaction=True)
    def test_from_many_desks_at_once_loses_and_forks_nothing(self, now: datetime):
        def desk(number: int) -> None:
            for minute in range(5):
                record(now + timedelta(minutes=minute), actor=f"account:{number}")
            connections.close_all()

        with ThreadPoolExecutor(max_workers=4) as desks:
            list(desks.map(desk, range(4)))

        report = queries.verified()

        assert (report.is_intact, report.checked, report.head.sequence) == (True, 20, 20)


class TestTheDatabase:
    @pytest.mark.parametrize(
        "attempt",
        [
            pytest.param(lambda: Line.objects.update(actor="account:4"), id="changing a line"),
            pytest.param(lambda: Line.objects.all().delete(), id="deleting a line"),
            pytest.param(lambda: Tail.objects.all().delete(), id="deleting the end"),
            pytest.param(lambda: Tail.objects.update(sequence=0), id="turning the end back"),
            pytest.param(lambda: Tail.objects.update(sequence=9), id="skipping lines"),
        ],
    )
    @pytest.mark.django_db
    def test_refuses(self, attempt: Callable[[], object], now: datetime):
        record(now)

        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()

        assert queries.verified().checked == 1

    @pytest.mark.postgres
    @pytest.mark.django_db
    def test_refuses_to_empty_the_table(self, now: datetime):
        record(now)

        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("TRUNCATE audit_line")


@pytest.mark.django_db
class TestALedgerThatWasTamperedWith:
    @pytest.fixture(autouse=True)
    def five_lines(self, now: datetime) -> None:
        for minute in range(5):
            record(now + timedelta(minutes=minute))

    def test_names_the_altered_line(self):
        forged("UPDATE audit_line SET actor = 'account:9' WHERE sequence = 3")

        assert queries.verified().faults == (Fault(3, 3, FaultKind.ALTERED),)

    def test_names_the_missing_line(self):
        forged("DELETE FROM audit_line WHERE sequence = 2")

        assert queries.verified().faults == (Fault(2, 2, FaultKind.MISSING),)

    def test_names_the_last_line_when_it_is_gone(self):
        forged("DELETE FROM audit_line WHERE sequence = 5")

        assert queries.verified().faults == (Fault(5, 5, FaultKind.MISSING),)

    def test_names_the_inserted_line(self):
        forged(
            "INSERT INTO audit_line (sequence, at, actor, act, subject, basis, before, after, salt, previous, hash) "
            "SELECT 6, at, actor, act, subject, basis, before, after, salt, hash, 'f' FROM audit_line "
            "WHERE sequence = 5"
        )

        assert queries.verified().faults == (Fault(6, 6, FaultKind.INSERTED),)

    def test_is_found_beside_a_noted_head_even_if_it_was_rewritten_whole(self):
        noted = Head(sequence=3, hash="c" * 64)

        assert queries.verified().is_intact
        assert queries.verified(noted=noted).faults == (Fault(3, 3, FaultKind.ALTERED),)


@pytest.mark.django_db
class TestALineHeldAgainstTheFacts:
    def test_confirms_what_it_was_written_about_and_nothing_else(self, now: datetime):
        record(now, after={"agree": 20})

        assert queries.confirms(sequence=1, before=None, after={"agree": 20})
        assert not queries.confirms(sequence=1, before=None, after={"agree": 21})
        assert not queries.confirms(sequence=1, before={}, after={"agree": 20})
