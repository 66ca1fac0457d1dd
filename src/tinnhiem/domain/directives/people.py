"""People with the posts a document gives them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tinnhiem.domain.directives.findings import Finding, PersonPost
from tinnhiem.domain.directives.vocabulary import any_of
from tinnhiem.engines.documents.reading.layout import Block

_NAME: Final = r"[^\W\d_]+(?:\s+[^\W\d_]+){1,4}?"
_CALLED: Final = re.compile(
    rf"(?<!\w){any_of(('posts', 'callings'))}\s+(?P<name>{_NAME})\s*(?:[-–,(]"
    rf"|\s-\s)\s*(?P<post>{any_of(('posts', 'titles'))}[^.;)]*)"
)
_POST_ENDS: Final = re.compile(
    r",\s*(?:chủ trì|phát biểu|cùng|đã|dự|và\s+đại|cho biết|tham dự|nhấn mạnh|chỉ đạo)|\s(?:chủ trì"
    r"|phát biểu|báo cáo|chỉ đạo|đã|cho biết|làm việc|dự|yêu cầu|nhấn mạnh|kết luận|đề nghị|trước)(?!\w)"
    r"|[;.()]|\s-\s|,\s*(?:đồng chí|ông|bà)\s"
)


def people_in(blocks: Iterable[Block], signature: dict[str, Finding]) -> list[PersonPost]:
    """The people named with a post, each once, and the signer."""
    found: dict[str, PersonPost] = {}
    for block in blocks:
        for person in _in_block(block):
            found.setdefault(person.name, person)
    signer, title = signature.get("signer"), signature.get("signer_title")
    if signer and signer.span and title:
        found.setdefault(signer.value, PersonPost(signer.span, signer.value, title.value.capitalize()))
    return list(found.values())


def _in_block(block: Block) -> Iterator[PersonPost]:
    for called in _CALLED.finditer(block.folded):
        name = block.text[slice(*called.span("name"))]
        if _is_name(name):
            yield PersonPost(block.origin(*called.span("name")), name, _post(block, called))


def _post(block: Block, called: re.Match[str]) -> str:
    start, end = called.span("post")
    stop = _POST_ENDS.search(block.folded, start, min(end, start + 140))
    return block.text[start : stop.start() if stop else min(end, start + 140)].strip(" ,-")


def _is_name(text: str) -> bool:
    return all(word[0].isupper() and not word.isupper() for word in text.split())
