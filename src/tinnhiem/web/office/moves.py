"""Meetings moved before they begin: chosen in the calendar, previewed with what stands against, confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.calendar import MOVABLE, Filters, asked_for, chosen, closed_days
from tinnhiem.web.office.campaign_forms import MoveForm, ReasonForm
from tinnhiem.web.permissions import requires

SEARCHED = timedelta(days=60)


class LineForm(forms.Form):
    """Where one meeting moves to; the version is the state the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}))
    clock = forms.TimeField(widget=forms.TimeInput(format="%H:%M", attrs={"class": "in-d"}))


@dataclass(frozen=True)
class Line:
    """A meeting of the preview: from when, the form that says to when, and what stands against it."""

    slot: rooms.SlotView
    form: LineForm
    problem: str


@requires("officer")
def move(request: HttpRequest) -> HttpResponse:
    """Choose the day, preview every move, confirm all or none."""
    filters = asked_for(request)
    slots = _movable(request)
    form = MoveForm(request.POST or None, initial=_wish(filters))
    asked = request.POST.get("do", "")
    lines: Sequence[Line] = ()
    refused = ""
    if asked and form.is_valid():
        forms_by_id = _lines(request, slots, form, is_sent=asked == "confirm")
        moves = _moves(forms_by_id)
        if asked == "confirm" and len(moves) == len(slots):
            try:
                return _confirm(request, moves, form.cleaned_data["reason"])
            except DomainError as error:
                refused = explain(error, requests.language())
        lines = _preview(slots, forms_by_id, moves)
    failed = bool(form.errors or refused)
    context = {
        "slots": slots,
        "filters": filters,
        "form": form,
        "lines": lines,
        "notices": sum(line.slot.state == "summoned" for line in lines),
        "problems": sum(bool(line.problem) for line in lines),
        "refused": refused,
        "has_errors": failed,
    }
    return render(request, "office/move.html", context, status=422 if failed else 200)


@requires("officer")
@require_POST
def cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel a meeting before it begins."""
    scope.meeting(request, meeting_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        toasts.error(request, _("Chưa ghi lý do hủy. Ghi lý do rồi bấm lại."))
        return redirect("office:meeting_change", meeting_id)
    acts.cancel_meeting(
        meeting_id=meeting_id, actor=requests.actor(request), at=requests.now(), **form.cleaned_data
    )
    toasts.success(request, _("Đã hủy hội nghị."))
    return redirect("office:calendar")


@requires("officer")
def change(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What may be changed of one meeting before it begins: divide it, cancel it."""
    meeting = scope.meeting(request, meeting_id)
    return _change(request, meeting)


