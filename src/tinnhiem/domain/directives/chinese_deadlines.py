"""Deadlines in Chinese sentences and cells: by a day or the end of a period, a range, repeated, or vague."""

import re
from datetime import date
from typing import Final

from tinnhiem.domain.directives.calendar import When
from tinnhiem.domain.directives.findings import Deadline
from tinnhiem.engines.documents.reading.layout import Block

_YEAR: Final = r"(?:(?P<y>(?:19|20)\d{2})年|(?P<near>今年|明年|本年)(?:的)?)?"
_DAY: Final = rf"{_YEAR}(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]"
_BEFORE: Final = r"(?:\d{1,2}[:时点]\d{0,2}分?)?(?:之前|以前|前)"
_THIRDS: Final = {"上旬": 10, "中旬": 20, "下旬": 31}
_RULES: Final = (
    (
        "recurring",
        re.compile(
            rf"每年(?:的)?(?P<ym>\d{{1,2}})月(?:(?P<yd>\d{{1,2}})[日号]|(?P<yend>底|末))(?:{_BEFORE})?"
        ),
    ),
    ("recurring", re.compile(r"每年(?:的)?(?P<ym>\d{1,2})月(?!\d)份?(?:之?内|中)?")),
    ("recurring", re.compile(r"每月(?:的)?(?P<monthly>\d{1,2})[日号](?:之?前)?")),
    ("recurring", re.compile(r"每周(?P<weekday>[一二三四五六日])(?:之?前|下午|上午)?")),
    (
        "recurring",
        re.compile(
            r"每(?P<every>年|季度|月|周|半年|学期)(?:度)?(?:末|底"
            r"|初)?(?:前)?(?=[报送开召组进向汇上至通对将更公研调抽检排梳评总,。;)\d一]|\Z)"
        ),
    ),
    (
        "range",
        re.compile(
            r"(?:自|从)?(?:(?P<y1>(?:19|20)\d{2})年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})[日号](?:起"
            r"|开始)?(?:至|到|-|~)+"
            r"(?:(?P<y>(?:19|20)\d{2})年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})[日号](?:之?前)?"
        ),
    ),
    ("by", re.compile(rf"(?:于|在)?{_DAY}{_BEFORE}")),
    ("by", re.compile(rf"{_YEAR}(?P<m>\d{{1,2}})月份?(?:底|末)(?:之?前)?")),
    ("in", re.compile(rf"{_YEAR}(?P<m>\d{{1,2}})月份?(?:之?内|以内)")),
    ("by", re.compile(rf"{_YEAR}(?P<m>\d{{1,2}})月(?P<third>[上中下]旬)(?:之?前)?")),
    ("by", re.compile(r"(?P<y>(?:19|20)\d{2})年(?:年)?底(?:之?前)?")),
    ("by", re.compile(rf"{_YEAR}第?(?P<q>[一二三四1-4])季度(?:末|底)?(?:之?前)?")),
    ("before", re.compile(rf"{_YEAR}(?P<m>\d{{1,2}})月份?(?:之前|以前|前)")),
    ("in", re.compile(rf"(?<=在){_YEAR}(?P<m>\d{{1,2}})月份(?!以来|至|到|的)")),
    ("next_year", re.compile(r"明年(?:年)?底(?:之?前)?")),
    ("this_month", re.compile(r"(?:本月|月)(?:底|末)(?:之?前)?|本月内")),
    ("this_year", re.compile(r"(?:今年)?年(?:底|末)(?:之?前)?|年内|今年底前|本年度内")),
    (
        "relative",
        re.compile(
            r"(?:自[^,，。;；]{1,20}?起|会后|[接收]到[^,，。;；]{1,12}?后)?(?P<count>\d{1,3}|[一二两三五七十])个?(?P<working>工作)?[日天](?:之?内|以内)"
        ),
    ),
    ("relative", re.compile(r"提前(?P<count>\d{1,3})个?(?P<working>工作)?[日天]")),
    (
        "vague",
        re.compile(r"长期坚持|持续推进|长期|常年|立行立改|立即|即日起|尽快|近期|学期末(?:之?前)?|开学前"),
    ),
)
_CELL_RULES: Final = (
    ("by", re.compile(_DAY)),
    ("by", re.compile(r"(?P<y>(?:19|20)\d{2})[./-](?P<m>\d{1,2})[./-](?P<d>\d{1,2})")),
    ("in", re.compile(rf"{_YEAR}(?P<m>\d{{1,2}})月")),
    ("in", re.compile(r"(?P<y>(?:19|20)\d{2})年")),
    ("vague", re.compile(r"全年|持续|及时|按时")),
)
_EVERY: Final = {
    "年": "FREQ=YEARLY",
    "季度": "FREQ=MONTHLY;INTERVAL=3",
    "月": "FREQ=MONTHLY",
    "周": "FREQ=WEEKLY",
    "半年": "FREQ=MONTHLY;INTERVAL=6",
    "学期": "FREQ=MONTHLY;INTERVAL=6",
}
_NUMERALS: Final = {"一": 1, "二": 2, "两": 2, "三": 3, "五": 5, "七": 7, "十": 10}
_WEEKDAYS: Final = dict(zip("一二三四五六日", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_QUARTER: Final = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def chinese_deadline(
    block: Block, start: int, end: int, anchor: date | None, *, is_cell: bool
) -> Deadline | None:
    """The most explicit deadline between ``start`` and ``end``; a cell may also hold a bare day or period."""
    for kind, pattern in (*_RULES, *(_CELL_RULES if is_cell else ())):
        found = pattern.search(block.folded, start, end)
        stated = _stated(block, kind, found, anchor) if found else None
        if stated:
            return stated
    return None


def _stated(block: Block, kind: str, found: re.Match[str], anchor: date | None) -> Deadline | None:
    text, span = block.text[found.start() : found.end()], block.origin(*found.span())
    if kind == "recurring":
        return Deadline(text, span, kind, recurs=_repetition(found.groupdict()))
    if kind == "relative":
        return Deadline(
            text, span, kind, days=_counted(found["count"]), is_working_days=bool(found["working"])
        )
    if kind == "vague":
        return Deadline(text, span, kind)
    if kind in {"this_year", "next_year", "this_month"}:
        return _near(text, span, kind, anchor)
    when = _when(found.groupdict(), anchor)
    if not when.is_possible:
        return None
    if kind == "range":
        starts = When(int(found["y1"] or 0) or when.year, int(found["m1"]), int(found["d1"]))
        return Deadline(text, span, kind, when.last_day(), starts.first_day())
    due = when.day_before() if kind == "before" else when.last_day()
    return Deadline(text, span, "by" if kind == "before" else kind, due) if due else None


def _counted(digits: str) -> int:
    return _NUMERALS.get(digits) or int(digits)


def _near(text: str, span: tuple[int, int], kind: str, anchor: date | None) -> Deadline:
    """The end of this year, of the next or of this month, where the day of the document is known."""
    if anchor is None:
        return Deadline(text, span, "vague")
    month = anchor.month if kind == "this_month" else 12
    return Deadline(text, span, "by", When(anchor.year + (kind == "next_year"), month).last_day())


def _repetition(part: dict[str, str | None]) -> str:
    month = int(part.get("ym") or 0)
    if month:
        day = int(part.get("yd") or 0) or (part.get("yend") and int(When(2001, month).last_day()[-2:]))
        return f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if day else "")
    if part.get("weekday"):
        return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[part['weekday'] or '一']}"
    monthly = part.get("monthly")
    return f"FREQ=MONTHLY;BYMONTHDAY={int(monthly)}" if monthly else _EVERY[part.get("every") or "月"]


def _when(part: dict[str, str | None], anchor: date | None) -> When:
    month = _QUARTER[part["q"] or ""] if part.get("q") else int(part.get("m") or part.get("m1") or 0)
    third = _THIRDS.get(part.get("third") or "", 0)
    day = int(part.get("d") or 0) if third in {0, 31} else third
    year = int(part.get("y") or part.get("y1") or 0)
    if part.get("near") and anchor:
        year = anchor.year + (part["near"] == "明年")
    return When(year, month, day).in_year(anchor)
