"""Who is told to do something in one sentence, and by which turn of phrase that is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tinnhiem.domain.directives.units import Mention, units_at, without_helpers
from tinnhiem.domain.directives.vocabulary import any_of, words
from tinnhiem.engines.documents.reading.folding import phrases
from tinnhiem.engines.documents.reading.layout import Block

_TRIGGER: Final = re.compile(rf"(?<!\w){any_of(('triggers', 'order'))}")
_WEAK: Final = re.compile(rf"{any_of(('triggers', 'weak'))}\Z")
_NOT_BEHIND: Final = re.compile(
    rf"(?:^|[\s(“\"])(?:{phrases(*words('triggers', 'not_behind'))})\s+(?:\w+\s+)?\Z"
)
_UNREAL: Final = re.compile(
    r"(?<!\w)(?:sẽ|không|chưa|có thể|muốn|nếu|từng|việc|để|khi|phải|nhằm|sự|được|cần|và|có quyền|do)\s+\Z"
)
_NOT_BEFORE: Final = re.compile(rf"\s+(?:{phrases(*words('triggers', 'not_before'))})(?!\w)")
_PLAINTIFF: Final = re.compile(rf"(?<!\w){any_of(('triggers', 'plaintiffs'))}")
_AUTHORITY: Final = re.compile(rf"(?<!\w){any_of(('triggers', 'authorities'))}")
_BETWEEN: Final = re.compile(
    r"\s*:?\s*(?:(?:đối với|với|cho|tới|đến|thêm|tiếp|ngay|rõ|đồng thời)\s+)?(?:là\s+)?"
)
_FRONTED: Final = re.compile(r"(?:riêng\s+)?(?:đối với|với|riêng|về phía|về trách nhiệm của)\s+")
_SENT_TO: Final = re.compile(r"(?<!\w)(?:gửi|gửi đến|gửi tới|gửi cho)\s+(?=\w)")
_ORDERS_BEHIND: Final = re.compile(r"[^.;]{0,60}?(?<!\w)(?:yêu cầu|đề nghị|chỉ đạo|giao)\s+(?=\w)")
_PAPER_OF: Final = re.compile(
    r"(?:các\s+|toàn bộ\s+)?(?:báo cáo|hồ sơ|danh sách|văn bản|dự toán|kế hoạch|biểu mẫu|kết quả|đăng ký"
    r"|ý kiến|phương án|số liệu|đề xuất|thuyết minh|phiếu|biên bản)(?!\w)[^.;:]{0,90}?(?<!\w)của\s+(?=\w)"
)
_IS_SENT: Final = re.compile(
    r"\s*,?\s*(?:(?:phải|cần|đề nghị|xin|được|phải được)\s+)?(?:gửi|nộp|chuyển)\s+(?:về|đến|tới|cho|lên|qua)"
    r"(?!\w)[^.;]*?(?<!\w)(?:trước|chậm nhất|muộn nhất|hạn cuối|hạn chót|trong ngày)(?!\w)"
)
_CHARGED: Final = re.compile(
    r"\s*,?\s*(?:đã\s+|cũng\s+)?được\s+(?:\w+\s+){0,3}?(?:giao|yêu cầu|phân công|chỉ định|đề nghị"
    r"|ủy quyền)(?!\w)"
)
_BY_AGENT: Final = re.compile(r"(?<!\w)do\s+(?=\w)")
_NOUN_BEFORE: Final = re.compile(
    r"(?:(?<!tổ )(?<!đoàn )công tác|(?:^|\s)(?:luật|nghị định|thông tư|điều lệ))\s+\Z"
)
_SCHOOL: Final = re.compile(
    r"\s*(?:\(?ý kiến của\s+)?(?:các\s+|đại diện\s+)?(?:hiệu trưởng|phó hiệu trưởng|trường|nhà trường"
    r"|giáo viên|phụ huynh|ban giám hiệu)(?!\w)"
)
_ABOVE: Final = re.compile(
    r"\s+(?:các\s+)?(?:xã|huyện|tỉnh|quận|phường|thành phố|ubnd|ủy ban|sở|phòng|bộ|chính phủ|cấp trên"
    r"|lãnh đạo|hđnd|chủ tịch)(?!\w)"
)
_LOCAL: Final = re.compile(
    r"\s*(?:(?:chủ tịch|lãnh đạo|đại diện)\s+)?(?:(?:ubnd|ủy ban nhân dân|chính quyền)\s+)?(?:các\s+)?"
    r"(?:huyện|quận|thị xã|xã|phường|thị trấn|thôn|bản|ấp|địa phương)(?!\w)[^,.;]{0,40}\Z"
)
_CENTRAL: Final = re.compile(
    r"\s+(?:(?:ubnd|ủy ban nhân dân|hđnd|lãnh đạo)\s+)?"
    r"(?:tỉnh|bộ|chính phủ|trung ương|sở|cấp trên|quốc hội)(?!\w)"
)
_TELLS_PAST: Final = re.compile(r"(?<!\w)(?:ngành\b|đã\s+(?!\Z|có văn bản|ký|ban hành văn bản))")
_OPENER: Final = re.compile(
    r"(?:đồng thời|bên cạnh đó|ngoài ra|trong đó|cùng với đó|theo đó|riêng|cụ thể|trước mắt)\s*[,:]?\s+"
)
_INTRODUCED: Final = re.compile(r",\s+|:\s*[\"']?\s*(?=\w)")
_FRAMES: Final = re.compile(
    r"(?:đối với|với|trong|khi|nếu|trường hợp|căn cứ|trên cơ sở|sau khi|đồng thời|bên cạnh|ngoài ra"
    r"|định kỳ|hằng|hàng|mỗi|trước ngày|chậm nhất)(?!\w)"
)
_REMARKS: Final = re.compile(r"\s*[,:]|\s+rằng(?!\w)")
"""Behind the verb of somebody in office who makes a remark, rather than acts."""
_TELLS: Final = re.compile(
    r"\s+(?:báo cáo|trình bày|thông qua|phát biểu|nêu|giải trình|trả lời|kết luận|thông báo"
    r"|cho ý kiến|đánh giá"
    r"|nhận xét|tổng kết|tuyên bố|điểm lại|đóng góp|thống nhất|nhất trí)"
    r"(?:\s+(?!trước|gửi|về\s)\w+){0,5}\s*:"
)
"""Behind a person: says what follows the colon."""
_PROPOSES: Final = re.compile(r"\s*[,:]?\s*(?:cũng\s+)?(?:kiến nghị|đề nghị|mong muốn|cho rằng)(?!\w)")
_IN_WRITING: Final = re.compile(
    r"(?<!\w)(?:vừa|mới|đã|cũng|vừa mới)\s+(?:có|ra|ký|ký ban hành|ban hành|phát đi|gửi)\s+"
    r"(?:văn bản|công văn|công điện|chỉ thị)\s+(?:số\s+\S+\s+)?(?:[^\W\d_]+\s+){0,2}\Z"
)
"""Before an order given in writing: "vừa có văn bản giao Sở Y tế …"."""
_EARLIER: Final = re.compile(
    r"\s*(?:trước đó|trước đây|thời gian qua|trong thời gian qua|vừa qua|nhiều lần|năm (?:ngoái|trước))(?!\w)"
    r".*(?<!\w)đã\s+(?:có (?:văn bản|công văn)\s+)?\Z|.*(?<!\w)trước đó,?\s+(?:cũng\s+)?đã\s+\Z"
)
"""Before an order that was given earlier and is only told of."""
_HAS: Final = re.compile(r"(?<!\w)đã\s+(?:[^\W\d_]+\s+){0,2}\Z")
_IN_VAIN: Final = re.compile(
    r"[^.;]*?(?<!\w)(?:nhưng|song(?! song)|tuy nhiên|tuy vậy|từ (?:tháng|năm|đầu năm|cuối năm) \d{1,4})(?!\w)"
)
_APPRAISES: Final = re.compile(
    r"\s+(?:cũng\s+|đã\s+|cơ bản\s+|rất\s+)*(?:ghi nhận|biểu dương|đánh giá (?:cao|chung)|hoan nghênh"
    r"|chia sẻ với|chúc mừng|cảm ơn|tri ân|phê bình|nghiêm khắc phê bình|nhắc lại|nhận thấy|nhận định"
    r"|cho rằng|đồng tình|đồng ý(?! giao)|nhất trí"
    r"|thống nhất (?:chủ trương|chọn|cao|đánh giá|với|nội dung|như|kết luận|cho|về|thông qua|phương án"
    r"|danh sách)"
    r"|cơ bản)(?!\w)"
)
"""Behind those who appraise the past or agree to something, and so are not told to act."""
_DECIDES: Final = re.compile(
    r"(?:thường trực|ban thường vụ|ban chấp hành|thường vụ|hội nghị|chủ tịch|phó chủ tịch|bí thư|phó bí thư"
    r"|ubnd|ủy ban nhân dân|giám đốc|đảng ủy|tập thể|lãnh đạo|hiệu trưởng|hội đồng|chủ tọa)(?!\w)"
)
_TOLD_PRESS: Final = re.compile(r"(?<!\w)(?:cho biết|cho hay)(?!\w).*(?<!\w)đã\s+\Z")
REACH: Final = 300
"""How far back the subject of an order is looked for."""
LAST_WORDS: Final = 60
"""How far back the words just before an order are looked at."""
_LEADS_WORK: Final = (
    r"chủ trì(?!\s+(?:các\s+)?(?:họp|hội nghị|cuộc họp|buổi|phiên họp|hội thảo|cuộc làm việc|lễ))"
)
"""To lead work is to be told to act; to chair a meeting is not."""
_STRONG_MODAL: Final = re.compile(
    r"\s*(?:\([^)]{1,80}\)\s*)?[,:]?\s*(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|khẩn trương"
    rf"|{_LEADS_WORK})(?!\w)"
)
_MODAL: Final = re.compile(
    r"\s*(?:\([^)]{1,80}\)\s*)?[,:]?\s*(?:cùng\s+|cũng\s+|trước\s+mắt\s+|tiếp tục\s+|chính\s+)?"
    rf"(?:phải|cần|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|khẩn trương|nghiêm túc|{_LEADS_WORK}|chủ động"
    r"|phối hợp|tập trung"
    r"|tiếp tục|thường xuyên|kịp thời|tăng cường|nhanh chóng|sớm|ngay|làm đầu mối|là đầu mối|căn cứ"
    r"|không được)(?!\w)"
)
_VERB: Final = re.compile(
    rf"(?:{any_of(('verbs', 'directive'), ('verbs', 'adverbs'))}"
    rf"|lãnh đạo(?=,\s|\s+(?:việc|công tác|{any_of(('verbs', 'directive'))})))"
)
_NARROWS: Final = re.compile(
    r"\s+(?:có|thuộc|được|đang|chưa|đã|không|sử dụng|tham gia|giữ|đủ|hết|đạt|ở"
    r"|trong)\s(?:[^\W\d_]+\s+){1,9}?[^\W\d_]+"
    r"(?=\s+(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|cần)(?!\w))"
)
"""What narrows a group down before it is told to act."""
_LOOKS_AFTER: Final = re.compile(r"\s+phụ trách\s+")
_SECTOR: Final = re.compile(any_of(("units", "sectors")))
_ACTS: Final = re.compile(r"\s*(?:\([^)]{1,80}\)\s*)?[,:]?\s+(?P<verb>[^\W\d_]+)")
_STATES: Final = re.compile(
    r"(?:có|là|còn|chưa|không|thiếu|rất|vẫn|đạt|gồm|bao gồm|cơ bản|được|bị|và|của|về|cùng|hoặc"
    r"|với|để|cho|khi|tại|trong"
    r"|theo|từ|do|vì|nên|mà|thì|như|này|đó|trên|dưới|sau|trước|thuộc|tham dự|dự họp"
    r"|tham gia ý kiến|nhất trí|biểu quyết)(?!\w)"
)
"""Words that state something, or that no clause begins with."""
_PARENTHESIS: Final = re.compile(r"\s*\([^)]{1,80}\)")
_PAST: Final = re.compile(
    r"\s*,?\s*(?:(?:đều|cũng|vẫn|luôn)\s+)?(?:đã|sẽ|đang|vừa|cũng ban hành|cũng tổ chức|cũng có|được"
    r"|từng|mới|có|là|cho biết|cho rằng|nêu"
    r"|khẳng định|cho hay|báo cáo về|phát biểu)(?!\w)(?!\s+(?:trách nhiệm|nhiệm vụ|giải pháp|phương án"
    r"|kế hoạch|đầu mối|biện pháp|văn bản))"
)
_LIST_SIGN: Final = re.compile(r"\s*:")


_BEHIND_WORK: Final = re.compile(r":\s+|\s[-–—]\s+|\s*\((?=[^()]{3,160}\)[\s.;/]*\Z)|\s*(?:→|=>|⇒)\s*")
_HANDED: Final = re.compile(
    r"(?:(?:do|giao|giao cho|phân công|trách nhiệm|trách nhiệm của|thực hiện|chủ trì|đầu mối|phụ trách"
    r"|(?:đơn vị|cơ quan|bộ phận|người)\s+(?:chủ trì|thực hiện|đầu mối|phụ trách))\s*:?\s+)?"
)
_DOES_IT: Final = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,?\s*(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|chịu trách nhiệm|đảm trách"
    r"|triển khai"
    r"|làm|lo|tham mưu|phối hợp|hoàn thành|xong|trước ngày|trong tháng|chậm nhất)(?!\w)[^.]*?)?[\s.;,/)]*\Z"
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The units told to act in one sentence, where the instruction begins, and the rule that saw it."""

    leads: tuple[Mention, ...]
    instruction: int
    rule: str


