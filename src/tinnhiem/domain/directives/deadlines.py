"""Deadlines in Vietnamese sentences: by a day, in a period, from … to, again and again, counted, or vague.

A day without a year takes the year of the document's own date; without one it stays ``--MM-DD``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.domain.directives.calendar import When, quarter_end
from tinnhiem.domain.directives.findings import Deadline
from tinnhiem.domain.directives.vocabulary import any_of, words
from tinnhiem.engines.documents.reading.folding import phrases
from tinnhiem.engines.documents.reading.layout import Block

_DAY: Final = (
    r"(?:(?:ngày|ngay)\s+)?(?P<d{n}>\d{{1,2}})\s*(?:[/.-]|\s+tháng\s+|\s*/\s*)\s*(?P<m{n}>\d{{1,2}})"
    r"(?!\d|[/.-]?\d*%)(?:\s*(?:[/.-]|,?\s*năm)\s*(?P<y{n}>\d{{4}})(?!\d))?"
)
_MONTH: Final = r"tháng\s+(?P<mm{n}>\d{{1,2}})(?!\d)(?:\s*(?:[/.-]|,?\s*năm)\s*(?P<my{n}>\d{{4}})(?!\d))?"
_QUARTER: Final = (
    r"quý\s+(?P<q{n}>iv|i{{1,3}}|[1-4])(?!\w)(?:\s*(?:[/.-]|,?\s*năm)\s*(?P<qy{n}>\d{{4}})(?!\d))?"
)
_YEAR: Final = r"(?:năm\s+)(?P<yy{n}>\d{{4}})(?!\d|\s*[-–]\s*\d{{4}})"
_HALF: Final = r"(?:6|06|sáu)\s+tháng\s+(?P<half{n}>đầu|cuối)\s+năm\s+(?P<hy{n}>\d{{4}})"
_THIS: Final = r"(?P<this{n}>năm\s+nay|tháng\s+này)"
_ANY: Final = f"(?:{_HALF}|{_DAY}|{_MONTH}|{_QUARTER}|{_YEAR}|{_THIS})"
_UNTIL: Final = r"(?<!từ nay )(?<!tính )(?<!kể )(?<!từ nay đến )(?:đến\s+hết|hết|đến|tới)\s+"
_BY: Final = (
    r"(?:(?:chậm\s+nhất|muộn\s+nhất|không\s+(?:muộn|chậm)\s+hơn|không\s+quá(?=\s+ngày\s)|hạn\s+(?:chót"
    r"|cuối|cuối\s+cùng)|xong|thời\s+hạn(?:\s+hoàn\s+thành"
    r"|\s+báo\s+cáo)?|thời\s+gian\s+(?:hoàn\s+thành|thực\s+hiện)|hạn(?:\s+nộp)?)"
    r"\s*:?\s*(?:là\s+)?(?:(?:vào|đến|trong)\s+)?(?:(?:trước|hết)\s+)?|(?:trước|truớc)\s+)"
)
_HOUR: Final = r"(?:\d{1,2}\s*(?:h|giờ|g)\s*(?:\d{2})?\s*(?:phút)?\s*,?\s*)?"
_HOUR_GIVEN: Final = r"\d{1,2}\s*(?:h|giờ|g)\s*(?:\d{2})?\s*(?:phút)?"
_COUNTED: Final = {"một": 1, "hai": 2, "ba": 3, "năm": 5, "bảy": 7, "mười": 10}
_NUMBER: Final = r"(?P<count>\d{1,3}|một|hai|ba|năm|bảy|mười)(?:\s*\([^)]{1,20}\))?"
_EVERY: Final = r"(?:hằng|hàng|mỗi)"
_WEEKDAYS: Final = {
    "hai": "MO",
    "2": "MO",
    "ba": "TU",
    "3": "TU",
    "tư": "WE",
    "4": "WE",
    "năm": "TH",
    "5": "TH",
    "sáu": "FR",
    "6": "FR",
    "bảy": "SA",
    "7": "SA",
}
_WEEKDAY: Final = r"thứ\s+(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)"
_RECURS: Final = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}
_REPORTS: Final = re.compile(
    r"(?:báo\s+cáo|gửi|tổng\s+hợp|giao\s+ban|họp|kiểm\s+tra|rà\s+soát|cập\s+nhật|đánh\s+giá|thống\s+kê"
    r"|công\s+khai|tổ\s+chức|tuần\s+tra|trực|tổng\s+vệ\s+sinh)(?!\w)"
)
_VERB: Final = any_of(("verbs", "directive"))
_IS_REFERENCE: Final = re.compile(
    r"(?:số\s+\S+|văn\s+bản|công\s+văn|kế\s+hoạch|quyết\s+định|thông\s+báo|chỉ\s+thị|nghị\s+quyết"
    r"|nghị\s+định|thông\s+tư|luật|tờ\s+trình|báo\s+cáo"
    r"|kết\s+luận|công\s+điện|cuộc\s+họp|hội\s+nghị|phiên\s+họp|ký|vụ\s+việc|đơn|thư|giấy\s+mời|biên\s+bản"
    r"|hợp\s+đồng|sinh)\s*,?\s*\Z"
)
_ATTRIBUTIVE: Final = re.compile(
    r"(?:tuyển\s+dụng|sinh|bổ\s+nhiệm|xảy\s+ra|phát\s+sinh|vi\s+phạm|tồn\s+tại|đã\s+\w+(?:\s+\w+)?"
    r"|được\s+\w+(?:\s+\w+)?)\s+\Z"
)
_IS_ATTRIBUTE: Final = re.compile(
    r"(?:hết nhiệm kỳ|phát sinh|xảy ra|vi phạm|nghỉ hưu|được giao|được duyệt|thực hiện được)\s+\Z"
)
_CLAUSE_ENDS: Final = re.compile(r"\s*(?:[.,;:()]|\Z|(?:để|và|phải|theo quy định|nhằm)(?!\w))")
_STRESSED: Final = re.compile(r"(?:đặc biệt|đặc biệt là|nhất là)\s+\Z")
_AFTER: Final = 60


def _numbered(pattern: str, number: int) -> str:
    return pattern.format(n=number)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The words being read and the day that dates without a year are counted from."""

    folded: str
    start: int
    end: int
    anchor: date | None


