"""Vietnamese text in one normal form, for storing, comparing and sorting."""

import unicodedata
from typing import Final

_OLD_TONE: Final = {
    plain + mark: new
    for plain, marked in {
        "oa": ("òa", "óa", "ỏa", "õa", "ọa"),
        "oe": ("òe", "óe", "ỏe", "õe", "ọe"),
        "uy": ("ùy", "úy", "ủy", "ũy", "ụy"),
    }.items()
    for mark, new in zip("\u0300\u0301\u0309\u0303\u0323", marked, strict=True)
}
"""Decomposed syllable end with the tone on the second vowel (new style) to the old style."""


def normal(text: str) -> str:
    """``text`` in NFC with runs of white space folded to one blank and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """``text`` without marks and in lower case, for search: ``Đình Hoà`` gives ``dinh hoa``."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return normal("".join(letter for letter in decomposed if not unicodedata.combining(letter)))


def same_name_key(name: str) -> str:
    """A key that all spellings of one name share: case, blanks, composition, tone placement do not count."""
    decomposed = unicodedata.normalize("NFD", normal(name).casefold())
    for new_style, old_style in _OLD_TONE.items():
        decomposed = decomposed.replace(new_style, unicodedata.normalize("NFD", old_style))
    return unicodedata.normalize("NFC", decomposed)


def given_name_key(name: str) -> tuple[str, str, str]:
    """A sorting key as Vietnamese lists use it: given name first, then the whole name, tones last."""
    words = normal(name).split(" ")
    return fold(words[-1]), fold(name), normal(name)
