"""Invented names and birth dates, the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final

_SURNAMES: Final = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Nông", "Lương", "Đinh", "Hà", "Lý",
    "Đỗ", "Ngô", "Dương", "Phan", "Trịnh", "Đoàn", "Triệu", "Ma", "Vi", "Chu", "Tạ", "La",
)  # fmt: skip
_WOMENS_MIDDLES: Final = (
    "Thị", "Thị Thu", "Thị Thanh", "Thị Minh", "Thị Ngọc", "Thị Bích", "Thị Kim", "Thị Hồng", "Thị Mai",
    "Thu", "Thanh", "Minh", "Ngọc", "Hoài",
)  # fmt: skip
_WOMENS: Final = (
    "Hằng", "Hương", "Lan", "Nga", "Yến", "Thảo", "Linh", "Trang", "Phương", "Dung", "Hạnh", "Hoa",
    "Huệ", "Loan", "Oanh", "Thủy", "Vân", "Xuân", "Nhung", "Hiền", "Hà", "Duyên", "Chi", "Diệp",
    "Quyên", "Tâm", "Thơm", "Uyên",
)  # fmt: skip
_MENS_MIDDLES: Final = (
    "Văn", "Hữu", "Đức", "Quốc", "Xuân", "Minh", "Quang", "Công", "Đình", "Ngọc", "Thành", "Tiến",
    "Trọng", "Anh", "Duy", "Thế",
)  # fmt: skip
_MENS: Final = (
    "Bằng", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hiếu", "Hòa", "Hưng", "Huy", "Khánh", "Kiên",
    "Lâm", "Lộc", "Long", "Nam", "Phong", "Phúc", "Quân", "Sơn", "Thắng", "Thịnh", "Toàn", "Trường",
    "Tuấn", "Việt",
)  # fmt: skip
_STRIDE: Final = 4001
"""Coprime to the number of names of either sex, so that a name comes back only after all the others."""
_OLDEST: Final = date(1974, 3, 9)
_SPREAD: Final = 9000
_OLDEST_LEADER: Final = date(1972, 1, 10)
_LEADERS_SPREAD: Final = 4600


@dataclass(frozen=True)
class Invented:
    """A person who does not exist."""

    name: str
    sex: str
    born_on: date


def invented_people(*, first: int) -> Iterator[Invented]:
    """An endless row of people; ``first`` sets where it starts, so that two schools share nobody."""
    return (_invented(number, _OLDEST, _SPREAD) for number in count(first))


def invented_leader(number: int) -> Invented:
    """A person of the age of those who lead schools."""
    return _invented(number, _OLDEST_LEADER, _LEADERS_SPREAD)


def _invented(number: int, oldest: date, spread: int) -> Invented:
    is_woman = number % 5 != 3
    middles, given = (_WOMENS_MIDDLES, _WOMENS) if is_woman else (_MENS_MIDDLES, _MENS)
    place = number * _STRIDE % (len(_SURNAMES) * len(middles) * len(given))
    rest, surname = divmod(place, len(_SURNAMES))
    first, middle = divmod(rest, len(middles))
    return Invented(
        name=f"{_SURNAMES[surname]} {middles[middle]} {given[first]}",
        sex="female" if is_woman else "male",
        born_on=oldest + timedelta(days=number * 397 % spread),
    )
