"""The words that staff lists use in their cells: sexes, ticks, contracts, posts, notes, as tables."""

import re
import unicodedata
from typing import Final

from tinnhiem.common.text import fold, normal
from tinnhiem.domain.registers.staff_list_values import Availability, Employment, PostKind, Sex

_SEXES: Final = {"nam": Sex.MALE, "nữ": Sex.FEMALE, "nu": Sex.FEMALE, "m": Sex.MALE, "f": Sex.FEMALE}
_MARKS: Final = frozenset({"x", "xx", "v", "1", "co", "+", "✓", "✔", "√", "☑", "☒", "●"})
_NOTHING: Final = frozenset({"", "khong", "khong co", "chua", "0", "k", "ko"})

_EMPLOYMENTS: Final = (
    (
        Employment.PERMANENT,
        re.compile(r"\bbien che\b|^bc$|^(vien|cong) chuc$|\bhop dong lam viec\b|\bhdlv\b"),
    ),
    (Employment.CONTRACT_111, re.compile(r"(?<!\d)111(?!\d)")),
    (Employment.CONTRACT_SCHOOL, re.compile(r"^(hop dong|hd|hdld)\b.*\btruong\b")),
    (Employment.CONTRACT, re.compile(r"\bhop dong\b|^hd")),
)

_POSTS: Final = (
    (PostKind.OTHER, re.compile(r"\b(nguyen|cuu|tro ly|thu ky|uy quyen) (pho )?(hieu truong|ht)\b")),
    (PostKind.VICE_PRINCIPAL, re.compile(r"\b(pho|p) ?(hieu truong|ht)\b|\bpht\b|\bhieu pho\b")),
    (PostKind.PRINCIPAL, re.compile(r"\b(hieu truong|ht)\b")),
)

_AVAILABILITIES: Final = (
    (Availability.WORKING, re.compile(r"\b(het|ket thuc|thoi|tro lai sau) (biet phai|nghi|ky nghi)")),
    (
        Availability.WORKING,
        re.compile(r"\bchuyen den\b(?! (truong|th|thcs|thpt|tieu hoc|mam non|mn|phong|so)\b)"),
    ),
    (Availability.WORKING, re.compile(r"\b(biet phai|chuyen) (tu|ve tu)\b|\bnhan biet phai\b")),
    (
        Availability.TRANSFERRED,
        re.compile(r"\bchuyen (di|den|cong tac|truong|vung|don vi)\b|\bthuyen chuyen\b"),
    ),
    (Availability.TRANSFERRED, re.compile(r"\b(nghi huu|nghi viec|thoi viec|nghi che do|da nghi)\b")),
    (Availability.SECONDED, re.compile(r"\bbiet phai\b|\btrung tap\b")),
    (Availability.ON_LEAVE, re.compile(r"\bnghi\b|\bthai san\b|\bom dau\b|\bdi hoc\b")),
)


def tidy(text: str) -> str:
    """``text`` in normal form, without letters that show nothing."""
    typed = normal(text)
    if typed.isprintable():
        return typed
    return normal("".join(letter for letter in typed if not unicodedata.category(letter).startswith("C")))


def plain(text: str) -> str:
    """``text`` without tones, case and punctuation: ``Ngày, tháng`` gives ``ngay thang``."""
    return normal("".join(letter if letter.isalnum() else " " for letter in fold(tidy(text))))


def sex_of(text: str) -> Sex | None:
    """The sex that a cell or a heading names, or None where it names none, or both."""
    named = {_SEXES[word] for word in re.findall(r"\w+", normal(text).casefold()) if word in _SEXES}
    return named.pop() if len(named) == 1 else None


def is_mark(text: str) -> bool:
    """Whether a cell is ticked: ``x``, ``✓``, ``có``."""
    return (plain(text) or tidy(text)) in _MARKS


def is_nothing(text: str) -> bool:
    """Whether a cell says in words or signs that it holds nothing: ``-``, ``không``."""
    return plain(text) in _NOTHING and not is_mark(text)


def employment_of(text: str) -> Employment | None:
    """The employment that a text names, or None where it names none, or both kinds."""
    words = plain(text)
    found = [kind for kind, pattern in _EMPLOYMENTS if pattern.search(words)]
    if Employment.PERMANENT in found and re.search(r"\bhop dong(?! lam viec)|\bhd\b", words):
        return None
    return found[0] if found else None


def post_kind_of(text: str) -> PostKind:
    """Whether a post is that of a principal, of a vice-principal, or another."""
    words = plain(text)
    return next((kind for kind, pattern in _POSTS if pattern.search(words)), PostKind.OTHER)


def availability_of(note: str) -> Availability:
    """What a note says of a person's presence; the note itself need not be kept.

    ``Chuyển đến 8/2023`` speaks of an arrival and means that the person works here.
    """
    words = plain(note)
    found = (kind for kind, pattern in _AVAILABILITIES if pattern.search(words))
    return next(found, Availability.WORKING)