def ordered_in(block: Block, start: int, end: int) -> Assignment | None:
    """An order with its addressee: "giao Sở A …", "Sở A được giao …", "gửi Sở A yêu cầu …"."""
    for reader in (_fronted, _triggered, _sent_to, _charged, _sender):
        found = reader(block, start, end)
        if found is not None:
            return found
    return None


def subject_of(block: Block, start: int, end: int, *, needs_modal: bool) -> Assignment | None:
    """The unit that opens the sentence as its subject, if what follows tells it to act.

    With ``needs_modal`` only "phải", "có trách nhiệm", "chủ trì" and the like tell; otherwise any directive
    verb does.
    """
    frames = bool(_FRAMES.match(block.folded, start))
    for opening in _openings(block, start, end):
        behind_comma = opening > start and block.folded[opening - 2 : opening] == ", " and not frames
        found = _subject_at(block, opening, end, needs_modal=needs_modal or behind_comma)
        if found is not None:
            return found
    return None


def _subject_at(block: Block, opening: int, end: int, *, needs_modal: bool) -> Assignment | None:
    units = _with_clause(block, units_at(block, opening), end)
    if not units or units[-1].end >= end or _PAST.match(block.folded, units[-1].end):
        return None
    if _appraises(block, units):
        return None
    follows = units[-1].end
    trigger = _TRIGGER.match(block.folded, follows + 1)
    if trigger and not _WEAK.match(trigger[0]) and _named_after(block, trigger):
        return None
    if units[-1].is_post and _TELLS.match(block.folded, follows):
        return None
    if units[-1].is_post and _PROPOSES.match(block.folded, follows):
        return None
    if trigger and units[-1].is_post and _REMARKS.match(block.folded, trigger.end()):
        return None
    modal = _MODAL.match(block.folded, follows)
    parenthesis = _PARENTHESIS.match(block.folded, follows)
    verb = parenthesis.end() if parenthesis else follows
    sign = re.compile(r"\s*[,:–-]?\s*").match(block.folded, verb)
    verb = sign.end() if sign else verb
    if modal is None and (needs_modal or not _VERB.match(block.folded, verb)):
        return None
    return Assignment(without_helpers(block, units), verb, "subject_modal" if modal else "subject_verb")


