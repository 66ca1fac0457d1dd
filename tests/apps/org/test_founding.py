"""An installation is set up at the machine: units, people and first roles, each with its line in the ledger."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tinnhiem.apps.audit import queries as ledger
from tinnhiem.apps.org import operations, queries
from tinnhiem.apps.org.areas import areas
from tinnhiem.apps.org.models import Unit
from tinnhiem.apps.org.operations import NewPerson, NewUnit, founding
from tinnhiem.common.periods import Period

pytestmark = pytest.mark.django_db

OPENED = date(2025, 7, 1)
IN_FORCE = min(areas().now)
FORMER = min(areas().before.keys() - areas().now.keys())
WARD = NewUnit("dong-khe", "UBND phường Đông Khê", "commune", "", "Đông Khê", "", OPENED)
SCHOOL = NewUnit(
    "thcs-sao-bien", "Trường THCS Sao Biển", "school", "lower_secondary", "Đông Khê", "dong-khe", OPENED
)
LIEN = NewPerson("Lục Thị Hải Liên", date(1985, 3, 9), "female", "Chuyên viên", "dong-khe", OPENED)


@pytest.fixture
def ward(now: datetime) -> int:
    """The managing unit, entered as the first of all."""
    operations.found_unit(new=WARD, at=now)
    return queries.unit_of_code("dong-khe").id


def acts() -> list[str]:
    return [sealed.line.act for sealed in ledger.lines()]


def admitted(at: datetime, *, until: date | None = None) -> int:
    """Hải Liên's account, with the role of an officer."""
    period = Period(OPENED, until)
    return operations.admit(new=LIEN, role="officer", basis="Quyết định 15/QĐ-UBND", period=period, at=at).pk


class TestEnteringAUnit:
    @pytest.mark.parametrize("code", ["", "Đông Khê", "dong khe", "-dong", "dong--khe", "d" * 41])
    def test_refuses_a_code_that_an_address_could_not_carry(self, code: str, now: datetime):
        with pytest.raises(founding.UnitCodeMalformed):
            operations.found_unit(new=replace(WARD, code=code), at=now)

    def test_refuses_a_school_without_its_level(self, ward: int, now: datetime):
        with pytest.raises(founding.LevelMisplaced):
            operations.found_unit(new=replace(SCHOOL, level=""), at=now)

    def test_refuses_a_level_at_an_authority(self, now: datetime):
        with pytest.raises(founding.LevelMisplaced):
            operations.found_unit(new=replace(WARD, level="primary"), at=now)

    def test_leaves_no_school_behind_when_its_superior_is_unknown(self, now: datetime):
        with pytest.raises(founding.UnitNotRegistered):
            operations.found_unit(new=SCHOOL, at=now)

        with pytest.raises(queries.units.UnitUnknown):
            queries.unit_of_code("thcs-sao-bien")

    def test_refuses_a_code_that_another_unit_bears(self, ward: int, now: datetime):
        with pytest.raises(founding.UnitCodeTaken):
            operations.found_unit(new=replace(WARD, name="UBND phường Khác"), at=now)

    def test_refuses_a_second_superior(self, ward: int, now: datetime):
        operations.found_unit(new=SCHOOL, at=now)
        operations.found_unit(new=replace(WARD, code="tay-khe", name="UBND phường Tây Khê"), at=now)

        with pytest.raises(founding.UnitStandsElsewhere):
            operations.found_unit(new=replace(SCHOOL, superior="tay-khe"), at=now)

    @pytest.mark.parametrize(
        ("code", "error"),
        [("99999", founding.UnitAreaUnknown), (FORMER, founding.UnitAreaPast)],
    )
    def test_refuses_a_commune_that_is_none_of_its_era(self, code: str, error, now: datetime):
        """Từ 01/7/2025 đơn vị mới lập chỉ thuộc xã, phường của chính quyền hai cấp."""
        with pytest.raises(error):
            operations.found_unit(new=replace(WARD, area_code=code), at=now)

        with pytest.raises(queries.units.UnitUnknown):
            queries.unit_of_code("dong-khe")

    def test_lies_in_the_commune_of_the_code(self, now: datetime):
        operations.found_unit(new=replace(WARD, area_code=IN_FORCE), at=now)

        assert Unit.objects.get(code="dong-khe").area_code == IN_FORCE

    def test_of_the_time_of_districts_may_lie_in_a_former_commune(self, now: datetime):
        district = replace(WARD, kind="district", valid_from=date(2014, 1, 1), area_code=FORMER)

        assert operations.found_unit(new=district, at=now)

    def test_places_a_school_under_its_managing_unit(self, ward: int, now: datetime):
        operations.found_unit(new=SCHOOL, at=now)

        assert [row.code for row in queries.schools_under([ward], now.date())] == ["thcs-sao-bien"]
        assert acts() == ["unit.registered", "unit.registered"]

    def test_twice_changes_nothing_and_leaves_one_line(self, ward: int, now: datetime):
        assert not operations.found_unit(new=WARD, at=now)
        assert acts() == ["unit.registered"]


class TestEnteringAPerson:
    def test_refuses_an_unknown_unit(self, now: datetime):
        with pytest.raises(founding.UnitNotRegistered):
            operations.register_person(new=LIEN, at=now)

    def test_twice_leaves_one_person_and_one_line(self, ward: int, now: datetime):
        first = operations.register_person(new=LIEN, at=now)
        again = operations.register_person(new=replace(LIEN, name="LỤC  THỊ HẢI LIÊN"), at=now)

        assert first == again
        assert acts().count("person.registered") == 1

    def test_makes_them_eligible_to_run_a_meeting(self, ward: int, now: datetime):
        operations.register_person(new=LIEN, at=now)

        assert [row.full_name for row in queries.people_to_choose([ward])] == ["Lục Thị Hải Liên"]


class TestGivingARole:
    def test_opens_the_desk_from_the_first_day_on(self, ward: int, now: datetime):
        account = admitted(now)

        assert queries.units_of_role(account_id=account, role="officer", on=OPENED) == {ward}

    def test_ends_with_its_period(self, ward: int, now: datetime):
        account = admitted(now, until=date(2026, 1, 1))

        assert queries.roles_on(account_id=account, on=date(2025, 12, 31)) == {"officer"}
        assert queries.roles_on(account_id=account, on=date(2026, 1, 1)) == frozenset()

    def test_is_recorded_with_the_paper_it_rests_on(self, ward: int, now: datetime):
        admitted(now)

        line = next(row.line for row in ledger.lines() if row.line.act == "role.granted")
        assert (line.actor, line.basis) == ("installation", "Quyết định 15/QĐ-UBND")

    def test_twice_gives_it_once(self, ward: int, now: datetime):
        assert admitted(now) == admitted(now)
        assert acts().count("role.granted") == 1


class TestFindingAnAccount:
    def test_refuses_a_person_nobody_entered(self, ward: int, now: datetime):
        with pytest.raises(founding.PersonNotRegistered):
            operations.account_of(name="Lục Thị Hải Liên", born_on=date(1985, 3, 9))

    def test_takes_the_birth_date_to_tell_people_of_one_name_apart(self, ward: int, now: datetime):
        account = admitted(now)
        operations.register_person(new=replace(LIEN, born_on=date(1991, 1, 1)), at=now)

        assert operations.account_of(name="lục thị hải liên", born_on=date(1985, 3, 9)).pk == account
