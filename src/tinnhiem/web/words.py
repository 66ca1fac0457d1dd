"""Words that pages build sentences from, in the reader's language."""

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def honorific(sex: str) -> str:
    """The word before a person's name."""
    return {"female": _("bà"), "male": _("ông")}.get(sex, _("ông/bà"))


def titled(name: str, sex: str) -> str:
    """A person's name after the word to address them by."""
    return f"{honorific(sex)} {name}"


def qr(address: str) -> SafeString:
    """The address as a QR code, drawn as SVG without any style attribute."""
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, svgclass=None, lineclass=None, border=2)
    return mark_safe(drawn)  # noqa: S308 - drawn from modules, holds no text of the address
