"""A campaign covers everybody or says whom it does not cover and why: nobody is lost, nobody stands twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.domain.confidence.campaign import (
    CoverageRow,
    EndingTerm,
    Exemption,
    Gap,
    MeetingOnLeader,
    Standing,
    cover,
)
from tinnhiem.domain.regulations import TermProcedure

LAN, HUNG = 1, 2
GROUNDS = frozenset({"maternity", "moved"})
REAPPOINTMENT = TermProcedure.REAPPOINTMENT


def a_term(leader: int = LAN, **changes: object) -> EndingTerm:
    return EndingTerm(**{"leader": leader, "follows": REAPPOINTMENT, **changes})


def covered(*terms: EndingTerm, **changes: object) -> tuple[CoverageRow, ...]:
    ready = {"listed": [term.leader for term in terms], "meetings": (), "exemptions": (), "grounds": GROUNDS}
    return cover(ending=terms, **{**ready, **changes}).rows


class TestALeaderWhomNothingCovers:
    def test_is_uncovered_while_no_meeting_is_planned(self):
        assert covered(a_term()) == (CoverageRow(LAN, Standing.UNCOVERED, gap=Gap.NOT_PLANNED),)

    @pytest.mark.parametrize("gap", [Gap.ADJOURNED, Gap.CANCELLED])
    def test_is_uncovered_again_after_the_meeting_was_adjourned_or_cancelled(self, gap: Gap):
        rows = covered(a_term(), meetings=[MeetingOnLeader(LAN, "m", gap.value)])

        assert rows == (CoverageRow(LAN, Standing.UNCOVERED, gap=gap),)

    def test_found_in_the_registers_later_is_uncovered(self):
        rows = covered(a_term(), a_term(HUNG), listed=[LAN])

        assert rows[1] == CoverageRow(HUNG, Standing.UNCOVERED, gap=Gap.FOUND_LATER)

    def test_who_left_the_register_is_not_forgotten(self):
        assert covered(listed=[LAN]) == (CoverageRow(LAN, Standing.UNCOVERED, gap=Gap.LEFT_REGISTER),)

    @pytest.mark.parametrize(
        "problem", [Gap.BIRTH_MISSING, Gap.SUPERIOR_MISSING, Gap.OTHER_SUPERIOR, Gap.DECIDER_MISSING]
    )
    def test_says_what_the_registers_lack(self, problem: Gap):
        assert covered(a_term(follows=problem))[0].gap is problem


class TestALeaderTakenOut:
    @pytest.mark.parametrize(
        ("ground", "basis", "gap"),
        [
            ("", "", Gap.GROUND_MISSING),
            ("because", "12/CV", Gap.GROUND_UNKNOWN),
            ("maternity", "  ", Gap.BASIS_MISSING),
        ],
    )
    def test_without_a_sound_ground_is_uncovered_even_while_a_meeting_is_planned(self, ground, basis, gap):
        rows = covered(
            a_term(),
            exemptions=[Exemption(LAN, ground, basis)],
            meetings=[MeetingOnLeader(LAN, "m", "planned")],
        )

        assert (rows[0].standing, rows[0].gap) == (Standing.UNCOVERED, gap)

    def test_with_ground_and_basis_is_an_exception(self):
        rows = covered(a_term(), exemptions=[Exemption(LAN, "maternity", "12/CV-MN")])

        assert rows == (CoverageRow(LAN, Standing.EXCEPTED, ground="maternity", basis="12/CV-MN"),)

    def test_after_the_meeting_was_held_stays_held(self):
        rows = covered(
            a_term(),
            exemptions=[Exemption(LAN, "moved", "5/QĐ")],
            meetings=[MeetingOnLeader(LAN, "m", "closed")],
        )

        assert rows == (CoverageRow(LAN, Standing.HELD, meeting="m"),)


class TestATermThatNeedsNoConference:
    @pytest.mark.parametrize("follows", [TermProcedure.EXTENSION, TermProcedure.RETIREMENT])
    def test_is_an_exception_on_the_ground_of_the_law(self, follows: TermProcedure):
        assert covered(a_term(follows=follows))[0] == CoverageRow(
            LAN, Standing.EXCEPTED, ground=follows.value
        )


class TestCoverage:
    @given(
        ending=st.lists(
            st.builds(
                EndingTerm,
                leader=st.integers(1, 9),
                follows=st.sampled_from([*TermProcedure, Gap.BIRTH_MISSING, Gap.SUPERIOR_MISSING]),
            )
        ),
        listed=st.sets(st.integers(1, 12)),
        meetings=st.lists(
            st.builds(
                MeetingOnLeader,
                leader=st.integers(1, 14),
                meeting=st.just("m"),
                state=st.sampled_from(
                    ["planned", "summoned", "in_progress", "closed", "adjourned", "cancelled"]
                ),
            )
        ),
        exemptions=st.lists(
            st.builds(
                Exemption,
                leader=st.integers(1, 14),
                ground=st.sampled_from(["", "maternity", "x"]),
                basis=st.sampled_from(["", "1/QĐ"]),
            )
        ),
    )
    def test_holds_every_leader_once_and_gives_a_reason_to_each_who_is_uncovered(
        self, ending, listed, meetings, exemptions
    ):
        found = cover(ending=ending, listed=listed, meetings=meetings, exemptions=exemptions, grounds=GROUNDS)

        leaders = [row.leader for row in found.rows]
        assert sorted(leaders) == sorted({term.leader for term in ending} | listed)
        assert sum(found.counts.values()) == len(leaders)
        for row in found.rows:
            assert (row.gap is not None) == (row.standing is Standing.UNCOVERED)
            assert bool(row.meeting) == (row.standing in (Standing.PLANNED, Standing.HELD))
            assert row.ground or row.standing is not Standing.EXCEPTED
        assert found.is_complete == all(row.standing is not Standing.UNCOVERED for row in found.rows)
