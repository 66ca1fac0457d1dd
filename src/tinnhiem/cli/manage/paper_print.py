"""``tinnhiem paper print DEF.json --copies N --out F.pdf --layout F.json``: sheets for a poll on paper.

All copies are the same, page for page: nothing on a sheet can tell one voter's from another's.
"""

import argparse
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES, sentence
from tinnhiem.engines.omr.authentication import authenticated
from tinnhiem.engines.omr.definition import Definition, parse_definition
from tinnhiem.engines.omr.layout import layout_of, layout_record
from tinnhiem.engines.omr.printing import print_sheets
from tinnhiem.engines.omr.typesetting import FontChain
from tinnhiem.packs import PACKS

MOST_COPIES: Final = 20_000
_MOST_DEFINITION_BYTES: Final = 1_000_000
_MOST_KEY_BYTES: Final = 4096


class DefinitionNotFound(DomainError):
    """There is no definition of this name, or it may not be opened."""

    code = "sheet_definition_not_found"


class KeyNotFound(DomainError):
    """There is no key of this name, or it may not be opened."""

    code = "sheet_key_not_found"


class CopiesOutOfRange(DomainError):
    """No copies, or more than one print run can be."""

    code = "sheet_copies_out_of_range"


class OutputNotWritable(DomainError):
    """The file to write cannot be written."""

    code = "sheet_output_not_writable"


class OutputNameTaken(DomainError):
    """Two of the files named are one."""

    code = "sheet_output_name_taken"


class FontNotFound(DomainError):
    """There is no font of this name."""

    code = "sheet_font_not_found"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the definition, the number of copies and the two files to write."""
    add_definition_arguments(parser)
    parser.add_argument("--copies", type=int, required=True, metavar="N")
    parser.add_argument("--out", required=True, metavar="F.pdf")
    parser.add_argument("--layout", metavar="F.json")


def add_definition_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what printing and reading share: definition, key, further fonts, language, ``--json``."""
    parser.add_argument("definition", metavar="DEF.json")
    parser.add_argument(
        "--font", action="append", default=[], metavar="FILE.ttf", help="for glyphs the house fonts lack"
    )
    parser.add_argument("--key", metavar="FILE", help="gives the sheets of the batch an authentication code")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])


def run(arguments: argparse.Namespace) -> int:
    """Write the sheets and their layout; nothing is written where either cannot be made."""
    definition, fonts = read_definition(arguments.definition, arguments.key), font_chain(arguments.font)
    inputs = [arguments.definition, arguments.key, *arguments.font]
    _check_outputs(filter(None, [arguments.out, arguments.layout]), inputs=filter(None, inputs))
    if not 1 <= arguments.copies <= MOST_COPIES:
        raise CopiesOutOfRange(copies=arguments.copies, most=MOST_COPIES)
    pdf = print_sheets(definition, copies=arguments.copies, fonts=fonts)
    layout = json.dumps(layout_record(layout_of(definition)), ensure_ascii=False, indent=1)
    _write(arguments.out, pdf)
    if arguments.layout:
        _write(arguments.layout, f"{layout}\n".encode())
    _tell(arguments, definition)
    return 0


def read_definition(path: str, key: str | None) -> Definition:
    """The definition in the file ``path``, authenticated with the key in the file ``key``.

    Raises ``DefinitionNotFound``, ``KeyNotFound``, or what is wrong in either.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_DEFINITION_BYTES)
    except (OSError, ValueError) as closed:
        raise DefinitionNotFound(file=path) from closed
    definition = parse_definition(data)
    return definition if key is None else authenticated(definition, _key(key))


def _key(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(_MOST_KEY_BYTES).strip()
    except (OSError, ValueError) as closed:
        raise KeyNotFound(file=path) from closed


def font_chain(further: list[str]) -> FontChain:
    """The fonts of the house, then ``further`` ones; raises ``FontNotFound``."""
    more = tuple(Path(path) for path in further)
    for path in more:
        if not path.is_file():
            raise FontNotFound(file=str(path))
    latin, han = PACKS / "fonts", PACKS / "fonts_han" / "DroidSansFallback-Han.ttf"
    return FontChain((latin / "Tinos-Regular.ttf", han, *more), (latin / "Tinos-Bold.ttf", han, *more))


def _check_outputs(outputs: Iterable[str], *, inputs: Iterable[str]) -> None:
    taken = {Path(path).resolve() for path in inputs}
    for output in outputs:
        path = Path(output)
        if path.resolve() in taken:
            raise OutputNameTaken(file=output)
        place = path if path.exists() else path.parent
        if path.is_dir() or not os.access(place, os.W_OK):
            raise OutputNotWritable(file=output)
        taken.add(path.resolve())


def _write(path: str, data: bytes) -> None:
    try:
        Path(path).write_bytes(data)
    except OSError as closed:
        raise OutputNotWritable(file=path) from closed


def _tell(arguments: argparse.Namespace, definition: Definition) -> None:
    if arguments.json:
        record = {"copies": arguments.copies, "form": definition.form_hash, "out": arguments.out}
        print(json.dumps(record, ensure_ascii=False))
        return
    said = sentence(
        "sheet_printed",
        arguments.language,
        copies=arguments.copies,
        file=arguments.out,
        paper=definition.paper,
        form=definition.form_hash[:8],
    )
    print(said)
