"""Tasks of Chinese documents: items with 牵头单位 / 责任单位 / 完成时限, and sentences that order.

Where only responsible units are listed, the first is the lead and the others coordinate.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tinnhiem.domain.directives.chinese_deadlines import chinese_deadline
from tinnhiem.domain.directives.chinese_told import (
    Mood,
    Told,
    carries,
    helpers_in,
    reported_in,
    says_next,
    told_in,
)
from tinnhiem.domain.directives.chinese_units import HAN, is_units, stripped, unit_names
from tinnhiem.domain.directives.findings import Deadline, TaskDraft, UnitName
from tinnhiem.domain.directives.tables import columns_of, tasks_in_rows
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_LEAD_LABEL: Final = (
    r"(?:总)?牵头(?:责任)?(?:单位|部门|科室|股室|处室)?|主办(?:单位|部门|科室)|主责(?:单位|部门)"
)
_SHARE_LABEL: Final = (
    r"(?:整改)?责任(?:单位|部门|科室|股室|处室|主体)(?:及责任人)?|承办(?:单位|部门)|落实单位|实施单位"
)
_HELP_LABEL: Final = r"配合(?:单位|部门|科室|股室)?|协办(?:单位|部门)|参与单位|参加单位|协同单位|协作单位"
_TIME_LABEL: Final = (
    r"(?:整改|办理)?(?:完成|办结|整改)?(?:时限|期限)(?:要求)?|(?:计划)?(?:完成"
    r"|办结|整改)(?:时间|日期)|时间(?:要求|节点|安排)"
)
_LABEL: Final = re.compile(
    rf"[\[(【〔]?\s*(?:(?P<lead>{_LEAD_LABEL})|(?P<share>{_SHARE_LABEL})|(?P<help>{_HELP_LABEL})"
    rf"|(?P<time>{_TIME_LABEL})|(?P<other>责任领导|责任人|分管领导|牵头领导|包保领导"
    rf"|联系人))[\])】〕]?\s*:\s*"
)
_LAST_BRACKET: Final = re.compile(
    r"[\[(【〔](?P<inner>(?:[^()\[\]【】〔〕]|\([^()]{0,20}\)){2,160})[\])】〕][。;.]?\s*\Z"
)
_OPENING: Final = "[(【〔"
_CLOSED: Final = re.compile(r"[\])】〕][。;.]?\s*\Z")
_ROLE: Final = re.compile(
    r"(?P<units>.+?)(?:(?P<lead>(?:负责)?(?:总)?牵头(?:负责)?|主办)"
    r"|(?P<share>(?:等)?(?:按照?职责(?:分工)?|分别|共同|具体|分工)*负责(?:落实)?|等?按照?职责分工)"
    r"|(?P<help>(?:等)?(?:积极|共同)?(?:配合|协办|参与|协助)))\Z"
)
_PIECE: Final = re.compile(r"[^,;]+")
_INSIDE_BRACKETS: Final = re.compile(r"(?:[^()\[\]【】〔〕。]|[(][^()]{0,20}[)])*")
_SENTENCE: Final = re.compile(r"[^。!?！？]+")
_CLAUSE: Final = re.compile(r"[^；;]+")
_ORGAN: Final = re.compile(
    rf"[{HAN}]{{2,14}}?(?:教育局|教体局|人民政府|人社局|街道办事处|委员会|政府|局|委|学校|中学|小学)"
)
_ANSWERED_BY: Final = re.compile(r"(?:回复|答复|承办|处理|办理)(?:单位|部门|机构)\s*:\s*")
_NEXT_STEP: Final = re.compile(
    r"\s*(?:下一步|今后|接下来|下步)[,，]?\s*(?:我们|我局|我校|我委|本局|我单位|我镇"
    r"|我街道)?(?:将|会|继续|要)"
)
_BOILERPLATE: Final = re.compile(
    r"印发给你们|请(?:结合实际|遵照|认真)|贯彻(?:落实|执行)\Z|此通知|特此|联系人|联系电话|现将"
    r"|现就|附件|公开发布"
)
MIN_SENTENCE: Final = 8
MAX_TOPIC: Final = 25
MAX_HEADING: Final = 40


@dataclass(slots=True)
class _Item:
    """A numbered item and what the labels below or behind it say."""

    block: Block
    span: Span
    leads: list[UnitName] = field(default_factory=list)
    shares: list[UnitName] = field(default_factory=list)
    helpers: list[UnitName] = field(default_factory=list)
    deadline: Deadline | None = None
    is_labelled: bool = False


def chinese_tasks(blocks: Sequence[Block], *, anchor: date | None, is_petition: bool) -> list[TaskDraft]:
    """The tasks of a Chinese document; of a petition only what the reply promises."""
    if is_petition:
        return list(_promises(blocks))
    found = [*_labelled(blocks, anchor), *_of_tables(blocks, anchor)]
    taken = [draft.span for draft in found]
    heading: tuple[UnitName, ...] = ()
    mood = Mood()
    for block in blocks:
        whole = block.origin(0, len(block.text))
        if block.cells or any(whole[0] <= start < whole[1] for start, _ in taken):
            continue
        named_here = _unit_heading(block, mood)
        if named_here or _is_topic(block):
            heading, mood = named_here, mood.below(block, is_unit=bool(named_here))
        elif not _LABEL.match(block.folded):
            found.extend(_ordering_sentences(block, heading, anchor, mood))
    return sorted(found, key=lambda draft: draft.span)


def is_label(block: Block) -> bool:
    """Whether the block only says who is responsible for the item above, or until when."""
    return bool(_LABEL.match(block.folded))


def _of_tables(blocks: Sequence[Block], anchor: date | None) -> Iterator[TaskDraft]:
    header: Block | None = None
    for block in blocks:
        if not block.cells:
            header = None if len(block.text) > MAX_TOPIC else header
        elif columns_of(block):
            header = block
        elif header:
            yield from _row_tasks(header, block, anchor)


def _row_tasks(header: Block, row: Block, anchor: date | None) -> Iterator[TaskDraft]:
    columns = columns_of(header)
    for draft in tasks_in_rows([row], columns, anchor=anchor) if columns else ():
        place = columns.deadline if columns else None
        cell = row.cells[place] if place is not None and place < len(row.cells) else None
        deadline = chinese_deadline(row, *cell, anchor, is_cell=True) if cell and cell[1] > cell[0] else None
        shared = draft.coordinating or draft.leads[1:]
        yield replace(draft, leads=draft.leads[:1], coordinating=shared, deadline=deadline)


def _labelled(blocks: Sequence[Block], anchor: date | None) -> list[TaskDraft]:
    found: list[_Item] = []
    item: _Item | None = None
    for block in blocks:
        if block.cells:
            continue
        first = _LABEL.search(block.folded)
        if first is None or first.start() > 0:
            item = _Item(block, stripped(block.text, 0, _work_end(block, first)))
            found.append(item)
            if first is None:
                _read_bracket(item, anchor)
        if first is not None and item is not None:
            _read_labels(block, item, anchor)
    return [
        _item_draft(item, anchor)
        for item in found
        if item.is_labelled and (item.leads or item.shares) and item.span[1] > item.span[0]
    ]


def _work_end(block: Block, label: re.Match[str] | None) -> int:
    """Where the work of an item ends: before its labels, or with the bracket that holds them at its end."""
    is_bracketed = label is not None and label[0][0] in _OPENING and _CLOSED.search(block.folded)
    return label.start() if label and not is_bracketed else len(block.text)


def _read_bracket(item: _Item, anchor: date | None) -> None:
    """Read "（县卫健局牵头，县教育局配合，6月底前）" at the end of an item."""
    block = item.block
    bracket = _LAST_BRACKET.search(block.folded)
    if not bracket:
        return
    waiting: list[UnitName] = []
    for piece in _PIECE.finditer(block.folded, *bracket.span("inner")):
        role = _ROLE.match(block.folded, *piece.span())
        if role and role["units"]:
            target = item.leads if role["lead"] else item.shares if role["share"] else item.helpers
            target.extend([*waiting, *unit_names(block, *role.span("units"))])
            waiting = []
        elif is_units(piece[0].strip()):
            waiting.extend(unit_names(block, *piece.span()))
    if item.leads or item.shares:
        item.is_labelled = True
        item.deadline = chinese_deadline(block, *bracket.span("inner"), anchor, is_cell=True)


def _read_labels(block: Block, item: _Item, anchor: date | None) -> None:
    labels = list(_LABEL.finditer(block.folded))
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(block.text)
        inner = _INSIDE_BRACKETS.match(block.folded, label.end(), end)
        end = inner.end() if inner else end
        if label["time"]:
            item.deadline = chinese_deadline(block, label.end(), end, anchor, is_cell=True)
        elif not label["other"]:
            target = item.leads if label["lead"] else item.shares if label["share"] else item.helpers
            target.extend(unit_names(block, label.end(), end))
            item.is_labelled = True


def _item_draft(item: _Item, anchor: date | None) -> TaskDraft:
    leads = item.leads or item.shares[:1]
    shares = item.shares if item.leads else item.shares[1:]
    first = {lead.name for lead in leads}
    others = tuple(unit for unit in (*shares, *item.helpers) if unit.name not in first)
    rule = "labelled_lead" if item.leads else "first_responsible"
    deadline = item.deadline or chinese_deadline(item.block, *item.span, anchor, is_cell=False)
    return _draft(item.block, item.span, tuple(leads), rule, deadline, others)


def _unit_heading(block: Block, mood: Mood) -> tuple[UnitName, ...]:
    text = block.text.rstrip(":：。 ")
    is_heading = block.marker.sign or (mood.gives_work and block.text[-1] in ":：")
    named = is_heading and len(text) <= MAX_HEADING and is_units(text)
    return tuple(unit_names(block, 0, len(text))) if named else ()


def _ordering_sentences(
    block: Block, heading: tuple[UnitName, ...], anchor: date | None, mood: Mood
) -> Iterator[TaskDraft]:
    """The sentences that tell a unit to act, and those that go on telling the one named before."""
    leads: tuple[UnitName, ...] = heading
    for sentence in _SENTENCE.finditer(block.text):
        mood = replace(mood, is_next=mood.is_next or says_next(sentence[0].strip()))
        for span, told in _pieces(block, sentence.span(), mood):
            words = block.folded[slice(*span)]
            if len(words) < MIN_SENTENCE or _BOILERPLATE.search(words):
                continue
            if told:
                leads = tuple(unit_names(block, span[0] + told.start, span[0] + told.end))
            elif not (leads and (heading or carries(words))):
                continue
            rule = told.rule if told else "unit_heading" if heading else "carried_over"
            helpers = tuple(_at(block, place, span[0]) for place in helpers_in(words))
            deadline = chinese_deadline(block, *span, anchor, is_cell=False)
            yield _draft(block, span, leads, rule, deadline, helpers)


def _pieces(block: Block, sentence: Span, mood: Mood) -> list[tuple[Span, Told | None]]:
    """The clauses of a sentence with whom each tells, joined where the next tells nobody else."""
    found: list[tuple[Span, Told | None]] = []
    for clause in _CLAUSE.finditer(block.text, *sentence):
        span = stripped(block.text, *clause.span())
        told = told_in(block.folded[slice(*span)], mood, is_item=bool(block.marker.sign or found))
        if found and told is None:
            found[-1] = ((found[-1][0][0], span[1]), found[-1][1])
        elif span[1] > span[0]:
            found.append((span, told))
    return found


def _is_topic(block: Block) -> bool:
    short = block.marker.sign and block.marker.rank <= 4 and len(block.text) < MAX_TOPIC
    return bool(short) and block.text[-1] not in "。;；" and not told_in(block.folded, Mood(), is_item=False)


def _promises(blocks: Sequence[Block]) -> Iterator[TaskDraft]:
    """What the answering unit says it will do next."""
    for number, block in enumerate(blocks):
        for sentence in _SENTENCE.finditer(block.text):
            span = stripped(block.text, *sentence.span())
            lead = _answering(blocks[max(0, number - 4) : number + 1])
            if lead and _NEXT_STEP.match(block.folded[slice(*span)]):
                deadline = chinese_deadline(block, *span, None, is_cell=False)
                yield _draft(block, span, (lead,), "promise_in_reply", deadline, ())


def _answering(blocks: Sequence[Block]) -> UnitName | None:
    """The unit that the reply speaks for: the office named nearest above, rather than a school."""
    organs = [
        (block, organ)
        for block in reversed(blocks)
        for organ in [_ORGAN.match(block.text, _answer_label_end(block))]
        if organ
    ]
    offices = [(block, organ) for block, organ in organs if organ[0][-1] not in "校学"]
    for block, organ in offices or organs:
        return UnitName(organ[0], block.origin(*organ.span()))
    return None


def _answer_label_end(block: Block) -> int:
    label = _ANSWERED_BY.match(block.folded)
    return label.end() if label else 0


def _draft(
    block: Block,
    span: Span,
    leads: tuple[UnitName, ...],
    rule: str,
    deadline: Deadline | None,
    others: tuple[UnitName, ...],
) -> TaskDraft:
    return TaskDraft(
        span=block.origin(*span),
        quote=block.text[slice(*span)],
        leads=leads,
        rule=rule,
        coordinating=others,
        addressees=tuple(_at(block, place, span[0]) for place in reported_in(block.folded[slice(*span)])),
        deadline=deadline,
    )


def _at(block: Block, place: Span, by: int) -> UnitName:
    """The unit at ``place`` counted from ``by``."""
    start, end = place[0] + by, place[1] + by
    return UnitName(block.text[start:end], block.origin(start, end))
