"""Whose term ends, by when what must come, under which article."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from openpyxl import Workbook

from tinnhiem.apps.ballots import queries as ballots
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
    """The list of terms by pages, the most pressing first, with search and filter."""
    asked, state = _asked(request)
    shown = ballots.due_page(
        scope.units(request),
        on=requests.today(),
        asked=asked,
        state=state,
        page=requests.page(request),
        language=requests.language(),
    )
    context = {
        "shown": shown,
        "rows": shown.rows,
        "bases": _bases(shown.rows),
        "asked": asked,
        "state": state,
        "states": _states(),
        "query": urlencode({"q": asked, "state": state}),
    }
    return render(request, "office/terms.html", context)


@requires("officer")
def export(request: HttpRequest) -> HttpResponse:
    """The whole list with the same search and filter, as a workbook."""
    asked, state = _asked(request)
    rows = ballots.due_rows(
        scope.units(request), on=requests.today(), asked=asked, state=state, language=requests.language()
    )
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
    for row in rows:
        sheet.append(
            [row.school_name, row.full_name, row.post_title, row.last_day, row.notice_by, row.decision_by]
        )
    content = BytesIO()
    workbook.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="nhiem-ky.xlsx"'
    return response


def _asked(request: HttpRequest) -> tuple[str, str]:
    """The words looked for, and the state; one that does not exist asks for nothing."""
    state = request.GET.get("state", "")
    return request.GET.get("q", "").strip(), state if state in dict(_states()) else ""


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
        ("held", _("Đã họp")),
    ]
