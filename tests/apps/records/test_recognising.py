"""A signed scan of another document is noticed; where nothing can be read, a person compares by eye."""

from dataclasses import replace
from datetime import datetime
from itertools import count
from uuid import UUID

import pytest

from tests.builders.authority import Authority, an_authority, somebody_with_a_role
from tests.builders.records import A_SIGNATURE, a_draft, a_paper, a_signed_pdf
from tests.builders.signatures import SIGNER, a_plain_pdf, a_signature_file, a_signed_pdf_of
from tinnhiem.apps.records import operations, queries
from tinnhiem.apps.records.models import SignedCopy
from tinnhiem.common.actors import Actor
from tinnhiem.engines.documents.marks import mark_of
from tinnhiem.engines.documents.reading.signatures import SignatureUnreadable

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=3)


@pytest.fixture
def clerk(authority: Authority) -> Actor:
    return somebody_with_a_role(authority.commune, name="Bùi Thị Hoa", role="records_clerk")


@pytest.fixture
def draft(authority: Authority, now: datetime) -> UUID:
    return a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)


@pytest.fixture
def entering(clerk: Actor, now: datetime):
    def prepare(document_id: UUID, content: bytes, file_name: str = "quet.pdf") -> None:
        signature = replace(A_SIGNATURE, signed_on=now.date(), content=content, file_name=file_name)
        operations.prepare_signature(document_id=document_id, signature=signature, actor=clerk, at=now)

    return prepare


def bytes_of(draft: UUID) -> bytes:
    return queries.open_document(draft, audiences=["staff"]).pdf


class TestAScan:
    def test_that_bears_the_mark_of_another_draft_is_refused(self, authority, draft, entering, now):
        other = a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)

        with pytest.raises(operations.SignedCopyOfAnother) as refusal:
            entering(draft, bytes_of(other))

        assert refusal.value.params["mark"] == mark_of(other)
        assert queries.find_pending(draft) is None

    def test_of_an_earlier_print_of_the_same_paper_is_refused(self, authority, clerk, draft, entering, now):
        """Dự thảo được lập lại thì bản in trước không còn là bản ký của nó."""
        earlier = bytes_of(draft)
        later = a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)

        with pytest.raises(operations.SignedCopyOfAnother):
            entering(later, earlier)

    def test_without_a_mark_is_not_entered_before_somebody_compared_it(self, clerk, draft, entering, now):
        entering(draft, b"%PDF-1.7 a scan")

        with pytest.raises(operations.SignedCopyNotCompared):
            operations.confirm_signature(document_id=draft, actor=clerk, at=now)

        operations.confirm_signature(document_id=draft, actor=clerk, at=now, is_compared=True)
        assert SignedCopy.objects.get().recognised == "eye"

    def test_with_a_mark_that_no_draft_has_is_compared_by_eye(self, draft, entering, now):
        entering(draft, a_signed_pdf(number=1, on=now.date()))

        assert queries.find_pending(draft).recognised == ""

    def test_that_bears_the_mark_of_the_draft_is_recognised(self, clerk, draft, entering, now):
        entering(draft, bytes_of(draft))

        operations.confirm_signature(document_id=draft, actor=clerk, at=now)

        assert SignedCopy.objects.get().recognised == "mark"

    def test_stands_beside_the_draft_page_by_page(self, authority, clerk, draft, entering, now):
        entering(draft, a_signed_pdf(number=1, on=now.date()))
        on = now.date()

        shown = [
            queries.pending_page(draft, number, of_copy=of_copy, actor=clerk, on=on)
            for of_copy in (False, True)
            for number in (1, 2)
        ]

        assert [bool(page) for page in shown] == [True, False, True, False]
        with pytest.raises(queries.DocumentOfOthers):
            queries.pending_page(draft, 1, of_copy=True, actor=authority.officer, on=on)


class TestASignatureFile:
    def test_that_cannot_be_read_is_refused(self, draft, entering):
        with pytest.raises(SignatureUnreadable):
            entering(draft, b"\x30\x03\x02\x01\x00", "ky.p7s")

    def test_over_other_bytes_is_refused(self, draft, entering):
        with pytest.raises(operations.SignatureOverOtherBytes):
            entering(draft, a_signature_file(a_plain_pdf()), "ky.p7s")

    def test_over_the_draft_is_recognised_and_names_the_signer(self, clerk, draft, entering, now):
        entering(draft, a_signature_file(bytes_of(draft)), "ky.p7s")

        pending = queries.find_pending(draft)

        assert (pending.recognised, [one.signer for one in pending.signatures]) == ("signature", [SIGNER])
        operations.confirm_signature(document_id=draft, actor=clerk, at=now)
        assert [one.is_intact for one in queries.signatures_on(draft)] == [True]

    def test_that_carries_another_paper_is_refused_by_its_mark(self, authority, draft, entering, now):
        other = a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)

        with pytest.raises(operations.SignedCopyOfAnother):
            entering(draft, a_signature_file(bytes_of(other), carries_content=True), "ky.p7m")


class TestASignedPdf:
    def test_changed_after_it_was_signed_is_refused(self, draft, entering):
        changed = a_signed_pdf_of(a_plain_pdf()).replace(b"595 842", b"595 841")

        with pytest.raises(operations.SignatureBroken):
            entering(draft, changed)

    def test_names_its_signer_and_is_compared_by_eye_where_it_bears_no_mark(self, draft, entering):
        entering(draft, a_signed_pdf_of(a_plain_pdf()))

        pending = queries.find_pending(draft)

        assert ([one.signer for one in pending.signatures], pending.recognised) == ([SIGNER], "")

    def test_of_the_draft_itself_is_recognised_by_its_signature(self, authority, entering, now):
        paper = operations.Paper(
            kind="decision",
            title="Quyết định",
            about="campaign:1",
            unit_id=authority.commune.pk,
            audience=["staff"],
            pdf=a_plain_pdf(),
        )
        draft = operations.file_document(paper=paper, actor=authority.officer, at=now)

        entering(draft, a_signed_pdf_of(a_plain_pdf()))

        assert queries.find_pending(draft).recognised == "signature"


class TestAStoryToldTwice:
    def test_writes_the_same_papers_to_the_byte_where_it_gives_their_ids(self, authority):
        def told() -> list[bytes]:
            ids = (UUID(int=number << 78) for number in count(1))
            with operations.identities_from(ids.__next__):
                return [a_paper(unit_id=authority.commune.pk).pdf for _ in range(2)]

        first, second = told()

        assert first != second
        assert told() == [first, second]
        assert a_paper(unit_id=authority.commune.pk).pdf not in (first, second)
