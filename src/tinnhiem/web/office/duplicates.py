"""Records that may be one person: proposed, looked at side by side, merged, parted again."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org import queries as org
from tinnhiem.domain.registers.duplicates import Likeness, PossibleDuplicate
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.permissions import requires

PAGE: Final = 50
WHY: Final[dict[Likeness, Promise]] = {
    Likeness.MARKS_DIFFER: gettext_lazy("Cùng ngày sinh, tên chỉ khác dấu"),
    Likeness.BIRTH_MISSING: gettext_lazy("Cùng tên, một bản ghi thiếu ngày sinh"),
    Likeness.BIRTH_SWAPPED: gettext_lazy("Cùng tên, ngày và tháng sinh đảo nhau"),
    Likeness.BIRTH_NEAR: gettext_lazy("Cùng tên, ngày sinh khác một phần"),
}
TABLES: Final[dict[str, Promise]] = {
    "employment": gettext_lazy("Việc làm"),
    "appointment": gettext_lazy("Bổ nhiệm"),
    "actingperiod": gettext_lazy("Giao quyền, giao phụ trách"),
    "qualification": gettext_lazy("Trình độ"),
    "partymembership": gettext_lazy("Đảng viên"),
    "contact": gettext_lazy("Liên hệ"),
    "delegation": gettext_lazy("Ủy quyền"),
    "kinship": gettext_lazy("Người thân"),
    "account": gettext_lazy("Tài khoản"),
}


@dataclass(frozen=True)
class DuplicateLine:
    """A pair as the list shows it."""

    pair: PossibleDuplicate
    why: Promise


@requires("officer")
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that may be one person, and the merges that stand."""
    units = scope.units_below(request)
    pairs = [DuplicateLine(pair, WHY[pair.likeness]) for pair in org.duplicates_among(units)]
    shown = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
    context = {"pairs": shown, "total": len(pairs), "merges": org.merges_of(units)}
    return render(request, "office/duplicates.html", context)


@requires("officer")
def merge(request: HttpRequest, kept: int, alias: int) -> HttpResponse:
    """What merging would move; by post, the merge itself."""
    for record in (kept, alias):
        scope.person(request, record)
    if request.method == "POST":
        registers.merge_people(kept_id=kept, alias_id=alias, actor=requests.actor(request), at=requests.now())
        messages.success(request, _("Đã gộp hai bản ghi. Gộp nhầm thì hoàn tác ở trang Người trùng."))
        return redirect("office:person", kept)
    plan = registers.plan_merge(kept_id=kept, alias_id=alias)
    context = {
        "plan": plan,
        "moving": [(TABLES[name], count) for name, count in plan.moving.items()],
        "dropping": [(TABLES[name], count) for name, count in plan.dropping.items()],
    }
    return render(request, "office/merge.html", context)


@requires("officer")
@require_POST
def undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Part two records that were merged."""
    found = org.get_merge(merge_id)
    scope.person(request, found.kept_id)
    registers.undo_merge(merge_id=merge_id, actor=requests.actor(request), at=requests.now())
    messages.success(request, _("Đã tách lại hai bản ghi như trước khi gộp."))
    return redirect("office:duplicates")
