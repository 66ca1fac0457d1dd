"""``tinnhiem ledger verify`` answers 0 for a whole ledger, and names the lines of any other."""

import json
from argparse import Namespace
from datetime import datetime

import pytest
from django.db import connection, transaction

from tinnhiem.apps.audit import operations
from tinnhiem.cli.manage import ledger_verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_lines(now: datetime) -> None:
    with transaction.atomic():
        for act in ("meeting.opened", "procedure.adopted", "meeting.closed"):
            operations.append(actor="account:3", act=act, subject="meeting:7", at=now)


def answered(capsys: pytest.CaptureFixture[str], **options: object) -> tuple[int, str]:
    code = ledger_verify.run(Namespace(**({"head": None, "json": False, "language": "vi"} | options)))
    return code, capsys.readouterr().out


def lose_line(sequence: int) -> None:
    """Delete a line past its trigger, as the owner of the disk could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER audit_line_no_delete")
        cursor.execute("DELETE FROM audit_line WHERE sequence = %s", [sequence])


class TestABrokenLedger:
    def test_is_answered_with_one_and_each_fault_in_words(self, capsys):
        lose_line(2)

        code, said = answered(capsys)

        assert code == 1
        assert said.splitlines()[1:] == ["Dòng 2: đã mất."]

    def test_is_one_json_object_on_request(self, capsys):
        lose_line(2)

        code, said = answered(capsys, json=True)

        answer = json.loads(said)
        assert (code, answer["valid"], answer["lines"]) == (1, False, 2)
        assert answer["faults"] == [{"kind": "missing", "first": 2, "last": 2}]

    def test_shows_beside_the_head_that_signed_minutes_noted(self, capsys):
        code, said = answered(capsys, head="3:" + "a" * 64, language="en")

        assert code == 1
        assert said.splitlines()[1:] == ["Line 3: its content differs from what was written."]


class TestAHeadThatCannotBeRead:
    @pytest.mark.parametrize("given", ["", "3", "3:abc", "x:" + "a" * 64, "3:" + "A" * 64])
    def test_is_refused(self, given: str):
        with pytest.raises(ledger_verify.HeadUnreadable):
            ledger_verify.read_head(given)


class TestAWholeLedger:
    def test_is_answered_with_nought_and_its_head(self, capsys):
        code, said = answered(capsys)

        assert code == 0
        assert said.startswith("Sổ nhật ký nguyên vẹn: 3 dòng. Dòng cuối 3, mã băm ")

    def test_is_whole_beside_its_own_head(self, capsys):
        _, said = answered(capsys, json=True)
        head = json.loads(said)["head"]

        code, _ = answered(capsys, head=f"{head['line']}:{head['hash']}")

        assert code == 0
