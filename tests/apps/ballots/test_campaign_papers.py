"""The papers of a campaign: what is refused, what waits for a signature, and from when a leader is notified."""

from datetime import date, datetime, timedelta

import pytest

from tests.builders.authority import Authority, an_authority, somebody_with_a_role
from tests.builders.campaigns import MADE_AT, a_campaign, another_school, row_of, the_board
from tests.builders.records import sign
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.operations.campaign_papers import (
    PlanApprovalStands,
    PlanNotSigned,
    TermNoticeNeedless,
    TermNoticeStands,
)
from tinnhiem.apps.ballots.operations.campaigns import LeaderNotInCampaign
from tinnhiem.apps.ballots.queries.campaign_papers import about_campaign
from tinnhiem.apps.org.models import Appointment, Person
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as shelf
from tinnhiem.apps.records.models import DocumentFacts
from tinnhiem.common.actors import Actor
from tinnhiem.domain.confidence.progress import Stage

pytestmark = pytest.mark.django_db
LATER = MADE_AT + timedelta(days=1)


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=5)


@pytest.fixture
def clerk(authority: Authority) -> Actor:
    return somebody_with_a_role(authority.commune, name="Bùi Thị Hoa", role="records_clerk")


def by(authority: Authority, at: datetime = MADE_AT) -> dict:
    return {"actor": authority.officer, "at": at}


def waiting(clerk: Actor) -> list:
    return [row.row.id for row in shelf.drafts(actor=clerk, on=LATER.date())]


def facts_of(document) -> dict:
    kept = DocumentFacts.objects.get(document=document).facts
    return {fact["id"]: fact["words"] for fact in kept}


def rows_of(document, fact: str) -> list[dict]:
    return [dict(row) for row in facts_of(document)[fact]]


class TestThePlan:
    def test_is_not_approved_before_it_is_signed(self, authority: Authority):
        campaign = a_campaign(authority)
        with pytest.raises(PlanNotSigned):
            acts.draft_plan_approval(campaign_id=campaign, **by(authority))

        acts.draft_plan(campaign_id=campaign, **by(authority))
        with pytest.raises(PlanNotSigned):
            acts.draft_plan_approval(campaign_id=campaign, **by(authority))

    def test_written_anew_leaves_no_earlier_draft_to_sign(self, authority: Authority, clerk: Actor):
        campaign = a_campaign(authority)
        first = acts.draft_plan(campaign_id=campaign, **by(authority))
        second = acts.draft_plan(campaign_id=campaign, **by(authority, LATER))

        assert waiting(clerk) == [second]
        with pytest.raises(records.DraftReplaced):
            sign(first, actor=clerk, at=LATER)
        kind, earlier = shelf.get_draft(second, actor=clerk, on=LATER.date()).earlier
        assert (kind, earlier.id) == ("replaces", first)

    def test_that_is_signed_counts_until_the_one_in_its_place_is_signed(self, authority, clerk):
        campaign = a_campaign(authority)
        first = acts.draft_plan(campaign_id=campaign, **by(authority))
        sign(first, actor=clerk, at=MADE_AT, series="KH-UBND", number=5)
        second = acts.draft_plan(campaign_id=campaign, **by(authority, LATER))
        standing = ballots.plan_standing(campaign)

        assert (standing.signed.notation, standing.draft.id) == ("05/KH-UBND", second)
        with pytest.raises(PlanNotSigned):
            acts.draft_plan_approval(campaign_id=campaign, **by(authority, LATER))

        sign(second, actor=clerk, at=LATER, series="KH-UBND", number=6, content=b"%PDF-1.7 anew")

        assert ballots.plan_standing(campaign).signed.notation == "06/KH-UBND"
        assert ballots.plan_standing(campaign).draft is None

    def test_is_approved_once_by_a_decision_that_names_its_number(self, authority: Authority, clerk: Actor):
        campaign = a_campaign(authority)
        plan = acts.draft_plan(campaign_id=campaign, **by(authority))
        sign(plan, actor=clerk, at=MADE_AT, series="KH-UBND", number=5)
        approval = acts.draft_plan_approval(campaign_id=campaign, **by(authority, LATER))
        sign(approval, actor=clerk, at=LATER, number=9, content=b"%PDF-1.7 approved")

        assert "05/KH-UBND" in facts_of(approval)["decision.proposal"]
        assert ballots.plan_standing(campaign).approval.notation == "09/QĐ-UBND"
        with pytest.raises(PlanApprovalStands):
            acts.draft_plan_approval(campaign_id=campaign, **by(authority, LATER))

    def test_names_every_leader_once_with_whoever_is_outside_and_why(self, authority: Authority):
        campaign = a_campaign(authority)
        acts.take_out(
            campaign_id=campaign,
            appointment_id=authority.vice_principal.pk,
            ground="moved",
            basis="Quyết định 45/QĐ-UBND",
            **by(authority),
        )
        plan = acts.draft_plan(campaign_id=campaign, **by(authority))

        assert [row["name"] for row in rows_of(plan, "plan.subjects")] == ["Vương Thị Lan"]
        [outside] = rows_of(plan, "plan.exceptions")
        assert outside["name"] == "Tạ Văn Hùng"
        assert outside["ground"].endswith("Quyết định 45/QĐ-UBND")

    def test_says_day_room_and_officials_of_the_draft_schedule(self, authority: Authority):
        campaign = a_campaign(authority)
        first = MADE_AT.date() + timedelta(days=1)
        people = {"chair": [authority.chair], "secretary": [authority.secretary]}
        wishes = acts.Wishes(first, first + timedelta(days=20), people)
        acts.draft_schedule(campaign_id=campaign, wishes=wishes, **by(authority))

        rows = rows_of(acts.draft_plan(campaign_id=campaign, **by(authority)), "plan.subjects")

        assert all("Hoàng Minh Đạt" in row["arrangement"] and "/2026" in row["meeting_on"] for row in rows)

    def test_is_filed_under_its_campaign(self, authority: Authority):
        campaign = a_campaign(authority)
        document = acts.draft_plan(campaign_id=campaign, **by(authority))

        assert shelf.get_row(document).about == about_campaign(campaign)


