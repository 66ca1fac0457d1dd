"""Every clause of the packs, executed both ways: at its boundary and one short of it."""

import re
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from tinnhiem.domain.regulations import (
    Case,
    Subject,
    ballot_terms,
    decider,
    judge,
    load,
    refuse_wrong_holder,
)
from tinnhiem.domain.regulations.cases import STAGES
from tinnhiem.domain.regulations.errors import NoDecider, WrongHolder
from tinnhiem.domain.regulations.values import (
    AgeRoad,
    BallotForm,
    Disclosure,
    Duration,
    Labels,
    Office,
    Outcome,
    Quorum,
    RetirementAges,
)
from tinnhiem.packs import PACKS

REGULATIONS = load([PACKS])
RULES = [rule for rules in REGULATIONS.rules.values() for rule in rules]
WHOLES = (11, 12, 30, 40)
HOLDERS = {rule.value.holder for rule in RULES if isinstance(rule.value, Office)}
ACTS = {act for rule in RULES if isinstance(rule.value, Office) for act in rule.value.acts}


def of_kind(kind):
    """The rules whose value is of a kind, with readable ids for the test."""
    return [
        pytest.param(rule, id=f"{rule.id}-{rule.scope}-{rule.period.starts_on}")
        for rule in RULES
        if isinstance(rule.value, kind)
    ]


def stage_of(rule):
    procedure, stage, *_ = rule.id.split(".")
    return procedure, stage


def status_of(rule):
    return "public_employee" if rule.scope == "any" else str(rule.scope)


def a_vote(rule, options, *, whole, present=None):
    """A vote under ``rule``, on its first day, in which ``whole`` people were summoned and came."""
    procedure, stage = stage_of(rule)
    there = whole if present is None else present
    return Case(
        jurisdiction="vn",
        procedure=procedure,
        stage=stage,
        on=rule.period.starts_on,
        summoned=whole,
        present=there,
        issued=there,
        returned=there,
        valid=sum(options.values()) if procedure != "planning" else there,
        options=options,
        subject=Subject("vice_principal", status_of(rule)),
        new_names=("judged",) if rule.id.endswith(".new_name") else (),
    )


def options_for(rule, band, votes, whole):
    """``votes`` for the option that the band looks at; the others take what is left and never overtake."""
    procedure, stage = stage_of(rule)
    judged = band.option or {"agree": "agree", "low": "low"}.get(rule.value.judged, "judged")
    rest = next((o for o in STAGES[procedure][stage] if o != judged), None)
    if rest is not None:
        return {judged: votes, rest: whole - votes}
    spread = {f"other{i:02}": 1 for i in range(whole - votes)}
    return {judged: votes} | spread


def judged_alone(rule, case):
    """The verdict on a case with ``rule`` as the only norm that judges."""
    rules = REGULATIONS.in_force(on=case.on)
    siblings = [r for r in rules.below(rule.id.split(".outcome")[0]) if ".outcome" in r.id]
    kept = {
        rule_id: found
        for rule_id, found in rules._by_id.items()
        if rule_id == rule.id or rule_id not in {s.id for s in siblings} or rule.id.endswith(".new_name")
    }
    return judge(case, replace(rules, _by_id=kept))


def expected(rule, options, whole):
    """The answer of an outcome by plain fractions, written without the engine's own arithmetic."""
    judged = {"agree": "agree", "low": "low"}.get(rule.value.judged, max(options, key=options.get))
    for band in rule.value.bands[:-1]:
        share = Fraction(options.get(band.option or judged, 0), whole)
        leaders = list(options.values()).count(options[judged])
        above, on = share > band.threshold.share, share == band.threshold.share
        if (above or (on and band.threshold.inclusive)) and band.leaders in (None, leaders):
            return band.result
    return rule.value.bands[-1].result


OUTCOMES = [param for param in of_kind(Outcome) if param.values[0].value.judged != "nothing"]


class TestAnOutcome:
    @pytest.mark.parametrize("rule", OUTCOMES)
    def test_answers_around_each_of_its_thresholds_as_it_is_written(self, rule):
        seen = set()
        for whole in WHOLES:
            for band in rule.value.bands:
                boundary = Fraction(0) if band.threshold is None else band.threshold.share * whole
                for votes in {int(boundary) - 1, int(boundary), int(boundary) + 1} & set(range(1, whole + 1)):
                    options = options_for(rule, band, votes, whole)
                    if rule.id.endswith(".new_name") and 2 * votes <= whole:
                        continue

                    verdict = judged_alone(rule, a_vote(rule, options, whole=whole))

                    assert verdict.outcome == expected(rule, options, whole), (options, whole)
                    seen.add(verdict.outcome)

        reachable = {band.result for band in rule.value.bands if band.leaders is None}
        assert reachable <= seen

    @pytest.mark.parametrize("rule", of_kind(Outcome))
    def test_cites_its_article_and_says_whether_it_is_provisional(self, rule):
        options = options_for(rule, rule.value.bands[0], 12, 12)

        verdict = judged_alone(rule, a_vote(rule, options, whole=12))

        assert set(rule.citations) <= set(verdict.citations)
        assert verdict.provisional_reason == (rule.provisional_reason and str(rule.provisional_reason))

    @pytest.mark.parametrize("rule", of_kind(Outcome))
    def test_does_not_judge_the_day_before_it_begins(self, rule):
        on = rule.period.starts_on - timedelta(days=1)
        if on < REGULATIONS.eras_of("vn")[0].period.starts_on:
            return

        found = REGULATIONS.in_force(on=on).find(rule.id, status=status_of(rule))

        assert found is not rule


