"""What follows from a tally: exact fractions of those summoned, and nobody gains from an invalid ballot."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.polls import a_tally
from tinnhiem.domain.confidence import Tally, conclude
from tinnhiem.domain.regulations import NoPackOnDate, Verdict, load
from tinnhiem.packs import PACKS

RULES = load([PACKS]).in_force(on=date(2024, 5, 20), jurisdiction="vn")


def verdict_on(tally: Tally) -> Verdict:
    return conclude(tally, rules=RULES).verdict


class TestConcludingAReappointmentBallot:
    """Đ.51.4 NĐ 115/2020: tỷ lệ đồng ý trên 50% tính trên tổng số người được triệu tập."""

    def test_with_20_of_40_summoned_reports_to_the_authority_though_20_of_28_agreed(self):
        """40 người được triệu tập, 28 người có mặt, 20 đồng ý: đúng 50%, báo cáo cấp có thẩm quyền."""
        outcome = conclude(a_tally(agree=20, disagree=8, summoned=40), rules=RULES)

        found = outcome.verdict.to_json()
        assert (found["outcome"], found["next_action"], found["decided_by"]) == (
            "report_to_authority",
            "submit_to_authority",
            "appointing_authority",
        )
        assert found["share"] == {
            "option": "agree",
            "numerator": 20,
            "denominator": 40,
            "denominator_kind": "summoned",
        }
        assert found["disclosure"] == {"announced_at_meeting": False, "audience": ["appointing_authority"]}

    def test_with_one_more_than_half_of_those_summoned_passes(self):
        assert verdict_on(a_tally(agree=21, disagree=7, summoned=40)).outcome == "passes"

    def test_counts_invalid_ballots_in_nobodys_favour(self):
        """Phiếu không hợp lệ không tính cho bên nào, nhưng người bỏ phiếu vẫn ở trong mẫu số."""
        found = verdict_on(a_tally(agree=20, disagree=0, invalid=8, summoned=40)).to_json()

        assert (found["outcome"], found["share"]["numerator"], found["share"]["denominator"]) == (
            "report_to_authority",
            20,
            40,
        )

    def test_names_its_article(self):
        citations = verdict_on(a_tally(agree=21, disagree=7)).to_json()["citations"]

        assert {"document": "NĐ 115/2020/NĐ-CP", "article": "Đ.51.4"} in citations

    def test_of_a_room_without_a_quorum_judges_no_share(self):
        found = verdict_on(a_tally(agree=20, disagree=6, summoned=40)).to_json()

        assert (found["outcome"], found["share"], found["quorum"]["met"]) == ("quorum_not_met", None, False)

    def test_counts_people_and_not_sheets_as_having_received_a_ballot(self):
        case = conclude(a_tally(agree=21, disagree=7), rules=RULES).case

        assert (case.issued, case.returned, case.valid) == (28, 28, 28)

    @given(agree=st.integers(0, 40), data=st.data())
    def test_passes_exactly_when_twice_the_agreeing_exceed_those_summoned(self, agree, data):
        invalid = data.draw(st.integers(0, 40 - agree))
        tally = a_tally(agree=agree, disagree=40 - agree - invalid, invalid=invalid, summoned=40)

        assert (verdict_on(tally).outcome == "passes") == (2 * agree > 40)

    def test_is_shown_without_a_number(self):
        outcome = conclude(a_tally(agree=613, disagree=227, summoned=997), rules=RULES)

        assert not any(number in repr(outcome) for number in ("613", "227", "840", "997"))


class TestADayBeforeEveryRule:
    def test_has_no_rules_to_conclude_under(self):
        with pytest.raises(NoPackOnDate):
            load([PACKS]).in_force(on=date(2010, 1, 1), jurisdiction="vn")
