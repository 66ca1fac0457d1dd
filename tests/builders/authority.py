"""Phường Thạch Lâm and its primary school, as the registers hold them; a test names only what matters to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.models import Account, Appointment, Employment, Person, Unit
from tinnhiem.common.actors import Actor
from tinnhiem.common.text import same_name_key

WARD_FROM = date(2025, 7, 1)
"""The first day of the commune that now manages the school."""
TERM_FROM, TERM_TO = date(2021, 9, 1), date(2026, 9, 1)
"""The principal's term; the second day is the first one after it."""
PRINCIPAL = "Hiệu trưởng Lan"
GIVEN_NAMES = ("An", "Bình", "Cúc", "Dung", "Giang", "Hà", "Khánh", "Liên", "Mai", "Nga", "Oanh", "Phúc")
MIDDLE_NAMES = ("Thị", "Văn", "Thu", "Minh", "Ngọc", "Quốc", "Thanh", "Xuân", "Hồng", "Đức")


@dataclass(frozen=True)
class Authority:
    """A commune, its school with principal, vice-principal and teachers, and the people of the commune."""

    commune: Unit
    school: Unit
    officer: Actor
    chairman: Actor
    chair: int
    secretary: int
    supervisor: int
    observer: int
    principal: Appointment
    vice_principal: Appointment
    teachers: tuple[int, ...]

    @property
    def staff(self) -> tuple[int, ...]:
        """Everybody at the school, the principal first."""
        return (self.principal.person_id, self.vice_principal.person_id, *self.teachers)


def an_authority(*, staff: int = 12, code: str = "thach-lam", first_id: int | None = None) -> Authority:
    """An authority whose school has ``staff`` people, principal and vice-principal included.

    Whoever may act at a meeting has an account already, so that an act that is refused opens none.
    ``first_id`` numbers the teachers from there on, for a test in which numbers must not meet by chance.
    """
    commune = operations.add_unit(
        code=code, name="UBND phường Thạch Lâm", kind="commune", place="Thạch Lâm", valid_from=WARD_FROM
    )
    school = a_school(commune, code=f"{code}-hoa-ban")
    authority = Authority(
        commune=commune,
        school=school,
        officer=somebody_with_a_role(commune, name="Nguyễn Thu Hà", role="officer"),
        chairman=somebody_with_a_role(commune, name="Trần Bích Liên", role="appointing_authority"),
        chair=somebody(commune, name="Hoàng Minh Đạt", post="Phó Chủ tịch UBND phường"),
        secretary=somebody(commune, name="Ngô Mỹ Duyên", post="Chuyên viên"),
        supervisor=somebody(commune, name="Đỗ Quốc Anh", post="Trưởng phòng Văn hóa – Xã hội"),
        observer=somebody(commune, name="Lý Thu Trang", post="Chuyên viên"),
        principal=a_leader(school, name="Vương Thị Lan", post="principal"),
        vice_principal=a_leader(school, name="Tạ Văn Hùng", post="vice_principal"),
        teachers=tuple(some_teachers(school, count=staff - 2, first_id=first_id)),
    )
    for person in (authority.chair, authority.secretary, authority.observer, *authority.teachers[:5]):
        account_of(person)
    return authority


def a_school(commune: Unit, *, code: str, name: str = "Trường Tiểu học Hoa Ban") -> Unit:
    school = operations.add_school(
        code=code, name=name, level="primary", place="Thạch Lâm", valid_from=date(2014, 1, 1)
    )
    operations.subordinate(unit=school, superior=commune, valid_from=WARD_FROM)
    return school


def somebody(unit: Unit, *, name: str, post: str = "Giáo viên", sex: str = "female") -> int:
    """A person working at a unit; the same name elsewhere is somebody else."""
    born_on = date(1976, 4, 2) + timedelta(days=7 * unit.pk)
    return operations.enter_person(
        name=name, sex=sex, born_on=born_on, unit_id=unit.pk, post_title=post, valid_from=WARD_FROM
    )


def a_leader(unit: Unit, *, name: str, post: str) -> Appointment:
    """A leader whose term ends in the year of the tests."""
    title = {"principal": "Hiệu trưởng", "vice_principal": "Phó Hiệu trưởng"}[post]
    return Appointment.objects.create(
        person_id=somebody(unit, name=name, post=title),
        unit=unit,
        post=post,
        decision_number="17/QĐ-UBND",
        starts_on=TERM_FROM,
        ends_on=TERM_TO,
    )


def some_teachers(unit: Unit, *, count: int, first_id: int | None = None) -> Iterator[int]:
    """Teachers with invented names, each with a different birth date."""
    for number in range(count):
        name = (
            f"Nông {MIDDLE_NAMES[number // len(GIVEN_NAMES) % 10]} {GIVEN_NAMES[number % len(GIVEN_NAMES)]}"
        )
        person = Person.objects.create(
            pk=None if first_id is None else first_id + number,
            full_name=name,
            name_key=same_name_key(name),
            born_on=date(1980, 1, 4) + timedelta(days=97 * unit.pk + number),
            sex="female",
        )
        Employment.objects.create(
            person=person, unit=unit, post_title="Giáo viên", kind="permanent", valid_from=WARD_FROM
        )
        yield person.pk


def somebody_with_a_role(unit: Unit, *, name: str, role: str) -> Actor:
    account = account_of(somebody(unit, name=name, post="Chuyên viên"))
    operations.grant_role(
        account=account, role=role, unit_id=unit.pk, basis="12/QĐ-UBND", valid_from=WARD_FROM
    )
    return queries.actor_of(account)


def account_of(person_id: int) -> Account:
    return operations.open_account_of_person(person_id)


def actor_of(person_id: int) -> Actor:
    """A person as the one who acts."""
    return queries.actor_of(account_of(person_id))
