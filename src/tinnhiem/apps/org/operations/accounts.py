"""Accounts, roles with their period, and links that sign in once."""

import secrets
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.org.models import Account, Person, RoleGrant, SignInLink
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError


class SignInLinkSpent(DomainError):
    """A sign-in link that has been used, has expired, or was never made."""

    code = "sign_in_link_spent"
    status = 410


def find_or_open_account(*, username: str, person_id: int | None = None) -> Account:
    """The account of this name, or of this person; a new one has no password and enters by link only."""
    if person_id is not None:
        held = Account.objects.filter(person_id=person_id).first()
        if held is not None:
            return held
    account, is_new = Account.objects.get_or_create(username=username, defaults={"person_id": person_id})
    if is_new:
        account.set_unusable_password()
        account.save()
    return account


def grant_role(
    *, account: Account, role: str, unit_id: int, basis: str, valid_from: date, valid_to: date | None = None
) -> RoleGrant:
    """Give a role at a unit for a period; ``basis`` names the paper it rests on."""
    grant, _ = RoleGrant.objects.get_or_create(
        account=account,
        role=role,
        unit_id=unit_id,
        valid_from=valid_from,
        defaults={"basis": basis, "valid_to": valid_to},
    )
    return grant


@transaction.atomic
def make_sign_in_link(
    *, account_id: int, desk: str, actor: Actor | None, at: datetime, lifetime: timedelta
) -> str:
    """Make a link for one sign-in and return its token, which is kept nowhere.

    ``actor`` is ``None`` where the installation itself hands out its first links.
    """
    token = secrets.token_urlsafe(24)
    SignInLink.objects.create(
        token_sha256=_digest(token), account_id=account_id, desk=desk, expires_at=at + lifetime
    )
    audit.append(
        actor=actor.key if actor else "installation",
        act="sign_in_link.made",
        subject=f"account:{account_id}",
        at=at,
    )
    return token


@transaction.atomic
def use_sign_in_link(*, token: str, at: datetime) -> Account:
    """The account a link signs in; the link is spent. Raises ``SignInLinkSpent``."""
    link = (
        SignInLink.objects.select_for_update()
        .filter(token_sha256=_digest(token), used_at=None, expires_at__gt=at)
        .first()
    )
    if link is None:
        raise SignInLinkSpent
    link.used_at = at
    link.save(update_fields=["used_at"])
    audit.append(actor=f"account:{link.account_id}", act="account.signed_in", subject="sign_in_link", at=at)
    return Account.objects.get(pk=link.account_id)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def open_account_of_person(person_id: int) -> Account:
    """The account of a person, opened without a password where there is none yet."""
    person = Person.objects.get(pk=person_id)
    return find_or_open_account(username=f"nguoi-{person.pk}", person_id=person.pk)
