"""Who decides on the same leader before and after the district ended, and under which text."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders.authority import WARD_FROM, an_authority
from tests.builders.walk import text_of
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org.models import Account, Unit

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 19)


@pytest.fixture
def authority():
    """A ward whose school stood under a district that ended when the ward began."""
    found = an_authority(staff=3)
    district = registers.add_unit(
        code="bac-son",
        name="UBND huyện Bắc Sơn Mẫu",
        kind="district",
        place="Bắc Sơn Mẫu",
        valid_from=date(2014, 1, 1),
        valid_to=WARD_FROM,
    )
    registers.subordinate(
        unit=found.school, superior=district, valid_from=date(2014, 1, 1), valid_to=WARD_FROM
    )
    return found


@pytest.fixture
def found(authority):
    return ballots.deciders_of_school(authority.school.pk, on=ON)


class TestTheDecidersOfASchool:
    def test_are_another_office_on_the_day_that_the_district_ended(self, found):
        district, commune = found.periods[-2:]

        assert (district.office, district.unit_name) == (
            "Chủ tịch Ủy ban nhân dân cấp huyện",
            "UBND huyện Bắc Sơn Mẫu",
        )
        assert (commune.office, commune.unit_name) == (
            "Chủ tịch Ủy ban nhân dân cấp xã",
            "UBND phường Thạch Lâm",
        )
        assert (district.last_day, commune.first_day) == (date(2025, 6, 30), date(2025, 7, 1))
        assert commune.last_day is None

    def test_rest_on_an_article_each(self, found):
        assert all(period.basis for period in found.periods)

    def test_leave_no_day_between_them(self, found):
        for earlier, later in zip(found.periods, found.periods[1:], strict=False):
            assert earlier.last_day
            assert (later.first_day - earlier.last_day).days == 1

    def test_are_told_for_every_leader(self, found):
        """Nhiệm kỳ từ 2021 đến 2026: huyện bổ nhiệm, xã xem xét bổ nhiệm lại."""
        assert [(one.full_name, one.is_another) for one in found.leaders] == [
            ("Vương Thị Lan", True),
            ("Tạ Văn Hùng", True),
        ]
        assert {one.at_end.office for one in found.leaders} == {"Chủ tịch Ủy ban nhân dân cấp xã"}

    def test_are_none_where_the_rules_name_none(self, authority):
        Unit.objects.filter(pk=authority.school.pk).update(level="university")

        assert ballots.deciders_of_school(authority.school.pk, on=ON).periods == []


class TestTheirPage:
    def page(self, authority, actor) -> tuple[int, str]:
        client = Client(headers={"Accept-Language": "vi"})
        client.force_login(Account.objects.get(pk=actor.account_id))
        answer = client.get(reverse("office:deciders", args=[authority.school.pk]))
        return answer.status_code, text_of(answer)

    def test_is_closed_to_the_officer_of_another_unit(self, authority):
        stranger = an_authority(staff=2, code="ban-mai").officer

        assert self.page(authority, stranger)[0] == 403

    def test_names_both_deciders_and_who_is_concerned(self, authority):
        status, said = self.page(authority, authority.officer)

        assert status == 200
        for words in ("cấp huyện", "cấp xã", "30/06/2025", "người quyết định đã đổi", "Tạ Văn Hùng"):
            assert words in said
