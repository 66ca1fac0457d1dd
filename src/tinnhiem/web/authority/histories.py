"""Histories: one leader over all terms and cases, and the unit over the years."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.web import requests
from tinnhiem.web.permissions import requires


@requires("appointing_authority")
@require_safe
def leader(request: HttpRequest, person_id: int) -> HttpResponse:
    """One leader: terms, cases, decisions and evidence."""
    found = ballots.leader_history(
        person_id, actor=requests.actor(request), on=requests.today(), language=requests.language()
    )
    return render(request, "authority/leader_history.html", {"history": found})


@requires("appointing_authority")
@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """The visitor's units by year: numbers of cases and decisions, no school and no vote."""
    rows = ballots.unit_history(
        actor=requests.actor(request), on=requests.today(), language=requests.language()
    )
    return render(request, "authority/unit_history.html", {"rows": rows})
