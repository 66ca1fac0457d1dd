"""The ``tinnhiem`` command: a table of names, each with the module that is loaded only when it is called.

A command is a module with ``add_arguments(parser)`` and ``run(arguments) -> int``. Exit codes: 0 done or
valid, 1 checked and found invalid, 2 bad input; never a traceback.
"""

import argparse
import importlib
import os
import sys
import traceback
import uuid
from collections.abc import Mapping, Sequence
from typing import Final, Protocol, cast

from tinnhiem.cli.output import hang_up
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain, sentence

BAD_INPUT: Final = 2

COMMANDS: Final[Mapping[str, str]] = {
    "account add": "tinnhiem.cli.manage.account_add",
    "account link": "tinnhiem.cli.manage.account_link",
    "bench": "tinnhiem.cli.manage.bench",
    "check": "tinnhiem.cli.manage.check",
    "check packs": "tinnhiem.cli.manage.check_packs",
    "demo": "tinnhiem.cli.manage.demo",
    "extract": "tinnhiem.cli.manage.extract",
    "ledger verify": "tinnhiem.cli.manage.ledger_verify",
    "paper print": "tinnhiem.cli.manage.paper_print",
    "paper read": "tinnhiem.cli.manage.paper_read",
    "person add": "tinnhiem.cli.manage.person_add",
    "poll simulate": "tinnhiem.cli.manage.poll_simulate",
    "register preview": "tinnhiem.cli.manage.register_preview",
    "serve": "tinnhiem.cli.manage.serve",
    "unit add": "tinnhiem.cli.manage.unit_add",
    "verdict": "tinnhiem.cli.manage.verdict",
}
"""Each command, nested names with a blank, and its module."""


class Command(Protocol):
    """What the module of a command offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments of the command."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work and return the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that ``argv`` names and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = _name_in(words)
    if name is None:
        return _usage(words)
    command = cast("Command", importlib.import_module(COMMANDS[name]))
    parser = argparse.ArgumentParser(prog=f"tinnhiem {name}", description=command.__doc__)
    command.add_arguments(parser)
    try:
        arguments = parser.parse_args(words[len(name.split()) :])
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    return _guarded(command, arguments)


def _name_in(words: Sequence[str]) -> str | None:
    """The longest command that the words begin with."""
    for length in (2, 1):
        name = " ".join(words[:length])
        if name in COMMANDS:
            return name
    return None


def _usage(words: Sequence[str]) -> int:
    names = ", ".join(sorted(COMMANDS))
    if words and words[0] in {"-h", "--help"}:
        print(sentence("command_list", commands=names))
        return 0
    print(sentence("command_unknown", word=" ".join(words[:2]), commands=names), file=sys.stderr)
    return BAD_INPUT


def _guarded(command: Command, arguments: argparse.Namespace) -> int:
    """The exit code of a command; whatever it raises becomes a sentence."""
    language = getattr(arguments, "language", LANGUAGES[0])
    try:
        code = command.run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return hang_up()
    except DomainError as error:
        print(explain(error, language), file=sys.stderr)
    except Exception:  # noqa: BLE001 - the last line of defence: nobody is shown a traceback
        if os.environ.get("TINNHIEM_DEBUG") == "1":
            traceback.print_exc()
        print(sentence("unforeseen", language, id=uuid.uuid4().hex[:8]), file=sys.stderr)
    return BAD_INPUT
