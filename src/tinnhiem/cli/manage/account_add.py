"""``tinnhiem account add``: give a person a role at a unit and print a link that signs them in once.

Run again for the same person it changes nothing and prints a new link.
"""

import argparse
from importlib import import_module
from typing import Final

from django.utils import timezone

from tinnhiem.cli.django_setup import reaching_database, wake_django
from tinnhiem.cli.founding import add_address, add_person, day, first_day, hand_out_link, person_in
from tinnhiem.common.periods import Period
from tinnhiem.common.sentences import sentence

DESKS: Final = {
    "officer": "office",
    "appointing_authority": "authority",
    "administrator": "audit",
    "records_clerk": "clerk",
}
"""Each role, with the desk it leads to; an administrator works with commands and reads the ledger there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the person, the role, its basis and its period."""
    add_person(parser)
    parser.add_argument("--role", required=True, choices=tuple(DESKS), help="vai trò")
    parser.add_argument("--basis", required=True, help="văn bản giao việc, ví dụ: Quyết định 15/QĐ-UBND")
    parser.add_argument("--to", dest="valid_to", metavar="DD/MM/YYYY", help="đến hết ngày trước ngày này")
    add_address(parser)


def run(arguments: argparse.Namespace) -> int:
    """Grant the role; raises ``DomainError`` for a wrong day, period or unit, and then writes nothing."""
    wake_django()
    org = import_module("tinnhiem.apps.org.operations")
    valid_to = day(arguments.valid_to) if arguments.valid_to else None
    with reaching_database():
        account = org.admit(
            new=person_in(arguments),
            role=arguments.role,
            basis=arguments.basis,
            period=Period(first_day(arguments), valid_to),
            at=timezone.now(),
        )
        print(sentence(f"founding_role_{arguments.role}", arguments.language, name=arguments.name))
        hand_out_link(arguments, account_id=account.pk, desk=DESKS[arguments.role])
    return 0
