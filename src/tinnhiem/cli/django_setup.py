"""Waking Django for the commands that need it; the others never import it."""

import os

import django

__all__ = ["wake_django"]


def wake_django(*, demo: bool = False) -> None:
    """Read the settings and load the apps; ``demo`` makes this installation, and its server, a demo one."""
    if demo:
        os.environ["TINNHIEM_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinnhiem.config.settings")
    django.setup()
