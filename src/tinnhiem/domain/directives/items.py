"""Tasks of items: below a heading that names a unit, or beginning with their lead themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tinnhiem.domain.directives.assignments import (
    Assignment,
    acting_subject,
    has_verb,
    named_behind,
    ordered_in,
    starts_with_verb,
    subject_of,
)
from tinnhiem.domain.directives.drafts import draft_of, split_by_deadline
from tinnhiem.domain.directives.findings import TaskDraft, UnitName
from tinnhiem.domain.directives.headings import (
    is_boilerplate,
    speaks_to_all,
)
from tinnhiem.domain.directives.parts import named
from tinnhiem.domain.directives.prose import CITES, LOOKS_BACK, clauses_of, told
from tinnhiem.domain.directives.sections import VOICE_LASTS, Reading, Section, is_deeper
from tinnhiem.domain.directives.sentences import sentences_of
from tinnhiem.domain.directives.units import Mention, starts_with_unit, units_at
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_RESTS_ON: Final = re.compile(
    r"(?:thực hiện|theo|thi hành|sau khi xem xét|trên cơ sở)\s+[^,;:]{0,40}(?<!\w)số\s+[^;]*;\s*\Z"
)
"""A paragraph on which a decision rests: "Thực hiện Văn bản số … của Ủy ban nhân dân tỉnh;"."""
_LAPSED: Final = re.compile(
    r"(?:nếu\s+)?quá\s+(?:thời hạn|thời gian|hạn)\s+(?:trên|nêu trên|nói trên|này|đó)(?!\w)"
)
"""What becomes of those who miss the day: "Quá thời hạn trên, đơn vị nào không gửi coi như …"."""
_HEAD_PERSON: Final = re.compile(
    r"(?:các\s+)?(?:đồng chí\s+)?(?:phó\s+)?(?:hiệu trưởng|thủ trưởng|trưởng|giám đốc|lãnh đạo|cán bộ"
    r"|giáo viên|nhân viên|tổ trưởng|chánh)"
)
_BEFORE_COLON: Final = re.compile(r"(?P<name>[^:;.]{3,90}):\s+(?=\w)")
_GLUED: Final = re.compile(r"\s*[-–]\s+|\s+(?=[A-ZĐÂĂÊÔƠƯ])")
"""What stands between a unit heading and its first task where a paste lost the line break."""
_ORDERS_FIRST: Final = re.compile(
    r"(?:kính\s+)?(?:giao(?: nhiệm vụ cho| cho)?|yêu cầu|đề nghị|phân công|ủy quyền(?: cho)?)(?!\w)"
)
_HEADS: Final = re.compile(rf"\s*:\s*|{_GLUED.pattern}")
"""The same where the items beside it are headings, so that this one is a heading with its only task."""
_TAKES_PART: Final = re.compile(
    r"(?:báo cáo (?:kết quả|tình hình|tóm tắt|dự thảo|nội dung)|trình bày|thông qua|phát biểu|đọc)(?!\w)"
)
"""What somebody does in a meeting before anything is decided."""
_OPINION: Final = re.compile(
    r"(?:đề nghị|kiến nghị|đề xuất|cần|mong|nhất trí|đồng ý|thống nhất|tình hình|hiện nay|băn khoăn|nêu"
    r"|hỏi|phản ánh|đồng tình"
    r"|theo tôi|nhà trường|việc)(?!\w)"
)
"""How the opinion of somebody in a meeting begins, behind the name and a colon."""
MIN_TASK: Final = 12
MIN_WORDS: Final = 4
"""An item below a unit with more words is work, whatever its verb."""


def item_tasks(block: Block, following: Block | None, reading: Reading) -> list[TaskDraft]:
    """An item of the heading above, or one that names its lead itself (which goes first in mere lists)."""
    section = reading.leading
    if section is not None and section.is_introduction and is_deeper(following, block):
        return _run_in_tasks(block, following, reading) or _below_heading(block, reading)
    return _below_heading(block, reading) or _run_in_tasks(block, following, reading)


def _below_heading(block: Block, reading: Reading) -> list[TaskDraft]:
    """The tasks of an item or paragraph below a heading that names a unit."""
    section = reading.leading
    if section is None or not _is_item(block, section):
        return []
    sentences = [span for span in sentences_of(block) if not _LAPSED.match(block.folded, span[0])]
    if _turns_away(block, sentences, section):
        return []
    if not sentences or is_boilerplate(block, sentences[0][0]) or speaks_to_all(block, sentences[0][0]):
        return []
    leads, stated, rule = _item_leads(block, sentences[0], section)
    if leads != section.leads and not block.marker.sign and _hands_on(block, sentences, leads):
        return []
    instruction = sentences[0][0]
    drafts = [
        draft_of(block, span, leads, rule, max(span[0], instruction), reading.anchor)
        for span in split_by_deadline(block, sentences, reading.anchor)
    ]
    return [replace(draft, stated_subjects=stated) for draft in drafts]


def _is_item(block: Block, section: Section) -> bool:
    text = block.text
    if block.cells or len(text) < MIN_TASK or CITES.match(block.folded):
        return False
    if not block.marker.sign and _RESTS_ON.match(block.folded):
        return False
    if section.is_introduction and not block.marker.sign and LOOKS_BACK.match(block.folded):
        return False
    if re.match(r"(?:trong thời gian qua|thời gian qua|tuy nhiên|hiện nay|năm học vừa qua)", block.folded):
        return False
    complete = text.rstrip()[-1] in ".;/" or block.marker.sign or len(text) > 64
    plainly_work = bool(block.marker.sign) and not section.is_introduction and len(text.split()) > MIN_WORDS
    return bool(complete) and (plainly_work or has_verb(block, 0, min(len(text), 120)))


def _hands_on(block: Block, sentences: Sequence[Span], leads: tuple[UnitName, ...]) -> bool:
    """Whether a paragraph gives work to several in turn, each in a clause of its own."""
    clauses = [clause for sentence in sentences for clause in clauses_of(block, sentence)]
    first = [lead.name for lead in leads]
    later = (subject_of(block, *clause, needs_modal=False) for clause in clauses[1:])
    return any(
        order
        and order.leads[0].start in {clause[0] for clause in clauses}
        and [named(block, unit).name for unit in order.leads] != first
        for order in later
    )


def _turns_away(block: Block, sentences: Sequence[Span], section: Section) -> bool:
    """Whether a paragraph without a sign opens with an order, below a heading or its list."""
    if block.marker.sign or section.is_introduction or not sentences:
        return False
    return _ordered_first(block, sentences[0]) is not None


def _ordered_first(block: Block, sentence: Span) -> Assignment | None:
    """The order that opens a sentence with its addressee: "Giao Phòng Nội vụ …"."""
    trigger = _ORDERS_FIRST.match(block.folded, sentence[0])
    order = ordered_in(block, *sentence) if trigger else None
    near = order and trigger and order.leads[0].start <= trigger.end() + len(" đồng chí ")
    return order if near else None


def _item_leads(
    block: Block, sentence: Span, section: Section
) -> tuple[tuple[UnitName, ...], tuple[str, ...], str]:
    """Who leads an item: its own subject, except a head person speaking for the institution above."""
    rule = "list_introduction" if section.is_introduction else "unit_heading"
    opens_with_verb = _opens_with_verb(block, sentence[0])
    own = None if opens_with_verb else subject_of(block, *sentence, needs_modal=False)
    if own is None and section.is_introduction:
        own = _ordered_first(block, sentence)
    if own is None and not opens_with_verb and block.marker.sign:
        own = _named_before_colon(block, sentence, units_only=True)
    if own is None and section.is_introduction and not (opens_with_verb and block.marker.sign):
        own = ordered_in(block, *sentence) or acting_subject(block, *sentence)
    if own is None and not block.marker.sign and section.rank % 2 and not section.is_introduction:
        own = acting_subject(block, *sentence)
    if own is None or own.leads[0].start > sentence[0] + 140:
        return section.leads, (), rule
    names = tuple(named(block, unit) for unit in own.leads)
    speaks_for = all(_HEAD_PERSON.match(name.name.lower()) for name in names)
    above_are_posts = any(_HEAD_PERSON.match(lead.name.lower()) for lead in section.leads)
    named_above = any(
        "giáo viên" in lead.name.lower() or "hiệu trưởng" in lead.name.lower() for lead in section.leads
    )
    if speaks_for and not above_are_posts and not named_above and not section.is_introduction:
        return section.leads, tuple(name.name for name in names), rule
    return names, (), own.rule


def _opens_with_verb(block: Block, place: int) -> bool:
    """Whether an item begins with a verb, and not with a unit named like one: "Thanh tra Sở: …"."""
    if not starts_with_verb(block, place):
        return False
    units = units_at(block, place)
    return not (
        units and (block.text[units[-1].end :][:1] == ":" or starts_with_verb(block, units[-1].end + 1))
    )


def _run_in_tasks(block: Block, following: Block | None, reading: Reading) -> list[TaskDraft]:
    """The tasks of an item that itself begins with its lead: "2. Phòng Nội vụ: chủ trì …"."""
    if not block.marker.sign or reading.is_closed or block.cells:
        return []
    sentences = sentences_of(block)
    if not sentences or is_boilerplate(block, sentences[0][0]):
        return []
    order = _own_lead(block, sentences[0], reading)
    shared = _shared_out(block, sentences, order) if order else []
    if order is None or (not shared and _changes_lead(block, sentences, order)):
        return []
    if shared:
        reading.voice, reading.leads = VOICE_LASTS, tuple(named(block, unit) for unit in shared[-1][1].leads)
        return [
            draft_of(
                block,
                span,
                tuple(named(block, unit) for unit in own.leads),
                own.rule,
                own.instruction,
                reading.anchor,
            )
            for span, own in shared
        ]
    leads = tuple(named(block, unit) for unit in order.leads)
    sign = _HEADS if 2 * block.marker.rank in reading.headed else _GLUED
    glued = (
        sign.match(block.text, order.leads[-1].end)
        if order.rule.startswith(("subject", "named_before"))
        else None
    )
    if glued and order.leads[0].start <= sentences[0][0] + len("đối với "):
        sentences = [(glued.end(), sentences[0][1]), *sentences[1:]]
    if is_deeper(following, block):
        reading.enter(Section(2 * block.marker.rank, leads))
    reading.voice, reading.leads = VOICE_LASTS, leads
    return [
        draft_of(
            block,
            span,
            leads,
            order.rule,
            max(span[0], order.instruction if not place else span[0]),
            reading.anchor,
        )
        for place, span in enumerate(split_by_deadline(block, sentences, reading.anchor))
    ]


def _own_lead(block: Block, sentence: Span, reading: Reading) -> Assignment | None:
    """Who leads an item: the unit it begins with, unless that orders somebody else; else whom it orders."""
    order = ordered_in(block, *sentence)
    subject = subject_of(block, *sentence, needs_modal=False)
    if subject and subject.leads[0].start == sentence[0] and not (order and order.rule == "order_named"):
        colon = block.text[subject.leads[-1].end : subject.leads[-1].end + 1] == ":"
        order = subject if colon or order is None or not subject.leads[0].is_post else order
    if order is None and subject is None and reading.sounds:
        order = named_behind(block, *sentence)
    if order is None and any(section.is_open for section in reading.sections):
        order = _named_before_colon(block, sentence)
    if order is None and subject is None and reading.sounds:
        order = acting_subject(block, *sentence)
    if subject is not None and order in {None, subject} and _takes_part(block, subject, reading):
        return None
    return order or subject


def _takes_part(block: Block, subject: Assignment, reading: Reading) -> bool:
    """Whether somebody only reports in a meeting, before work is given out."""
    gives_out = any(section.is_open for section in reading.sections)
    return (
        subject.leads[0].is_post
        and not gives_out
        and bool(_TAKES_PART.match(block.folded, subject.instruction))
    )


def _named_before_colon(block: Block, sentence: Span, *, units_only: bool = False) -> Assignment | None:
    """In a section that gives out work, a unit no list knows in full: "Tổ khối 1, 2, 3: trang trí …".

    With ``units_only`` the name must be known, but for what a parenthesis adds to it.
    """
    named_first = _BEFORE_COLON.match(block.text, *sentence)
    if not named_first or not starts_with_unit(block, sentence[0]):
        return None
    units = units_at(block, sentence[0])
    rest = block.text[units[-1].end : named_first.end("name")].strip() if units else "?"
    if units and units[0].is_post and _OPINION.match(block.folded, named_first.end()):
        return None
    if not rest or (rest.startswith("(") and rest.endswith(")")):
        return Assignment(units, named_first.end(), "named_before_colon")
    if units_only:
        return None
    return Assignment(
        (Mention(sentence[0], named_first.end("name")),), named_first.end(), "named_before_colon"
    )


def _changes_lead(block: Block, sentences: Sequence[Span], order: Assignment) -> bool:
    """Whether a later sentence or clause gives work to somebody else."""
    clauses = [clause for sentence in sentences for clause in clauses_of(block, sentence)]
    first = [block.folded[unit.start : unit.end] for unit in order.leads]
    later = (
        told(block, clause, modal_only=True) or _opens_clause(block, clause, order) for clause in clauses[1:]
    )
    return any(
        told and [block.folded[unit.start : unit.end] for unit in told.leads] != first for told in later
    )


def _shared_out(block: Block, sentences: Sequence[Span], order: Assignment) -> list[tuple[Span, Assignment]]:
    """The clauses of an item that each open with a unit and what it does, where there are several."""
    if len(sentences) > 1 or not order.rule.startswith("subject") or order.leads[0].start > sentences[0][0]:
        return []
    found: list[tuple[Span, Assignment]] = []
    for clause in clauses_of(block, sentences[0]):
        own = subject_of(block, *clause, needs_modal=False) if found else order
        opens = own is not None and own.leads[0].start == clause[0] and not own.leads[0].is_post
        if own is not None and (opens or not found):
            found.append((clause, own))
        else:
            found[-1] = ((found[-1][0][0], clause[1]), found[-1][1])
    return found if len(found) > 1 else []


def _opens_clause(block: Block, clause: Span, order: Assignment) -> Assignment | None:
    """Behind "giao Sở A …;" a unit that opens the next clause is given work as well."""
    subject = subject_of(block, *clause, needs_modal=False) if order.rule.startswith("order") else None
    return subject if subject and subject.leads[0].start == clause[0] else None
