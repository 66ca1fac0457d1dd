"""The authority's desk: nothing is written before it was checked, and nobody reads what is not theirs."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.builders.authority import account_of, actor_of, an_authority
from tests.builders.cases import (
    DAY,
    OPENED_AT,
    a_case,
    a_concluded_conference,
    a_vote,
    enter,
    in_force,
    walk_to_decision,
)
from tests.builders.meetings import a_summoned_conference, vote
from tests.builders.walk import text_of
from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.models import CaseAct
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org.models import Account
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.publication import queries as notices
from tinnhiem.domain.confidence.entries import Entry, VoteCounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house's clock stands two days after the case was opened."""
    monkeypatch.setattr(timezone, "now", lambda: OPENED_AT + 2 * DAY)


@pytest.fixture(scope="module")
def held(kept: None):
    return a_concluded_conference(an_authority(staff=12))


@pytest.fixture
def case(held):
    return a_case(held)


@pytest.fixture
def chairman(held) -> Client:
    return signed_in(held.authority.chairman.account_id)


def signed_in(account_id: int) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(Account.objects.get(pk=account_id))
    return client


def opened(held, procedure: str):
    return acts.open_case(
        procedure=procedure,
        appointment_id=held.authority.principal.pk,
        legal_basis_on=date(2026, 5, 18),
        actor=held.authority.chairman,
        at=OPENED_AT,
    )


class TestTheDeskOfTheAuthority:
    @pytest.mark.parametrize("page", ["cases", "cases_export", "new_case", "publications", "history"])
    def test_is_closed_to_officers(self, held, page):
        officer = signed_in(held.authority.officer.account_id)

        assert officer.get(reverse(f"authority:{page}")).status_code == 403

    def test_shows_a_case_to_nobody_of_another_authority(self, held, case):
        elsewhere = an_authority(code="phuong-khac", staff=2)
        stranger = signed_in(elsewhere.chairman.account_id)

        assert stranger.get(reverse("authority:case", args=[case])).status_code == 403
        history = reverse("authority:leader_history", args=[held.authority.principal.person_id])
        assert stranger.get(history).status_code == 403
        assert "Vương Thị Lan" not in text_of(stranger.get(reverse("authority:cases")))

    def test_finds_a_case_by_name_without_marks(self, case, chairman):
        assert "Vương Thị Lan" in text_of(chairman.get(reverse("authority:cases"), {"q": "vuong thi lan"}))
        assert "Vương Thị Lan" not in text_of(chairman.get(reverse("authority:cases"), {"q": "ai đó khác"}))
        assert "Vương Thị Lan" not in text_of(chairman.get(reverse("authority:cases"), {"state": "in_force"}))


class TestAStepOnItsPage:
    ANSWERS = {
        "taken_by": "Phòng Văn hóa – Xã hội",
        "taken_on": "20/05/2026",
        "result": "clear",
        "text": "Không có đơn thư.",
    }

    def step(self, client: Client, case, **values: object):
        return client.post(reverse("authority:case_step", args=[case]), self.ANSWERS | values)

    def test_is_not_written_before_it_was_confirmed(self, case, chairman):
        answer = self.step(chairman, case)

        assert "Kiểm tra trước khi ghi" in text_of(answer)
        assert "Đã xác minh, không có vấn đề" in text_of(answer)
        assert CaseAct.objects.filter(case_id=case).count() == 1

    def test_may_be_changed_after_checking(self, case, chairman):
        answer = self.step(chairman, case, again="1")

        assert 'value="20/05/2026"' in answer.content.decode()
        assert CaseAct.objects.filter(case_id=case).count() == 1

    def test_is_written_once_confirmed(self, case, chairman):
        assert self.step(chairman, case, confirmed="1").status_code == 302

        page = text_of(chairman.get(reverse("authority:case", args=[case])))
        assert "Không có đơn thư." in page
        assert "Ý kiến bằng văn bản của cấp ủy" in page

    def test_is_refused_with_the_field_that_lacks(self, case, chairman):
        answer = self.step(chairman, case, text="")

        assert answer.status_code == 422
        assert CaseAct.objects.filter(case_id=case).count() == 1

    def test_is_refused_with_the_sentence_of_the_rule(self, case, chairman):
        answer = self.step(chairman, case, taken_on="18/05/2026", confirmed="1")

        assert answer.status_code == 422
        assert "sớm hơn ngày của bước trước" in text_of(answer)

    def test_takes_no_file_that_is_not_a_pdf(self, case, chairman):
        answer = self.step(chairman, case, confirmed="1", paper=SimpleUploadedFile("a.pdf", b"not a pdf"))

        assert answer.status_code == 422
        assert "không phải PDF" in text_of(answer)


