"""``tinnhiem paper read DEF.json SCAN…``: what marked sheets say, and which rows people must settle.

Two readings must agree before a row is settled; whatever else there is goes to people with its reason. The
pile is counted, never a person: no page is tied to anything but its file and number.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, TextIO, cast

from tinnhiem.cli.manage.paper_print import add_definition_arguments, font_chain, read_definition
from tinnhiem.common.sentences import sentence
from tinnhiem.engines.omr.definition import Definition
from tinnhiem.engines.omr.extra import require_reader

if TYPE_CHECKING:
    from tinnhiem.cli.manage.paper_pages import ReadPile
    from tinnhiem.engines.omr.pile import PileRecord

_PAGES: Final = "tinnhiem.cli.manage.paper_pages"
_BAR: Final = 30


class _Pages(Protocol):
    """The module that needs the packages of the extra ``omr``, loaded once they are known to be there."""

    read_pile: "ReadPile"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the definition and the scans."""
    add_definition_arguments(parser)
    parser.add_argument("scans", nargs="+", metavar="SCAN", help=".pdf, .tif, .jpg, .png")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes; 0 takes all cores")
    parser.add_argument(
        "--control-sheets",
        action="store_true",
        help="the first and the last page are unmarked sheets that show streaks of the scanner",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print what the pages say; pages that cannot be read are part of the answer."""
    require_reader()
    definition, fonts = read_definition(arguments.definition, arguments.key), font_chain(arguments.font)
    pages = cast("_Pages", import_module(_PAGES))
    bar = _Bar(sys.stderr)
    record = pages.read_pile(
        definition,
        arguments.scans,
        fonts=fonts,
        language=arguments.language,
        has_control_sheets=arguments.control_sheets,
        jobs=arguments.jobs,
        progress=bar.show,
    )
    bar.clear()
    if arguments.json:
        print(json.dumps(record, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_summary(record, definition, arguments.language)))
    return 0


class _Bar:
    """A progress bar on a terminal, and nothing elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()

    def show(self, done: int, of: int) -> None:
        if self._is_terminal:
            filled = _BAR * done // of
            bar = "█" * filled + "░" * (_BAR - filled)
            self._stream.write(f"\r{bar} {done}/{of}")
            self._stream.flush()

    def clear(self) -> None:
        if self._is_terminal:
            self._stream.write("\r\x1b[K")


def _summary(record: "PileRecord", definition: Definition, language: str) -> list[str]:
    totals = record["totals"]
    lines = [
        sentence(
            "paper_read_totals",
            language,
            sheets=totals["sheets"],
            read=totals["read"],
            adjudicate=totals["adjudicate"],
            unreadable=totals["unreadable"],
            wrong_form=totals["wrong_form"],
            duplicate=totals["duplicate"],
        )
    ]
    labels = {option.id: option.label for option in definition.options}
    for subject in definition.subjects:
        counts = _counted(totals["counts"].get(subject.id, {}), labels)
        blank = sentence("paper_read_blank", language, count=totals["blank"].get(subject.id, 0))
        lines.append(f"  {subject.name}: {counts} · {blank}")
    for sheet in record["sheets"]:
        place = sentence("paper_read_page", language, file=sheet["file"], page=sheet["page"])
        lines += [f"{place}: {reason['message']}" for reason in sheet["reasons"]]
    return lines


def _counted(counts: Mapping[str, int], labels: Mapping[str, str]) -> str:
    return " · ".join(f"{label} {counts.get(option, 0)}" for option, label in labels.items())
