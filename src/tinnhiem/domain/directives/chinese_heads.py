"""Heads of Chinese documents: notices of organs (Party and government formats), reports, news, petitions."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tinnhiem.domain.directives.findings import Finding, Head
from tinnhiem.engines.documents.reading.layout import Block

_HAN: Final = "\u4e00-\u9fff"
_NUMBER: Final = re.compile(rf"[{_HAN}]{{1,14}}[〔\[(【]\s*(?:19|20)\d{{2}}\s*[〕\])】]\s*(?:第)?\d+号")
_ISSUE: Final = re.compile(r"\s*[〔\[(]\s*(?:19|20)\d{2}\s*[〕\])]\s*第?\d+[期号]\s*\Z")
"""The number of minutes or of a bulletin, on a line of its own."""
_KIND: Final = (
    r"(?:通知|意见|方案|报告|通报|函|决定|公告|请示|批复|答复|汇报|总结|通告|细则|纪要|(?:分解"
    r"|分工|任务)表|办法|规定|要点|清单"
    r"|分工|计划)"
)
_TITLE: Final = re.compile(rf"关于.*{_KIND}\Z|.*{_KIND}\Z")
_DATE: Final = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*日?"
)
_DATE_LINE: Final = re.compile(
    rf"(?:[^\d]{{0,30}}[::]?\s*)?{_DATE.pattern}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*(?:(?:来源|作者|浏览|字号)[^。]*)?\Z"
)
_POSTED: Final = re.compile(
    rf"(?:发表于|发布时间|发布日期|更新时间|成文日期|发文日期|(?<![{_HAN}])(?:时间"
    rf"|日期))\s*:?\s*(?={_DATE.pattern})"
)
_ORGAN: Final = re.compile(
    rf"[{_HAN}]{{2,30}}?(?:政府办公室|人民政府|委员会|办公室|党委|党组|局|厅|委|部|院|校|中心"
    rf"|领导小组|学区|街道|督查室|教研室|镇|乡|办|会|科|处)(?:办公室)?"
)
_PETITION: Final = re.compile(r"楼主|留言|网友|网民|信访|来信|投诉|处理状态|您反映|你反映|诉求")
_STATUS: Final = re.compile(
    r"(?:(?:处理|办理|回复|当前)?状态[:：]\s*)?(?P<status>已处理|处理中|未处理|已回复|已办结"
    r"|办理中|已受理|已答复|待处理)\Z"
)
_HANDLED_BY: Final = re.compile(r"(?:回复|答复|承办|处理|办理)(?:单位|部门|机构)\s*:\s*(?=\S)")
_BASIS: Final = re.compile(
    r"《[^《》]{2,60}(?:办法|条例|法|规定|意见|通知|细则|准则|规划|纲要|决定|方案|规则)[^《》]{0,6}》"
)
_ADDRESSED: Final = re.compile(r"(?:[^,，、;；:：()（）]|[(（][^()（）]*[)）])+")
_MASTHEAD: Final = re.compile(
    rf"(?P<organ>[{_HAN}]{{3,30}}?)(?:文件|(?:专题|常务|党组|办公|工作)?(?:会议)?纪要)\Z"
)
_SAYS_MORE: Final = re.compile(r"[。\d]|如下|主持|研究")
_TITLE_LABEL: Final = re.compile(r"(?:来信|信件|留言|投诉)?(?:标题|主题)\s*:\s*(?=\S)")
_ASIDE: Final = re.compile(r"[\[(【].*\Z")
_HEADING_BLOCKS: Final = 14


def chinese_head(blocks: Sequence[Block]) -> Head:
    """The fields of the head and of the foot of a Chinese document."""
    found: dict[str, Finding] = {}
    is_petition = sum(bool(_PETITION.search(block.text)) for block in blocks) >= 2
    titled = _petition_title(blocks, found) if is_petition else _title(blocks, found)
    for block in blocks:
        number = _NUMBER.search(block.text) or _ISSUE.match(block.text)
        if number and "number" not in found and len(block.text) < 64:
            found["number"] = _finding(block, number.span(), "number_line")
    _day(blocks, found)
    if is_petition:
        _petition(blocks, found)
    else:
        _day_of_meeting(blocks, titled, found)
        _issuer(blocks, titled, found)
    found["type"] = Finding(_type(found, is_petition=is_petition), "", None, "title_words")
    lists = {"addressees": _addressees(blocks, titled), "legal_bases": _bases(blocks)}
    return Head(found, {name: values for name, values in lists.items() if values}, _anchor(found))


def _finding(block: Block, span: tuple[int, int], rule: str, value: str = "") -> Finding:
    quote = block.text[slice(*span)]
    return Finding(value or quote, quote, block.origin(*span), rule)


def _title(blocks: Sequence[Block], found: dict[str, Finding]) -> int:
    below = _below_masthead(blocks)
    for number, block in enumerate(blocks[:_HEADING_BLOCKS]):
        text = block.text.rstrip()
        if number < below or block.marker.sign or not _TITLE.match(text) or len(text) > 120:
            continue
        organ = blocks[number - 1] if number and text.startswith("关于") else None
        if organ is not None and _ORGAN.fullmatch(organ.text):
            span = (organ.origin(0, 1)[0], block.origin(0, len(text))[1])
            value = f"{organ.text} {text}"
            found["title"] = Finding(value, value, span, "title_line")
            found["issuer"] = _finding(organ, (0, len(organ.text)), "organ_line")
        else:
            found["title"] = _finding(block, (0, len(text)), "title_line")
        return number
    return _headline(blocks, found)


def _below_masthead(blocks: Sequence[Block]) -> int:
    """Where the title is looked for: below a number line that a title follows within three lines."""
    for number, block in enumerate(blocks[:_HEADING_BLOCKS]):
        if _ISSUE.match(block.text) or _NUMBER.fullmatch(block.text.strip()):
            following = blocks[number + 1 : number + 4]
            titled = any(not line.marker.sign and _TITLE.match(line.text.rstrip()) for line in following)
            return number + 1 if titled else 0
    return 0


def _headline(blocks: Sequence[Block], found: dict[str, Finding]) -> int:
    for number, block in enumerate(blocks[:_HEADING_BLOCKS]):
        if (
            len(block.text) >= 8
            and not block.text.endswith(("。", ":", "："))
            and not _DATE_LINE.match(block.folded)
        ):
            found["title"] = _finding(block, (0, len(block.text)), "headline")
            return number
    return -1


def _petition_title(blocks: Sequence[Block], found: dict[str, Finding]) -> int:
    for number, block in enumerate(blocks[:20]):
        labelled = _TITLE_LABEL.match(block.folded)
        if labelled:
            found["title"] = _finding(block, (labelled.end(), len(block.text.rstrip())), "petition_title")
            return number
        aside = _ASIDE.search(block.folded)
        text = block.text[: aside.start() if aside else len(block.text)].rstrip()
        listed = bool(aside and re.search(r"复制链接|下派|编号|受理", aside[0]))
        if len(text) >= 8 and (listed or re.search(r"(?:问题|建议|投诉|方案|反映|请求|咨询)\Z", text)):
            found["title"] = _finding(block, (0, len(text)), "petition_title")
            return number
    return _headline(blocks, found)


def _day(blocks: Sequence[Block], found: dict[str, Finding]) -> None:
    for block in blocks:
        posted = _POSTED.search(block.folded)
        line = _DATE_LINE.match(block.folded) if len(block.text) < 45 else None
        where = _DATE.search(block.text, posted.end() if posted else 0) if posted or line else None
        if where and "date" not in found and (posted or not _STATUS_NEAR.search(block.text)):
            found["date"] = _finding(block, where.span(), "date_line", _iso(where))


def _day_of_meeting(blocks: Sequence[Block], titled: int, found: dict[str, Finding]) -> None:
    """The day on which a meeting was held is the day of its minutes."""
    if "date" in found or "title" not in found or not _MINUTES.search(found["title"].value):
        return
    for block in blocks[titled + 1 : titled + 4]:
        held = _DATE.match(block.text)
        if held:
            found["date"] = _finding(block, held.span(), "day_of_meeting", _iso(held))
            return


_MINUTES: Final = re.compile(r"纪要|会议记录")
_STATUS_NEAR: Final = re.compile(r"处理|截止|限")


def _iso(where: re.Match[str]) -> str:
    return f"{int(where['y']):04d}-{int(where['m']):02d}-{int(where['d']):02d}"


def _issuer(blocks: Sequence[Block], titled: int, found: dict[str, Finding]) -> None:
    if "issuer" in found:
        return
    if titled >= 0:
        before = re.match(rf"(?P<organ>[{_HAN}]{{2,30}}?)(?=关于)", blocks[titled].text)
        if before and _ORGAN.fullmatch(before["organ"]):
            found["issuer"] = _finding(blocks[titled], before.span("organ"), "title_organ")
            return
    for number, block in enumerate(blocks):
        following = blocks[number + 1].folded if number + 1 < len(blocks) else ""
        signed = number != titled and _DATE_LINE.match(following)
        if signed and _ORGAN.fullmatch(block.text.strip()):
            found["issuer"] = _finding(block, (0, len(block.text)), "signature_line")
            return
    for block in blocks[:6]:
        dated = re.match(rf"(?P<organ>[{_HAN}]{{3,30}})\s+(?={_DATE.pattern}\s*\Z)", block.text)
        if dated and _ORGAN.fullmatch(dated["organ"]):
            found["issuer"] = _finding(block, dated.span("organ"), "header_line")
            return
    for block in blocks[:4]:
        header = _MASTHEAD.match(block.text.strip())
        if header:
            found["issuer"] = _finding(block, header.span("organ"), "header_line")
            return


def _petition(blocks: Sequence[Block], found: dict[str, Finding]) -> None:
    for number, block in enumerate(blocks):
        text = block.text.rstrip()
        status = _STATUS.match(text)
        if status and "status" not in found:
            found["status"] = _finding(block, status.span("status"), "status_line")
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if following and _ORGAN.fullmatch(following.text.strip()):
                found["handler"] = _finding(following, (0, len(following.text.rstrip())), "below_status")
        handled = _HANDLED_BY.match(block.folded)
        if handled and "handler" not in found:
            found["handler"] = _finding(block, (handled.end(), len(text)), "handler_line")
        addressed = _ORGAN.fullmatch(text[:-1]) if text.endswith((":", "：")) else None
        if addressed and "addressee" not in found:
            found["addressee"] = _finding(block, (0, len(text) - 1), "address_line")


def _type(found: dict[str, Finding], *, is_petition: bool) -> str:
    if is_petition:
        return "petition"
    title = found["title"].value if "title" in found else ""
    if title.endswith("报告"):
        return "report"
    official = re.search(_KIND + r"\Z", title)
    return "notice" if official or "number" in found else "news"


def _addressees(blocks: Sequence[Block], titled: int) -> tuple[Finding, ...]:
    for block in blocks[max(0, titled + 1) : titled + 6]:
        text = block.text.rstrip()
        if (
            text.endswith((":", "："))
            and re.search(r"各|单位|部门|政府|局|学校", text)
            and not block.marker.sign
            and not _SAYS_MORE.search(text)
        ):
            return tuple(_finding(block, part.span(), "address_line") for part in _ADDRESSED.finditer(text))
    return ()


def _bases(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for block in blocks:
        for basis in _BASIS.finditer(block.text):
            found.setdefault(basis[0], _finding(block, basis.span(), "cited_title"))
    return tuple(found.values())


def _anchor(found: dict[str, Finding]) -> date | None:
    stated = found.get("date")
    try:
        return date.fromisoformat(stated.value) if stated else None
    except ValueError:
        return None
