"""The demo authority: made once, then left alone, with a new sign-in link for each desk at every start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.org import operations as org
from tinnhiem.apps.org import queries as registers
from tinnhiem.cli.demo.roster import Holder, Roster
from tinnhiem.cli.demo.schools import SCHOOLS, School
from tinnhiem.cli.demo.workbooks import SEXES, register_sheet, staff_list
from tinnhiem.common.actors import Actor
from tinnhiem.domain.registers.register_columns import register_of

LIFETIME: Final = timedelta(days=1)
MADE_BEFORE: Final = timedelta(days=70)
"""How long before the first visit the registers were brought in."""
DISTRICT_ENDED: Final = date(2025, 7, 1)
OFFICE_FROM: Final = date(2014, 1, 1)
DISTRICT: Final = "bac-son"
COMMUNE: Final = "thach-lam"
PLACE: Final = "Thạch Lâm"
POST_TITLES: Final = {"principal": "Hiệu trưởng", "vice_principal": "Phó Hiệu trưởng"}
TITLES: Final = {
    "officer": "Chuyên viên Nội vụ",
    "appointing_authority": "Chủ tịch UBND phường",
    "records_clerk": "Văn thư UBND phường",
    "administrator": "Chuyên viên công nghệ thông tin",
}
CREWS: Final = (
    {
        "chair": (("Hoàng Minh Đạt", "male", date(1972, 1, 30)), "Phó Chủ tịch UBND phường"),
        "secretary": (("Ngô Thị Mỹ Duyên", "female", date(1990, 6, 11)), "Chuyên viên"),
        "supervisor": (("Đỗ Quốc Anh", "male", date(1979, 12, 5)), "Trưởng phòng Văn hóa – Xã hội"),
    },
    {
        "chair": (("Lý Văn Thuận", "male", date(1976, 5, 14)), "Phó Chủ tịch UBND phường"),
        "secretary": (("Hà Thị Lụa", "female", date(1992, 10, 3)), "Chuyên viên"),
        "supervisor": (("Phùng Đức Lâm", "male", date(1981, 8, 27)), "Phó Trưởng phòng Văn hóa – Xã hội"),
    },
)
"""Who may chair, keep the minutes and supervise, with name, sex, birth and post."""


@dataclass(frozen=True)
class DeskLink:
    """A link that signs one person in once, at one desk."""

    desk: str
    person: str
    path: str


@dataclass(frozen=True)
class Authority:
    """The demo's units and the actors who work for them; each of the ``crews`` can run a meeting."""

    commune_id: int
    officer: Actor
    chairman: Actor
    deputy: Actor
    clerk: Actor
    administrator: Actor
    schools: dict[str, int]
    crews: Sequence[Mapping[str, int]]

    @property
    def officials(self) -> Mapping[str, int]:
        """Who runs a meeting, by function."""
        return self.crews[0]

    def leader(self, code: str, post: str) -> registers.AppointmentView:
        """Who leads a school in a post: of several, whose term ends first."""
        rows = registers.incumbents([self.schools[code]])
        return next(row for row in rows if row.post == post)


def ensure(*, at: datetime) -> Sequence[DeskLink]:
    """The demo authority as visitors find it, made where it is missing, and a new link for each desk."""
    return links(for_visitors(at=at), at=at)


def for_visitors(*, at: datetime) -> Authority:
    """The demo authority as visitors find it, without anything that happened there."""
    return build(roster=_roster(timezone.localdate(at)), at=at - MADE_BEFORE)


def links(authority: Authority, *, at: datetime) -> Sequence[DeskLink]:
    """A new sign-in link for each desk; two for the authority's, where two people enter a vote."""
    leader = authority.leader("hoa-ban", "principal")
    secretary = authority.officials["secretary"]
    visitors = (
        ("office", authority.officer.account_id, authority.officer.name),
        ("authority", authority.deputy.account_id, authority.deputy.name),
        ("authority", authority.chairman.account_id, authority.chairman.name),
        ("committee", _account_of(secretary), registers.name_of(secretary)),
        ("leader", _account_of(leader.person_id), leader.full_name),
        ("clerk", authority.clerk.account_id, authority.clerk.name),
        ("audit", authority.administrator.account_id, authority.administrator.name),
    )
    return [
        DeskLink(desk, name, f"/link/{_link(account, desk, authority.officer, at)}/")
        for desk, account, name in visitors
    ]


