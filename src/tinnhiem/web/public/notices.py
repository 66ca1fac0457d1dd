"""Published decisions, while their period lasts; no count is among them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinnhiem.apps.publication import queries as publication
from tinnhiem.web import requests
from tinnhiem.web.permissions import open_to_all


@open_to_all
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The decisions that are published now."""
    return render(request, "public/notices.html", {"rows": publication.open_to_public(on=requests.today())})
