"""The public pages, and the first pages of the desks with the values of ``builders``."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tinnhiem.web.public.urls import urlpatterns as public
from tinnhiem.web.templatetags.words import error_lines

from . import builders

Context = Callable[[], Mapping[str, object]]


def page(template: str, context: Context) -> Callable[[HttpRequest], HttpResponse]:
    """A view that shows ``template`` with what ``context`` returns."""

    def view(request: HttpRequest) -> HttpResponse:
        return render(request, template, dict(context()))

    return view


def just_recorded(request: HttpRequest) -> HttpResponse:
    messages.success(
        request, "Đã ghi bước 3 vào biên bản lúc 14:11. Màn chiếu đã chuyển sang “Bầu tổ kiểm phiếu”."
    )
    return render(request, "committee/cockpit.html", dict(builders.the_cockpit()))


def address(request: HttpRequest) -> HttpResponse:
    form = builders.AddressForm({"recommends_vote": "perhaps"})
    context = builders.the_cockpit(step=builders.an_address(form), errors=list(error_lines(form)))
    return render(request, "committee/cockpit.html", dict(context))


def calling_the_roll(request: HttpRequest) -> HttpResponse:
    context = builders.the_cockpit(roll=builders.a_roll(may_change=True))
    return render(request, "committee/cockpit.html", dict(context))


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("unforeseen")


office = [
    path("", page("office/today.html", builders.the_first_page), name="today"),
    path(
        "idle/", page("office/today.html", lambda: {"today": builders.at(8, 0), "due_days": 30}), name="idle"
    ),
    path("registers/", broken, name="registers"),
    path("terms/", broken, name="terms"),
    path("meetings/", broken, name="meetings"),
]
committee = [
    path("", just_recorded, name="meetings"),
    path("address/", address, name="address"),
    path("roll/", calling_the_roll, name="roll"),
    path("count/", page("committee/count.html", builders.the_count), name="count"),
    path("wall/", page("committee/projector.html", builders.the_projector), name="wall"),
    path("wall/fragment/", page("committee/_projector.html", builders.the_projector), name="fragment"),
]
urlpatterns = [
    *public,
    path("office/", include((office, "office"))),
    path("committee/", include((committee, "committee"))),
    path("broken/", broken),
]
handler400 = "tinnhiem.web.public.errors.bad_request"
handler403 = "tinnhiem.web.public.errors.forbidden"
handler404 = "tinnhiem.web.public.errors.not_found"
handler500 = "tinnhiem.web.public.errors.server_error"