def _with_clause(block: Block, units: tuple[Mention, ...], end: int) -> tuple[Mention, ...]:
    """The units, the last lengthened by what narrows a group: "các trường có cán bộ luân chuyển phải …"."""
    charged = _charged_with(block, units[-1], end) if units and units[-1].is_post else None
    if charged:
        return (*units[:-1], charged)
    if not units or not units[-1].is_group or _MODAL.match(block.folded, units[-1].end):
        return units
    narrowed = _NARROWS.match(block.folded, units[-1].end, end)
    if narrowed is None:
        return units
    last = units[-1]
    return (*units[:-1], Mention(last.start, narrowed.end(), last.is_group, last.is_post))


def _charged_with(block: Block, post: Mention, end: int) -> Mention | None:
    """A post with what it looks after: "Đảng viên phụ trách Công đoàn chăm lo …"."""
    charge = _LOOKS_AFTER.match(block.folded, post.end, end)
    if charge is None:
        return None
    units = units_at(block, charge.end())
    matter = _SECTOR.match(block.folded, charge.end())
    stop = units[-1].end if units else matter.end() if matter else charge.end()
    acts = _MODAL.match(block.folded, stop) or _VERB.match(block.folded, stop + 1)
    return Mention(post.start, stop, post.is_group, is_post=True) if stop > charge.end() and acts else None


