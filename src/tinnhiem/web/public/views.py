"""Front page, sign-in by password or by a link that works once, and the way to one's desk."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.i18n import set_language

from tinnhiem.apps.org import operations, queries
from tinnhiem.web import requests
from tinnhiem.web.context import DESKS, Desk, find_address, find_desk
from tinnhiem.web.permissions import open_to_all, signed_in
from tinnhiem.web.public.errors import not_found
from tinnhiem.web.public.forms import SignInForm

DESK_OF_THE_LINK: Final = "desk"
"""Key of the session: the desk that the visitor's sign-in link leads to."""


@dataclass(frozen=True)
class DeskEntry:
    """A desk as the front page shows it; ``href`` is empty where it offers no way in."""

    desk: Desk
    href: str


@open_to_all
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What the house does, what to do first, and the desks."""
    if request.user.is_authenticated:
        return render(request, "public/front.html", {"desks": [DeskEntry(desk, "") for desk in DESKS]})
    desks = [DeskEntry(desk, find_address(desk.first_page) or "") for desk in DESKS]
    return render(request, "public/front.html", {"form": SignInForm(request), "desks": desks})


sign_in = open_to_all(
    LoginView.as_view(
        template_name="public/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
    )
)
sign_out = open_to_all(LogoutView.as_view())
choose_language = open_to_all(set_language)


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the visitor is the person of a link, and sign them in when they say so.

    Opening the page uses nothing up, so that a mail scanner may follow the link. A link that no longer signs
    anybody in answers 410 and says why.
    """
    link = queries.find_sign_in_link(token=token, at=requests.now())
    if link is None:
        return not_found(request)
    if request.method == "POST":
        return _use(request, token, link)
    context = {"link": link, "desk": find_desk(link.desk)}
    return render(request, "public/sign_in_link.html", context, status=200 if link.state == "open" else 410)


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Go to the desk of the visitor's link, else to the first desk of the visitor's roles."""
    found = find_desk(request.session.get(DESK_OF_THE_LINK, "")) or _desk_of_roles(request)
    address = find_address(found.first_page) if found else None
    return redirect(address) if address else render(request, "public/no_desk.html")


@open_to_all
@require_safe
def healthy(_request: HttpRequest) -> HttpResponse:
    """Answer whoever watches the process: 200 while the database answers too."""
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain")


def _use(request: HttpRequest, token: str, link: queries.SignInLinkView) -> HttpResponse:
    account = operations.use_sign_in_link(token=token, at=requests.now())
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session[DESK_OF_THE_LINK] = link.desk
    return redirect("desk")


def _desk_of_roles(request: HttpRequest) -> Desk | None:
    roles = queries.roles_on(account_id=requests.actor(request).account_id, on=requests.today())
    return next((desk for desk in DESKS if desk.role in roles), None)
