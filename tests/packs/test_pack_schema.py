"""The published schema of packs says what the loader reads, no more and no less."""

import json
import tomllib
from datetime import date

import pytest
from tests.architecture.source import ROOT

from tinnhiem.domain.regulations import rules, values
from tinnhiem.domain.regulations.headers import AdoptionStatus
from tinnhiem.domain.regulations.kinds import KINDS
from tinnhiem.packs import PACKS

SCHEMA = json.loads((ROOT / "spec" / "pack.schema.json").read_text(encoding="utf-8"))
DEFINED = SCHEMA["$defs"]
FILES = {
    "pack": sorted(PACKS.glob("*/pack.toml")),
    "eras": sorted(PACKS.glob("*/eras.toml")),
    "rules": sorted(PACKS.glob("*/rules/**/*.toml")),
    "calendar": sorted(PACKS.glob("*/calendars/*.toml")),
}
TYPES = {"string": (str, date), "integer": int, "boolean": bool, "object": dict, "array": list}


def misfits(found, schema, path="$"):
    """Where a parsed file leaves the schema; the few words of the language that the schema uses."""
    if "$ref" in schema:
        target = SCHEMA
        for name in schema["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        yield from misfits(found, target, path)
    if "enum" in schema and found not in schema["enum"]:
        yield f"{path}: {found!r} is not in the enumeration"
    kind = TYPES.get(schema.get("type"), object)
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        yield f"{path}: {found!r} is no {schema['type']}"
        return
    if isinstance(found, dict) and ("properties" in schema or "additionalProperties" in schema):
        yield from _in_object(found, schema, path)
    if isinstance(found, list):
        for number, entry in enumerate(found):
            yield from misfits(entry, schema.get("items", {}), f"{path}[{number}]")


def _in_object(found, schema, path):
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{path}: lacks {name}" for name in schema.get("required", []) if name not in found)
    for name, entry in found.items():
        if name not in known and others is False:
            yield f"{path}: {name} is unknown"
        yield from misfits(
            entry, known.get(name, others if isinstance(others, dict) else {}), f"{path}.{name}"
        )


class TestTheSchemaOfPacks:
    def test_finds_what_does_not_belong(self):
        assert list(misfits({"id": 1, "tail": True}, DEFINED["pack"])) == [
            "$: lacks jurisdiction",
            "$: lacks layer",
            "$: lacks name",
            "$.id: 1 is no string",
            "$: tail is unknown",
        ]

    @pytest.mark.parametrize(
        ("where", "enumeration"),
        [
            (("rule", "properties", "scope"), rules.Scope),
            (("rule", "properties", "confidence"), rules.Confidence),
            (("rule", "properties", "reason"), rules.ProvisionalReason),
            (("pack", "properties", "layer"), rules.Layer),
            (("pack", "properties", "adoption", "properties", "status"), AdoptionStatus),
            (("band", "properties", "outcome"), values.Result),
            (("band", "properties", "next_action"), values.NextAction),
            (("band", "properties", "decided_by"), values.Decider),
            (("values", "outcome", "properties", "of"), values.Denominator),
            (("values", "outcome", "properties", "judges"), values.Judged),
            (("values", "quorum", "properties", "of"), values.QuorumBasis),
            (("values", "duration", "properties", "unit"), values.Unit),
        ],
    )
    def test_has_the_enumerations_of_the_loader(self, where, enumeration):
        found = DEFINED
        for name in where:
            found = found[name]

        assert found["enum"] == list(enumeration)

    def test_has_every_kind_of_rule(self):
        assert DEFINED["rule"]["properties"]["kind"]["enum"] == list(KINDS)
        assert list(DEFINED["values"]) == list(KINDS)

    @pytest.mark.parametrize("kind", FILES)
    def test_fits_every_file_that_ships(self, kind):
        for file in FILES[kind]:
            assert list(misfits(tomllib.loads(file.read_text(encoding="utf-8")), DEFINED[kind])) == [], file

    def test_fits_every_value_to_its_kind(self):
        for file in FILES["rules"]:
            for row in tomllib.loads(file.read_text(encoding="utf-8"))["rule"]:
                assert list(misfits(row["value"], DEFINED["values"][row["kind"]])) == [], row["id"]
