"""Registers the app with Django."""

from django.apps import AppConfig


class Audit(AppConfig):
    """The app ``audit``."""

    name = "tinnhiem.apps.audit"
    label = "audit"
