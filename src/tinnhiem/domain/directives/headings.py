"""Headings: those that name the unit for everything below them, and those that open or close a section."""

import re
from typing import Final

from tinnhiem.domain.directives.assignments import has_verb, ordered_in, starts_with_verb, subject_of
from tinnhiem.domain.directives.deadlines import deadline_in
from tinnhiem.domain.directives.units import Mention, starts_with_unit, units_at
from tinnhiem.domain.directives.vocabulary import any_of, words
from tinnhiem.engines.documents.reading.folding import phrases
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.markers import BULLET, PLAIN, Marker

_LEAD_IN: Final = re.compile(
    r"(?:(?:đối với|giao|đề nghị|yêu cầu|phân công|trách nhiệm của|trách nhiệm|nhiệm vụ của|về phía|với"
    r"|riêng|giao nhiệm vụ cho|giao cho"
    r"|kính đề nghị|trách nhiệm thực hiện của|phần việc của)\s+)?"
)
_WORK_OF: Final = re.compile(
    r"(?:đối với|trách nhiệm của|nhiệm vụ của|phần việc của|về phía)\s+(?=\w)|các\s+(?=\w)"
)
_MATTER: Final = re.compile(
    r"(?:các\s+|những\s+|mỗi\s+)?(?:công tác|việc|nội dung|nhiệm vụ|kinh phí|vấn đề|lĩnh vực|kỳ thi"
    r"|hồ sơ|hoạt động"
    r"|đề nghị|kiến nghị|trường hợp|chỉ tiêu|giải pháp|mục tiêu|yêu cầu|quy định|khoản|loại|bước|văn bản|mức"
    r"|chế độ|chính sách|dự án|công trình|đề án|tiêu chuẩn|điều kiện|biện pháp|hình thức|tồn tại"
    r"|hạn chế|kết quả)(?!\w)"
)
"""What a heading with such words may be about instead of somebody."""
_CALLING: Final = re.compile(rf"(?:các\s+)?{any_of(('posts', 'callings'))}")
_PARENTHESIS: Final = re.compile(r"\s*\([^)]*\)")
_GLUED: Final = re.compile(r"\s*:?\s+[-–+]\s+(?=[A-ZĐÂĂÊÔƠƯ])|\s+(?=[A-ZĐÂĂÊÔƠƯ])")
"""What stands between a unit heading and its first task where a paste lost the line break."""
_MEETS: Final = re.compile(
    r"\s*(?:biểu quyết|thảo luận|nhất trí|phát biểu|thống nhất|họp|bế mạc"
    r"|khai mạc)(?!\w)"
)
"""What a unit does in a meeting; below it stands no work."""
_IS_OFFICE: Final = re.compile(
    r",?\s*(?:là|-)\s*(?:cơ quan|đơn vị|bộ phận|đầu mối|thường trực)(?:\s+(?:thường trực|đầu mối"
    r"|chủ trì|tham mưu|tổng hợp|giúp việc))*\W*\Z"
)
_FURTHER_KIND: Final = re.compile(r"(?:(?:,|\s+và|\s+hoặc)\s+(?:[^\W\d_]+\s?){1,4})+")
"""Another kind of the group in a heading: "Các cơ sở đào tạo, bồi dưỡng"."""
_END: Final = " .:;-–,"
_CLOSED: Final = re.compile(rf"(?:về\s+)?{any_of(('sections', 'closed'))}")
_OPEN: Final = re.compile(rf"{any_of(('sections', 'open'))}")
_PHRASES: Final = words("sections", "boilerplate")
_NAMES_ITSELF: Final = tuple(phrase for phrase in _PHRASES if phrase.endswith(" này"))
"""Phrases in which a document speaks of itself: its set phrase only where they open the sentence."""
_BOILERPLATE: Final = re.compile(
    rf"(?:{phrases(*(phrase for phrase in _PHRASES if phrase not in _NAMES_ITSELF))})(?!\w)"
)
_OF_ITSELF: Final = re.compile(rf"(?:{phrases(*_NAMES_ITSELF)})(?!\w)")
_ON_RECEIPT: Final = re.compile(r"(?:sau khi |khi )?nhận được(?!\w)")
_INTRODUCES: Final = re.compile(
    r"(?:sau|sau đây|như sau|dưới đây|trọng tâm|cụ thể|gồm|nội dung|nhiệm vụ|công việc|yêu cầu|chỉ đạo"
    r"|kết luận|sau:)[^,;]{0,25}\Z"
)
_ANNOUNCES: Final = re.compile(
    r"(?<!\w)(?:kết luận|ý kiến|chỉ đạo|yêu cầu|nhiệm vụ|phân công|giao|đề nghị|thống nhất|quyết định"
    r"|kiến nghị)(?!\w)"
)
MAX_HEADING: Final = 160
MAX_SIBLING: Final = 90
MAX_UNIT: Final = 90
MIN_ORDER: Final = 12
"""Fewer letters order nothing."""


