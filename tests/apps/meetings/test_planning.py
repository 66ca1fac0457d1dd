"""A meeting is planned with people who have no stake in it, and its summoned list is frozen once."""

from datetime import date, timedelta

import pytest

from tests.builders.authority import (
    Authority,
    a_leader,
    a_school,
    an_authority,
    somebody,
    somebody_with_a_role,
)
from tests.builders.ledger import written_by
from tests.builders.meetings import (
    HELD_AT,
    PLANNED_AT,
    Conference,
    a_plan,
    a_planned_conference,
    a_summoned_conference,
    officials,
    summon,
)
from tests.builders.tables import every_row
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots.models import PaperAccount
from tinnhiem.apps.ballots.operations.polling import CopiesOutOfRange
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.models import Meeting, SummonedList
from tinnhiem.apps.meetings.operations.planning import (
    ListAlreadyFrozen,
    ListEmpty,
    MeetingInThePast,
    OfficialTwice,
    SuperiorMissing,
)
from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org.queries.people import AppointmentUnknown
from tinnhiem.domain.confidence.poll import ListNotFrozen
from tinnhiem.domain.procedure import ProcedureMissing
from tinnhiem.domain.registers.conflict_set import (
    DependentInConflict,
    RelativeInConflict,
    SubjectInConflict,
)
from tinnhiem.domain.regulations import NoPackOnDate

pytestmark = pytest.mark.django_db

FUNCTIONS = ("chair", "secretary", "supervisor", "observer")


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=4)


@pytest.fixture
def refuse(authority):
    """Try to plan, expect the refusal and that nothing at all was written."""

    def of(error: type[Exception], **changes: object):
        plan = a_plan(authority, **changes)
        before = every_row()
        with pytest.raises(error) as refused:
            polls.plan_poll(plan=plan, actor=authority.officer, at=PLANNED_AT)
        assert every_row() == before
        return refused.value

    return of


class TestPlanningAMeeting:
    """Người được xem xét, người thân và người dưới quyền không chủ trì, ghi biên bản, giám sát."""

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_refuses_the_subject_as_an_official(self, authority, refuse, function):
        lan = authority.principal.person_id

        refused = refuse(SubjectInConflict, officials=officials(authority, **{function: [lan]}))

        assert refused.params["ground"] == "is_subject"

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_refuses_a_relative_as_an_official_though_they_work_elsewhere(
        self, authority, refuse, function, now
    ):
        brother = somebody(authority.commune, name="Vương Văn Dũng")
        registers.declare_kinship(
            person_id=brother, relative_id=authority.principal.person_id, actor=authority.officer, at=now
        )

        refused = refuse(RelativeInConflict, officials=officials(authority, **{function: [brother]}))

        assert (refused.params["person"], refused.params["ground"]) == ("Vương Văn Dũng", "is_relative")

    @pytest.mark.parametrize("function", FUNCTIONS)
    def test_refuses_staff_of_the_principals_own_school_as_an_official(self, authority, refuse, function):
        refused = refuse(
            DependentInConflict, officials=officials(authority, **{function: [authority.teachers[0]]})
        )

        assert refused.params["ground"] == "reports_only_to_subject"

    def test_allows_staff_of_the_school_where_the_subject_is_a_vice_principal(self, authority):
        held = a_planned_conference(
            authority,
            appointment_id=authority.vice_principal.pk,
            officials=officials(authority, observer=[authority.teachers[0]]),
        )

        functions = {row.function for row in rooms.officials(held.meeting_id)}
        assert functions == set(FUNCTIONS)

    def test_refuses_two_functions_for_one_person(self, authority, refuse):
        refused = refuse(OfficialTwice, officials=officials(authority, secretary=[authority.chair]))

        assert refused.params == {"name": "Hoàng Minh Đạt"}

    def test_refuses_a_moment_that_has_passed(self, refuse):
        refuse(MeetingInThePast, scheduled_at=PLANNED_AT)

    def test_refuses_a_day_before_every_pack(self, refuse):
        refuse(NoPackOnDate, legal_basis_on=date(2010, 1, 1))

    def test_refuses_a_stage_without_a_procedure(self, refuse):
        refuse(ProcedureMissing, stage="tea")

    def test_refuses_a_post_that_nobody_holds(self, refuse):
        refuse(AppointmentUnknown, appointment_id=999_999)

    def test_refuses_a_school_that_nobody_manages_on_the_day(self, authority, refuse):
        school = registers.add_school(
            code="le-loi", name="Trường Lê Lợi", level="primary", place="", valid_from=date(2020, 1, 1)
        )
        principal = a_leader(school, name="Phạm Thị Yến", post="principal")

        refused = refuse(SuperiorMissing, appointment_id=principal.pk)

        assert refused.params == {"school": "Trường Lê Lợi", "on": "2026-05-18"}

    def test_writes_one_line_for_the_meeting_and_one_for_the_poll(self, authority):
        assert written_by(lambda: a_planned_conference(authority)) == ["meeting.planned", "poll.planned"]

    def test_keeps_the_rules_of_the_day_on_which_the_case_rests(self, authority):
        held = a_planned_conference(authority, legal_basis_on=date(2025, 6, 30))

        assert rooms.get_meeting(held.meeting_id).pack == "vn-2023"


