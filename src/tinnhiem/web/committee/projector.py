"""What the room sees on the wall: a step and two numbers, no name and no result."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.web import requests
from tinnhiem.web.committee import screens
from tinnhiem.web.committee.cockpit import SEES
from tinnhiem.web.permissions import signed_in


@signed_in
def projector(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The projector's page, to be shown full screen."""
    return render(request, "committee/projector.html", _context(request, meeting_id))


@signed_in
def page(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The part of the page that is asked for anew; 304 while nothing has changed within the minute."""
    context = _context(request, meeting_id)
    projection = rooms.projection(meeting_id, language=requests.language())
    tag = f'"{projection.version}-{requests.now():%H%M}-{requests.language()}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304)
    response = render(request, "committee/_projector.html", context)
    response.headers["ETag"] = tag
    return response


def _context(request: HttpRequest, meeting_id: UUID) -> dict[str, object]:
    rooms.require_function(meeting_id, requests.actor(request), *SEES)
    projection = rooms.projection(meeting_id, language=requests.language())
    return screens.projector(projection, meeting_id=meeting_id, at=requests.now())
