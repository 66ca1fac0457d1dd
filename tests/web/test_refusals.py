"""What cannot be done is refused with a sentence in the reader's language, and nothing is changed by trying."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.builders.authority import Authority, account_of, an_authority
from tests.builders.meetings import (
    HELD_AT,
    Clock,
    Conference,
    a_plan,
    a_summoned_conference,
    account,
    begin,
    sheets,
    totals,
    vote,
    walk_to,
)
from tests.builders.staff_lists import Person, a_principal, a_staff_list
from tests.builders.tables import every_row
from tests.builders.walk import text_of
from tests.builders.workbooks import a_table
from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.org import operations as registers
from tinnhiem.common.sentences import LANGUAGES, sentence

pytestmark = pytest.mark.django_db
SESSIONS = ("sessions.Session",)

each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house's clock stands at the hour of the meeting."""
    monkeypatch.setattr(timezone, "now", lambda: HELD_AT + timedelta(minutes=30))


@pytest.fixture(scope="module")
def summoned(kept: None) -> Conference:
    return a_summoned_conference(an_authority(staff=9))


@pytest.fixture
def held(summoned: Conference) -> Conference:
    return replace(summoned, clock=Clock())


@pytest.fixture
def authority(held: Conference) -> Authority:
    return held.authority


Refused = Callable[..., HttpResponse]


@pytest.fixture
def refused(language: str) -> Refused:
    """A request that is answered by the sentence of ``code`` and changes no row of any table."""

    def of(account_id: int, address: str, *, code: str, status: int, post: object = None, **params: object):
        client = Client(headers={"Accept-Language": language})
        client.force_login(account_of(account_id))
        before = every_row(aside=SESSIONS)

        answer = client.get(address) if post is None else client.post(address, post)

        assert answer.status_code == status
        assert sentence(code, language, **params) in text_of(answer)
        assert every_row(aside=SESSIONS) == before
        return answer

    return of


def in_room(name: str, held: Conference, *more: object) -> str:
    return reverse(f"committee:{name}", args=[held.meeting_id, *more])


def upload(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("danh-sach.xlsx", content)}


@each_language
class TestAStaffListThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            pytest.param(b"STT;Ho va ten", "workbook_not_xlsx", id="no workbook"),
            pytest.param(a_table([]), "workbook_empty", id="nothing in it"),
        ],
    )
    def test_is_not_kept(self, authority, refused, content, code):
        refused(
            authority.officer.person_id,
            reverse("office:import", args=[authority.school.pk]),
            post=upload(content),
            status=422,
            code=code,
            file="danh-sach.xlsx",
        )

    @pytest.mark.parametrize(
        ("content", "code", "params"),
        [
            pytest.param(
                a_table(["Tên gọi", "Năm sinh", "Việc làm"], ["Lan", date, "Giáo viên"]),
                "staff_list_header_missing",
                {"cell": "A1"},
                id="wrong headers",
            )
            for date in ["1/2/1980"]
        ]
        + [
            pytest.param(
                a_table(["STT", "Họ và tên", "Chức vụ"], [1, "Lê Thu Lan", "Giáo viên"]),
                "staff_list_header_missing_birth",
                {"cell": "A1"},
                id="no column of births",
            ),
            pytest.param(
                a_staff_list(a_principal(), Person(born="31/02/1980")),
                "staff_list_date_invalid_no_such_day",
                {"cell": "D10", "value": "31/02/1980"},
                id="no such day",
            ),
            pytest.param(
                a_staff_list(a_principal(), Person(name=None)),
                "staff_list_name_missing",
                {"cell": "B10"},
                id="a person without a name",
            ),
            pytest.param(
                a_staff_list(a_principal(), a_principal(name="Hoàng Thị Mới", born="1/2/1980")),
                "staff_list_second_incumbent",
                {"cell": "E10", "also": "E9", "name": "Hoàng Thị Mới"},
                id="two principals",
            ),
            pytest.param(
                a_staff_list(Person(), Person()),
                "staff_list_person_twice",
                {"cell": "B10", "also": "B9", "name": "Lê Thu Lan"},
                id="one person twice",
            ),
        ],
    )
    def test_shows_its_error_by_the_cell_and_is_not_confirmed(
        self, authority, refused, content, code, params, language
    ):
        number = registers.preview_staff_list(
            unit_id=authority.school.pk,
            file_name="danh-sach.xlsx",
            content=content,
            actor=authority.officer,
            at=HELD_AT,
        )
        officer = authority.officer.person_id

        page = refused(
            officer, reverse("office:import_preview", args=[number]), status=200, code=code, **params
        )
        errors = text_of(page).count(params["cell"])
        refused(
            officer,
            reverse("office:import_confirm", args=[number]),
            post={},
            status=422,
            code="staff_list_has_errors",
            count=1,
        )

        assert errors

    def test_names_a_second_principal_beside_the_one_in_the_register(self, authority, refused):
        number = registers.preview_staff_list(
            unit_id=authority.school.pk,
            file_name="danh-sach.xlsx",
            content=a_staff_list(a_principal()),
            actor=authority.officer,
            at=HELD_AT,
        )

        refused(
            authority.officer.person_id,
            reverse("office:import_confirm", args=[number]),
            post={},
            status=422,
            code="incumbent_elsewhere",
            unit="Trường Tiểu học Hoa Ban",
            holder="Vương Thị Lan",
        )


