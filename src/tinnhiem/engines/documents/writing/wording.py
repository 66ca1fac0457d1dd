"""Facts in the words of Vietnamese official documents (Decree 30/2020, Annex I).

Every sentence of a form stands in its pack; only the way dates, hours and numbers are written stands here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Final

from tinnhiem.engines.documents.writing.facts import Blank, Scalar

DOTS: Final = "………"
"""Room to write a value by hand."""

_WHITE: Final = "\N{NO-BREAK SPACE}" * 5
_DOTTED_DAY: Final = f"ngày …… tháng …… năm {DOTS}"
_DOTTED_TIME: Final = "…… giờ …… phút"
_WHITE_DAY: Final = f"ngày{_WHITE} tháng{_WHITE} năm{_WHITE}"
_ROOM_FOR_NUMBER: Final = "\N{NO-BREAK SPACE}" * 8
_LAST_PADDED_MONTH: Final = 2
_TWO_STOPS: Final = re.compile(r"(?<!\.)\.\.(?!\.)")


class Kind(Enum):
    """What a fact is, which decides how it is worded."""

    TEXT = "text"
    NUMBER = "number"
    REFERENCE = "reference"
    DAY = "day"
    DATE = "date"
    MOMENT = "moment"
    LINES = "lines"


def day(on: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: days under ten and the first two months take a leading zero."""
    month = f"{on.month:02}" if on.month <= _LAST_PADDED_MONTH else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def date_in_table(on: date) -> str:
    """``05/02/2026``: a day in the cell of a table, where the words of ``day`` have no room."""
    return f"{on:%d/%m/%Y}"


def time_of_day(at: datetime) -> str:
    """``14 giờ 05 phút``."""
    return f"{at.hour:02} giờ {at.minute:02} phút"


def moment(at: datetime) -> str:
    """``14 giờ 05 phút, ngày 18 tháng 5 năm 2026``."""
    return f"{time_of_day(at)}, {day(at)}"


def padded(number: int) -> str:
    """``03``, ``41``: numbers of documents and of copies have two digits at least."""
    return f"{number:02}"


def grouped(number: int) -> str:
    """``7``, ``1.204``: thousands are set apart with a point."""
    return f"{number:,}".replace(",", ".")


def capital(text: str) -> str:
    """``Bà`` for ``bà``: the first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def enumerated(items: Sequence[str], *, between: str, last: str) -> tuple[str, ...]:
    """``items`` with ``between`` after each and ``last`` after the last one, whatever mark they came with."""
    if not items or not last:
        return tuple(items)
    bare = [item.rstrip(" ;.") for item in items]
    return (*(item + between for item in bare[:-1]), bare[-1] + last)


def single_stops(sentence: str) -> str:
    """``sentence`` with one full stop where a fact and the sentence round it both brought one."""
    return _TWO_STOPS.sub(".", sentence)


def worded(value: Scalar, kind: Kind, how: str) -> str:
    """``value`` as a sentence or a cell shows it; ``how`` is one of the ``FORMATS`` of its kind."""
    match value:
        case Blank():
            return _BLANKS.get((kind, how), DOTS)
        case datetime():
            return _MOMENTS[how](value)
        case date():
            return date_in_table(value) if kind is Kind.DATE else day(value)
        case int():
            return padded(value) if how == "padded" or kind is Kind.REFERENCE else grouped(value)
        case str():
            return _TEXTS[how](value)


FORMATS: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.TEXT: frozenset({"", "upper", "capital"}),
    Kind.NUMBER: frozenset({"", "padded"}),
    Kind.REFERENCE: frozenset({""}),
    Kind.DAY: frozenset({"", "signed"}),
    Kind.DATE: frozenset({""}),
    Kind.MOMENT: frozenset({"", "time", "day"}),
    Kind.LINES: frozenset(),
}
"""The formats that a sentence may ask of a fact; the empty one is the usual wording of its kind."""

_TEXTS: Final[Mapping[str, Callable[[str], str]]] = {"": str, "upper": str.upper, "capital": capital}
_MOMENTS: Final[Mapping[str, Callable[[datetime], str]]] = {"": moment, "time": time_of_day, "day": day}
_BLANKS: Final = {
    (Kind.REFERENCE, ""): _ROOM_FOR_NUMBER,
    (Kind.DAY, ""): _DOTTED_DAY,
    (Kind.DAY, "signed"): _WHITE_DAY,
    (Kind.MOMENT, ""): f"{_DOTTED_TIME}, {_DOTTED_DAY}",
    (Kind.MOMENT, "time"): _DOTTED_TIME,
    (Kind.MOMENT, "day"): _DOTTED_DAY,
}
