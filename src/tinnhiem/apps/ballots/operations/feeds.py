"""The secret address of an account's calendar: made, made anew, revoked; only its token's hash is kept."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots.models import CalendarFeed
from tinnhiem.common.actors import Actor

LIFETIME: Final = timedelta(days=400)
"""A feed outlives the year of a campaign and is then made anew, so that forgotten addresses die."""


@transaction.atomic
def make_feed(*, actor: Actor, at: datetime) -> str:
    """Make the actor's calendar address, closing an earlier one, and return its token, kept nowhere."""
    _close(actor, at)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(
        account_id=actor.account_id,
        token_sha256=token_hash(token),
        made_at=at,
        expires_at=at + LIFETIME,
    )
    audit.append(actor=actor.key, act="calendar_feed.made", subject=f"account:{actor.account_id}", at=at)
    return token


@transaction.atomic
def revoke_feed(*, actor: Actor, at: datetime) -> None:
    """Close the actor's calendar address; nothing happens where there is none."""
    if _close(actor, at):
        audit.append(
            actor=actor.key, act="calendar_feed.revoked", subject=f"account:{actor.account_id}", at=at
        )


def token_hash(token: str) -> str:
    """The hash under which a token is looked up."""
    return sha256(token.encode()).hexdigest()


def _close(actor: Actor, at: datetime) -> int:
    mine = CalendarFeed.objects.filter(account_id=actor.account_id, revoked_at=None)
    return mine.update(revoked_at=at)
