"""Registers the app with Django."""

from django.apps import AppConfig


class Rules(AppConfig):
    """The app ``rules``."""

    name = "tinnhiem.apps.rules"
    label = "rules"
