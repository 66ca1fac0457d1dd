"""What comes next for a leader whose term ends: the notice, and once it was issued the decision.

Nghị định 170/2025/NĐ-CP, Điều 36 and Điều 39.
"""

import pytest

from tests.builders.authority import Authority, an_authority
from tests.builders.meetings import PLANNED_AT, a_planned_conference
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots

pytestmark = pytest.mark.django_db
ON = PLANNED_AT.date()


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


def the_principals_term(authority: Authority) -> ballots.DueTerm:
    return ballots.due_term(authority.principal.pk, on=ON)


class TestALeaderWhoseTermEnds:
    def test_waits_for_the_notice_first(self, authority: Authority):
        term = the_principals_term(authority)

        assert term.waits_for_notice
        assert term.deadline == term.notice
        assert term.next_on == term.notice_by

    def test_waits_for_the_decision_once_the_notice_was_issued(self, authority: Authority):
        acts.record_notice(
            appointment_id=authority.principal.pk,
            number="7/TB-UBND",
            issued_on=ON,
            actor=authority.officer,
            at=PLANNED_AT,
        )

        for term in (the_principals_term(authority), *ballots.due_terms([authority.school.pk], on=ON)):
            if term.appointment_id == authority.principal.pk:
                assert not term.waits_for_notice
                assert term.deadline == term.decision
                assert term.next_on == term.decision_by

    def test_waits_for_the_decision_once_a_meeting_is_planned(self, authority: Authority):
        a_planned_conference(authority)

        assert the_principals_term(authority).deadline == the_principals_term(authority).decision
