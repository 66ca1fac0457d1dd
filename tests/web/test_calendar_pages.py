"""The pages of the calendar: hours that are set, days that are closed, meetings moved, changed and invited anew."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.builders.authority import Authority, an_authority
from tests.builders.meetings import a_plan, officials
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.meetings.models import ClosedDay
from tinnhiem.apps.org.models import Account
from tinnhiem.apps.records.models import Document
from tinnhiem.apps.rules import queries as rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return an_authority(staff=6)


@pytest.fixture
def officer(authority: Authority) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=authority.officer.account_id))
    return client


def a_working_day(days: int) -> datetime:
    """Eight o'clock on a working day, some days ahead."""
    local = timezone.localtime() + timedelta(days=days)
    while not rules.calendar().is_working(local.date()):
        local += timedelta(days=1)
    return local.replace(hour=8, minute=0, second=0, microsecond=0)


def a_meeting(authority: Authority, **changes: object) -> UUID:
    ready = {"scheduled_at": a_working_day(20), "legal_basis_on": timezone.localdate()}
    polls.plan_poll(
        plan=a_plan(authority, **{**ready, **changes}), actor=authority.officer, at=timezone.now()
    )
    return rooms.meetings_about([authority.principal.pk])[authority.principal.pk].id


def summoned(authority: Authority, meeting: UUID) -> UUID:
    meetings.freeze_summoned_list(
        meeting_id=meeting, people=authority.staff, actor=authority.officer, at=timezone.now()
    )
    return meeting


def day(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y}"


class TestTheHoursOfMeetings:
    HOURS = {"starts": "07:30, 13h30", "length_minutes": "90", "travel_minutes": "20"}

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"starts": "8 giờ"}, "Không đọc được giờ"),
            ({"length_minutes": "0"}, "phải từ 15 đến 480 phút"),
            ({"travel_minutes": "700"}, "phải từ 0 đến 600 phút"),
            ({"starts": "08:00, 09:00"}, "chưa xong khi hội nghị lúc 09:00 bắt đầu"),
        ],
    )
    def test_are_refused_at_their_field(self, officer: Client, wrong: dict[str, str], said: str):
        page = officer.post(reverse("office:set_scheduling"), self.HOURS | wrong)

        assert page.status_code == 422
        assert said in page.content.decode()

    def test_are_kept_and_shown(self, officer: Client):
        officer.post(reverse("office:set_scheduling"), self.HOURS)

        page = officer.get(reverse("office:places")).content.decode()
        assert 'value="07:30, 13:30"' in page
        assert "thì tính 20 phút" in page


class TestDaysThatAreClosed:
    def test_may_not_end_before_they_begin(self, officer: Client):
        first = a_working_day(20)
        asked = {"on": day(first), "last_day": day(first - timedelta(days=1)), "reason": "Thi học kỳ"}

        page = officer.post(reverse("office:close_day"), asked)

        assert page.status_code == 422
        assert "Ngày cuối phải là" in page.content.decode()
        assert not ClosedDay.objects.exists()

    def test_send_their_meetings_to_the_next_free_slot(self, authority: Authority, officer: Client):
        meeting = a_meeting(authority)
        first = a_working_day(20)
        last = first + timedelta(days=3)
        officer.post(
            reverse("office:close_day"), {"on": day(first), "last_day": day(last), "reason": "Thi học kỳ"}
        )

        calendar = officer.get(reverse("office:calendar")).content.decode()
        asked = {
            "way": "next_slot",
            "first": day(first),
            "reason": "Thi học kỳ",
            "meeting": str(meeting),
            "do": "preview",
        }
        preview = officer.post(f"{reverse('office:move')}?closed=1", asked).content.decode()

        assert "1 hội nghị rơi vào ngày không họp" in calendar
        assert "Mọi hội nghị dời được" in preview
        found = rooms.new_moments(
            [meeting], first=first.date(), last=(first + timedelta(days=40)).date(), is_hour_kept=False
        )
        assert found[meeting] is not None and found[meeting] > last
        assert f'value="{day(timezone.localtime(found[meeting]))}"' in preview


