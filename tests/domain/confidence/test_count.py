"""Two members count alone; what both locked, adds up and was decided by the whole committee is the tally."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.polls import (
    OPTIONS,
    a_closed_poll,
    a_questioned_ballot,
    a_tally,
    an_entry,
    decided,
)
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain
from tinnhiem.domain.confidence import (
    CountEntry,
    CountNotLocked,
    CountsDiffer,
    Decision,
    decide_validity,
    differing_lines,
    lines_of,
    same_lines,
    settle,
)
from tinnhiem.domain.confidence.count import (
    CommitteeIncomplete,
    CommitteeTied,
    CountDoesNotAddUp,
    CountLineMissing,
    GroundUnknown,
    InvalidNotDecided,
)

GROUNDS = ("no_mark", "multiple_marks")
LINES = (*OPTIONS, "invalid")
COUNTS = st.integers(0, 40)
ENTRIES = st.builds(
    CountEntry,
    st.one_of(
        st.fixed_dictionaries(dict.fromkeys(LINES, COUNTS)),
        st.dictionaries(st.sampled_from([*LINES, "abstain"]), COUNTS, max_size=4),
    ),
    is_locked=st.booleans(),
)


class TestDecidingOnAQuestionedBallot:
    """Phiếu có nghi vấn do cả tổ kiểm phiếu xem xét, quyết định; lý do ghi vào biên bản."""

    def test_knows_only_the_grounds_of_the_pack(self):
        with pytest.raises(GroundUnknown) as refused:
            decide_validity(a_questioned_ballot(ground="ugly"), committee_size=3, grounds=GROUNDS)

        assert refused.value.params == {"ground": "ugly"}

    @pytest.mark.parametrize("votes", [(0, 2), (2, 0), (2, 2), (0, 0)])
    def test_needs_every_member_of_the_committee(self, votes):
        valid, invalid = votes

        with pytest.raises(CommitteeIncomplete):
            decide_validity(
                a_questioned_ballot(valid=valid, invalid=invalid), committee_size=3, grounds=GROUNDS
            )

    def test_is_not_settled_by_a_tie(self):
        with pytest.raises(CommitteeTied) as refused:
            decide_validity(a_questioned_ballot(valid=2, invalid=2), committee_size=4, grounds=GROUNDS)

        assert refused.value.params == {"cast": 4}

    @pytest.mark.parametrize(("valid", "is_valid"), [(0, False), (1, False), (2, True), (3, True)])
    def test_follows_the_majority(self, valid, is_valid):
        ballot = a_questioned_ballot(valid=valid, invalid=3 - valid)

        assert decide_validity(ballot, committee_size=3, grounds=GROUNDS) == Decision("no_mark", is_valid)


class TestTwoEntries:
    """Hai người đếm độc lập; máy chỉ cho biết khớp hay khác, không cho biết số của người kia."""

    def test_are_compared_line_by_line_without_a_number(self):
        first = an_entry(agree=20, disagree=8)
        second = an_entry(agree=19, disagree=8, invalid=1)

        assert differing_lines(first, second) == ("agree", "invalid")
        assert same_lines(first, second) == ("disagree",)

    def test_that_differ_are_refused_with_the_number_of_places_and_no_count(self):
        with pytest.raises(CountsDiffer) as refused:
            settle(
                a_closed_poll(),
                first=an_entry(agree=20, disagree=8),
                second=an_entry(agree=19, disagree=9),
                decisions=[],
            )

        assert refused.value.params == {"places": 2}
        for language in LANGUAGES:
            assert not {"19", "20", "8", "9"} & set(explain(refused.value, language).split())

    def test_differ_where_only_one_of_them_has_a_line(self):
        first = an_entry()
        second = an_entry({**first.totals, "abstain": 3})

        assert differing_lines(first, second) == differing_lines(second, first) == ("abstain",)

    @pytest.mark.parametrize("locked", [(False, False), (True, False), (False, True)])
    def test_are_not_settled_before_both_are_locked(self, locked):
        first, second = (an_entry(is_locked=is_locked) for is_locked in locked)

        with pytest.raises(CountNotLocked):
            settle(a_closed_poll(), first=first, second=second, decisions=[])

    @given(ENTRIES, ENTRIES)
    def test_have_each_line_either_the_same_or_different(self, first, second):
        differing, same = differing_lines(first, second), same_lines(first, second)

        assert not set(differing) & set(same)
        assert set(differing) | set(same) == {*first.totals, *second.totals}
        assert (not differing) == (first.totals == second.totals)


class TestSettlingTheCount:
    def test_refuses_lines_that_do_not_add_up_to_the_ballots_returned(self):
        entry = an_entry(agree=20, disagree=7)

        with pytest.raises(CountDoesNotAddUp) as refused:
            settle(a_closed_poll(present=28), first=entry, second=entry, decisions=[])

        assert refused.value.params == {"total": 27, "returned": 28}

    @pytest.mark.parametrize(
        "totals",
        [
            pytest.param({}, id="no line"),
            pytest.param({"agree": 20, "disagree": 8}, id="no line of invalid ballots"),
            pytest.param({"agree": 20, "disagree": 8, "invalid": 0, "abstain": 0}, id="a line too many"),
            pytest.param({"agree": 29, "disagree": -1, "invalid": 0}, id="a number below zero"),
        ],
    )
    def test_refuses_an_entry_with_other_lines_than_the_ballot_has(self, totals):
        entry = an_entry(totals)

        with pytest.raises(CountLineMissing):
            settle(a_closed_poll(present=28), first=entry, second=entry, decisions=[])

    @pytest.mark.parametrize(
        "decisions", [decided(), decided(invalid=1), decided(invalid=3), decided(valid=2)]
    )
    def test_refuses_invalid_ballots_that_the_committee_did_not_decide(self, decisions):
        entry = an_entry(agree=18, disagree=8, invalid=2)

        with pytest.raises(InvalidNotDecided):
            settle(a_closed_poll(present=28), first=entry, second=entry, decisions=decisions)

    def test_counts_a_questioned_ballot_that_was_found_valid_for_its_option(self):
        entry = an_entry(agree=20, disagree=7, invalid=1)

        tally = settle(
            a_closed_poll(present=28), first=entry, second=entry, decisions=decided(invalid=1, valid=2)
        )

        assert (tally.votes, tally.invalid, tally.valid) == ({"agree": 20, "disagree": 7}, 1, 27)

    @given(ENTRIES, ENTRIES, st.integers(0, 3))
    def test_gives_the_totals_exactly_when_both_are_equal_locked_complete_and_decided(
        self, first, second, invalid
    ):
        poll = a_closed_poll(present=28)
        is_sound = (
            first.totals == second.totals
            and first.is_locked
            and second.is_locked
            and set(first.totals) == set(lines_of(OPTIONS))
            and sum(first.totals.values()) == 28
            and first.totals["invalid"] == invalid
        )

        try:
            tally = settle(poll, first=first, second=second, decisions=decided(invalid=invalid))
        except DomainError:
            tally = None

        assert (tally is not None) == is_sound
        if tally is not None:
            assert {**tally.votes, "invalid": tally.invalid} == first.totals

    @given(agree=st.integers(0, 28), data=st.data())
    def test_gives_back_what_two_members_agree_on(self, agree, data):
        invalid = data.draw(st.integers(0, 28 - agree))

        tally = a_tally(agree=agree, disagree=28 - agree - invalid, invalid=invalid)

        assert tally.votes == {"agree": agree, "disagree": 28 - agree - invalid}
        assert tally.valid + tally.invalid == 28


class TestWhatIsShownOfACount:
    """Nothing that a log, a trace or a debugger prints holds a count."""

    def test_is_no_number(self):
        entry = an_entry(agree=613, disagree=227, invalid=131)
        tally = a_tally(agree=613, disagree=227, invalid=131, summoned=997)

        for said in (repr(entry), str(entry), repr(tally), f"{tally}"):
            assert not any(number in said for number in ("613", "227", "131", "840"))
