"""Who decides on the leaders of a school, in which time and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.permissions import requires


@requires("officer")
@require_safe
def deciders(request: HttpRequest, school_id: int) -> HttpResponse:
    """The deciders of a school, first to last, and what they mean for each leader."""
    school = scope.school(request, school_id)
    found = ballots.deciders_of_school(school.id, on=requests.today(), language=requests.language())
    return render(request, "office/deciders.html", {"found": found})
