"""The whole of a document: its head, tasks, figures, events, people, and what no task covers."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from tinnhiem.domain.directives.assignments import first_order_word, opening_verb
from tinnhiem.domain.directives.chinese import chinese_tasks, is_label
from tinnhiem.domain.directives.chinese_heads import chinese_head
from tinnhiem.domain.directives.classification import refuse_classified
from tinnhiem.domain.directives.events import events_in
from tinnhiem.domain.directives.figures import figures_in
from tinnhiem.domain.directives.findings import Extraction, TaskDraft, Uncovered
from tinnhiem.domain.directives.heads import framed
from tinnhiem.domain.directives.people import people_in
from tinnhiem.domain.directives.sections import Reading, enters_section
from tinnhiem.domain.directives.sentences import sentences_of
from tinnhiem.domain.directives.tasks import tasks_in
from tinnhiem.domain.directives.units import units_at
from tinnhiem.engines.documents.reading.document import ReadDocument
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_HAN: Final = re.compile("[\u4e00-\u9fff]")
SAMPLE: Final = 6_000
"""How many letters tell the language of a document."""
_CHINESE_ORDER: Final = re.compile(r"要求|责成|必须|务必|要加|负责|牵头|应当|下一步|严禁|不得")
_CHINESE_SENTENCE: Final = re.compile(r"[^。!?！？]+")
_MUST: Final = re.compile(
    r"(?<!\w)(?:phải|có trách nhiệm|chịu trách nhiệm|chủ trì|trước ngày|chậm nhất|khẩn trương|cần)(?!\w)"
)


def extract(document: ReadDocument, *, is_over: Callable[[], bool] = lambda: False) -> Extraction:
    """Read what ``document`` orders and states; raises ``DocumentClassified`` for one marked as a secret.

    ``is_over`` is asked before each paragraph; once it says yes, what was found so far is given as partial.
    """
    refuse_classified(document.blocks)
    budget = _Budget(is_over)
    reader = _chinese if language_of(document.text) == "zh" else _vietnamese
    return replace(reader(document.blocks, budget), is_partial=budget.is_spent)


class _Budget:
    """Hands out paragraphs until the time for them is over."""

    def __init__(self, is_over: Callable[[], bool]) -> None:
        self._is_over = is_over
        self.is_spent = False

    def within(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks, as far as the time goes."""
        for block in blocks:
            if self.is_spent or self._is_over():
                self.is_spent = True
                return
            yield block


def language_of(text: str) -> str:
    """``zh`` for Chinese, otherwise ``vi``."""
    sample = "".join(text[:SAMPLE].split())
    return "zh" if len(_HAN.findall(sample)) * 3 > len(sample) else "vi"


def _vietnamese(blocks: Sequence[Block], budget: _Budget) -> Extraction:
    frame = framed(blocks)
    tasks = tuple(tasks_in(frame.body, within=budget.within, anchor=frame.head.issued_on))
    return Extraction(
        language="vi",
        head=frame.head,
        tasks=tasks,
        figures=tuple(figures_in(budget.within(blocks), language="vi")),
        events=tuple(events_in(budget.within(blocks))),
        people=tuple(people_in(budget.within(blocks), frame.head.fields)),
        uncovered=tuple(_uncovered(budget.within(frame.body), tasks)),
    )


def _chinese(blocks: Sequence[Block], budget: _Budget) -> Extraction:
    head = chinese_head(blocks)
    is_petition = head.fields["type"].value == "petition"
    tasks = tuple(chinese_tasks(tuple(budget.within(blocks)), anchor=head.issued_on, is_petition=is_petition))
    return Extraction(
        language="zh",
        head=head,
        tasks=tasks,
        figures=tuple(figures_in(budget.within(blocks), language="zh")),
        uncovered=tuple(_uncovered_chinese(budget.within(blocks), tasks)),
    )


def _uncovered(blocks: Iterable[Block], tasks: Sequence[TaskDraft]) -> Iterator[Uncovered]:
    cover = _Cover(tasks)
    reading = Reading(None)
    for block, following in pairwise([*blocks, None]):
        if block is None:
            return
        if block.marker.sign:
            reading.leave(2 * block.marker.rank)
        is_item = bool(block.marker.sign) and not enters_section(block, following, reading)
        gives_work = is_item and not reading.is_closed
        for start, end in sentences_of(block):
            word = first_order_word(block, start, end) or _must_word(block, start, end)
            word = word or (_opening(block, start) if gives_work else "")
            span = block.origin(start, end)
            if word and not cover.holds(span):
                yield Uncovered(span, block.text[start:end], word)


def _opening(block: Block, start: int) -> str:
    """What makes an item look like work: the verb or the unit that opens it."""
    units = units_at(block, start)
    return block.text[units[0].start : units[0].end] if units else opening_verb(block, start)


def _must_word(block: Block, start: int, end: int) -> str:
    found = _MUST.search(block.folded, start, end)
    return block.text[found.start() : found.end()] if found else ""


def _uncovered_chinese(blocks: Iterable[Block], tasks: Sequence[TaskDraft]) -> Iterator[Uncovered]:
    cover = _Cover(tasks)
    for block in blocks:
        for sentence in _CHINESE_SENTENCE.finditer(block.text):
            word = _CHINESE_ORDER.search(block.text, *sentence.span())
            if word and not is_label(block) and not cover.holds(block.origin(*sentence.span())):
                yield Uncovered(block.origin(*sentence.span()), sentence[0].strip(), word[0])


class _Cover:
    """The stretches of text that tasks cover, for quick asking."""

    def __init__(self, tasks: Sequence[TaskDraft]) -> None:
        self.spans = sorted(task.span for task in tasks)

    def holds(self, span: Span) -> bool:
        """Whether some task overlaps more than half of ``span``."""
        place = bisect_left(self.spans, span)
        near = self.spans[max(0, place - 3) : place + 3]
        half = (span[1] - span[0]) // 2
        return any(min(span[1], end) - max(span[0], start) > half for start, end in near)
