"""Registers the app with Django."""

from django.apps import AppConfig


class Records(AppConfig):
    """The app ``records``."""

    name = "tinnhiem.apps.records"
    label = "records"
