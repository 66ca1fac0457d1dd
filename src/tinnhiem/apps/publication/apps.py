"""Registers the app with Django."""

from django.apps import AppConfig


class Publication(AppConfig):
    """The app ``publication``."""

    name = "tinnhiem.apps.publication"
    label = "publication"
