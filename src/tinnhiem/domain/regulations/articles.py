"""Articles in the order in which Vietnamese law numbers them: ``đ`` is a letter between ``d`` and ``e``."""

import re
from collections.abc import Iterable
from typing import Final

from tinnhiem.domain.regulations.rules import Citation

_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""The letters that number points; f, j, w and z are not among them."""
_PARTS: Final = re.compile(r"[0-9]+|[a-zđ]")


def article_key(article: str) -> tuple[tuple[int, int], ...]:
    """A sorting key for an article such as ``Đ.46.2đ``: numbers by size, points by the alphabet."""
    return tuple(_part(found) for found in _PARTS.findall(article.removeprefix("Đ.").lower()))


def in_order(citations: Iterable[Citation]) -> list[Citation]:
    """The citations by document, then by article as the law numbers them."""
    return sorted(citations, key=lambda citation: (citation.document, article_key(citation.article)))


def _part(found: str) -> tuple[int, int]:
    if found.isdigit():
        return (0, int(found))
    return (1, _LETTERS.find(found) % (len(_LETTERS) + 1))
