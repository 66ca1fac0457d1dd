"""Headline, day of posting, author and owner of a news page or web article."""

import re
from collections.abc import Sequence
from typing import Final

from tinnhiem.domain.directives.deadlines import days_in
from tinnhiem.domain.directives.fields import Fields
from tinnhiem.domain.directives.findings import Finding
from tinnhiem.domain.directives.sentences import trimmed
from tinnhiem.engines.documents.reading.layout import Block

_POSTED: Final = re.compile(
    r"(?:(?:ngày\s+đăng|cập\s+nhật|đăng\s+(?:lúc|ngày)|thứ\s+\w+|chủ\s+nhật|ngày)\b[^\d]{0,20}"
    r"|\d{1,2}[:h]\d{2}[^\w]*(?:ngày\s+)?)?(?=\d)"
)
_ISO: Final = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
_OWNER: Final = re.compile(
    r"(?:bản quyền|thuộc về|cơ quan chủ quản|đơn vị chủ quản)[^|]*?(?:thuộc về|:)\s*(?P<owner>[^,|]+)"
)
_BYLINE: Final = re.compile(
    r"(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){1,4})\s*[-–|,•·(]\s*(?:\d{1,2}[:hH]\d{2}\s*[-,|]?\s*)?"
    r"(?:(?:ngày|[Nn]gày)\s+)?(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})[^\n]{0,20}"
)
MAX_LINE: Final = 90
MIN_TITLE_WORDS: Final = 5


def news_head(blocks: Sequence[Block], fields: Fields) -> int:
    """Read the headline, the day of posting and the owner of a web page; gives where the body begins."""
    fields.found["type"] = Finding("tin_tuc", "", None, "no_official_frame")
    titled = next((n for n, block in enumerate(blocks[:8]) if _is_headline(block)), -1)
    if titled >= 0:
        fields.add("title", blocks[titled], (0, len(blocks[titled].text.rstrip(" ."))), "headline")
    for block in blocks[:10]:
        _posted_day(block, fields)
    for block in blocks:
        owner = _OWNER.search(block.folded)
        if owner:
            fields.add("issuer", block, trimmed(block.text, *owner.span("owner")), "page_owner")
    for block in blocks[:6]:
        _byline(block, fields)
    _author(blocks, fields)
    return titled + 1


def _is_headline(block: Block) -> bool:
    text = block.text.rstrip()
    return (
        not block.marker.sign
        and len(text.split()) >= MIN_TITLE_WORDS
        and not text.endswith((".", ":", ";"))
        and not _posted_at(block)
        and len(text) < 260
    )


def _posted_at(block: Block) -> tuple[int, int, str] | None:
    """The day that a line of its own says the page was posted, by its place and ISO value."""
    text = block.folded
    opening = _POSTED.match(text)
    if not opening or len(text) > MAX_LINE or text.rstrip().endswith("."):
        return None
    for start, end, when in days_in(text):
        digits = re.compile(r"\d").search(text, start)
        if when.year and digits and start <= opening.end() + 20:
            return digits.start(), end, when.last_day()
    iso = _ISO.search(text)
    return (*iso.span(), iso[0]) if iso else None


def _posted_day(block: Block, fields: Fields) -> None:
    posted = _posted_at(block)
    if posted:
        fields.add("date", block, posted[:2], "posting_line", posted[2])


def _byline(block: Block, fields: Fields) -> None:
    """A line that holds the author and the day of posting: "Thu Hà - 05/9/2024"."""
    line = _BYLINE.fullmatch(block.text)
    day = next(days_in(block.folded[line.start("day") :]), None) if line else None
    if line and day and day[2].year and is_name(line["name"]):
        fields.add("author", block, line.span("name"), "byline")
        start = line.start("day")
        fields.add("date", block, (start + day[0], start + day[1]), "byline", day[2].last_day())


def _author(blocks: Sequence[Block], fields: Fields) -> None:
    """The name below the last paragraph, or behind "Bài và ảnh:"."""
    for number in range(len(blocks) - 1, max(-1, len(blocks) - 20), -1):
        block = blocks[number]
        signed = re.match(
            r"(?:bài(?:\s+và\s+ảnh|,\s*ảnh)?|tác giả|người viết|tin(?:,|\s+và)?\s*(?:bài|ảnh)"
            r"|thực hiện)\s*:\s*",
            block.folded,
        )
        if signed:
            fields.found.pop("author", None)
            fields.add("author", block, trimmed(block.text, signed.end(), len(block.text)), "credit_line")
            return
        if number and _ends_story(blocks[number - 1]) and is_name(block.text):
            fields.add("author", block, trimmed(block.text, 0, len(block.text)), "last_name_line")


def _ends_story(block: Block) -> bool:
    """Whether a block may be the last paragraph of an article."""
    closes = block.text.rstrip('”"')[-1:] in {".", "!"}
    return len(block.text) > MAX_LINE or (closes and len(block.text) > 40)


def is_name(text: str) -> bool:
    """Whether a line is nothing but a person's name."""
    words = text.strip(" .()").split()
    shouted = text.isupper() and len(words) < 4
    return 2 <= len(words) <= 5 and all(
        word.isalpha() and word[0].isupper() and (len(word) == 1 or shouted or not word.isupper())
        for word in words
    )
