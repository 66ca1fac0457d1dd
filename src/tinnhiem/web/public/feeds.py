"""The calendar of an account at its secret address, for phones and calendar programs."""

from django.http import HttpRequest, HttpResponse

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.web import requests
from tinnhiem.web.permissions import open_to_all


@open_to_all
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The file behind a token; whoever has the address reads it, so it names nobody."""
    content = ballots.feed(token=token, host=request.get_host(), on=requests.today(), at=requests.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=900"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
