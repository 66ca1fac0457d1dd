"""The authentication code of a batch: shows that whoever printed a sheet held the key of the printing body.

It is the same on every sheet of the batch, so it traces nobody, and whoever has seen a sheet can copy it: it
refuses forms made from the definition alone, and the committee's stamp speaks for each sheet.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from typing import ClassVar, Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.omr.definition import VERSION, Definition

__all__ = ["LEAST_KEY_BYTES", "KeyTooShort", "authenticated"]

LEAST_KEY_BYTES: Final = 32

_CODE_BYTES: Final = 5
"""Forty bits, written in eight letters: what the QR code holds without growing. RFC 2104 §5 advises more for
codes that can be guessed at will; here each guess takes a sheet of paper in the box, before the committee."""


class KeyTooShort(DomainError):
    """A short key can be found by trying all."""

    code: ClassVar[str] = "sheet_key_too_short"


def authenticated(definition: Definition, key: bytes) -> Definition:
    """``definition`` with the code that ``key`` gives its meeting, form and batch (HMAC-SHA-256, RFC 2104).

    The key itself stays outside; raises ``KeyTooShort``.
    """
    if len(key) < LEAST_KEY_BYTES:
        raise KeyTooShort(least=LEAST_KEY_BYTES)
    meeting = [definition.title, definition.unit, definition.date]
    said = json.dumps(["tinnhiem sheet", VERSION, meeting, definition.form_hash, definition.batch])
    code = hmac.new(key, said.encode(), hashlib.sha256).digest()[:_CODE_BYTES]
    return replace(definition, authentication=base64.b32encode(code).decode())
