"""Who leads and who works at the demo's schools, and when the terms of the leaders end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from tinnhiem.cli.demo.people import Invented, invented_leader, invented_people
from tinnhiem.cli.demo.schools import SCHOOLS, School

TERM_DAYS: Final = 1826
BEFORE_RETIREMENT: Final = 400
"""How many days before retirement the term of a leader ends whose time is to be extended."""
_AGE_AT_RETIREMENT: Final = timedelta(days=round(57.5 * 365.25))
_FIRST_END: Final = 460
_END_STEP: Final = 137
_END_SPREAD: Final = 1250
_STAFF_APART: Final = 60
_LEADERS_APART: Final = 10


@dataclass(frozen=True)
class Holder:
    """A leader of a school, with the first day after the term."""

    person: Invented
    post: str
    ends_on: date

    @property
    def starts_on(self) -> date:
        """The day of the appointment."""
        return self.ends_on - timedelta(days=TERM_DAYS)


@dataclass(frozen=True)
class Roster:
    """What the registers are to hold.

    ``staff`` says how many people, leaders aside, a school brings in by a list of its own; ``ends`` the first
    day after the terms of its leaders, the principal first; ``retiring`` whose principal is about to retire;
    ``left`` the schools whose list is left for the visitor to try. Elsewhere terms end later.
    """

    on: date
    staff: Mapping[str, int]
    ends: Mapping[str, Sequence[date]]
    retiring: str = ""
    left: frozenset[str] = frozenset()

    def holders(self, school: School) -> Sequence[Holder]:
        """The leaders of a school, the principal first."""
        number = SCHOOLS.index(school)
        ends = self.ends.get(school.code) or self._later(number)
        posts = ["principal", *["vice_principal"] * (len(ends) - 1)]
        people = [self._person(school, number, place, ends[place]) for place in range(len(ends))]
        return [Holder(*row) for row in zip(people, posts, ends, strict=True)]

    def colleagues(self, school: School) -> Sequence[Invented]:
        """Those who work at a school that brings its list in, leaders aside."""
        first = _STAFF_APART * (SCHOOLS.index(school) + len(SCHOOLS))
        return list(islice(invented_people(first=first), self.staff.get(school.code, 0)))

    def _person(self, school: School, number: int, place: int, ends_on: date) -> Invented:
        if school.code == self.retiring and place == 0:
            born_on = ends_on + timedelta(days=BEFORE_RETIREMENT) - _AGE_AT_RETIREMENT
            return Invented("Đàm Thị Nguyệt", "female", born_on)
        return invented_leader(number * _LEADERS_APART + place)

    def _later(self, number: int) -> Sequence[date]:
        days = [
            _FIRST_END + (number * _END_STEP + place * _END_SPREAD // 3) % _END_SPREAD
            for place in range(2 + number % 2)
        ]
        return [self.on + timedelta(days=length) for length in days]
