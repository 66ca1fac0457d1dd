"""What every test shares: the pytest plugins of the house and how much hypothesis tries."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import settings

pytest_plugins = [
    "tests.plugins.left_out",
    "tests.plugins.databases",
    "tests.plugins.chromium",
    "tests.plugins.kept",
    "tests.plugins.moments",
]

settings.register_profile("desk", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session", autouse=True)
def folder_of_static_files() -> None:
    """The folder that the server makes when it starts; without it the static files' middleware warns."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
