"""Writing the ledger: one line for each act, inside the transaction of the act itself."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.transaction import TransactionManagementError

from tinnhiem.apps.audit.models import Line, Tail
from tinnhiem.engines.ledger import GENESIS, Fact, LedgerLine, digest, seal
from tinnhiem.engines.ledger.digests import SALT_BYTES

__all__ = ["append"]


def append(
    *,
    actor: str,
    act: str,
    subject: str,
    at: datetime,
    basis: str = "",
    before: Mapping[str, Fact] | None = None,
    after: Mapping[str, Fact] | None = None,
) -> None:
    """Append one line; it stands or falls with the caller's transaction.

    ``before`` and ``after`` are stored as salted digests only. An act never says who voted, received or
    returned a ballot, nor in which order: such acts are recorded as totals, once the step is over.

    Raises ``TransactionManagementError`` outside a transaction, since a line without its act is a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("A line of the ledger is written in the transaction of its act.")
    tail = _tail_held()
    salt = secrets.token_bytes(SALT_BYTES)
    line = LedgerLine(
        sequence=tail.sequence + 1,
        at=at,
        actor=actor,
        act=act,
        subject=subject,
        basis=basis,
        before=_digest(before, salt),
        after=_digest(after, salt),
        previous=tail.hash,
    )
    _record(line, tail, salt)


def _tail_held() -> Tail:
    """The end of the ledger, locked until the transaction is over (SQLite locks as a whole)."""
    tail, _ = Tail.objects.select_for_update().get_or_create(
        pk=1, defaults={"sequence": GENESIS.sequence, "hash": GENESIS.hash}
    )
    return tail


def _digest(facts: Mapping[str, Fact] | None, salt: bytes) -> str:
    return "" if facts is None else digest(facts, salt=salt)


def _record(line: LedgerLine, tail: Tail, salt: bytes) -> None:
    sealed = seal(line)
    Line.objects.create(
        sequence=line.sequence,
        at=line.at,
        actor=line.actor,
        act=line.act,
        subject=line.subject,
        basis=line.basis,
        before=line.before,
        after=line.after,
        salt=salt.hex(),
        previous=line.previous,
        hash=sealed.hash,
    )
    tail.sequence, tail.hash = line.sequence, sealed.hash
    tail.save(update_fields=["sequence", "hash"])