class TestAQuorum:
    @pytest.mark.parametrize("rule", of_kind(Quorum))
    def test_is_met_at_its_share_and_missed_one_below(self, rule):
        procedure, stage = stage_of(rule)
        names = STAGES[procedure][stage] or ("an",)
        for whole in WHOLES:
            needed = next(n for n in range(whole + 1) if Fraction(n, whole) >= rule.value.threshold.share)
            rules = REGULATIONS.in_force(on=rule.period.starts_on)

            met = judge(a_vote(rule, {names[0]: needed}, whole=whole, present=needed), rules)
            missed = judge(a_vote(rule, {names[0]: needed - 1}, whole=whole, present=needed - 1), rules)

            assert (met.quorum.met, met.quorum.needed, met.quorum.basis) == (True, needed, rule.value.basis)
            assert (missed.quorum.met, missed.outcome, missed.share) == (False, "quorum_not_met", None)
            assert set(rule.citations) <= set(missed.citations)


class TestADisclosure:
    @pytest.mark.parametrize("rule", of_kind(Disclosure))
    def test_is_what_the_verdict_says(self, rule):
        procedure, stage = stage_of(rule)
        names = STAGES[procedure][stage] or ("an",)

        verdict = judge(
            a_vote(rule, {names[0]: 12}, whole=12), REGULATIONS.in_force(on=rule.period.starts_on)
        )

        assert verdict.disclosure == rule.value

    @pytest.mark.parametrize("rule", of_kind(Outcome))
    def test_stands_beside_every_outcome_on_every_day(self, rule):
        if rule.id.endswith(".new_name"):
            return
        prefix = rule.id.split(".outcome")[0]
        days = [rule.period.starts_on] + [
            other.period.starts_on
            for other in RULES
            if other.id == f"{prefix}.disclosure" and other.period.starts_on in rule.period
        ]

        for on in days:
            assert REGULATIONS.in_force(on=on).find(f"{prefix}.disclosure", status=status_of(rule))


class TestAnOffice:
    @pytest.mark.parametrize("rule", of_kind(Office))
    def test_holds_its_acts_and_nobody_else_does(self, rule):
        on = rule.period.starts_on
        rules = REGULATIONS.in_force(on=on)
        for act in rule.value.acts:
            for level in rule.value.levels:
                wrong = sorted(HOLDERS - {rule.value.holder})[0]
                arguments = {"act": act, "school_level": level, "on": on, "rules": rules}

                assert refuse_wrong_holder(**arguments, holder=rule.value.holder).citations == rule.citations
                with pytest.raises(WrongHolder):
                    refuse_wrong_holder(**arguments, holder=wrong)

    @pytest.mark.parametrize("rule", of_kind(Office))
    def test_is_not_asked_for_a_level_nobody_runs(self, rule):
        on = rule.period.starts_on
        with pytest.raises(NoDecider):
            decider(rule.value.acts[0], "university", on, REGULATIONS.in_force(on=on))


class TestEveryRule:
    def test_is_never_sure_of_what_it_carries(self):
        """A provisional rule says where it was taken from and why in words."""
        mute = [rule.place for rule in RULES if rule.provisional and not rule.note and rule.confidence != "R"]

        assert mute == []

    def test_names_rules_that_exist_where_it_names_a_conflict(self):
        known = {rule.id for rule in RULES}

        assert [rule.id for rule in RULES if not set(rule.conflicts_with) <= known] == []

    @pytest.mark.parametrize("rule", of_kind(Duration))
    def test_lasts_at_least_one_unit(self, rule):
        assert rule.value.count >= 1

    @pytest.mark.parametrize("rule", of_kind(Labels))
    def test_uses_each_code_once(self, rule):
        codes = [entry.code for entry in rule.value.entries]

        assert len(codes) == len(set(codes))

    @pytest.mark.parametrize("rule", of_kind(RetirementAges))
    def test_never_lowers_the_retirement_age(self, rule):
        for road in rule.value.by_sex.values():
            assert isinstance(road, AgeRoad)
            ages = [road.in_year(year) for year in range(2015, 2050)]
            assert ages == sorted(ages)
            assert ages[-1] == road.last.in_months

    def test_cites_a_repealed_decree_only_while_provisional(self):
        """Từ 01/7/2026 Nghị định 115/2020 hết hiệu lực: chỉ còn được áp dụng tiếp, có ghi rõ."""
        late = [
            rule
            for rule in RULES
            if rule.period.starts_on.year == 2026
            and any("115/2020" in citation.document for citation in rule.citations)
        ]

        assert late
        assert {rule.provisional_reason for rule in late} == {"carried_over"}

    def test_cites_no_document_younger_than_itself_unless_provisional(self):
        """Văn bản ban hành sau không thể là căn cứ trước ngày nó tồn tại, trừ khi ghi rõ là tạm áp dụng."""
        early = [
            (rule.id, rule.period.starts_on, citation.document)
            for rule in RULES
            if not rule.provisional
            for citation in rule.citations
            if (year := re.search(r"/(20[0-9]{2})\b", citation.document))
            and int(year[1]) > rule.period.starts_on.year
        ]

        assert early == []


class TestABallot:
    @pytest.mark.parametrize("rule", of_kind(BallotForm))
    def test_offers_the_options_that_its_stage_counts(self, rule):
        _, procedure, stage = rule.id.split(".")

        assert tuple(option.code for option in rule.value.options) == STAGES[procedure][stage]

    @pytest.mark.parametrize("rule", of_kind(BallotForm))
    def test_has_its_terms_from_its_first_day_on(self, rule):
        _, procedure, stage = rule.id.split(".")

        terms = ballot_terms(procedure, stage, REGULATIONS.in_force(on=rule.period.starts_on))

        assert (terms.title, terms.is_stamp_required) == (rule.value.title, True)
