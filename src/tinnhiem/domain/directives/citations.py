"""Documents that a text cites: those with a number, and laws it is based on."""

import re
from collections.abc import Sequence
from typing import Final

from tinnhiem.domain.directives.findings import Finding
from tinnhiem.engines.documents.reading.layout import Block

_BASIS: Final = re.compile(
    r"(?<!\w)(?:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|thông tư liên tịch|thông tư|quyết định|chỉ thị"
    r"|công văn|công điện|kế hoạch"
    r"|thông báo|kết luận|hướng dẫn|quy định|tờ trình|báo cáo|chương trình|văn bản|đề án|quy chế"
    r"|giấy mời)\s+(?:kết luận\s+)?"
    r"(?:số\s*:?\s*)?[.…]*(?:\d+[a-z]{0,2}\s?[-/]|/)\s?[^\W_][^\s|,;()]*[^\s|,;().:”\"]"
)
_LAW: Final = re.compile(r"căn cứ\s+(?P<law>(?:bộ\s+)?luật\s+[^,;()]*?)(?=\s+(?:ngày|số|năm)\b|[,;(.]|\s*\Z)")


def cited_documents(blocks: Sequence[Block]) -> tuple[Finding, ...]:
    """Documents that the text cites with their number, and laws it is based on, each once."""
    found: dict[str, Finding] = {}
    for block in blocks:
        spans = [match.span() for match in _BASIS.finditer(block.folded)]
        spans += [match.span("law") for match in _LAW.finditer(block.folded)]
        for start, end in sorted(spans):
            quote = block.text[start:end]
            found.setdefault(
                " ".join(quote.split()).lower(),
                Finding(" ".join(quote.split()), quote, block.origin(start, end), "cited_number"),
            )
    return tuple(found.values())
