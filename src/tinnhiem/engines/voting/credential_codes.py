"""The private side of a credential: the code on a slip and the key it stands for.

Only what plays a voter or the registrar's own device imports this; no server code may.
"""

import hashlib
import re
from typing import Final

from tinnhiem.engines.voting.errors import CredentialMalformed
from tinnhiem.engines.voting.groups import Group
from tinnhiem.engines.voting.randomness import RandomBytes, scalar

__all__ = ["credential_secret", "new_code", "new_code_of_2_0"]

_LETTERS: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CHECK_MODULUS: Final = 53
_ITERATIONS: Final = 1000
_CODE: Final = re.compile(
    rf"[{_LETTERS}]{{5}}-[{_LETTERS}]{{6}}-[{_LETTERS}]{{5}}-[{_LETTERS}]{{6}}", re.ASCII
)
_CODE_OF_2_0: Final = re.compile(rf"[{_LETTERS}]{{3}}(-[{_LETTERS}]{{3}}){{4}}", re.ASCII)


def new_code(randomness: RandomBytes) -> str:
    """A code of 22 letters in groups of 5-6-5-6 (spec §7)."""
    letters = _drawn(randomness, 22)
    return "-".join((letters[:5], letters[5:11], letters[11:16], letters[16:]))


def new_code_of_2_0(randomness: RandomBytes) -> str:
    """A code as version 2.0 of belenios-tool takes it: 14 letters and a check letter, in groups of three."""
    letters = _drawn(randomness, 14)
    letters += _check_letter(letters)
    return "-".join(letters[start : start + 3] for start in range(0, 15, 3))


def credential_secret(*, code: str, uuid: str, group: Group) -> int:
    """The private key that ``code`` stands for in poll ``uuid``; raises ``CredentialMalformed``."""
    if _CODE.fullmatch(code):
        halves = (
            hashlib.sha256(f"derive_credential|{uuid}|{half}|{code}".encode()).digest() for half in (0, 1)
        )
        return int.from_bytes(b"".join(halves), "big") % group.order
    letters = code.replace("-", "")
    if not _CODE_OF_2_0.fullmatch(code) or _check_letter(letters[:14]) != letters[14]:
        raise CredentialMalformed
    raw = hashlib.pbkdf2_hmac("sha256", code.encode(), uuid.encode(), _ITERATIONS, 32)
    return int.from_bytes(raw, "big") % group.order


def _drawn(randomness: RandomBytes, size: int) -> str:
    return "".join(_LETTERS[scalar(randomness, len(_LETTERS))] for _ in range(size))


def _check_letter(letters: str) -> str:
    value = 0
    for letter in letters:
        value = value * len(_LETTERS) + _LETTERS.index(letter)
    return _LETTERS[_CHECK_MODULUS - value % _CHECK_MODULUS]
