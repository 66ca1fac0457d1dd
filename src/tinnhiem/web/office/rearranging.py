"""One confirmed meeting put at another time, into another room or into other hands before it begins."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.campaign_forms import DraftForm
from tinnhiem.web.permissions import requires


class RearrangeForm(DraftForm):
    """A meeting as it is to be from now on, and why."""

    reason = forms.CharField(label=gettext_lazy("Lý do thay đổi"), max_length=300)


@requires("officer")
@require_POST
def invite(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Draft the invitation to a meeting."""
    scope.meeting(request, meeting_id)
    acts.draft_invitation(meeting_id=meeting_id, actor=requests.actor(request), at=requests.now())
    toasts.success(request, _("Đã lập dự thảo giấy mời. Văn thư nhập số và bản ký khi đã ký."))
    return redirect("office:meeting_change", meeting_id)


@requires("officer")
@require_POST
def write_letter(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Draft the letter that asks the school to prepare the meeting."""
    scope.meeting(request, meeting_id)
    acts.draft_letter(meeting_id=meeting_id, actor=requests.actor(request), at=requests.now())
    toasts.success(request, _("Đã lập dự thảo công văn gửi trường. Văn thư nhập số và bản ký khi đã ký."))
    return redirect("office:meeting_change", meeting_id)


@requires("officer")
def rearrange(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Change day, hour, room and officials of one meeting; the same checks as when it was planned."""
    meeting = scope.meeting(request, meeting_id)
    crew = _crew(meeting.id)
    form = RearrangeForm(
        request.POST or None,
        people=org.people_to_choose(scope.units(request) | {meeting.school_id}),
        venues=rooms.venues_of([meeting.school_id]),
        initial=_initial(meeting, crew),
    )
    if request.method == "POST" and form.is_valid():
        move = acts.Move(
            meeting.id,
            form.cleaned_data["version"],
            form.scheduled_at(),
            venue_id=form.cleaned_data["venue"],
            officials=_officials(form, crew),
        )
        try:
            acts.reschedule_meetings(
                moves=[move],
                reason=form.cleaned_data["reason"],
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã đổi hội nghị."))
            return redirect("office:meeting_change", meeting_id)
    context = {"meeting": meeting, "form": form}
    return render(request, "office/rearrange.html", context, status=422 if form.errors else 200)


def _crew(meeting_id: UUID) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for official in rooms.officials(meeting_id):
        found.setdefault(official.function, []).append(official.person_id)
    return found


def _initial(meeting: rooms.MeetingView, crew: Mapping[str, Sequence[int]]) -> dict[str, object]:
    local = requests.local(meeting.scheduled_at)
    first = {function: people[0] for function, people in crew.items()}
    room = next((row.id for row in rooms.venues_of([meeting.school_id]) if row.name == meeting.place), None)
    return {"version": meeting.version, "day": local.date(), "clock": local.time(), "venue": room, **first}


def _officials(form: RearrangeForm, crew: Mapping[str, Sequence[int]]) -> Mapping[str, Sequence[int]]:
    """The people chosen; observers after the first stay."""
    chosen = form.officials()
    others = crew.get("observer", ())[1:]
    return {**chosen, "observer": [*chosen.get("observer", ()), *others]}