@each_language
class TestAPlanForAMeeting:
    def form(self, authority: Authority, **changes: object) -> dict[str, object]:
        plan = a_plan(authority)
        ready = {
            "plan_number": plan.plan_number,
            "legal_basis_on": "18/05/2026",
            "day": "25/05/2026",
            "clock": "14:00",
            "place": plan.place,
            "subject_summoned": "yes",
            "chair": authority.chair,
            "secretary": authority.secretary,
            "supervisor": authority.supervisor,
            "is_attested": "on",
        }
        return ready | changes

    def test_is_refused_on_a_day_before_every_pack(self, authority, refused):
        refused(
            authority.officer.person_id,
            reverse("office:plan", args=[authority.vice_principal.pk]),
            post=self.form(authority, legal_basis_on="2010-01-01"),
            status=422,
            code="no_pack_on_date",
            jurisdiction="vn",
            on="2010-01-01",
        )

    def test_is_refused_with_somebody_of_the_principals_school_in_the_chair(
        self, authority, refused, language
    ):
        refused(
            authority.officer.person_id,
            reverse("office:plan", args=[authority.principal.pk]),
            post=self.form(authority, chair=authority.vice_principal.person_id),
            status=422,
            code="in_conflict_reports_only_to_subject",
            person="Tạ Văn Hùng",
        )

    def test_is_refused_for_a_moment_that_has_passed(self, authority, refused):
        refused(
            authority.officer.person_id,
            reverse("office:plan", args=[authority.vice_principal.pk]),
            post=self.form(authority, day="17/05/2026"),
            status=422,
            code="meeting_in_the_past",
        )


@each_language
class TestAUserOfAnotherUnit:
    @pytest.fixture
    def stranger(self) -> int:
        return an_authority(code="phuong-khac", staff=2).officer.person_id

    @pytest.mark.parametrize("page", ["school", "prepare", "plan"])
    def test_opens_none_of_its_pages(self, held, stranger, refused, page):
        number = {
            "school": held.authority.school.pk,
            "prepare": held.meeting_id,
            "plan": held.authority.principal.pk,
        }[page]

        refused(stranger, reverse(f"office:{page}", args=[number]), status=403, code="unit_of_others")

    def test_neither_brings_in_a_list_nor_prints_ballots(self, held, stranger, refused):
        refused(
            stranger,
            reverse("office:import", args=[held.authority.school.pk]),
            post=upload(a_staff_list(Person())),
            status=403,
            code="unit_of_others",
        )
        refused(
            stranger,
            reverse("office:print", args=[held.meeting_id]),
            post={"copies": 5},
            status=403,
            code="unit_of_others",
        )

    def test_opens_no_room(self, held, stranger, refused):
        refused(stranger, in_room("cockpit", held), status=403, code="function_missing")


