"""Archives that other tools made, with the votes they were made of, verify here to the same counts."""

import json

import pytest

from tinnhiem.engines.voting.verification import verified

ARCHIVES = (
    "bel251-ed25519-1x3-thr2of3-n20",
    "debian20-b2048-15x4-single3-n20",
    "debian20-b2048-1x3-single3-n5",
    "debian20-b2048-1x3-thr2of3-n20",
)


class TestAnArchiveOfAnotherTool:
    def test_is_one_of_those_known_here(self, shared_data):
        folders = sorted(folder.name for folder in (shared_data / "data" / "belenios").iterdir())

        assert folders == sorted(ARCHIVES)

    @pytest.mark.parametrize("compiled", [False, True])
    @pytest.mark.parametrize("name", ARCHIVES)
    def test_verifies_to_the_counts_that_were_cast(self, name, compiled, shared_data):
        folder = shared_data / "data" / "belenios" / name
        votes = [json.loads(line) for line in (folder / "votes.txt").read_text().splitlines()]
        counts = [
            [sum(column) for column in zip(*question, strict=True)] for question in zip(*votes, strict=True)
        ]

        found = verified(next(folder.glob("*.bel")), compiled=compiled)

        assert found.is_valid
        assert (
            [list(row) for row in found.result]
            == counts
            == json.loads((folder / "expected.json").read_text())
        )
