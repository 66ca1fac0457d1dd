"""``tinnhiem ledger verify``: check the hash chain and name every line that does not fit."""

import argparse
import json
from importlib import import_module
from typing import Final

from tinnhiem.cli.django_setup import reaching_database, wake_django
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, sentence
from tinnhiem.engines.ledger import Fault, FaultKind, Head, LedgerReport, head_of

SENTENCES: Final = {
    FaultKind.ALTERED: "ledger_altered",
    FaultKind.MISSING: "ledger_missing",
    FaultKind.INSERTED: "ledger_inserted",
}


class HeadUnreadable(DomainError):
    """A reference point that is not a line number and a hash."""

    code = "ledger_head_unreadable"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say in which form to answer, and which head noted earlier to compare with."""
    parser.add_argument(
        "--head", metavar="LINE:HASH", help="the end of the ledger as signed minutes noted it"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Answer 0 for a whole ledger and 1 for any other. Raises ``HeadUnreadable`` or ``DatabaseNotReady``."""
    noted = None if arguments.head is None else read_head(arguments.head)
    wake_django()
    queries = import_module("tinnhiem.apps.audit.queries")
    with reaching_database():
        report: LedgerReport = queries.verified(noted=noted)
    if arguments.json:
        print(json.dumps(as_json(report)))
    else:
        print("\n".join(in_words(report, arguments.language)))
    return 0 if report.is_intact else 1


def read_head(given: str) -> Head:
    """The head written as ``LINE:HASH``."""
    head = head_of(given)
    if head is None:
        raise HeadUnreadable(given=given)
    return head


def as_json(report: LedgerReport) -> dict[str, object]:
    """The report as one JSON object."""
    return {
        "valid": report.is_intact,
        "lines": report.checked,
        "head": {"line": report.head.sequence, "hash": report.head.hash},
        "faults": [{"kind": one.kind, "first": one.first, "last": one.last} for one in report.faults],
    }


def in_words(report: LedgerReport, language: str) -> list[str]:
    """The report in sentences, the verdict first."""
    if report.is_intact:
        head = report.head
        return [
            sentence("ledger_intact", language, count=report.checked, sequence=head.sequence, hash=head.hash)
        ]
    verdict = sentence("ledger_broken", language, count=len(report.faults), lines=report.checked)
    return [verdict, *(sentence(SENTENCES[one.kind], language, place=_place(one)) for one in report.faults)]


def _place(fault: Fault) -> str:
    return str(fault.first) if fault.first == fault.last else f"{fault.first}–{fault.last}"
