"""The meeting as its secretary runs it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID

from django import forms
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
from tinnhiem.apps.records import queries as records
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.committee import screens
from tinnhiem.web.committee.forms import STEP_FORMS, ElectionForm, MinutesForm
from tinnhiem.web.permissions import signed_in
from tinnhiem.web.templatetags.words import ErrorLine
from tinnhiem.web.words import qr

SEES = ("chair", "secretary", "supervisor", "observer", "committee")
ACTS = ("chair", "secretary")
LINK_LIFETIME = timedelta(hours=6)


@signed_in
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings at which the visitor has a function."""
    actor = requests.actor(request)
    rows = rooms.meetings_of_person(actor.person_id) if actor.person_id else []
    context = {"rows": [screens.meeting_row(row, actor) for row in rows]}
    return render(request, "committee/meetings.html", context)


@signed_in
def cockpit(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The current step in the middle, the procedure left, the minutes right."""
    rooms.require_function(meeting_id, requests.actor(request), *SEES)
    return _cockpit(request, meeting_id)


@signed_in
@require_POST
def begin(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Open the meeting at its first step."""
    return _act(request, meeting_id, acts.begin_meeting)


@signed_in
@require_POST
def roll(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write down who is in the room."""
    rooms.require_function(meeting_id, requests.actor(request), *ACTS)
    absences = {
        row.id: request.POST.get(f"absence_{row.id}", "") or "unexcused"
        for row in rooms.summoned(meeting_id)
        if f"present_{row.id}" not in request.POST
    }
    sitting = request.POST.get("sitting", "")
    try:
        acts.call_roll(
            meeting_id=meeting_id,
            absences=absences,
            actor=requests.actor(request),
            at=requests.now(),
            sitting=int(sitting) if sitting.isdecimal() else None,
        )
    except DomainError as error:
        return _cockpit(request, meeting_id, error=error)
    toasts.success(request, _("Đã ghi điểm danh."))
    return redirect("committee:cockpit", meeting_id)


@signed_in
@require_POST
def complete(request: HttpRequest, meeting_id: UUID, step_id: str) -> HttpResponse:
    """Complete the step that is due."""
    actor = requests.actor(request)
    rooms.require_function(meeting_id, actor, *ACTS)
    page = rooms.cockpit(meeting_id, language=requests.language())
    kind = next((step.kind for step in page.steps if step.id == step_id), "statement")
    form_class = STEP_FORMS[kind]
    form = (
        form_class(request.POST, people=page.roll)
        if issubclass(form_class, ElectionForm)
        else form_class(request.POST)
    )
    if not form.is_valid():
        return _cockpit(request, meeting_id, form=form)
    try:
        acts.complete_step(
            meeting_id=meeting_id, step_id=step_id, answers=form.answers(), actor=actor, at=requests.now()
        )
    except DomainError as error:
        return _cockpit(request, meeting_id, form=form, error=error)
    toasts.success(request, _("Đã ghi bước này vào biên bản. Màn chiếu đã chuyển sang bước tiếp theo."))
    return redirect("committee:cockpit", meeting_id)


@signed_in
@require_POST
def open_box(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Open the ballot box."""
    return _poll_act(request, meeting_id, polls.open_box)


@signed_in
@require_POST
def shut_box(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Shut the ballot box and end the ballot."""
    return _poll_act(request, meeting_id, polls.close_box)


@signed_in
@require_POST
def close(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Close the meeting and make its minutes."""
    return _poll_act(request, meeting_id, polls.close_meeting)


@signed_in
@require_POST
def adjourn(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """End a meeting that has no quorum."""
    return _act(request, meeting_id, acts.adjourn_meeting)


@signed_in
@require_POST
def write(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Add a line to the minutes; observers may, so that what they saw is minuted."""
    actor = requests.actor(request)
    rooms.require_function(meeting_id, actor, *ACTS, "observer", "supervisor")
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _cockpit(request, meeting_id, minutes_form=form)
    acts.add_to_minutes(
        meeting_id=meeting_id,
        kind=form.cleaned_data["kind"],
        text=form.cleaned_data["text"],
        actor=actor,
        at=requests.now(),
    )
    return redirect("committee:cockpit", meeting_id)


@signed_in
@require_POST
def hand_out_link(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Make a sign-in link for a member of the counting committee, and show it once."""
    actor = requests.actor(request)
    rooms.require_function(meeting_id, actor, *ACTS)
    member = next(
        (row for row in rooms.committee(meeting_id) if str(row.person_id) == request.POST.get("person")), None
    )
    if member is None:
        return redirect("committee:cockpit", meeting_id)
    token = accounts.make_sign_in_link(
        account_id=accounts.open_account_of_person(member.person_id).pk,
        desk="committee",
        actor=actor,
        at=requests.now(),
        lifetime=LINK_LIFETIME,
    )
    address = request.build_absolute_uri(reverse("sign_in_link", args=[token]))
    context = {
        "meeting": rooms.get_meeting(meeting_id),
        "person": member,
        "address": address,
        "qr": qr(address),
    }
    return render(request, "committee/link.html", context)


def _act(request: HttpRequest, meeting_id: UUID, act: Callable[..., None]) -> HttpResponse:
    actor = requests.actor(request)
    rooms.require_function(meeting_id, actor, *ACTS)
    try:
        act(meeting_id=meeting_id, actor=actor, at=requests.now())
    except DomainError as error:
        return _cockpit(request, meeting_id, error=error)
    return redirect("committee:cockpit", meeting_id)


def _poll_act(request: HttpRequest, meeting_id: UUID, act: Callable[..., object]) -> HttpResponse:
    actor = requests.actor(request)
    rooms.require_function(meeting_id, actor, *ACTS)
    try:
        act(poll_id=ballots.poll_of(meeting_id).id, actor=actor, at=requests.now())
    except DomainError as error:
        return _cockpit(request, meeting_id, error=error)
    return redirect("committee:cockpit", meeting_id)


def _cockpit(
    request: HttpRequest,
    meeting_id: UUID,
    *,
    form: forms.Form | None = None,
    minutes_form: MinutesForm | None = None,
    error: DomainError | None = None,
) -> HttpResponse:
    """The page, with what went wrong on top; nothing entered is lost."""
    page = rooms.cockpit(meeting_id, language=requests.language())
    functions = rooms.functions_of(meeting_id, requests.actor(request))
    context = screens.cockpit(
        page,
        poll=ballots.poll_of(meeting_id),
        functions=functions,
        form=form,
        minutes_form=minutes_form,
        at=requests.now(),
    )
    context["documents"] = _documents(request, meeting_id)
    said = [ErrorLine("", explain(error, requests.language()))] if error else []
    context["errors"] = [*screens.form_errors(form), *screens.form_errors(minutes_form), *said]
    return render(request, "committee/cockpit.html", context, status=422 if context["errors"] else 200)


def _documents(request: HttpRequest, meeting_id: UUID) -> Sequence[records.DocumentRow]:
    audiences = rooms.audiences_of(meeting_id, requests.actor(request), on=requests.today())
    invitations = records.documents_about(f"invitation:{meeting_id}", audiences=audiences)
    return [
        *(row for row in invitations if row.is_signed),
        *records.documents_about(f"meeting:{meeting_id}", audiences=audiences),
    ]
