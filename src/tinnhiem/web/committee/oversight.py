"""In the room: observers' notes, irregularities that stop the count, and how the committee resolves them."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.permissions import signed_in


class NoteForm(forms.Form):
    """What an observer noted."""

    note = forms.CharField(
        label=gettext_lazy("Điều quan sát được"),
        help_text=gettext_lazy(
            "Ghi việc đã thấy, không ghi ý kiến về người được lấy phiếu. Gửi rồi không sửa được."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class StopForm(forms.Form):
    """An irregularity, on a ground of the pack."""

    ground = forms.ChoiceField(label=gettext_lazy("Điều bất thường"), widget=forms.RadioSelect)
    text = forms.CharField(label=gettext_lazy("Việc đã xảy ra"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: object, meeting: rooms.MeetingView, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        grounds = rooms.irregularity_grounds(meeting.legal_basis_on)
        self.fields["ground"].choices = list(grounds.items())  # type: ignore[attr-defined]


class ResolveForm(forms.Form):
    """How the committee resolved an irregularity."""

    stop = forms.IntegerField(widget=forms.HiddenInput)
    reasons = forms.CharField(
        label=gettext_lazy("Tổ kiểm phiếu giải quyết thế nào, vì sao"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@signed_in
@require_safe
def oversight(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The page of oversight at a meeting, for those who observe, chair or count."""
    return _show(request, meeting_id)


@signed_in
@require_POST
def note(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Keep an observer's note."""
    form = NoteForm(request.POST)

    def keep() -> None:
        acts.note_observation(
            meeting_id=meeting_id,
            text=form.cleaned_data["note"],
            actor=requests.actor(request),
            at=requests.now(),
        )

    return _act(request, meeting_id, form, "note_form", keep, _("Đã lưu ghi nhận của bạn."))


@signed_in
@require_POST
def stop(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Stop the count."""
    form = StopForm(request.POST, meeting=rooms.get_meeting(meeting_id))

    def keep() -> None:
        acts.stop_count(
            meeting_id=meeting_id,
            ground=form.cleaned_data["ground"],
            text=form.cleaned_data["text"],
            actor=requests.actor(request),
            at=requests.now(),
        )

    return _act(request, meeting_id, form, "stop_form", keep, _("Việc kiểm phiếu đã dừng."))


@signed_in
@require_POST
def resolve(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Resolve an irregularity."""
    form = ResolveForm(request.POST)

    def keep() -> None:
        acts.resolve_stop(
            meeting_id=meeting_id,
            stop_id=form.cleaned_data["stop"],
            reasons=form.cleaned_data["reasons"],
            actor=requests.actor(request),
            at=requests.now(),
        )

    return _act(request, meeting_id, form, "resolve_form", keep, _("Đã ghi cách giải quyết."))


def _act(
    request: HttpRequest, meeting_id: UUID, form: forms.Form, name: str, keep: Callable[[], None], done: str
) -> HttpResponse:
    if form.is_valid():
        try:
            keep()
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            toasts.success(request, done)
            return redirect("committee:oversight", meeting_id)
    return _show(request, meeting_id, **{name: form})


def _show(request: HttpRequest, meeting_id: UUID, **refused: forms.Form) -> HttpResponse:
    """The page; a form with errors makes it answer 422. Notes are shown to the authority only."""
    actor = requests.actor(request)
    rooms.require_function(meeting_id, actor, "chair", "secretary", "supervisor", "observer", "committee")
    meeting, functions = rooms.get_meeting(meeting_id), rooms.functions_of(meeting_id, actor)
    context = {
        "meeting": meeting,
        "stops": rooms.oversight_of(meeting_id).stops,
        "may_note": bool(functions & {"supervisor", "observer"}),
        "may_stop": bool(functions & {"supervisor", "chair"}) and meeting.state == "in_progress",
        "may_resolve": "committee" in functions,
        "note_form": NoteForm(),
        "stop_form": StopForm(meeting=meeting),
        "resolve_form": ResolveForm(),
        "refused": next(iter(refused.values()), None),
        "has_errors": bool(refused),
        **refused,
    }
    return render(request, "committee/oversight.html", context, status=422 if refused else 200)
