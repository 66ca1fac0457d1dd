"""The words of review cases and publications."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tinnhiem.web.authority.forms import OPTION_LABELS, PLACE_LABELS, VOTE_LINES

register = template.Library()

CASE_STATES: Final[Mapping[str, tuple[str, Promise]]] = {
    "late": ("late", _("Quá hạn")),
    "soon": ("soon", _("Sắp đến hạn")),
    "open": ("run", _("Đang xem xét")),
    "drafted": ("wait", _("Có dự thảo, chờ ký")),
    "signed": ("soon", _("Đã ký, chờ ghi hiệu lực")),
    "in_force": ("ok", _("Đã có hiệu lực")),
}
NOTICE_STATES: Final[Mapping[str, tuple[str, Promise]]] = {
    "late": ("late", _("Quá hạn công khai")),
    "due": ("soon", _("Phải công khai")),
    "published": ("run", _("Đang công khai")),
    "over": ("ok", _("Đủ thời gian, được gỡ")),
    "taken_down": ("ok", _("Đã gỡ sau đủ thời gian")),
}


PAPERS: Final = {
    "submission": _("Tờ trình"),
    "results_report": _("Báo cáo kết quả"),
    "communique": _("Thông báo công khai"),
    "letter": _("Công văn xin ý kiến cấp ủy"),
}


@register.simple_tag
def case_paper(kind: str) -> Promise:
    """What a paper of a case is called."""
    return PAPERS[kind]


@register.simple_tag
def case_state(state: str) -> SafeString:
    """A case's state as shape and word."""
    return _status(*CASE_STATES[state])


@register.simple_tag
def notice_state(state: str) -> SafeString:
    """A publication's state as shape and word."""
    return _status(*NOTICE_STATES[state])


@register.simple_tag
def vote_option(option: str) -> Promise:
    """An answer of a ballot."""
    return OPTION_LABELS[option]


@register.simple_tag
def vote_line(name: str) -> Promise:
    """A line of the counting record of a vote."""
    return VOTE_LINES[name]


@register.simple_tag
def posting_place(place: str) -> Promise:
    """Where a decision is published."""
    return PLACE_LABELS[place]


def _status(kind: str, word: Promise) -> SafeString:
    return format_html('<span class="st st--{}">{}</span>', kind, word)
