"""Figures: a number and what it counts. Dates, document numbers, classes and articles are no figures."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tinnhiem.domain.directives.findings import Figure
from tinnhiem.domain.directives.vocabulary import any_of, names, words
from tinnhiem.engines.documents.reading.folding import phrases
from tinnhiem.engines.documents.reading.layout import Block

_SCALES: Final = {word: float(value) for word, value in names("figures", "scales").items()}
_APPROXIMATE: Final = any_of(("figures", "approximate"))
_NUMBER: Final = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_STOP: Final = phrases(*words("figures", "not_unit"))
_WORD: Final = rf"(?!(?:{_STOP})(?!\w))[^\W\d_]+"
_FIGURE: Final = re.compile(
    rf"(?<![\w/.,:-])(?P<about>{_APPROXIMATE}\s+)?(?P<number>{_NUMBER})(?:/(?P<of>{_NUMBER}))?(?P<scale>\s*(?:{phrases(*_SCALES)})(?!\w))?"
    rf"\s*(?P<unit>%(?:\s+{_WORD}(?:\s+{_WORD}){{0,2}})?|\s{_WORD}(?:\s+{_WORD}){{0,3}})"
)
_COUNTED: Final = re.compile(
    rf"(?<!\w)(?P<unit>(?:tổng\s+)?số\s+[^\W\d_]+(?:\s+[^\W\d_]+){{0,7}})\s*:\s*(?P<number>{_NUMBER})(?![\d/.-])"
)
_NAMED_NUMBER: Final = re.compile(rf"(?:{phrases(*words('figures', 'not_after'))})\s*:?\s*\Z")
_TOTAL: Final = re.compile(r"(?:tổng|con|sĩ|quân)\s+số\s*:?\s*\Z")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}\Z")
_CHINESE: Final = re.compile(
    r"(?P<about>近|超过|超|约)?(?P<number>\d+(?:\.\d+)?)(?P<scale>万|亿)?(?P<more>余|多)?(?P<unit>%|个百分点"
    r"|[个所名人件项次元亩户天家场篇条位台套份岁里米吨间座批类处校平方人次公里]{1,3}[\u4e00-\u9fff]{0,2})"
)
_SATISFIED: Final = re.compile(
    r"(?P<unit>非常满意|基本满意|不满意|满意|一般)\s*:?\s*(?P<number>\d+)\s*(?![\d票人])"
)
_CHINESE_SCALES: Final = {"万": 10_000, "亿": 100_000_000}


def figures_in(blocks: Iterable[Block], *, language: str) -> list[Figure]:
    """The figures of a document in reading order."""
    reader = _chinese if language == "zh" else _vietnamese
    return [figure for block in blocks for figure in reader(block)]


def _vietnamese(block: Block) -> Iterator[Figure]:
    for found in _FIGURE.finditer(block.folded):
        before = block.folded[max(0, found.start() - 24) : found.start()]
        if (_NAMED_NUMBER.search(before) and not _TOTAL.search(before)) or (
            _YEAR.match(found["number"]) and found["unit"][:1] != "%"
        ):
            continue
        for part in ("number", "of"):
            if found[part]:
                yield _figure(block, found, part)
    for found in _COUNTED.finditer(block.folded):
        yield _figure(block, found, "number")


def _figure(block: Block, found: re.Match[str], part: str) -> Figure:
    value = float(found[part].replace(".", "").replace(",", "."))
    groups = found.groupdict()
    scale = " ".join((groups.get("scale") or "").split())
    value *= _SCALES.get(scale, 1)
    unit = " ".join(block.text[slice(*found.span("unit"))].split())
    start = found.start() if part == "number" else found.start(part)
    return Figure(
        block.origin(start, found.end()),
        block.text[start : found.end()],
        value,
        unit,
        bool(groups.get("about")),
    )


def _chinese(block: Block) -> Iterator[Figure]:
    for found in _SATISFIED.finditer(block.folded):
        span, value = block.origin(*found.span()), float(found["number"])
        yield Figure(span, found[0].strip(), value, found["unit"], is_approximate=False)
    for found in _CHINESE.finditer(block.folded):
        value = float(found["number"]) * _CHINESE_SCALES.get(found["scale"] or "", 1)
        about = bool(found["about"] or found["more"])
        yield Figure(block.origin(*found.span()), found[0], value, found["unit"], about)
