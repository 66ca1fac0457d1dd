"""What the room must give before a step may close, and the sentences that the minutes take from the pack."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.common.sentences import explain
from tinnhiem.domain.procedure import (
    Address,
    Candidate,
    Headcount,
    Line,
    Step,
    address_lines,
    elect_committee,
    fill,
    found_phrase,
    read_procedure,
    require_majority,
    require_quorum,
)
from tinnhiem.domain.procedure.room import (
    CommitteeHeadMissing,
    CommitteeMemberAbsent,
    CommitteeMemberBarred,
    CommitteeSizeWrong,
    HandsExceedPresent,
    MajorityNotReached,
    MinutesFactMissing,
    QuorumNotReached,
    RecommendationUnanswered,
)
from tinnhiem.packs import PACKS

ARTICLE = "khoản 2 Điều 46 Nghị định số 115/2020/NĐ-CP"
HALF = Fraction(1, 2)
CONFERENCE = read_procedure(PACKS / "vn" / "procedures" / "reappointment.key_staff_conference.toml")
OFFICER_ANH: Mapping[str, str | int] = {"supervisor": "ông Đỗ Quốc Anh"}


def a_headcount(*, summoned: int = 42, present: int = 30) -> Headcount:
    """The needed number is two thirds of those summoned, rounded up."""
    return Headcount(summoned, present, needed=-(-summoned * 2 // 3), citation=ARTICLE)


def a_candidate(number: int = 1, **changes: object) -> Candidate:
    """Somebody whom nearly everybody in a room of 30 wants; the first one as head."""
    names = ["Tổ trưởng Minh", "Cô Mai", "Thầy Phúc", "Cô Nga", "Thầy An", "Cô Hà"]
    found = Candidate(
        str(number), names[number - 1], is_head=number == 1, hands=28, is_present=True, barred_because=None
    )
    return replace(found, **changes)


def elect(*candidates: Candidate, present: int = 30) -> tuple[Candidate, ...]:
    return elect_committee(CONFERENCE.step("elect_committee"), candidates, present=present)


class TestTheQuorum:
    """Đ.46.2 NĐ 115/2020: hội nghị được tiến hành khi có mặt ít nhất 2/3 số người được triệu tập."""

    def test_is_missed_by_one_person_and_the_refusal_says_so_with_its_article(self):
        with pytest.raises(QuorumNotReached) as refused:
            require_quorum(a_headcount(summoned=42, present=27))

        assert refused.value.params == {"present": 27, "needed": 28, "summoned": 42, "missing": 1}
        assert refused.value.citation == ARTICLE
        assert "còn thiếu 1" in explain(refused.value)

    def test_is_met_by_exactly_two_thirds(self):
        require_quorum(a_headcount(summoned=42, present=28))

    def test_rounds_up_where_two_thirds_are_no_whole_number(self):
        headcount = a_headcount(summoned=40, present=26)

        assert (headcount.needed, headcount.has_quorum) == (27, False)

    @given(summoned=st.integers(1, 2000), present=st.integers(0, 2000))
    def test_holds_exactly_when_three_times_the_present_reach_twice_the_summoned(self, summoned, present):
        assert a_headcount(summoned=summoned, present=present).has_quorum == (3 * present >= 2 * summoned)


class TestAShowOfHands:
    """Biểu quyết bằng giơ tay: quá nửa số người có mặt."""

    def test_refuses_more_hands_than_people(self):
        with pytest.raises(HandsExceedPresent) as refused:
            require_majority(hands=31, present=30, share=HALF)

        assert refused.value.params == {"hands": 31, "present": 30}

    def test_is_not_carried_by_exactly_half(self):
        with pytest.raises(MajorityNotReached) as refused:
            require_majority(hands=15, present=30, share=HALF)

        assert refused.value.params == {"hands": 15, "present": 30, "needed": 16}

    def test_is_not_carried_in_an_empty_room(self):
        with pytest.raises(MajorityNotReached):
            require_majority(hands=0, present=0, share=HALF)

    def test_is_carried_by_one_more_than_half(self):
        require_majority(hands=16, present=30, share=HALF)

    @given(present=st.integers(1, 500), data=st.data())
    def test_needs_exactly_the_number_that_a_refusal_names(self, present, data):
        hands = data.draw(st.integers(0, present // 2))

        with pytest.raises(MajorityNotReached) as refused:
            require_majority(hands=hands, present=present, share=HALF)

        needed = refused.value.params["needed"]
        require_majority(hands=needed, present=present, share=HALF)
        with pytest.raises(MajorityNotReached):
            require_majority(hands=needed - 1, present=present, share=HALF)


class TestElectingTheCountingCommittee:
    """Tổ kiểm phiếu 3 hoặc 5 người, một tổ trưởng; người được lấy phiếu và người thân không tham gia."""

    @pytest.mark.parametrize("size", [0, 1, 2, 4, 6])
    def test_refuses_any_size_but_three_or_five(self, size):
        with pytest.raises(CommitteeSizeWrong) as refused:
            elect(*(a_candidate(number) for number in range(1, size + 1)))

        assert refused.value.params == {"size": size, "allowed": "3, 5"}

    @pytest.mark.parametrize("heads", [(), (1, 2)])
    def test_refuses_a_committee_without_exactly_one_head(self, heads):
        with pytest.raises(CommitteeHeadMissing):
            elect(*(a_candidate(number, is_head=number in heads) for number in (1, 2, 3)))

    @pytest.mark.parametrize("ground", ["người được xem xét", "người thân của người được xem xét"])
    def test_refuses_the_subject_and_relatives_and_says_why(self, ground):
        with pytest.raises(CommitteeMemberBarred) as refused:
            elect(a_candidate(1), a_candidate(2, barred_because=ground), a_candidate(3))

        assert refused.value.params == {"name": "Cô Mai", "ground": ground}

    def test_refuses_somebody_who_is_not_in_the_room(self):
        with pytest.raises(CommitteeMemberAbsent) as refused:
            elect(a_candidate(1), a_candidate(2), a_candidate(3, is_present=False))

        assert refused.value.params == {"name": "Thầy Phúc"}

    def test_refuses_somebody_whom_only_half_of_the_room_wants(self):
        with pytest.raises(MajorityNotReached):
            elect(a_candidate(1), a_candidate(2), a_candidate(3, hands=15))

    def test_refuses_more_hands_for_somebody_than_there_are_people(self):
        with pytest.raises(HandsExceedPresent):
            elect(a_candidate(1, hands=31), a_candidate(2), a_candidate(3))

    @pytest.mark.parametrize("size", [3, 5])
    def test_puts_the_head_first(self, size):
        members = [a_candidate(number, is_head=number == size) for number in range(1, size + 1)]

        assert elect(*members) == (members[-1], *members[:-1])


class TestTheAddressOfTheSupervisingOfficer:
    """Người phát biểu không gợi ý hội nghị nên bỏ phiếu thế nào; có gợi ý thì ghi là điều bất thường."""

    RECOMMENDATION = "Đồng chí rất xứng đáng, ĐỀ NGHỊ các đồng chí đồng ý."

    @pytest.fixture
    def step(self) -> Step:
        return CONFERENCE.step("address")

    def test_is_not_minuted_while_nobody_said_whether_a_suspicious_phrase_recommends_a_vote(self, step):
        with pytest.raises(RecommendationUnanswered) as refused:
            address_lines(step, Address(self.RECOMMENDATION, recommends_vote=None), OFFICER_ANH)

        assert refused.value.params == {"phrase": "đề nghị các đồng chí đồng ý"}

    @pytest.mark.parametrize(
        "said", ["de nghi cac dong chi dong y", "Tập  trung phiếu cho cô ấy", "UNG HO DONG CHI Lan"]
    )
    def test_is_suspicious_whatever_the_case_the_marks_and_the_blanks(self, step, said):
        assert found_phrase(step.warning_phrases, said) is not None

    def test_that_recommends_a_vote_leaves_an_irregularity_after_its_words(self, step):
        lines = address_lines(step, Address(self.RECOMMENDATION, recommends_vote=True), OFFICER_ANH)

        assert lines == (
            Line(f"Ông Đỗ Quốc Anh phát biểu: “{self.RECOMMENDATION}”"),
            Line(fill(step.irregularity, OFFICER_ANH, step="address"), is_irregularity=True),
        )

    def test_that_was_judged_not_to_recommend_leaves_its_words_only(self, step):
        lines = address_lines(step, Address(self.RECOMMENDATION, recommends_vote=False), OFFICER_ANH)

        assert lines == (Line(f"Ông Đỗ Quốc Anh phát biểu: “{self.RECOMMENDATION}”"),)

    def test_without_a_suspicious_phrase_needs_no_answer(self, step):
        address = Address("Mỗi người tự cân nhắc.", recommends_vote=None)

        assert address_lines(step, address, OFFICER_ANH) == (
            Line("Ông Đỗ Quốc Anh phát biểu: “Mỗi người tự cân nhắc.”"),
        )

    @pytest.mark.parametrize("silence", [None, Address("", recommends_vote=None)])
    def test_that_was_not_given_is_minuted_as_silence(self, step, silence):
        assert address_lines(step, silence, OFFICER_ANH) == (Line(step.minutes_without),)

    def test_may_contain_braces_without_being_taken_for_a_fact(self, step):
        lines = address_lines(step, Address("Điểm {hands} và {0}", recommends_vote=None), OFFICER_ANH)

        assert lines == (Line("Ông Đỗ Quốc Anh phát biểu: “Điểm {hands} và {0}”"),)


class TestASentenceOfTheMinutes:
    def test_is_refused_when_a_fact_is_missing_and_the_fact_is_named(self):
        with pytest.raises(MinutesFactMissing) as refused:
            fill("{chair} khai mạc lúc {clock}.", {"chair": "ông Đạt"}, step="introduce")

        assert refused.value.params == {"fact": "clock", "step": "introduce"}

    def test_begins_with_a_capital_also_where_a_fact_comes_first(self):
        assert fill("{chair} khai mạc.", {"chair": "ông Đạt"}, step="introduce") == "Ông Đạt khai mạc."

    def test_takes_its_words_from_the_pack_and_its_facts_from_the_meeting(self):
        said = fill("Có mặt {present}/{summoned}.", {"present": 28, "summoned": 42}, step="introduce")

        assert said == "Có mặt 28/42."