class TestFreezingTheSummonedList:
    """Danh sách triệu tập chốt rồi thì không thêm, không bớt: nó là mẫu số của tỷ lệ."""

    @pytest.fixture
    def planned(self, authority) -> Conference:
        return a_planned_conference(authority)

    def test_is_refused_the_second_time(self, planned):
        summon(planned)
        before = every_row()

        with pytest.raises(ListAlreadyFrozen):
            summon(planned)

        assert every_row() == before

    def test_is_refused_when_nobody_is_on_it(self, authority):
        planned = a_planned_conference(authority, subject_summoned=False)

        with pytest.raises(ListEmpty):
            summon(planned, [authority.chair])

        assert rooms.get_meeting(planned.meeting_id).state == "planned"

    def test_is_refused_to_an_officer_who_is_a_relative_of_the_subject(self, authority, planned, now):
        registers.declare_kinship(
            person_id=authority.officer.person_id,
            relative_id=authority.principal.person_id,
            actor=authority.officer,
            at=now,
        )

        with pytest.raises(RelativeInConflict):
            summon(planned)

        assert not SummonedList.objects.exists()

    def test_is_refused_to_an_officer_who_works_under_the_subject(self, authority, planned):
        clerk = somebody_with_a_role(authority.school, name="Văn thư Nga", role="officer")

        with pytest.raises(DependentInConflict):
            acts.freeze_summoned_list(
                meeting_id=planned.meeting_id, people=authority.staff, actor=clerk, at=PLANNED_AT
            )

    def test_counts_the_subject_only_as_the_plan_says(self, authority):
        """Kế hoạch phải ghi rõ người được lấy phiếu có tính vào số người được triệu tập hay không."""
        counted = a_planned_conference(authority, subject_summoned=True)
        summon(counted, list(authority.teachers))
        afternoon = HELD_AT + timedelta(hours=6)
        not_counted = a_planned_conference(authority, subject_summoned=False, scheduled_at=afternoon)
        summon(not_counted)

        subject = authority.principal.person_id
        lists = [
            [row.person_id for row in rooms.summoned(held.meeting_id)] for held in (counted, not_counted)
        ]

        assert [(subject in people, len(people)) for people in lists] == [(True, 3), (False, 3)]

    def test_takes_nobody_from_outside_the_school(self, authority, planned):
        elsewhere = somebody(a_school(authority.commune, code="khac"), name="Phạm Thị Yến")

        summon(planned, [*authority.staff, elsewhere, authority.chair])

        assert {row.person_id for row in rooms.summoned(planned.meeting_id)} == set(authority.staff)

    def test_keeps_names_and_posts_as_they_were_written(self, authority, planned):
        summon(planned)
        authority.principal.person.full_name = "Tên khác"
        authority.principal.person.save()

        first = rooms.summoned(planned.meeting_id)[0]

        assert (first.full_name, first.post_title) == ("Vương Thị Lan", "Hiệu trưởng")

    def test_files_the_list_and_writes_one_line_for_each_act(self, planned):
        assert written_by(lambda: summon(planned)) == ["document.filed", "summoned_list.frozen"]


class TestPrintingBallots:
    def test_is_refused_before_the_list_is_frozen(self, authority):
        planned = a_planned_conference(authority)

        with pytest.raises(ListNotFrozen):
            polls.print_ballots(poll_id=planned.poll_id, copies=7, actor=authority.officer, at=PLANNED_AT)

    @pytest.mark.parametrize("copies", [-1, 0, 2001])
    def test_is_refused_for_a_number_that_makes_no_sense(self, authority, copies):
        held = a_summoned_conference(authority, printed=0)
        before = every_row()

        with pytest.raises(CopiesOutOfRange) as refused:
            polls.print_ballots(poll_id=held.poll_id, copies=copies, actor=authority.officer, at=PLANNED_AT)

        assert refused.value.params == {"copies": copies, "most": 2000}
        assert every_row() == before

    def test_is_refused_to_an_officer_who_works_under_the_subject(self, authority):
        held = a_summoned_conference(authority, printed=0)
        clerk = somebody_with_a_role(authority.school, name="Văn thư Nga", role="officer")

        with pytest.raises(DependentInConflict):
            polls.print_ballots(poll_id=held.poll_id, copies=7, actor=clerk, at=PLANNED_AT)

    def test_adds_to_the_account_of_the_paper_and_writes_one_line(self, authority):
        held = a_summoned_conference(authority, printed=5)

        written = written_by(
            lambda: polls.print_ballots(
                poll_id=held.poll_id, copies=2, actor=authority.officer, at=PLANNED_AT
            )
        )

        assert written == ["document.filed", "ballots.printed"]
        assert PaperAccount.objects.get(poll_id=held.poll_id).printed == 7


class TestAMeetingOnTheDueList:
    def test_is_named_beside_the_term_it_is_about(self, authority):
        held = a_planned_conference(authority)

        found = rooms.meetings_about([authority.principal.pk, authority.vice_principal.pk])

        assert {appointment: view.id for appointment, view in found.items()} == {
            authority.principal.pk: held.meeting_id
        }

    def test_is_the_latest_one(self, authority):
        a_planned_conference(authority)
        later = a_planned_conference(authority, scheduled_at=HELD_AT + timedelta(days=7))

        assert rooms.meetings_about([authority.principal.pk])[authority.principal.pk].id == later.meeting_id
        assert Meeting.objects.count() == 2
