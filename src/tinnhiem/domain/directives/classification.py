"""Documents marked as state secrets are refused before anything of them is kept."""

import re
from collections.abc import Sequence
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.layout import Block

_URGENT: Final = r"(?:hỏa\s+tốc|thượng\s+khẩn|khẩn)"
_STAMP: Final = re.compile(
    rf"\W*(?:{_URGENT}\W+)?(?:(?:dấu\s+chỉ\s+)?(?:độ|mức(?:\s+độ)?)\s+mật\s*:\s*)?(?:(?:tuyệt"
    rf"|tối)\s+)?m\s*ậ\s*t"
    rf"(?:\W+{_URGENT}|\W+số\s*:?\s*[\d.…/_-].*)?\W*\Z"
)
_RUN_IN: Final = re.compile(
    r"(?:.*\W)?(?:(?:tuyệt|tối)\s+mật"
    r"|(?<!bảo )(?<!bí )(?<!cơ )(?<!liệu )(?<!bản )(?<!tin )(?<!độ )(?<!dấu )mật)\W*\Z"
)
"""A mark behind the name of the issuer, in a paste that lost its line breaks."""
_CHINESE_STAMP: Final = re.compile(r"\W*(?:密级\s*[::]\s*)?(?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★☆*].*)?\W*\Z")
HEAD_BLOCKS: Final = 40
RUN_IN_BLOCKS: Final = 6


class DocumentClassified(DomainError):
    """The document bears a mark of secrecy; nothing classified is handled."""

    code = "document_classified"


def refuse_classified(blocks: Sequence[Block]) -> None:
    """Raise ``DocumentClassified`` where a line or cell of its own is a mark of secrecy."""
    for number, block in enumerate(blocks):
        for start, end in block.cells or ((0, len(block.text)),):
            mark, text = block.folded[start:end], block.text[start:end]
            shouted = text.isupper() or number < HEAD_BLOCKS
            run_in = number < RUN_IN_BLOCKS and text.isupper() and _RUN_IN.match(mark)
            if len(mark) < 64 and ((shouted and _STAMP.match(mark)) or _CHINESE_STAMP.match(mark) or run_in):
                raise DocumentClassified(mark=text.strip())
