"""The signs that open an item of a list: bullets, numbers, letters, Roman and Chinese numerals.

Each has a rank; an item of a higher rank lies inside the item of a lower rank before it.
"""

import re
from dataclasses import dataclass
from typing import Final

PLAIN: Final = 20
"""The rank of a paragraph without a sign."""

BULLET: Final = 11
_BULLETS: Final = "-–—−‒•·●○◦▪▫■□►▶➢➤→✓✔∙‣⁃※❖♦◆\uf0b7\uf02d\uf0d8\uf0a7\uf076\uf0fc"
_PATTERNS: Final = (
    (
        1,
        r"(?:(?i:phần|chương)\s+(?:thứ\s+\w+|[IVXLC]+|\d{1,2})\s*[.:\-–]?|第[一二三四五六七八九十]{1,3}[章部])\s*",
    ),
    (2, r"(?P<roman>[IVX]{1,5})\s*(?:[.)]|/(?!v)|[-–]\s)\s*(?=\S)"),
    (2, r"[A-H]\.\s+(?=\S)"),
    (2, r"[一二三四五六七八九十]{1,3}、\s*"),
    (3, r"(?i:điều|mục)\s+\d{1,3}\s*[.:]\s*"),
    (4, r"[(（][一二三四五六七八九十]{1,3}[)）]\s*"),
    (5, r"(?P<deep>\d{1,2}(?:\.\d{1,2}){1,4})(?!\d)\s*[.)/]?\s+(?=\S)"),
    (4, r"\d{1,2}\s*(?:[.)、．](?!\d)|/(?=\s*[^\W\d])|[-–]\s+(?=[^\W\d_]))\s*(?=\S)"),
    (9, r"[(（]\d{1,2}[)）]\s*(?=\S)"),
    (10, r"[①-⑳]\s*"),
    (9, r"[a-zđ]\d?\s*(?:\)|\.\s|/(?=\s*[A-ZĐ]))\s*(?=\S)"),
    (BULLET, rf"[{_BULLETS}]+\s*(?=[^\W\d]|[\"“(«《]|(?<=\s)\d)"),
    (BULLET, r"[*o]\s+(?=\S)"),
    (BULLET + 1, r"\+\s*(?=[^\W\d])|\+\s+(?=\d)"),
)
_SIGNS: Final = tuple((rank, re.compile(pattern)) for rank, pattern in _PATTERNS)
_FIRST: Final = re.compile(rf"[{_BULLETS}\dIVXA-HPCĐMpcđm(（①-⑳一二三四五六七八九十第a-zđ*o+]")
ALONE: Final = re.compile(rf"(?:[{_BULLETS}+*o]|\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[a-zđ]\)|[IVX]{{1,5}}\.)\s*\Z")
"""A line that is nothing but such a sign."""

INSIDE: Final = re.compile(
    r"(?<=[.;:!?…)”\"])\s+(?=(?:[-–•+*]\s+|\d{1,2}(?:\.\d{1,2})*[.)]\s+|[a-zđ]\)\s+|[IVX]{1,4}\.\s+)[^\W\d_])"
    r"|\s+(?=\d{1,2}\.\d{1,2}\.\s+[^\W\d_])"
)
"""A blank before such a sign in the middle of a line, as a paste without line breaks has them."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign of one item: as written, how deep it stands and how long it is with its blank."""

    sign: str
    rank: int
    length: int


def marker_of(line: str) -> Marker:
    """The sign that opens ``line``; without one, an empty sign of rank ``PLAIN``."""
    if _FIRST.match(line):
        for rank, pattern in _SIGNS:
            found = pattern.match(line)
            if found and found.end():
                depth = (found.groupdict().get("deep") or "").count(".")
                return Marker(found[0].strip(), rank + max(0, depth - 1), found.end())
    return Marker("", PLAIN, 0)