@requires("officer")
@require_POST
def divide(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Divide a meeting into sittings with one box."""
    meeting = scope.meeting(request, meeting_id)
    try:
        starts = [_moment(text) for text in request.POST.getlist("start") if text.strip()]
        acts.divide_meeting(
            meeting_id=meeting_id,
            version=meeting.version,
            starts=starts,
            actor=requests.actor(request),
            at=requests.now(),
        )
    except ValueError:
        return _change(request, meeting, refused=_("Giờ họp chưa đúng. Ghi như 18/05/2026 14:00."))
    except DomainError as error:
        return _change(request, meeting, refused=explain(error, requests.language()))
    toasts.success(request, _("Đã chia phiên. Mọi phiên bỏ phiếu vào một hòm, tính đủ số người chung."))
    return redirect("office:meeting_change", meeting_id)


def _change(request: HttpRequest, meeting: rooms.MeetingView, *, refused: str = "") -> HttpResponse:
    wanted = rooms.sittings_wanted(meeting.id)
    context = {
        "meeting": meeting,
        "form": ReasonForm(initial={"version": meeting.version}),
        "wanted": wanted,
        "starts": request.POST.getlist("start") or _starts(meeting, len(wanted)),
        "refused": refused,
        "has_errors": bool(refused),
        "may_change": meeting.state in MOVABLE,
        "only_this": _only(meeting),
    }
    return render(request, "office/meeting_change.html", context, status=422 if refused else 200)


def _only(meeting: rooms.MeetingView) -> str:
    """The filters that choose this meeting in the calendar."""
    day = requests.local(meeting.scheduled_at).date()
    return Filters(day, day, None, meeting.school_id).query


def _starts(meeting: rooms.MeetingView, number: int) -> list[str]:
    first = requests.local(meeting.scheduled_at)
    return [f"{first + timedelta(hours=2 * place):%d/%m/%Y %H:%M}" for place in range(number)]


def _moment(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text.strip(), "%d/%m/%Y %H:%M"))  # noqa: DTZ007 - the zone is set around it


def _movable(request: HttpRequest) -> list[rooms.SlotView]:
    """The meetings that the address chooses, each once, those that may still move."""
    filters = asked_for(request)
    slots = rooms.slots(scope.units(request), first=filters.first, last=filters.last)
    found = chosen(slots, filters, closed_days(request))
    wanted = set(request.POST.getlist("meeting")) or {str(slot.meeting_id) for slot in found}
    first_of = {slot.meeting_id: slot for slot in reversed(found) if slot.state in MOVABLE}
    kept = [slot for slot in first_of.values() if str(slot.meeting_id) in wanted]
    return sorted(kept, key=lambda slot: slot.starts_at)


def _wish(filters: Filters) -> dict[str, object]:
    """Meetings of closed days look for the next free slot after those days, others for their hour."""
    if filters.only_closed:
        return {"way": MoveForm.NEXT_SLOT, "first": filters.last + timedelta(days=1)}
    return {"way": MoveForm.SAME_HOUR, "first": requests.today() + timedelta(days=1)}


def _lines(
    request: HttpRequest, slots: Sequence[rooms.SlotView], form: MoveForm, *, is_sent: bool
) -> Mapping[UUID, LineForm]:
    """A form for each meeting: as sent, or filled with the moment that the way chosen gives it."""
    if is_sent:
        return {slot.meeting_id: LineForm(request.POST, prefix=str(slot.meeting_id)) for slot in slots}
    found = _moments([slot.meeting_id for slot in slots], form)
    return {slot.meeting_id: _line(slot, found.get(slot.meeting_id)) for slot in slots}


def _moments(meeting_ids: Sequence[UUID], form: MoveForm) -> Mapping[UUID, datetime | None]:
    way, first = form.cleaned_data["way"], form.cleaned_data["first"]
    if way == MoveForm.DAYS_LATER:
        return rooms.moments_later(meeting_ids, count=form.cleaned_data["count"])
    return rooms.new_moments(
        meeting_ids, first=first, last=first + SEARCHED, is_hour_kept=way == MoveForm.SAME_HOUR
    )


def _line(slot: rooms.SlotView, moment: datetime | None) -> LineForm:
    """The line as the machine fills it; where nothing fits, the meeting's own moment, to be changed."""
    local = requests.local(moment or slot.starts_at)
    key = str(slot.meeting_id)
    return LineForm(
        {
            f"{key}-version": slot.version,
            f"{key}-day": f"{local:%d/%m/%Y}",
            f"{key}-clock": f"{local:%H:%M}",
        },
        prefix=key,
    )


def _moves(lines: Mapping[UUID, LineForm]) -> list[acts.Move]:
    return [
        acts.Move(
            meeting_id,
            line.cleaned_data["version"],
            timezone.make_aware(datetime.combine(line.cleaned_data["day"], line.cleaned_data["clock"])),
        )
        for meeting_id, line in lines.items()
        if line.is_valid()
    ]


def _preview(
    slots: Sequence[rooms.SlotView], lines: Mapping[UUID, LineForm], moves: Sequence[acts.Move]
) -> list[Line]:
    problems = acts.problems_of(moves=moves, at=requests.now())
    said = {meeting: explain(error, requests.language()) for meeting, error in problems.items()}
    wrong = _("Ngày hoặc giờ chưa đúng. Ghi như 18/05/2026 và 14:00.")
    return [
        Line(
            slot,
            lines[slot.meeting_id],
            wrong if lines[slot.meeting_id].errors else said.get(slot.meeting_id, ""),
        )
        for slot in slots
    ]


def _confirm(request: HttpRequest, moves: Sequence[acts.Move], reason: str) -> HttpResponse:
    acts.reschedule_meetings(moves=moves, reason=reason, actor=requests.actor(request), at=requests.now())
    said = ngettext("Đã dời %(n)d hội nghị.", "Đã dời %(n)d hội nghị.", len(moves)) % {"n": len(moves)}
    toasts.success(request, said)
    return redirect("office:calendar")