def acting_subject(block: Block, start: int, end: int) -> Assignment | None:
    """The unit that opens an item of a list of orders, whatever plain verb follows it."""
    units = units_at(block, start)
    if not units or units[-1].end >= end or _PAST.match(block.folded, units[-1].end):
        return None
    acts = _ACTS.match(block.text, units[-1].end, end)
    if acts is None or _appraises(block, units) or _STATES.match(block.folded, acts.start("verb")):
        return None
    return Assignment(units, acts.start("verb"), "subject_acts")


def _appraises(block: Block, units: tuple[Mention, ...]) -> bool:
    """Whether those who decide appraise or agree, rather than being told to act."""
    return bool(
        _DECIDES.match(block.folded, units[0].start) and _APPRAISES.match(block.folded, units[-1].end)
    )


def named_behind(block: Block, start: int, end: int) -> Assignment | None:
    """Who is named behind the work itself: "Dọn vệ sinh sân trường: Đoàn Thanh niên.", "… (Công an xã)."."""
    if not _VERB.match(block.folded, start):
        return None
    for sign in reversed(list(_BEHIND_WORK.finditer(block.folded, start, len(block.folded)))):
        handed = _HANDED.match(block.folded, sign.end())
        units = units_at(block, handed.end() if handed else sign.end())
        if sign.start() < end and units and _DOES_IT.match(block.folded, units[-1].end):
            return Assignment(units, start, "named_behind")
    return None


