"""``tinnhiem register preview FILE.xlsx``: what a school's staff list says, and what to correct in it.

It writes nothing. The table on the terminal leaves out notes and party membership; ``--json`` gives the whole
record of the public contract.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, sentence
from tinnhiem.domain.registers.staff_list import Finding, PostKind, StaffList, StaffMember, read_staff_list
from tinnhiem.engines.documents.reading.workbook import read_workbook
from tinnhiem.engines.documents.reading.workbook_package import MAX_FILE_BYTES

_TIME_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_COLUMNS: Final = ("row", "name", "born_on", "sex", "post", "employment", "appointed_on")
_WIDEST: Final = 32
_CELLS_SHOWN: Final = 8


class FileNotFound(DomainError):
    """There is no file of this name, or it may not be opened."""

    code = "register_file_not_found"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file, ``--json`` and ``--language``."""
    parser.add_argument("file", metavar="FILE", help=".xlsx")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Print the preview; raises ``DomainError`` for a file that cannot be read."""
    path = Path(arguments.file)
    workbook = read_workbook(_bytes(path), name=path.name)
    staff_list = read_staff_list(workbook, today=datetime.now(_TIME_ZONE).date())
    if arguments.json:
        print(json.dumps(staff_list.to_json(arguments.language), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_Summary(arguments.language).lines(staff_list)))
    return 0


def _bytes(path: Path) -> bytes:
    """The bytes of a file, no more than one above the cap, so that a huge one is not loaded."""
    try:
        if not path.is_file():
            raise FileNotFound(file=str(path))
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as closed:
        raise FileNotFound(file=str(path)) from closed


class _Summary:
    """The preview as lines of text in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def lines(self, staff_list: StaffList) -> list[str]:
        return [
            *self._head(staff_list),
            *self._people(staff_list.people),
            *self._errors(staff_list.errors),
            *self._warnings(staff_list.warnings),
        ]

    def _say(self, name: str, **params: str | int) -> str:
        return sentence(f"register_preview_{name}", self._language, **params)

    def _head(self, staff_list: StaffList) -> list[str]:
        places = (staff_list.school_name, staff_list.superior)
        named = " · ".join(place for place in places if place) or self._say("no_school")
        on = self._day(staff_list.as_of) or self._say("no_day")
        kinds = Counter(member.post_kind for member in staff_list.people)
        posts = " · ".join(f"{self._say(kind)}: {kinds[kind]}" for kind in PostKind)
        return [named, self._say("found", sheet=staff_list.sheet, on=on, rows=len(staff_list.people)), posts]

    def _people(self, people: Sequence[StaffMember]) -> list[str]:
        if not people:
            return []
        table = [[self._say(f"column_{column}") for column in _COLUMNS], *map(self._cells, people)]
        widths = [min(max(map(len, column)), _WIDEST) for column in zip(*table, strict=True)]
        return ["", *(_aligned(row, widths) for row in table)]

    def _cells(self, member: StaffMember) -> list[str]:
        return [
            str(member.row),
            member.name or "?",
            self._day(member.born_on),
            self._say(member.sex) if member.sex else "",
            member.post or "",
            self._say(member.employment) if member.employment else "",
            self._day(member.appointed_on),
        ]

    def _day(self, day: date | None) -> str:
        return f"{day:%d/%m/%Y}" if day else ""

    def _errors(self, errors: Sequence[Finding]) -> list[str]:
        if not errors:
            return ["", self._say("no_errors")]
        said = [f"  {error.message(self._language)}" for error in errors]
        return ["", self._say("errors", count=len(errors)), *said]

    def _warnings(self, warnings: Sequence[Finding]) -> list[str]:
        if not warnings:
            return []
        codes = dict.fromkeys(warning.code for warning in warnings)
        return [
            "",
            self._say("warnings", count=len(warnings)),
            *(self._kind(code, warnings) for code in codes),
        ]

    def _kind(self, code: str, warnings: Iterable[Finding]) -> str:
        cells = [warning.cell for warning in warnings if warning.code == code]
        more = ["…"] if len(cells) > _CELLS_SHOWN else []
        return f"  {self._say(f'warning_{code}')}: {len(cells)} ({', '.join(cells[:_CELLS_SHOWN] + more)})"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
