"""Which open cases another day's law would decide otherwise, and what it means for each leader."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tinnhiem.apps.ballots import queries
from tinnhiem.apps.ballots.models import Poll
from tinnhiem.apps.meetings.models import Meeting
from tinnhiem.apps.org.models import Account, Appointment, Person, Unit
from tinnhiem.domain.regulations import RuleMissing

EVE, CHANGE = date(2026, 6, 30), date(2026, 7, 1)
BEGIN = datetime(2026, 7, 9, 14, 0, tzinfo=timezone(timedelta(hours=7)))

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Unit:
    return Unit.objects.create(
        code="hoa-ban",
        name="Trường Tiểu học Hoa Ban",
        kind="school",
        level="primary",
        valid_from=date(2014, 1, 1),
    )


@pytest.fixture
def a_leader(school):
    """Hiệu trưởng Lan, whose five years end on 31 August 2026, unless told otherwise."""

    def of(name="Hoàng Thị Lan", *, born_on=date(1978, 4, 2), starts_on=date(2021, 9, 1), post="principal"):
        person = Person.objects.create(full_name=name, name_key=name.lower(), born_on=born_on, sex="female")
        return Appointment.objects.create(person=person, unit=school, post=post, starts_on=starts_on)

    return of


@pytest.fixture
def a_meeting(school):
    officer = Account.objects.create_user("ha", password="mat-khau-rat-dai-2026")

    def about(appointment, *, basis=date(2026, 5, 18), state="planned"):
        return Meeting.objects.create(
            school=school,
            managing_unit=school,
            appointment=appointment,
            subject=appointment.person,
            subject_post=appointment.post,
            procedure="reappointment",
            stage="key_staff_conference",
            pack="vn-2025h2",
            legal_basis_on=basis,
            plan_number="12/KH-UBND",
            attestation="Không có nội dung mật.",
            attested_by=officer,
            attested_at=BEGIN,
            scheduled_at=BEGIN,
            place="Phòng hội đồng",
            subject_summoned=True,
            state=state,
            started_at=BEGIN if state in ("in_progress", "closed", "adjourned") else None,
        )

    return about


@pytest.fixture
def ahead(school):
    def of(*, first=EVE, second=CHANGE, until=None):
        return queries.cases_that_change([school.pk], first=first, second=second, until=until)

    return of


class TestAnOpenCase:
    def test_is_not_one_whose_birth_date_is_unknown(self, a_leader, ahead):
        a_leader(born_on=None)

        found = ahead()

        assert (found.cases, found.open_cases, found.unknown) == ([], 0, 1)

    def test_is_not_one_whose_meeting_is_closed(self, a_leader, a_meeting, ahead):
        a_meeting(a_leader(), state="closed")

        assert ahead().open_cases == 0

    def test_is_not_one_whose_poll_is_concluded(self, a_leader, a_meeting, ahead):
        meeting = a_meeting(a_leader(), state="in_progress")
        Poll.objects.create(meeting=meeting, state="concluded", summoned=40, present=39)

        assert ahead().open_cases == 0

    def test_is_not_a_term_that_ends_long_after(self, a_leader, ahead):
        a_leader(starts_on=date(2026, 1, 5))

        assert ahead(until=date(2027, 7, 1)).open_cases == 0
        assert ahead().open_cases == 1

    def test_is_one_whose_meeting_was_adjourned(self, a_leader, a_meeting, ahead):
        a_meeting(a_leader(), state="adjourned")

        [case] = ahead().cases

        assert (case.meeting_id, case.judged_on) == (None, EVE)


class TestACaseBeforeAChange:
    def test_does_not_change_with_the_law_as_it_was(self, a_leader, ahead):
        a_leader()

        found = ahead(first=date(2024, 5, 20), second=date(2024, 5, 21))

        assert (found.cases, found.open_cases) == ([], 1)

    def test_is_named_with_the_outcome_that_changes(self, a_leader, ahead):
        """Hội nghị cán bộ chủ chốt, đúng một nửa: từ 01/7/2026 người đứng đầu quyết định."""
        a_leader()

        [case] = ahead().cases

        assert [change.aspect for change in case.changes] == ["outcome"]
        outcomes = [s.verdict_at("key_staff_conference").outcome for s in (case.before, case.after)]
        assert outcomes == ["report_to_authority", "head_decides"]

    def test_with_a_meeting_stands_under_the_law_of_its_own_basis(self, a_leader, a_meeting, ahead):
        meeting = a_meeting(a_leader(), basis=date(2025, 6, 2))

        [case] = ahead(first=date(2026, 6, 20)).cases

        assert (case.meeting_id, case.judged_on) == (meeting.pk, date(2025, 6, 2))
        assert "decider" in [change.aspect for change in case.changes]

    def test_whose_meeting_already_rests_on_the_new_law_is_settled(self, a_leader, a_meeting, ahead):
        a_meeting(a_leader(), basis=CHANGE)

        found = ahead()

        assert (found.cases, found.open_cases) == ([], 1)

    def test_cannot_be_looked_at_on_a_day_without_terms(self, a_leader, ahead):
        a_leader()

        with pytest.raises(RuleMissing):
            ahead(first=date(2016, 1, 4), second=date(2016, 1, 5))


class TestALeaderUnderTwoDaysOfLaw:
    def test_is_shown_even_where_nothing_changes(self, a_leader, school):
        a_leader()
        a_leader("Nông Văn Bằng", post="vice_principal")

        found = queries.cases_under_law([school.pk], first=EVE, second=EVE, summoned=40)

        assert [(case.full_name, case.before == case.after) for case in found] == [
            ("Hoàng Thị Lan", True),
            ("Nông Văn Bằng", True),
        ]

    def test_is_shown_on_days_that_know_nothing_of_terms(self, a_leader, school):
        a_leader()

        [case] = queries.cases_under_law(
            [school.pk], first=date(2016, 1, 4), second=CHANGE, summoned=40, language="en"
        )

        assert (case.before.plan, case.post_title) == (None, "Principal")
