"""Work whose lead, helpers and time stand behind labels: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …".

The labels follow the work in lines of their own, or close its paragraph.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.domain.directives.assignments import starts_with_verb
from tinnhiem.domain.directives.deadlines import deadline_in
from tinnhiem.domain.directives.findings import TaskDraft, UnitName
from tinnhiem.domain.directives.headings import closes_section
from tinnhiem.domain.directives.parts import addressees, verb_and_object
from tinnhiem.domain.directives.sentences import trimmed
from tinnhiem.domain.directives.tables import bare_period, units_within
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_BODY: Final = (
    r"(?:(?:đơn vị|cơ quan|bộ phận|tổ chức|người|cá nhân|đồng chí)"
    r"(?:\s*[,/]\s*(?:đơn vị|cơ quan|bộ phận|cá nhân|người))*\s+)?"
)
_LABELS: Final = {
    "lead": rf"{_BODY}(?:được giao\s+)?(?:chủ trì|đầu mối|phụ trách|chịu trách nhiệm|thực hiện|chủ quản)"
    r"(?:\s+(?:chủ trì|chính|thực hiện|tham mưu|triển khai))*|phân công(?:\s+thực hiện)?"
    r"|trách nhiệm(?:\s+thực hiện)?",
    "coordinating": rf"{_BODY}(?:phối hợp|cùng phối hợp|tham gia)(?:\s+thực hiện)?",
    "time": r"(?:thời gian|thời hạn|tiến độ|hạn|thời điểm|mốc thời gian)(?:\s+(?:hoàn thành|thực hiện"
    "|báo cáo|xong|chót"
    r"|triển khai|cụ thể))*",
    "other": r"(?:sản phẩm|kết quả|kinh phí|nguồn kinh phí|địa điểm|lãnh đạo|đồng chí lãnh đạo"
    "|thành phần|số lượng"
    r"|hình thức|ghi chú|yêu cầu|cấp trình|cấp phê duyệt)(?:\s+[^\W\d_]+){0,4}",
}
_LABEL: Final = re.compile(
    r"(?:\A|(?<=[.;,(+–-])\s*|(?<=[.;,(]))(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
    + r")\s*:\s*"
)
_LIST_RANK: Final = 9
"""From this rank on, items above the labels are parts of one piece of work."""
MIN_WORK: Final = 12
MAX_PARTS: Final = 12
"""More items than these stand for themselves, whatever label follows them."""


@dataclass(frozen=True, slots=True)
class LabelledWork:
    """Tasks read from a piece of work with its labels, and the place of the first block behind them."""

    tasks: tuple[TaskDraft, ...]
    ends: int


def labelled_work(blocks: Sequence[Block], number: int, *, anchor: date | None) -> LabelledWork | None:
    """The work at ``number`` if labels that name its lead belong to it."""
    block = blocks[number]
    if block.cells or not (block.marker.sign or starts_with_verb(block, 0)):
        return None
    ahead = blocks[number : number + 1 + MAX_PARTS]
    if not any(":" in near.text for near in ahead) or _starts_label(block) or closes_section(block):
        return None
    works = _works(blocks, number)
    first = number + len(works)
    labels = list(_label_lines(blocks, first))
    inline = _cut(block) if ":" in block.text else {}
    if not labels and inline and "lead" in inline:
        return LabelledWork(_tasks([block], [(block, inline)], anchor), number + 1)
    if not any("lead" in cut for _, cut in labels) or len(works[-1].text) < MIN_WORK:
        return None
    return LabelledWork(_tasks(works, labels, anchor), first + len(labels))


def _works(blocks: Sequence[Block], number: int) -> list[Block]:
    """The block at ``number``, with the items beside it as far as they go before a label."""
    works = [blocks[number]]
    if blocks[number].marker.rank < _LIST_RANK or not blocks[number].marker.sign:
        return works
    for block in blocks[number + 1 : number + MAX_PARTS]:
        if _starts_label(block) or block.cells or block.marker.rank != blocks[number].marker.rank:
            break
        works.append(block)
    return works


def _starts_label(block: Block) -> bool:
    return _LABEL.match(block.folded) is not None


def _label_lines(blocks: Sequence[Block], first: int) -> Iterator[tuple[Block, Mapping[str, Span]]]:
    for block in blocks[first : first + MAX_PARTS]:
        if block.cells or not _starts_label(block):
            return
        yield block, _cut(block)


def _cut(block: Block) -> Mapping[str, Span]:
    """What stands behind each label of a block, by the kind of label; nothing where its lead is no unit."""
    found = list(_LABEL.finditer(block.folded))
    if not found:
        return {}
    ends = [*(label.start() for label in found[1:]), len(block.text)]
    cut: dict[str, Span] = {}
    for label, end in zip(found, ends, strict=True):
        cut.setdefault(label.lastgroup or "", trimmed(block.text, label.end(), end))
    lead = cut.get("lead")
    if lead and not units_within(block, lead, known_only=True):
        del cut["lead"]
    return cut


def _tasks(
    works: Sequence[Block], labels: Sequence[tuple[Block, Mapping[str, Span]]], anchor: date | None
) -> tuple[TaskDraft, ...]:
    named = {kind: (block, span) for block, cut in reversed(labels) for kind, span in cut.items()}
    leads = units_within(*named["lead"], known_only=True)
    others = units_within(*named["coordinating"]) if "coordinating" in named else ()
    return tuple(_task(work, named, leads, others, anchor) for work in works)


def _task(
    work: Block,
    named: Mapping[str, tuple[Block, Span]],
    leads: tuple[UnitName, ...],
    others: tuple[UnitName, ...],
    anchor: date | None,
) -> TaskDraft:
    start, end = trimmed(work.text, 0, len(work.text))
    verb, target = verb_and_object(work, start, end)
    deadline = deadline_in(work, start, end, anchor=anchor)
    if "time" in named:
        block, span = named["time"]
        deadline = deadline_in(block, *span, anchor=anchor) or bare_period(block, span, anchor) or deadline
    return TaskDraft(
        span=work.origin(start, end),
        quote=work.text[start:end],
        leads=leads,
        rule="labelled",
        coordinating=others,
        addressees=addressees(work, start, end, (*leads, *others)),
        verb=verb,
        object=target,
        deadline=deadline,
    )
