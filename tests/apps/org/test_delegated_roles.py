"""A role that rests on a written delegation is held while the delegation is, and not a day longer."""

from datetime import date, timedelta

import pytest

from tests.builders.authority import WARD_FROM, account_of, an_authority, somebody
from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.models import Delegation

pytestmark = pytest.mark.django_db
ROLE = "appointing_authority"
DAY = date(2026, 5, 19)
LATER = date(2026, 7, 1)
LAST = LATER - timedelta(days=1)


@pytest.fixture
def commune():
    return an_authority(staff=2).commune


@pytest.fixture
def deputy(commune):
    """Somebody whose role at the commune rests on the document 45/QĐ-UBND."""
    account = account_of(somebody(commune, name="Lò Văn Tấn", post="Phó Chủ tịch UBND phường"))
    registers.grant_role(
        account=account,
        role=ROLE,
        unit_id=commune.pk,
        basis="Quyết định 45/QĐ-UBND",
        valid_from=WARD_FROM,
    )
    return account


def delegate(commune, deputy, **said: object) -> Delegation:
    row = {
        "unit": commune,
        "acts": ["reappoint"],
        "giver": "commune_chairman",
        "holder": "department_director",
        "person_id": deputy.person_id,
        "document": "45/QĐ-UBND",
        "valid_from": WARD_FROM,
    }
    return Delegation.objects.create(**row | said)


def holds(deputy, on: date) -> tuple[bool, bool]:
    """Whether the account has the role, and has it at some unit."""
    return (
        ROLE in org.roles_on(account_id=deputy.pk, on=on),
        bool(org.units_of_role(account_id=deputy.pk, role=ROLE, on=on)),
    )


NO, YES = (False, False), (True, True)


class TestARoleThatRestsOnADelegation:
    def test_ends_when_the_delegation_ends(self, commune, deputy):
        delegate(commune, deputy, valid_to=LATER)

        assert [holds(deputy, on) for on in (DAY, LAST, LATER)] == [YES, YES, NO]

    def test_ends_when_the_delegation_is_revoked(self, commune, deputy):
        delegate(commune, deputy, revoked_on=LATER, revoked_basis="50/QĐ-UBND")

        assert [holds(deputy, on) for on in (LAST, LATER)] == [YES, NO]

    def test_begins_no_earlier_than_the_delegation(self, commune, deputy):
        delegate(commune, deputy, valid_from=LATER)

        assert [holds(deputy, on) for on in (LAST, LATER)] == [NO, YES]

    def test_goes_on_where_another_delegation_of_the_same_document_does(self, commune, deputy):
        delegate(commune, deputy, valid_to=LATER)
        delegate(commune, deputy, acts=["relieve"])

        assert holds(deputy, LATER) == YES


class TestARoleThatRestsOnSomethingElse:
    @pytest.mark.parametrize("said", [{"document": "46/QĐ-UBND"}, {"person_id": None}])
    def test_outlives_a_delegation(self, commune, deputy, said):
        delegate(commune, deputy, valid_to=LATER, **said)

        assert holds(deputy, LATER) == YES

    def test_at_another_unit_outlives_a_delegation(self, commune, deputy):
        elsewhere = an_authority(staff=2, code="ban-mai").commune
        delegate(elsewhere, deputy, valid_to=LATER)

        assert holds(deputy, LATER) == YES


class TestTheRolesThatRestOnADelegation:
    def test_are_named_before_it_is_revoked(self, commune, deputy):
        delegation = delegate(commune, deputy)

        assert org.roles_resting_on(delegation.pk, on=DAY) == [ROLE]

    def test_are_none_where_another_delegation_holds_them(self, commune, deputy):
        delegation = delegate(commune, deputy)
        delegate(commune, deputy, acts=["relieve"])

        assert org.roles_resting_on(delegation.pk, on=DAY) == []
