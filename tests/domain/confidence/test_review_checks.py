"""What a lawyer is told about an order of review cases that cannot be followed, before a case meets it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.domain.confidence.review import find_next_step
from tinnhiem.domain.confidence.review_checks import (
    CaseDeadEnd,
    CaseDecisionUnreachable,
    CaseFormMissing,
    CaseOrderTwice,
    CasePlaceholderUnknown,
    CaseRuleMissing,
    CaseStepUnreachable,
    CaseWordsMissing,
    OrderFieldUnknown,
    OrderWordUnknown,
    mistakes_in_casework,
)
from tinnhiem.domain.confidence.review_files import CaseOrderMalformed, read_case_order
from tinnhiem.domain.confidence.review_ways import ways_of
from tinnhiem.domain.regulations import load
from tinnhiem.packs import PACKS

REGULATIONS = load([PACKS])
HEADER = 'id = "vn-thu"\njurisdiction = "vn"\nlayer = "national"\nname = "Bộ thử"\n'
ORDERS = PACKS / "vn" / "casework"
Judge = Callable[..., list[DomainError]]


@pytest.fixture
def judged(tmp_path: Path) -> Judge:
    """The mistakes in an order of the house in which some words were exchanged for others."""

    def judge(procedure: str, exchanged: dict[str, str], *, copies: int = 1) -> list[DomainError]:
        folder = tmp_path / "vn" / "casework"
        folder.mkdir(parents=True)
        (tmp_path / "vn" / "pack.toml").write_text(HEADER, encoding="utf-8")
        text = (ORDERS / f"{procedure}.toml").read_text(encoding="utf-8")
        for earlier, later in exchanged.items():
            assert earlier in text
            text = text.replace(earlier, later)
        for number in range(copies):
            (folder / f"{number}.toml").write_text(text, encoding="utf-8")
        return list(mistakes_in_casework([PACKS, tmp_path], REGULATIONS))

    return judge


BROKEN = [
    ("unread field", "resignation", {'taken_by = "office"': 'taken_bye = "office"'}, CaseOrderMalformed),
    (
        "field nobody reads",
        "resignation",
        {"after_stop = true": "after_stop = true\nafterwards = 1"},
        OrderFieldUnknown,
    ),
    ("taker", "resignation", {'taken_by = "office"': 'taken_by = "porter"'}, OrderWordUnknown),
    ("step asked after", "dismissal", {'step = "leadership_vote"': 'step = "ballot"'}, CaseOrderMalformed),
    ("result asked for", "dismissal", {'on = ["head_decision"]': 'on = ["half"]'}, OrderWordUnknown),
    ("stage", "extension", {'stage = "leadership"': 'stage = "staff"'}, OrderWordUnknown),
    ("act", "resignation", {'act = "relieve"': 'act = "release"'}, OrderWordUnknown),
    ("paper", "dismissal", {'papers = ["submission"]': 'papers = ["leaflet"]'}, OrderWordUnknown),
    ("form", "resignation", {'"decision_resignation"': '"decision_of_resigning"'}, CaseFormMissing),
    ("further procedure", "confidence_poll", {'opens = "dismissal"': 'opens = "recall"'}, OrderWordUnknown),
    (
        "item of publication",
        "extension",
        {'published_as = "relief"': 'published_as = "gossip"'},
        OrderWordUnknown,
    ),
    ("rule of a limit", "resignation", {'"resignation.decide"': '"resignation.decided"'}, CaseRuleMissing),
    ("day of a rule", "resignation", {"from = 2020-09-29": "from = 2009-09-29"}, CaseRuleMissing),
    (
        "rule that follows",
        "resignation",
        {'"resignation.allowance"': '"resignation.pension"'},
        CaseRuleMissing,
    ),
    ("words", "resignation", {"executors =": "executioners ="}, CaseWordsMissing),
    (
        "placeholder",
        "resignation",
        {"{subject} từ chức, thôi": "{leader} từ chức, thôi"},
        CasePlaceholderUnknown,
    ),
    (
        "empty placeholder",
        "resignation",
        {'"Quyết định này có hiệu lực từ ngày {effective_on}."': '"Từ {}."'},
        CasePlaceholderUnknown,
    ),
    (
        "step out of reach",
        "dismissal",
        {'on = ["head_decision"]': "on = []"},
        CaseStepUnreachable,
    ),
    (
        "decision out of reach",
        "resignation",
        {'on = ["received"]': "on = []"},
        CaseDecisionUnreachable,
    ),
    (
        "dead end",
        "resignation",
        {"after_stop = true": 'after_stop = true\nafter = [{ step = "request", on = ["received"] }]'},
        CaseDeadEnd,
    ),
]


class TestAnOrderThatCannotBeFollowed:
    @pytest.mark.parametrize(
        ("what", "procedure", "exchanged", "error"), BROKEN, ids=[row[0] for row in BROKEN]
    )
    def test_is_named_by_its_mistake(self, judged, what, procedure, exchanged, error):
        found = judged(procedure, exchanged)

        assert error in {type(mistake) for mistake in found}
        for mistake in found:
            assert mistake.params["file"] == "0.toml"
            assert all(explain(mistake, language) for language in LANGUAGES)

    def test_says_where_and_what_may_stand_there(self, judged):
        (mistake,) = judged("extension", {'stage = "leadership"': 'stage = "staff"'})

        assert mistake.params == {
            "file": "0.toml",
            "place": "steps.leadership_vote.stage",
            "word": "staff",
            "allowed": "leadership",
        }

    def test_is_one_of_two_for_the_same_day(self, judged):
        found = judged("resignation", {}, copies=2)

        assert [type(mistake) for mistake in found] == [CaseOrderTwice]


class TestTheOrdersOfTheHouse:
    def test_hold_no_mistake(self):
        assert mistakes_in_casework([PACKS], REGULATIONS) == ()

    @pytest.mark.parametrize("file", sorted(ORDERS.glob("*.toml")), ids=lambda file: file.stem)
    def test_lead_somewhere_by_every_way(self, file):
        order = read_case_order(file)
        ways = ways_of(order)

        assert ways.dead_ends == []
        assert ways.steps == {step.id for step in order.steps}
        assert find_next_step(order, ()) is order.steps[0]
