"""Word-processor documents (DOCX, ISO/IEC 29500) to text, one paragraph or table row a line.

Automatic numbers are rebuilt. A two-column table that only arranges the head or the foot of a letter is read
column by column; any other table becomes rows whose cells stand between upright bars.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from tinnhiem.engines.documents.reading.archive import opened, xml_part
from tinnhiem.engines.documents.reading.errors import FormatNotRead, NestedTooDeep
from tinnhiem.engines.documents.reading.limits import MAX_DEPTH
from tinnhiem.engines.documents.reading.numbering import Numbering, W, list_of, numbering_of

_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED: Final = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}txbxContent", _COMPATIBILITY}
)
_WRAPPERS: Final = frozenset(
    {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml"}
)
_LETTERS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HEADER: Final = re.compile(r"word/header\d{0,3}\.xml")
_LAYOUT_ROWS: Final = 3


def text_of_docx(data: bytes) -> str:
    """The text of a DOCX file; raises when it is damaged, locked, of another kind or made to exhaust."""
    archive = opened(data)
    document = xml_part(archive, "word/document.xml")
    if document is None:
        raise FormatNotRead(kind=_kind_of(archive.namelist()))
    numbering = numbering_of(xml_part(archive, "word/numbering.xml"), xml_part(archive, "word/styles.xml"))
    body = document.find(f"{W}body")
    lines = list(_lines(body, numbering, 0)) if body is not None else []
    return "\n".join([*_headers(archive, numbering), *lines])


def _headers(archive: zipfile.ZipFile, numbering: Numbering) -> Iterator[str]:
    """What stands in the headers of pages, where a mark of secrecy may be; page numbers aside."""
    for name in archive.namelist():
        if _HEADER.fullmatch(name):
            header = xml_part(archive, name)
            lines = _lines(header, numbering, 0) if header is not None else ()
            yield from (line for line in lines if any(letter.isalpha() for letter in line))


def _kind_of(names: list[str]) -> str:
    kinds = {"xl/": "XLSX", "ppt/": "PPTX", "content.xml": "ODT"}
    return next(
        (kind for start, kind in kinds.items() if any(name.startswith(start) for name in names)), "ZIP"
    )


def _lines(parent: ET.Element, numbering: Numbering, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise NestedTooDeep
    for element in parent:
        if element.tag == f"{W}p":
            yield from _paragraph(element, numbering)
        elif element.tag == f"{W}tbl":
            yield from _table(element, numbering, depth + 1)
        elif element.tag in _WRAPPERS:
            yield from _lines(element, numbering, depth + 1)


def _paragraph(paragraph: ET.Element, numbering: Numbering) -> Iterator[str]:
    for box in _boxes(paragraph):
        yield from _lines(box, numbering, 1)
    text = "".join(_letters(paragraph))
    yield f"{_label(paragraph, numbering)}{text}" if text.strip() else ""


def _boxes(element: ET.Element) -> Iterator[ET.Element]:
    """The text boxes anchored in a paragraph, each once."""
    for part in element:
        if part.tag == f"{W}txbxContent":
            yield part
        elif part.tag != _COMPATIBILITY:
            yield from _boxes(part)


def _label(paragraph: ET.Element, numbering: Numbering) -> str:
    properties = paragraph.find(f"{W}pPr")
    style = properties.find(f"{W}pStyle") if properties is not None else None
    of_style = numbering.styles.get(style.get(f"{W}val", "")) if style is not None else None
    place = list_of(properties) or of_style
    label = numbering.label(*place) if place else ""
    return f"{label} " if label else ""


def _letters(element: ET.Element) -> Iterator[str]:
    for part in element:
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag in _LETTERS:
            yield _LETTERS[part.tag]
        elif part.tag not in _SKIPPED and part.tag != f"{W}pPr":
            yield from _letters(part)


def _table(table: ET.Element, numbering: Numbering, depth: int) -> Iterator[str]:
    rows = [
        [list(_lines(cell, numbering, depth)) for cell in row.iter(f"{W}tc")]
        for row in table.findall(f"{W}tr")
    ]
    if _arranges_only(rows):
        for column in zip(*rows, strict=True):
            for cell in column:
                yield from cell
            yield ""
        return
    for row in rows:
        yield " | ".join(" ".join(" ".join(cell).split()) for cell in row)


def _arranges_only(rows: list[list[list[str]]]) -> bool:
    """Whether a table merely sets two columns of lines side by side, as heads and feet of letters do."""
    several = any("\n" in "\n".join(cell).strip() for row in rows for cell in row)
    return several and len(rows) <= _LAYOUT_ROWS and all(len(row) == 2 for row in rows)