def _roster(today: date) -> Roster:
    """The registers that visitors find; one school's list is left for them to try."""
    ends = {
        "hoa-ban": (104, 236, 890),
        "sao-mai": (148, 1300),
        "nang-hong": (34, 980),
        "suoi-trong": (41, 1100),
        "nui-voi": (62, 1210),
        "doi-thong": (86, 760),
        "khe-buoi": (131, 940),
        "van-tri": (1010, 167),
        "hoa-sim": (172, 655),
        "son-ca": (870, 185),
        "mang-non": (203, 1190),
        "dai-ngan": (219, 590),
        "binh-minh": (),
    }
    return Roster(
        on=today,
        staff={"hoa-ban": 39, "sao-mai": 24, "nang-hong": 20, "suoi-trong": 22, "nui-voi": 23},
        ends={code: [today + timedelta(days=days) for days in held] for code, held in ends.items()},
        retiring="doi-thong",
        left=frozenset({"binh-minh"}),
    )


@transaction.atomic
def build(*, roster: Roster, at: datetime) -> Authority:
    """The demo authority as it stands: a ward, its predecessor district, an office and sixty-one schools."""
    commune = _units()
    officer = _signed_in("Nguyễn Thu Hà", "female", date(1986, 4, 2), commune, "officer")
    if not registers.schools_under([commune], DISTRICT_ENDED):
        _bring_in(roster, commune, officer, at)
    chairman = _signed_in("Trần Thị Bích Liên", "female", date(1975, 9, 21), commune, "appointing_authority")
    return Authority(
        commune_id=commune,
        officer=officer,
        chairman=chairman,
        deputy=_signed_in(
            "Vi Văn Sơn",
            "male",
            date(1978, 10, 3),
            commune,
            "appointing_authority",
            title="Phó Chủ tịch UBND phường",
        ),
        clerk=_signed_in("Bùi Thị Hoa", "female", date(1988, 3, 8), commune, "records_clerk"),
        administrator=_signed_in("Đặng Văn Khoa", "male", date(1991, 7, 19), commune, "administrator"),
        schools={row.code: row.id for row in registers.schools_under([commune], DISTRICT_ENDED)},
        crews=[
            {function: _official(*person, commune, title) for function, (person, title) in crew.items()}
            for crew in CREWS
        ],
    )


def _units() -> int:
    province = org.add_unit(
        code="son-ha", name="UBND tỉnh Sơn Hà", kind="province", place="Sơn Hà", valid_from=OFFICE_FROM
    )
    district = org.add_unit(
        code=DISTRICT,
        name="UBND huyện Bắc Sơn Mẫu",
        kind="district",
        place="Bắc Sơn Mẫu",
        valid_from=OFFICE_FROM,
        valid_to=DISTRICT_ENDED,
    )
    commune = org.add_unit(
        code=COMMUNE, name="UBND phường Thạch Lâm", kind="commune", place=PLACE, valid_from=DISTRICT_ENDED
    )
    org.subordinate(unit=district, superior=province, valid_from=OFFICE_FROM, valid_to=DISTRICT_ENDED)
    org.subordinate(unit=commune, superior=province, valid_from=DISTRICT_ENDED)
    return commune.pk


def _official(name: str, sex: str, born_on: date, unit_id: int, title: str) -> int:
    return org.enter_person(
        name=name, sex=sex, born_on=born_on, unit_id=unit_id, post_title=title, valid_from=DISTRICT_ENDED
    )


def _signed_in(name: str, sex: str, born_on: date, commune_id: int, role: str, *, title: str = "") -> Actor:
    person = _official(name, sex, born_on, commune_id, title or TITLES[role])
    account = org.open_account_of_person(person)
    org.grant_role(
        account=account,
        role=role,
        unit_id=commune_id,
        basis="Quyết định phân công",
        valid_from=DISTRICT_ENDED,
    )
    return registers.actor_of(account)


