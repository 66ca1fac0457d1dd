"""A sign-in link works once, for its own person and within its time; only a hash of it is kept."""

from datetime import timedelta

import pytest

from tests.builders.authority import Authority, account_of, an_authority
from tests.builders.ledger import written_by
from tests.builders.tables import every_text
from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.operations.accounts import SignInLinkSpent
from tinnhiem.common.sentences import explain

LIFETIME = timedelta(hours=6)

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=2)


@pytest.fixture
def token(authority, now) -> str:
    return operations.make_sign_in_link(
        account_id=account_of(authority.secretary).pk,
        desk="committee",
        actor=authority.officer,
        at=now,
        lifetime=LIFETIME,
    )


class TestASignInLink:
    def test_that_was_never_made_signs_nobody_in(self, now):
        with pytest.raises(SignInLinkSpent) as refused:
            operations.use_sign_in_link(token="doan-mo", at=now)

        assert explain(refused.value).endswith("liên kết mới.")

    def test_works_once(self, token, now):
        operations.use_sign_in_link(token=token, at=now)

        with pytest.raises(SignInLinkSpent):
            operations.use_sign_in_link(token=token, at=now + timedelta(seconds=1))

    @pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1)])
    def test_works_no_longer_at_the_moment_it_ends(self, token, now, late):
        with pytest.raises(SignInLinkSpent):
            operations.use_sign_in_link(token=token, at=now + LIFETIME + late)

    def test_signs_in_the_person_it_was_made_for(self, authority, token, now):
        account = operations.use_sign_in_link(token=token, at=now + LIFETIME - timedelta(seconds=1))

        assert account.person_id == authority.secretary

    def test_is_not_used_up_by_looking_at_it(self, token, now):
        for _ in range(3):
            assert queries.find_sign_in_link(token=token, at=now).state == "open"

    def test_says_whether_it_is_open_used_or_expired(self, token, now):
        later = now + LIFETIME

        seen = [queries.find_sign_in_link(token=token, at=at).state for at in (now, later)]
        operations.use_sign_in_link(token=token, at=now)

        assert [*seen, queries.find_sign_in_link(token=token, at=now).state] == ["open", "expired", "used"]

    def test_is_kept_nowhere(self, token):
        assert [label for label, text in every_text() if token in text] == []

    def test_leaves_a_line_when_it_is_made_and_one_when_it_is_used(self, authority, now):
        made: list[str] = []

        def make() -> None:
            made.append(
                operations.make_sign_in_link(
                    account_id=authority.officer.account_id,
                    desk="office",
                    actor=None,
                    at=now,
                    lifetime=LIFETIME,
                )
            )

        assert written_by(make) == ["sign_in_link.made"]
        assert written_by(lambda: operations.use_sign_in_link(token=made[0], at=now)) == ["account.signed_in"]

    def test_that_is_spent_leaves_no_line(self, token, now):
        operations.use_sign_in_link(token=token, at=now)

        def again() -> None:
            with pytest.raises(SignInLinkSpent):
                operations.use_sign_in_link(token=token, at=now)

        assert written_by(again) == []


class TestAnAccountOfAPerson:
    def test_has_no_password_to_guess(self, authority):
        assert not account_of(authority.chair).has_usable_password()

    def test_is_the_same_account_the_second_time(self, authority):
        assert account_of(authority.chair) == account_of(authority.chair)
