"""The campaign over every school: made after its attestation, complete or saying who is missing and why."""

from datetime import date, timedelta

import pytest

from tests.builders.authority import Authority, an_authority
from tests.builders.campaigns import (
    MADE_AT,
    ON,
    a_campaign,
    another_school,
    row_of,
    the_board,
)
from tests.builders.meetings import (
    a_planned_conference,
    a_summoned_conference,
    close,
    conclude,
    count,
    lock,
    vote,
)
from tinnhiem.apps.audit import queries as audit
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.operations.campaigns import (
    CampaignEmpty,
    CampaignOverlaps,
    ExceptionBasisMissing,
    GroundNotInPack,
    LeaderNotInCampaign,
    MeetingStands,
    NoticeInTheFuture,
    NotTakenOut,
)
from tinnhiem.apps.meetings.operations.planning import AttestationMissing
from tinnhiem.apps.org.models import Appointment, Person, Subordination
from tinnhiem.common.errors import DomainError
from tinnhiem.common.periods import Period, PeriodReversed
from tinnhiem.domain.confidence.campaign import Gap, Standing
from tinnhiem.domain.confidence.progress import Stage, Window
from tinnhiem.domain.regulations import NoPackOnDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


def take_out(
    authority: Authority, campaign, leader: Appointment, ground: str = "maternity", basis: str = "5/CV"
):
    acts.take_out(
        campaign_id=campaign,
        appointment_id=leader.pk,
        ground=ground,
        basis=basis,
        actor=authority.officer,
        at=MADE_AT,
    )


class TestMakingACampaign:
    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"is_attested": False}, AttestationMissing),
            ({"ends_on": date(2025, 1, 1)}, PeriodReversed),
            ({"legal_basis_on": date(2001, 1, 1)}, NoPackOnDate),
            ({"starts_on": date(2031, 1, 1), "ends_on": date(2032, 1, 1)}, CampaignEmpty),
        ],
    )
    def test_is_refused(self, authority: Authority, changes: dict, error: type[DomainError]):
        with pytest.raises(error):
            a_campaign(authority, **changes)

        assert ballots.campaigns_under([authority.commune.pk]) == []

    def test_over_days_of_another_campaign_is_refused(self, authority: Authority):
        a_campaign(authority)

        with pytest.raises(CampaignOverlaps) as refused:
            a_campaign(authority, starts_on=date(2026, 12, 31), ends_on=date(2027, 12, 31))

        assert refused.value.params["plan"] == "12/KH-UBND"

    def test_right_after_another_one_is_allowed(self, authority: Authority):
        a_campaign(authority, ends_on=date(2026, 9, 1))

        with pytest.raises(CampaignEmpty):
            a_campaign(authority, starts_on=date(2026, 9, 1))

    def test_keeps_who_attested_in_which_words(self, authority: Authority):
        campaign = ballots.get_campaign(a_campaign(authority))

        assert campaign.attested_by == "Nguyễn Thu Hà"
        assert "bí mật nhà nước" in campaign.attestation
        assert next(audit.lines()).line.act == "campaign.created"


