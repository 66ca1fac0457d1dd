"""A document counts once the clerk has entered its number and its signed copy, and from then on for good."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.builders.authority import Authority, actor_of, an_authority
from tests.builders.records import a_document, sign
from tinnhiem.apps.audit import queries as ledger
from tinnhiem.apps.records import operations, queries
from tinnhiem.common.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


@pytest.fixture
def clerk(authority: Authority) -> Actor:
    return actor_of(authority.secretary)


@pytest.fixture
def draft(authority: Authority, clerk: Actor, now: datetime) -> UUID:
    return a_document(unit_id=authority.commune.pk, actor=clerk, at=now)


class TestASignedCopy:
    def test_of_an_unknown_document_is_refused(self, clerk: Actor, now: datetime):
        with pytest.raises(queries.DocumentUnknown):
            sign(uuid4(), actor=clerk, at=now)

    def test_signed_tomorrow_is_refused(self, draft: UUID, clerk: Actor, now: datetime):
        tomorrow = now + timedelta(days=1)

        with pytest.raises(operations.SignedInTheFuture):
            operations.enter_signed_copy(
                document_id=draft, signature=signature(signed_on=tomorrow.date()), actor=clerk, at=now
            )

    def test_signed_today_is_taken_before_seven_in_the_morning(self, draft: UUID, clerk: Actor):
        """Ngày ký là ngày ở nơi ký: lúc 06 giờ ở Hà Nội, giờ quốc tế còn là hôm trước."""
        early = datetime(2026, 5, 17, 23, 0, tzinfo=UTC)

        operations.enter_signed_copy(
            document_id=draft, signature=signature(signed_on=date(2026, 5, 18)), actor=clerk, at=early
        )

        assert queries.signed_copies([draft])[draft].signed_on == date(2026, 5, 18)

    @pytest.mark.parametrize(
        ("file_name", "content"),
        [("scan.docx", b"PK"), ("scan.pdf", b"<html>"), ("scan", b"%PDF-"), ("scan.png", b"")],
    )
    def test_that_is_no_scan_is_refused(self, draft, clerk, now, file_name, content):
        with pytest.raises(operations.SignedFileUnknown):
            sign(draft, actor=clerk, at=now, file_name=file_name, content=content)

        assert queries.signed_copies([draft]) == {}

    def test_is_entered_once(self, draft: UUID, clerk: Actor, now: datetime):
        sign(draft, actor=clerk, at=now)

        with pytest.raises(operations.DocumentSigned):
            sign(draft, actor=clerk, at=now, number=2)

    def test_with_the_number_of_another_document_is_refused(self, authority, draft, clerk, now):
        second = a_document(unit_id=authority.commune.pk, actor=clerk, at=now)
        sign(draft, actor=clerk, at=now, number=12)

        with pytest.raises(operations.NumberTaken):
            sign(second, actor=clerk, at=now, number=12)

        sign(second, actor=clerk, at=now, number=12, series="TB-UBND")

    def test_makes_the_document_count(self, draft: UUID, clerk: Actor, now: datetime):
        assert queries.signed_copies([draft]) == {}

        sign(draft, actor=clerk, at=now, number=7)

        found = queries.signed_copies([draft])[draft]
        assert (found.notation, found.signed_on) == ("07/QĐ-UBND", now.date())

    def test_leaves_its_line_in_the_ledger(self, draft: UUID, clerk: Actor, now: datetime):
        sign(draft, actor=clerk, at=now, number=7)

        newest = next(iter(ledger.lines())).line
        assert (newest.act, newest.subject, newest.basis) == (
            "document.signed",
            f"document:{draft}",
            "7/QĐ-UBND",
        )


class TestTheNextNumber:
    def test_is_one_in_a_new_year(self, authority, draft, clerk, now):
        sign(draft, actor=clerk, at=now, number=41)
        series = {"unit_id": authority.commune.pk, "series": "QĐ-UBND"}

        assert queries.next_number(**series, year=now.year) == 42
        assert queries.next_number(**series, year=now.year + 1) == 1

    def test_begins_at_one_again_for_the_first_paper_signed_in_january(self, authority, draft, clerk):
        """NĐ 30/2020/NĐ-CP, Đ.15: số lấy từ 01 ngày 01 tháng 01 đến hết ngày 31 tháng 12."""
        last_day, first_day = (
            datetime(2026, 12, 31, 9, tzinfo=UTC), datetime(2027, 1, 1, 9, tzinfo=UTC)
        )  # fmt: skip
        second = a_document(unit_id=authority.commune.pk, actor=clerk, at=last_day)
        sign(draft, actor=clerk, at=last_day, number=97)

        sign(second, actor=clerk, at=first_day, number=1)

        notations = {
            year: [row.notation for row in queries.outgoing([authority.commune.pk], year=year)]
            for year in (2026, 2027)
        }
        assert notations == {2026: ["97/QĐ-UBND"], 2027: ["01/QĐ-UBND"]}
        assert queries.gaps([authority.commune.pk], year=2027) == []


def signature(*, signed_on: date) -> operations.Signature:
    return operations.Signature("QĐ-UBND", 1, signed_on, "Trần Thị Bích Liên", "a.pdf", b"%PDF-")
