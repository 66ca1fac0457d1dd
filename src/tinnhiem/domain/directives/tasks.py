"""Tasks of a Vietnamese document: from unit headings, from tables and from sentences that order.

A paragraph or item under a heading that names a unit is one task of that unit; elsewhere a sentence is a task
when its words give it to somebody. No lead is ever invented: without one there is no task.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tinnhiem.domain.directives.assignments import (
    Assignment,
    has_verb,
    is_strongly_told,
    order_without_unit,
    ordered_in,
    starts_with_verb,
    subject_of,
)
from tinnhiem.domain.directives.deadlines import deadline_in, is_explicit
from tinnhiem.domain.directives.findings import TaskDraft, UnitName
from tinnhiem.domain.directives.headings import (
    announces_orders,
    closes_section,
    is_boilerplate,
    is_introduction,
    is_topic,
    opens_section,
    unit_heading,
)
from tinnhiem.domain.directives.parts import addressees, coordinating, named, verb_and_object
from tinnhiem.domain.directives.sentences import sentences_of, trimmed
from tinnhiem.domain.directives.tables import columns_of, tasks_in_rows
from tinnhiem.domain.directives.units import Mention, starts_with_unit
from tinnhiem.domain.directives.vocabulary import any_of
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.markers import PLAIN
from tinnhiem.engines.documents.reading.traced import Span

_OPENER: Final = re.compile(rf"{any_of(('carry', 'openers'))}")
_LOOKS_BACK: Final = re.compile(
    r"(?:.{0,80}?(?<!\w))?(?:đã|từng|vừa qua|thời gian qua|trước đó|hiện nay|tuy nhiên|theo báo cáo|theo ông"
    r"|theo bà|là một|là cơ sở|là căn cứ)(?!\w)"
)
_SAYS: Final = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói|chia sẻ|nhận định|cho rằng|phát biểu|bày tỏ|trả lời|kể|phản ánh"
    r"|đánh giá cao|ghi nhận)(?!\w)"
)
_MERELY_TIMES: Final = re.compile(r"(?:hoàn thành|xong|thời gian|thời hạn|hạn|tiến độ)(?!\w)")
_HEAD_PERSON: Final = re.compile(
    r"(?:các\s+)?(?:đồng chí\s+)?(?:phó\s+)?(?:hiệu trưởng|thủ trưởng|trưởng|giám đốc|lãnh đạo|cán bộ"
    r"|giáo viên|nhân viên|tổ trưởng|chánh)"
)
_GLUED: Final = re.compile(r"\s*[-–]\s+|\s+(?=[A-ZĐÂĂÊÔƠƯ])")
"""What stands between a unit heading and its first task where a paste lost the line break."""
_BEFORE_COLON: Final = re.compile(r"(?P<name>[^:;.]{3,90}):\s+(?=\w)")
_PIECE: Final = re.compile(r";\s+")
_LAST: Final = re.compile(r"\./\.?\s*\Z")
_CITES: Final = re.compile(r"(?:căn cứ|kính gửi|nơi nhận|số\s*:|v/v|thành phần|lưu\s*:)")
_TIMES_PAST: Final = re.compile(
    r"(?:cùng ngày|trước đó|sáng nay|chiều nay|hôm qua|hôm nay|vừa qua|thời gian qua|trong thời gian qua"
    r"|hiện nay|hiện tại|tuy nhiên|theo báo cáo|những năm qua|đến nay|năm học trước|năm ngoái)(?!\w)"
)
_SOUNDS: Final = re.compile(
    r"(?:cũng\s+)?theo\s+(?:đó|kết luận|chỉ đạo|yêu cầu|ý kiến|thông báo kết luận|quyết định|văn bản"
    r"|công văn|công điện|chỉ thị)(?!\w)"
)
_VOICE_LASTS: Final = 3
MIN_TASK: Final = 12


@dataclass(slots=True)
class _Section:
    """A heading in force: how deep it stands, whom it names, whether work is given out below it."""

    rank: int
    leads: tuple[UnitName, ...] = ()
    is_closed: bool = False
    is_introduction: bool = False
    is_open: bool = False
    """Whether work is given out below, so that a subject with a verb is told to act."""


@dataclass(slots=True)
class _Reading:
    """Where the reading of a document stands."""

    anchor: date | None
    sections: list[_Section] = field(default_factory=list)
    voice: int = 0
    """For how many more blocks an order given before still sounds."""
    leads: tuple[UnitName, ...] = ()
    """Who was told to act in the sentence before."""
    has_spoken: bool = False
    """Whether anybody has given an order yet."""

    @property
    def leading(self) -> _Section | None:
        """The innermost heading that names somebody, unless a closed section lies inside it."""
        for section in reversed(self.sections):
            if section.is_closed:
                return None
            if section.leads:
                return section
        return None

    @property
    def sounds(self) -> bool:
        """Whether sentences here are still those of somebody who gives orders."""
        return self.voice > 0 or any(section.is_open for section in self.sections)

    @property
    def is_closed(self) -> bool:
        return any(section.is_closed for section in self.sections)

    def enter(self, section: _Section) -> None:
        self.leave(section.rank)
        self.sections.append(section)

    def leave(self, rank: int) -> None:
        while self.sections and self.sections[-1].rank >= rank:
            self.sections.pop()


def tasks_in(
    blocks: Sequence[Block],
    *,
    anchor: date | None,
    within: Callable[[Sequence[Block]], Iterable[Block]] = tuple,
) -> list[TaskDraft]:
    """The tasks of the body of a document; ``anchor`` is the day that days without a year are counted from.

    ``within`` hands out the blocks as far as the time goes.
    """
    reading = _Reading(anchor)
    found: list[TaskDraft] = []
    read_up_to = 0
    for number, block in enumerate(within(blocks)):
        if number < read_up_to:
            continue
        rows = _rows_from(blocks, number)
        columns = columns_of(rows[0]) if len(rows) > 1 else None
        if columns:
            found.extend(tasks_in_rows(rows[1:], columns, anchor=anchor))
            read_up_to = number + len(rows)
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        found.extend(_tasks_of(block, following, reading))
    return found


def _rows_from(blocks: Sequence[Block], number: int) -> list[Block]:
    """The header row at ``number`` with the rows below it, or the one block there."""
    rows = [blocks[number]]
    if not blocks[number].cells:
        return rows
    for block in blocks[number + 1 :]:
        if not block.cells and (len(block.text) > 90 or len(rows) == 1):
            break
        rows.append(block)
    while len(rows) > 1 and not rows[-1].cells:
        rows.pop()
    return rows


def _tasks_of(block: Block, following: Block | None, reading: _Reading) -> list[TaskDraft]:
    if block.marker.sign:
        reading.leave(2 * block.marker.rank)
    reading.voice = max(0, reading.voice - 1)
    reading.leads = () if not _continues_talk(block) else reading.leads
    if _is_heading(block, following, reading):
        return []
    tasks = _item_or_run_in(block, following, reading) or _prose_tasks(block, reading)
    if _LAST.search(block.text):
        reading.sections.clear()
    return tasks


def _item_or_run_in(block: Block, following: Block | None, reading: _Reading) -> list[TaskDraft]:
    """An item of the heading above, or one that names its lead itself (which goes first in mere lists)."""
    section = reading.leading
    if section is not None and section.is_introduction and _is_deeper(following, block):
        return _run_in_tasks(block, following, reading) or _item_tasks(block, reading)
    return _item_tasks(block, reading) or _run_in_tasks(block, following, reading)


def _is_deeper(following: Block | None, block: Block) -> bool:
    return following is not None and bool(following.marker.sign) and following.marker.rank > block.marker.rank


def _continues_talk(block: Block) -> bool:
    return not block.marker.sign and bool(
        re.match(r"(?:đồng thời|bên cạnh đó|ngoài ra|cùng với đó)(?!\w)", block.folded)
    )


def _is_heading(block: Block, following: Block | None, reading: _Reading) -> bool:
    """Enter the section that ``block`` opens, if it is a heading."""
    units = unit_heading(block)
    rank = _rank(block, following)
    if (
        units
        and following is not None
        and not (block.marker.sign and following.marker.rank < block.marker.rank and block.text[-1] in ".;")
    ):
        reading.enter(_Section(rank, tuple(named(block, unit) for unit in units)))
        return True
    if following is not None and is_introduction(block):
        _introduce(block, following, reading)
        return True
    if is_topic(block):
        reading.enter(_Section(rank, is_closed=closes_section(block), is_open=opens_section(block)))
        reading.voice = _VOICE_LASTS if opens_section(block) else reading.voice
        return True
    return False


def _rank(block: Block, following: Block | None) -> int:
    """Twice the rank of its sign, or just above the items that follow it."""
    if block.marker.sign:
        return 2 * block.marker.rank
    if following is not None and following.marker.sign:
        return 2 * following.marker.rank - 1
    return 2 * PLAIN - 1


def _introduce(block: Block, following: Block, reading: _Reading) -> None:
    """Enter the list that an introduction announces, with the units it is announced to."""
    order = (
        ordered_in(block, 0, len(block.text))
        or _last_order(block)
        or subject_of(block, 0, len(block.text), needs_modal=True)
    )
    leads = tuple(named(block, unit) for unit in order.leads) if order else ()
    rank = max(_rank(block, following), 2 * following.marker.rank - 1 if following.marker.sign else 0)
    inherited = reading.leading
    if leads or not inherited:
        closed = reading.is_closed and not leads
        reading.enter(
            _Section(
                rank if not block.marker.sign else 2 * block.marker.rank, leads, closed, is_introduction=True
            )
        )
    if order or announces_orders(block):
        reading.voice = 2 * _VOICE_LASTS


def _last_order(block: Block) -> Assignment | None:
    """The order in the last sentence of a long introduction."""
    sentences = sentences_of(block)
    return ordered_in(block, *sentences[-1]) if len(sentences) > 1 else None


def _item_tasks(block: Block, reading: _Reading) -> list[TaskDraft]:
    """The tasks of an item or paragraph below a heading that names a unit."""
    section = reading.leading
    if section is None or not _is_item(block, section):
        return []
    sentences = sentences_of(block)
    if not sentences or is_boilerplate(block, sentences[0][0]):
        return []
    leads, stated, rule = _item_leads(block, sentences[0], section)
    instruction = sentences[0][0]
    drafts = [
        _draft(block, span, leads, rule, max(span[0], instruction), reading.anchor)
        for span in _split_by_deadline(block, sentences, reading.anchor)
    ]
    return [replace(draft, stated_subjects=stated) for draft in drafts]


def _is_item(block: Block, section: _Section) -> bool:
    text = block.text
    if block.cells or len(text) < MIN_TASK or _CITES.match(block.folded):
        return False
    if section.is_introduction and not block.marker.sign and _LOOKS_BACK.match(block.folded):
        return False
    if re.match(r"(?:trong thời gian qua|thời gian qua|tuy nhiên|hiện nay|năm học vừa qua)", block.folded):
        return False
    complete = text.rstrip()[-1] in ".;/" or block.marker.sign or len(text) > 64
    return bool(complete) and has_verb(block, 0, min(len(text), 120))


def _item_leads(
    block: Block, sentence: Span, section: _Section
) -> tuple[tuple[UnitName, ...], tuple[str, ...], str]:
    """Who leads an item: its own subject, except a head person speaking for the institution above."""
    rule = "list_introduction" if section.is_introduction else "unit_heading"
    own = None if starts_with_verb(block, sentence[0]) else subject_of(block, *sentence, needs_modal=False)
    if own is None and section.is_introduction and not starts_with_verb(block, sentence[0]):
        own = ordered_in(block, *sentence)
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


def _run_in_tasks(block: Block, following: Block | None, reading: _Reading) -> list[TaskDraft]:
    """The tasks of an item that itself begins with its lead: "2. Phòng Nội vụ: chủ trì …"."""
    if not block.marker.sign or reading.is_closed or block.cells:
        return []
    sentences = sentences_of(block)
    if not sentences or is_boilerplate(block, sentences[0][0]):
        return []
    order = _own_lead(block, sentences[0], reading)
    if order is None or _changes_lead(block, sentences, order):
        return []
    leads = tuple(named(block, unit) for unit in order.leads)
    glued = _GLUED.match(block.text, order.leads[-1].end) if order.rule.startswith("subject") else None
    if glued and order.leads[0].start <= sentences[0][0]:
        sentences = [(glued.end(), sentences[0][1]), *sentences[1:]]
    if _is_deeper(following, block):
        reading.enter(_Section(2 * block.marker.rank, leads))
    reading.voice, reading.leads = _VOICE_LASTS, leads
    return [
        _draft(
            block,
            span,
            leads,
            order.rule,
            max(span[0], order.instruction if not place else span[0]),
            reading.anchor,
        )
        for place, span in enumerate(_split_by_deadline(block, sentences, reading.anchor))
    ]


def _own_lead(block: Block, sentence: Span, reading: _Reading) -> Assignment | None:
    """Who leads an item: the unit it begins with, unless that orders somebody else; else whom it orders."""
    order = ordered_in(block, *sentence)
    subject = subject_of(block, *sentence, needs_modal=False)
    if subject and subject.leads[0].start == sentence[0] and not (order and order.rule == "order_named"):
        colon = block.text[subject.leads[-1].end : subject.leads[-1].end + 1] == ":"
        order = subject if colon or order is None or not subject.leads[0].is_post else order
    if order is None and any(section.is_open for section in reading.sections):
        order = _named_before_colon(block, sentence)
    return order or subject


def _named_before_colon(block: Block, sentence: Span) -> Assignment | None:
    """In a section that gives out work, a unit no list knows in full: "Tổ khối 1, 2, 3: trang trí …"."""
    named_first = _BEFORE_COLON.match(block.text, *sentence)
    if not named_first or not starts_with_unit(block, sentence[0]):
        return None
    return Assignment(
        (Mention(sentence[0], named_first.end("name")),), named_first.end(), "named_before_colon"
    )


def _changes_lead(block: Block, sentences: Sequence[Span], order: Assignment) -> bool:
    """Whether a later sentence or clause gives work to somebody else."""
    clauses = [clause for sentence in sentences for clause in _clauses(block, sentence)]
    first = [block.folded[unit.start : unit.end] for unit in order.leads]
    later = (_told(block, clause, modal_only=True) for clause in clauses[1:])
    return any(
        told and [block.folded[unit.start : unit.end] for unit in told.leads] != first for told in later
    )


def _told(block: Block, span: Span, *, modal_only: bool) -> Assignment | None:
    return ordered_in(block, *span) or subject_of(block, *span, needs_modal=modal_only)


def _clauses(block: Block, sentence: Span) -> Iterator[Span]:
    start = sentence[0]
    for stop in _PIECE.finditer(block.text, *sentence):
        yield trimmed(block.text, start, stop.start())
        start = stop.end()
    yield trimmed(block.text, start, sentence[1])


def _prose_tasks(block: Block, reading: _Reading) -> list[TaskDraft]:
    """The tasks of running text, sentence by sentence; a new clause only where the lead changes."""
    if reading.is_closed or block.cells or _CITES.match(block.folded):
        return []
    found: list[TaskDraft] = []
    for sentence in sentences_of(block):
        if block.text[sentence[1] : sentence[1] + 1] == "?" or is_boilerplate(block, sentence[0]):
            continue
        found.extend(_sentence_tasks(block, sentence, reading))
    return found


def _sentence_tasks(block: Block, sentence: Span, reading: _Reading) -> list[TaskDraft]:
    pieces: list[tuple[Span, tuple[UnitName, ...], str, int]] = []
    for clause in _clauses(block, sentence):
        told = _clause_told(block, clause, reading, is_first=clause[0] <= sentence[0])
        if told is None and pieces:
            last = pieces[-1]
            pieces[-1] = ((last[0][0], clause[1]), *last[1:])
        elif told is not None:
            pieces.append((clause, *told))
    if not pieces:
        return []
    if len(pieces) == 1 or all(piece[1] == pieces[0][1] for piece in pieces):
        first = pieces[0]
        pieces = [((sentence[0], sentence[1]), *first[1:])]
    reading.voice, reading.leads, reading.has_spoken = _VOICE_LASTS, pieces[-1][1], True
    return [_draft(block, span, leads, rule, place, reading.anchor) for span, leads, rule, place in pieces]


def _clause_told(
    block: Block, clause: Span, reading: _Reading, *, is_first: bool
) -> tuple[tuple[UnitName, ...], str, int] | None:
    order = ordered_in(block, *clause)
    if reading.sounds or reading.has_spoken or not is_first or _SOUNDS.match(block.folded, clause[0]):
        subject = _subject_in_voice(block, clause)
        if subject and is_first and not (reading.sounds or _SOUNDS.match(block.folded, clause[0])):
            subject = subject if is_strongly_told(block, subject) else None
        order = subject if order is None or (subject and _acts_itself(subject, order)) else order
    if order is not None:
        return tuple(named(block, unit) for unit in order.leads), order.rule, order.instruction
    if not is_first or not reading.leads:
        return None
    place = _carried(block, clause)
    return (reading.leads, "carried_over", place) if place is not None else None


def _acts_itself(subject: Assignment, order: Assignment) -> bool:
    """Whether the subject is told to act and merely instructs others in doing so."""
    holds_office = subject.leads[0].is_post or not subject.instruction < order.leads[0].start
    return not holds_office and order.rule in {"instruction_named", "order_within"}


def _subject_in_voice(block: Block, clause: Span) -> Assignment | None:
    """A subject told to act while an order still sounds, unless the clause reports or quotes."""
    if _SAYS.search(block.folded, *clause):
        return None
    subject = subject_of(block, *clause, needs_modal=False)
    if subject is None:
        return None
    around = block.folded[subject.leads[0].start : subject.instruction + 30]
    if _LOOKS_BACK.match(around) or _TIMES_PAST.match(block.folded, clause[0]):
        return None
    return replace(subject, rule=f"{subject.rule}_in_voice")


def _carried(block: Block, sentence: Span) -> int | None:
    """Where a sentence without a subject goes on ordering what the one before began to."""
    start, end = sentence
    text = block.folded[start:end]
    if _LOOKS_BACK.match(text) or _SAYS.search(text):
        return None
    order = order_without_unit(block, start, end)
    if order is not None:
        return order
    if starts_with_verb(block, start):
        return start
    opener = _OPENER.match(block.folded, start)
    return opener.end() if opener and has_verb(block, opener.end(), end) else None


def _split_by_deadline(block: Block, sentences: Sequence[Span], anchor: date | None) -> list[Span]:
    """One span, or several where a sentence has a deadline of its own."""
    explicit = [is_explicit(deadline_in(block, *sentence, anchor=anchor)) for sentence in sentences]
    spans: list[Span] = []
    was_explicit = False
    for sentence, own in zip(sentences, explicit, strict=True):
        if is_boilerplate(block, sentence[0]) and spans:
            continue
        attached = _MERELY_TIMES.match(block.folded, sentence[0]) and sentence[1] - sentence[0] < 72
        if spans and (attached or not (own or was_explicit)):
            spans[-1] = (spans[-1][0], sentence[1])
        else:
            spans.append(sentence)
        was_explicit = own
    return spans


def _draft(
    block: Block, span: Span, leads: tuple[UnitName, ...], rule: str, instruction: int, anchor: date | None
) -> TaskDraft:
    start, end = trimmed(block.text, *span)
    others = coordinating(block, start, end, leads)
    verb, target = verb_and_object(block, instruction, end)
    return TaskDraft(
        span=block.origin(start, end),
        quote=block.text[start:end],
        leads=leads,
        rule=rule,
        coordinating=others,
        addressees=addressees(block, start, end, (*leads, *others)),
        verb=verb,
        object=target,
        deadline=deadline_in(block, start, end, anchor=anchor),
    )
