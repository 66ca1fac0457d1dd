"""Staff lists: uploaded, shown with their errors by cell, written only when confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org import queries as org
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.forms import StaffListForm
from tinnhiem.web.permissions import requires


@requires("officer")
@require_POST
def upload(request: HttpRequest, school_id: int) -> HttpResponse:
    """Keep a list aside and show what is in it; a file that cannot be read is not kept."""
    school = scope.school(request, school_id)
    form = StaffListForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            import_id = registers.preview_staff_list(
                unit_id=school.id,
                file_name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error("file", explain(error, requests.language()))
        else:
            return redirect("office:import_preview", import_id)
    context = {
        "school": school,
        "superior": org.superior_on(school.id, requests.today()),
        "leaders": org.incumbents([school.id]),
        "staff": org.staff_of(school.id),
        "form": form,
        "has_errors": True,
    }
    return render(request, "office/school.html", context, status=422)


@requires("officer")
def preview(request: HttpRequest, import_id: int) -> HttpResponse:
    """What the list holds, its errors by cell, and what confirming would change."""
    found = org.get_import(import_id, language=requests.language())
    scope.school(request, found.unit_id)
    return render(request, "office/import.html", {"found": found})


@requires("officer")
@require_POST
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    """Write the list into the registers."""
    school_id = org.get_import(import_id, language=requests.language()).unit_id
    scope.school(request, school_id)
    written = registers.confirm_staff_list(
        import_id=import_id, actor=requests.actor(request), at=requests.now()
    )
    changed = sum(row.kind != "unchanged" for row in written)
    messages.success(
        request,
        ngettext(
            "Đã ghi %(changed)d thay đổi vào danh bạ.", "Đã ghi %(changed)d thay đổi vào danh bạ.", changed
        )
        % {"changed": changed}
        if changed
        else _("Danh sách này đã có trong danh bạ; không có gì thay đổi."),
    )
    return redirect("office:school", school_id)


@requires("officer")
@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget the list; nothing was written."""
    school_id = org.get_import(import_id, language=requests.language()).unit_id
    scope.school(request, school_id)
    registers.discard_staff_list(import_id=import_id)
    messages.info(request, _("Đã bỏ tệp; danh bạ không thay đổi."))
    return redirect("office:school", school_id)
