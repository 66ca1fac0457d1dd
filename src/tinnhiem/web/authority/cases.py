"""Review cases: the list with its filters, and a new case."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from openpyxl import Workbook

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.org import queries as org
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.common.text import fold
from tinnhiem.web import requests
from tinnhiem.web.authority.forms import NewCaseForm
from tinnhiem.web.permissions import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("appointing_authority")
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of the visitor's units, the most pressing first, with search and filter."""
    rows = ballots.review_cases(
        actor=requests.actor(request), on=requests.today(), language=requests.language()
    )
    asked, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    context = {
        "rows": _chosen(rows, asked=asked, state=state),
        "count": len(rows),
        "asked": asked,
        "state": state,
        "states": _states(),
    }
    return render(request, "authority/cases.html", context)


@requires("appointing_authority")
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook; it holds no count."""
    rows = ballots.review_cases(
        actor=requests.actor(request), on=requests.today(), language=requests.language()
    )
    words = dict(_states())
    workbook = Workbook()
    sheet = workbook.active
    if sheet is None:
        raise RuntimeError("A new workbook has a sheet.")
    sheet.append(
        [
            _("Trường"),
            _("Họ và tên"),
            _("Chức vụ"),
            _("Thủ tục"),
            _("Việc tiếp theo"),
            _("Ai làm"),
            _("Chậm nhất"),
            _("Tình trạng"),
        ]
    )
    for row in _chosen(rows, asked=request.GET.get("q", ""), state=request.GET.get("state", "")):
        sheet.append(
            [
                row.school_name,
                row.subject_name,
                row.post_title,
                row.title,
                row.next_title,
                row.taken_by,
                row.due_on,
                words[row.state],
            ]
        )
    content = BytesIO()
    workbook.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="ho-so-xem-xet.xlsx"'
    return response


@requires("appointing_authority")
def new(request: HttpRequest) -> HttpResponse:
    """Open a case that begins with a request or with a result on paper."""
    form = NewCaseForm(
        request.POST or None,
        leaders=_leaders(request),
        initial={
            "appointment": request.GET.get("appointment", ""),
            "procedure": request.GET.get("procedure", ""),
            "legal_basis_on": requests.today(),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            case = acts.open_case(
                procedure=form.cleaned_data["procedure"],
                appointment_id=form.cleaned_data["appointment"],
                legal_basis_on=form.cleaned_data["legal_basis_on"],
                arises_from=_earlier(request),
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            return redirect("authority:case", case)
    context = {"form": form, "has_errors": form.errors}
    return render(request, "authority/new_case.html", context, status=422 if form.errors else 200)


@requires("appointing_authority")
@require_POST
def open_from_poll(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """Open the case that follows a result, or go to it where it is open already."""
    case = ballots.case_of_poll(poll_id)
    if case is None:
        case = acts.open_case_of_poll(poll_id=poll_id, actor=requests.actor(request), at=requests.now())
    return redirect("authority:case", case)


def _earlier(request: HttpRequest) -> UUID | None:
    """The case from which the new one arises, where the address names one the visitor may open."""
    try:
        named = UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    page = ballots.case_page(named, actor=requests.actor(request), on=requests.today())
    return page.id


def _leaders(request: HttpRequest) -> list[tuple[int, str]]:
    units = org.units_of_role(
        account_id=requests.actor(request).account_id, role="appointing_authority", on=requests.today()
    )
    schools = [school.id for school in org.schools_under(units, requests.today())]
    return [(row.id, f"{row.full_name}, {row.unit_name}") for row in org.incumbents(schools)]


def _chosen(rows: Sequence[ballots.CaseRow], *, asked: str, state: str) -> list[ballots.CaseRow]:
    return [
        row
        for row in rows
        if fold(asked) in fold(f"{row.subject_name} {row.school_name} {row.title}")
        and state in ("", row.state)
    ]


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("Tất cả")),
        ("late", _("Quá hạn")),
        ("soon", _("Sắp đến hạn")),
        ("open", _("Đang xem xét")),
        ("drafted", _("Có dự thảo, chờ ký")),
        ("signed", _("Đã ký, chờ ghi hiệu lực")),
        ("in_force", _("Đã có hiệu lực")),
    ]
