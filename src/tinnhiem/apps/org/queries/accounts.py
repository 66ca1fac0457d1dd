"""Who is signed in, and as what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import QuerySet

from tinnhiem.apps.org.models import Account, RoleGrant, SignInLink
from tinnhiem.apps.org.queries.grants import grants_held
from tinnhiem.apps.org.queries.identities import kept_record
from tinnhiem.common.actors import Actor
from tinnhiem.common.text import same_name_key


@dataclass(frozen=True)
class SignInLinkView:
    """A sign-in link as its page shows it; ``state`` is open, used or expired."""

    person_name: str
    desk: str
    expires_at: datetime
    state: str


def actor_of(account: Account) -> Actor:
    """The actor that an operation records for this account."""
    person_id = kept_record(account.person_id) if account.person_id else None
    return Actor(account_id=account.pk, name=account.get_full_name(), person_id=person_id)


def account_names(account_ids: Collection[int]) -> Mapping[int, str]:
    """The names of accounts, by their numbers."""
    rows = Account.objects.select_related("person").filter(pk__in=account_ids)
    return {row.pk: row.get_full_name() for row in rows}


def accounts_named(name: str) -> frozenset[int]:
    """The accounts of the people whose name holds these words, whatever their case and tone placement."""
    rows = Account.objects.filter(person__name_key__contains=same_name_key(name))
    return frozenset(rows.values_list("pk", flat=True))


def roles_on(*, account_id: int, on: date) -> frozenset[str]:
    """The roles an account holds on a day, at whichever unit."""
    return frozenset(_grants(account_id, on).values_list("role", flat=True))


def find_sign_in_link(*, token: str, at: datetime) -> SignInLinkView | None:
    """The link of this token, spent or not; ``None`` where there never was one."""
    link = SignInLink.objects.filter(token_sha256=sha256(token.encode()).hexdigest()).first()
    if link is None:
        return None
    open_or_expired = "open" if link.expires_at > at else "expired"
    return SignInLinkView(
        person_name=link.account.get_full_name(),
        desk=link.desk,
        expires_at=link.expires_at,
        state="used" if link.used_at else open_or_expired,
    )


def _grants(account_id: int, on: date) -> QuerySet[RoleGrant]:
    return grants_held(on).filter(account_id=account_id)