class TestTheBoard:
    def test_has_every_leader_once_and_says_nobody_is_covered_yet(self, authority: Authority):
        found = the_board(a_campaign(authority))

        assert [(row.name, row.gap) for row in found.rows] == [
            ("Vương Thị Lan", Gap.NOT_PLANNED),
            ("Tạ Văn Hùng", Gap.NOT_PLANNED),
        ]
        assert found.standings[Standing.UNCOVERED] == 2

    def test_names_the_windows_and_the_decider_of_the_day(self, authority: Authority):
        """Thời hạn đến hết 31/8/2026: thông báo trước 90 ngày, quyết định trước 01 ngày làm việc."""
        leader = row_of(the_board(a_campaign(authority)), authority.principal).leader

        assert leader is not None and leader.notice is not None and leader.decision is not None
        assert (leader.notice.on, leader.decision.on) == (date(2026, 6, 2), date(2026, 8, 28))
        assert leader.decided_by == "Chủ tịch Ủy ban nhân dân cấp xã"
        assert leader.lapses_on == date(2026, 9, 1)

    def test_lists_a_leader_without_a_birth_date(self, authority: Authority):
        campaign = a_campaign(authority)
        Person.objects.filter(pk=authority.principal.person_id).update(born_on=None)

        assert row_of(the_board(campaign), authority.principal).gap is Gap.BIRTH_MISSING

    def test_lists_a_school_without_a_superior_on_the_day_of_the_decision(self, authority: Authority):
        campaign = a_campaign(authority)
        Subordination.objects.filter(unit=authority.school).update(valid_to=date(2026, 8, 1))

        assert row_of(the_board(campaign), authority.principal).gap is Gap.SUPERIOR_MISSING

    def test_lists_a_school_handed_to_another_unit(self, authority: Authority):
        campaign = a_campaign(authority)
        other = an_authority(staff=2, code="xa-khac").commune
        Subordination.objects.filter(unit=authority.school).update(valid_to=date(2026, 8, 1))
        Subordination.objects.create(unit=authority.school, superior=other, valid_from=date(2026, 8, 1))

        assert row_of(the_board(campaign), authority.principal).gap is Gap.OTHER_SUPERIOR

    def test_marks_a_term_that_the_registers_brought_later(self, authority: Authority):
        campaign = a_campaign(authority)
        _, later = another_school(authority, "sao-mai", "Trường Mầm non Sao Mai")

        assert row_of(the_board(campaign), later).gap is Gap.FOUND_LATER

    def test_does_not_forget_a_leader_who_left_the_post(self, authority: Authority):
        campaign = a_campaign(authority)
        Appointment.objects.filter(pk=authority.principal.pk).update(left_on=ON)

        row = row_of(the_board(campaign), authority.principal)

        assert (row.name, row.gap, row.leader) == ("Vương Thị Lan", Gap.LEFT_REGISTER, None)

    def test_says_that_a_third_term_at_the_school_is_not_to_be_had(self, authority: Authority):
        """Hiệu trưởng không quá hai nhiệm kỳ liên tiếp tại một trường; phó hiệu trưởng không giới hạn."""
        Appointment.objects.create(
            person_id=authority.principal.person_id,
            unit=authority.school,
            post="principal",
            starts_on=date(2016, 9, 1),
            ends_on=date(2021, 9, 1),
            left_on=date(2021, 9, 1),
        )

        board = the_board(a_campaign(authority))
        principal, deputy = (
            row_of(board, leader).leader for leader in (authority.principal, authority.vice_principal)
        )

        assert principal is not None and (principal.terms, principal.may_have_another) == (2, False)
        assert deputy is not None and (deputy.terms, deputy.may_have_another) == (1, True)

    def test_excepts_who_retires_with_the_term(self, authority: Authority):
        Person.objects.filter(pk=authority.principal.person_id).update(born_on=date(1966, 1, 1))

        row = row_of(the_board(a_campaign(authority)), authority.principal)

        assert (row.standing, row.ground) == (Standing.EXCEPTED, "retirement")

    def test_follows_a_case_from_the_notice_to_the_authority(self, authority: Authority):
        campaign = a_campaign(authority)
        stages = [row_of(the_board(campaign), authority.principal).stage]
        acts.record_notice(
            appointment_id=authority.principal.pk,
            number="31/TB-UBND",
            issued_on=ON,
            actor=authority.officer,
            at=MADE_AT,
        )
        stages.append(row_of(the_board(campaign), authority.principal).stage)
        held = a_summoned_conference(authority)
        stages.append(row_of(the_board(campaign), authority.principal).stage)
        held = lock(count(vote(held), agree=4))
        conclude(held)
        close(held)
        row = row_of(the_board(campaign), authority.principal)

        assert [*stages, row.stage] == [
            Stage.TO_NOTIFY,
            Stage.NOTIFIED,
            Stage.SUMMONED,
            Stage.WITH_AUTHORITY,
        ]
        assert row.standing is Standing.HELD

    def test_says_what_is_late_and_reminds_of_what_comes_next(self, authority: Authority):
        campaign = a_campaign(authority)
        late_on = date(2026, 6, 3)

        row = row_of(the_board(campaign, on=late_on, until=late_on), authority.principal)

        assert row.late_since == date(2026, 6, 2)
        assert row.reminder is not None and row.reminder.window is Window.NOTICE
        assert row_of(the_board(campaign), authority.principal).reminder is None


