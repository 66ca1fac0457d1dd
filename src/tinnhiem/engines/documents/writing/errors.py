"""What may keep a document from being written."""

from tinnhiem.common.errors import DomainError


class FactMissing(DomainError):
    """The form asks for a fact that the sheet does not hold."""

    code = "fact_missing"


class FactTwice(DomainError):
    """Two facts of one sheet carry the same id."""

    code = "fact_twice"


class FactOfWrongKind(DomainError):
    """A fact is not of the kind that the form declares for its id."""

    code = "fact_of_wrong_kind"


class FormNotFound(DomainError):
    """No pack folder holds a form of this name for this jurisdiction."""

    code = "form_not_found"


class FormInvalid(DomainError):
    """The description of a form contradicts itself; ``place`` says where, ``found`` what stands there."""

    code = "form_invalid"


class NumberInForm(DomainError):
    """A sentence of a form carries a digit, though every number in a document must be a fact."""

    code = "number_in_form"


class CountWithheld(DomainError):
    """A fact that is, or speaks of, a count was given to a form that may not hold one."""

    code = "count_withheld"


class LayoutInvalid(DomainError):
    """The layout of a form, for typst or for Word, cannot be set; ``found`` is what the typesetter says."""

    code = "layout_invalid"


class GlyphMissing(DomainError):
    """A character that no font of the house can draw, or that no document may carry."""

    code = "glyph_missing"
