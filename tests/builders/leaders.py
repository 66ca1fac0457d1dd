"""So many leaders that a list of them takes more than one page."""

from datetime import date, timedelta

from tests.builders.authority import WARD_FROM, Authority, a_school
from tinnhiem.apps.org.models import Appointment, Employment, Person, Unit
from tinnhiem.common.text import same_name_key

YEARS = timedelta(days=5 * 365)


def many_leaders(authority: Authority, *, count: int, ends_on: date, begin: int = 0) -> None:
    """So many vice-principals at a school of their own, their terms ending from ``ends_on`` on, day by day."""
    school = Unit.objects.filter(code="bac-ha").first() or a_school(
        authority.commune, code="bac-ha", name="Trường Tiểu học Bắc Hà"
    )
    for number in range(begin, begin + count):
        name = f"Phó Hiệu trưởng {number:03}"
        person = Person.objects.create(
            full_name=name, name_key=same_name_key(name), born_on=date(1980, 1, 1), sex="female"
        )
        Employment.objects.create(
            person=person, unit=school, post_title="Phó Hiệu trưởng", valid_from=WARD_FROM
        )
        end = ends_on + timedelta(days=number % 90)
        Appointment.objects.create(
            person=person, unit=school, post="vice_principal", starts_on=end - YEARS, ends_on=end
        )
