"""``tinnhiem extract FILE…``: who is told to do what by when in notices, letters, plans, minutes and news.

Every value comes with its place in the text. Nothing is stored; a document marked as a secret is refused.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, explain, sentence
from tinnhiem.domain.directives.extraction import extract
from tinnhiem.domain.directives.findings import Extraction, TaskDraft, UnitName
from tinnhiem.domain.directives.record import Json, record_of
from tinnhiem.domain.directives.register import KnownUnit, linked
from tinnhiem.domain.directives.register_files import register_of
from tinnhiem.engines.documents.reading.document import read_document
from tinnhiem.engines.documents.reading.limits import MAX_BYTES
from tinnhiem.engines.documents.reading.scan import installed_recogniser

BAD_INPUT: Final = 2
SECONDS: Final = 3.0
"""How long one document may take before what was found so far is given as partial."""
_TIME_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_QUOTE: Final = 110


class DocumentNotFound(DomainError):
    """There is no file of this name, or it may not be opened."""

    code = "document_not_found"


@dataclass(frozen=True, slots=True)
class _Links:
    """A register of units and the day on which they are to exist."""

    units: tuple[KnownUnit, ...]
    on: date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the files, ``--json``, ``--out``, ``--register``, ``--on`` and ``--language``."""
    parser.add_argument("files", metavar="FILE", nargs="+", help=".docx .pdf .html .txt")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--out", metavar="DIR", help="write one JSON file for each document")
    parser.add_argument("--register", metavar="UNITS", help="link units to this register (.csv .json)")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=None,
        metavar="YYYY-MM-DD",
        help="the day on which units of the register are to exist (default: today)",
    )
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Read each file; a file that cannot be read is named on stderr and does not stop the others."""
    records: list[dict[str, Json]] = []
    unread = 0
    try:
        links = _links(arguments)
    except DomainError as error:
        print(f"{arguments.register}: {explain(error, arguments.language)}", file=sys.stderr)
        return BAD_INPUT
    for file in arguments.files:
        try:
            records.append(
                _read(Path(file), arguments.language, links, is_told=not (arguments.json or arguments.out))
            )
        except DomainError as error:
            unread += 1
            print(f"{file}: {explain(error, arguments.language)}", file=sys.stderr)
    if arguments.out:
        _write(records, Path(arguments.out))
    if arguments.json and records:
        whole: Json = records[0] if len(arguments.files) == 1 else {"documents": list(records)}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    return BAD_INPUT if unread else 0


def _links(arguments: argparse.Namespace) -> _Links | None:
    """The register that units are linked to, where one is named; raises for one that cannot be read."""
    if not arguments.register:
        return None
    return _Links(
        register_of(_bytes(Path(arguments.register))), arguments.on or datetime.now(_TIME_ZONE).date()
    )


def _read(path: Path, language: str, links: _Links | None, *, is_told: bool) -> dict[str, Json]:
    is_over = _stopwatch()
    document = read_document(_bytes(path), recognise=installed_recogniser())
    extraction = extract(document, is_over=is_over)
    if links:
        extraction = linked(extraction, links.units, on=links.on)
    if extraction.is_partial:
        print(f"{path}: {sentence('extract_partial', language)}", file=sys.stderr)
    if is_told:
        print("\n".join(_told(extraction, path.name, language)))
    return record_of(extraction, name=path.stem, text=None if document.is_own_text else document.text)


def _bytes(path: Path) -> bytes:
    """The bytes of a file, no more than one above the cap, so that a huge one is not loaded."""
    try:
        if not path.is_file():
            raise DocumentNotFound
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as closed:
        raise DocumentNotFound from closed


def _stopwatch() -> Callable[[], bool]:
    begun = time.monotonic()
    return lambda: time.monotonic() - begun > SECONDS


def _write(records: list[dict[str, Json]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for record in records:
        text = json.dumps(record, ensure_ascii=False, indent=2)
        (folder / f"{record['doc']}.json").write_text(f"{text}\n", encoding="utf-8")


def _told(extraction: Extraction, name: str, language: str) -> Iterator[str]:
    """The document in a few lines for a reader at the terminal."""
    fields = extraction.head.fields
    head = (fields[key].value for key in ("number", "date", "issuer", "title") if key in fields)
    yield f"{name}: {' · '.join(head)}"
    yield sentence(
        "extract_found", language, tasks=len(extraction.tasks), uncovered=len(extraction.uncovered)
    )
    for place, draft in enumerate(extraction.tasks, 1):
        yield from _task_lines(place, draft)
    for one in extraction.uncovered:
        yield f"  ? {_cut(one.quote)}"


def _task_lines(place: int, draft: TaskDraft) -> Iterator[str]:
    deadline = draft.deadline
    due = f" — {deadline.text} [{deadline.recurs or deadline.due or '?'}]" if deadline else ""
    yield f"  {place}. {'; '.join(map(_unit_words, draft.leads))}{due}"
    yield f"     {_cut(draft.quote)}"


def _unit_words(unit: UnitName) -> str:
    """The unit as written and, where it was linked, its id and those that follow it."""
    if not unit.linked_to:
        return unit.name
    follow = f" → {', '.join(unit.successors) or '?'}" if unit.has_ended else ""
    return f"{unit.name} ({unit.linked_to}{follow})"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 1]}…"