class TestAConfidencePollAtExactlyTwoThirds:
    def test_shows_both_norms_and_chooses_neither(self, held, chairman):
        case = opened(held, "confidence_poll")
        counts = a_vote(members=30, agree=0)
        counts = type(counts)(30, 30, 30, 30, 30, {"high": 5, "medium": 5, "low": 20})
        entry = Entry("Tổ kiểm phiếu", OPENED_AT.date(), counts=counts)
        enter(case, "result", entry, actor=held.authority.chairman)

        answer = chairman.get(reverse("authority:case", args=[case]))

        page = text_of(answer)
        assert "Máy không chọn thay" in page
        assert "Xem xét miễn nhiệm" in page
        assert "Xem xét cho thôi giữ chức vụ, từ chức" in page
        assert "checked" not in answer.content.decode()


class TestAResignationOnItsPage:
    def test_lists_grounds_bars_and_its_time_limit(self, held, chairman):
        case = opened(held, "resignation")
        page = text_of(chairman.get(reverse("authority:case", args=[case])))
        assert "Không đủ sức khỏe" in page
        assert "Đang chịu sự thanh tra" in page

        entry = Entry("Vương Thị Lan", date(2026, 5, 19), number="Đơn từ chức", ground="d_health")
        acts.take_step(
            case_id=case, step_id="request", entry=entry, actor=held.authority.chairman, at=OPENED_AT
        )

        assert "02/06/2026" in text_of(chairman.get(reverse("authority:case", args=[case])))


class TestADecisionOfEachProcedureOnItsPage:
    """Each procedure is carried to its draft at the desk, with the fields that its decisions need."""

    @pytest.fixture
    def ready(self, held):
        """A new case of a procedure, with every step before its decision taken."""
        counts = {
            "extension": ("leadership_vote", a_vote()),
            "dismissal": ("leadership_vote", a_vote()),
            "confidence_poll": (
                "result",
                VoteCounts(30, 30, 30, 30, 30, {"high": 9, "medium": 5, "low": 16}),
            ),
        }

        def case(procedure: str):
            opened_case = opened(held, procedure)
            actor = held.authority.chairman
            for _ in range(4):
                page = ballots.case_page(opened_case, actor=actor, on=OPENED_AT.date())
                due = page.due
                assert due is not None
                if due.kind == "decision":
                    return opened_case
                entry = Entry(
                    "Phòng Văn hóa – Xã hội",
                    OPENED_AT.date(),
                    number="12/TTr-VHXH",
                    ground=due.grounds[0][0] if due.grounds else "",
                    counts=counts[procedure][1] if due.id == counts.get(procedure, ("",))[0] else None,
                )
                enter(opened_case, due.id, entry, actor=actor)
            raise AssertionError(procedure)

        return case

    @pytest.mark.parametrize(
        ("procedure", "result", "more"),
        [
            ("extension", "extend", {"last_day": "31/12/2027"}),
            ("resignation", "accept_resignation", {}),
            ("dismissal", "dismiss", {}),
            ("confidence_poll", "review_relief", {}),
        ],
    )
    def test_is_checked_and_drafted(self, ready, chairman, procedure, result, more):
        case = ready(procedure)
        page = reverse("authority:case", args=[case])
        assert "Trường đến" not in text_of(chairman.get(page))
        answers = {
            "taken_by": "Chủ tịch UBND phường",
            "taken_on": "20/05/2026",
            "result": result,
            "effective_on": "01/06/2026",
            "text": "Có căn cứ theo quy định.",
        }

        checked = chairman.post(reverse("authority:case_step", args=[case]), answers | more)
        assert "Kiểm tra trước khi ghi" in text_of(checked)
        written = chairman.post(
            reverse("authority:case_step", args=[case]), answers | more | {"confirmed": "1"}
        )

        assert written.status_code == 302
        assert "văn thư nhập bản ký" in text_of(chairman.get(page))


