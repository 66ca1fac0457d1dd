"""The calendar of meetings: by day, with rooms, roads and closed days, and the secret address for phones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from django import forms
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinnhiem.apps.ballots import operations as feeds
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import operations as acts
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.domain.procedure.scheduling_settings import SchedulingSettings
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.campaign_forms import ClosedDayForm, SchedulingForm, TravelForm, VenueForm
from tinnhiem.web.permissions import requires

SPAN = timedelta(days=60)
MOVABLE = ("planned", "summoned")


_FIELDS: Final[Mapping[str, str]] = {
    "meeting_length_out_of_range": "length_minutes",
    "travel_out_of_range": "travel_minutes",
}
"""The field of the form at which a refusal of the settings is said; the hours otherwise."""


@dataclass(frozen=True)
class Filters:
    """Which meetings of the calendar are shown: days, one official, one school, or those of closed days."""

    first: date
    last: date
    person: int | None
    school: int | None
    only_closed: bool = False

    @property
    def query(self) -> str:
        """The filters as they stand in an address."""
        days, closed = f"first={self.first}&last={self.last}", "&closed=1" if self.only_closed else ""
        return f"{days}&person={self.person or ''}&school={self.school or ''}{closed}"


@dataclass(frozen=True)
class Day:
    """A day of the calendar; ``closed`` says why no meeting is to be on it."""

    on: date
    closed: str
    slots: Sequence[rooms.SlotView]


@requires("officer")
def calendar(request: HttpRequest) -> HttpResponse:
    """The meetings by day."""
    filters = asked_for(request)
    everything = rooms.slots(scope.units(request), first=filters.first, last=filters.last)
    closed = closed_days(request)
    shown = chosen(everything, filters, closed)
    stuck = {slot.meeting_id for slot in on_closed_days(shown, closed) if slot.state in MOVABLE}
    context = {
        "days": _days(shown, closed),
        "stuck": len(stuck),
        "stuck_query": replace(filters, only_closed=True).query,
        "count": len(shown),
        "filters": filters,
        "people": _people(everything),
        "schools": scope.schools(request),
        "may_move": any(slot.state in MOVABLE for slot in shown),
    }
    return render(request, "office/calendar.html", context)


@requires("officer")
def places(request: HttpRequest) -> HttpResponse:
    """Rooms, roads and closed days."""
    return _places(request)


@requires("officer")
@require_POST
def add_venue(request: HttpRequest) -> HttpResponse:
    """Enter a room."""
    form = VenueForm(request.POST, schools=scope.schools(request))
    if not form.is_valid():
        return _places(request, venue=form)
    asked = form.cleaned_data
    acts.set_venue(
        school_id=asked["school"],
        name=asked["name"],
        capacity=asked["capacity"],
        actor=requests.actor(request),
        at=requests.now(),
    )
    toasts.success(request, _("Đã ghi phòng họp."))
    return redirect("office:places")


@requires("officer")
@require_POST
def add_road(request: HttpRequest) -> HttpResponse:
    """Enter the time on the road between two schools."""
    form = TravelForm(request.POST, schools=scope.schools(request))
    if form.is_valid():
        try:
            acts.set_travel_time(
                origin_id=form.cleaned_data["origin"],
                destination_id=form.cleaned_data["destination"],
                minutes=form.cleaned_data["minutes"],
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error("destination", explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã ghi thời gian đi đường."))
            return redirect("office:places")
    return _places(request, travel=form)


@requires("officer")
@require_POST
def set_scheduling(request: HttpRequest) -> HttpResponse:
    """Set how meetings are held at every unit where the visitor is an officer."""
    form = SchedulingForm(request.POST)
    if form.is_valid():
        try:
            for unit in scope.units(request):
                acts.set_scheduling(
                    managing_unit_id=unit,
                    actor=requests.actor(request),
                    at=requests.now(),
                    **form.cleaned_data,
                )
        except DomainError as error:
            form.add_error(_FIELDS.get(error.code, "starts"), explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã ghi khung giờ họp. Hội nghị đã lập giữ nguyên thời lượng."))
            return redirect("office:places")
    return _places(request, scheduling=form)


@requires("officer")
@require_POST
def close_day(request: HttpRequest) -> HttpResponse:
    """Close days at every unit where the visitor is an officer."""
    form = ClosedDayForm(request.POST)
    if form.is_valid():
        try:
            for unit in scope.units(request):
                acts.close_day(
                    managing_unit_id=unit,
                    actor=requests.actor(request),
                    at=requests.now(),
                    **form.cleaned_data,
                )
        except DomainError as error:
            form.add_error("last_day", explain(error, requests.language()))
        else:
            said = _("Đã đóng ngày. Hội nghị đã lập trong ngày đó vẫn giữ cho đến khi được dời.")
            toasts.success(request, said)
            return redirect("office:places")
    return _places(request, closed=form)


@requires("officer")
@require_POST
def open_day(request: HttpRequest) -> HttpResponse:
    """Open a closed day again."""
    day = _day(request.POST.get("on", ""))
    if day:
        for unit in scope.units(request):
            acts.open_day(managing_unit_id=unit, on=day, actor=requests.actor(request), at=requests.now())
    return redirect("office:places")


@requires("officer")
def feed(request: HttpRequest) -> HttpResponse:
    """The secret address of the visitor's calendar."""
    return _feed(request)


