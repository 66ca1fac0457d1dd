"""The draft of a decision: in the pack's form for it, resting on the law of its day, its number left open."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.authority import a_school, an_authority, somebody_with_a_role
from tests.builders.cases import (
    OPENED_AT,
    TERMS,
    a_case,
    a_concluded_conference,
    decide,
    walk_to_decision,
)
from tests.builders.records import sign
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots.papers_of_cases import length_in_words
from tinnhiem.apps.ballots.queries import case_page
from tinnhiem.apps.records import queries as shelf
from tinnhiem.apps.records.models import DocumentFacts
from tinnhiem.domain.confidence.entries import Entry
from tinnhiem.engines.documents.reading.document import read_document
from tinnhiem.engines.documents.writing import BLANK
from tinnhiem.engines.documents.writing.errors import CountWithheld

pytestmark = pytest.mark.django_db
ON = OPENED_AT.date()


@pytest.fixture(scope="module")
def held(kept: None):
    return a_concluded_conference(an_authority(staff=12))


@pytest.fixture
def chairman(held):
    return held.authority.chairman


@pytest.fixture
def clerk(held):
    return somebody_with_a_role(held.authority.commune, name="Ngô Thị Duyên", role="records_clerk")


@pytest.fixture
def ready(held, chairman):
    return walk_to_decision(a_case(held), actor=chairman)


def text_of(document) -> str:
    return read_document(shelf.open_document(document, audiences=["appointing_authority"]).pdf).text


class TestTheDraftOfADecision:
    def test_is_refused_with_a_count_in_its_reasons(self, ready, chairman):
        entry = Entry("Chủ tịch", ON, result="relieve", text="Chỉ có 5 phiếu đồng ý.")

        with pytest.raises(CountWithheld):
            acts.decide(
                case_id=ready,
                entry=entry,
                terms=acts.DecisionTerms(date(2026, 9, 1)),
                actor=chairman,
                at=OPENED_AT,
            )

    def test_is_not_on_the_desk_of_another_units_clerk(self, ready, chairman):
        elsewhere = an_authority(code="ban-mai", staff=2)
        stranger = somebody_with_a_role(elsewhere.commune, name="Lê Thị Thu", role="records_clerk")
        document = decide(ready, actor=chairman)

        assert shelf.drafts(actor=stranger, on=ON) == []
        with pytest.raises(shelf.DocumentOfOthers):
            shelf.get_draft(document, actor=stranger, on=ON)

    @pytest.mark.parametrize(
        ("code", "form"),
        [
            ("reappoint", "decision_reappointment"),
            ("extend", "decision_extension"),
            ("rotate", "decision_rotation"),
            ("reassign", "decision_transfer"),
            ("transfer", "decision_relief"),
            ("relieve", "decision_relief"),
        ],
    )
    def test_is_written_in_the_form_that_the_pack_gives_it(self, held, ready, chairman, code, form):
        elsewhere = a_school(held.authority.commune, code="sao-mai", name="Trường Tiểu học Sao Mai")
        goes = {"rotate": "principal", "reassign": "principal", "transfer": ""}
        terms = replace(TERMS, unit_id=elsewhere.pk, post=goes[code]) if code in goes else TERMS

        document = decide(ready, actor=chairman, code=code, terms=terms)

        assert DocumentFacts.objects.get(document_id=document).form == form
        assert ("Sao Mai" in text_of(document)) is (code in goes)

    def test_leaves_number_day_and_signer_open(self, ready, chairman, clerk):
        draft = shelf.get_draft(decide(ready, actor=chairman), actor=clerk, on=ON)

        assert (draft.symbol, draft.signer, draft.next_number) == ("QĐ-UBND", "", 1)

    def test_rests_on_the_bases_in_force_that_day(self, ready, chairman, clerk):
        draft = shelf.get_draft(decide(ready, actor=chairman), actor=clerk, on=ON)

        assert draft.bases
        assert any("115/2020" in line for line in draft.bases)

    def test_says_for_how_long(self, ready, chairman):
        assert "05 năm" in text_of(decide(ready, actor=chairman))

    def test_waits_on_the_desk_of_the_clerk_and_counts_once_entered_there(self, ready, chairman, clerk):
        document = decide(ready, actor=chairman)
        assert document in {draft.row.id for draft in shelf.drafts(actor=clerk, on=ON)}

        sign(document, actor=clerk, at=OPENED_AT)

        page = case_page(ready, actor=chairman, on=ON)
        assert page.decision and page.decision.signed
        assert page.decision.signed.notation == "01/QĐ-UBND"
        acts.bring_into_effect(case_id=ready, actor=chairman, at=OPENED_AT)


class TestTheLengthOfATerm:
    WORDS = {
        "length_years": "{number:02} năm",
        "length_months": "{number:02} tháng",
        "length_days": "{number:02} ngày",
    }

    @pytest.mark.parametrize(
        ("starts_on", "ends_on", "said"),
        [
            (date(2026, 9, 1), date(2031, 9, 1), "05 năm"),
            (date(2026, 9, 1), date(2029, 4, 1), "02 năm 07 tháng"),
            (date(2026, 9, 1), date(2026, 9, 15), "14 ngày"),
            (date(2024, 2, 29), date(2025, 2, 28), "01 năm"),
            (date(2026, 1, 31), date(2026, 3, 1), "01 tháng 01 ngày"),
        ],
    )
    def test_is_said_in_years_months_and_days(self, starts_on, ends_on, said):
        assert length_in_words(starts_on, ends_on, self.WORDS) == said

    def test_is_left_open_without_an_end(self):
        assert length_in_words(date(2026, 9, 1), None, self.WORDS) is BLANK
