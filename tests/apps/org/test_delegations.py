"""Who may act for a school on a day: the office that the rules name, or whom it delegated in writing."""

from datetime import date

import pytest

from tests.builders.authority import Authority, an_authority
from tinnhiem.apps.org import queries
from tinnhiem.apps.org.models import Delegation
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain.regulations import authority as law
from tinnhiem.domain.regulations.errors import WrongHolder

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 18)


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=3)


@pytest.fixture
def delegate(authority):
    def by(**said: object) -> Delegation:
        return Delegation.objects.create(
            **{
                "unit": authority.commune,
                "acts": ["plan", "summon"],
                "giver": "commune_chairman",
                "holder": "culture_society_head",
                "document": "30/QĐ-UBND",
                "valid_from": date(2026, 1, 1),
                **said,
            }
        )

    return by


def holders(authority: Authority, act: str = "plan", on: date = ON) -> frozenset[str]:
    return queries.holder_of(act=act, school_id=authority.school.pk, on=on, rules=rules.in_force(on)).offices


class TestWhoMayAct:
    def test_is_the_office_of_the_rules_where_nothing_is_delegated(self, authority):
        assert holders(authority) == {"commune_chairman"}

    @pytest.mark.parametrize(
        "said",
        [
            {"acts": ["appoint"]},
            {"giver": "province_chairman"},
            {"valid_from": date(2026, 5, 19)},
            {"valid_to": date(2026, 5, 18)},
            {"revoked_on": date(2026, 5, 18), "revoked_basis": "44/QĐ-UBND"},
        ],
    )
    def test_is_nobody_else_for_another_act_giver_or_day(self, authority, delegate, said):
        delegate(**said)

        assert holders(authority) == {"commune_chairman"}

    def test_is_also_the_delegate_until_revoked(self, authority, delegate):
        delegate(revoked_on=date(2026, 6, 1), revoked_basis="44/QĐ-UBND")

        assert holders(authority) == {"commune_chairman", "culture_society_head"}
        assert holders(authority, on=date(2026, 6, 1)) == {"commune_chairman"}

    def test_is_limited_to_the_school_named(self, authority, delegate):
        other = an_authority(staff=2, code="song-cau")
        delegate(school=other.school)

        assert holders(authority) == {"commune_chairman"}

    def test_is_refused_or_let_through_by_the_rules_of_authority(self, authority, delegate):
        def acts() -> law.AuthorityRule:
            return law.refuse_wrong_holder(
                act="plan",
                school_level="primary",
                on=ON,
                holder="culture_society_head",
                rules=rules.in_force(ON),
                delegations=queries.delegations_on(school_id=authority.school.pk, on=ON),
            )

        with pytest.raises(WrongHolder):
            acts()
        delegate()

        assert acts().holder == "commune_chairman"

    def test_names_the_person_to_whom_it_was_given(self, authority, delegate):
        delegate(person_id=authority.supervisor)

        found = queries.people_delegated(act="plan", school_id=authority.school.pk, on=ON)

        assert found == {authority.supervisor}
