"""Small files of every kind, made on the spot."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE, LEADING, MARGIN = "Helvetica", 12, 16, 72
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def a_zip(**parts: bytes) -> bytes:
    """An archive of the named parts; ``__`` in a name stands for ``/`` and ``_xml`` for ``.xml``."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return held.getvalue()


def a_word_file(body: str, *, numbering: str = "") -> bytes:
    """A DOCX of raw paragraphs, with lists of its own where given."""
    parts = {"word__document_xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()}
    if numbering:
        parts["word__numbering_xml"] = f"<w:numbering {W}>{numbering}</w:numbering>".encode()
    return a_zip(**parts)


def a_paragraph(text: str, *, depth: int | None = None) -> str:
    """One paragraph, in list 1 at ``depth`` where given."""
    item = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        if depth is not None
        else ""
    )
    return f"<w:p>{item}<w:r><w:t>{text}</w:t></w:r></w:p>"


def saved(document: Document) -> bytes:
    """The bytes of a document that python-docx built."""
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def a_pdf(*pages: list[str], header: str = "") -> bytes:
    """A PDF whose paragraphs are wrapped to the page, each page with its header and number."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for number, paragraphs in enumerate(pages, 1):
        canvas.setFont(FONT, SIZE)
        height = A4[1] - MARGIN
        canvas.drawString(MARGIN, A4[1] - MARGIN / 2, header)
        for paragraph in paragraphs:
            for line in simpleSplit(paragraph, FONT, SIZE, A4[0] - 2 * MARGIN):
                canvas.drawString(MARGIN, height, line)
                height -= LEADING
        canvas.drawString(A4[0] / 2, MARGIN / 2, str(number))
        canvas.showPage()
    canvas.save()
    return held.getvalue()