class TestTheSubjectsOwnPage:
    """Người được xem xét biết quyết định khi đã có hiệu lực; số phiếu chỉ khi cấp có thẩm quyền mở."""

    @pytest.fixture
    def subject(self, held) -> Client:
        return signed_in(account_of(held.authority.principal.person_id).pk)

    def home(self, subject: Client) -> str:
        return text_of(subject.get(reverse("leader:home")))

    def test_says_nothing_before_the_decision_is_in_force(self, held, case, subject):
        walk_to_decision(case, actor=held.authority.chairman)

        assert "Quyết định về bà/ông" not in self.home(subject)
        assert subject.get(reverse("authority:case", args=[case])).status_code == 403

    def test_names_the_decision_without_counts_once_it_is_in_force(self, held, case, subject):
        in_force(walk_to_decision(case, actor=held.authority.chairman), actor=held.authority.chairman)

        assert "01/QĐ-UBND" in self.home(subject)
        assert "Đồng ý: 11" not in self.home(subject)

    def test_shows_the_counts_once_the_authority_opened_them(self, held, case, subject):
        chairman = held.authority.chairman
        in_force(walk_to_decision(case, actor=chairman), actor=chairman)
        acts.open_counts_to_subject(case_id=case, basis="Đơn đề nghị", actor=chairman, at=OPENED_AT)

        assert "Đồng ý: 11" in self.home(subject)


class TestThePageOfPublishedDecisions:
    @pytest.fixture
    def notice(self, held, case):
        in_force(walk_to_decision(case, actor=held.authority.chairman), actor=held.authority.chairman)
        (found,) = notices.notices_of([held.authority.commune.pk], on=OPENED_AT.date())
        return found

    def public(self) -> str:
        return text_of(Client(headers={"Accept-Language": "vi"}).get(reverse("notices")))

    def test_is_empty_before_anything_is_published(self, notice):
        assert "Chưa có quyết định nào đang công khai" in self.public()

    def test_names_decision_authority_and_last_day_to_everybody(self, held, notice):
        publication.publish(
            notice_id=notice.id,
            place="notice_board",
            begun_on=notice.signed_on,
            actor=held.authority.chairman,
            at=OPENED_AT + DAY,
        )

        page = self.public()
        assert "01/QĐ-UBND" in page
        assert f"{notice.signed_on + timedelta(days=19):%d/%m/%Y}" in page
        assert "Đồng ý" not in page

    def test_is_filled_at_the_desk(self, notice, chairman):
        values = {"place": "intranet", "begun_on": "21/05/2026"}
        assert chairman.post(reverse("authority:publish", args=[notice.id]), values).status_code == 302
        assert chairman.post(reverse("authority:publish", args=[notice.id]), values).status_code == 422

        assert "01/QĐ-UBND" in self.public()

    def test_lets_nothing_be_taken_down_too_early(self, notice, chairman):
        chairman.post(
            reverse("authority:publish", args=[notice.id]), {"place": "intranet", "begun_on": "21/05/2026"}
        )

        answer = chairman.post(
            reverse("authority:take_down", args=[notice.id]), {"place": "intranet", "on": "21/05/2026"}
        )
        assert answer.status_code == 422
        assert "Chưa hết thời gian công khai" in text_of(answer)


