"""Tasks of running text: a sentence is one when its words give it to somebody, or carry an order on."""

import re
from collections.abc import Iterator
from dataclasses import replace
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
from tinnhiem.domain.directives.drafts import draft_of
from tinnhiem.domain.directives.findings import TaskDraft, UnitName
from tinnhiem.domain.directives.headings import MIN_ORDER, is_boilerplate
from tinnhiem.domain.directives.parts import named
from tinnhiem.domain.directives.sections import VOICE_LASTS, Reading
from tinnhiem.domain.directives.sentences import sentences_of, trimmed
from tinnhiem.domain.directives.vocabulary import any_of
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_OPENER: Final = re.compile(rf"{any_of(('carry', 'openers'))}")
LOOKS_BACK: Final = re.compile(
    r"(?:.{0,80}?(?<!\w))?(?:đã|(?<!theo )(?<!đến )(?<!tới )(?<!cho )(?<!của )(?<!với )từng|vừa qua"
    r"|thời gian qua|trước đó|hiện nay|tuy nhiên|theo báo cáo|theo ông"
    r"|theo bà|là một|là cơ sở|là căn cứ)(?!\w)"
)
_SAYS: Final = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói|chia sẻ|nhận định|cho rằng|phát biểu|bày tỏ|trả lời|kể|phản ánh"
    r"|đánh giá cao|ghi nhận|hứa|cảm ơn|tiếp thu ý kiến|tiếp thu các ý kiến)(?!\w)"
)
_TIMES_PAST: Final = re.compile(
    r"(?:cùng ngày|trước đó|sáng nay|chiều nay|hôm qua|hôm nay|vừa qua|thời gian qua|trong thời gian qua"
    r"|hiện nay|hiện tại|tuy nhiên|theo báo cáo|những năm qua|đến nay|năm học trước|năm ngoái)(?!\w)"
)
_SOUNDS: Final = re.compile(
    r"(?:cũng\s+)?theo\s+(?:đó|kết luận|chỉ đạo|yêu cầu|ý kiến|thông báo kết luận|quyết định|văn bản"
    r"|công văn|công điện|chỉ thị)(?!\w)"
)
_SAYING_NOUNS: Final = frozenset({"phản ánh", "trả lời", "kể", "phát biểu", "chia sẻ", "nói"})
"""Words of saying that are also nouns or plain work: "tiếp nhận phản ánh", "trả lời công dân"."""
_SAYS_AFTER: Final = re.compile(
    r"[,\"]\s*(?:theo\s+)?(?:ông|bà|đồng chí|thầy|cô|anh|chị|lãnh đạo|đại diện|chủ tịch|phó chủ tịch|bí thư"
    r"|giám đốc|phó giám đốc|hiệu trưởng|trưởng phòng)\s[^,.;\"]{0,60}\Z"
)
"""Between what was said and the word of saying that closes the sentence."""
_DUE_REPORT: Final = re.compile(
    r"(?<!\w)(?:gửi|báo cáo|đăng ký|nộp|tổng hợp)(?!\w)[^.;]*?(?<!\w)(?:về|cho|qua|đến|tới)\s[^.;]*?"
    r"(?<!\w)(?:trước|chậm nhất|muộn nhất)(?!\w)"
)
"""Something to be sent in by a day, which binds whoever it is said of once work was given out."""
_ORDERS_AFTER: Final = re.compile(
    r"[\"”»]\s*,?\s*(?:ông|bà|đồng chí|lãnh đạo|chủ tịch|phó chủ tịch|bí thư|giám đốc|bộ trưởng|thứ trưởng)"
    r"(?!\w)[^,.;\"]{0,60}?(?<!\w)(?:yêu cầu|chỉ đạo|quán triệt|nhấn mạnh|lưu ý|đề nghị|giao nhiệm vụ"
    r"|kết luận)\s*[.]?\Z"
)
_QUOTES: Final = frozenset('"“”«»')
_REPORTED: Final = re.compile(
    r"kết quả[^.;]{0,60}?(?<!\w)(?:gửi|báo cáo|nộp|báo về|tổng hợp|công khai|thông báo|đề nghị|phải"
    r"|cần)(?!\w)"
)
_PIECE: Final = re.compile(r";\s+")
_EACH: Final = re.compile(r"(?:mỗi|từng)(?!\w)")
"""A clause that shares out what the clause before ordered: "…; mỗi chi bộ kết nạp 01 đảng viên"."""
CITES: Final = re.compile(
    r"(?:căn cứ|xét\s+(?:đề nghị|tờ trình|thấy)|theo đề nghị của|kính gửi|nơi nhận|số\s*:|v/v"
    r"|thành phần|lưu\s*:)"
)


