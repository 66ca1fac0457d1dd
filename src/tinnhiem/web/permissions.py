"""Who may open a page: every view says so, and an architecture test finds the one that forgot.

A view says the coarse thing, the role. Whether this very meeting or school is the reader's own business is
decided by the query or operation that the view calls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from tinnhiem.apps.org.queries import roles_on
from tinnhiem.common.errors import DomainError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

__all__ = ["NotPermitted", "Permission", "open_to_all", "requires", "signed_in"]


class NotPermitted(DomainError):
    """A signed-in reader without the role that a page is for."""

    code = "not_permitted"
    status = 403


@dataclass(frozen=True)
class Permission:
    """What a view says about its readers: whether they sign in, and the roles of which they need one."""

    is_public: bool = False
    roles: frozenset[str] = frozenset()


def open_to_all(view: View[P]) -> View[P]:
    """Mark ``view`` as open to everybody, citizens included."""
    return _marked(view, Permission(is_public=True))


def signed_in(view: View[P]) -> View[P]:
    """Let in whoever is signed in; what they see is decided by their own person and post."""
    return _marked(view, Permission())


def requires(*roles: str) -> Callable[[View[P]], View[P]]:
    """Let in whoever holds one of ``roles`` today; others are sent to sign in or meet ``NotPermitted``."""

    def mark(view: View[P]) -> View[P]:
        return _marked(view, Permission(roles=frozenset(roles)))

    return mark


def _marked(view: View[P], permission: Permission) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not permission.is_public and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if permission.roles:
            _check_role(request, permission.roles)
        return view(request, *args, **kwargs)

    guarded.permission = permission  # type: ignore[attr-defined]  # read back by the architecture test
    return guarded


def _check_role(request: HttpRequest, roles: frozenset[str]) -> None:
    account = request.user.pk
    if account is None or not roles & roles_on(account_id=account, on=timezone.localdate()):
        raise NotPermitted
