"""What was noted and stopped at a meeting, and the annulment of its ballot."""

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.authority.forms import ReasonForm
from tinnhiem.web.permissions import requires


class MeetingOfOthers(DomainError):
    """Somebody asked for the oversight of a meeting of another authority."""

    code = "meeting_of_others"
    status = 403


@requires("appointing_authority")
@require_safe
def oversight(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Observers' notes, irregularities and what became of them."""
    return _show(request, _meeting(request, meeting_id), ReasonForm(), status=200)


@requires("appointing_authority")
@require_POST
def annul(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Annul the ballot of the meeting, once the reasons were read again and confirmed."""
    meeting = _meeting(request, meeting_id)
    form = ReasonForm(request.POST)
    if not form.is_valid() or "confirmed" not in request.POST:
        return _show(request, meeting, form, status=422 if form.errors else 200, is_check=form.is_valid())
    try:
        acts.annul_ballot(
            meeting_id=meeting_id,
            reasons=form.cleaned_data["text"],
            actor=requests.actor(request),
            at=requests.now(),
        )
    except DomainError as error:
        form.add_error(None, explain(error, requests.language()))
        return _show(request, meeting, form, status=422)
    toasts.success(request, _("Đã hủy kết quả. Tổ chức lại hội nghị ở bàn làm việc của đơn vị quản lý."))
    return redirect("authority:oversight", meeting_id)


def _show(
    request: HttpRequest, meeting: rooms.MeetingView, form: ReasonForm, *, status: int, is_check: bool = False
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "oversight": rooms.oversight_of(meeting.id),
        "form": form,
        "is_check": is_check,
        "has_errors": bool(form.errors),
    }
    return render(request, "authority/oversight.html", context, status=status)


def _meeting(request: HttpRequest, meeting_id: UUID) -> rooms.MeetingView:
    """A meeting whose counts the visitor may know; raises ``MeetingOfOthers``."""
    audiences = rooms.audiences_of(meeting_id, requests.actor(request), on=requests.today())
    if "appointing_authority" not in audiences:
        raise MeetingOfOthers
    return rooms.get_meeting(meeting_id)
