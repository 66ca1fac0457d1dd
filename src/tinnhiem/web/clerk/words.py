"""Words of the register: how one document refers to another, and how a signed copy was recognised."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MARKS: dict[str, Promise] = {
    "corrects": _("đính chính bởi"),
    "replaces": _("thay thế bởi"),
    "revokes": _("thu hồi bởi"),
}
RECOGNISED: dict[str, Promise] = {
    "mark": _("mã dự thảo đọc được trên bản ký"),
    "signature": _("chữ ký số trên đúng tệp dự thảo"),
    "eye": _("văn thư so từng trang bằng mắt"),
}
"""How a signed copy was told to be its document."""
REFERS: dict[str, Promise] = {
    "corrects": _("Đính chính văn bản"),
    "replaces": _("Thay thế văn bản"),
    "revokes": _("Thu hồi văn bản"),
}
