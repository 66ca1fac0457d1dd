"""The whole of a document: its head, tasks, figures, events, people, and what no task covers."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tinnhiem.domain.directives.assignments import first_order_word
from tinnhiem.domain.directives.chinese import chinese_tasks
from tinnhiem.domain.directives.chinese_heads import chinese_head
from tinnhiem.domain.directives.classification import refuse_classified
from tinnhiem.domain.directives.events import events_in
from tinnhiem.domain.directives.figures import figures_in
from tinnhiem.domain.directives.findings import Extraction, TaskDraft, Uncovered
from tinnhiem.domain.directives.heads import framed
from tinnhiem.domain.directives.people import people_in
from tinnhiem.domain.directives.sentences import sentences_of
from tinnhiem.domain.directives.tasks import tasks_in
from tinnhiem.engines.documents.reading.document import ReadDocument
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_HAN: Final = re.compile("[\u4e00-\u9fff]")
_CHINESE_ORDER: Final = re.compile(r"要求|责成|必须|务必|要加|负责|牵头|应当|下一步|严禁|不得")
_CHINESE_SENTENCE: Final = re.compile(r"[^。!?！？]+")
_MUST: Final = re.compile(
    r"(?<!\w)(?:phải|có trách nhiệm|chịu trách nhiệm|chủ trì|trước ngày|chậm nhất|khẩn trương|cần)(?!\w)"
)


def extract(document: ReadDocument) -> Extraction:
    """Read what ``document`` orders and states; raises ``DocumentClassified`` for one marked as a secret."""
    refuse_classified(document.blocks)
    language = language_of(document.text)
    return _chinese(document.blocks) if language == "zh" else _vietnamese(document.blocks)


def language_of(text: str) -> str:
    """``zh`` for Chinese, otherwise ``vi``."""
    letters = sum(letter.isalpha() for letter in text[:20_000])
    return "zh" if len(_HAN.findall(text[:20_000])) * 3 > letters else "vi"


def _vietnamese(blocks: Sequence[Block]) -> Extraction:
    frame = framed(blocks)
    tasks = tuple(tasks_in(frame.body, anchor=frame.head.issued_on))
    return Extraction(
        language="vi",
        head=frame.head,
        tasks=tasks,
        figures=tuple(figures_in(blocks, language="vi")),
        events=tuple(events_in(blocks)),
        people=tuple(people_in(blocks, frame.head.fields)),
        uncovered=tuple(_uncovered(frame.body, tasks)),
    )


def _chinese(blocks: Sequence[Block]) -> Extraction:
    head = chinese_head(blocks)
    is_petition = head.fields["type"].value == "petition"
    tasks = tuple(chinese_tasks(blocks, anchor=head.issued_on, is_petition=is_petition))
    return Extraction(
        language="zh",
        head=head,
        tasks=tasks,
        figures=tuple(figures_in(blocks, language="zh")),
        uncovered=tuple(_uncovered_chinese(blocks, tasks)),
    )


def _uncovered(blocks: Sequence[Block], tasks: Sequence[TaskDraft]) -> Iterator[Uncovered]:
    for block in blocks:
        for start, end in sentences_of(block):
            word = first_order_word(block, start, end) or _must_word(block, start, end)
            span = block.origin(start, end)
            if word and not _is_covered(span, tasks):
                yield Uncovered(span, block.text[start:end], word)


def _must_word(block: Block, start: int, end: int) -> str:
    found = _MUST.search(block.folded, start, end)
    return block.text[found.start() : found.end()] if found else ""


def _uncovered_chinese(blocks: Sequence[Block], tasks: Sequence[TaskDraft]) -> Iterator[Uncovered]:
    for block in blocks:
        for sentence in _CHINESE_SENTENCE.finditer(block.text):
            word = _CHINESE_ORDER.search(block.text, *sentence.span())
            if word and not _is_covered(block.origin(*sentence.span()), tasks):
                yield Uncovered(block.origin(*sentence.span()), sentence[0].strip(), word[0])


def _is_covered(span: Span, tasks: Sequence[TaskDraft]) -> bool:
    """Whether some task overlaps most of the sentence."""
    return any(
        min(span[1], task.span[1]) - max(span[0], task.span[0]) > (span[1] - span[0]) // 2 for task in tasks
    )