def is_strongly_told(block: Block, assignment: Assignment) -> bool:
    """Whether the subject must act, in so many words: "phải", "có trách nhiệm", "chủ trì"."""
    return bool(_STRONG_MODAL.match(block.folded, assignment.leads[-1].end))


def order_before_list(block: Block) -> Assignment | None:
    """The order that ends in its addressee before a list: "… UBND xã yêu cầu các trường:"."""
    end = len(block.text.rstrip(" :"))
    for trigger in _TRIGGER.finditer(block.folded):
        units = _named_after(block, trigger) if _is_order(block, trigger, 0) else ()
        if units and units[-1].end == end:
            return Assignment(units, end, "order_named")
    return None


def order_without_unit(block: Block, start: int, end: int) -> int | None:
    """Where an order begins that names nobody: "Chủ tịch cũng yêu cầu kiểm tra …"."""
    for trigger in _TRIGGER.finditer(block.folded, start, end):
        if _is_order(block, trigger, start) and _VERB.match(block.folded, trigger.end() + 1):
            return trigger.end() + 1
    return None


def first_order_word(block: Block, start: int, end: int) -> str:
    """The first word of ordering in the sentence, real or not; empty where there is none."""
    for trigger in _TRIGGER.finditer(block.folded, start, end):
        if not _is_noun(block, trigger):
            return block.text[trigger.start() : trigger.end()]
    return ""


