"""What every view asks of a request: who acts, when, in which language."""

import re
from datetime import date, datetime
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import LANGUAGES

_PAGE_NUMBER: Final = re.compile("[0-9]{1,6}")


def actor(request: HttpRequest) -> Actor:
    """The signed-in account as operations record it; the view's permission has let nobody else in."""
    if not request.user.is_authenticated:
        raise PermissionError("A view that asks for its actor must require a signed-in account.")
    return org.actor_of(request.user)


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()


def today() -> date:
    """The day of the request, in the installation's time zone."""
    return timezone.localdate()


def page(request: HttpRequest) -> int:
    """The page of a list that is asked for; the first one where the address says no number."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if _PAGE_NUMBER.fullmatch(asked) else 1


def language() -> str:
    """The reader's language, as far as the house speaks it."""
    found = (get_language() or LANGUAGES[0]).split("-")[0]
    return found if found in LANGUAGES else LANGUAGES[0]


def local(moment: datetime) -> datetime:
    """A moment on the clock of the installation's time zone."""
    return timezone.localtime(moment)
