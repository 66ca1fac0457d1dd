"""The register of outgoing documents, on a page and as a workbook."""

from collections.abc import Sequence
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from tinnhiem.apps.records import queries
from tinnhiem.web import requests
from tinnhiem.web.clerk.words import MARKS
from tinnhiem.web.paper_words import kind_words
from tinnhiem.web.permissions import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIEST = 2014


@requires("records_clerk", "appointing_authority")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The documents signed in a year, by series and number, with the numbers left out."""
    units, year = _units(request), _year(request)
    everything = queries.outgoing(units, year=year)
    rows = _asked_for(request)
    context = {
        "rows": [
            (row, kind_words(row.kind), [(MARKS[kind], notation) for kind, notation in row.marks])
            for row in rows
        ],
        "count": len(everything),
        "gaps": queries.gaps(units, year=year),
        "all_series": sorted({row.series for row in everything}),
        "years": range(requests.today().year, EARLIEST - 1, -1),
        "year": year,
        "series": request.GET.get("series", ""),
        "asked": request.GET.get("q", "").strip(),
    }
    return render(request, "clerk/register.html", context)


@requires("records_clerk", "appointing_authority")
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same register as a workbook."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    headings = (
        _("Số, ký hiệu"),
        _("Ngày ký"),
        _("Loại"),
        _("Tên văn bản"),
        _("Người ký"),
        _("Nơi nhận"),
        _("Ghi chú"),
    )
    for number, row in enumerate([headings, *map(_cells, _asked_for(request))], start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = text
            cell.data_type = "s"
    content = BytesIO()
    workbook.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="so-van-ban-di-{_year(request)}.xlsx"'
    return response


def _cells(row: queries.RegisterRow) -> Sequence[str]:
    marks = "; ".join(f"{MARKS[kind]} {notation}" for kind, notation in row.marks)
    day = f"{row.signed_on:%d/%m/%Y}"
    return (row.notation, day, kind_words(row.kind), row.title, row.signer, row.recipients, marks)


def _asked_for(request: HttpRequest) -> Sequence[queries.RegisterRow]:
    return queries.outgoing(
        _units(request),
        year=_year(request),
        series=request.GET.get("series", ""),
        asked=request.GET.get("q", "").strip(),
    )


def _units(request: HttpRequest) -> frozenset[int]:
    return queries.units_of(requests.actor(request), on=requests.today())


def _year(request: HttpRequest) -> int:
    """The year asked for; this year where the address says nothing that can be read."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else requests.today().year
