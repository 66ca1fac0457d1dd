"""Documents marked as state secrets are refused before anything of them is kept."""

import re
from collections.abc import Sequence
from typing import Final

from tinnhiem.common.errors import DomainError
from tinnhiem.engines.documents.reading.layout import Block

_STAMP: Final = re.compile(r"\W*(?:(?:độ|mức(?:\s+độ)?)\s+mật\s*:\s*)?(?:(?:tuyệt|tối)\s+)?m\s*ậ\s*t\W*\Z")
_CHINESE_STAMP: Final = re.compile(r"\W*(?:密级\s*[::]\s*)?(?:绝密|机密|秘密)(?:\s*[★☆*].*)?\W*\Z")
HEAD_BLOCKS: Final = 40


class DocumentClassified(DomainError):
    """The document bears a mark of secrecy; nothing classified is handled."""

    code = "document_classified"


def refuse_classified(blocks: Sequence[Block]) -> None:
    """Raise ``DocumentClassified`` where a line or cell of its own is a mark of secrecy."""
    for number, block in enumerate(blocks):
        for start, end in block.cells or ((0, len(block.text)),):
            mark, text = block.folded[start:end], block.text[start:end]
            shouted = text.isupper() or number < HEAD_BLOCKS
            if len(mark) < 64 and ((shouted and _STAMP.match(mark)) or _CHINESE_STAMP.match(mark)):
                raise DocumentClassified(mark=text.strip())