@dataclass(frozen=True, slots=True)
class Stated:
    """One way a deadline is stated, by its place in folded words."""

    kind: str
    start: int
    end: int
    due: str = ""
    starts: str = ""
    recurs: str = ""
    days: int = 0
    is_working_days: bool = False
    is_day: bool = False


_Reader = Callable[[re.Match[str], _Sentence], Stated | None]


def deadline_in(block: Block, start: int, end: int, *, anchor: date | None) -> Deadline | None:
    """The deadline stated between ``start`` and ``end``: the most explicit one, and of those the first."""
    found = first_stated(block.folded, start, end, anchor=anchor)
    if found is None:
        return None
    span = block.origin(found.start, found.end)
    text = block.text[found.start : found.end]
    return Deadline(
        text, span, found.kind, found.due, found.starts, found.recurs, found.days, found.is_working_days
    )


def first_stated(
    folded: str, start: int = 0, end: int | None = None, *, anchor: date | None
) -> Stated | None:
    """The most explicit deadline in folded words."""
    last = len(folded) if end is None else end
    if not _HINTS.search(folded, start, last):
        return None
    return next(_all(_Sentence(folded, start, last, anchor)), None)


def is_explicit(deadline: Deadline | None) -> bool:
    """Whether a deadline names a day, a period or a repetition, so that a sentence with it stands alone."""
    return deadline is not None and deadline.kind not in {"vague"}


def days_in(folded_text: str) -> Iterator[tuple[int, int, When]]:
    """Every day written with its month in ``folded_text``."""
    for found in _PLAIN_DAY.finditer(folded_text):
        when = _when(found, 0)
        if when.is_possible:
            yield found.start(), found.end(), when


def _all(sentence: _Sentence) -> Iterator[Stated]:
    for pattern, reader in _RULES:
        for match in pattern.finditer(sentence.folded, sentence.start, sentence.end):
            found = reader(match, sentence)
            if found is not None:
                yield found


def _when(match: re.Match[str], number: int) -> When:
    part = match.groupdict()

    def value(name: str) -> int:
        return int(part.get(f"{name}{number}") or 0)

    if part.get(f"half{number}"):
        return When(value("hy"), 6 if part[f"half{number}"] == "đầu" else 12)
    if part.get(f"d{number}"):
        return When(value("y"), value("m"), value("d"))
    if part.get(f"mm{number}"):
        return When(value("my"), value("mm"))
    quarter = part.get(f"q{number}")
    return When(value("qy"), quarter_end(quarter)) if quarter else When(value("yy"))


def _this(match: re.Match[str], number: int, anchor: date | None) -> When | None:
    word = match.groupdict().get(f"this{number}")
    if not word or anchor is None:
        return None
    return When(anchor.year) if word.startswith("năm") else When(anchor.year, anchor.month)