class TestOversightInTheRoom:
    @pytest.fixture
    def room(self, kept: None):
        return vote(a_summoned_conference(an_authority(staff=8, code="suoi-may")))

    def at(self, room, person: int) -> Client:
        return signed_in(actor_of(person).account_id)

    def test_is_closed_to_whoever_has_no_function(self, room):
        teacher = self.at(room, room.authority.teachers[4])

        assert teacher.get(reverse("committee:oversight", args=[room.meeting_id])).status_code == 403

    def test_keeps_a_note_for_the_authority_only(self, room):
        observer = self.at(room, room.authority.observer)
        page = reverse("committee:oversight", args=[room.meeting_id])
        answer = observer.post(
            reverse("committee:note", args=[room.meeting_id]), {"note": "Hòm phiếu đặt giữa phòng."}
        )
        assert answer.status_code == 302

        chair = self.at(room, room.authority.chair)
        authority = signed_in(room.authority.chairman.account_id)
        assert "Hòm phiếu đặt giữa phòng." not in text_of(chair.get(page))
        assert "Hòm phiếu đặt giữa phòng." in text_of(
            authority.get(reverse("authority:oversight", args=[room.meeting_id]))
        )

    def test_stops_and_resumes_the_count(self, room):
        chair = self.at(room, room.authority.chair)
        values = {"ground": "pressure", "text": "Có người gợi ý cách bỏ phiếu."}
        chair.post(reverse("committee:stop", args=[room.meeting_id]), values)
        (stop,) = rooms.oversight_of(room.meeting_id).stops
        assert stop.is_open

        counter = signed_in(room.counters[0].account_id)
        counter.post(
            reverse("committee:resolve", args=[room.meeting_id]),
            {"stop": stop.id, "reasons": "Đã nhắc hội nghị, bỏ phiếu không bị ảnh hưởng."},
        )
        assert not rooms.oversight_of(room.meeting_id).open_stops

    def test_annuls_only_what_was_read_again(self, room):
        authority = signed_in(room.authority.chairman.account_id)
        address = reverse("authority:annul", args=[room.meeting_id])
        authority.post(address, {"text": "Phiếu không đóng dấu."})
        assert not rooms.is_annulled(room.meeting_id)

        authority.post(address, {"text": "Phiếu không đóng dấu.", "confirmed": "1"})
        assert rooms.is_annulled(room.meeting_id)

    def test_marks_an_annulled_result_in_the_list(self, held, chairman):
        results = reverse("authority:results")
        assert "Đã hủy kết quả" not in text_of(chairman.get(results))

        meetings.annul_ballot(
            meeting_id=held.meeting_id,
            reasons="Hòm phiếu không niêm phong.",
            actor=held.authority.chairman,
            at=OPENED_AT,
        )

        assert "Đã hủy kết quả, không được dùng" in text_of(chairman.get(results))

    def test_lets_the_office_plan_the_meeting_again(self, room, monkeypatch):
        meetings.annul_ballot(reasons="Phiếu không đóng dấu.", **room.in_room(room.authority.chairman))
        officer = signed_in(room.authority.officer.account_id)
        values = {
            "is_attested": "on",
            "plan_number": "13/KH-UBND",
            "legal_basis_on": "18/05/2026",
            "day": "28/05/2026",
            "clock": "14:00",
            "place": "Phòng hội đồng",
            "subject_summoned": "yes",
            "chair": room.authority.chair,
            "secretary": room.authority.secretary,
        }
        officer.post(reverse("office:plan", args=[room.authority.principal.pk]), values)

        assert rooms.oversight_of(room.meeting_id).repeated_id is not None
