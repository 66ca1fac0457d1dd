"""Registers the app with Django."""

from django.apps import AppConfig


class Meetings(AppConfig):
    """The app ``meetings``."""

    name = "tinnhiem.apps.meetings"
    label = "meetings"
