"""A draft is printed to be signed with its number, its day and its signer, from the facts it keeps."""

from datetime import date, datetime
from uuid import UUID

import pytest

from tests.builders.authority import Authority, an_authority
from tests.builders.records import a_document, a_draft, a_paper
from tinnhiem.apps.records import operations, queries
from tinnhiem.engines.documents.writing import text_of_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=3)


@pytest.fixture
def draft(authority: Authority, now: datetime) -> UUID:
    return a_draft(unit_id=authority.commune.pk, actor=authority.officer, at=now)


class TestACompletedDraft:
    def test_is_refused_for_a_document_that_kept_no_facts(self, authority: Authority, now: datetime):
        document = a_document(unit_id=authority.commune.pk, actor=authority.officer, at=now)

        with pytest.raises(queries.DocumentUnknown):
            queries.complete_draft(document, values={"document.number": 7})

    def test_without_anything_to_fill_in_is_the_draft_itself(self, draft: UUID):
        kept = queries.open_document(draft, audiences=["staff"])

        again = queries.complete_draft(draft, values={})

        assert (again.pdf, again.docx) == (kept.pdf, kept.docx)

    def test_says_what_was_filled_in_and_passes_over_what_its_form_does_not_ask(self, draft: UUID):
        values = {"document.number": 7, "document.issued_on": date(2026, 5, 18), "ballots.issued": 41}

        said = " ".join(text_of_pdf(queries.complete_draft(draft, values=values).pdf).split())

        assert "07/QĐ-UBND" in said
        assert "ngày 18 tháng 5 năm 2026" in said


class TestAPaperOfAGivenIdentity:
    def test_is_the_same_to_the_byte_when_it_is_written_again(self, authority: Authority):
        papers = []
        for _ in range(2):
            with operations.identities_from(lambda: UUID(int=7 << 80)):
                papers.append(a_paper(unit_id=authority.commune.pk))

        first, second = papers
        assert (first.id, first.pdf, first.docx) == (second.id, second.pdf, second.docx)
        assert a_paper(unit_id=authority.commune.pk).id != first.id