class TestTakingALeaderOut:
    def test_needs_the_basis_of_its_ground(self, authority: Authority):
        with pytest.raises(ExceptionBasisMissing):
            take_out(authority, a_campaign(authority), authority.principal, basis=" ")

    def test_needs_a_ground_of_the_pack(self, authority: Authority):
        with pytest.raises(GroundNotInPack):
            take_out(authority, a_campaign(authority), authority.principal, ground="because")

    def test_waits_until_a_planned_meeting_is_cancelled(self, authority: Authority):
        campaign = a_campaign(authority)
        a_planned_conference(authority)

        with pytest.raises(MeetingStands):
            take_out(authority, campaign, authority.principal)

    def test_is_for_leaders_of_the_campaign_only(self, authority: Authority):
        stranger = an_authority(staff=2, code="xa-khac").principal

        with pytest.raises(LeaderNotInCampaign):
            take_out(authority, a_campaign(authority), stranger)

    def test_without_a_ground_leaves_them_uncovered(self, authority: Authority):
        campaign = a_campaign(authority)
        take_out(authority, campaign, authority.principal, ground="", basis="5/CV")

        row = row_of(the_board(campaign), authority.principal)

        assert (row.standing, row.gap) == (Standing.UNCOVERED, Gap.GROUND_MISSING)

    def test_on_a_ground_is_an_exception_until_they_are_brought_back(self, authority: Authority):
        campaign = a_campaign(authority)
        take_out(authority, campaign, authority.principal)
        out = row_of(the_board(campaign), authority.principal)

        acts.bring_back(
            campaign_id=campaign, appointment_id=authority.principal.pk, actor=authority.officer, at=MADE_AT
        )
        back = row_of(the_board(campaign), authority.principal)

        assert (out.standing, out.ground, out.basis) == (Standing.EXCEPTED, "maternity", "5/CV")
        assert (back.standing, back.gap) == (Standing.UNCOVERED, Gap.NOT_PLANNED)

    def test_cannot_be_taken_back_twice(self, authority: Authority):
        with pytest.raises(NotTakenOut):
            acts.bring_back(
                campaign_id=a_campaign(authority),
                appointment_id=authority.principal.pk,
                actor=authority.officer,
                at=MADE_AT,
            )


class TestANotice:
    def test_is_not_dated_ahead(self, authority: Authority):
        with pytest.raises(NoticeInTheFuture):
            acts.record_notice(
                appointment_id=authority.principal.pk,
                number="1/TB",
                issued_on=ON + timedelta(days=1),
                actor=authority.officer,
                at=MADE_AT,
            )


class TestTheDeciderOfTheDay:
    def test_was_the_district_before_july_2025_and_is_the_commune_after(self, authority: Authority):
        """Hai quyết định phải ra trước và sau ngày 01/7/2025, theo cùng một kế hoạch."""
        Subordination.objects.filter(unit=authority.school).update(valid_from=date(2020, 1, 1))
        for leader, end in (
            (authority.principal, date(2025, 6, 25)),
            (authority.vice_principal, date(2025, 7, 25)),
        ):
            Appointment.objects.filter(pk=leader.pk).update(ends_on=end)

        found = ballots.ending_leaders(
            unit_id=authority.commune.pk,
            period=Period(date(2025, 1, 1), date(2026, 1, 1)),
            legal_basis_on=date(2025, 3, 1),
        )

        assert [leader.decided_by for leader in found] == [
            "Chủ tịch Ủy ban nhân dân cấp huyện",
            "Chủ tịch Ủy ban nhân dân cấp xã",
        ]
