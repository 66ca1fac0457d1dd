"""Revoking a delegation at the office: what it ends is read before it is confirmed."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.builders.authority import WARD_FROM, an_authority, somebody_with_a_role
from tests.builders.ledger import written_by
from tests.builders.walk import text_of
from tinnhiem.apps.org.models import Account, Delegation
from tinnhiem.common.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority():
    return an_authority(staff=2)


@pytest.fixture
def deputy(authority) -> Actor:
    """A deputy whose role rests on 12/QĐ-UBND, the document of the delegation."""
    return somebody_with_a_role(authority.commune, name="Lò Văn Tấn", role="appointing_authority")


@pytest.fixture
def delegation(authority, deputy) -> Delegation:
    return Delegation.objects.create(
        unit=authority.commune,
        acts=["reappoint"],
        giver="commune_chairman",
        holder="department_director",
        person_id=deputy.person_id,
        document="12/QĐ-UBND",
        valid_from=WARD_FROM,
    )


def signed_in(actor: Actor) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def page(delegation: Delegation) -> str:
    return reverse("office:revoke_delegation", args=[delegation.pk])


def answers(on: date, **more: str) -> dict[str, str]:
    return {"revoked_on": f"{on:%d/%m/%Y}", "revoked_basis": "50/QĐ-UBND"} | more


class TestRevokingADelegation:
    def test_is_closed_to_the_officer_of_another_unit_and_to_the_delegate(self, delegation, deputy):
        stranger = an_authority(staff=2, code="ban-mai").officer

        assert signed_in(stranger).get(page(delegation)).status_code == 404
        assert signed_in(deputy).get(page(delegation)).status_code == 403

    def test_needs_a_day_and_a_document(self, authority, delegation):
        answer = signed_in(authority.officer).post(page(delegation), {"confirmed": "1"})

        assert answer.status_code == 422

    def test_is_refused_before_the_delegation_began(self, authority, delegation):
        early = WARD_FROM - timedelta(days=1)
        answer = signed_in(authority.officer).post(page(delegation), answers(early, confirmed="1"))

        delegation.refresh_from_db()
        assert (answer.status_code, delegation.revoked_on) == (422, None)

    def test_says_what_it_ends_and_waits_for_the_second_word(self, authority, delegation):
        officer = signed_in(authority.officer)
        assert "không còn mở được “Bàn của cấp có thẩm quyền”" in text_of(officer.get(page(delegation)))

        officer.post(page(delegation), answers(timezone.localdate()))

        delegation.refresh_from_db()
        assert delegation.revoked_on is None

    def test_closes_the_desk_of_the_delegate(self, authority, delegation, deputy):
        officer, delegate = signed_in(authority.officer), signed_in(deputy)
        assert delegate.get(reverse("authority:cases")).status_code == 200

        written = written_by(
            lambda: officer.post(page(delegation), answers(timezone.localdate(), confirmed="1"))
        )

        assert len(written) == 1
        assert delegate.get(reverse("authority:cases")).status_code == 403
