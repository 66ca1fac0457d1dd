"""Reappointment and extension: what follows from the counts, under the article of the day."""

import pytest

from tinnhiem.domain.regulations import NoPackOnDate, NoRuleOnDate
from tinnhiem.domain.regulations.findings import QuorumFound, ShareFound
from tinnhiem.domain.regulations.values import Denominator, QuorumBasis

PRINCIPAL = {"role": "principal"}
VICE_PRINCIPAL = {"role": "vice_principal"}
MIXED = {"procedure": "reappointment", "stage": "leadership"}


class TestTheDayOfTheCase:
    def test_is_refused_before_every_pack(self, verdict_on):
        with pytest.raises(NoPackOnDate) as refused:
            verdict_on(on="2014-10-07")

        assert refused.value.params == {"jurisdiction": "vn", "on": "2014-10-07"}

    def test_is_refused_in_a_jurisdiction_nobody_loaded(self, verdict_on):
        with pytest.raises(NoPackOnDate):
            verdict_on(jurisdiction="zz")

    def test_is_refused_where_no_rule_knows_the_procedure(self, verdict_on):
        """Trước Nghị định 115/2020/NĐ-CP không có quy định về bổ nhiệm lại trong bộ."""
        with pytest.raises(NoRuleOnDate) as refused:
            verdict_on(on="2020-09-28")

        assert refused.value.params == {
            "procedure": "reappointment",
            "stage": "key_staff_conference",
            "on": "2020-09-28",
        }

    @pytest.mark.parametrize(
        ("on", "pack", "reason"),
        [
            ("2020-09-29", "vn-2020", "carried_back"),
            ("2023-02-01", "vn-2020", "carried_back"),
            ("2023-02-02", "vn-2023", "carried_back"),
            ("2023-12-06", "vn-2023", "carried_back"),
            ("2023-12-07", "vn-2023", None),
            ("2025-06-30", "vn-2023", None),
            ("2025-07-01", "vn-2025h2", None),
            ("2026-06-30", "vn-2025h2", None),
            ("2026-07-01", "vn-2026h2", "by_analogy"),
        ],
    )
    def test_decides_the_era_and_whether_the_rule_is_provisional(self, verdict_on, on, pack, reason):
        verdict = verdict_on(on=on)

        assert (verdict.pack, verdict.provisional, verdict.provisional_reason) == (
            pack,
            reason is not None,
            reason,
        )

    def test_decides_what_exactly_one_half_means(self, verdict_on):
        """NĐ 115 Đ.51.4: từ 50% trở xuống thì báo cáo; NĐ 170 Đ.39.5: đạt 50% thì người đứng đầu quyết định."""
        before = verdict_on(agree=20, subject=VICE_PRINCIPAL, on="2026-06-30")
        after = verdict_on(agree=20, subject=VICE_PRINCIPAL, on="2026-07-01")

        assert (before.outcome, before.decided_by) == ("report_to_authority", "appointing_authority")
        assert (after.outcome, after.decided_by) == ("head_decides", "head_of_unit")


class TestTheQuorumOfTheKeyStaffConference:
    """NĐ 115 Đ.46.2: các hội nghị chỉ được tiến hành khi có ít nhất 2/3 số người được triệu tập có mặt."""

    def test_is_missed_by_one(self, verdict_on):
        verdict = verdict_on(summoned=39, present=25, agree=25)

        assert verdict.quorum == QuorumFound(met=False, needed=26, of=39, basis=QuorumBasis.SUMMONED)
        assert (verdict.outcome, verdict.next_action, verdict.share) == ("quorum_not_met", "reconvene", None)
        assert [c.article for c in verdict.citations] == ["Đ.46.2", "Đ.51.3"]

    def test_is_met_by_exactly_two_thirds(self, verdict_on):
        verdict = verdict_on(summoned=39, present=26, agree=20)

        assert verdict.quorum == QuorumFound(met=True, needed=26, of=39, basis=QuorumBasis.SUMMONED)
        assert verdict.outcome == "passes"

    def test_is_rounded_up_where_two_thirds_is_no_whole_number(self, verdict_on):
        assert verdict_on(summoned=40, present=26, agree=26).outcome == "quorum_not_met"
        assert verdict_on(summoned=40, present=27, agree=26).outcome == "passes"