@each_language
class TestTheRoom:
    def test_refuses_a_step_out_of_order(self, held, refused):
        begin(held)

        refused(
            held.authority.secretary,
            in_room("step", held, "comments"),
            post={"speakers": 3},
            status=422,
            code="step_out_of_order",
            step="Hội nghị góp ý kiến",
            expected="Giới thiệu người dự, điểm danh",
        )

    def test_refuses_the_roll_step_without_a_quorum(self, held, refused):
        begin(held, absent=4)

        refused(
            held.authority.secretary,
            in_room("step", held, "introduce"),
            post={},
            status=422,
            code="quorum_not_reached",
            present=5,
            summoned=9,
            needed=6,
            missing=1,
        )

    def test_refuses_the_ballot_before_the_quorum_and_the_committee(self, held, refused):
        begin(held, absent=4)

        refused(
            held.authority.secretary,
            in_room("open_box", held),
            post={},
            status=422,
            code="step_out_of_order",
            step="Bỏ phiếu kín",
            expected="Giới thiệu người dự, điểm danh",
        )

    def test_refuses_to_complete_the_ballot_by_hand(self, held, refused):
        walk_to(held, "ballot")

        refused(
            held.authority.secretary,
            in_room("step", held, "ballot"),
            post={},
            status=422,
            code="ballot_not_open",
        )

    def test_lets_an_observer_look_and_not_act(self, held, refused):
        refused(held.authority.observer, in_room("begin", held), post={}, status=403, code="function_missing")


@each_language
class TestTheCountPage:
    """Hiệu trưởng được lấy phiếu, thư ký, cán bộ tổ chức đều không mở được trang kiểm phiếu."""

    @pytest.mark.parametrize("who", ["principal", "secretary", "chair", "officer", "teacher"])
    def test_is_closed_to_everybody_but_the_committee(self, held, refused, who):
        held = vote(held)
        authority = held.authority
        visitor = {
            "principal": authority.principal.person_id,
            "secretary": authority.secretary,
            "chair": authority.chair,
            "officer": authority.officer.person_id,
            "teacher": authority.teachers[4],
        }[who]

        refused(visitor, in_room("count", held), status=403, code="not_on_the_committee")
        refused(
            visitor,
            in_room("enter", held),
            post=totals(held, agree=9),
            status=403,
            code="not_on_the_committee",
        )

    def test_refuses_paper_that_does_not_balance_and_names_the_equation(self, held, refused):
        held = vote(held)

        refused(
            held.authority.teachers[0],
            in_room("account", held),
            post=sheets(held, returned=8),
            status=422,
            code="equation_issued",
            left=9,
            right=8,
        )

    def test_refuses_a_count_that_does_not_add_up_and_keeps_what_was_typed(self, held, refused):
        held = account(vote(held))

        page = refused(
            held.authority.teachers[0],
            in_room("enter", held),
            post={"agree": 5, "disagree": 3, "invalid": 0},
            status=422,
            code="count_does_not_add_up",
            total=8,
            returned=9,
        )

        assert 'value="5"' in page.content.decode()

    def test_says_that_two_counts_differ_without_the_other_number(self, held, refused):
        held = account(vote(held))
        first, second = held.counters[:2]
        polls.enter_count(totals=totals(held, agree=5), **held.by(first))
        polls.enter_count(totals=totals(held, agree=6), **held.by(second))

        page = refused(
            first.person_id, in_room("lock", held), post={}, status=422, code="counts_differ", places=2
        )

        assert 'value="6"' not in page.content.decode()


@each_language
class TestAResult:
    def test_is_not_opened_without_the_role(self, held, refused):
        refused(
            held.authority.officer.person_id,
            reverse("authority:result", args=[held.poll_id]),
            status=403,
            code="not_permitted",
        )

    def test_does_not_exist_before_it_is_concluded(self, held, refused):
        refused(
            held.authority.chairman.person_id,
            reverse("authority:result", args=[held.poll_id]),
            status=404,
            code="poll_unknown",
        )


class TestAVisitorWhoIsNotSignedIn:
    @pytest.mark.parametrize("name", ["cockpit", "count", "projector"])
    def test_is_sent_to_sign_in(self, held, name):
        answer = Client().get(in_room(name, held))

        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("sign_in"))


@each_language
class TestASignInLinkThatIsSpent:
    def test_signs_nobody_in(self, held, language):
        token = registers.make_sign_in_link(
            account_id=held.authority.officer.account_id,
            desk="office",
            actor=None,
            at=HELD_AT,
            lifetime=timedelta(hours=1),
        )
        registers.use_sign_in_link(token=token, at=HELD_AT)
        client = Client(headers={"Accept-Language": language})

        answer = client.post(reverse("sign_in_link", args=[token]))

        assert answer.status_code == 410
        assert "_auth_user_id" not in client.session
