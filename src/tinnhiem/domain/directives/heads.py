"""Head and foot of Vietnamese documents: state organs (Decree on clerical work), party bodies, and news.

Fields: type, number, place, date, title, issuer, authority, signer, signer_title, author; lists: addressees,
recipients, legal_bases, authority_chain. The blocks of the body are given beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tinnhiem.domain.directives.citations import cited_documents
from tinnhiem.domain.directives.deadlines import days_in
from tinnhiem.domain.directives.fields import Fields
from tinnhiem.domain.directives.findings import Finding, Head
from tinnhiem.domain.directives.foot import Foot, foot_of
from tinnhiem.domain.directives.news_heads import news_head
from tinnhiem.domain.directives.sentences import trimmed
from tinnhiem.domain.directives.units import all_units
from tinnhiem.domain.directives.vocabulary import any_of, names
from tinnhiem.engines.documents.reading.folding import phrases
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span

HEAD_BLOCKS: Final = 30
"""How far down the head of a document may reach."""
_NUMBER: Final = re.compile(
    r"(?<!\w)số(?:\s+ký\s+hiệu"
    r"|\s+hiệu)?\s*[:.]?\s*[._…]*\s*(?P<number>(?:\d{1,5}[a-z]{0,2}\s*)?\s?[-/]\s?[^\W\d_][^\s|,;()]{1,30})"
)
_PLACED: Final = re.compile(
    r"(?P<place>[^\d,"
    r"|:;.]{2,40}),\s*(?:ngày\s*(?P<day>\d{1,2})?[\s._…]*)?(?P<month>tháng\s*(?P<m>\d{1,2})?[\s._…]*năm\s*(?P<year>\d{4}))"
)
_DAY_BEHIND: Final = re.compile(r"\s*[,;]?\s*(?=ngày\s)")
_GENRE_WORDS: Final = sorted(names("genres"), key=len, reverse=True)
_GENRE: Final = re.compile(rf"(?P<genre>{phrases(*_GENRE_WORDS)})(?!\w)")
_MINUTES: Final = re.compile(r"biên bản(?!\w)")
_SUBJECT: Final = re.compile(
    r"(?:trích\s+yếu\s*:\s*)?(?P<title>v/v\b.*|về\s+việc\b.*)|trích\s+yếu\s*:\s*(?P<other>.*)"
)
_DEAR: Final = re.compile(r"kính\s+gửi\s*:?\s*")
_TELEGRAM: Final = re.compile(r"[^.;:]{0,120}(?<!\w)điện\s*:\s*")
"""Who wires whom in a telegram: "Chủ tịch UBND tỉnh điện:"."""
_MOTTO: Final = re.compile(r"cộng\s*hòa\s*xã\s*hội|độc\s*lập\s*-|đảng\s*cộng\s*sản\s*việt\s*nam|^[*\-_]+$")
_OWN_NAME: Final = re.compile(
    r"(?<!\w)(?:(?:ubnd|ủy ban nhân dân|đảng ủy|đảng bộ|chi bộ|văn phòng)(?!\w)"
    r"|(?:sở|phòng|trường|ban|trung tâm|hội đồng|công đoàn|cụm)(?=\s+\w))"
)
_PART_OF_NAME: Final = re.compile(
    r"(?:và|-|văn|chấp hành|thường vụ|hđnd|của|cấp|liên|tỉnh|huyện|quận|xã|phường"
    r"|thị trấn|thành phố|tp\.?)\s*\Z"
)
_SPEAKS: Final = re.compile(
    r"\s+(?:yêu cầu|đề nghị|ban hành|thông báo|xây dựng kế hoạch|hướng dẫn|kính đề nghị)(?!\w)"
)
_DATELINE: Final = re.compile(
    r"(?:[(\[]?[^\W\d_]{1,14}[)\]]?\s[-–]\s)?(?:(?:sáng|trưa|chiều|tối)\s+(?:nay|qua)?[\s,(]*(?=\d)"
    r"|(?:sáng|trưa|chiều|tối)?\s*(?:hôm\s+)?(?:ngày\s+|vừa qua,?\s*ngày\s+))"
)
_CITES: Final = re.compile(
    r"(?:căn cứ|kính gửi|(?:thực hiện|theo|xét)(?=[^.]{0,60}(?:\d/|\bsố\s+\d|\bngày\s+\d|\d-))"
    rf"|{any_of(('sections', 'closed'))})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Framed:
    """The head and foot of a document, and the blocks of the body between them."""

    head: Head
    body: Sequence[Block]


def framed(blocks: Sequence[Block]) -> Framed:
    """Read the head and the foot of a Vietnamese document."""
    fields = Fields({})
    foot = foot_of(blocks)
    head_blocks = blocks[: min(HEAD_BLOCKS, foot.starts)]
    titled = _official_head(head_blocks, fields)
    addressees, addressed = _addressees(head_blocks)
    lists = {
        "addressees": addressees,
        "recipients": foot.recipients,
        "legal_bases": cited_documents(blocks),
    }
    body_from = max(titled + 1, addressed)
    if "type" not in fields.found:
        body_from = news_head(blocks, fields)
    else:
        _issuer_in_body(blocks[body_from : body_from + 6], fields)
        _day_of_minutes(blocks[: body_from + 6], fields)
    fields.found |= {name: finding for name, finding in _signature(foot).items() if _is_official(fields)}
    lists["authority_chain"] = foot.chain if _is_official(fields) else ()
    given = {name: values for name, values in lists.items() if values}
    body = blocks[body_from : foot.starts] if _is_official(fields) else blocks[body_from:]
    return Framed(Head(fields.found, given, _anchor(fields, blocks)), body)


def _is_official(fields: Fields) -> bool:
    return fields.found["type"].value != "tin_tuc"


def _signature(foot: Foot) -> dict[str, Finding]:
    return foot.signature


def _official_head(blocks: Sequence[Block], fields: Fields) -> int:
    """Read number, place, date, genre, title and issuer; gives the place of the last block of the head."""
    last, issuers = -1, list[tuple[Block, Span]]()
    for number, block in enumerate(blocks):
        for cell in block.cells or ((0, len(block.text)),):
            if _read_line(block, cell, fields):
                last = max(last, number)
            elif (
                number <= 8
                and not _GENRE.match(block.folded, *cell)
                and "type" not in fields.found
                and block.text[slice(*cell)].isupper()
                and "number" not in fields.found
            ):
                issuers.append((block, cell))
        if "type" not in fields.found:
            last = max(last, _genre_and_title(blocks, number, fields))
    _letter(blocks, fields)
    if _is_framed(fields):
        _issuer(issuers, fields)
        fields.found.setdefault("type", Finding("cong_van", "", None, "letter_shape"))
    return last


def _is_framed(fields: Fields) -> bool:
    return "type" in fields.found or ("number" in fields.found and "title" in fields.found)


def _read_line(block: Block, cell: Span, fields: Fields) -> bool:
    """Read a line of the head: its number or its place and date."""
    start, end = cell
    words = block.folded[start:end]
    found = False
    number = _NUMBER.match(block.folded, start + block.folded.startswith("(", start, end), end)
    if number:
        fields.add(
            "number",
            block,
            _unspaced(block, number.span("number")),
            "number_line",
            _compact(block, number.span("number")),
        )
        found = True
        _day_behind(block, number.end("number"), fields)
    placed = _PLACED.search(block.folded, start, end)
    if placed and len(words) < 110 and not words.startswith("căn cứ") and "số" not in placed["place"].split():
        _place_and_date(block, placed, fields)
        found = True
    return found or bool(_MOTTO.search(words))


def _day_behind(block: Block, place: int, fields: Fields) -> None:
    """The day of issue where it stands behind the number: "Số 45/TB-SNV ngày 06/3/2024"."""
    opening = _DAY_BEHIND.match(block.folded, place)
    dated = next(days_in(block.folded[place:]), None) if opening else None
    if opening and dated and dated[2].year and dated[2].day and place + dated[0] <= opening.end():
        fields.add("date", block, (place + dated[0], place + dated[1]), "number_line", dated[2].last_day())


def _unspaced(block: Block, span: Span) -> Span:
    return trimmed_number(block.text, *span)


def trimmed_number(text: str, start: int, end: int) -> Span:
    """The number without blanks and closing signs."""
    while end > start and text[end - 1] in " .;,:":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return start, end


def _compact(block: Block, span: Span) -> str:
    return "".join(block.text[slice(*_unspaced(block, span))].split())


def _place_and_date(block: Block, placed: re.Match[str], fields: Fields) -> None:
    fields.add("place", block, _stripped(block.text, placed.span("place")), "place_line")
    year, month, day = int(placed["year"]), int(placed["m"] or 0), int(placed["day"] or 0)
    parts = [f"{year:04d}", *([f"{month:02d}"] if month else []), *([f"{day:02d}"] if month and day else [])]
    written = placed.start("month")
    if day:
        written = block.folded.index("ngày", placed.end("place"))
    fields.add("date", block, (written, placed.end("year")), "place_line", "-".join(parts))


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " |-–*":
        start += 1
    return start, end


def _genre_and_title(blocks: Sequence[Block], number: int, fields: Fields) -> int:
    """Read the line that names the kind of document, and the title below it."""
    block = blocks[number]
    genre = _GENRE.match(block.folded)
    if not genre or block.cells or block.marker.sign:
        return -1
    alone = genre.end() >= len(block.text.rstrip(" :.*-"))
    titled = bool("number" in fields.found and block.text[0].isupper() and len(block.text) < 200)
    if not alone and not block.text[: genre.end()].isupper() and not titled:
        return -1
    value = names("genres")[" ".join(genre["genre"].split())]
    last, title = number, block
    if not alone and value == "bien_ban":
        genre = _MINUTES.match(block.folded) or genre
    concluding = re.search(r"kết luận(?!\w)", genre[0])
    span = trimmed(
        block.text, concluding.start() if concluding and not alone else genre.end(), len(block.text)
    )
    if alone and number + 1 < len(blocks):
        last = number + 1 + _names_body(blocks[number + 1 : number + 3])
        title = blocks[last]
        span = (0, len(title.text.rstrip(" .")))
    if value == "thong_bao" and re.match(
        r"(?:ý kiến\s+)?(?:chỉ đạo,?\s+)?kết luận(?!\w)", title.folded[slice(*span)]
    ):
        value = "thong_bao_ket_luan"
    fields.add("type", block, genre.span(), "genre_line", value)
    if not _CITES.match(title.folded[span[0] :]) or title.text.isupper() or value == "thong_bao_ket_luan":
        fields.add("title", title, span, "title_line")
        return last
    return number


def _names_body(lines: Sequence[Block]) -> bool:
    """Whether a line between kind and title only says whose document it is: "CỦA BAN THƯỜNG VỤ TỈNH ỦY"."""
    return len(lines) > 1 and bool(lines[0].folded.startswith("của ") and re.match(r"về\s", lines[1].folded))


def _letter(blocks: Sequence[Block], fields: Fields) -> None:
    """Read the subject line of an official letter."""
    for block in blocks:
        for start, end in block.cells or ((0, len(block.text)),):
            subject = _SUBJECT.match(block.folded, start, end)
            if subject and "type" not in fields.found and "title" not in fields.found:
                span = subject.span("title") if subject["title"] else subject.span("other")
                fields.add(
                    "title",
                    block,
                    (span[0], span[0] + len(block.text[slice(*span)].rstrip(" ."))),
                    "subject_line",
                )
                fields.add("type", block, span, "letter_shape", "cong_van")
    if (
        "type" not in fields.found
        and "number" in fields.found
        and any(_DEAR.match(block.folded) for block in blocks)
    ):
        fields.found["type"] = Finding("cong_van", "", None, "letter_shape")


def _issuer(lines: Sequence[tuple[Block, Span]], fields: Fields) -> None:
    """The lowest unit named above the number: the one that issues the document."""
    named = [
        (block, cell)
        for block, cell in lines
        if _OWN_NAME.search(block.folded, *cell) or _is_body(block, cell)
    ]
    if not named:
        return
    block, (start, end) = named[-1]
    own = [
        found.start()
        for found in _OWN_NAME.finditer(block.folded, start, end)
        if found.start() == start or not _PART_OF_NAME.search(block.folded[start : found.start()])
    ]
    first = own[-1] if own else start
    value = " ".join(block.text[first:end].split())
    following = lines[lines.index(named[-1]) + 1 :]
    if following and re.match(
        r"(?:tỉnh|huyện|quận|thành phố|xã|phường|thị xã|thị trấn)\s",
        following[0][0].folded[following[0][1][0] :],
    ):
        value += " " + " ".join(following[0][0].text[slice(*following[0][1])].split())
    fields.add("issuer", block, (first, end), "head_lines", value)


def _is_body(block: Block, cell: Span) -> bool:
    return bool(
        re.match(
            r"(?:huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|bộ|hđnd|đoàn|hội|công an|cục|chi cục)(?!\w)",
            block.folded[slice(*cell)],
        )
    )


def _issuer_in_body(blocks: Sequence[Block], fields: Fields) -> None:
    """The unit that speaks in the first paragraphs, where the head does not name the issuer."""
    for block in blocks:
        for mention in all_units(block):
            if (
                "issuer" not in fields.found
                and _SPEAKS.match(block.folded, mention.end)
                and not mention.is_post
                and not mention.is_group
            ):
                fields.add("issuer", block, (mention.start, mention.end), "speaks_in_body")


def _day_of_minutes(blocks: Sequence[Block], fields: Fields) -> None:
    """The day on which a meeting was held is the day of its minutes."""
    if fields.found["type"].value != "bien_ban" or "date" in fields.found:
        return
    for block in blocks:
        for start, end, when in days_in(block.folded):
            if when.year and when.day:
                fields.add("date", block, (start, end), "day_of_meeting", when.last_day())


def _addressees(blocks: Sequence[Block]) -> tuple[tuple[Finding, ...], int]:
    """Those a letter or telegram is written to, and the place of the first block behind them."""
    for number, block in enumerate(blocks):
        dear = _DEAR.match(block.folded) or _TELEGRAM.match(block.folded)
        if dear:
            rest = pieces(block, dear.end(), len(block.text), "dear_line")
            items = [] if rest else _items(blocks[number + 1 :])
            listed = (finding for item in items for finding in pieces(item, 0, len(item.text), "dear_line"))
            return rest or tuple(listed), number + 1 + len(items)
    return (), 0


def _items(blocks: Sequence[Block]) -> list[Block]:
    """The bullets that directly follow."""
    items: list[Block] = []
    for block in blocks:
        if not block.marker.sign or block.marker.sign[0].isalnum():
            break
        items.append(block)
    return items


def pieces(block: Block, start: int, end: int, rule: str) -> tuple[Finding, ...]:
    """The members of a list that semicolons divide."""
    found: list[Finding] = []
    for part in re.compile(r"[^;]+").finditer(block.text, start, end):
        first, last = part.span()
        while first < last and block.text[first] in " -–+•*":
            first += 1
        while last > first and block.text[last - 1] in " .;,/":
            last -= 1
        if last > first:
            quote = block.text[first:last]
            found.append(Finding(" ".join(quote.split()), quote, block.origin(first, last), rule))
    return tuple(found)


def _anchor(fields: Fields, blocks: Sequence[Block]) -> date | None:
    """The day that dates without a year are counted from: the document's own, else the day it reports on."""
    stated = fields.found.get("date")
    if stated:
        year, month, day = (*map(int, stated.value.split("-")), 1, 1)[:3]
        return date(year, month, day)
    for block in blocks[:4]:
        dateline = _DATELINE.match(block.folded)
        when = next(
            (when for start, _, when in days_in(block.folded) if dateline and start <= dateline.end()), None
        )
        if when and when.year and when.day:
            return date(when.year, when.month, when.day)
    return None
