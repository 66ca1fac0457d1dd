"""Judges packs as a lawyer wrote them: each mistake with its file, line and rule, and what to do about it."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from tinnhiem.cli.manage.verdict import pack_folders
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain, sentence
from tinnhiem.domain.confidence.review_checks import mistakes_in_casework
from tinnhiem.domain.regulations import load, mistakes_in
from tinnhiem.engines.documents.writing import mistakes_in_forms


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folders to judge over the packs of the house, and how to answer."""
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def mistakes_in_packs(folders: Sequence[Path]) -> Sequence[DomainError]:
    """Every mistake in rules and forms; those in the orders of cases once the rules can be read."""
    of_rules = mistakes_in(folders)
    of_orders = () if of_rules else mistakes_in_casework(folders, load(folders))
    return [*of_rules, *of_orders, *mistakes_in_forms(folders)]


def run(arguments: argparse.Namespace) -> int:
    """Answer 0 where the packs may be applied and 1 where they hold a mistake."""
    folders = [*pack_folders(), *arguments.folders]
    mistakes = mistakes_in_packs(folders)
    said = [explain(mistake, arguments.language) for mistake in mistakes]
    if arguments.json:
        found = [
            {"code": mistake.code, "message": words, **mistake.params}
            for mistake, words in zip(mistakes, said, strict=True)
        ]
        print(json.dumps({"valid": not mistakes, "mistakes": found}, ensure_ascii=False))
    elif said:
        print("\n".join(f"✗ {words}" for words in said))
    else:
        rules = sum(map(len, load(folders).rules.values()))
        print(sentence("packs_sound", arguments.language, folders=len(folders), rules=rules))
    return 1 if mistakes else 0