def _dated(match: re.Match[str], sentence: _Sentence, number: int = 0) -> When | None:
    """The day or period of ``match`` with its year as far as it is known; nothing for impossible ones."""
    this = _this(match, number, sentence.anchor)
    when = this or _when(match, number).in_year(sentence.anchor)
    if when == When() or not when.is_possible:
        return None
    due = when.last_day()
    passed = sentence.anchor is not None and due[:1].isdigit() and due < sentence.anchor.isoformat()
    return None if passed else when


def _by(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    when = _dated(match, sentence)
    if when is None or _ATTRIBUTIVE.search(sentence.folded, max(0, match.start() - 30), match.start()):
        return None
    strictly = re.search(r"tr(?:ước|uớc)\s+\Z", match["by"]) and not match.groupdict().get("edge")
    due = when.day_before() if strictly else when.last_day()
    return Stated("by", match.start(), match.end(), due) if due else None


def _in(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    when = _dated(match, sentence)
    if (
        when is None
        or not when.last_day()
        or _IS_ATTRIBUTE.search(sentence.folded, sentence.start, match.start())
    ):
        return None
    if not when.month and not _CLAUSE_ENDS.match(sentence.folded, match.end()):
        return None
    return Stated("in", match.start(), match.end(), when.last_day(), is_day=bool(when.day))


def _range(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    ends = _dated(match, sentence, 2)
    starts = _when(match, 1)
    if ends is None or not starts.is_possible:
        return None
    first = match.groupdict().get("first")
    if first and ends.day:
        starts = When(ends.year, ends.month, int(first))
        starts = starts if starts.is_possible and starts.day <= ends.day else When()
    elif not starts.year and ends.year:
        later = starts.month > ends.month
        starts = When(ends.year - later, starts.month or ends.month, starts.day)
    return Stated("range", match.start(), match.end(), ends.last_day(), starts.first_day())


def _on(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    before = sentence.folded[max(sentence.start, match.start() - _AFTER) : match.start()]
    if _IS_REFERENCE.search(before):
        return None
    when = _dated(match, sentence)
    known = when is not None and (sentence.anchor is not None or match["lead"])
    return Stated("on", match.start("day"), match.end(), when.last_day()) if when and known else None


def _yearly_day(match: re.Match[str], _: _Sentence) -> Stated | None:
    when = _when(match, 0)
    rule = f"FREQ=YEARLY;BYMONTH={when.month};BYMONTHDAY={when.day}"
    return Stated("recurring", match.start(), match.end(), recurs=rule) if when.is_possible else None


def _monthly_day(match: re.Match[str], _: _Sentence) -> Stated | None:
    every = "FREQ=MONTHLY;INTERVAL=3" if "quý" in match["unit"] else "FREQ=MONTHLY"
    return Stated("recurring", match.start(), match.end(), recurs=f"{every};BYMONTHDAY={int(match['day'])}")


def _weekly_day(match: re.Match[str], _: _Sentence) -> Stated | None:
    return Stated(
        "recurring", match.start(), match.end(), recurs=f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[match['weekday']]}"
    )


def _period(match: re.Match[str], _: _Sentence) -> Stated | None:
    return Stated("recurring", match.start(), match.end(), recurs=_RECURS[match["unit"]])


def _several(match: re.Match[str], _: _Sentence) -> Stated | None:
    """Once in so many weeks, months or years."""
    many = {"hai": 2, "ba": 3, "sáu": 6, "một": 1}.get(match["many"]) or int(match["many"])
    rule = _RECURS[match["unit"]] if match["unit"] != "quý" else "FREQ=MONTHLY"
    many = many * 3 if match["unit"] == "quý" else many
    return Stated(
        "recurring", match.start(), match.end(), recurs=rule if many == 1 else f"{rule};INTERVAL={many}"
    )


def _every(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    """A bare "hằng tháng", unless it merely qualifies a noun."""
    before = sentence.folded[sentence.start : match.start()]
    after = sentence.folded[match.end() : sentence.end]
    counted = re.match(r"\s+(?:(?:ít\s+nhất\s+)?(?:một|01|1)\s+lần)(?!\w)", after)
    regular = (
        counted
        or re.search(r"(?:định\s+kỳ|giao\s+ban|chế\s+độ\s+báo\s+cáo|họp)\s+\Z", before)
        or not before.strip(" -–,;")
    )
    acts = re.match(rf"\s*,?\s*(?:phải\s+|cần\s+)?{_VERB}", after)
    clause = re.split(r"[;,.]\s", before)[-1]
    closes = re.match(r"\s*(?:[.;,(]|\Z)", after) and _REPORTS.search(clause)
    attributive = re.search(
        r"(?:bình\s+quân|kế\s+hoạch|nhiệm\s+vụ|chỉ\s+tiêu|chi\s+phí|dự\s+toán|kinh\s+phí|công\s+tác"
        r"|chương\s+trình)\s+(?:\w+\s+){0,4}\Z",
        clause,
    )
    if not (regular or acts or (closes and not attributive)) or (attributive and not regular):
        return None
    return Stated("recurring", match.start(), match.end(), recurs=_RECURS[match["unit"]])


def _relative(match: re.Match[str], _: _Sentence) -> Stated | None:
    unit = match["unit"]
    per = {"ngày": 1, "tuần": 7}.get(unit.split()[0], 0)
    many = _COUNTED.get(match["count"]) or int(match["count"])
    working = "làm việc" in " ".join(match[0].split())
    return Stated("relative", match.start(), match.end(), days=many * per, is_working_days=working)


def _within(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    """A part of a month, which has no day of its own."""
    return _vague(match, sentence) if _dated(match, sentence) else None


def _meeting(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    """The month of the meeting at which something is due."""
    when = _dated(match, sentence)
    due = when.last_day() if when else ""
    return Stated("in", match.start("day"), match.end("day"), due) if due else None


def _vague(match: re.Match[str], sentence: _Sentence) -> Stated | None:
    if _STRESSED.search(sentence.folded, sentence.start, match.start()):
        return None
    return Stated("vague", match.start(), match.end())


def _rule(pattern: str, reader: _Reader) -> tuple[re.Pattern[str], _Reader]:
    return re.compile(rf"(?<!\w){pattern}"), reader


_PLAIN_DAY: Final = re.compile(r"(?<![\w/.,-])" + _numbered(_DAY, 0))
_BOUNDED: Final = (
    r"(?:trong\s+(?:vòng|thời\s+hạn|thời\s+gian)|trong|không\s+quá|chậm\s+nhất(?:\s+là)?|sau|thời\s+hạn)"
)
_HINTS: Final = re.compile(
    rf"\d|{_EVERY}|định\s+kỳ|quý\s+i|trong\s+vòng|năm nay|tháng này|lần"
    rf"|{phrases(*words('deadlines', 'vague'))}"
)
"""Without any of these there is no deadline to look for."""
_RULES: Final = (
    _rule(
        rf"(?:từ|bắt\s+đầu\s+từ)\s+(?:{_numbered(_DAY, 1)}|{_numbered(_MONTH, 1)}"
        rf"|(?:ngày\s+)?(?P<first>\d{{1,2}}))\s*(?:đến|-|tới)\s+(?:hết\s+)?{_numbered(_ANY, 2)}",
        _range,
    ),
    _rule(
        r"trong\s+(?:(?:các|hai|ba|\d{1,2})\s+)?ngày\s+(?P<first>\d{1,2})(?:\s*,\s*\d{1,2})*\s*(?:,|và|-)\s*"
        + _numbered(_DAY, 2),
        _range,
    ),
    _rule(
        rf"{_EVERY}\s+năm\s*,?\s+(?:{_BY})?(?:(?:ngày|vào)\s+)?{_numbered(_DAY, 0)}(?![/.]\d)", _yearly_day
    ),
    _rule(rf"(?:{_BY})?(?:(?:ngày|vào)\s+)?{_numbered(_DAY, 0)}\s+{_EVERY}\s+năm", _yearly_day),
    _rule(
        rf"(?:{_BY})?(?:vào\s+)?(?:các\s+)?ngày\s+(?:mùng\s+)?(?P<day>\d{{1,2}})\s+(?:của\s+)?(?P<unit>{_EVERY}\s+(?:tháng"
        rf"|quý)|tháng\s+cuối\s+(?:mỗi\s+|hằng\s+|hàng\s+)?quý)",
        _monthly_day,
    ),
    _rule(
        rf"{_EVERY}\s+(?P<unit>tháng|quý)\s*,?\s+(?:(?:chậm\s+nhất|trước"
        rf"|vào)\s+)*ngày\s+(?:mùng\s+)?(?P<day>\d{{1,2}})"
        r"(?![/.\d-]|\s+tháng\s+\d)",
        _monthly_day,
    ),
    _rule(
        rf"(?:{_BY}|vào\s+)?{_HOUR}(?:(?:sáng|chiều|tối)\s+)?(?:ngày\s+)?{_WEEKDAY}\s+(?:{_EVERY}\s+tuần"
        rf"|của\s+{_EVERY}\s+tuần)",
        _weekly_day,
    ),
    _rule(
        rf"{_EVERY}\s+tuần\s*,?\s+(?:(?:chậm\s+nhất|trước|vào)\s+)*{_HOUR}(?:(?:sáng|chiều"
        rf"|tối)\s+)?(?:ngày\s+)?{_WEEKDAY}",
        _weekly_day,
    ),
    _rule(
        r"(?:vào\s+)?(?:(?:cuối|đầu)\s+(?:mỗi|hằng|hàng)|ngày\s+cuối\s+(?:cùng\s+)?(?:của\s+)?(?:mỗi"
        r"|hằng|hàng))\s+"
        r"(?P<unit>ngày|tuần|tháng|quý|năm)(?!\w)(?!\s+học)",
        _period,
    ),
    _rule(rf"{_BY}?{_HOUR_GIVEN}\s*,?\s*(?:vào\s+)?{_EVERY}\s+(?P<unit>ngày)(?!\w)", _period),
    _rule(rf"(?P<by>{_BY}){_HOUR}(?:(?P<edge>cuối|hết|kết\s+thúc)\s+)?{_numbered(_ANY, 0)}", _by),
    _rule(
        rf"(?P<by>(?:hoàn\s+thành|xong)\s+)(?P<edge>(?:trong\s+)?)(?:trong\s+"
        rf"|vào\s+)?{_HOUR}{_numbered(_DAY, 0)}",
        _by,
    ),
    _rule(
        rf"(?:(?:trong|vào)\s+)?(?:tuần\s+(?:lễ\s+)?(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|thứ\s+\w+)|đầu|giữa"
        rf"|(?:thượng|trung|hạ)\s+tuần)\s+(?:của\s+)?{_numbered(_MONTH, 0)}",
        _within,
    ),
    _rule(
        rf"(?:tại|trong|vào)\s+(?:phiên\s+họp|kỳ\s+họp|cuộc\s+họp|buổi\s+họp|hội\s+nghị|giao\s+ban"
        rf"|họp\s+giao\s+ban)"
        rf"(?:\s+[^\W\d_]+){{0,3}}?\s+(?P<day>{_numbered(_MONTH, 0)})",
        _meeting,
    ),
    _rule(
        rf"(?:trong|vào|ngay\s+trong|nội\s+trong)\s+(?:(?:cuối|hết|dịp)\s+)?(?:tháng\s+\d{{1,2}}\s*(?:,"
        rf"|và|-)\s*)*{_numbered(_ANY, 0)}",
        _in,
    ),
    _rule(rf"(?P<by>{_UNTIL}){_HOUR}(?:(?P<edge>cuối|kết\s+thúc)\s+)?{_numbered(_ANY, 0)}", _by),
    _rule(
        rf"(?:vào\s+)?cuối\s+(?:{_numbered(_MONTH, 0)}|{_numbered(_QUARTER, 0)}|{_numbered(_YEAR, 0)}"
        rf"|{_numbered(_THIS, 0)})",
        _in,
    ),
    _rule(rf"(?P<lead>vào\s+|cho\s+)?(?P<day>ngày\s+(?=\d){_numbered(_DAY, 0)})", _on),
    _rule(
        rf"{_BOUNDED}\s+{_NUMBER}\s+(?P<unit>ngày|tuần|tháng|giờ|năm)(?:\s+(?:làm\s+việc"
        rf"|liên\s+tục))?(?:,?\s+(?:kể\s+từ"
        rf"|tính\s+từ|từ|sau)\s+(?:ngày|khi|thời\s+điểm)[^,.;]{{0,60}})?",
        _relative,
    ),
    _rule(
        r"(?:định\s+kỳ\s+)?(?P<many>\d{1,2}|hai|ba|sáu|một)\s+(?P<unit>tuần|tháng|quý|năm)\s*(?:/|một|01"
        r"|1)\s*lần",
        _several,
    ),
    _rule(
        r"định\s+kỳ\s+(?:hằng\s+|hàng\s+|mỗi\s+)?(?:(?P<many>\d{1,2}|hai|sáu|ba)\s+)(?P<unit>tháng"
        r"|tuần)(?!\w)",
        _several,
    ),
    _rule(
        rf"(?:{_EVERY}|định\s+kỳ)\s+(?P<unit>ngày|tuần|tháng|quý|năm)(?!\s+học)(?:,\s*(?:quý|năm"
        rf"|6\s+tháng)(?!\w))*(?!\w)",
        _every,
    ),
    _rule(rf"(?:{phrases(*words('deadlines', 'vague'))})(?!\w)", _vague),
)
"""From the most explicit to the vaguest."""
