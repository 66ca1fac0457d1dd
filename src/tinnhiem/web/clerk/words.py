"""Words of the register: kinds of documents and how one refers to another."""

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
}
MARKS: dict[str, Promise] = {
    "corrects": _("đính chính bởi"),
    "replaces": _("thay thế bởi"),
    "revokes": _("thu hồi bởi"),
}
REFERS: dict[str, Promise] = {
    "corrects": _("Đính chính văn bản"),
    "replaces": _("Thay thế văn bản"),
    "revokes": _("Thu hồi văn bản"),
}


def kind_words(kind: str) -> str:
    """The name of a kind of document."""
    return str(KINDS.get(kind, kind))
