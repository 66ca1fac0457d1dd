"""The mark of a draft: ten signs at the foot of each page, by which the signed scan is recognised.

It says nothing of what the draft says; it stands as words and, for a scan without a text layer, as a QR code.
"""

import re
from typing import Final
from uuid import UUID

PREFIX: Final = "TNVB"
"""What the QR code begins with, so that no other code on a paper is taken for a mark."""

_SIGNS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS_OF_A_SIGN: Final = 5
_SIGNS_OF_A_MARK: Final = 10
_GROUP: Final = f"[{_SIGNS}]{{5}}"
_PAYLOAD: Final = re.compile(rf"{PREFIX} ({_GROUP}-{_GROUP})")
_WORDS: Final = re.compile(rf"dự thảo[ \N{{NO-BREAK SPACE}}]+({_GROUP}-{_GROUP})\b")


def mark_of(identity: UUID) -> str:
    """The mark of the draft with this random identity, such as ``7K3QM-2XPA9``: its first fifty bits."""
    bits = identity.int >> (128 - _BITS_OF_A_SIGN * _SIGNS_OF_A_MARK)
    signs = [
        _SIGNS[bits >> (_BITS_OF_A_SIGN * place) & (len(_SIGNS) - 1)]
        for place in reversed(range(_SIGNS_OF_A_MARK))
    ]
    return f"{''.join(signs[:5])}-{''.join(signs[5:])}"


def identities_of(mark: str) -> tuple[UUID, UUID]:
    """The first and the last identity that have this mark."""
    bits = 0
    for sign in mark.replace("-", ""):
        bits = bits << _BITS_OF_A_SIGN | _SIGNS.index(sign)
    rest = 128 - _BITS_OF_A_SIGN * _SIGNS_OF_A_MARK
    return UUID(int=bits << rest), UUID(int=(bits + 1 << rest) - 1)


def payload_of(mark: str) -> str:
    """What the QR code of a mark holds."""
    return f"{PREFIX} {mark}"


def marks_in_words(text: str) -> frozenset[str]:
    """The marks that the text layer of a paper names."""
    return frozenset(_WORDS.findall(text))


def mark_in_payload(payload: str) -> str:
    """The mark that a QR code holds; empty for a code of something else."""
    found = _PAYLOAD.fullmatch(payload)
    return found[1] if found else ""
