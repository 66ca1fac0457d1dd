"""Digests that commit to what an act changed without giving it away."""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

Fact: TypeAlias = "str | int | date | Sequence[Fact] | Mapping[str, Fact] | None"
"""What a digest may cover; fractional numbers are left out because their text is not unique."""

SALT_BYTES: Final = 32
"""As long as the hash itself, so that small counts cannot be found by trying them all."""


def digest(facts: Mapping[str, Fact], *, salt: bytes) -> str:
    """HMAC-SHA-256 of ``facts`` in canonical JSON under ``salt``.

    Whoever knows the facts and the salt can check the digest; whoever lacks the salt cannot guess a count.
    Raises ``ValueError`` for a short salt and ``TypeError`` for a value that is no ``Fact``.
    """
    if len(salt) < SALT_BYTES:
        raise ValueError(f"A salt needs {SALT_BYTES} bytes.")
    text = json.dumps(_plain(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(salt, text.encode(), hashlib.sha256).hexdigest()


def _plain(fact: Fact) -> Fact:
    """``fact`` with dates as ISO text and every collection as JSON knows it."""
    if fact is None or isinstance(fact, str | int):
        return fact
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, Mapping):
        return {key: _plain(value) for key, value in fact.items()}
    if isinstance(fact, Sequence):
        return [_plain(value) for value in fact]
    raise TypeError(f"A digest does not cover a {type(fact).__name__}.")
