"""XML parts of a workbook as a stream of elements; a part that declares entities is refused."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from tinnhiem.engines.documents.reading.workbook_package import Package, WorkbookDamaged

Attributes = Mapping[str, str]

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES: Final = range(0xD800, 0xE000)


def parse_part(
    package: Package,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell the elements of ``part`` one by one, names without prefix; raises ``WorkbookDamaged``."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse_declaration(*_: object) -> None:
        raise WorkbookDamaged(file=package.name, part=part)

    parser.StartDoctypeDeclHandler = refuse_declaration
    parser.StartElementHandler = lambda name, given: start(_local(name), given)
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text:
        parser.CharacterDataHandler = text
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no names
    except expat.ExpatError as broken:
        raise WorkbookDamaged(file=package.name, part=part) from broken


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def unescaped(text: str) -> str:
    """``text`` with escapes such as ``_x000D_`` replaced (ECMA-376 part 1 §22.9.2.19)."""
    return _ESCAPE.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code in _SURROGATES else chr(code)
