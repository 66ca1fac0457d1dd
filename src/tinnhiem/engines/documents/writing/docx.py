"""DOCX of a form and its facts, from a template that can be edited in Word."""

from dataclasses import asdict
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from tinnhiem.engines.documents.writing.compose import compose
from tinnhiem.engines.documents.writing.errors import LayoutInvalid
from tinnhiem.engines.documents.writing.facts import FactSheet
from tinnhiem.engines.documents.writing.forms import Form

_EARLIEST_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


def render_docx(form: Form, sheet: FactSheet) -> bytes:
    """The document for Word, to be completed and signed; the same form and facts give the same bytes.

    Raises ``FactMissing`` and ``FactOfWrongKind`` with the id of the fact, ``GlyphMissing`` for a character
    that no document may carry, and ``LayoutInvalid`` where ``form.docx`` asks for what the form does not say.
    """
    composed = compose(form, sheet)
    template = DocxTemplate(BytesIO(form.docx_layout.read_bytes()))
    try:
        template.render(asdict(composed), SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    except (TemplateError, BadZipFile) as error:
        raise LayoutInvalid(form=form.title, layout=form.docx_layout.name, found=str(error)) from error
    written = BytesIO()
    template.save(written)
    return _without_time(written.getvalue())


def _without_time(docx: bytes) -> bytes:
    """The same parts in the same order, stamped with the earliest time a ZIP archive can state."""
    stamped = BytesIO()
    with ZipFile(BytesIO(docx)) as parts, ZipFile(stamped, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(ZipInfo(name, _EARLIEST_ZIP_TIME), parts.read(name), ZIP_DEFLATED)
    return stamped.getvalue()
