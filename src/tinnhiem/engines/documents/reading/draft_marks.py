"""The marks of drafts on a signed paper: from its text layer and, with the reader of codes, its QR codes."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the package ships no types

from tinnhiem.common.errors import DomainError
from tinnhiem.common.text import normal
from tinnhiem.engines.documents.marks import mark_in_payload, marks_in_words
from tinnhiem.engines.documents.reading.pdf import open_pdf
from tinnhiem.engines.documents.reading.pictures import PDF, page_count, page_picture

_PAGES: Final = 6
"""How many pages are looked at; every page of a draft bears the mark."""
_DOTS_PER_INCH: Final = 200
_READER: Final = "zxingcpp"


def marks_of(content: bytes) -> frozenset[str]:
    """The marks that a PDF, a JPEG or a PNG bears; empty where none can be read, or the file is damaged."""
    return _in_words(content) | _in_codes(content)


def _in_words(content: bytes) -> frozenset[str]:
    if not content.startswith(PDF):
        return frozenset()
    try:
        document = open_pdf(content)
    except DomainError:
        return frozenset()
    try:
        pages = range(min(len(document), _PAGES))
        words = [document[page].get_textpage().get_text_range() for page in pages]
    except pdfium.PdfiumError:
        return frozenset()
    finally:
        document.close()
    return frozenset().union(*(marks_in_words(normal(text)) for text in words))


def _in_codes(content: bytes) -> frozenset[str]:
    if find_spec(_READER) is None:
        return frozenset()
    found = (mark_in_payload(payload) for payload in _payloads(content))
    return frozenset(mark for mark in found if mark)


def _payloads(content: bytes) -> Iterator[str]:
    reader = import_module(_READER)
    codes = reader.barcode_formats_from_str("QRCode")
    for number in range(1, min(page_count(content), _PAGES) + 1):
        picture = page_picture(content, number, dots_per_inch=_DOTS_PER_INCH)
        if picture is not None:
            yield from (code.text for code in reader.read_barcodes(picture, formats=codes))
