"""DOCX of a form and its facts, from a template that can be edited in Word."""

from dataclasses import asdict
from io import BytesIO
from itertools import count
from textwrap import wrap
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from tinnhiem.engines.documents.writing.compose import compose
from tinnhiem.engines.documents.writing.errors import LayoutInvalid
from tinnhiem.engines.documents.writing.facts import FactSheet
from tinnhiem.engines.documents.writing.forms import Form
from tinnhiem.engines.documents.writing.mark_pictures import mark_png, white_png

_EARLIEST_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


def render_docx(form: Form, sheet: FactSheet) -> bytes:
    """The document for Word, to be completed and signed; the same form and facts give the same bytes.

    Raises ``FactMissing`` and ``FactOfWrongKind`` with the id of the fact, ``GlyphMissing`` for a character
    that no document may carry, and ``LayoutInvalid`` where ``form.docx`` asks for what the form does not say.
    """
    composed = compose(form, sheet)
    template = DocxTemplate(BytesIO(form.docx_layout.read_bytes()))
    words = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    words.filters["balanced"] = balanced
    try:
        template.render(asdict(composed), words)
    except (TemplateError, BadZipFile) as error:
        raise LayoutInvalid(form=form.title, layout=form.docx_layout.name, found=str(error)) from error
    written = BytesIO()
    template.save(written)
    return _finished(written.getvalue(), mark_png(composed.mark) if composed.mark else white_png())


def balanced(text: str, at_most: int) -> str:
    """``text`` in as few lines of ``at_most`` letters as it needs, about equally long.

    Within a line the words are held together, so that Word breaks between the lines alone.
    """
    needed = max(1, len(_lines(text, at_most)))
    even = next(width for width in count(len(text) // needed) if len(_lines(text, width)) <= needed)
    return " ".join(line.replace(" ", "\N{NO-BREAK SPACE}") for line in _lines(text, even))


def _lines(text: str, width: int) -> list[str]:
    return wrap(text, max(1, width), break_long_words=False, break_on_hyphens=False)


def _finished(docx: bytes, mark: bytes) -> bytes:
    """The same parts in the same order, with the picture of the mark, stamped with the earliest ZIP time."""
    stamped, placeholder = BytesIO(), mark_png("")
    with ZipFile(BytesIO(docx)) as parts, ZipFile(stamped, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = parts.read(name)
            archive.writestr(
                ZipInfo(name, _EARLIEST_ZIP_TIME), mark if part == placeholder else part, ZIP_DEFLATED
            )
    return stamped.getvalue()
