"""Names of units in Chinese sentences: "县教育局", "各乡镇（街道）", "区教育局人事股", and lists of them."""

import re
from typing import Final

from tinnhiem.domain.directives.findings import UnitName
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

HAN: Final = "\u4e00-\u9fff"
_VERB: Final = (
    r"加强|做好|负责|牵头|会同|联合|配合|协助|推进|推动|落实|开展|完成|制定|起草|汇总|建立|完善"
    r"|组织(?!部|人事|科|处|股|室)"
    r"|指导|统筹|根据|按照|对照|结合|围绕|进一步|切实|认真|积极|及时|严格|高度|充分|定期|逐一"
    r"|全面(?!深化)|共同|具体|迅速"
)
"""Words that stand in no name of a unit."""
_PLAIN: Final = (
    rf"(?:(?:牵头|配合|负责|落实|组织|协助)(?=单位|部门|科室|股室|处室|学校)|应(?=急)|对(?=外|口)|被(?=督|查|检|巡|考|评)|(?!{_VERB}"
    rf"|[的是在了将把对从被让要须应必于以并且每已曾给至即均都也还])[{HAN}])"
)
_ENDS: Final = (
    r"办公室|领导小组|委员会|办事处|人民政府|政府|单位|部门|机关|乡镇|街道|社区|学区|校区|片区"
    r"|学校|幼儿园|中小学|中学|小学|高中|高校"
    r"|公司|集团|中心|党委|党组织?|党(?:总)?支部|支部|工会|团委|妇联|协会|银行|医院|专班|工作队"
    r"|银行|基地|家委会"
    r"|班子|机构|牵头人|联络员|年级|处室|股室|科室|乡(?!镇|村|级)|镇(?!级|长|区)|村(?!民|级|干)"
    r"|(?<=各)(?:县|区|市|州|校|园|乡|镇|村|地)|区县|市县|县区|旗县"
    r"|科(?!学|技|研|目|普|室)|股(?!份|室)|处(?!理|置|罚|分|于|在|室)|室(?!内|外)|组(?!织|成|建"
    r"|长)|部(?!署|分|门)|局(?!面|长|势|部)"
    r"|委(?!托|员|派|书记)|厅|院(?!校|长|内)|办(?!理|好|法|事|学|公|案|结|件|成|完|到|不)|所(?!有|在|属|需|做|以)"
    r"|站(?!在|稳|长)|(?<=[大中支总])队"
    r"|校(?!长|园|内|外|际|区|级)|园(?!长|区|内)"
)
_ENDING: Final = rf"(?:{_ENDS})"
_ASIDE: Final = r"[(（][^()（）]{1,20}[)）]"
_HEADS: Final = (
    r"(?:(?:党政)?主要负责(?:同志|人)|主要领导|分管领导|负责同志|负责人|党组织书记|书记|校长|园长|班主任)"
)
_UNIT: Final = re.compile(
    rf"{_PLAIN}{{0,18}}?{_ENDING}(?:{_ASIDE}(?=[{HAN},，]))?(?:{_PLAIN}{{0,6}}?{_ENDING}(?:{_ASIDE})?){{0,3}}{_HEADS}?"
)
_POST: Final = re.compile(rf"(?:各|全体|全县|全区|全市){_PLAIN}{{0,6}}?{_HEADS}")
_JOINT: Final = re.compile(r"\s*(?:[、,，]\s*(?:以及|和|及)?|以及|和|及|与)\s*")
_SEPARATOR: Final = re.compile(r"(?:[^、,;，；\s()（）]|[(（][^()（）]{0,20}[)）])+")
_GROUP: Final = ("各", "全")
MAX_LISTED: Final = 13


def units_from(words: str, start: int) -> Span | None:
    """Where the list of units that begins exactly at ``start`` stands; nothing where none does."""
    unit = _one(words, start)
    end = start
    listed = 0
    while unit and listed < MAX_LISTED:
        end, listed = unit.end(), listed + 1
        joint = _JOINT.match(words, end)
        unit = _one(words, joint.end()) if joint else None
    return (start, end) if listed else None


def unit_names(block: Block, start: int, end: int) -> list[UnitName]:
    """The members of the list of units between ``start`` and ``end``."""
    names: list[UnitName] = []
    for part in _SEPARATOR.finditer(block.text, start, end):
        for span in _divided(block.text, *part.span()):
            name = block.text[slice(*span)]
            names.append(UnitName(name, block.origin(*span), name.startswith(_GROUP)))
    return names


def is_units(words: str) -> bool:
    """Whether ``words`` are nothing but a list of units."""
    found = units_from(words, 0)
    return found is not None and found[1] == len(words)


def _one(words: str, start: int) -> re.Match[str] | None:
    unit, post = _UNIT.match(words, start), _POST.match(words, start)
    return post if post and (unit is None or post.end() > unit.end()) else unit


def _divided(text: str, start: int, end: int) -> list[Span]:
    """The two units that "和" joins, or the one that bears it in its name."""
    start, end = stripped(text, start, end)
    for joint in re.compile("以及|和|及|与").finditer(text, start, end):
        if is_units(text[start : joint.start()]) and is_units(text[joint.end() : end]):
            return [(start, joint.start()), *_divided(text, joint.end(), end)]
    return [(start, end)] if end > start else []


def stripped(text: str, start: int, end: int) -> Span:
    """The span without blanks and signs at either end."""
    while end > start and text[end - 1] in " 。;；,，:：.([【〔（":
        end -= 1
    while start < end and text[start] in " ,，:：;；":
        start += 1
    return start, end
