"""The words of a finished document, for reviewing it without a viewer."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package ships no type information

from tinnhiem.engines.documents.writing.facts import FactSheet
from tinnhiem.engines.documents.writing.forms import Form
from tinnhiem.engines.documents.writing.pdf import render_pdf


def render_text(form: Form, sheet: FactSheet, *, fonts: Path) -> str:
    """The text of the PDF line by line as it is set, pages apart by a form feed; raises as ``render_pdf``."""
    return text_of_pdf(render_pdf(form, sheet, fonts=fonts))


def text_of_pdf(pdf: bytes) -> str:
    """The text layer of ``pdf`` with lines ending in a line feed and pages apart by a form feed."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [_text_of_page(page) for page in document]
    return "\f".join(pages)


def _text_of_page(page: pypdfium2.PdfPage) -> str:
    lines = page.get_textpage().get_text_range().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)
