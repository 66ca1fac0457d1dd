"""The pages of campaigns and of the calendar: what they show, what they refuse, and what leaves the house."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.builders.authority import TERM_FROM, Authority, an_authority
from tests.builders.campaigns import a_campaign_plan, another_school
from tests.builders.meetings import a_plan
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import CalendarFeed
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org.models import Account, Appointment
from tinnhiem.apps.rules import queries as rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    """Terms that end in half a year, so that nothing depends on the day of the test."""
    found = an_authority(staff=6)
    another_school(found, "sao-mai", "Trường Mầm non Sao Mai")
    end = timezone.localdate() + timedelta(days=180)
    Appointment.objects.update(starts_on=TERM_FROM, ends_on=end)
    return found


def seat(authority: Authority) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=authority.officer.account_id))
    return client


def the_plan(authority: Authority) -> acts.CampaignPlan:
    on = timezone.localdate()
    return a_campaign_plan(authority, starts_on=on, ends_on=on + timedelta(days=365), legal_basis_on=on)


def a_campaign(authority: Authority):
    return acts.create_campaign(plan=the_plan(authority), actor=authority.officer, at=timezone.now())


def a_working_day(days: int):
    """A moment on a weekday far from every holiday of the calendar, some days ahead."""
    moment = timezone.now() + timedelta(days=days)
    while not rules.calendar().is_working(timezone.localtime(moment).date()):
        moment += timedelta(days=1)
    return timezone.localtime(moment).replace(hour=8, minute=0, second=0, microsecond=0)


def a_meeting(authority: Authority, days: int = 20):
    plan = a_plan(
        authority,
        scheduled_at=a_working_day(days),
        legal_basis_on=timezone.localdate(),
    )
    acts.plan_poll(plan=plan, actor=authority.officer, at=timezone.now())
    return rooms.meetings_about([authority.principal.pk])[authority.principal.pk]


def answers(authority: Authority, **changes: str) -> dict[str, str]:
    plan = the_plan(authority)
    ready = {
        "is_attested": "on",
        "unit": str(authority.commune.pk),
        "plan_number": plan.plan_number,
        "starts_on": f"{plan.starts_on:%d/%m/%Y}",
        "last_day": f"{plan.ends_on:%d/%m/%Y}",
        "legal_basis_on": f"{plan.legal_basis_on:%d/%m/%Y}",
        "subject_summoned": "yes",
        "do": "check",
    }
    return ready | changes


class TestANewCampaign:
    def test_without_the_attestation_is_not_even_checked(self, authority: Authority):
        asked = answers(authority)
        del asked["is_attested"]

        page = seat(authority).post(reverse("office:campaign_new"), asked)

        assert page.status_code == 422
        assert "Chưa có cam kết" in page.content.decode()

    def test_with_a_period_reversed_says_so(self, authority: Authority):
        asked = answers(authority, last_day="01/01/2020")

        page = seat(authority).post(reverse("office:campaign_new"), asked)

        assert page.status_code == 422
        assert ballots.campaigns_under([authority.commune.pk]) == []

    def test_is_shown_to_be_checked_before_it_is_made(self, authority: Authority):
        client = seat(authority)

        checked = client.post(reverse("office:campaign_new"), answers(authority)).content.decode()
        assert "Đợt này gồm 3 người" in checked
        assert ballots.campaigns_under([authority.commune.pk]) == []

        made = client.post(reverse("office:campaign_new"), answers(authority, do="create"), follow=True)
        assert "3 trên 3 người chưa được đợt này bao quát" in made.content.decode()

    def test_over_another_one_is_refused_with_its_plan(self, authority: Authority):
        a_campaign(authority)

        page = seat(authority).post(reverse("office:campaign_new"), answers(authority))

        assert page.status_code == 422
        assert "12/KH-UBND" in page.content.decode()


class TestTheBoardPage:
    def test_is_closed_to_officers_of_other_units(self, authority: Authority):
        stranger = an_authority(staff=2, code="xa-khac")

        page = seat(stranger).get(reverse("office:campaign", args=[a_campaign(authority)]))

        assert page.status_code == 403

    def test_filters_and_exports_the_same_rows(self, authority: Authority):
        campaign = a_campaign(authority)
        client = seat(authority)
        asked = {"q": "sao mai", "standing": "uncovered"}

        page = client.get(reverse("office:campaign", args=[campaign]), asked).content.decode()
        book = client.get(reverse("office:campaign_export", args=[campaign]), asked)

        assert "Hiệu trưởng Mai" in page
        assert "Vương Thị Lan" not in page
        rows = list(load_workbook(BytesIO(book.content)).worksheets[0].values)
        assert [row[1] for row in rows[1:]] == ["Hiệu trưởng Mai"]

    def test_takes_a_leader_out_and_back(self, authority: Authority):
        campaign = a_campaign(authority)
        client = seat(authority)
        out = reverse("office:take_out", args=[campaign, authority.principal.pk])

        refused = client.post(out, {"ground": "maternity", "basis": ""})
        done = client.post(out, {"ground": "maternity", "basis": "5/CV"}, follow=True)
        back = client.post(reverse("office:bring_back", args=[campaign, authority.principal.pk]), follow=True)

        assert refused.status_code == 422
        assert "chưa ghi văn bản làm căn cứ" in refused.content.decode()
        assert "2 trên 3 người" in done.content.decode()
        assert "Đã đưa trở lại đợt" in back.content.decode()

    def test_records_the_notice(self, authority: Authority):
        campaign = a_campaign(authority)
        asked = {"number": "31/TB-UBND", "issued_on": f"{timezone.localdate():%d/%m/%Y}"}

        page = seat(authority).post(
            reverse("office:term_notice", args=[campaign, authority.principal.pk]), asked, follow=True
        )

        assert "31/TB-UBND" in page.content.decode()

    def test_drafts_edits_and_confirms_meetings(self, authority: Authority):
        campaign = a_campaign(authority)
        client = seat(authority)
        first = a_working_day(10).date()
        wishes = {
            "first": f"{first:%d/%m/%Y}",
            "last": f"{first + timedelta(days=20):%d/%m/%Y}",
            "chair": [authority.chair],
            "secretary": [authority.secretary],
        }

        drafted = client.post(reverse("office:campaign_draft", args=[campaign]), wishes, follow=True)
        assert "Xác nhận và lập 3 hội nghị" in drafted.content.decode()
        row = ballots.draft_of(campaign, people=[])[0]
        line = client.get(reverse("office:draft_line", args=[campaign, row.id]))
        assert line.status_code == 200
        client.post(reverse("office:draft_drop", args=[campaign, row.id]))
        confirmed = client.post(reverse("office:draft_confirm", args=[campaign]), follow=True)

        assert "Đã lập 2 hội nghị" in confirmed.content.decode()


class TestTheCalendarPage:
    def test_moves_meetings_after_a_preview(self, authority: Authority):
        meeting = a_meeting(authority)
        client = seat(authority)
        asked = {
            "way": "same_hour",
            "first": f"{a_working_day(30):%d/%m/%Y}",
            "reason": "Trường bận",
            "meeting": str(meeting.id),
            "do": "preview",
        }

        shown = client.get(reverse("office:calendar")).content.decode()
        preview = client.post(reverse("office:move"), asked).content.decode()
        sent = {
            f"{meeting.id}-version": "0",
            f"{meeting.id}-day": f"{a_working_day(31):%d/%m/%Y}",
            f"{meeting.id}-clock": "09:00",
        }
        done = client.post(reverse("office:move"), {**asked, **sent, "do": "confirm"}, follow=True)

        assert "Dời các hội nghị đang xem" in shown
        assert "Mọi hội nghị dời được" in preview
        assert "Đã dời 1 hội nghị" in done.content.decode()

    def test_says_that_somebody_else_was_faster(self, authority: Authority):
        meeting = a_meeting(authority)
        sent = {
            "way": "same_hour",
            "first": f"{a_working_day(30):%d/%m/%Y}",
            "reason": "Trường bận",
            "meeting": str(meeting.id),
            f"{meeting.id}-version": "7",
            f"{meeting.id}-day": f"{a_working_day(31):%d/%m/%Y}",
            f"{meeting.id}-clock": "09:00",
            "do": "confirm",
        }

        page = seat(authority).post(reverse("office:move"), sent)

        assert page.status_code == 422
        assert "vừa được người khác sửa" in page.content.decode()

    def test_cancels_a_meeting_with_its_reason(self, authority: Authority):
        meeting = a_meeting(authority)
        client = seat(authority)
        address = reverse("office:cancel", args=[meeting.id])

        client.post(address, {"version": "0", "reason": ""})
        assert rooms.get_meeting(meeting.id).state == "planned"
        client.post(address, {"version": "0", "reason": "Đổi kế hoạch"})
        assert rooms.get_meeting(meeting.id).state == "cancelled"
        assert "Đã hủy" in client.get(reverse("office:meetings")).content.decode()

    def test_divides_a_meeting_too_big_for_its_room(self, authority: Authority):
        venue = meetings.set_venue(
            school_id=authority.school.pk,
            name="Phòng hội đồng",
            capacity=4,
            actor=authority.officer,
            at=timezone.now(),
        )
        moment = a_working_day(20)
        plan = a_plan(authority, scheduled_at=moment, legal_basis_on=timezone.localdate(), venue_id=venue)
        acts.plan_poll(plan=plan, actor=authority.officer, at=timezone.now())
        meeting = rooms.meetings_about([authority.principal.pk])[authority.principal.pk]
        client = seat(authority)
        asked = {"start": [f"{moment + timedelta(hours=hours):%d/%m/%Y %H:%M}" for hours in (0, 3)]}

        page = client.get(reverse("office:meeting_change", args=[meeting.id])).content.decode()
        done = client.post(reverse("office:divide", args=[meeting.id]), asked, follow=True)

        assert "cần 2 phiên" in page
        assert "Đã chia phiên" in done.content.decode()
        assert "phiên 2" in client.get(reverse("office:calendar")).content.decode()

    def test_keeps_rooms_roads_and_closed_days(self, authority: Authority):
        client = seat(authority)
        other = Appointment.objects.exclude(unit=authority.school).first().unit_id
        day = a_working_day(15)

        client.post(
            reverse("office:add_venue"), {"school": authority.school.pk, "name": "Hội trường", "capacity": 60}
        )
        client.post(
            reverse("office:add_road"), {"origin": authority.school.pk, "destination": other, "minutes": 40}
        )
        same = client.post(
            reverse("office:add_road"),
            {"origin": authority.school.pk, "destination": authority.school.pk, "minutes": 40},
        )
        client.post(reverse("office:close_day"), {"on": f"{day:%d/%m/%Y}", "reason": "Hội khỏe Phù Đổng"})
        page = client.get(reverse("office:places")).content.decode()
        client.post(reverse("office:open_day"), {"on": f"{day:%Y-%m-%d}"})

        assert same.status_code == 422
        assert all(said in page for said in ("Hội trường", "40 phút", "Hội khỏe Phù Đổng"))
        assert "Hội khỏe Phù Đổng" not in client.get(reverse("office:places")).content.decode()


class TestTheFirstPage:
    def test_reminds_of_what_the_campaign_waits_for(self, authority: Authority):
        a_campaign(authority)
        Appointment.objects.update(ends_on=timezone.localdate() + timedelta(days=100))

        page = seat(authority).get(reverse("office:today")).content.decode()

        assert "Nhắc việc" in page
        assert "Ra thông báo: 3 người" in page


class TestTheFeed:
    def address(self, authority: Authority) -> str:
        token = acts.make_feed(actor=authority.officer, at=timezone.now())
        return reverse("calendar_feed", args=[token])

    def test_opens_to_nobody_without_its_token(self, authority: Authority):
        assert Client().get(reverse("calendar_feed", args=["made-up"])).status_code == 404

    def test_closes_when_it_is_revoked_made_anew_or_expired(self, authority: Authority):
        first = self.address(authority)
        second = self.address(authority)
        acts.revoke_feed(actor=authority.officer, at=timezone.now())
        third = self.address(authority)
        CalendarFeed.objects.filter(revoked_at=None).update(expires_at=timezone.now())

        assert {Client().get(one).status_code for one in (first, second, third)} == {404}

    def test_names_schools_and_deadlines_and_no_person(self, authority: Authority):
        meeting = a_meeting(authority)

        text = Client().get(self.address(authority)).content.decode().replace("\r\n ", "")

        assert "SUMMARY:Hội nghị lấy phiếu: Trường Tiểu học Hoa Ban" in text
        assert f"UID:{meeting.id}-0@testserver" in text
        assert "Hạn ra quyết định" in text
        names = [row.full_name for row in ballots.due_terms([authority.school.pk], on=timezone.localdate())]
        assert names and not any(name in text for name in [*names, "Hoàng Minh Đạt"])

    def test_raises_the_sequence_when_a_meeting_moves_and_cancels_it_when_it_is_cancelled(
        self, authority: Authority
    ):
        meeting = a_meeting(authority)
        address = self.address(authority)
        meetings.reschedule_meetings(
            moves=[meetings.Move(meeting.id, 0, a_working_day(40))],
            reason="Bão",
            actor=authority.officer,
            at=timezone.now(),
        )
        moved = Client().get(address).content.decode()
        meetings.cancel_meeting(
            meeting_id=meeting.id, version=1, reason="Bão", actor=authority.officer, at=timezone.now()
        )
        cancelled = Client().get(address).content.decode()

        assert f"UID:{meeting.id}-0@testserver" in moved
        assert "SEQUENCE:1\r\n" in moved
        assert "STATUS:CANCELLED" not in moved
        assert "SEQUENCE:2\r\n" in cancelled
        assert "STATUS:CANCELLED" in cancelled

    def test_shows_its_address_once(self, authority: Authority):
        client = seat(authority)

        made = client.post(reverse("office:make_feed")).content.decode()
        later = client.get(reverse("office:feed")).content.decode()

        assert "/calendar/" in made and ".ics" in made
        assert ".ics" not in later and "Thu hồi địa chỉ" in later


class TestOneMeetingAndThePapers:
    def test_changes_nothing_without_a_reason(self, authority: Authority):
        meeting = a_meeting(authority)
        page = seat(authority).post(reverse("office:rearrange", args=[meeting.id]), {"version": "0"})

        assert page.status_code == 422
        assert rooms.get_meeting(meeting.id).version == meeting.version

    def test_drafts_the_papers_of_a_campaign(self, authority: Authority):
        campaign = a_campaign(authority)
        client = seat(authority)
        client.post(reverse("office:campaign_plan", args=[campaign]))
        client.post(reverse("office:campaign_notices", args=[campaign]))

        page = client.get(reverse("office:campaign", args=[campaign])).content.decode()

        assert "Dự thảo, chờ bản ký" in page
        assert "Ai cần thông báo đều đã có" in page
        refused = client.post(reverse("office:plan_approval", args=[campaign]), follow=True)
        assert "Kế hoạch chưa có bản ký" in refused.content.decode()
