"""Parts of one task: who coordinates, to whom it is reported, the verb and what it acts on."""

import re
from collections.abc import Iterator
from typing import Final

from tinnhiem.domain.directives.findings import UnitName
from tinnhiem.domain.directives.units import Mention, unit_key, units_at
from tinnhiem.domain.directives.vocabulary import any_of
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

_WITH: Final = re.compile(
    r"(?<!\w)(?:(?:phối|kết)\s+hợp(?:\s+(?:chặt chẽ|đồng bộ|thường xuyên|tốt))?(?:\s*(?:với|cùng(?:\s+với)?"
    r"|giữa))?"
    r"|(?:\A|(?<=[.;:] ))cùng(?:\s+với)?"
    r"|(?<=\w )cùng(?:\s+với)?|làm việc với|với sự (?:phối hợp|tham gia) của|đơn vị phối hợp\s*:)\s+"
)
_TO: Final = re.compile(
    r"(?<!\w)(?:(?:tham mưu|trình|mời)(?:\s+(?:cho|giúp|với|đề xuất|báo cáo))?|báo cáo(?:\s+(?:kết quả|nhanh"
    r"|bằng văn bản|kịp thời|ngay))*"
    r"(?:[^.;]{0,60}?(?<!\w)(?:về|cho|lên|với|tới|đến))?|gửi(?:[^.;]{0,60}?(?<!\w)(?:về|cho|đến|tới))?"
    r"|đề xuất(?:\s+với)?|kiến nghị(?:\s+với)?"
    r"|tham mưu với|công tác tham mưu với|(?:kết quả|báo cáo)[^.;]{0,50}?(?<!\w)về)\s+"
)
_VERB: Final = re.compile(any_of(("verbs", "directive")))
_LIGHT: Final = re.compile(
    r"(?:[\s,:]|"
    + any_of(("verbs", "adverbs"))
    + r"|chủ trì(?!\w)|phối hợp(?!\w)|căn cứ[^,]*,|quyết tâm|tăng cường|quan tâm|tiếp tục|nghiêm túc)+"
)
_CLAUSE: Final = re.compile(r"[^.;]+")


def coordinating(block: Block, start: int, end: int, leads: tuple[UnitName, ...]) -> tuple[UnitName, ...]:
    """The units named as working together with the lead."""
    found = (
        mention
        for place in _WITH.finditer(block.folded, start, end)
        for mention in units_at(block, place.end())
    )
    return _distinct(block, found, leads)


def addressees(block: Block, start: int, end: int, others: tuple[UnitName, ...]) -> tuple[UnitName, ...]:
    """The units to whom something is reported, sent or proposed."""
    found: list[Mention] = []
    for place in _TO.finditer(block.folded, start, end):
        found.extend(mention for mention in units_at(block, place.end()) if mention.end <= end)
    return _distinct(block, iter(found), others)


def verb_and_object(block: Block, start: int, end: int) -> tuple[str, str]:
    """The first full verb of the instruction and the words it acts on."""
    place = start
    for joint in _WITH.finditer(block.folded, start, min(end, start + 250)):
        units = units_at(block, joint.end())
        if units and joint.start() - place < 64:
            place = units[-1].end
    light = _LIGHT.match(block.folded, place, end)
    place = light.end() if light else place
    for found in _VERB.finditer(block.folded, place, end):
        if found.start() == 0 or not block.folded[found.start() - 1].isalnum():
            clause = _CLAUSE.match(block.text, found.end(), end)
            return block.folded[found.start() : found.end()], clause[0].strip(" ,:") if clause else ""
    return "", ""


def named(block: Block, mention: Mention) -> UnitName:
    """The mention as the name of a unit with its place in the original."""
    span: Span = block.origin(mention.start, mention.end)
    return UnitName(block.text[mention.start : mention.end].replace(" : ", ": "), span, mention.is_group)


def _distinct(block: Block, found: Iterator[Mention], others: tuple[UnitName, ...]) -> tuple[UnitName, ...]:
    seen = {unit_key(other.name) for other in others}
    names: list[UnitName] = []
    for mention in found:
        name = named(block, mention)
        if unit_key(name.name) not in seen:
            seen.add(unit_key(name.name))
            names.append(name)
    return tuple(names)
