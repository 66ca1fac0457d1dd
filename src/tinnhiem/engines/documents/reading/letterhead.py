"""Number, notation and day that the head of a signed document names, where its file carries text."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_HEAD: Final = 1500
_NOTATION: Final = re.compile(r"\bSố\s*:?\s*(\d{1,5})\s*([/-])\s*([^\W_][\w/Đđ-]*)")
_BODY: Final = re.compile(r"^\s*(?:Căn cứ|Kính gửi)\b", re.MULTILINE)
_DAY: Final = re.compile(
    r"(?:^|,)\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class Letterhead:
    """What the head of a document says of itself; ``None`` and the empty text where it does not."""

    number: int | None
    series: str
    day: date | None


def letterhead_of(text: str) -> Letterhead:
    """Read the head of ``text``: ``Số: 07/QĐ-UBND`` or ``Số 45-TB/ĐU``, and ``ngày … tháng … năm …``."""
    head = text[:_HEAD]
    if body := _BODY.search(head):
        head = head[: body.start()]
    notation, day = _NOTATION.search(head), _DAY.search(head)
    return Letterhead(
        number=int(notation[1]) if notation else None,
        series=notation[3] if notation else "",
        day=_date(day) if day else None,
    )


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
