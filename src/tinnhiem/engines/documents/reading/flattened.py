"""Where a paste that lost its line breaks had them: before signs of lists, numbers that count on, set words.

The set words are those of official forms (Decree 30/2020/NĐ-CP, Annex I): motto, number, place and day, kind
of document, addressees, legal bases, recipients and signature.
"""

import re
from collections.abc import Iterator
from typing import Final

from tinnhiem.engines.documents.reading.markers import INSIDE
from tinnhiem.engines.documents.reading.traced import Span

_LETTERS: Final = "".join(map(chr, (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))))
_UPPER: Final = "".join(letter for letter in _LETTERS if letter.isupper())
_KINDS: Final = (
    "THÔNG BÁO|KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|CÔNG ĐIỆN|BIÊN BẢN|NGHỊ QUYẾT|HƯỚNG DẪN|BÁO CÁO"
    "|TỜ TRÌNH|CHƯƠNG TRÌNH"
    "|KẾT LUẬN"
)
_CAPITAL: Final = rf"[{_UPPER}](?![{_UPPER}])[^\W\d_]+"
_SENTENCES: Final = (
    r"Ngày\s+\d|Sau\s+khi\s+nghe|Để\s|Nhằm\s|Căn\s+cứ\s"
    r"|Thực\s+hiện\s+(?:Công\s+văn|Kế\s+hoạch|Nghị|Chỉ\s+thị|Quyết|Quy|Hướng|ý\s+kiến)"
)
"""How the body of an official document begins."""
_FORM: Final = re.compile(
    r"(?P<blank>\s+)(?:(?="
    r"CỘNG\s+HO(?:À|ÒA)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT|Độc\s+lập\s*[-–]|Số\s*:?\s*\d*\s*[-/]|Số\s+\d+-"
    rf"|(?:{_KINDS})(?!\w)|Kính\s+gửi\s*:|Nơi\s+nhận\s*:|V/v\s|(?:TM|KT|TL"
    rf"|TUQ)\.\s*[{_UPPER}]{{2}}|T/M\s+[{_UPPER}]{{2}}"
    rf"|Điều\s+\d{{1,2}}\.|\+\s+[{_UPPER}]|[a-zđ]\)\s+[{_UPPER}]"
    rf"|[IVX]{{1,4}}[.-]\s*[{_UPPER}]{{2}}|[A-H]\.\s+[{_UPPER}]{{2}}"
    r"|Trên\s+đây\s+là|Trong\s+quá\s+trình\s+(?:thực\s+hiện|triển\s+khai)|Nhận\s+được\s+\w+\s+\w+\s+này)"
    rf"|(?:{_CAPITAL}\s){{0,3}}{_CAPITAL},\s*ngày\s+[\d.…]*\s*tháng)"
)
_BEHIND: Final = re.compile(
    rf"(?<=[^\W\d_])(?<![{_UPPER}])\s+(?={_SENTENCES})|(?<=[.;)])\s+(?={_SENTENCES})"
    rf"|(?:{'|'.join(f'(?<={kind})' for kind in _KINDS.split('|'))})\s+(?=[^\W\d_](?![{_UPPER}]))"
    rf"|(?<=[{_UPPER}]{{2}})\s+(?=[-–]\s+{_CAPITAL})|(?<=,)\s+(?=[-–]\s+[{_UPPER}])|(?<=\./\.)\s+"
)
_NUMBERED: Final = re.compile(rf"\s+(?=(?P<number>\d{{1,2}})(?:[.)]|-)\s+[{_UPPER}][^\W\d_])")
_IDEOGRAPH: Final = re.compile("[\u4e00-\u9fff]")
_CHINESE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff。；;:：)）!！〕])\s+(?=[\u4e00-\u9fff(（〔\d])"
    r"|(?<=[。；;:：)）])(?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,2}[.、](?!\d))"
)


def lost_breaks(text: str) -> list[Span]:
    """The blanks of ``text`` that were line breaks, from left to right; none overlaps another."""
    patterns = (INSIDE, _BEHIND, _CHINESE) if _IDEOGRAPH.search(text) else (INSIDE, _BEHIND)
    found = {place.span() for pattern in patterns for place in pattern.finditer(text)}
    found |= {place.span("blank") for place in _FORM.finditer(text)}
    found |= set(_counted(text))
    return list(_apart(sorted(found)))


def _counted(text: str) -> Iterator[Span]:
    """The blanks before numbers that count on from one another: "1. … 2. … 3. …"."""
    last = 0
    for place in _NUMBERED.finditer(text):
        number = int(place["number"])
        if number in {1, last + 1}:
            last = number
            yield place.span()


def _apart(spans: list[Span]) -> Iterator[Span]:
    done = 0
    for start, end in spans:
        if start >= done:
            yield start, end
            done = end
