"""Tasks of Chinese documents: items with 牵头单位 / 责任单位 / 完成时限, and sentences that order.

Where only responsible units are listed, the first is the lead and the others coordinate.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tinnhiem.domain.directives.calendar import When
from tinnhiem.domain.directives.findings import Deadline, TaskDraft, UnitName
from tinnhiem.domain.directives.tables import columns_of, tasks_in_rows
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_HAN: Final = "\u4e00-\u9fff"
_LEAD_LABEL: Final = r"牵头(?:单位|部门|责任单位|科室)?|主办单位|主责单位"
_SHARE_LABEL: Final = r"责任(?:单位|部门|科室|主体)|承办单位|落实单位"
_HELP_LABEL: Final = r"配合(?:单位|部门|科室)?|协办单位|参与单位|协同单位"
_TIME_LABEL: Final = r"完成(?:时限|时间|期限)|时限(?:要求)?|办结时限|完成日期"
_LABEL: Final = re.compile(
    rf"[\[(【〔]?\s*(?:(?P<lead>{_LEAD_LABEL})|(?P<share>{_SHARE_LABEL})|(?P<help>{_HELP_LABEL})"
    rf"|(?P<time>{_TIME_LABEL})|(?P<other>责任领导|责任人|分管领导|牵头领导))\s*:\s*"
)
_BRACKETED: Final = re.compile(r"[\[(【〔](?P<units>[^\])】〕]{2,120}?)(?:按职责分工)?(?:负责|牵头)[\])】〕]")
_INSIDE_BRACKETS: Final = re.compile(r"(?:[^()\[\]【】〔〕。]|[(][^()]{0,20}[)])*")
_SEPARATOR: Final = re.compile(r"(?:[^、,;，；\s()（）]|[(（][^()（）]{0,20}[)）])+")
_SENTENCE: Final = re.compile(r"[^。!?！？]+")
_END: Final = "局委办部厅院校处股室镇乡县区市组站园所会"
_UNIT: Final = (
    rf"(?:各(?:有关|相关|级)?|全[市县区校]|本|驻)?[{_HAN}]{{0,18}}?"
    r"(?:政府办公室|教育局|办公室|督查室|领导小组|工作组|办事处|委员会|街道|乡镇|科室|单位|部门|政府|学校|幼儿园|中心|公司|党委|支部|党组|中小学|中学|小学|督导室|监察室"
    r"|(?<!学)科|[局委厅院校办处股镇园])(?:负责人"
    r"|主要负责同志|校长)?"
)
_UNITS: Final = rf"{_UNIT}(?:[、,和及]\s*{_UNIT}){{0,12}}"
_NAMED: Final = rf"[{_HAN}]{{2,4}}"
_NEXT_SECTION: Final = re.compile(r"下一步|下步|工作打算|工作安排|工作计划|今后")
_MUST: Final = r"(?:要|应当|应该|应|须|必须|需要|需|负责(?!人|同志)|牵头|要求|不得|会同|务必)"
_SUBJECT: Final = re.compile(
    rf"\s*(?:(?:同时|此外|另外|下一步),?|[{_HAN}]{{0,8}}(?:会议|会上|通知|方案|{_NAMED})?(?:要求|强调|指出|提出|明确),)?由?(?P<units>{_UNITS}),?(?P<must>{_MUST})"
)
_TIMED: Final = re.compile(
    rf"\s*(?P<units>{_UNITS})(?:(?:应|须|要)?[于在](?:\d|每)[^,，。]{{1,14}}?前|每(?:周|月|季度|学期|半年|年))"
)
"""In a numbered item, a unit with a time to act by is told to act."""
_ORDERED: Final = re.compile(rf"(?:要求|责成|请|安排|委托|督促|责令|指定|由)(?P<units>{_UNITS})(?=[{_HAN},])")
_WILL: Final = re.compile(rf"\s*(?P<units>{_UNITS}),?(?:将|拟)")
_CARRIES: Final = re.compile(
    r"\s*(?:从|务|并|对|及时|同时|要|须|必须|应|凡|按照|确保|严禁|不得|于|每|加强|各项)"
)
_ORDERS: Final = re.compile(r"要|须|务|必须|应|严禁|不得|报|负责|确保")
_BOILERPLATE: Final = re.compile(
    r"印发给你们|请(?:结合实际|遵照|认真)|贯彻(?:落实|执行)\Z|此通知|特此|联系人|联系电话|现将|现就|附件|公开发布"
)
_NEXT_STEP: Final = re.compile(
    r"\s*(?:下一步|今后|接下来|下步)[,，]?\s*(?:我们|我局|我校|我委|本局|我单位|我镇|我街道)?(?:将|会|继续|要)"
)
_ORGAN: Final = re.compile(
    rf"[{_HAN}]{{2,14}}?(?:教育局|教体局|人民政府|人社局|街道办事处|委员会|政府|局|委|学校|中学|小学)"
)
_ANSWERED_BY: Final = re.compile(r"(?:回复|答复|承办|处理|办理)(?:单位|部门|机构)\s*:\s*")
_REPORTED: Final = re.compile(rf"(?:报(?:送)?(?:至|给|送)?|向|交)(?P<unit>{_UNIT}(?:主要领导)?)")
_WITH: Final = re.compile(
    rf"(?:会同|联合|配合|商)(?P<units>{_UNITS})|[,，;；](?P<beside>{_UNITS})(?:积极)?(?:配合|协助|参与)"
)
_DAY: Final = r"(?:(?P<y>(?:19|20)\d{2})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]"
_DEADLINES: Final = (
    ("recurring", re.compile(r"每月(?:的)?(?P<monthly>\d{1,2})[日号](?:之?前)?")),
    (
        "recurring",
        re.compile(
            r"每(?P<every>年|季度|月|周|半年|学期)(?:度)?(?:末|底|初)?(?:前)?(?=[报送开召组进向汇上至通,。;\d一]|\Z)"
        ),
    ),
    ("by", re.compile(rf"(?:于|在)?{_DAY}(?:之前|以前|前)")),
    ("by", re.compile(r"(?:(?P<y>(?:19|20)\d{2})年)?(?P<m>\d{1,2})月(?:底|末)(?:之?前)?")),
    ("by", re.compile(r"(?P<y>(?:19|20)\d{2})年(?:年)?底(?:之?前)?")),
    ("by", re.compile(r"(?:(?P<y>(?:19|20)\d{2})年)?第?(?P<q>[一二三四1-4])季度(?:末|底)?(?:之?前)?")),
    ("before", re.compile(r"(?:(?P<y>(?:19|20)\d{2})年)?(?P<m>\d{1,2})月(?:之前|以前|前)")),
    ("this_year", re.compile(r"(?:今年)?年(?:底|末)(?:之?前)|年内|今年底前")),
    ("relative", re.compile(r"(?P<count>\d{1,3})个?(?P<working>工作)?日(?:之?内|以内)")),
    ("vague", re.compile(r"长期坚持|持续推进|长期|常年")),
)
_CELL_DEADLINES: Final = (
    ("by", re.compile(_DAY)),
    ("in", re.compile(r"(?:(?P<y>(?:19|20)\d{2})年)?(?P<m>\d{1,2})月")),
    ("in", re.compile(r"(?P<y>(?:19|20)\d{2})年")),
    ("vague", re.compile(r"全年|长期|持续|立行立改|立即")),
)
_EVERY: Final = {
    "年": "FREQ=YEARLY",
    "季度": "FREQ=MONTHLY;INTERVAL=3",
    "月": "FREQ=MONTHLY",
    "周": "FREQ=WEEKLY",
    "半年": "FREQ=MONTHLY;INTERVAL=6",
    "学期": "FREQ=MONTHLY;INTERVAL=6",
}
_QUARTER: Final = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


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
    found = _labelled(blocks, anchor)
    rows = [block for block in blocks if block.cells]
    columns = columns_of(rows[0]) if rows else None
    if columns:
        found.extend(_row_tasks(rows, anchor))
    taken = {draft.span for draft in found}
    heading: tuple[UnitName, ...] = ()
    is_next = False
    for block in blocks:
        if block.cells or any(
            block.origin(0, len(block.text))[0] <= start < block.origin(0, len(block.text))[1]
            for start, _ in taken
        ):
            continue
        named_here = _unit_heading(block)
        if named_here or _is_topic(block):
            heading = named_here
            is_next = bool(_NEXT_SECTION.search(block.text)) or (is_next and block.marker.rank > 2)
        elif not _LABEL.match(block.folded):
            found.extend(_ordering_sentences(block, heading, anchor, is_next=is_next))
    return sorted(found, key=lambda draft: draft.span)


def is_label(block: Block) -> bool:
    """Whether the block only says who is responsible for the item above, or until when."""
    return bool(_LABEL.match(block.folded))


def _row_tasks(rows: Sequence[Block], anchor: date | None) -> Iterator[TaskDraft]:
    columns = columns_of(rows[0])
    if columns is None:
        return
    for draft, row in _with_rows(rows, anchor):
        cell = (
            row.cells[columns.deadline]
            if columns.deadline is not None and columns.deadline < len(row.cells)
            else None
        )
        deadline = _deadline(row, *cell, anchor, is_cell=True) if cell and cell[1] > cell[0] else None
        shared = draft.coordinating or draft.leads[1:]
        yield replace(draft, leads=draft.leads[:1], coordinating=shared, deadline=deadline)


def _with_rows(rows: Sequence[Block], anchor: date | None) -> Iterator[tuple[TaskDraft, Block]]:
    columns = columns_of(rows[0])
    for row in rows[1:]:
        for draft in tasks_in_rows([row], columns, anchor=anchor) if columns else ():
            yield draft, row


def _labelled(blocks: Sequence[Block], anchor: date | None) -> list[TaskDraft]:
    found: list[_Item] = []
    item: _Item | None = None
    for block in blocks:
        first = _LABEL.search(block.folded)
        if first is None or first.start() > 0:
            end = first.start() if first else len(block.text)
            bracketed = _BRACKETED.search(block.folded)
            if bracketed and first is None:
                end = bracketed.start()
            item = _Item(block, _trimmed(block.text, 0, end))
            found.append(item)
            if bracketed and first is None:
                item.shares, item.is_labelled = _units(block, *bracketed.span("units")), True
        if first is not None and item is not None:
            _read_labels(block, item, anchor)
    return [
        _item_draft(item)
        for item in found
        if item.is_labelled and (item.leads or item.shares) and item.span[1] > item.span[0]
    ]


def _read_labels(block: Block, item: _Item, anchor: date | None) -> None:
    labels = list(_LABEL.finditer(block.folded))
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(block.text)
        inner = _INSIDE_BRACKETS.match(block.folded, label.end(), end)
        end = inner.end() if inner else end
        if label["time"]:
            item.deadline = _deadline(block, label.end(), end, anchor, is_cell=True)
        elif not label["other"]:
            target = item.leads if label["lead"] else item.shares if label["share"] else item.helpers
            target.extend(_units(block, label.end(), end))
            item.is_labelled = True


def _item_draft(item: _Item) -> TaskDraft:
    leads = item.leads or item.shares[:1]
    shares = item.shares if item.leads else item.shares[1:]
    first = {lead.name for lead in leads}
    others = tuple(unit for unit in (*shares, *item.helpers) if unit.name not in first)
    rule = "labelled_lead" if item.leads else "first_responsible"
    deadline = item.deadline or _deadline(item.block, *item.span, None, is_cell=False)
    return _draft(item.block, item.span, tuple(leads), rule, deadline, others)


def _units(block: Block, start: int, end: int) -> list[UnitName]:
    names: list[UnitName] = []
    for part in _SEPARATOR.finditer(block.text, start, end):
        span = _trimmed(block.text, *part.span())
        if span[1] > span[0]:
            name = block.text[slice(*span)]
            names.append(UnitName(name, block.origin(*span), name.startswith(("各", "全"))))
    return names


def _unit_heading(block: Block) -> tuple[UnitName, ...]:
    text = block.text.rstrip(":：。 ")
    heading = re.compile(rf"(?P<units>{_UNITS})\Z").match(text)
    if not heading or len(text) > 40 or not block.marker.sign:
        return ()
    return tuple(_units(block, 0, len(text)))


def _ordering_sentences(
    block: Block, heading: tuple[UnitName, ...], anchor: date | None, *, is_next: bool
) -> Iterator[TaskDraft]:
    """The sentences that tell a unit to act; in a section on next steps also what a unit says it will do."""
    leads: tuple[UnitName, ...] = heading
    told_before = bool(heading)
    for sentence in _SENTENCE.finditer(block.text):
        span = _trimmed(block.text, *sentence.span())
        words = block.folded[slice(*span)]
        if len(words) < 8 or _BOILERPLATE.search(words):
            continue
        told = (
            _SUBJECT.match(words)
            or (_WILL.match(words) if is_next else None)
            or (_TIMED.match(words) if block.marker.sign else None)
            or _ORDERED.search(words)
        )
        if told:
            start = span[0] + told.start("units")
            leads = tuple(_units(block, start, span[0] + told.end("units")))
            told_before = True
        elif not (told_before and leads and (heading or (_CARRIES.match(words) and _ORDERS.search(words)))):
            continue
        rule = "subject_must" if told else "unit_heading" if heading else "carried_over"
        helpers = tuple(
            _units(block, *_shifted(helper.span("units" if helper["units"] else "beside"), span[0]))[0]
            for helper in _WITH.finditer(words)
        )
        yield _draft(block, span, leads, rule, _deadline(block, *span, anchor, is_cell=False), helpers)


def _is_topic(block: Block) -> bool:
    short = block.marker.sign and block.marker.rank <= 4 and len(block.text) < 25
    return bool(short) and block.text[-1] not in "。;;" and not _SUBJECT.match(block.folded)


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _promises(blocks: Sequence[Block]) -> Iterator[TaskDraft]:
    """What the answering unit says it will do next."""
    for number, block in enumerate(blocks):
        for sentence in _SENTENCE.finditer(block.text):
            span = _trimmed(block.text, *sentence.span())
            if _NEXT_STEP.match(block.folded[slice(*span)]):
                lead = _answering(blocks[max(0, number - 4) : number + 1])
                if lead:
                    yield _draft(
                        block,
                        span,
                        (lead,),
                        "promise_in_reply",
                        _deadline(block, *span, None, is_cell=False),
                        (),
                    )


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
    words = block.folded[slice(*span)]
    reported = tuple(
        UnitName(
            block.text[slice(*_shifted(found.span("unit"), span[0]))],
            block.origin(*_shifted(found.span("unit"), span[0])),
        )
        for found in _REPORTED.finditer(words)
    )
    return TaskDraft(
        span=block.origin(*span),
        quote=block.text[slice(*span)],
        leads=leads,
        rule=rule,
        coordinating=others,
        addressees=reported,
        deadline=deadline,
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in " 。;；,，:：.([【〔（":
        end -= 1
    while start < end and text[start] in " ,，:：;；":
        start += 1
    return start, end


def _deadline(block: Block, start: int, end: int, anchor: date | None, *, is_cell: bool) -> Deadline | None:
    for kind, pattern in (*_DEADLINES, *(_CELL_DEADLINES if is_cell else ())):
        found = pattern.search(block.folded, start, end)
        if found:
            return _stated(block, kind, found, anchor)
    return None


def _stated(block: Block, kind: str, found: re.Match[str], anchor: date | None) -> Deadline | None:
    part = found.groupdict()
    text, span = block.text[found.start() : found.end()], block.origin(*found.span())
    if kind == "recurring":
        monthly = part.get("monthly")
        rule = f"FREQ=MONTHLY;BYMONTHDAY={int(monthly)}" if monthly else _EVERY[part.get("every") or "月"]
        return Deadline(text, span, kind, recurs=rule)
    if kind == "relative":
        return Deadline(text, span, kind, days=int(found["count"]), is_working_days=bool(found["working"]))
    if kind == "vague":
        return Deadline(text, span, kind)
    if kind == "this_year":
        return (
            Deadline(text, span, "by", f"{anchor.year:04d}-12-31")
            if anchor
            else Deadline(text, span, "vague")
        )
    month = _QUARTER[part["q"]] if part.get("q") else int(part.get("m") or 0)
    when = When(int(part.get("y") or 0), month, int(part.get("d") or 0)).in_year(anchor)
    if not when.is_possible:
        return None
    due = when.day_before() if kind == "before" else when.last_day()
    return Deadline(text, span, "by" if kind == "before" else kind, due)
