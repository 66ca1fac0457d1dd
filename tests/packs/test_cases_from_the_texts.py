"""A table of cases written from the texts alone, each with the article and the reason in Vietnamese.

``cases.tsv`` is read by a person beside the law; the engine has to agree with every line.
"""

import csv
from pathlib import Path

import pytest

from tinnhiem.domain.regulations import Case, judge, load
from tinnhiem.packs import PACKS

TABLE = Path(__file__).with_name("cases.tsv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
COUNTS = ("summoned", "present", "returned", "valid")


@pytest.fixture(scope="module")
def regulations():
    return load([PACKS])


def case_of(row):
    options = dict(pair.split("=") for pair in row["options"].split())
    return Case.from_json(
        {
            "jurisdiction": "vn",
            **{name: row[name] for name in ("procedure", "stage", "on")},
            **{name: int(row[name]) for name in COUNTS},
            "issued": int(row["returned"]),
            "options": {name: int(votes) for name, votes in options.items()},
            "subject": {"role": row["role"], "status": row["status"]},
            "new_names": [] if row["new_names"] == "-" else row["new_names"].split(),
        }
    )


class TestTheTable:
    def test_holds_at_least_sixty_cases_of_every_procedure(self):
        assert len(ROWS) >= 60
        assert {row["procedure"] for row in ROWS} == {
            "appointment",
            "confidence_poll",
            "council_confidence",
            "dismissal",
            "extension",
            "planning",
            "reappointment",
            "staff_conference",
        }

    @pytest.mark.parametrize("row", ROWS, ids=[f"{i}-{r['procedure']}" for i, r in enumerate(ROWS, start=2)])
    def test_is_what_the_engine_answers(self, regulations, row):
        case = case_of(row)

        verdict = judge(case, regulations.in_force(on=case.on))

        assert {
            "outcome": verdict.outcome,
            "decided_by": verdict.decided_by,
            "provisional": verdict.provisional_reason or "-",
            "advancing": " ".join(verdict.advancing) or "-",
        } == {name: row[name] for name in ("outcome", "decided_by", "provisional", "advancing")}
        assert row["citation"] in {f"{c.document} {c.article}" for c in verdict.citations}
