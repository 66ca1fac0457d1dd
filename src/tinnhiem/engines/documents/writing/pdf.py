"""PDF/A-2b of a form and its facts, set by typst with the fonts of the house alone."""

import json
import re
from calendar import timegm
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

import typst

from tinnhiem.engines.documents.writing.compose import Composed, compose
from tinnhiem.engines.documents.writing.errors import GlyphMissing, LayoutInvalid
from tinnhiem.engines.documents.writing.facts import FactSheet
from tinnhiem.engines.documents.writing.forms import Form
from tinnhiem.engines.documents.writing.mark_pictures import mark_svg

_UNDRAWN: Final = re.compile(r'the text `?"(.+?)"`? could not be displayed')
_EARLIEST: Final = date(1970, 1, 1)
"""The date of a file whose date people write by hand; PDF/A asks for one, and no clock is read."""


def render_pdf(form: Form, sheet: FactSheet, *, fonts: Path) -> bytes:
    """The finished document as PDF/A-2b; the same form, facts and ``fonts`` give the same bytes.

    Raises ``FactMissing`` and ``FactOfWrongKind`` with the id of the fact, ``GlyphMissing`` with a character
    that none of the ``fonts`` can draw, and ``LayoutInvalid`` where ``form.typ`` does not compile.
    """
    composed = compose(form, sheet)
    layout = form.typst_layout
    dated = composed.dated or _EARLIEST
    try:
        pdf: bytes = typst.compile(
            layout,
            root=layout.parent.parent,
            font_paths=[fonts],
            ignore_system_fonts=True,
            sys_inputs={
                "data": json.dumps(_words(composed), ensure_ascii=False),
                "mark": mark_svg(composed.mark) if composed.mark else "",
            },
            pdf_standards=["a-2b"],
            timestamp=timegm(dated.timetuple()),
        )
    except typst.TypstError as error:
        undrawn = _UNDRAWN.search(str(error))
        if undrawn:
            raise GlyphMissing(character=undrawn[1], form=form.title) from error
        raise LayoutInvalid(form=form.title, layout=layout.name, found=str(error)) from error
    return pdf


def _words(composed: Composed) -> dict[str, object]:
    return {name: value for name, value in asdict(composed).items() if name != "dated"}
