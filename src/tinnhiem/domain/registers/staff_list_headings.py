"""The headings that staff lists use, as one table, compared as ``plain`` text from the first line down."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tinnhiem.domain.registers.staff_list_words import plain


class Role(StrEnum):
    """What a column of the list holds."""

    ORDINAL = "ordinal"
    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    POST = "post"
    EMPLOYMENT = "employment"
    DEGREE = "degree"
    POLITICAL_THEORY = "political_theory"
    PARTY = "party"
    DECISION = "decision"
    APPOINTMENT = "appointment"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of ``role`` has one of the patterns ``has`` and none of ``lacks``."""

    role: Role
    has: re.Pattern[str]
    lacks: re.Pattern[str]

    def fits(self, words: str) -> bool:
        return bool(self.has.search(words)) and not self.lacks.search(words)


def _heading(role: Role, *has: str, lacks: tuple[str, ...] = ()) -> _Heading:
    return _Heading(role, re.compile("|".join(has)), re.compile("|".join(lacks) or r"(?!)"))


_HEADINGS: Final = (
    _heading(Role.ORDINAL, r"^(s ?tt|tt|so tt|so thu tu)$"),
    _heading(Role.PARTY, r"\bdang vien\b", r"\bvao dang\b", r"^dang$", r"^dang (csvn|cong san)"),
    _heading(Role.POLITICAL_THEORY, r"\bly luan\b", r"\bll ?ct\b", r"\bchinh tri\b"),
    _heading(
        Role.APPOINTMENT,
        r"\b(ngay|thoi diem|thoi gian|nam)\b.*\b(bo nhiem|bn|giu chuc)\b",
        r"\b(bo nhiem|bn)\b.*\bngay\b",
        r"\bngay (ky )?(quyet dinh|qd)\b",
        r"\b(quyet dinh|qd)\b.*\bngay\b",
        lacks=(
            r"\bso\b|luong|tuyen dung|ngach|\bhang\b|nghe nghiep|bien che|hop dong",
            r"\bhet\b|ket thuc|thoi han|nhiem ky",
        ),
    ),
    _heading(
        Role.DECISION,
        r"\bso\b.*\b(quyet dinh|qd)\b",
        r"\b(quyet dinh|qd)\b.*\bso\b",
        r"^(quyet dinh|qd)( bo nhiem| bn)?( chuc vu)?$",
        lacks=(r"luong|tuyen dung|ngach|nghe nghiep|ky luat|khen|hop dong|nghi huu",),
    ),
    _heading(
        Role.BIRTH,
        r"\b(ngay|thang|nam)\b.*\bsinh\b",
        r"\bsinh (ngay|nam)\b",
        r"^(sinh|ntns|ns)$",
        lacks=(r"\bnoi\b|hoc sinh|giao sinh|sinh hoat|sinh vien|\bque\b",),
    ),
    _heading(Role.SEX, r"^(gioi|gt|phai|nam nu)$", r"^gioi tinh\b"),
    _heading(
        Role.EMPLOYMENT,
        r"\bhop dong\b",
        r"\bbien che\b",
        r"^(hd|bc)\b",
        r"hinh thuc tuyen dung",
        r"\bdien (tuyen dung|lao dong)",
        r"\bloai lao dong",
        lacks=(r"\b(ngay|so|thoi|nam|thang|han|vao)\b",),
    ),
    _heading(
        Role.POST,
        r"\bchuc (vu|danh|trach)\b",
        r"^(vi tri|cong viec|nhiem vu)\b",
        lacks=(
            r"nghe nghiep|phu cap|he so|kiem nhiem|\bhang\b|ma so|quy hoach",
            r"chuc vu (trong )?dang$|dang doan|doan the",
        ),
    ),
    _heading(
        Role.DEGREE,
        r"^trinh do\b",
        r"^td ?cm\b",
        r"^chuyen mon\b",
        r"^(bang cap|van bang|hoc vi)\b",
        r"\bchuyen mon nghiep vu\b",
        lacks=(r"tin hoc|ngoai ngu|tieng|quan ly|pho thong|van hoa|chuyen nganh|phan cong|hoc van",),
    ),
    _heading(Role.NOTE, r"^(ghi chu|chu thich|gc)\b"),
    _heading(
        Role.NAME,
        r"^ho (va )?(ten|dem|lot|chu dem|chu lot)\b",
        r"^(ten|ho)$",
        r"^ten (can bo|giao vien|nhan vien|cb|gv|vien chuc)\b",
        lacks=(r"\b(vo|chong|con|cha|me|phu huynh|hoc sinh|thuong goi|khac|nguoi than)\b",),
    ),
)

_LONGEST: Final = 200
"""No heading is longer; the patterns are not tried on whole paragraphs."""

_PREFERRED: Final = {
    Role.POST: (r"^chuc vu\b", r"\bchuc vu\b", r"\bchuc danh\b", r"^vi tri", r""),
    Role.APPOINTMENT: (r"\b(lai|hien|gan nhat)\b", r"^(?!.*\blan dau\b)", r""),
    Role.DECISION: (r"\b(lai|hien|gan nhat)\b", r"^(?!.*\blan dau\b)", r""),
    Role.DEGREE: (r"chuyen mon|\bcm\b|^tdcm", r""),
}
"""Where several columns have one role, which heading is asked first."""


def role_of(heading: str) -> Role | None:
    """What a column under this heading holds, or None for a heading that the list is not read for."""
    if len(heading) > _LONGEST:
        return None
    words = plain(heading)
    return next((row.role for row in _HEADINGS if row.fits(words)), None)


def rank_of(role: Role, heading: str) -> int:
    """The place of a heading among those of one role; the lowest is asked first."""
    words = plain(heading)
    return next((i for i, has in enumerate(_PREFERRED.get(role, ("",))) if re.search(has, words)), 0)