@requires("officer")
@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make the address, or a new one, and show it once."""
    token = feeds.make_feed(actor=requests.actor(request), at=requests.now())
    return _feed(request, address=request.build_absolute_uri(reverse("calendar_feed", args=[token])))


@requires("officer")
@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """Close the address."""
    feeds.revoke_feed(actor=requests.actor(request), at=requests.now())
    toasts.success(request, _("Đã thu hồi địa chỉ lịch."))
    return redirect("office:feed")


def asked_for(request: HttpRequest) -> Filters:
    """The filters of an address; the coming sixty days where it names none."""
    asked = request.GET
    first = _day(asked.get("first", "")) or requests.today()
    last = _day(asked.get("last", "")) or first + SPAN
    return Filters(
        first,
        max(first, last),
        _number(asked.get("person", "")),
        _number(asked.get("school", "")),
        only_closed=asked.get("closed") == "1",
    )


def chosen(
    slots: Sequence[rooms.SlotView], filters: Filters, closed: Mapping[date, str]
) -> list[rooms.SlotView]:
    """The meetings that the filters let through."""
    found = [
        slot
        for slot in slots
        if filters.person in (None, *slot.people) and filters.school in (None, slot.school_id)
    ]
    return on_closed_days(found, closed) if filters.only_closed else found


def on_closed_days(slots: Sequence[rooms.SlotView], closed: Mapping[date, str]) -> list[rooms.SlotView]:
    """The meetings planned on a day that was closed afterwards."""
    return [slot for slot in slots if _why_closed(requests.local(slot.starts_at).date(), closed)]


def closed_days(request: HttpRequest) -> Mapping[date, str]:
    """The days that the visitor's units closed, each with its reason."""
    rows = rooms.closed_days_of(scope.units(request), since=requests.today() - SPAN)
    return {row.on: row.reason for row in rows}


def _days(slots: Sequence[rooms.SlotView], closed: Mapping[date, str]) -> list[Day]:
    by_day = groupby(slots, key=lambda slot: requests.local(slot.starts_at).date())
    return [Day(on, _why_closed(on, closed), list(found)) for on, found in by_day]


def _why_closed(on: date, closed: Mapping[date, str]) -> str:
    calendar = rules.calendar()
    return closed.get(on) or (calendar.name_of(on) if not calendar.is_working(on) else "")


def _people(slots: Sequence[rooms.SlotView]) -> list[tuple[int, str]]:
    return sorted({pair for slot in slots for pair in slot.named}, key=lambda pair: pair[1])


def _places(
    request: HttpRequest,
    *,
    venue: VenueForm | None = None,
    travel: TravelForm | None = None,
    closed: ClosedDayForm | None = None,
    scheduling: SchedulingForm | None = None,
) -> HttpResponse:
    schools = scope.schools(request)
    ids = [school.id for school in schools]
    refused = venue or travel or closed or scheduling
    settings = rooms.scheduling_of(scope.units(request))
    context = {
        "schools": schools,
        "venues": rooms.venues_of(ids),
        "roads": rooms.travel_times(ids),
        "closed_days": rooms.closed_days_of(scope.units(request), since=requests.today()),
        "venue_form": venue or VenueForm(schools=schools),
        "travel_form": travel or TravelForm(schools=schools),
        "closed_form": closed or ClosedDayForm(),
        "scheduling_form": scheduling or SchedulingForm(initial=_initial(settings)),
        "otherwise": settings.travel_minutes,
        "refused": refused,
        "has_errors": refused is not None,
    }
    return render(request, "office/places.html", context, status=422 if refused else 200)


def _initial(settings: SchedulingSettings) -> dict[str, object]:
    return {
        "starts": ", ".join(f"{start:%H:%M}" for start in settings.starts),
        "length_minutes": settings.length_minutes,
        "travel_minutes": settings.travel_minutes,
    }


def _feed(request: HttpRequest, *, address: str = "") -> HttpResponse:
    open_feed = ballots.find_feed(requests.actor(request).account_id, at=requests.now())
    return render(request, "office/feed.html", {"feed": open_feed, "address": address})


def _day(text: str) -> date | None:
    """A day as typed, 18/05/2026, or as it stands in an address; None for anything else."""
    field = forms.DateField(required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"])
    try:
        found: date | None = field.clean(text)
    except forms.ValidationError:
        return None
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
