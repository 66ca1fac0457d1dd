"""Waking Django for the commands that need it; the others never import it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from tinnhiem.common.errors import DomainError

__all__ = ["DatabaseNotReady", "HomeRefused", "SettingsWrong", "reaching_database", "wake_django"]


class SettingsWrong(DomainError):
    """A setting has a value that the settings refuse."""

    code = "settings_wrong"


class HomeRefused(DomainError):
    """The folder of the installation can be neither made nor read."""

    code = "home_refused"


class DatabaseNotReady(DomainError):
    """The database cannot be reached, or its tables are not there yet."""

    code = "database_not_ready"


def wake_django(*, demo: bool = False) -> None:
    """Read the settings and load the apps; ``demo`` makes this installation, and its server, a demo one.

    Raises ``SettingsWrong`` or ``HomeRefused``.
    """
    if demo:
        os.environ["TINNHIEM_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinnhiem.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise SettingsWrong(reason=str(error)) from error
    except OSError as error:
        raise HomeRefused(path=str(error.filename)) from error


@contextmanager
def reaching_database() -> Iterator[None]:
    """Turn a database that is not there, or not made yet, into ``DatabaseNotReady``."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise DatabaseNotReady from error