def starts_with_verb(block: Block, start: int) -> bool:
    """Whether a directive verb or adverb opens the sentence."""
    return bool(_VERB.match(block.folded, start))


def opening_verb(block: Block, start: int) -> str:
    """The directive verb or adverb that opens the sentence, as written; empty where none does."""
    found = _VERB.match(block.folded, start)
    return block.text[start : found.end()] if found else ""


def has_verb(block: Block, start: int, end: int) -> bool:
    """Whether any directive verb occurs."""
    return any(_opens_word(block.folded, found.start()) for found in _VERB.finditer(block.folded, start, end))


def _opens_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _fronted(block: Block, start: int, end: int) -> Assignment | None:
    front = _FRONTED.match(block.folded, start)
    units = units_at(block, front.end()) if front else ()
    if len(units) > 1 and _MODAL.match(block.folded, units[-1].end):
        posts = units[1:] if all(unit.is_post for unit in units[1:]) else units[-1:]
        return Assignment(posts, units[-1].end, "fronted_topic")
    if not units or block.folded[units[-1].end : units[-1].end + 1] not in {",", ":"}:
        return None
    rest = units[-1].end + 1
    own = _triggered(block, rest, end)
    if own is not None and not _MODAL.match(block.folded, rest):
        return own
    if order_without_unit(block, rest, end) is None and not _MODAL.match(block.folded, rest):
        return None
    return Assignment(units, rest + 1, "fronted_topic")


def _triggered(block: Block, start: int, end: int) -> Assignment | None:
    for trigger in _TRIGGER.finditer(block.folded, start, end):
        if not _is_order(block, trigger, start):
            continue
        strong = not _WEAK.match(trigger[0])
        units = _named_after(block, trigger)
        if (
            units
            and (units[-1].end < end - 8 or _opens_list(block, units[-1].end, end))
            and not _is_about(block, units, end)
        ):
            return Assignment(units, units[-1].end, _order_rule(block, trigger, start, is_strong=strong))
    return None


def _opens_list(block: Block, place: int, end: int) -> bool:
    """Whether nothing but the sign of a list follows the units: "… yêu cầu Ủy ban nhân dân tỉnh:"."""
    return block.text[place:].strip() == ":" and place <= end


def _named_after(block: Block, trigger: re.Match[str]) -> tuple[Mention, ...]:
    """The units directly behind a word of ordering; a strong one may name a place for its authority."""
    between = _BETWEEN.match(block.folded, trigger.end())
    place = between.end() if between else trigger.end()
    return units_at(block, place, metonyms=not _WEAK.match(trigger[0]))


def _order_rule(block: Block, trigger: re.Match[str], start: int, *, is_strong: bool) -> str:
    if not is_strong:
        return "instruction_named"
    within = trigger[0] in {"phân công", "giao"} and block.folded[start : trigger.start()].rstrip().endswith(
        ","
    )
    return "order_within" if within else "order_named"


