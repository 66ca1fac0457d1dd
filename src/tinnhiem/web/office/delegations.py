"""Revoking a delegation: what it ends is shown before it is confirmed."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.operations import RowRefused
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.domain.registers.register_columns import register_of
from tinnhiem.web import requests
from tinnhiem.web.context import DESKS
from tinnhiem.web.office import scope
from tinnhiem.web.office.books import BookLine, lines
from tinnhiem.web.permissions import requires

REGISTER = "delegations"


class RevocationForm(forms.Form):
    """From which day a delegation no longer holds, and under which document."""

    revoked_on = forms.DateField(
        label=gettext_lazy("Thu hồi từ ngày"),
        help_text=gettext_lazy("Ngày đầu tiên ủy quyền không còn hiệu lực."),
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
    )
    revoked_basis = forms.CharField(
        label=gettext_lazy("Văn bản thu hồi"), max_length=120, help_text=gettext_lazy("Ví dụ: 45/QĐ-UBND")
    )


@requires("officer")
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for day and document; show what ends; write it once confirmed."""
    found = org.get_register_row(REGISTER, number, unit_ids=scope.units_below(request))
    form = RevocationForm(request.POST or None, initial={"revoked_on": requests.today()})
    is_check = request.method == "POST" and form.is_valid()
    if is_check and "confirmed" in request.POST and _is_revoked(request, found, form):
        messages.success(request, _("Đã thu hồi ủy quyền."))
        return redirect("office:book_row", REGISTER, number)
    context = {
        "line": _line(found),
        "row": found,
        "form": form,
        "is_check": is_check and not form.errors,
        "desks": _desks_lost(number),
        "has_errors": form.errors,
    }
    return render(request, "office/revoke_delegation.html", context, status=422 if form.errors else 200)


def _is_revoked(request: HttpRequest, found: org.RegisterRow, form: RevocationForm) -> bool:
    """Write the revocation; ``False`` where the register refuses it, with the reasons at the form."""
    try:
        registers.write_row(
            register=REGISTER,
            row_id=found.number,
            values={**found.values, **form.cleaned_data},
            unit_ids=scope.units_below(request),
            actor=requests.actor(request),
            at=requests.now(),
        )
    except RowRefused as refused:
        for finding in refused.findings:
            place = finding.column if finding.column in form.fields else None
            form.add_error(place, finding.message(requests.language()))
    except DomainError as error:
        form.add_error(None, explain(error, requests.language()))
    return not form.errors


def _line(found: org.RegisterRow) -> BookLine:
    (line,) = lines(register_of(REGISTER), [found])
    return line


def _desks_lost(number: int) -> Sequence[Promise]:
    """The desks that the person named by the delegation may no longer open."""
    roles = set(org.roles_resting_on(number, on=requests.today()))
    return [desk.label for desk in DESKS if desk.role in roles]
