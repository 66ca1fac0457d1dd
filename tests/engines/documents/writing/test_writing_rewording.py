"""A document written again from its own words says the same, and what was left open can be filled in."""

from datetime import date

import pytest
from tests.engines.documents.writing.paper_samples import PAPERS
from tests.engines.documents.writing.writing_samples import a_sheet, sample_form

from tinnhiem.engines.documents.writing import (
    BLANK,
    FactOfWrongKind,
    FactSheet,
    sheet_of_words,
    worded_facts,
)
from tinnhiem.engines.documents.writing.compose import compose

IN_THE_ROOM = ("meeting_minutes", "counting_record", "summoned_list", "ballot")


class TestWordsOfAnotherKind:
    def test_are_refused_with_the_fact_they_stand_for(self):
        form = sample_form("decision_reappointment")
        words = {**worded_facts(form, FactSheet.from_mapping(PAPERS[form.name])), "document.number": "bảy"}

        with pytest.raises(FactOfWrongKind) as refusal:
            sheet_of_words(form, words)

        assert refusal.value.params["fact"] == "document.number"


class TestADocumentWrittenAgain:
    @pytest.mark.parametrize("name", sorted(PAPERS))
    def test_says_the_same_as_the_first_one(self, name):
        form, sheet = sample_form(name), FactSheet.from_mapping(PAPERS[name])

        assert compose(form, sheet_of_words(form, worded_facts(form, sheet))) == compose(form, sheet)

    @pytest.mark.parametrize("name", IN_THE_ROOM)
    def test_says_the_same_where_it_comes_from_a_meeting(self, name):
        form, sheet = sample_form(name), a_sheet()

        assert compose(form, sheet_of_words(form, worded_facts(form, sheet))) == compose(form, sheet)

    def test_keeps_open_what_was_open_until_it_is_filled_in(self):
        form = sample_form("decision_reappointment")
        whole = FactSheet.from_mapping(PAPERS[form.name])
        filled = {"document.number": 7, "document.issued_on": date(2026, 5, 18)}
        draft = whole.with_facts(dict.fromkeys(filled, BLANK))

        again = sheet_of_words(form, worded_facts(form, draft))

        assert again.facts["document.number"].value is BLANK
        assert compose(form, again.with_facts(filled)) == compose(form, whole.with_facts(filled))
