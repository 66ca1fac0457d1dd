"""What the tests of screens share: addresses, visitors and fragments."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from tinnhiem.apps.org.models import Account, Person


@pytest.fixture(scope="session", autouse=True)
def static_root() -> None:
    """Have the folder of collected files, whose absence whitenoise warns of."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def look_urls(settings: Settings) -> None:
    """Serve the public pages, and the first pages of the desks with invented values."""
    settings.ROOT_URLCONF = f"{__package__}.look_urls"
    settings.DEMO = False


@pytest.fixture
def officer(db: None) -> Account:
    """Nguyễn Thu Hà of the home affairs office."""
    person = Person.objects.create(full_name="Nguyễn Thu Hà", name_key="nguyen thu ha")
    return Account.objects.create_user("ha", password="mat-khau-rat-dai-2026", person=person)


@pytest.fixture
def visitor(look_urls: None) -> Client:
    """A reader of Vietnamese who has not signed in."""
    return Client(headers={"Accept-Language": "vi"})


@pytest.fixture
def fragment(look_urls: None) -> Callable[..., LexborHTMLParser]:
    """Render a template for a reader of Vietnamese, or of ``language``."""

    def render(template: str, language: str = "vi", **context: object) -> LexborHTMLParser:
        with translation.override(language):
            return LexborHTMLParser(render_to_string(template, context))

    return render
