"""What happens around every view: the content security policy, and sentences for foreseen errors."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
UNPROCESSABLE: Final = 422
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurityPolicy:
    """Lets a page load only what the house itself serves, and nothing inline."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the policy to the answer."""
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response


class ForeseenErrors:
    """Answers a foreseen error that a view let rise with its sentence; other errors rise on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the work is done in ``process_exception``."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of the error, or its fragment for a request of htmx.

        The status is the class attribute ``status`` of the error where it has one, else 422.
        """
        if not isinstance(exception, DomainError):
            return None
        return render(
            request,
            "errors/_foreseen.html"
            if request.headers.get("HX-Request") == "true"
            else "errors/foreseen.html",
            {"sentence": explain(exception, requests.language())},
            status=getattr(exception, "status", UNPROCESSABLE),
        )
