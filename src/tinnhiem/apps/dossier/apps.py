"""Registers the app with Django."""

from django.apps import AppConfig


class Dossier(AppConfig):
    """The app ``dossier``."""

    name = "tinnhiem.apps.dossier"
    label = "dossier"
