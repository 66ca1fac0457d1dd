"""Every address says who may open it, even when that is everybody."""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from django.views import View

from tinnhiem.web.permissions import open_to_all, requires


def without_permission(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """The addresses whose view carries no permission."""
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from without_permission(pattern.url_patterns, address)
        elif not hasattr(pattern.callback, "permission"):
            yield address


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def addresses(*views: Callable[..., HttpResponse]) -> list[URLPattern | URLResolver]:
    return [path("office/", include([path(f"{number}/", view) for number, view in enumerate(views)]))]


class TestAnAddress:
    def test_that_forgot_its_permission_is_found(self):
        patterns = addresses(open_to_all(_page), _page, requires("office")(_page), View.as_view())

        assert list(without_permission(patterns)) == ["office/1/", "office/3/"]

    def test_of_the_house_says_who_may_open_it(self):
        assert list(without_permission(get_resolver().url_patterns)) == []