def unit_heading(block: Block) -> tuple[Mention, ...]:
    """The units that ``block`` consists of as a heading; empty where it is no such heading."""
    text = block.text.rstrip(_END)
    if not text or len(text) > MAX_HEADING or block.cells or (block.text.isupper() and len(text) > 64):
        return ()
    start = _heading_start(block)
    units = units_at(block, start)
    if not units or _is_caption(block):
        return ()
    end = units[-1].end
    parenthesis = _PARENTHESIS.match(block.folded, end)
    end = parenthesis.end() if parenthesis else end
    if end >= len(text):
        return units
    return _with_rest(block, units, end, len(text))


def unglued(block: Block) -> tuple[Block, ...]:
    """Heading and item of a block that lost the break between them: "2. Phòng Nội vụ - Rà soát …"."""
    if not block.marker.sign or block.marker.rank >= BULLET or block.cells:
        return (block,)
    units = units_at(block, _heading_start(block))
    glued = _GLUED.match(block.text, units[-1].end) if units else None
    if glued is None or not starts_with_verb(block, glued.end()):
        return (block,)
    traced = block.traced
    return (
        Block(traced.part(0, units[-1].end), block.marker, after_gap=block.after_gap),
        Block(traced.part(glued.end(), len(traced)), Marker("-", BULLET, 0)),
    )


def _is_caption(block: Block) -> bool:
    """Whether the line names a person below a picture rather than above a list."""
    return not block.marker.sign and block.text[-1] != ":" and bool(_CALLING.match(block.folded))


def _heading_start(block: Block) -> int:
    lead_in = _LEAD_IN.match(block.folded)
    place = lead_in.end() if lead_in else 0
    return place if units_at(block, place) else 0


def _with_rest(block: Block, units: tuple[Mention, ...], end: int, whole: int) -> tuple[Mention, ...]:
    """The units lengthened by a short rest without a verb, such as the scope of a group."""
    if _IS_OFFICE.match(block.folded, end):
        return units
    opens_list = block.text.rstrip().endswith(":") or block.marker.rank < PLAIN
    if units[-1].is_post and block.folded[end:].lstrip().startswith("phụ trách ") and block.text[-1] != ".":
        return (*units[:-1], Mention(units[-1].start, whole, is_post=True))
    if units[-1].is_group and _FURTHER_KIND.fullmatch(block.folded, end, whole):
        return (*units[:-1], Mention(units[-1].start, whole, is_group=True))
    short = whole - end <= 64 and not re.search(r"[.;:,]", block.text[end:whole])
    if (
        not (opens_list and short)
        or _MEETS.match(block.folded, end)
        or has_verb(block, end, whole)
        or block.text[-1] == "."
    ):
        return ()
    last = units[-1]
    return (*units[:-1], Mention(last.start, whole, last.is_group, last.is_post))


