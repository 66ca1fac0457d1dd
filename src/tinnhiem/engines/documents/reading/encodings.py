"""Bytes to text: Unicode first, then the single-byte code pages of older Vietnamese and Chinese offices.

TCVN3 (TCVN 5712:1993, fonts .Vn…) and VNI-Windows give bytes that look like Western letters; the reading
that yields the most ordinary words is the right one.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from tinnhiem.engines.documents.reading.errors import NotADocument

_TCVN3: Final = dict(
    zip(
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ¡¢£¤¥¦§",
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_ROWS: Final = {
    "a": ("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ"),
    "e": ("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    "o": ("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    "ô": ("ùøûõï", "ớờởỡợ"),
    "u": ("ùøûõï", "úùủũụ"),
    "ö": ("ùøûõï", "ứừửữự"),
    "y": ("ùøûõ", "ýỳỷỹ"),
}
_VNI_SINGLES: Final = {
    "ñ": "đ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "ô": "ơ",
    "ö": "ư",
    "î": "ỵ",
}
_VNI_LOWER: Final = _VNI_SINGLES | {
    base + sign: letter
    for base, (signs, letters) in _VNI_ROWS.items()
    for sign, letter in zip(signs, letters, strict=True)
}
_VNI: Final = (
    _VNI_LOWER
    | {old.upper(): new.upper() for old, new in _VNI_LOWER.items()}
    | {old[0].upper() + old[1:]: new.upper() for old, new in _VNI_LOWER.items() if len(old) > 1}
)
_TCVN3_LETTER: Final = re.compile("[" + "".join(_TCVN3) + "]")
_VNI_LETTER: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_ORDINARY: Final = re.compile(
    r"\b(?:của|và|các|được|trong|công|trường|nhân|giáo|đào|việc|không|những|một|thực|hiện|tổ|chức|về|để)\b",
    re.IGNORECASE,
)
_MODERN: Final = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9\u4e00-\u9fff]")
"""Letters that the older code pages do not yield when read as Western ones."""
_CHINESE: Final = re.compile(
    "[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会学校教育政府]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MIN_ORDINARY_WORDS: Final = 3
SAMPLE: Final = 4_000
"""How many bytes tell UTF-16 without a mark."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes and the name of the code it was written in."""

    text: str
    encoding: str


def decoded(data: bytes) -> Decoded:
    """The text of ``data``; raises ``NotADocument`` for bytes that are no text in any known code."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(_strictly(data[len(mark) :], encoding), encoding))
    wide = _unmarked_wide(data)
    if wide:
        return _checked(Decoded(_strictly(data, wide), wide))
    try:
        return _legacy_letters(_checked(Decoded(data.decode("utf-8"), "utf-8")))
    except UnicodeDecodeError:
        return _checked(_single_byte(data))


def _unmarked_wide(data: bytes) -> str:
    """The UTF-16 that bytes without a mark are in, told by the zeros in every other place; empty for none."""
    sample = data[:SAMPLE]
    zeros = sample[1::2].count(0), sample[::2].count(0)
    if len(data) % 2 or max(zeros) * 8 < len(sample) or min(zeros) * 8 > max(zeros):
        return ""
    return "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"


def modern_letters(text: str) -> str:
    """``text`` with TCVN3 or VNI letters turned into Unicode, where that gives more ordinary words."""
    return _legacy_letters(Decoded(text, "utf-8")).text


def _legacy_letters(given: Decoded) -> Decoded:
    if _MODERN.search(given.text) or not (_TCVN3_LETTER.search(given.text) or _VNI_LETTER.search(given.text)):
        return given
    best = max((_from_tcvn3(given.text), _from_vni(given.text)), key=_ordinary_words)
    return best if _ordinary_words(best) >= _ordinary_words(given) + MIN_ORDINARY_WORDS else given


def _single_byte(data: bytes) -> Decoded:
    western = data.decode("latin-1")
    candidates = [
        _from_tcvn3(western),
        _from_vni(western),
        Decoded(data.decode("cp1258", "replace"), "cp1258"),
    ]
    best = max(candidates, key=_ordinary_words)
    if _ordinary_words(best) >= MIN_ORDINARY_WORDS:
        return best
    try:
        chinese = Decoded(data.decode("gb18030"), "gb18030")
    except UnicodeDecodeError as error:
        raise NotADocument from error
    if len(_CHINESE.findall(chinese.text)) * 20 < len(chinese.text):
        raise NotADocument
    return chinese


def _from_tcvn3(text: str) -> Decoded:
    return Decoded(_TCVN3_LETTER.sub(lambda match: _TCVN3[match[0]], text), "tcvn3")


def _from_vni(text: str) -> Decoded:
    return Decoded(_VNI_LETTER.sub(lambda match: _VNI[match[0]], text), "vni")


def _ordinary_words(candidate: Decoded) -> int:
    return len(_ORDINARY.findall(unicodedata.normalize("NFC", candidate.text)))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotADocument from error


def _checked(given: Decoded) -> Decoded:
    """``given``, unless control letters betray that it never was text."""
    if len(_CONTROL.findall(given.text)) * 200 > len(given.text):
        raise NotADocument
    return given
