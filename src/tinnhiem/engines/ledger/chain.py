"""Lines of the ledger and the hash that ties each to the one before."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

FORMAT: Final = b"tinnhiem-ledger-1\n"
"""Stands before every hashed line, so that its hash is never the hash of anything else."""


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One act: who did what to which subject, on which legal basis, after which line.

    ``before`` and ``after`` are salted digests of what the act changed, empty where it changed nothing;
    ``previous`` is the hash of the line before. Nothing here may say who voted, or in which order.
    """

    sequence: int
    at: datetime
    actor: str
    act: str
    subject: str
    basis: str = ""
    before: str = ""
    after: str = ""
    previous: str


@dataclass(frozen=True, kw_only=True)
class SealedLine:
    """A line together with the hash that was stored beside it."""

    line: LedgerLine
    hash: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """The end of the chain: how many lines there are and the hash of the last one."""

    sequence: int
    hash: str


GENESIS: Final = Head(sequence=0, hash="0" * 64)
"""The head of a ledger in which nothing has been written yet."""


_HEAD: Final = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def head_of(text: str) -> Head | None:
    """The head written as ``LINE:HASH``; None for anything else."""
    match = _HEAD.fullmatch(text.strip())
    return Head(sequence=int(match[1]), hash=match[2]) if match else None


def canonical(line: LedgerLine) -> bytes:
    """The only bytes that ``line`` is hashed as: JSON with sorted keys, no blanks, the moment in UTC.

    Raises ``ValueError`` for a moment without a time zone.
    """
    if line.at.tzinfo is None:
        raise ValueError("A ledger line needs a moment with its time zone.")
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = vars(line) | {"at": at}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def link(line: LedgerLine) -> str:
    """The SHA-256 of ``line``, which holds the hash of its predecessor and so ties both together."""
    return hashlib.sha256(FORMAT + canonical(line)).hexdigest()


def seal(line: LedgerLine) -> SealedLine:
    """``line`` with its hash, ready to be stored."""
    return SealedLine(line=line, hash=link(line))
