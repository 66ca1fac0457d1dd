"""The comparison of two days of law as a workbook."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tinnhiem.apps.rules import queries as rules
from tinnhiem.apps.rules.readings import ChangeReading, RuleReading
from tinnhiem.domain.regulations import NoPackOnDate
from tinnhiem.web import requests
from tinnhiem.web.office.law import compare_form, differing, leaders_compared
from tinnhiem.web.office.law_rows import Row, all_rows
from tinnhiem.web.office.terms import XLSX
from tinnhiem.web.permissions import requires

WIDTHS = (24, 34, 18, 48, 40, 20, 48, 40, 20)


@requires("officer")
def export(request: HttpRequest) -> HttpResponse:
    """The rules that differ on one sheet, the leaders of the chosen school on another."""
    form = compare_form(request)
    if not form.is_valid():
        return _back(request)
    try:
        found, cases = differing(form), leaders_compared(form)
    except NoPackOnDate:
        return _back(request)
    shown = [change for change in found.changes if form.wants(change.kind)]
    days = (form.cleaned_data["a"], form.cleaned_data["b"])
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _fill(workbook.create_sheet(_("So sánh")), _rule_headings(days), map(_rule_row, shown))
    if cases:
        people = (_leader_row(row, case.full_name) for case in cases for row in all_rows(case).rows)
        _fill(workbook.create_sheet(_("Cán bộ")), _leader_headings(days), people)
    content = BytesIO()
    workbook.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="so-sanh-phap-luat-{days[0]}-{days[1]}.xlsx"'
    )
    return response


def _back(request: HttpRequest) -> HttpResponse:
    """To the page, which says what to mend."""
    return redirect(f"{reverse('office:law_compare')}?{request.GET.urlencode()}")


def _rule_headings(days: tuple[date, date]) -> Sequence[str]:
    each = [
        heading
        for day in days
        for heading in (
            _("Nội dung ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"},
            _("Căn cứ ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"},
            _("Tạm áp dụng ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"},
        )
    ]
    return [_("Nhóm"), _("Quy tắc"), _("Khác ở"), *each]


def _leader_headings(days: tuple[date, date]) -> Sequence[str]:
    each = [
        heading
        for day in days
        for heading in (
            f"{day:%d/%m/%Y}",
            _("Căn cứ ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"},
        )
    ]
    return [_("Cán bộ"), _("Nội dung xét"), _("Thay đổi"), *each]


def _rule_row(change: ChangeReading) -> Sequence[str]:
    subjects = {subject.code: subject.title for subject in rules.subjects(requests.language())}
    kinds = {
        "value": _("Nội dung khác"),
        "new": _("Thêm"),
        "repealed": _("Thôi áp dụng"),
        "source": _("Chỉ khác điều khoản"),
        "certainty": _("Chỉ khác mức chắc chắn"),
    }
    sides = [text for reading in (change.before, change.after) for text in _side(reading)]
    return [subjects[change.subject], change.title, kinds[change.kind], *sides]


def _side(reading: RuleReading | None) -> Sequence[str]:
    if reading is None:
        return (_("Không có quy định"), "", "")
    return (
        "\n".join((reading.lead, *reading.points)),
        reading.basis,
        reading.note if reading.provisional else "",
    )


def _leader_row(row: Row, name: str) -> Sequence[str]:
    changed = _("có") if row.is_changed else _("không")
    return [name, row.label, changed, row.before.text, row.before.basis, row.after.text, row.after.basis]


def _fill(sheet: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Headings and rows as text, so that no word of a pack is ever taken for a formula."""
    for number, row in enumerate((headings, *rows), start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = text
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for letter, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "C2"
