"""The demo authority: made once, then left alone, with a new sign-in link for each desk at every start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from tinnhiem.apps.org import operations as org
from tinnhiem.apps.org import queries as registers
from tinnhiem.cli.demo.people import Invented, invented_people
from tinnhiem.cli.demo.staff_list import staff_list
from tinnhiem.common.actors import Actor

TERM_DAYS: Final = 1826
LIFETIME: Final = timedelta(days=1)
DISTRICT_ENDED: Final = date(2025, 7, 1)
OFFICE_FROM: Final = date(2014, 1, 1)
LEVELS: Final = {"hoa-ban": "primary", "sao-mai": "preschool", "binh-minh": "lower_secondary"}
NAMES: Final = {
    "hoa-ban": "Trường Tiểu học Hoa Ban",
    "sao-mai": "Trường Mầm non Sao Mai",
    "binh-minh": "Trường THCS Bình Minh",
}


TITLES: Final = {
    "officer": "Chuyên viên Nội vụ",
    "appointing_authority": "Chủ tịch UBND phường",
    "records_clerk": "Văn thư UBND phường",
    "administrator": "Chuyên viên công nghệ thông tin",
}


@dataclass(frozen=True)
class DeskLink:
    """A link that signs one person in once, at one desk."""

    desk: str
    person: str
    path: str


@dataclass(frozen=True)
class Authority:
    """The demo's units and the actors who work for them."""

    commune_id: int
    officer: Actor
    chairman: Actor
    clerk: Actor
    administrator: Actor
    schools: dict[str, int]
    officials: dict[str, int]


def ensure(*, at: datetime) -> Sequence[DeskLink]:
    """The demo authority, made where it is missing, and one new sign-in link for each desk."""
    authority = build(at=at)
    leader = next(
        row for row in registers.incumbents([authority.schools["hoa-ban"]]) if row.post == "principal"
    )
    visitors = (
        ("office", authority.officer.account_id, authority.officer.name),
        ("authority", authority.chairman.account_id, authority.chairman.name),
        ("committee", _account_of(authority.officials["secretary"]), "Ngô Thị Mỹ Duyên"),
        ("leader", _account_of(leader.person_id), leader.full_name),
        ("clerk", authority.clerk.account_id, authority.clerk.name),
        ("audit", authority.administrator.account_id, authority.administrator.name),
    )
    return [
        DeskLink(desk, name, f"/link/{_link(account, desk, authority.officer, at)}/")
        for desk, account, name in visitors
    ]


def build(*, at: datetime) -> Authority:
    """The demo authority as it stands: a ward, its predecessor district, an office and three schools."""
    commune = _units()
    officer = _signed_in("Nguyễn Thu Hà", "female", date(1986, 4, 2), commune, "officer")
    chairman = _signed_in("Trần Thị Bích Liên", "female", date(1975, 9, 21), commune, "appointing_authority")
    authority = Authority(
        commune_id=commune,
        officer=officer,
        chairman=chairman,
        clerk=_signed_in("Bùi Thị Hoa", "female", date(1988, 3, 8), commune, "records_clerk"),
        administrator=_signed_in("Đặng Văn Khoa", "male", date(1991, 7, 19), commune, "administrator"),
        schools={code: registers.unit_of_code(code).id for code in NAMES},
        officials={
            "chair": _official(
                "Hoàng Minh Đạt", "male", date(1972, 1, 30), commune, "Phó Chủ tịch UBND phường"
            ),
            "secretary": _official("Ngô Thị Mỹ Duyên", "female", date(1990, 6, 11), commune, "Chuyên viên"),
            "supervisor": _official(
                "Đỗ Quốc Anh", "male", date(1979, 12, 5), commune, "Trưởng phòng Văn hóa – Xã hội"
            ),
        },
    )
    if not registers.staff_of(authority.schools["hoa-ban"]):
        _import_lists(authority, at)
    return authority


def _units() -> int:
    place = "Thạch Lâm"
    province = org.add_unit(
        code="son-ha", name="UBND tỉnh Sơn Hà", kind="province", place="Sơn Hà", valid_from=OFFICE_FROM
    )
    district = org.add_unit(
        code="bac-son",
        name="UBND huyện Bắc Sơn Mẫu",
        kind="district",
        place="Bắc Sơn Mẫu",
        valid_from=OFFICE_FROM,
        valid_to=DISTRICT_ENDED,
    )
    commune = org.add_unit(
        code="thach-lam", name="UBND phường Thạch Lâm", kind="commune", place=place, valid_from=DISTRICT_ENDED
    )
    org.subordinate(unit=district, superior=province, valid_from=OFFICE_FROM, valid_to=DISTRICT_ENDED)
    org.subordinate(unit=commune, superior=province, valid_from=DISTRICT_ENDED)
    for code, name in NAMES.items():
        school = org.add_school(code=code, name=name, level=LEVELS[code], place=place, valid_from=OFFICE_FROM)
        org.subordinate(unit=school, superior=district, valid_from=OFFICE_FROM, valid_to=DISTRICT_ENDED)
        org.subordinate(unit=school, superior=commune, valid_from=DISTRICT_ENDED)
    return commune.pk


def _official(name: str, sex: str, born_on: date, unit_id: int, title: str) -> int:
    return org.enter_person(
        name=name, sex=sex, born_on=born_on, unit_id=unit_id, post_title=title, valid_from=DISTRICT_ENDED
    )


def _signed_in(name: str, sex: str, born_on: date, commune_id: int, role: str) -> Actor:
    account = org.open_account_of_person(_official(name, sex, born_on, commune_id, TITLES[role]))
    org.grant_role(
        account=account,
        role=role,
        unit_id=commune_id,
        basis="Quyết định phân công",
        valid_from=DISTRICT_ENDED,
    )
    return registers.actor_of(account)


def _import_lists(authority: Authority, at: datetime) -> None:
    """Two schools bring their lists in; the third is left for the visitor to try."""
    on = at.date()
    ending = [on + timedelta(days=days) for days in (104, 236, 890)]
    _import(authority, "hoa-ban", first=0, count=39, ending=ending, at=at)
    ending = [on + timedelta(days=days) for days in (148, 1300)]
    _import(authority, "sao-mai", first=200, count=24, ending=ending, at=at)


def _import(
    authority: Authority, code: str, *, first: int, count: int, ending: Sequence[date], at: datetime
) -> None:
    people = invented_people(first=first)
    posts = ["Hiệu trưởng", *["Phó Hiệu trưởng"] * (len(ending) - 1)]
    leaders: list[tuple[Invented, str, date]] = [
        (person, post, last - timedelta(days=TERM_DAYS))
        for person, post, last in zip(people, posts, ending, strict=False)
    ]
    content = staff_list(school=NAMES[code], as_of=at.date(), leaders=leaders, staff=islice(people, count))
    import_id = org.preview_staff_list(
        unit_id=authority.schools[code],
        file_name=f"danh-sach-{code}.xlsx",
        content=content,
        actor=authority.officer,
        at=at,
    )
    org.confirm_staff_list(import_id=import_id, actor=authority.officer, at=at)


def _account_of(person_id: int) -> int:
    return org.open_account_of_person(person_id).pk


def _link(account_id: int, desk: str, actor: Actor, at: datetime) -> str:
    return org.make_sign_in_link(account_id=account_id, desk=desk, actor=actor, at=at, lifetime=LIFETIME)
