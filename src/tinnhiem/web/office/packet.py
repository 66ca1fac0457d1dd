"""A packet of records for the national databases, by unit and day."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org import queries as org
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.terms import XLSX
from tinnhiem.web.permissions import requires
from tinnhiem.web.templatetags.words import day


class PacketForm(forms.Form):
    """For which unit and as of which day."""

    unit = forms.CharField(
        label=_("Mã đơn vị hoặc trường"), help_text=_("Gồm cả các đơn vị, trường trực thuộc.")
    )
    on = forms.DateField(
        label=_("Tính đến ngày"),
        help_text=_("Ví dụ: 31/12/2026"),
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
    )


@requires("officer")
def packet(request: HttpRequest) -> HttpResponse:
    """Choose unit and day; by post, the packet, or what it would lack."""
    form = PacketForm(request.POST or None, initial=_initial(request))
    if form.is_valid():
        found = org.units_named([form.cleaned_data["unit"]]).get(form.cleaned_data["unit"])
        if found is not None and found.id in scope.units_below(request):
            if request.POST.get("do") == "gaps":
                return _gaps(found.id, form)
            return _archive(request, found.id, form)
        form.add_error(
            "unit", _("Không có đơn vị nào mã này trong các đơn vị bạn phụ trách. Xem mã ở sổ Đơn vị.")
        )
    context = {"form": form, "packet": registers.packet_form()}
    return render(request, "office/packet.html", context, status=422 if form.errors else 200)


def _archive(request: HttpRequest, unit_id: int, form: PacketForm) -> HttpResponse:
    on = form.cleaned_data["on"]
    made = registers.export_packet(
        unit_id=unit_id,
        unit_ids=org.units_below([unit_id]),
        on=on,
        actor=requests.actor(request),
        at=requests.now(),
    )
    response = HttpResponse(made.content, content_type="application/zip")
    name = f"ho-so-{form.cleaned_data['unit']}-{on}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _gaps(unit_id: int, form: PacketForm) -> HttpResponse:
    content = org.packet_gaps(
        unit_ids=org.units_below([unit_id]), on=form.cleaned_data["on"], language=requests.language()
    )
    response = HttpResponse(content, content_type=XLSX)
    name = f"con-thieu-{form.cleaned_data['unit']}-{form.cleaned_data['on']}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _initial(request: HttpRequest) -> dict[str, str]:
    own = sorted(org.get_unit(unit).code for unit in scope.units(request))
    return {"unit": own[0] if own else "", "on": day(requests.today())}
