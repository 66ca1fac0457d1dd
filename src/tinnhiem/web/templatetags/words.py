"""How the house writes dates, numbers, document numbers, sentences and form fields in every template."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinnhiem.common.sentences import sentence
from tinnhiem.web import requests

register = template.Library()

WEEKDAYS: Final = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
_KEPT_WHOLE: Final = re.compile(r"(?<!\S)(?=\S*\d)\S*[/\-–]\S*")
"""A word with a digit and a stroke or hyphen: 115/2020/NĐ-CP, PA-2026-0187, 18/05/2026."""


@dataclass(frozen=True)
class ErrorLine:
    """One line of an error summary: the field it leads to (empty for the whole form) and what to mend."""

    target: str
    sentence: str


@register.filter
def nw(text: str) -> SafeString:
    """Keep each document number, case number and date within ``text`` on one line."""
    pieces: list[str] = []
    end = 0
    for found in _KEPT_WHOLE.finditer(str(text)):
        pieces += [
            conditional_escape(text[end : found.start()]),
            format_html('<span class="nw">{}</span>', found[0]),
        ]
        end = found.end()
    return mark_safe("".join([*pieces, conditional_escape(text[end:])]))  # noqa: S308 - every piece is escaped


@register.filter
def day(value: dt.date | None) -> str:
    """A date in full: 18/05/2026."""
    return formats.date_format(_day(value), "DATE_FORMAT") if value else ""


@register.filter
def short_day(value: dt.date | None) -> str:
    """A date whose year is known from the place it stands in: 18/05."""
    return formats.date_format(_day(value), "SHORT_DATE_FORMAT") if value else ""


@register.filter
def weekday(value: dt.date | None) -> str:
    """A date near today, as people speak of it: thứ Sáu 22/05."""
    if not value:
        return ""
    return f"{weekday_name(value)} {formats.date_format(_day(value), 'MONTH_DAY_FORMAT')}"


@register.filter
def weekday_name(value: dt.date | None) -> str:
    """The name of the day alone: thứ Sáu."""
    return str(WEEKDAYS[_day(value).weekday()]) if value else ""


@register.filter
def clock(value: dt.datetime | dt.time | None) -> str:
    """The time of day: 14:00."""
    if isinstance(value, dt.datetime):
        value = _local(value).time()
    return formats.time_format(value, "TIME_FORMAT") if value is not None else ""


@register.filter
def number(value: int | Decimal | None) -> str:
    """A number with the reader's separators: 1.234 or 71,4."""
    return "" if value is None else formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def initials(name: str) -> str:
    """The first letter of each part of a name: NTH for Nguyễn Thu Hà."""
    return "".join(part[0].upper() for part in name.split())


@register.simple_tag
def say(code: str, **params: str | int) -> str:
    """The sentence kept under ``code``, in the reader's language."""
    return sentence(code, requests.language(), **params)


@register.inclusion_tag("parts/_cite.html")
def cite(text: str, provisional: str = "") -> Mapping[str, str]:
    """The line that names the legal basis; ``provisional`` is the reason of a rule without its own text."""
    return {"text": text, "provisional": provisional}


@register.inclusion_tag("parts/_field.html")
def field(bound: BoundField) -> Mapping[str, object]:
    """A form field in the order label, hint, error, control, each tied to the control for screen readers."""
    described = [f"{bound.auto_id}_hint"] * bool(bound.help_text) + [f"{bound.auto_id}_error"] * bool(
        bound.errors
    )
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    return {
        "field": bound,
        "kind": _kind(bound),
        "control": bound.as_widget(attrs=attrs),
        "described": " ".join(described),
    }


@register.inclusion_tag("parts/_error_summary.html")
def error_summary(form: BaseForm, todo: str = "") -> Mapping[str, object]:
    """The errors of a form on top of the page, each line a link to its field; nothing without errors."""
    return {"errors": list(error_lines(form)), "todo": todo}


def error_lines(form: BaseForm) -> Iterator[ErrorLine]:
    """The errors of a form, those of the whole form first, each with the id of the control to lead to."""
    for error in form.non_field_errors():
        yield ErrorLine(target="", sentence=str(error))
    for bound in form:
        for error in bound.errors:
            said = _("%(label)s: %(error)s") % {"label": bound.label, "error": error}
            yield ErrorLine(target=_target(bound), sentence=said)


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(value: dt.date) -> dt.date:
    return _local(value).date() if isinstance(value, dt.datetime) else value


def _kind(bound: BoundField) -> str:
    if bound.use_fieldset:
        return "set"
    return "tick" if isinstance(bound.field.widget, CheckboxInput) else "line"


def _target(bound: BoundField) -> str:
    """The id to lead to; a group of buttons is entered at its first one."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id
