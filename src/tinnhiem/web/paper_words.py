"""What kinds of papers are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "plan": _("Kế hoạch"),
    "plan_approval": _("Quyết định phê duyệt"),
    "invitation": _("Giấy mời"),
    "summoned_list": _("Danh sách"),
    "meeting_minutes": _("Biên bản"),
    "counting_record": _("Biên bản kiểm phiếu"),
    "results_report": _("Báo cáo kết quả"),
    "submission": _("Tờ trình"),
    "decision": _("Quyết định"),
    "notice": _("Thông báo"),
    "communique": _("Thông báo công khai"),
    "report": _("Báo cáo"),
    "letter": _("Công văn"),
    "ballot": _("Phiếu"),
}


def kind_words(kind: str) -> str:
    """The name of a kind of document."""
    return str(KINDS.get(kind, kind))
