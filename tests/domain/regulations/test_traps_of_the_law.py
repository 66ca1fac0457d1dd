"""What a naive reader of the law gets wrong, each trap as one test."""

from datetime import date

import pytest

from tinnhiem.domain.regulations import (
    Citation,
    ballot_terms,
    decider,
    legal_bases,
    plan_term,
    value_of,
)
from tinnhiem.domain.regulations.articles import in_order
from tinnhiem.domain.regulations.values import Count, Flag, Outcome, Share, Threshold

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def rules_on(regulations):
    return lambda on: regulations.in_force(on=on)


class TestTheDenominator:
    def test_is_the_summoned_and_not_the_present_for_a_reappointment(self, verdict_on):
        """40 triệu tập, 28 có mặt, 20 đồng ý: 71% số phiếu, 50% số người được triệu tập."""
        share = verdict_on(summoned=40, present=28, agree=20).share

        assert (share.numerator, share.denominator, share.denominator_kind) == (20, 40, "summoned")

    def test_is_the_ballots_returned_for_a_poll_and_counts_the_blank_ones(self, verdict_on):
        options = {"high": 5, "medium": 4, "low": 15}
        share = verdict_on(
            procedure="confidence_poll",
            stage="conference",
            summoned=40,
            present=30,
            valid=24,
            options=options,
        ).share

        assert (share.option, share.numerator, share.denominator, share.denominator_kind) == (
            "low",
            15,
            30,
            "returned",
        )

    def test_is_the_present_for_a_staff_conference(self, verdict_on):
        share = verdict_on(
            procedure="staff_conference", stage="resolution", summoned=60, present=40, agree=21
        ).share

        assert (share.denominator, share.denominator_kind) == (40, "present")

    def test_is_all_deputies_for_a_council(self, verdict_on):
        share = verdict_on(
            procedure="council_confidence", stage="vote", summoned=30, present=20, agree=14
        ).share

        assert (share.denominator, share.denominator_kind) == (30, "deputies")

    @pytest.mark.parametrize("whole", [3, 9, 39, 60, 999_999])
    def test_is_compared_exactly_and_never_as_a_rounded_percentage(self, rules_on, whole):
        """2/3 không phải 66,67%."""
        quorum: Threshold = (
            rules_on(date(2024, 5, 20)).get("appointment.leadership_third.quorum").value.threshold
        )

        assert quorum.is_met_by(2 * whole // 3, whole)
        assert not quorum.is_met_by(2 * whole // 3 - 1, whole)


class TestAboveAndAtLeast:
    def test_is_at_least_one_half_for_dismissing_a_public_employee_only(self, verdict_on):
        dismissal = {"procedure": "dismissal", "stage": "leadership", "on": "2025-08-01", "summoned": 8}

        assert verdict_on(**dismissal, agree=4).outcome == "passes"
        assert verdict_on(**dismissal, agree=4, subject={"status": "civil_servant"}).outcome == "head_decides"

    def test_differs_at_two_thirds_between_party_and_state(self, verdict_on):
        poll = {"procedure": "confidence_poll", "stage": "conference", "summoned": 30}
        exactly = verdict_on(**poll, options={"high": 10, "low": 20})
        above = verdict_on(**poll, options={"high": 9, "low": 21})

        assert (exactly.outcome, exactly.next_action) == ("conflict_of_norms", "ask_competent_body")
        assert (above.outcome, above.effects) == ("relieve", ("relieve",))
        assert {c.document for c in exactly.citations} >= {"QĐ 96-QĐ/TW", "NĐ 115/2020/NĐ-CP"}

    def test_lists_both_effects_of_more_than_half_under_the_newer_party_rule(self, verdict_on):
        poll = {"procedure": "confidence_poll", "stage": "conference", "options": {"high": 19, "low": 21}}

        assert verdict_on(**poll, on="2024-05-20").effects == ("out_of_planning", "consider_relief")
        assert verdict_on(**poll, on="2018-05-20").effects == ("out_of_planning",)


class TestOneHalfAndLess:
    def test_is_never_a_refusal_in_a_reappointment(self, rules_on):
        """Từ 50% trở xuống: báo cáo, không phải không đạt; và không gắn hệ quả của lấy phiếu ba mức."""
        for on in (date(2021, 5, 20), date(2024, 5, 20), AFTER):
            for rule in rules_on(on).below("reappointment"):
                if isinstance(rule.value, Outcome):
                    results = {band.result.value for band in rule.value.bands}
                    assert results <= {"passes", "head_decides", "report_to_authority"}


class TestTheTally:
    @pytest.mark.parametrize(
        ("stage", "is_announced"),
        [
            ("enlarged_leadership", False),
            ("leadership_second", True),
            ("key_staff_conference", False),
            ("leadership_third", False),
        ],
    )
    def test_is_announced_at_the_third_step_of_an_appointment_only(self, verdict_on, stage, is_announced):
        verdict = verdict_on(procedure="appointment", stage=stage, options={"an": 40})

        assert verdict.disclosure.is_announced is is_announced

    def test_of_a_poll_is_reported_to_its_conference(self, verdict_on):
        verdict = verdict_on(procedure="confidence_poll", stage="conference", options={"high": 40})

        assert verdict.disclosure.is_announced
        assert set(verdict.disclosure.audience) == {"attendees", "subject", "leadership", "superior"}

    def test_is_on_stamped_paper_unless_the_plan_has_a_clause(self, rules_on):
        for on in (date(2024, 5, 20), AFTER):
            assert value_of(rules_on(on).get("ballot.electronic_needs_plan_clause"), Flag).holds


class TestTheRoom:
    def test_lets_the_chair_from_outside_vote_and_not_the_personnel_officer(self, rules_on):
        """NĐ 115 Đ.47.2: người chủ trì có quyền bỏ phiếu; Đ.46.2a: cơ quan tham mưu không bỏ phiếu."""
        rules = rules_on(date(2024, 5, 20))

        assert value_of(rules.get("appointment.chair_from_outside_votes"), Flag).holds
        assert not value_of(rules.get("appointment.personnel_officer_votes"), Flag).holds

    def test_elects_an_odd_committee(self, rules_on):
        committee = ballot_terms("reappointment", "leadership", rules_on(AFTER)).committee

        assert all(size % 2 for size in committee.sizes)


class TestDatesOfTheLaw:
    def test_put_no_district_into_a_decision_after_june_2025(self, rules_on):
        on = date(2025, 7, 1)

        assert "huyện" not in decider("appoint", "preschool", on, rules_on(on)).name

    def test_put_no_repealed_decree_into_the_legal_bases(self, rules_on):
        for level in ("preschool", "primary", "lower_secondary"):
            lines = [b.words for b in legal_bases("reappointment", rules_on(AFTER), school_level=level)]
            assert not any("115/2020" in line or "28/2020" in line or "32/2020" in line for line in lines)

    def test_count_days_of_notice_and_working_days_of_decision(self, regulations, vietnam):
        """Tết 2025: từ 25/01 đến 02/02; 90 ngày là ngày thường, 01 ngày là ngày làm việc."""
        plan = plan_term(
            appointed_on=date(2020, 2, 4),
            ends_on=None,
            born_on=date(1980, 1, 1),
            sex="male",
            rules=regulations.in_force(on=date(2024, 10, 1)),
            calendar=vietnam,
        )

        assert (plan.last_day, plan.notice_by, plan.decision_by) == (
            date(2025, 2, 3),
            date(2024, 11, 5),
            date(2025, 1, 24),
        )

    def test_never_shorten_the_month_in_post_that_party_and_state_count_differently(self, rules_on):
        rules = rules_on(date(2026, 1, 5))
        party, state = (rules.get(f"appointment.months_in_post.{norm}") for norm in ("party", "state"))

        assert (party.value.count, state.value.count) == (12, 24)
        assert party.conflicts_with == (state.id,)


class TestQuotas:
    def test_of_excellence_are_taken_of_those_rated_good_and_not_of_all(self, rules_on):
        """NĐ 233 Đ.12.6."""
        quota = value_of(rules_on(AFTER).get("appraisal.excellent_quota"), Share)

        assert (quota.of, quota.threshold.least(50)) == ("rated_good", 10)


class TestTheTwoTermCap:
    def test_binds_the_principal_and_not_the_vice_principal(self, rules_on):
        rules = rules_on(date(2024, 5, 20))

        assert value_of(rules.get("term.max_consecutive_same_school.principal"), Count).count == 2
        assert rules.find("term.max_consecutive_same_school.vice_principal") is None


class TestPointsOfAnArticle:
    def test_put_the_letter_with_a_bar_between_d_and_e(self):
        points = ["e", "đ", "d", "g", "a"]
        mixed = [Citation("NĐ 115/2020/NĐ-CP", f"Đ.46.2{point}", "") for point in points]
        mixed.append(Citation("NĐ 115/2020/NĐ-CP", "Đ.46.10", ""))
        mixed.append(Citation("NĐ 115/2020/NĐ-CP", "Đ.5.1", ""))

        assert [citation.article for citation in in_order(mixed)] == [
            "Đ.5.1",
            "Đ.46.2a",
            "Đ.46.2d",
            "Đ.46.2đ",
            "Đ.46.2e",
            "Đ.46.2g",
            "Đ.46.10",
        ]
