"""Words that pages build sentences from, in the reader's language."""

from django.utils.translation import gettext as _


def honorific(sex: str) -> str:
    """The word before a person's name."""
    return {"female": _("bà"), "male": _("ông")}.get(sex, _("ông/bà"))


def titled(name: str, sex: str) -> str:
    """A person's name after the word to address them by."""
    return f"{honorific(sex)} {name}"
