"""Bytes of an office document to its blocks, each word with its place in the original text."""

import re
from dataclasses import dataclass
from typing import Final

from tinnhiem.engines.documents.reading.docx import text_of_docx
from tinnhiem.engines.documents.reading.encodings import decoded, modern_letters
from tinnhiem.engines.documents.reading.errors import (
    DocumentEmpty,
    DocumentTooLarge,
    FormatNotRead,
    PasswordNeeded,
    ScanWithoutText,
    TextTooLong,
    TooManyLines,
)
from tinnhiem.engines.documents.reading.html import text_of_html
from tinnhiem.engines.documents.reading.layout import Block, blocks_of
from tinnhiem.engines.documents.reading.limits import MAX_BYTES, MAX_CHARACTERS, MAX_LINES
from tinnhiem.engines.documents.reading.pdf import text_of_pdf
from tinnhiem.engines.documents.reading.scan import Recogniser, pictures_of_pdf
from tinnhiem.engines.documents.reading.traced import traced

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_HTML: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*"
    rb"<(?:!doctype html|html|head|body|div|p|table|h[1-6]|article|section|ul|ol|meta|!--)[\s>\-]",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_WESTERN: Final = frozenset({"utf-8", "utf-16-le", "utf-16-be"})


@dataclass(frozen=True)
class ReadDocument:
    """A document as it was read: its text, the blocks of that text, and how the text was had."""

    text: str
    """What all spans refer to."""
    blocks: tuple[Block, ...]
    media: str
    """One of text, html, docx, pdf, scan."""
    encoding: str = "utf-8"

    @property
    def is_own_text(self) -> bool:
        """Whether ``text`` is plainly the decoded file, so that spans make sense on the file itself."""
        return self.media == "text" and self.encoding in _WESTERN


def read_document(data: bytes, *, recognise: Recogniser | None = None) -> ReadDocument:
    """Read ``data`` as DOCX, PDF, HTML, picture or plain text, whichever its first bytes show.

    ``recognise`` reads pictures of pages; without it a scan raises ``ScanWithoutText``. Raises a foreseen
    error for whatever is empty, locked, damaged, too large or no document at all.
    """
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge(limit=MAX_BYTES // 2**20)
    text, media, encoding = _text(data, recognise)
    if media != "text":
        text = modern_letters(text)
    return _read(text, media, encoding)


def read_text(text: str) -> ReadDocument:
    """Read text that someone typed or pasted; raises for empty or overlong text."""
    return _read(text, "text", "utf-8")


def _read(text: str, media: str, encoding: str) -> ReadDocument:
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(limit=MAX_CHARACTERS)
    if text.count("\n") > MAX_LINES:
        raise TooManyLines(limit=MAX_LINES)
    if not _LETTER.search(text):
        raise DocumentEmpty
    return ReadDocument(text, blocks_of(traced(text)), media, encoding)


def _text(data: bytes, recognise: Recogniser | None) -> tuple[str, str, str]:
    if data.startswith(b"PK\x03\x04"):
        return text_of_docx(data), "docx", "utf-8"
    if data.lstrip()[:5] == b"%PDF-":
        return _pdf_text(data, recognise)
    if data.startswith(_OLE):
        raise _old_office_file(data)
    if data.startswith(_PICTURES):
        return _picture_text([data], recognise), "scan", "utf-8"
    if _HTML.match(data):
        return text_of_html(decoded(data).text), "html", "utf-8"
    found = decoded(data)
    return found.text, "text", found.encoding


def _pdf_text(data: bytes, recognise: Recogniser | None) -> tuple[str, str, str]:
    text = text_of_pdf(data)
    if len(_LETTER.findall(text)) >= 20:
        return text, "pdf", "utf-8"
    return _picture_text(pictures_of_pdf(data) if recognise else [], recognise), "scan", "utf-8"


def _picture_text(pictures: list[bytes], recognise: Recogniser | None) -> str:
    text = "\n\n".join(recognise(picture) for picture in pictures) if recognise else ""
    if not _LETTER.search(text):
        raise ScanWithoutText
    return text


def _old_office_file(data: bytes) -> PasswordNeeded | FormatNotRead:
    locked = "EncryptedPackage".encode("utf-16-le") in data
    return PasswordNeeded() if locked else FormatNotRead(kind="DOC/XLS 97-2003")
