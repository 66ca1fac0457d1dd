"""The house's enumerations in words of the reader's language."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tinnhiem.web.committee.screens import state_words

register = template.Library()


@register.simple_tag
def employment(kind: str) -> str:
    """How a person is employed."""
    return {
        "permanent": _("Biên chế"),
        "contract_111": _("Hợp đồng theo Nghị định 111"),
        "contract_school": _("Hợp đồng trường"),
        "contract": _("Hợp đồng"),
    }.get(kind, "–")


@register.simple_tag
def meeting_state(state: str) -> SafeString:
    """A meeting's state as shape and word."""
    kind, word = state_words(state)
    return format_html('<span class="st st--{}">{}</span>', kind, word)


@register.simple_tag
def function(name: str) -> str:
    """What an official does at a meeting."""
    return {
        "chair": _("Chủ trì"),
        "secretary": _("Thư ký"),
        "supervisor": _("Giám sát của cấp trên"),
        "observer": _("Quan sát viên"),
    }[name]


@register.simple_tag
def outcome(name: str) -> str:
    """What the verdict says, as the law words it; not reached is not failed."""
    return {
        "passes": _("Quá một nửa: thực hiện bước tiếp theo"),
        "report_to_authority": _("Báo cáo cấp có thẩm quyền xem xét, quyết định"),
        "head_decides": _("Người đứng đầu xem xét, quyết định"),
        "quorum_not_met": _("Chưa đủ số người: triệu tập lại hội nghị"),
        "conflict_of_norms": _("Các quy định khác nhau: xin ý kiến cơ quan có thẩm quyền"),
    }[name]


@register.simple_tag
def next_action(name: str) -> str:
    """The act that comes next."""
    return {
        "next_step": _("Lấy ý kiến cấp ủy, tập thể lãnh đạo thảo luận và biểu quyết"),
        "submit_to_authority": _("Quyết định có tiếp tục quy trình bổ nhiệm lại hay không"),
        "head_decision": _("Xem xét, quyết định"),
        "reconvene": _("Triệu tập lại hội nghị"),
        "ask_competent_body": _("Xin ý kiến cơ quan có thẩm quyền"),
    }[name]


@register.simple_tag
def taken_by(answer: Mapping[str, object], appointing_authority: str) -> str:
    """Who takes the next action; the appointing authority by its name on that day."""
    if answer["next_action"] == "next_step":
        return _("Tập thể lãnh đạo trường")
    return {
        "conference": _("Hội nghị cán bộ chủ chốt"),
        "leadership": _("Tập thể lãnh đạo trường"),
        "head_of_unit": _("Người đứng đầu đơn vị"),
        "appointing_authority": appointing_authority,
    }.get(str(answer["decided_by"]), _("Đơn vị tổ chức hội nghị"))
