import json

import pytest

from tests.engines.omr.builders import a_definition, a_record
from tinnhiem.engines.omr.definition import (
    DefinitionCountInvalid,
    DefinitionIdRepeated,
    DefinitionKeyMissing,
    DefinitionKeyUnknown,
    DefinitionNotReadable,
    DefinitionValueInvalid,
    Kind,
    Paper,
    parse_definition,
)


class TestADefinition:
    @pytest.mark.parametrize("text", ["", "[]", "{", '{"date":' + "9" * 5000 + "}", '"phiếu"', b"\xff\xfe{}"])
    def test_refuses_what_is_no_json_object(self, text):
        with pytest.raises(DefinitionNotReadable):
            parse_definition(text)

    @pytest.mark.parametrize("key", ["title", "unit", "date", "subjects", "options"])
    def test_refuses_a_missing_member_by_name(self, key):
        record = a_record()
        del record[key]

        with pytest.raises(DefinitionKeyMissing) as refused:
            parse_definition(json.dumps(record))

        assert refused.value.params == {"key": key}

    def test_refuses_a_member_outside_the_contract(self):
        with pytest.raises(DefinitionKeyUnknown):
            a_definition(serial="0001")

    @pytest.mark.parametrize(
        "change",
        [
            {"title": ""},
            {"title": 7},
            {"subjects": {}},
            {"subjects": ["Lan"]},
            {"language": "fr"},
            {"kind": "fill"},
            {"paper": "A3"},
            {"batch": None},
            {"criteria": "một"},
            {"unit": "dòng\x00lạ"},
            {"unit": "hai\ndòng"},
            {"unit": "đảo \u202echiều"},
        ],
    )
    def test_refuses_a_value_that_no_sheet_can_show(self, change):
        with pytest.raises(DefinitionValueInvalid):
            a_definition(**change)

    @pytest.mark.parametrize(
        ("change", "params"),
        [
            ({"subjects": []}, {"key": "subjects", "count": 0, "least": 1, "most": 60}),
            (
                {"options": [{"id": f"o{n}", "label": "x"} for n in range(40)]},
                {"key": "options", "count": 40, "least": 1, "most": 8},
            ),
            ({"criteria": ["x"] * 9}, {"key": "criteria", "count": 9, "least": 0, "most": 8}),
            ({"kind": "strike_out"}, {"key": "options", "count": 3, "least": 1, "most": 2}),
        ],
        ids=["no subject", "40 options", "9 criteria", "3 options for names to strike out"],
    )
    def test_refuses_lists_that_no_sheet_can_hold(self, change, params):
        with pytest.raises(DefinitionCountInvalid) as refused:
            a_definition(**change)

        assert refused.value.params == params

    def test_names_the_characters_that_would_not_show(self):
        with pytest.raises(DefinitionValueInvalid) as refused:
            a_definition(unit="đảo \u202echiều")

        assert refused.value.params == {"key": "unit", "value": "đảo <U+202E>chiều"}

    def test_refuses_two_subjects_with_one_id(self):
        twice = [{"id": "lan", "name": "Lan"}, {"id": "lan", "name": "Minh"}]

        with pytest.raises(DefinitionIdRepeated):
            a_definition(subjects=twice)

    def test_takes_boxes_and_a5_where_nothing_is_said(self):
        definition = a_definition()

        assert (definition.kind, definition.paper) == (Kind.BOXES, Paper.A5)

    @pytest.mark.parametrize("name", ["zh-Hans", "zh-hans"])
    def test_knows_chinese_by_the_name_of_its_script(self, name):
        assert a_definition(language=name) == a_definition(language="zh")

    def test_takes_a4_for_a_seventh_subject(self):
        subjects = [{"id": f"s{n}", "name": f"Người {n}"} for n in range(7)]

        assert a_definition(subjects=subjects).paper is Paper.A4


class TestTheFormHash:
    @pytest.mark.parametrize(
        "change",
        [
            {"title": "PHIẾU KHÁC"},
            {"unit": "Trường khác"},
            {"language": "en"},
            {"paper": "A4"},
            {"criteria": ["a"]},
        ],
    )
    def test_changes_with_whatever_is_printed(self, change):
        assert a_definition(**change).form_hash != a_definition().form_hash

    def test_is_the_same_in_every_batch_while_the_code_is_not(self):
        first, second = a_definition(batch="1"), a_definition(batch="2")

        assert first.form_hash == second.form_hash
        assert first.code != second.code

    def test_does_not_depend_on_how_vietnamese_is_composed(self):
        decomposed = a_definition(unit="Trường THCS Hoa Ban".encode().decode().replace("ờ", "ơ\u0300"))

        assert decomposed.form_hash == a_definition().form_hash
