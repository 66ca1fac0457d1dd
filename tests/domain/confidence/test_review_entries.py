"""What is entered for a step, and what follows: counts are judged, words are asked for, nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest

from tinnhiem.domain.confidence.entries import (
    CaseSettings,
    CountsMissing,
    Entry,
    EntryIncomplete,
    EquivalentPostBarred,
    VoteCounts,
    VoteWithoutQuorum,
    norms_of,
    refuse_equivalent_post,
    settle_step,
)
from tinnhiem.domain.confidence.review_files import find_case_order
from tinnhiem.domain.regulations import Case, Subject, load
from tinnhiem.packs import PACKS

REGULATIONS = load([PACKS])
DAY = date(2026, 5, 18)


def settings(
    procedure: str, *, on: date = DAY, role: str = "vice_principal", status: str = "public_employee"
):
    return CaseSettings(
        procedure=procedure,
        on=on,
        jurisdiction="vn",
        subject=Subject(role=role, status=status),
        rules=REGULATIONS.in_force(on=on, jurisdiction="vn"),
    )


def votes(agree: int, disagree: int, *, members: int | None = None) -> VoteCounts:
    """Ballots of everybody present; ``members`` counts those away as well."""
    cast = agree + disagree
    whole = cast if members is None else members
    return VoteCounts(whole, cast, cast, cast, cast, {"agree": agree, "disagree": disagree})


def led_to(procedure: str, counts: VoteCounts | None, **changes: object) -> str:
    """The result of the leadership's vote."""
    found = settings(procedure, **changes)
    order = find_case_order([PACKS], jurisdiction="vn", procedure=procedure, on=found.on)
    step = next(step for step in order.steps if step.id == "leadership_vote")
    return settle_step(step, Entry("Tập thể lãnh đạo", found.on, counts=counts), found).result


class TestTheVoteOfTheLeadership:
    def test_is_nothing_without_counts(self):
        with pytest.raises(CountsMissing):
            led_to("reappointment", None)

    def test_is_no_vote_without_a_quorum(self):
        with pytest.raises(VoteWithoutQuorum):
            led_to("reappointment", votes(3, 0, members=6))

    @pytest.mark.parametrize(
        ("agree", "disagree", "members", "result"),
        [
            (3, 2, 5, "next_step"),
            (2, 2, 4, "head_decision"),
            (3, 1, 6, "head_decision"),
            (2, 3, 5, "submit_to_authority"),
            (2, 2, 5, "submit_to_authority"),
        ],
    )
    def test_counts_all_members_in_a_reappointment(self, agree, disagree, members, result):
        """Điểm a khoản 4 Điều 51: trên tổng số thành viên; đúng một nửa thì người đứng đầu quyết định."""
        assert led_to("reappointment", votes(agree, disagree, members=members)) == result

    def test_never_lets_the_head_decide_on_himself(self):
        assert led_to("reappointment", votes(2, 2), role="principal") == "submit_to_authority"

    def test_needs_one_half_to_dismiss_a_public_employee(self):
        """Viên chức: từ 50% trở lên."""
        assert led_to("dismissal", votes(2, 2)) == "next_step"

    def test_needs_over_one_half_to_dismiss_a_civil_servant(self):
        """Công chức: trên 50%; đúng một nửa thì người đứng đầu quyết định."""
        assert led_to("dismissal", votes(2, 2), status="civil_servant") == "head_decision"

    def test_asks_for_no_quorum_where_the_article_names_none(self):
        assert led_to("extension", votes(3, 0, members=6)) == "head_decision"


class TestTheWordsOfAStep:
    @pytest.mark.parametrize(
        ("step_id", "entry"),
        [
            ("verification", Entry("Phòng Nội vụ", DAY, result="clear")),
            ("party_opinion", Entry("Đảng ủy", DAY, result="for")),
            ("party_opinion", Entry("Đảng ủy", DAY, result="with_remarks", number="05-CV/ĐU")),
            ("continuation_after_vote", Entry("Chủ tịch", DAY, result="continue", text=" ")),
            ("decision", Entry("", DAY, result="reappoint", text="Đủ điều kiện")),
        ],
    )
    def test_are_asked_for(self, step_id, entry):
        order = find_case_order([PACKS], jurisdiction="vn", procedure="reappointment", on=DAY)
        step = next(step for step in order.steps if step.id == step_id)

        with pytest.raises(EntryIncomplete):
            settle_step(step, entry, settings("reappointment"))


class TestTwoNormsOnOnePoll:
    def low(self, low: int) -> dict[str, str]:
        case = Case(
            jurisdiction="vn",
            procedure="confidence_poll",
            stage="conference",
            on=DAY,
            summoned=30,
            present=30,
            issued=30,
            returned=30,
            valid=30,
            options={"high": 30 - low, "medium": 0, "low": low},
        )
        rules = REGULATIONS.in_force(on=DAY, jurisdiction="vn")
        return {rule.rsplit(".", 1)[-1]: action for rule, action in norms_of(case, rules).items()}

    def test_say_the_same_over_two_thirds(self):
        assert set(self.low(21).values()) == {"open_dismissal"}

    def test_differ_at_exactly_two_thirds(self):
        assert self.low(20) == {"party": "open_dismissal", "state": "open_relief_review"}


class TestWhoWasNotReappointed:
    @pytest.mark.parametrize(
        ("held", "given"),
        [
            ("principal", "principal"),
            ("vice_principal", "vice_principal"),
            ("vice_principal", "principal"),
        ],
    )
    def test_gets_no_equivalent_or_higher_post(self, held, given):
        rules = REGULATIONS.in_force(on=DAY, jurisdiction="vn")

        with pytest.raises(EquivalentPostBarred) as refused:
            refuse_equivalent_post(held=held, given=given, rules=rules)
        assert "Điều 49" in str(refused.value.citation)

    def test_may_get_a_lower_one_or_none(self):
        rules = REGULATIONS.in_force(on=DAY, jurisdiction="vn")

        refuse_equivalent_post(held="principal", given="vice_principal", rules=rules)
        refuse_equivalent_post(held="vice_principal", given="", rules=rules)


class TestCountsOnTheirWay:
    def test_stay_out_of_every_representation(self):
        entry = replace(Entry("Tổ kiểm phiếu", DAY), counts=votes(41_017, 2))

        assert "41017" not in repr(entry)
