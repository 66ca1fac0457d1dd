"""``tinnhiem person add``: enter a person of a managing unit, so that they can be chosen to run a meeting."""

import argparse
from importlib import import_module

from django.utils import timezone

from tinnhiem.cli.django_setup import reaching_database, wake_django
from tinnhiem.cli.founding import add_person, person_in
from tinnhiem.common.sentences import sentence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the person."""
    add_person(parser)


def run(arguments: argparse.Namespace) -> int:
    """Enter the person; raises ``DayUnreadable`` or ``UnitNotRegistered``, and then writes nothing."""
    wake_django()
    org = import_module("tinnhiem.apps.org.operations")
    with reaching_database():
        org.register_person(new=person_in(arguments), at=timezone.now())
    print(sentence("founding_person_added", arguments.language, name=arguments.name))
    return 0