class TestANotice:
    def test_is_not_written_on_somebody_outside_the_campaign(self, authority: Authority):
        campaign = a_campaign(authority)
        _, stranger = another_school(authority, "sao-mai", "Trường Mầm non Sao Mai")
        Appointment.objects.filter(pk=stranger.pk).update(ends_on=MADE_AT.date() + timedelta(days=900))

        with pytest.raises(LeaderNotInCampaign):
            acts.draft_notice(campaign_id=campaign, appointment_id=stranger.pk, **by(authority))

    def test_is_not_written_on_a_leader_who_was_taken_out(self, authority: Authority):
        campaign = a_campaign(authority)
        leader = authority.principal.pk
        acts.take_out(
            campaign_id=campaign, appointment_id=leader, ground="moved", basis="QĐ 45", **by(authority)
        )

        with pytest.raises(TermNoticeNeedless):
            acts.draft_notice(campaign_id=campaign, appointment_id=leader, **by(authority))

    def test_is_not_written_twice(self, authority: Authority):
        campaign = a_campaign(authority)
        leader = authority.principal.pk
        acts.draft_notice(campaign_id=campaign, appointment_id=leader, **by(authority))

        with pytest.raises(TermNoticeStands):
            acts.draft_notice(campaign_id=campaign, appointment_id=leader, **by(authority))

    def test_is_none_while_it_is_a_draft(self, authority: Authority):
        """Văn bản chưa ký thì chưa ai được thông báo."""
        campaign = a_campaign(authority)
        acts.draft_notice(campaign_id=campaign, appointment_id=authority.principal.pk, **by(authority))
        late_on = MADE_AT.date() + timedelta(days=25)

        row = row_of(the_board(campaign, on=late_on, until=late_on), authority.principal)

        assert (row.stage, row.notice.is_draft) == (Stage.TO_NOTIFY, True)
        assert row.late_since is not None

    def test_of_an_extension_announces_the_leaderships_vote_and_no_conference(self, authority: Authority):
        Person.objects.filter(pk=authority.principal.person_id).update(born_on=date(1970, 1, 8))
        campaign, leader = a_campaign(authority), authority.principal.pk

        document = acts.draft_notice(campaign_id=campaign, appointment_id=leader, **by(authority))

        told = " ".join(row["line"] for row in rows_of(document, "notice.tasks"))
        assert "Tập thể lãnh đạo" in told
        assert "Hội nghị" not in told

    def test_counts_from_the_day_it_was_signed(self, authority: Authority, clerk: Actor):
        campaign = a_campaign(authority)
        notice = acts.draft_notice(
            campaign_id=campaign, appointment_id=authority.principal.pk, **by(authority)
        )
        sign(notice, actor=clerk, at=LATER, series="TB-UBND", number=31)

        row = row_of(the_board(campaign), authority.principal)

        assert row.stage is Stage.NOTIFIED
        assert (row.notice.number, row.notice.on) == ("31/TB-UBND", LATER.date())

    def test_that_was_revoked_counts_no_more(self, authority: Authority, clerk: Actor):
        campaign = a_campaign(authority)
        leader = authority.principal.pk
        notice = acts.draft_notice(campaign_id=campaign, appointment_id=leader, **by(authority))
        sign(notice, actor=clerk, at=MADE_AT, series="TB-UBND", number=31)
        change = records.Change("revokes", "Sai ngày hết thời hạn")
        revocation = records.write_further(document_id=notice, change=change, actor=clerk, at=LATER)
        assert row_of(the_board(campaign), authority.principal).stage is Stage.NOTIFIED

        sign(revocation, actor=clerk, at=LATER, content=b"%PDF-1.7 revoked")

        assert row_of(the_board(campaign), authority.principal).stage is Stage.TO_NOTIFY
        acts.draft_notice(campaign_id=campaign, appointment_id=leader, **by(authority, LATER))

    def test_entered_by_hand_needs_no_paper_of_the_house(self, authority: Authority):
        campaign = a_campaign(authority)
        leader = authority.principal.pk
        acts.record_notice(appointment_id=leader, number="7/TB", issued_on=MADE_AT.date(), **by(authority))

        made = acts.draft_notices(campaign_id=campaign, **by(authority))

        assert made == 1
        assert row_of(the_board(campaign), authority.principal).notice.number == "7/TB"
        assert acts.draft_notices(campaign_id=campaign, **by(authority)) == 0