class TestMovingByWorkingDays:
    def test_asks_how_many(self, authority: Authority, officer: Client):
        meeting = a_meeting(authority)
        asked = {"way": "days_later", "reason": "Bão", "meeting": str(meeting), "do": "preview"}

        page = officer.post(reverse("office:move"), asked)

        assert page.status_code == 422
        assert "Chưa ghi lùi bao nhiêu ngày làm việc" in page.content.decode()

    def test_previews_and_moves_and_owes_a_new_invitation(self, authority: Authority, officer: Client):
        meeting = summoned(authority, a_meeting(authority))
        asked = {
            "way": "days_later",
            "count": "3",
            "reason": "Bão",
            "meeting": str(meeting),
            "do": "preview",
        }
        new = rooms.moments_later([meeting], count=3)[meeting]
        assert new is not None
        version = rooms.get_meeting(meeting).version
        sent = {
            f"{meeting}-version": str(version),
            f"{meeting}-day": day(new),
            f"{meeting}-clock": "08:00",
        }

        preview = officer.post(reverse("office:move"), asked).content.decode()
        officer.post(reverse("office:move"), {**asked, **sent, "do": "confirm"})

        assert f'value="{day(new)}"' in preview
        assert "Phải gửi lại thông báo cho 1 hội nghị đã triệu tập" in preview
        assert rooms.get_meeting(meeting).scheduled_at == new
        assert rooms.invitations_due([meeting]) == {meeting}


class TestOneMeeting:
    def test_is_put_into_another_room_and_other_hands(self, authority: Authority, officer: Client):
        meeting = a_meeting(authority)
        venue = meetings.set_venue(
            school_id=authority.school.pk,
            name="Hội trường",
            capacity=60,
            actor=authority.officer,
            at=timezone.now(),
        )
        crew = {function: people[0] for function, people in officials(authority).items()}
        asked = {
            "version": "0",
            "day": day(a_working_day(21)),
            "clock": "14:00",
            "venue": venue,
            **crew,
            "observer": "",
            "reason": "Phòng cũ đang sửa",
        }

        answer = officer.post(reverse("office:rearrange", args=[meeting]), asked)

        found = rooms.get_meeting(meeting)
        assert answer.status_code == 302
        assert (found.place, timezone.localtime(found.scheduled_at).hour) == ("Hội trường", 14)
        assert {row.function for row in rooms.officials(meeting)} == {"chair", "secretary", "supervisor"}

    def test_that_somebody_else_changed_is_refused_with_a_sentence(
        self, authority: Authority, officer: Client
    ):
        meeting = a_meeting(authority)
        crew = {function: people[0] for function, people in officials(authority).items()}
        asked = {"version": "9", "day": day(a_working_day(21)), "clock": "14:00", **crew, "reason": "Bận"}

        page = officer.post(reverse("office:rearrange", args=[meeting]), asked)

        assert page.status_code == 422
        assert "vừa được người khác sửa" in page.content.decode()

    def test_is_invited_to_by_a_draft_for_the_clerk(self, authority: Authority, officer: Client):
        meeting = summoned(authority, a_meeting(authority))

        page = officer.post(reverse("office:invite", args=[meeting]), follow=True)

        assert "Đã lập dự thảo giấy mời" in page.content.decode()
        assert Document.objects.filter(kind="invitation").count() == 1

    @pytest.mark.parametrize("address", ["rearrange", "invite", "divide", "cancel"])
    def test_of_another_unit_is_closed(self, authority: Authority, officer: Client, address: str):
        stranger = an_authority(staff=2, code="xa-khac")
        meeting = a_meeting(stranger)

        assert officer.post(reverse(f"office:{address}", args=[meeting])).status_code in (403, 404)
