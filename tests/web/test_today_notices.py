"""The office's first page speaks of a change of law before it comes into force."""

from datetime import date

import pytest

from tests.builders.authority import an_authority
from tinnhiem.apps.org import queries as org
from tinnhiem.web.office.today import _notices

pytestmark = pytest.mark.django_db


class TestANoticeOfAChangeOfLaw:
    def test_names_the_day_and_counts_the_open_cases_it_touches(self) -> None:
        school = org.get_unit(an_authority().school.pk)

        (notice,) = _notices([school], date(2026, 6, 1))

        assert "01/07/2026" in notice.title
        assert notice.sentence[0].isdigit()

    def test_is_silent_after_the_last_change_the_packs_know(self) -> None:
        school = org.get_unit(an_authority().school.pk)

        assert _notices([school], date(2090, 1, 1)) == []
