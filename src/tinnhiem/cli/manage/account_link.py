"""``tinnhiem account link``: print a new sign-in link for somebody who is in the registers."""

import argparse
from importlib import import_module
from typing import Final

from tinnhiem.cli.django_setup import reaching_database, wake_django
from tinnhiem.cli.founding import add_address, add_identity, add_language, day, hand_out_link

DESKS: Final = ("office", "authority", "committee", "leader", "clerk", "audit")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the person and the desk."""
    add_identity(parser)
    parser.add_argument("--desk", required=True, choices=DESKS, help="bàn làm việc")
    add_address(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the link; raises ``DayUnreadable`` or ``PersonNotRegistered``.

    A link opens nothing that the person's role, post or meeting does not open.
    """
    wake_django()
    org = import_module("tinnhiem.apps.org.operations")
    with reaching_database():
        account = org.account_of(name=arguments.name, born_on=day(arguments.born))
        hand_out_link(arguments, account_id=account.pk, desk=arguments.desk)
    return 0