class TestTheKeyStaffConference:
    """NĐ 115 Đ.51.4: trên 50% tính trên tổng số người được triệu tập."""

    def test_does_not_pass_on_a_large_share_of_the_ballots_alone(self, verdict_on):
        """40 người được triệu tập, 28 có mặt, 20 đồng ý: 71% số phiếu nhưng 50% số người được triệu tập."""
        verdict = verdict_on(summoned=40, present=28, agree=20, subject=PRINCIPAL)

        assert verdict.share == ShareFound("agree", 20, 40, Denominator.SUMMONED)
        assert (verdict.outcome, verdict.next_action, verdict.decided_by) == (
            "report_to_authority",
            "submit_to_authority",
            "appointing_authority",
        )
        assert verdict.citations[0].document == "NĐ 115/2020/NĐ-CP"
        assert [c.article for c in verdict.citations[:2]] == ["Đ.51.4", "Đ.46.2"]
        assert verdict.shortfall == 1

    def test_passes_with_one_more(self, verdict_on):
        verdict = verdict_on(summoned=40, present=28, agree=21)

        assert (verdict.outcome, verdict.next_action, verdict.decided_by) == (
            "passes",
            "next_step",
            "conference",
        )

    @pytest.mark.parametrize("subject", [PRINCIPAL, VICE_PRINCIPAL])
    def test_reports_exactly_one_half_whoever_the_subject_is(self, verdict_on, subject):
        verdict = verdict_on(agree=20, subject=subject)

        assert (verdict.outcome, verdict.notes) == ("report_to_authority", ())

    def test_counts_invalid_ballots_in_nobodys_favor(self, verdict_on):
        """Phiếu không hợp lệ vẫn nằm trong mẫu số, vì mẫu số là số người được triệu tập."""
        verdict = verdict_on(summoned=40, present=40, valid=30, options={"agree": 20, "disagree": 10})

        assert verdict.share == ShareFound("agree", 20, 40, Denominator.SUMMONED)
        assert verdict.outcome == "report_to_authority"

    def test_keeps_the_tally_from_the_room(self, verdict_on):
        """NĐ 115 Đ.51.3: kết quả kiểm phiếu không công bố tại hội nghị này."""
        disclosure = verdict_on().disclosure

        assert (disclosure.is_announced, disclosure.audience) == (False, ("appointing_authority",))


class TestTheLeadershipStage:
    """NĐ 115 Đ.51.4: trên 50% tổng số thành viên tập thể lãnh đạo; 50% thì người đứng đầu."""

    def test_never_lets_the_principal_decide_on_himself(self, verdict_on):
        verdict = verdict_on(**MIXED, summoned=4, agree=2, subject=PRINCIPAL)

        assert (verdict.outcome, verdict.next_action, verdict.decided_by, verdict.notes) == (
            "head_decides",
            "submit_to_authority",
            "appointing_authority",
            ("subject_is_head",),
        )

    def test_leaves_exactly_one_half_on_a_vice_principal_to_the_head(self, verdict_on):
        verdict = verdict_on(**MIXED, summoned=4, agree=2, subject=VICE_PRINCIPAL)

        assert (verdict.outcome, verdict.next_action, verdict.decided_by, verdict.notes) == (
            "head_decides",
            "head_decision",
            "head_of_unit",
            (),
        )

    def test_reports_less_than_one_half(self, verdict_on):
        assert verdict_on(**MIXED, summoned=5, agree=2).outcome == "report_to_authority"

    def test_passes_above_one_half_of_all_members_and_not_of_those_present(self, verdict_on):
        verdict = verdict_on(**MIXED, summoned=5, present=4, agree=3)

        assert verdict.share == ShareFound("agree", 3, 5, Denominator.MEMBERS)
        assert (verdict.outcome, verdict.decided_by) == ("passes", "leadership")


class TestTheExtensionToRetirement:
    """NĐ 115 Đ.52.3: chỉ tập thể lãnh đạo biểu quyết."""

    @pytest.mark.parametrize(
        ("agree", "outcome"), [(3, "passes"), (2, "head_decides"), (1, "report_to_authority")]
    )
    def test_is_decided_by_the_leadership_alone(self, verdict_on, agree, outcome):
        verdict = verdict_on(procedure="extension", stage="leadership", summoned=4, agree=agree)

        assert (verdict.outcome, verdict.provisional) == (outcome, False)

    def test_knows_no_staff_conference(self, verdict_on):
        with pytest.raises(Exception, match="case_word_unknown"):
            verdict_on(procedure="extension", stage="key_staff_conference")
