"""A copy of a text for matching only: lower case, one tone placement, one dash; letter for letter as long.

Positions found in the folded copy are therefore positions in the text itself.
"""

import re
import unicodedata
from typing import Final

_TONES: Final = "\u0300\u0301\u0309\u0303\u0323"


def _marked(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


_NEW_TO_OLD: Final = {
    first + _marked(second, tone): _marked(first, tone) + second
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_NEW_STYLE: Final = re.compile("(?<!q)(?:" + "|".join(_NEW_TO_OLD) + r")(?!\w)")
_OLD_TO_NEW: Final = {old: new for new, old in _NEW_TO_OLD.items()}
_MISPLACED: Final = re.compile(f"(?<=q)(?:{'|'.join(_OLD_TO_NEW)})|(?:{'|'.join(_OLD_TO_NEW)})(?=[^\\W\\d_])")
"""An old-style tone where both styles write it on the second vowel: inside "hòan", behind "q"."""
_SIGNS: Final = str.maketrans("‐‑‒–—−－：；，（）［］！？“”„‟«»‘’`", '-------:;,()[]!?""""""\'\'\'')
_ANY_SIGN: Final = re.compile("[" + "".join(map(re.escape, map(chr, _SIGNS))) + "]")


def folded(text: str) -> str:
    """``text`` for matching: lower case, old tone placement, plain signs, the same number of letters."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(_lower(letter) for letter in text)
    lower = _NEW_STYLE.sub(lambda match: _NEW_TO_OLD[match[0]], lower)
    lower = _MISPLACED.sub(lambda match: _OLD_TO_NEW[match[0]], lower)
    return lower.translate(_SIGNS) if _ANY_SIGN.search(lower) else lower


def phrases(*words: str) -> str:
    """An alternation of ``words`` as a pattern on folded text, longest first, blanks matching any blanks."""
    ordered = sorted({folded(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter
