"""The sixty-one schools of the demo authority: invented names, by level."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tinnhiem.common.text import fold

_KINDS: Final[Mapping[str, str]] = {
    "preschool": "Trường Mầm non",
    "primary": "Trường Tiểu học",
    "lower_secondary": "Trường THCS",
}
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "primary": (
        "Hoa Ban", "Suối Trong", "Đồi Thông", "Nà Lầu", "Khe Bưởi", "Bản Đon", "Cốc Lùng", "Pác Hin",
        "Đồng Mận",
        "Vân Trì", "Kim Lũng", "Lũng Cà", "Phiêng Sa", "Thạch Khê", "Nậm Lươi", "Đông Sấu", "Tả Gia",
        "Hồng Lam",
        "Rừng Cọ", "Bãi Dâu", "Cầu Đá", "Mỏ Nhài", "Ao Sen", "Chân Mây",
    ),
    "preschool": (
        "Sao Mai", "Hoa Sim", "Hoa Đào", "Bông Sen", "Hướng Dương", "Tuổi Thơ", "Vành Khuyên", "Sơn Ca",
        "Họa Mi",
        "Ánh Dương", "Măng Non", "Búp Măng", "Hoa Phượng", "Thỏ Ngọc", "Nắng Hồng", "Chim Non", "Tuổi Hồng",
        "Hoa Cúc", "Mầm Xanh", "Cỏ Non", "Hoa Gạo",
    ),
    "lower_secondary": (
        "Bình Minh", "Thạch Bình", "Đại Ngàn", "Suối Bạc", "Núi Voi", "Lũng Vài", "Bến Gỗ", "Phú Lũng",
        "Tân Khê", "Nà Phai", "Đồng Lúa", "Quang Lũng", "Yên Khê", "Hòa Lũng", "Trung Khê", "Đèo Gió",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class School:
    """A school that does not exist."""

    code: str
    name: str
    level: str


def _school(level: str, name: str) -> School:
    return School(fold(name).replace(" ", "-"), f"{_KINDS[level]} {name}", level)


SCHOOLS: Final = tuple(_school(level, name) for level, names in _NAMES.items() for name in names)
"""All of them, in the order in which the registers get them."""
