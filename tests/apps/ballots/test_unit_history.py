"""The authority's own years: shares of five schools at least, and nothing that names one."""

from datetime import date

import pytest

from tests.builders.authority import Authority, a_leader, a_school, an_authority
from tests.builders.cases import OPENED_AT, enter
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.domain.confidence.entries import Entry, VoteCounts
from tinnhiem.domain.confidence.shares import Quartiles

pytestmark = pytest.mark.django_db
DAY = OPENED_AT.date()
SCHOOLS = ("Sao Mai", "Bình Minh", "Hoa Sen", "Suối Trong", "Bến Đá")


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=2)


def a_result(authority: Authority, appointment_id: int, *, agree: int) -> None:
    """A case on a conference of ten that was held on paper."""
    case = acts.open_case(
        procedure="reappointment",
        appointment_id=appointment_id,
        legal_basis_on=date(2026, 5, 18),
        actor=authority.chairman,
        at=OPENED_AT,
    )
    counts = VoteCounts(10, 10, 10, 10, 10, {"agree": agree, "disagree": 10 - agree})
    enter(case, "result", Entry("Tổ kiểm phiếu", DAY, counts=counts), actor=authority.chairman)


def results_at(authority: Authority, schools: int, *, agree: int) -> None:
    for number, name in enumerate(SCHOOLS[:schools]):
        school = a_school(authority.commune, code=f"truong-{number}", name=f"Trường Tiểu học {name}")
        leader = a_leader(school, name=f"Lò Thị {name}", post="principal")
        a_result(authority, leader.pk, agree=agree + number)


def years(authority: Authority):
    return ballots.unit_history(actor=authority.chairman, on=DAY)


class TestTheYearsOfAUnit:
    def test_are_none_to_who_may_not_know_the_results(self, authority):
        results_at(authority, 5, agree=5)

        assert ballots.unit_history(actor=authority.officer, on=DAY) == []

    def test_say_no_share_of_fewer_than_five_schools(self, authority):
        results_at(authority, 3, agree=5)
        for leader in (authority.principal, authority.vice_principal):
            a_result(authority, leader.pk, agree=9)

        (year,) = years(authority)
        assert (year.cases, year.shares) == (5, None)

    def test_say_no_share_of_fewer_than_five_conferences(self, authority):
        results_at(authority, 4, agree=5)

        (year,) = years(authority)
        assert (year.cases, year.shares) == (4, None)

    def test_say_the_quartiles_of_five_schools(self, authority):
        results_at(authority, 5, agree=5)

        (year,) = years(authority)
        assert year.shares == Quartiles(60, 70, 80)
        assert "Sao Mai" not in str(year)