def is_introduction(block: Block) -> bool:
    """Whether the block only announces what follows it: "… thực hiện các nhiệm vụ sau:"."""
    text = block.folded.rstrip()
    return text.endswith(":") and bool(_INTRODUCES.search(text[:-1].rstrip()) or len(text) < 120)


def announces_orders(block: Block) -> bool:
    """Whether an introduction says that conclusions, opinions or orders follow."""
    return bool(_ANNOUNCES.search(block.folded))


def is_topic(block: Block) -> bool:
    """Whether the block is a heading about something rather than somebody."""
    text = block.text.strip()
    if block.cells or len(text) > 140 or text.endswith((".", ";", "。")):
        return False
    if len(text) >= MIN_ORDER and (
        ordered_in(block, 0, len(text))
        or subject_of(block, 0, len(text), needs_modal=True)
        or _acts_at_once(block, len(text))
    ):
        return False
    return (
        text.isupper()
        or (block.marker.rank <= 9 and len(text) < 110)
        or (text.endswith(":") and len(text) < 84)
    )


def group_heading(block: Block) -> tuple[Mention, ...]:
    """A group that no vocabulary knows, where the words of a heading say that its work follows."""
    text = block.text.rstrip(_END)
    lead_in = _WORK_OF.match(block.folded)
    if (
        not lead_in
        or not block.marker.sign
        or len(text) > MAX_HEADING
        or _MATTER.match(block.folded, lead_in.end())
    ):
        return ()
    start = lead_in.end() if lead_in[0].strip() != "các" else 0
    if has_verb(block, start, len(text)) or re.search(r"[.;:]", text[start:]):
        return ()
    return (Mention(start, len(text), is_group=True),)


def sibling_heading(block: Block) -> tuple[Mention, ...]:
    """A shouted or introduced line beside headings that name units: "KHU PHỐ", "Chủ các nhóm trẻ:"."""
    text = block.text.rstrip(_END)
    is_heading = block.text.isupper() or block.text.rstrip().endswith(":")
    if not is_heading or not text or len(text) > MAX_SIBLING or block.cells:
        return ()
    if (
        _MATTER.match(block.folded)
        or closes_section(block)
        or opens_section(block)
        or has_verb(block, 0, len(text))
    ):
        return ()
    return (Mention(0, len(text), is_group=True),)


def _acts_at_once(block: Block, end: int) -> bool:
    """Whether an item opens with a unit and says after a colon what that does: "1) Phòng Đào tạo: Lập …"."""
    colon = block.text.find(": ", 0, end)
    return 0 < colon < MAX_UNIT and starts_with_unit(block, 0) and starts_with_verb(block, colon + 2)


def closes_section(block: Block) -> bool:
    """Whether a heading opens a section that reports, judges or sets out, but orders nothing."""
    return bool(_CLOSED.match(block.folded)) and not _OPEN.search(block.folded)


def opens_section(block: Block) -> bool:
    """Whether a heading opens a section in which work is given out."""
    return bool(_OPEN.search(block.folded))


def is_boilerplate(block: Block, start: int) -> bool:
    """Whether a sentence is a set phrase of such documents, not work for anybody."""
    if _OF_ITSELF.match(block.folded, start):
        return True
    stop = block.text.find(". ", start)
    end = stop if stop > 0 else len(block.text)
    found = _BOILERPLATE.search(block.folded, start, min(end, start + 90))
    return bool(found) and not (speaks_to_all(block, start) and _is_dated_order(block, start))


def speaks_to_all(block: Block, start: int) -> bool:
    """Whether a sentence opens with the receipt of the document, and so turns from the heading above."""
    return bool(_ON_RECEIPT.match(block.folded, start))


def _is_dated_order(block: Block, start: int) -> bool:
    """Whether somebody is told to act by a day."""
    deadline = deadline_in(block, start, len(block.text), anchor=None)
    told = ordered_in(block, start, len(block.text))
    return told is not None and deadline is not None and deadline.kind == "by"