def _is_order(block: Block, trigger: re.Match[str], start: int) -> bool:
    """Whether the word of ordering is a verb in force, not a noun, a plan or a citizen's wish."""
    before = block.folded[max(start, trigger.start() - REACH) : trigger.start()]
    clause = before.rsplit(";", 1)[-1]
    last_words = clause[-LAST_WORDS:]
    not_behind = _NOT_BEHIND.search(last_words) and not _IN_WRITING.search(last_words)
    if _is_noun(block, trigger) or not_behind or _UNREAL.search(last_words):
        return False
    if (
        _NOUN_BEFORE.search(last_words)
        or _TOLD_PRESS.search(clause)
        or _EARLIER.match(clause)
        or _PLAINTIFF.search(_speaker_part(clause))
        or _gave_in_vain(block, trigger, last_words)
        or _asks_upward(block, trigger, clause)
    ):
        return False
    return not _WEAK.match(trigger[0]) or (bool(_AUTHORITY.search(clause)) and not _TELLS_PAST.search(clause))


def _gave_in_vain(block: Block, trigger: re.Match[str], before: str) -> bool:
    """Whether an order is told of that was given earlier: "đã chỉ đạo … từ tháng 9 nhưng …"."""
    return bool(_HAS.search(before) and _IN_VAIN.match(block.folded, trigger.end()))


def _speaker_part(clause: str) -> str:
    """Where the speaker of an order stands: behind the last comma, or before it where nothing follows."""
    before, comma, last = clause.rpartition(",")
    return last[-64:] if last.strip() or not comma else before.rsplit(",", 1)[-1]


def _asks_upward(block: Block, trigger: re.Match[str], clause: str) -> bool:
    """Whether a school or a local authority asks something of those above it."""
    place = trigger.end()
    return trigger[0] in {"đề nghị", "kiến nghị"} and bool(
        (_SCHOOL.match(clause) and _ABOVE.match(block.folded, place))
        or (_LOCAL.match(clause) and _CENTRAL.match(block.folded, place))
    )


def _is_noun(block: Block, trigger: re.Match[str]) -> bool:
    """Whether the word is half of another one: "giao ban", but not "giao Ban Tuyên giáo"."""
    compound = _NOT_BEFORE.match(block.folded, trigger.end())
    return bool(compound) and not block.text[trigger.end() : trigger.end() + 2].strip().isupper()


def _is_about(block: Block, units: tuple[Mention, ...], end: int) -> bool:
    """Whether the units only qualify a noun: nothing to do follows them."""
    rest = block.folded[units[-1].end : end]
    return bool(re.match(r"\s*(?:\.|về việc\b|tại (?:công văn|văn bản|tờ trình)|đã\b|và được\b|của\b)", rest))


def _sent_to(block: Block, start: int, end: int) -> Assignment | None:
    for sent in _SENT_TO.finditer(block.folded, start, end):
        units = units_at(block, sent.end())
        order = _ORDERS_BEHIND.match(block.folded, units[-1].end, end) if units else None
        if order and _VERB.match(block.folded, order.end()):
            return Assignment(units, order.end(), "order_sent_to")
    return None


def _charged(block: Block, start: int, end: int) -> Assignment | None:
    for opening in _openings(block, start, end):
        units = units_at(block, opening)
        charged = _CHARGED.match(block.folded, units[-1].end, end) if units else None
        if charged:
            return Assignment(units, charged.end(), "subject_charged")
    return None


def _sender(block: Block, start: int, end: int) -> Assignment | None:
    """Whose report is to be sent in: "Báo cáo của các trường gửi về Phòng Giáo dục trước ngày …"."""
    paper = _PAPER_OF.match(block.folded, start, end)
    units = units_at(block, paper.end()) if paper else ()
    sent = _IS_SENT.match(block.folded, units[-1].end, end) if units else None
    return Assignment(units, units[-1].end, "sender_named") if sent else None


def _openings(block: Block, start: int, end: int) -> Iterator[int]:
    """Where the subject may stand: at the start, or behind an introduction or the opening of a quotation."""
    yield start
    for opener in (_OPENER.match(block.folded, start), _FRONTED.match(block.folded, start)):
        if opener:
            yield opener.end()
    for sign in _INTRODUCED.finditer(block.folded, start, min(end, start + 220)):
        yield sign.end()
