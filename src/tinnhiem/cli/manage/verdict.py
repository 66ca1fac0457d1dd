"""What follows from the counts of one vote, under the rules of its day and with their articles."""

import argparse
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from tinnhiem.common.sentences import LANGUAGES
from tinnhiem.domain.regulations import Case, explain, judge, load
from tinnhiem.domain.regulations.errors import CaseUnreadable
from tinnhiem.packs import PACKS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The case, and how to answer."""
    parser.add_argument("case", type=Path, metavar="CASE.json")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Print the verdict; a missed quorum is an answer too."""
    case = Case.from_json(read_case(arguments.case))
    rules = load(pack_folders()).in_force(on=case.on, jurisdiction=case.jurisdiction)
    verdict = judge(case, rules)
    if arguments.json:
        print(json.dumps(verdict.to_json(), ensure_ascii=False))
    else:
        print("\n".join(explain(verdict, case, arguments.language, rules=rules)))
    return 0


def pack_folders() -> list[Path]:
    """The packs that ship with the house and those that TINNHIEM_PACKS layers over them."""
    added = os.environ.get("TINNHIEM_PACKS", "").split(os.pathsep)
    return [PACKS, *(Path(folder) for folder in added if folder)]


def read_case(path: Path) -> Mapping[str, object]:
    """The JSON object in a file; raises ``CaseUnreadable`` for anything else, and for a name given twice."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except (OSError, ValueError, RecursionError) as error:
        raise CaseUnreadable(file=path.name, reason=str(error)) from error
    if not isinstance(found, dict):
        raise CaseUnreadable(file=path.name, reason=type(found).__name__)
    return found


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(", ".join(sorted(name for name, _ in pairs)))
    return found
