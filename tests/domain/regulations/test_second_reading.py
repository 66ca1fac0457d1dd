"""The second reading of the law: cases written from the texts, with what the texts decide of each answer."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations import Case, TermPlan, TermProcedure, decider, judge, plan_term

TABLE = tomllib.loads(Path(__file__).with_name("second_reading.toml").read_text(encoding="utf-8"))


REFUSED = [reading for reading in TABLE["cases"] if reading["expected"] == {"exit": 2}]
ANSWERED = [reading for reading in TABLE["cases"] if reading not in REFUSED]


def each(readings: Sequence[Mapping[str, object]]) -> pytest.MarkDecorator:
    """One test for each reading, named by its id."""
    return pytest.mark.parametrize("reading", readings, ids=lambda reading: reading["id"])


@pytest.fixture
def answer_to(regulations):
    """The answer of the public contract to the JSON of a case."""

    def of(found: Mapping[str, object]) -> dict[str, object]:
        case = Case.from_json(found)
        return judge(case, regulations.in_force(on=case.on, jurisdiction=case.jurisdiction)).to_json()

    return of


class TestTheReadingOfVotes:
    @each(ANSWERED)
    def test_agrees_with_the_verdict(self, answer_to, reading):
        answer = answer_to(reading["case"])

        assert list(differences(reading["expected"], answer)) == []

    @each(REFUSED)
    def test_refuses_what_the_verdict_refuses(self, answer_to, reading):
        with pytest.raises(DomainError):
            answer_to(reading["case"])

    def test_covers_every_procedure(self):
        read = {reading["case"]["procedure"] for reading in TABLE["cases"]}

        assert read >= {
            "confidence_poll",
            "reappointment",
            "extension",
            "appointment",
            "dismissal",
            "planning",
            "staff_conference",
            "council_confidence",
        }


class TestTheReadingOfTerms:
    @each(TABLE["terms"])
    def test_agrees_with_the_plan(self, regulations, vietnam, reading):
        plan = plan_term(
            appointed_on=date.fromisoformat(reading["appointed_on"]),
            ends_on=None,
            born_on=date.fromisoformat(reading["born_on"]),
            sex=reading["sex"],
            rules=regulations.in_force(on=date.fromisoformat(reading["on"])),
            calendar=vietnam,
        )

        assert {
            "procedure": what_follows(plan),
            "last_day": plan.last_day.isoformat(),
            "notice_by": plan.notice_by.isoformat(),
            "decision_by": plan.decision_by.isoformat(),
        } == reading["expected"]


class TestTheReadingOfAuthority:
    @each(TABLE["authority"])
    def test_agrees_with_the_decider(self, regulations, reading):
        on = date.fromisoformat(reading["on"])

        found = decider(reading["act"], reading["level"], on, regulations.in_force(on=on))

        assert found.name == reading["expected"]["holder"]


class TestTheTable:
    def test_gives_each_reading_its_own_id(self):
        ids = [reading["id"] for table in TABLE.values() for reading in table]

        assert sorted(set(ids)) == sorted(ids)

    def test_gives_each_reading_its_source(self):
        bare = [r["id"] for table in TABLE.values() for r in table if not (r["source"] and r["says"])]

        assert bare == []


def what_follows(plan: TermPlan) -> str:
    """The procedure after a term; a reappointment that retirement cuts short has its own word."""
    if plan.procedure is TermProcedure.REAPPOINTMENT and plan.capped_on is not None:
        return "reappointment_to_retirement"
    return plan.procedure.value


def differences(expected: Mapping[str, object], answer: Mapping[str, object]) -> Iterator[str]:
    """Where an answer departs from what the text decides; what the text leaves open is not looked at."""
    for name, wanted in expected.items():
        match name:
            case "articles":
                cited = [f"{c['document']} {c['article']}" for c in answer["citations"]]
                found, agrees = cited, all(any(c.startswith(w) for c in cited) for w in wanted)
            case "outcome_not":
                found, agrees = answer["outcome"], answer["outcome"] not in wanted
            case "no_share" | "no_quorum":
                found = answer[name.removeprefix("no_")]
                agrees = found is None
            case "quorum" | "share" | "disclosure":
                found = answer[name]
                agrees = found is not None and found | wanted == found
            case "notes":
                found, agrees = answer[name], set(wanted) <= set(answer[name])
            case _:
                found, agrees = answer[name], answer[name] == wanted
        if not agrees:
            yield f"{name}: the text says {wanted}, the answer {found}"
