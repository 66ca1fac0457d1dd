"""Meetings: planned, summoned, printed for, and handed to those who run them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import operations as accounts
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import queries as records
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.forms import LinkForm, PlanForm, PrintForm, SummonForm
from tinnhiem.web.permissions import requires
from tinnhiem.web.words import qr

PROCEDURE, STAGE = "reappointment", "key_staff_conference"
LINK_LIFETIME = timedelta(hours=12)
SPARE_SHARE, FEWEST_SPARES = 10, 3


@dataclass(frozen=True)
class Choice:
    """A member of staff on the list to summon; ``hint`` says why the box is empty."""

    person: org.PersonView
    is_ticked: bool
    hint: str


@requires("officer")
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of the visitor's units."""
    return render(request, "office/meetings.html", {"rows": rooms.meetings_under(scope.units(request))})


@requires("officer")
def plan(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Plan the meeting on one leader."""
    appointment = org.get_appointment(appointment_id)
    school = scope.school(request, appointment.unit_id)
    term = ballots.due_term(appointment_id, on=requests.today())
    people = org.people_to_choose(scope.units(request) | {school.id})
    form = PlanForm(
        request.POST or None, people=people, initial={"place": _("Phòng hội đồng"), "clock": "14:00"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _plan_poll(request, _plan(form, appointment))
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            meeting = rooms.meetings_about([appointment_id])[appointment_id]
            toasts.success(request, _("Đã lập hội nghị. Việc tiếp theo: chốt danh sách triệu tập."))
            return redirect("office:prepare", meeting.id)
    context = {
        "appointment": appointment,
        "school": school,
        "term": term,
        "form": form,
        "has_errors": form.errors,
    }
    return render(request, "office/plan.html", context, status=422 if form.errors else 200)


@requires("officer")
def prepare(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What is left to do before the meeting, in order."""
    return _prepare(request, scope.meeting(request, meeting_id))


@requires("officer")
@require_POST
def summon(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Freeze and sign the list of those summoned."""
    meeting = scope.meeting(request, meeting_id)
    form = SummonForm(request.POST, staff=org.staff_of(meeting.school_id))
    if form.is_valid():
        try:
            frozen = acts.freeze_summoned_list(
                meeting_id=meeting_id,
                people=form.cleaned_data["people"],
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            toasts.success(
                request, _("Đã chốt danh sách triệu tập: %(total)d người.") % {"total": frozen.total}
            )
            return redirect("office:prepare", meeting_id)
    return _prepare(request, meeting, summon_form=form)


@requires("officer")
@require_POST
def print_ballots(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Make the ballots as one file to print."""
    meeting = scope.meeting(request, meeting_id)
    form = PrintForm(request.POST)
    if form.is_valid():
        try:
            polls.print_ballots(
                poll_id=ballots.poll_of(meeting_id).id,
                copies=form.cleaned_data["copies"],
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error("copies", explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã tạo tệp phiếu. Mở tệp, in, rồi đóng dấu treo."))
            return redirect("office:prepare", meeting_id)
    return _prepare(request, meeting, print_form=form)


@requires("officer")
@require_POST
def hand_out_link(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Make a sign-in link for someone who runs the meeting, and show it once."""
    meeting = scope.meeting(request, meeting_id)
    form = LinkForm(request.POST)
    people = {row.person_id: row for row in rooms.officials(meeting_id)}
    if not form.is_valid() or form.cleaned_data["person"] not in people:
        return redirect("office:prepare", meeting_id)
    official = people[form.cleaned_data["person"]]
    token = accounts.make_sign_in_link(
        account_id=accounts.open_account_of_person(official.person_id).pk,
        desk="committee",
        actor=requests.actor(request),
        at=requests.now(),
        lifetime=LINK_LIFETIME,
    )
    address = request.build_absolute_uri(reverse("sign_in_link", args=[token]))
    return render(
        request,
        "office/link.html",
        {"meeting": meeting, "official": official, "address": address, "qr": qr(address)},
    )


def _plan_poll(request: HttpRequest, plan: acts.MeetingPlan) -> None:
    """Plan the poll, in place of an earlier one where that was adjourned or annulled."""
    actor, at = requests.actor(request), requests.now()
    earlier = rooms.find_meeting_to_repeat(plan.appointment_id)
    if earlier is None:
        polls.plan_poll(plan=plan, actor=actor, at=at)
    else:
        polls.repeat_poll(earlier_id=earlier, plan=plan, actor=actor, at=at)


def _plan(form: PlanForm, appointment: org.AppointmentView) -> acts.MeetingPlan:
    return acts.MeetingPlan(
        appointment_id=appointment.id,
        procedure=PROCEDURE,
        stage=STAGE,
        legal_basis_on=form.cleaned_data["legal_basis_on"],
        plan_number=form.cleaned_data["plan_number"],
        scheduled_at=form.scheduled_at(),
        place=form.cleaned_data["place"],
        subject_summoned=form.cleaned_data["subject_summoned"],
        officials=form.officials(),
        is_attested=form.cleaned_data["is_attested"],
    )


def _prepare(
    request: HttpRequest,
    meeting: rooms.MeetingView,
    *,
    summon_form: SummonForm | None = None,
    print_form: PrintForm | None = None,
) -> HttpResponse:
    """The preparation page; a form with errors makes it answer 422."""
    staff = org.staff_of(meeting.school_id)
    audiences = rooms.audiences_of(meeting.id, requests.actor(request), on=requests.today())
    refused = next((form for form in (summon_form, print_form) if form is not None), None)
    context = {
        "meeting": meeting,
        "title": meeting.title.get(requests.language(), meeting.title["vi"]),
        "officials": rooms.officials(meeting.id),
        "poll": ballots.poll_of(meeting.id),
        "choices": _choices(meeting, staff),
        "summoned": rooms.summoned(meeting.id),
        "summon_form": summon_form,
        "print_form": print_form or PrintForm(initial={"copies": _copies(meeting)}),
        "documents": records.documents_about(f"meeting:{meeting.id}", audiences=audiences),
        "is_to_repeat": rooms.find_meeting_to_repeat(meeting.appointment_id) == meeting.id,
        "refused": refused,
        "has_errors": refused is not None,
    }
    return render(request, "office/prepare.html", context, status=422 if refused else 200)


def _choices(meeting: rooms.MeetingView, staff: Sequence[org.PersonView]) -> list[Choice]:
    return [_choice(meeting, person) for person in staff]


def _choice(meeting: rooms.MeetingView, person: org.PersonView) -> Choice:
    if person.id == meeting.subject_id:
        hint = "" if meeting.subject_summoned else _("người được lấy phiếu, kế hoạch không tính")
        return Choice(person, is_ticked=meeting.subject_summoned, hint=hint)
    reasons = {
        "transferred": _("đã chuyển đi"),
        "seconded": _("biệt phái"),
    }
    if person.availability in reasons:
        return Choice(person, is_ticked=False, hint=reasons[person.availability])
    if person.employment != "permanent":
        return Choice(
            person, is_ticked=False, hint=_("lao động hợp đồng: kế hoạch phải nêu rõ mới triệu tập")
        )
    hint = _("đang nghỉ, vẫn được triệu tập") if person.availability == "on_leave" else ""
    return Choice(person, is_ticked=True, hint=hint)


def _copies(meeting: rooms.MeetingView) -> int:
    total = meeting.summoned_total or 0
    return total + max(FEWEST_SPARES, -(-total // SPARE_SHARE))
