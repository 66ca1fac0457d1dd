"""Whose case the next change of the law would touch, before it comes into force."""

from datetime import date

import pytest

from tinnhiem.domain.regulations.outlook import AspectChange, OpenCase, outlook


@pytest.fixture
def changes_between(regulations, vietnam):
    def of(before, after, **changes):
        ordinary = {
            "id": "lan",
            "school_level": "primary",
            "appointed_on": date(2021, 9, 1),
            "ends_on": None,
            "born_on": date(1975, 4, 2),
            "sex": "female",
        }
        return outlook(
            cases=[OpenCase(**(ordinary | changes))],
            before=regulations.in_force(on=before),
            after=regulations.in_force(on=after),
            calendar=vietnam,
        )

    return of


class TestTheOutlookOfACase:
    def test_is_empty_where_nothing_changes(self, changes_between):
        assert changes_between(date(2024, 5, 20), date(2024, 6, 20)) == ()

    def test_shows_the_new_decider(self, changes_between):
        assert changes_between(date(2025, 6, 30), date(2025, 7, 1)) == (
            AspectChange("lan", "decider", "district_chairman", "commune_chairman"),
        )

    def test_shows_the_stage_whose_outcome_is_another(self, changes_between):
        """Hội nghị cán bộ chủ chốt: đúng 50% từ báo cáo thành người đứng đầu quyết định."""
        [change] = changes_between(date(2026, 6, 30), date(2026, 7, 1))

        assert change.aspect == "outcome"
        assert "khoản 4 Điều 51" in change.before
        assert "khoản 5 Điều 39" in change.after

    def test_leaves_out_the_conference_for_who_is_to_be_extended(self, changes_between):
        close_to_retirement = {"born_on": date(1970, 6, 1)}

        assert changes_between(date(2026, 6, 30), date(2026, 7, 1), **close_to_retirement) == ()
