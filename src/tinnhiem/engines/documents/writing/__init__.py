"""Facts and forms to finished PDF and DOCX documents; every number in them is a fact with an id.

It may use ``common`` only; pack folders and fonts are parameters.
"""

from tinnhiem.engines.documents.writing.compose import worded_facts
from tinnhiem.engines.documents.writing.docx import render_docx
from tinnhiem.engines.documents.writing.errors import (
    CountWithheld,
    FactMissing,
    FactOfWrongKind,
    FactTwice,
    FormInvalid,
    FormNotFound,
    GlyphMissing,
    LayoutInvalid,
    NumberInForm,
)
from tinnhiem.engines.documents.writing.facts import BLANK, Blank, Fact, FactSheet, FactValue, Row, Scalar
from tinnhiem.engines.documents.writing.form_check import AudienceUnknown, FactUnused, mistakes_in_forms
from tinnhiem.engines.documents.writing.form_files import fact_labels, find_form
from tinnhiem.engines.documents.writing.forms import Form
from tinnhiem.engines.documents.writing.issuing import (
    OFFICES,
    IssuedAs,
    Issuing,
    OfficeTemplate,
    find_issuing,
)
from tinnhiem.engines.documents.writing.pdf import render_pdf
from tinnhiem.engines.documents.writing.rewording import sheet_of_words
from tinnhiem.engines.documents.writing.text import render_text, text_of_pdf
from tinnhiem.engines.documents.writing.tracing import NumberChange, changed_numbers

__all__ = [
    "BLANK",
    "OFFICES",
    "AudienceUnknown",
    "Blank",
    "CountWithheld",
    "Fact",
    "FactMissing",
    "FactOfWrongKind",
    "FactSheet",
    "FactTwice",
    "FactUnused",
    "FactValue",
    "Form",
    "FormInvalid",
    "FormNotFound",
    "GlyphMissing",
    "IssuedAs",
    "Issuing",
    "LayoutInvalid",
    "NumberChange",
    "NumberInForm",
    "OfficeTemplate",
    "Row",
    "Scalar",
    "changed_numbers",
    "fact_labels",
    "find_form",
    "find_issuing",
    "mistakes_in_forms",
    "render_docx",
    "render_pdf",
    "render_text",
    "sheet_of_words",
    "text_of_pdf",
    "worded_facts",
]
