"""Automatic numbers of word-processor lists (ISO/IEC 29500-1 §17.9), which stand nowhere in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE_DIGITS: Final = "零一二三四五六七八九"
_CHINESE_KINDS: Final = frozenset(
    {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"}
)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    kind: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: Mapping[str, Mapping[int, Level]]
    """Levels by list id."""
    abstract: Mapping[str, str]
    styles: Mapping[str, tuple[str, int]]
    """List id and level by paragraph style."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, depth: int) -> str:
        """The sign of the next item of ``list_id`` at ``depth``, as a reader sees it."""
        levels = self.levels.get(list_id, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self.abstract.get(list_id, list_id), {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        level = levels[depth]
        if level.kind == "bullet":
            return "-"
        if level.kind == "none":
            return ""
        return self._filled(level, levels, counts)

    @staticmethod
    def _filled(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
        label = level.pattern
        for depth, part in levels.items():
            if f"%{depth + 1}" in label:
                label = label.replace(f"%{depth + 1}", numeral(counts.get(depth, part.start), part.kind))
        return label


def numbering_of(lists: ET.Element | None, styles: ET.Element | None) -> Numbering:
    """The numbering of a document from its ``numbering.xml`` and ``styles.xml``."""
    if lists is None:
        return Numbering({}, {}, {})
    shapes = {str(shape.get(f"{W}abstractNumId")): _levels(shape) for shape in lists.iter(f"{W}abstractNum")}
    levels: dict[str, Mapping[int, Level]] = {}
    abstract: dict[str, str] = {}
    for one in lists.iter(f"{W}num"):
        list_id, shape_id = str(one.get(f"{W}numId")), _value(one.find(f"{W}abstractNumId"))
        overrides = _levels(one)
        levels[list_id] = {**shapes.get(shape_id, {}), **overrides}
        abstract[list_id] = f"{list_id}!" if one.find(f".//{W}startOverride") is not None else shape_id
    return Numbering(levels, abstract, _style_lists(styles))


def numeral(number: int, kind: str) -> str:
    """``number`` written in one of the kinds of list numbering."""
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"}:
        return _roman(number) if kind == "lowerRoman" else _roman(number).upper()
    if kind in _CHINESE_KINDS:
        return _chinese(number)
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def list_of(properties: ET.Element | None) -> tuple[str, int] | None:
    """The list id and level that paragraph properties name, if any."""
    given = properties.find(f"{W}numPr") if properties is not None else None
    if given is None or given.find(f"{W}numId") is None:
        return None
    depth = _value(given.find(f"{W}ilvl"))
    return _value(given.find(f"{W}numId")), int(depth) if depth.isdecimal() else 0


def _levels(shape: ET.Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in shape.iter(f"{W}lvl"):
        depth, start = str(level.get(f"{W}ilvl")), _value(level.find(f"{W}start"))
        if depth.isdecimal():
            kind = _value(level.find(f"{W}numFmt")) or "decimal"
            pattern = _value(level.find(f"{W}lvlText"))
            found[int(depth)] = Level(kind, pattern, int(start) if start.isdecimal() else 1)
    return found


def _style_lists(styles: ET.Element | None) -> dict[str, tuple[str, int]]:
    if styles is None:
        return {}
    found: dict[str, tuple[str, int]] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name = str(style.get(f"{W}styleId"))
        parents[name] = _value(style.find(f"{W}basedOn"))
        own = list_of(style.find(f"{W}pPr"))
        if own:
            found[name] = own
    for name, parent in parents.items():
        if name not in found and parent in found:
            found[name] = found[parent]
    return found


def _value(element: ET.Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        while number >= value:
            letters, number = letters + sign, number - value
    return letters


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE_DIGITS[ones]
    return ("" if tens == 1 else _CHINESE_DIGITS[tens % 10]) + "十" + (_CHINESE_DIGITS[ones] if ones else "")