def prose_tasks(block: Block, reading: Reading) -> list[TaskDraft]:
    """The tasks of running text, sentence by sentence; a new clause only where the lead changes."""
    if reading.is_closed or block.cells or len(block.text) < MIN_ORDER or CITES.match(block.folded):
        return []
    found: list[TaskDraft] = []
    for sentence in sentences_of(block):
        if block.text[sentence[1] : sentence[1] + 1] == "?" or is_boilerplate(block, sentence[0]):
            continue
        found.extend(_sentence_tasks(block, sentence, reading))
    return found


def _sentence_tasks(block: Block, sentence: Span, reading: Reading) -> list[TaskDraft]:
    pieces: list[tuple[Span, tuple[UnitName, ...], str, int]] = []
    for clause in clauses_of(block, sentence):
        told = _clause_told(block, clause, reading, is_first=clause[0] <= sentence[0])
        if pieces and (told is None or _EACH.match(block.folded, clause[0])):
            last = pieces[-1]
            pieces[-1] = ((last[0][0], clause[1]), *last[1:])
        elif told is not None:
            pieces.append((clause, *told))
    if not pieces:
        return []
    if len(pieces) == 1 or all(piece[1] == pieces[0][1] for piece in pieces):
        first = pieces[0]
        pieces = [((sentence[0], sentence[1]), *first[1:])]
    reading.voice, reading.leads, reading.has_spoken = VOICE_LASTS, pieces[-1][1], True
    return [draft_of(block, span, leads, rule, place, reading.anchor) for span, leads, rule, place in pieces]


def _clause_told(
    block: Block, clause: Span, reading: Reading, *, is_first: bool
) -> tuple[tuple[UnitName, ...], str, int] | None:
    order = ordered_in(block, *clause)
    if reading.voice == 0 and not reading.is_closed and _quoted_order(block, clause):
        reading.voice = 1
    if reading.sounds or reading.has_spoken or not is_first or _SOUNDS.match(block.folded, clause[0]):
        subject = _subject_in_voice(block, clause)
        if subject and is_first and not (reading.sounds or _SOUNDS.match(block.folded, clause[0])):
            is_told = is_strongly_told(block, subject) or _DUE_REPORT.search(block.folded, *clause)
            subject = subject if is_told else None
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
    subject = subject_of(block, *clause, needs_modal=False)
    if subject is None:
        return None
    said = _SAYS.search(block.folded, *clause)
    if said and not _is_quoted(block, clause[0], said.start()) and _tells_of(block, subject, said):
        return None
    around = block.folded[subject.leads[0].start : subject.instruction + 30]
    if LOOKS_BACK.match(around) or _TIMES_PAST.match(block.folded, clause[0]):
        return None
    return replace(subject, rule=f"{subject.rule}_in_voice")


def _tells_of(block: Block, subject: Assignment, said: re.Match[str]) -> bool:
    """Whether a word of saying frames the clause, and is no noun inside the instruction."""
    before = block.folded[subject.instruction : said.start()]
    if said[0] not in _SAYING_NOUNS:
        return True
    return said.start() <= subject.instruction + 12 or bool(_SAYS_AFTER.search(before))


def _is_quoted(block: Block, start: int, said: int) -> bool:
    """Whether a clause is quoted whole before the words that say who spoke."""
    opens = block.text[max(0, start - 1) : start] in _QUOTES
    return opens and start > 0 and any(block.text.rfind(sign, start, said) > start for sign in _QUOTES)


def _quoted_order(block: Block, clause: Span) -> bool:
    """Whether somebody in office is quoted as ordering: '"… phải …", bà Linh yêu cầu.'."""
    return bool(_ORDERS_AFTER.search(block.folded, *clause))


def _states_result(text: str) -> bool:
    """Whether a sentence that opens with a result states it, and does not ask to have it sent."""
    return text.startswith("kết quả") and not _REPORTED.match(text)


def _carried(block: Block, sentence: Span) -> int | None:
    """Where a sentence without a subject goes on ordering what the one before began to."""
    start, end = sentence
    text = block.folded[start:end]
    if LOOKS_BACK.match(text) or _SAYS.search(text) or _states_result(text):
        return None
    order = order_without_unit(block, start, end)
    if order is not None:
        return order
    if starts_with_verb(block, start):
        return start
    opener = _OPENER.match(block.folded, start)
    return opener.end() if opener and has_verb(block, opener.end(), end) else None


def told(block: Block, span: Span, *, modal_only: bool) -> Assignment | None:
    """Who is told to act in a stretch of words: by an order, or as its subject."""
    return ordered_in(block, *span) or subject_of(block, *span, needs_modal=modal_only)


def clauses_of(block: Block, sentence: Span) -> Iterator[Span]:
    """The clauses of a sentence that semicolons divide."""
    start = sentence[0]
    for stop in _PIECE.finditer(block.text, *sentence):
        yield trimmed(block.text, start, stop.start())
        start = stop.end()
    yield trimmed(block.text, start, sentence[1])
