"""Who issues the papers of a unit: the name, the symbol and the signer that drafts are written with."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations, queries
from tinnhiem.web import requests
from tinnhiem.web.clerk.forms import OfficeForm
from tinnhiem.web.permissions import requires

SETTERS = ("records_clerk", "administrator")
OFFICES: dict[str, Promise] = {
    "authority": gettext_lazy("Cơ quan: kế hoạch, thông báo, giấy mời, công văn"),
    "head": gettext_lazy("Người đứng đầu: quyết định"),
    "advisory": gettext_lazy("Cơ quan tham mưu: tờ trình, báo cáo"),
    "party": gettext_lazy("Cấp ủy: nơi nhận công văn xin ý kiến"),
}


@requires(*SETTERS)
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The offices of each unit of the visitor, as drafts name them from now on."""
    units = queries.units_to_set(requests.actor(request), on=requests.today())
    rows = [
        (org.get_unit(unit), [(OFFICES[one.office], one) for one in queries.issuing_offices(unit)])
        for unit in sorted(units)
    ]
    return render(request, "clerk/offices.html", {"rows": rows})


@requires(*SETTERS)
def office(request: HttpRequest, unit_id: int, name: str) -> HttpResponse:
    """Change one office."""
    actor, on = requests.actor(request), requests.today()
    if name not in OFFICES or unit_id not in queries.units_to_set(actor, on=on):
        raise Http404
    known = queries.issuing_office(unit_id, name)
    initial = {
        "name": known.name,
        "suffix": known.suffix,
        "capacity": "\n".join(known.capacity),
        "signer": known.signer,
    }
    form = OfficeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        operations.set_issuing_office(
            unit_id=unit_id, office=name, terms=form.terms(), actor=actor, at=requests.now()
        )
        messages.success(request, _("Đã lưu. Dự thảo lập từ lúc này dùng tên, ký hiệu và người ký mới."))
        return redirect("clerk:offices")
    context = {
        "of": org.get_unit(unit_id),
        "label": OFFICES[name],
        "form": form,
        "has_errors": form.errors,
    }
    return render(request, "clerk/office.html", context, status=422 if form.errors else 200)
