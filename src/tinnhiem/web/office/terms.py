"""Whose term ends, by when what must come, under which article."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from openpyxl import Workbook

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.common.text import fold
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.permissions import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Basis:
    """An article in words, and why it is provisional where it is."""

    words: str
    provisional: str


@requires("officer")
def terms(request: HttpRequest) -> HttpResponse:
    """The list of terms, the most pressing first, with search and filter."""
    rows = ballots.due_terms([school.id for school in scope.schools(request)], on=requests.today())
    asked, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    shown = _chosen(rows, asked=asked, state=state)
    context = {
        "rows": shown,
        "bases": _bases(shown),
        "count": len(rows),
        "asked": asked,
        "state": state,
        "states": _states(),
    }
    return render(request, "office/terms.html", context)


@requires("officer")
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    rows = ballots.due_terms([school.id for school in scope.schools(request)], on=requests.today())
    shown = _chosen(rows, asked=request.GET.get("q", ""), state=request.GET.get("state", ""))
    workbook = Workbook()
    sheet = workbook.active
    if sheet is None:
        raise RuntimeError("A new workbook has a sheet.")
    sheet.append(
        [
            _("Trường"),
            _("Họ và tên"),
            _("Chức vụ"),
            _("Hết thời hạn"),
            _("Thông báo trước"),
            _("Quyết định trước"),
        ]
    )
    for row in shown:
        sheet.append(
            [row.school_name, row.full_name, row.post_title, row.last_day, row.notice_by, row.decision_by]
        )
    content = BytesIO()
    workbook.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="nhiem-ky.xlsx"'
    return response


def _chosen(rows: Sequence[ballots.DueTerm], *, asked: str, state: str) -> list[ballots.DueTerm]:
    return [
        row
        for row in rows
        if fold(asked) in fold(f"{row.full_name} {row.school_name}") and state in ("", row.state)
    ]


def _bases(rows: Sequence[ballots.DueTerm]) -> list[Basis]:
    """The articles that the days shown rest on, each once."""
    said = [(_("Thông báo"), row.notice) for row in rows] + [(_("Quyết định"), row.decision) for row in rows]
    return list(dict.fromkeys(Basis(f"{what}: {day.basis}", day.provisional) for what, day in said))


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("Tất cả")),
        ("late", _("Quá hạn")),
        ("soon", _("Sắp đến hạn")),
        ("planned", _("Đã lập hội nghị")),
        ("wait", _("Chưa đến hạn")),
    ]
