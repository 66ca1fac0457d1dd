"""What a workbook says about itself: its sheets, its shared texts, and which styles show a date.

Section numbers are those of ECMA-376 part 1.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tinnhiem.engines.documents.reading.workbook_package import NotAWorkbook, Package
from tinnhiem.engines.documents.reading.workbook_xml import Attributes, parse_part, unescaped

_DATE_FORMATS: Final = frozenset({14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 55), 57, 58})
_NOT_FORMAT: Final = re.compile(r'"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the index names it, with the part that holds its cells."""

    name: str
    is_hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Index:
    """What the workbook part says: its sheets in order, where texts and styles are, which calendar counts."""

    sheets: tuple[SheetEntry, ...]
    texts_part: str | None
    styles_part: str | None
    uses_1904: bool


def read_index(package: Package) -> Index:
    """Find the sheets of the package; raises ``NotAWorkbook`` where it holds something else."""
    roots = _relations(package, "_rels/.rels", "")
    book = next((target for kind, target in roots.values() if kind == "officeDocument"), None)
    if book is None or not package.has(book):
        raise NotAWorkbook(file=package.name)
    folder, file = posixpath.split(book)
    relations = _relations(package, posixpath.join(folder, "_rels", f"{file}.rels"), folder)
    reader = _IndexReader(relations)
    parse_part(package, book, reader.start)
    if not reader.is_workbook:
        raise NotAWorkbook(file=package.name)
    parts = {kind: target for kind, target in relations.values() if package.has(target)}
    return Index(tuple(reader.sheets), parts.get("sharedStrings"), parts.get("styles"), reader.uses_1904)


def read_shared_texts(package: Package, index: Index) -> Sequence[str]:
    """The texts that cells refer to by number."""
    reader = _TextReader()
    if index.texts_part:
        parse_part(package, index.texts_part, reader.start, reader.end, reader.text)
    return reader.texts


def read_styles(package: Package, index: Index) -> Sequence[bool]:
    """For each cell style, whether it shows a number as a date."""
    reader = _StyleReader()
    if index.styles_part:
        parse_part(package, index.styles_part, reader.start, reader.end)
    return reader.shows_date()


def _relations(package: Package, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """The targets of ``part`` by their id, each with the last word of its kind."""
    relations: dict[str, tuple[str, str]] = {}

    def start(name: str, given: Attributes) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/")
            relations[given.get("Id", "")] = given.get("Type", "").rpartition("/")[2], target

    if package.has(part):
        parse_part(package, part, start)
    return relations


class _IndexReader:
    """Reads the workbook part (§18.2)."""

    def __init__(self, relations: Mapping[str, tuple[str, str]]) -> None:
        self.relations = relations
        self.sheets: list[SheetEntry] = []
        self.uses_1904 = False
        self.is_workbook = False

    def start(self, name: str, given: Attributes) -> None:
        if name == "workbook":
            self.is_workbook = True
        elif name == "workbookPr":
            self.uses_1904 = given.get("date1904", "0") in {"1", "true"}
        elif name == "sheet":
            self._add(given)

    def _add(self, given: Attributes) -> None:
        relation = next((value for key, value in given.items() if key.endswith(":id")), "")
        kind, part = self.relations.get(relation, ("", ""))
        if kind == "worksheet":
            is_hidden = given.get("state", "visible") != "visible"
            self.sheets.append(SheetEntry(given.get("name", ""), is_hidden, part))


class _TextReader:
    """Reads shared texts (§18.4), the runs of one text joined and its reading aids left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._in_aid = False

    def start(self, name: str, _: Attributes) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._in_aid = True
        elif name == "t":
            self._in_text = not self._in_aid

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(unescaped("".join(self._pieces)))
        elif name == "rPh":
            self._in_aid = False
        elif name == "t":
            self._in_text = False

    def text(self, piece: str) -> None:
        if self._in_text:
            self._pieces.append(piece)


class _StyleReader:
    """Reads number formats and the cell styles that use them (§18.8.30, §18.8.10)."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._used: list[str] = []
        self._in_cell_styles = False

    def start(self, name: str, given: Attributes) -> None:
        if name == "numFmt":
            self._formats[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            self._used.append(given.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False

    def shows_date(self) -> list[bool]:
        return [self._is_date(used) for used in self._used]

    def _is_date(self, used: str) -> bool:
        if used in self._formats:
            return _is_date_format(self._formats[used])
        return used.isdecimal() and int(used) in _DATE_FORMATS


def _is_date_format(code: str) -> bool:
    letters = set(_NOT_FORMAT.sub("", code.partition(";")[0]).lower())
    if "general" in code.lower() or letters & set("0#?"):
        return False
    return bool(letters & set("yd")) or ("m" in letters and not letters & set("hs"))
