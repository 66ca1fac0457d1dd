"""Registers the app with Django."""

from django.apps import AppConfig


class Org(AppConfig):
    """The app ``org``."""

    name = "tinnhiem.apps.org"
    label = "org"
