"""Facts are named, typed values; a sheet holds each of them once and keeps them out of sight."""

import pytest
from tests.engines.documents.writing.writing_samples import FORMS, sample_form

from tinnhiem.engines.documents.writing import BLANK, Fact, FactSheet, FactTwice, fact_labels
from tinnhiem.packs import PACKS


class TestAFactSheet:
    def test_refuses_two_facts_of_one_id(self):
        twice = [Fact("ballots.issued", 40), Fact("ballots.issued", 41)]

        with pytest.raises(FactTwice) as refusal:
            FactSheet.of(twice)

        assert refusal.value.params == {"fact": "ballots.issued"}

    def test_never_shows_a_value_in_its_repr(self):
        """Counts may be closed to the reader of a log (DESIGN: secrets never reach a repr)."""
        sheet = FactSheet.from_mapping({"ballots.valid": 36})

        shown = repr(sheet) + repr(sheet.find("ballots.valid"))

        assert "36" not in shown

    def test_finds_nothing_under_an_unknown_id(self):
        assert FactSheet.of([]).find("ballots.issued") is None

    def test_puts_a_new_value_in_place_of_the_old_one(self):
        sheet = FactSheet.from_mapping({"ballots.issued": 40, "ballots.unused": 5})

        changed = sheet.with_facts({"ballots.issued": BLANK})

        assert changed == FactSheet.from_mapping({"ballots.issued": BLANK, "ballots.unused": 5})
        assert sheet.find("ballots.issued") == Fact("ballots.issued", 40)

    def test_leaves_out_one_fact(self):
        sheet = FactSheet.from_mapping({"ballots.issued": 40, "ballots.unused": 5})

        assert sheet.without("ballots.issued").ids == {"ballots.unused"}


class TestTheNameOfAFact:
    @pytest.mark.parametrize("name", FORMS)
    def test_is_said_for_whatever_a_form_asks(self, name):
        assert sample_form(name).needs - fact_labels([PACKS], "vn").keys() == set()

    def test_can_be_changed_by_a_pack_of_the_installation(self, tmp_path):
        folder = tmp_path / "vn" / "forms"
        folder.mkdir(parents=True)
        (folder / "facts.toml").write_text('"bases" = "Các căn cứ"', encoding="utf-8")

        assert fact_labels([PACKS, tmp_path], "vn")["bases"] == "Các căn cứ"
