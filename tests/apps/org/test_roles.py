"""A role holds at its unit and within its period; a school stands under whom it stood on the day."""

from datetime import date, timedelta

import pytest

from tests.builders.authority import (
    WARD_FROM,
    Authority,
    account_of,
    an_authority,
    somebody,
    somebody_with_a_role,
)
from tests.builders.ledger import written_by
from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.operations.registers import KinToOneself

LAST_DAY = date(2026, 3, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=2)


class TestARole:
    @pytest.fixture
    def clerk(self, authority) -> int:
        """An officer from the commune's first day until, and not with, the first of March."""
        account = account_of(somebody(authority.commune, name="Chuyên viên Hương"))
        operations.grant_role(
            account=account,
            role="officer",
            unit_id=authority.commune.pk,
            basis="5/QĐ-UBND",
            valid_from=WARD_FROM,
            valid_to=LAST_DAY,
        )
        return account.pk

    @pytest.mark.parametrize("day", [WARD_FROM - timedelta(days=1), LAST_DAY, LAST_DAY + timedelta(days=1)])
    def test_does_not_hold_outside_its_period(self, clerk, day):
        assert queries.roles_on(account_id=clerk, on=day) == frozenset()
        assert queries.units_of_role(account_id=clerk, role="officer", on=day) == frozenset()

    @pytest.mark.parametrize("day", [WARD_FROM, LAST_DAY - timedelta(days=1)])
    def test_holds_on_its_first_and_its_last_day(self, authority, clerk, day):
        assert queries.roles_on(account_id=clerk, on=day) == {"officer"}
        assert queries.units_of_role(account_id=clerk, role="officer", on=day) == {authority.commune.pk}

    def test_holds_at_its_own_unit_and_no_other(self, authority, today):
        other = an_authority(code="phuong-khac", staff=2)

        units = queries.units_of_role(account_id=authority.officer.account_id, role="officer", on=today)

        assert units == {authority.commune.pk} != {other.commune.pk}

    def test_is_not_given_twice(self, authority, today):
        for _ in range(2):
            actor = somebody_with_a_role(authority.commune, name="Chuyên viên Hương", role="officer")

        assert account_of(actor.person_id).grants.count() == 1


class TestASchool:
    def test_stands_under_nobody_before_its_commune_existed(self, authority):
        day_before = WARD_FROM - timedelta(days=1)

        assert queries.superior_on(authority.school.pk, day_before) is None
        assert queries.schools_under([authority.commune.pk], day_before) == []

    def test_stands_under_its_commune_from_the_first_day(self, authority):
        assert queries.superior_on(authority.school.pk, WARD_FROM).id == authority.commune.pk
        assert [row.id for row in queries.schools_under([authority.commune.pk], WARD_FROM)] == [
            authority.school.pk
        ]


class TestKinship:
    def test_with_oneself_is_refused(self, authority, now):
        with pytest.raises(KinToOneself):
            operations.declare_kinship(
                person_id=authority.chair, relative_id=authority.chair, actor=authority.officer, at=now
            )

    def test_holds_in_both_directions_and_is_recorded_once(self, authority, now):
        lan, brother = authority.principal.person_id, authority.chair
        declare = {"actor": authority.officer, "at": now}

        written = written_by(
            lambda: [
                operations.declare_kinship(person_id=lan, relative_id=brother, **declare),
                operations.declare_kinship(person_id=brother, relative_id=lan, **declare),
            ]
        )

        assert written == ["kinship.declared"]
        assert queries.relatives_of(lan) == {brother}
        assert queries.relatives_of(brother) == {lan}


class TestThoseWhoReportOnlyToTheSubject:
    def test_are_the_rest_of_the_school_where_the_subject_is_its_principal(self, authority):
        found = queries.reporting_only_to(
            authority.principal.person_id, unit_id=authority.school.pk, post="principal"
        )

        assert found == {authority.vice_principal.person_id}

    def test_are_nobody_where_the_subject_is_a_vice_principal(self, authority):
        found = queries.reporting_only_to(
            authority.vice_principal.person_id, unit_id=authority.school.pk, post="vice_principal"
        )

        assert found == frozenset()
