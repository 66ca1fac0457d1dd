"""Invented names and birth dates, the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_SURNAMES: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Nông", "Lương", "Đinh")
_WOMEN: Final = ("Thị Thu Hằng", "Thị Mỹ Duyên", "Hồng Vân", "Thị Kim Yến", "Bích Ngọc", "Thanh Thúy")
_MEN: Final = ("Văn Bằng", "Quốc Anh", "Xuân Lộc", "Hữu Khánh", "Đức Toàn", "Minh Đạt")
_OLDEST: Final = date(1974, 3, 9)


@dataclass(frozen=True)
class Invented:
    """A person who does not exist."""

    name: str
    sex: str
    born_on: date


def invented_people(*, first: int) -> Iterator[Invented]:
    """An endless row of people; ``first`` sets where it starts, so that two schools share nobody."""
    number = first
    while True:
        women = number % 5 != 3
        given = (_WOMEN if women else _MEN)[(number * 7 + number // 11) % 6]
        surname = _SURNAMES[(number * 5 + number // 7) % len(_SURNAMES)]
        born_on = _OLDEST + timedelta(days=(number * 397) % 9000)
        yield Invented(f"{surname} {given}", "female" if women else "male", born_on)
        number += 1
