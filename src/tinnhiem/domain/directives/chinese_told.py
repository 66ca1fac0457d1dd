"""Whom a Chinese sentence tells to act, with whom, and to whom it has them report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from tinnhiem.domain.directives.chinese_units import HAN, units_from
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_NEXT: Final = re.compile(r"下一步|下步|工作打算|工作安排|工作计划|今后")
_GIVES_WORK: Final = re.compile(
    r"安排|实施|任务|措施|分工|步骤|阶段|程序|保障|议定|决定|职责|落实|推进|整改|要求"
)
_TELLS: Final = re.compile(
    r"情况|问题|做法|成效|背景|意义|总体要求|总体目标|指导思想|目标|原则|内容|对象|范围|条件|依据"
)
_MUST: Final = re.compile(
    r"[,，]?\s*(?:(?:也|都|均|还|同时|今后|下一步)[,，]?)?(?:要(?!求)|应当|应该|应|须|必须|需要"
    r"|需|负责(?!人|同志)|牵头|要求|不得|会同|务必|务|:)"
)
_TIMED: Final = re.compile(
    r"(?:应|须|要)?[,，]?(?:[于在](?:\d|每)[^,，。]{1,14}?前|每(?:周|月|季度|学期|半年|年)"
    r"|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)前)"
)
"""In a numbered item, a unit with a time to act by is told to act."""
_WILL: Final = re.compile(r"[,，]?(?:将|拟|计划|继续)")
_ACTS: Final = re.compile(
    rf"(?!的|是|为|有|在|与|和|已|了|共|等|均|存在|出现|认为|汇报|通报了|反映|负责人|参加|出席"
    rf"|同志|领导)[{HAN}]"
)
_PAST: Final = re.compile(r"已经?|了(?!解)|曾|去年|上半年|近年来|目前|共有|参加(?:了|会议)")
_SAID: Final = re.compile(
    r"(?:(?:同时|此外|另外|下一步|其中)[,，]?|(?:关于|对于?|针对|就)[^,，。:]{1,40}[,，]|[^,，。:]{1,30}的[,，]|[^,，。:]{0,30}?(?:要求|强调|指出|提出|明确|决定"
    r"|议定|部署)[,，:]\s*)?"
    r"(?:[一二三四五六七八九十]是)?(?:(?:请|由|责成|要求|安排|指定)(?=\S))?"
)
_ORDERED: Final = re.compile(r"(?<![邀申聘])(?:要求|责成|请(?!示|求|假)|安排|委托|督促|责令|指定|由)")
_NOT_ORDERED: Final = re.compile(r"组成|主持|承担(?:全部)?责任|构成|[^,，。]{0,6}原因")
_CARRIES: Final = re.compile(
    r"\s*(?:从|务|并|对|及时|同时|要|须|必须|应|凡|按照|确保|严禁|不得|于|每|加强|各项)"
)
_ORDERS: Final = re.compile(r"要|须|务|必须|应|严禁|不得|报|负责|确保")
_REPORTED: Final = re.compile(r"报(?:送)?(?:至|给|送)?|向|交(?=[^流])")
_WITH: Final = re.compile(r"会同|联合|配合|商")
_BESIDE: Final = re.compile(r"[,，;；]")
_HELPS: Final = re.compile(r"[,，]?(?:积极|密切|共同|予以)?(?:配合|协助|参与)")


@dataclass(frozen=True, slots=True)
class Told:
    """The units told to act by their place in the words, and the rule that saw it."""

    start: int
    end: int
    rule: str = "subject_must"


@dataclass(frozen=True, slots=True)
class Mood:
    """What a section is for: to give out work, to say what comes next, or neither."""

    gives_work: bool = False
    is_next: bool = False

    def below(self, heading: Block, *, is_unit: bool) -> "Mood":
        """The mood below ``heading``; a minor one keeps that of the section above."""
        words, is_major = heading.text, heading.marker.rank <= 2
        return Mood(
            gives_work=not _TELLS.search(words)
            and (is_unit or bool(_GIVES_WORK.search(words)) or (self.gives_work and not is_major)),
            is_next=bool(_NEXT.search(words)) or (self.is_next and not is_major),
        )


def told_in(words: str, mood: Mood, *, is_item: bool) -> Told | None:
    """Who is told to act in a clause: as its subject, or as the object of an order."""
    said = _SAID.match(words)
    mood = replace(mood, is_next=mood.is_next or says_next(words))
    for start in dict.fromkeys((said.end() if said else 0, 0)):
        told = _subject(words, start, mood, is_item=is_item or start > 0)
        if told:
            return told
    return _object(words)


def says_next(words: str) -> bool:
    """Whether a sentence opens with what comes next, so that who will act is to act."""
    return bool(_NEXT.match(words))


def carries(words: str) -> bool:
    """Whether a sentence without a subject goes on ordering."""
    return bool(_CARRIES.match(words) and _ORDERS.search(words))


def helpers_in(words: str) -> Iterator[Span]:
    """The units that work together with the lead, by their places."""
    for link in _WITH.finditer(words):
        units = units_from(words, link.end())
        if units:
            yield units
    for sign in _BESIDE.finditer(words):
        units = units_from(words, sign.end())
        if units and _HELPS.match(words, units[1]):
            yield units


def reported_in(words: str) -> Iterator[Span]:
    """The units to whom something is reported, by their places."""
    for link in _REPORTED.finditer(words):
        units = units_from(words, link.end())
        if units:
            yield units


def _subject(words: str, start: int, mood: Mood, *, is_item: bool) -> Told | None:
    units = units_from(words, start)
    if units is None:
        return None
    if _MUST.match(words, units[1]) or (mood.is_next and _WILL.match(words, units[1])):
        return Told(*units)
    if is_item and _TIMED.match(words, units[1]):
        return Told(*units, "subject_timed")
    acts = mood.gives_work and _ACTS.match(words, units[1]) and not _PAST.search(words, units[1])
    return Told(*units, "subject_acts") if acts else None


def _object(words: str) -> Told | None:
    for order in _ORDERED.finditer(words):
        units = units_from(words, order.end())
        if units and units[1] < len(words) and not _NOT_ORDERED.match(words, units[1]):
            return Told(*units, "order_named")
    return None
