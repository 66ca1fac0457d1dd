"""Registers the app with Django."""

from django.apps import AppConfig


class Ballots(AppConfig):
    """The app ``ballots``."""

    name = "tinnhiem.apps.ballots"
    label = "ballots"