def _bring_in(roster: Roster, commune: int, officer: Actor, at: datetime) -> None:
    """The registers as workbooks, then the lists of the schools that bring their own."""
    units = registers.unit_of_code(DISTRICT).id, commune
    for register, lines in (
        ("schools", [_school(school) for school in SCHOOLS]),
        ("subordinations", [line for school in SCHOOLS for line in _eras(school)]),
        ("people", [line for school in SCHOOLS for line in _people(roster, school)]),
        ("appointments", [line for school in SCHOOLS for line in _terms(roster, school)]),
    ):
        import_id = org.preview_register(
            register=register,
            file_name=f"{register}.xlsx",
            content=register_sheet(register, lines),
            actor=officer,
            at=at,
        )
        below = registers.units_below(units)
        org.confirm_register(import_id=import_id, unit_ids=below, actor=officer, at=at)
    for school in SCHOOLS:
        if school.code in roster.staff:
            _bring_staff_in(roster, school, officer, at)


def _school(school: School) -> Mapping[str, object]:
    return {
        "code": school.code,
        "name": school.name,
        "level": register_of("schools").column("level").choices[school.level]["vi"],
        "superior": DISTRICT,
        "place": PLACE,
        "valid_from": OFFICE_FROM,
    }


def _eras(school: School) -> Sequence[Mapping[str, object]]:
    """Under the district to its last day, under the ward since."""
    return (
        {
            "unit": school.code,
            "superior": DISTRICT,
            "valid_from": OFFICE_FROM,
            "last_day": DISTRICT_ENDED - timedelta(days=1),
        },
        {"unit": school.code, "superior": COMMUNE, "valid_from": DISTRICT_ENDED},
    )


def _people(roster: Roster, school: School) -> Sequence[Mapping[str, object]]:
    return [
        {
            **_named(holder, school),
            "sex": SEXES[holder.person.sex],
            "post_title": POST_TITLES[holder.post],
            "kind": "Biên chế",
            "availability": "Đang làm việc",
            "valid_from": min(holder.starts_on, roster.on),
        }
        for holder in _of_register(roster, school)
    ]


def _terms(roster: Roster, school: School) -> Sequence[Mapping[str, object]]:
    return [
        {
            **_named(holder, school),
            "post": POST_TITLES[holder.post],
            "decision_number": f"{SCHOOLS.index(school) + 101}/QĐ-UBND",
            "starts_on": holder.starts_on,
            "ends_on": holder.ends_on - timedelta(days=1),
        }
        for holder in _of_register(roster, school)
    ]


def _of_register(roster: Roster, school: School) -> Sequence[Holder]:
    """The leaders whom the registers bring in; a school with a list of its own brings in everybody."""
    is_apart = school.code in roster.staff or school.code in roster.left
    return () if is_apart else roster.holders(school)


def _named(holder: Holder, school: School) -> Mapping[str, object]:
    return {"person": holder.person.name, "born_on": holder.person.born_on, "unit": school.code}


def _bring_staff_in(roster: Roster, school: School, officer: Actor, at: datetime) -> None:
    content = staff_list(
        school=school.name,
        as_of=timezone.localdate(at),
        leaders=[
            (holder.person, POST_TITLES[holder.post], holder.starts_on) for holder in roster.holders(school)
        ],
        staff=roster.colleagues(school),
    )
    import_id = org.preview_staff_list(
        unit_id=registers.unit_of_code(school.code).id,
        file_name=f"danh-sach-{school.code}.xlsx",
        content=content,
        actor=officer,
        at=at,
    )
    org.confirm_staff_list(import_id=import_id, actor=officer, at=at)


def _account_of(person_id: int) -> int:
    return org.open_account_of_person(person_id).pk


def _link(account_id: int, desk: str, actor: Actor, at: datetime) -> str:
    return org.make_sign_in_link(account_id=account_id, desk=desk, actor=actor, at=at, lifetime=LIFETIME)
