"""The registers: their overview, and each as a list, a template and an export."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinnhiem.apps.org import queries as org
from tinnhiem.domain.registers.register_cautions import MOMENT, STAMP
from tinnhiem.domain.registers.register_columns import (
    DAYS,
    Column,
    ColumnKind,
    Held,
    Register,
    Values,
    register_of,
)
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.terms import XLSX
from tinnhiem.web.permissions import requires
from tinnhiem.web.templatetags.words import day


class BookFilter(forms.Form):
    """What to look for, and the day on which rows must hold."""

    q = forms.CharField(label=gettext_lazy("Tìm trong sổ"), required=False, max_length=100)
    on = forms.DateField(
        label=gettext_lazy("Tính đến ngày"),
        required=False,
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
    )


class BookFile(forms.Form):
    """A workbook of one register."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel của sổ này"),
        help_text=gettext_lazy("Xem trước xong mới ghi; dòng nào không có trong tệp thì giữ nguyên."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Chưa chọn tệp. Chọn tệp .xlsx rồi bấm Xem trước.")},
    )


@dataclass(frozen=True)
class BookCell:
    """A cell of the list: its heading, what it says, where it leads, and the code beside a name, if any."""

    label: str
    text: str
    href: str
    code: str = ""


@dataclass(frozen=True)
class BookLine:
    """A row of the list with the address where it is corrected."""

    row_id: str
    href: str
    cells: Sequence[BookCell]


@dataclass(frozen=True)
class BookView:
    """A register in the reader's language; ``labels`` head the columns that the list shows."""

    name: str
    title: str
    lead: str
    labels: Sequence[str] = ()


@dataclass(frozen=True)
class BookCount:
    """A register on the overview with the number of its rows."""

    book: BookView
    total: int


@requires("officer")
def books(request: HttpRequest) -> HttpResponse:
    """All registers: how many rows each has today, its template, its export and the way in."""
    counts = org.register_counts(unit_ids=scope.units_below(request), on=requests.today())
    rows = [BookCount(book_view(count.register), count.total) for count in counts]
    return render(request, "office/books.html", {"rows": rows})


@requires("officer")
def book(request: HttpRequest, name: str) -> HttpResponse:
    """One register as a list, with search and the day asked for."""
    return render_book(request, register_of(name), BookFile())


def render_book(request: HttpRequest, register: Register, upload: BookFile) -> HttpResponse:
    """The list of a register; with a refused file its form says why."""
    form = BookFilter(request.GET or None)
    asked, on = _asked(form)
    shown = org.register_page(
        register.name,
        unit_ids=scope.units_below(request),
        asked=asked,
        on=on,
        page=requests.page(request),
    )
    context = {
        "book": book_view(register),
        "lines": lines(register, shown.rows),
        "shown": shown,
        "filter": form,
        "asked": asked,
        "upload": upload,
        "form": upload if upload.errors else form,
        "export": f"{reverse('office:book_export', args=[register.name])}?{_query(asked, on)}",
        "query": _query(asked, on),
    }
    return render(request, "office/book.html", context, status=422 if upload.errors else 200)


@requires("officer")
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The rows that the list shows, as a workbook that can be corrected and brought back."""
    asked, on = _asked(BookFilter(request.GET))
    return _workbook(request, register_of(name), asked=asked, on=on)


@requires("officer")
def template(request: HttpRequest, name: str) -> HttpResponse:
    """The same workbook without rows."""
    return _workbook(request, register_of(name), is_template=True)


def _workbook(
    request: HttpRequest,
    register: Register,
    *,
    asked: str = "",
    on: date | None = None,
    is_template: bool = False,
) -> HttpResponse:
    content = org.register_workbook(
        register.name,
        unit_ids=scope.units_below(request),
        on=on,
        asked=asked,
        language=requests.language(),
        guide=[*_guide(register), (STAMP[requests.language()], f"{requests.local(requests.now()):{MOMENT}}")],
        guide_name=_("Hướng dẫn"),
        is_template=is_template,
    )
    response = HttpResponse(content, content_type=XLSX)
    name = f"mau-{register.file}" if is_template else register.file
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def book_view(register: Register) -> BookView:
    """A register in the reader's language."""
    language = requests.language()
    return BookView(
        register.name,
        register.titles[language],
        register.leads[language],
        [column.headings[language] for column in _shown(register)],
    )


def lines(register: Register, rows: Sequence[org.RegisterRow]) -> Sequence[BookLine]:
    """Rows as the list shows them, with links to the units and people they name."""
    people = org.people_of_rows(register.name, [row.number for row in rows])
    units = units_in(register, [row.values for row in rows])
    return [
        BookLine(
            row.row_id,
            reverse("office:book_row", args=[register.name, row.number]),
            [_cell(column, row, people, units) for column in _shown(register)],
        )
        for row in rows
    ]


def units_in(register: Register, rows: Iterable[Values]) -> Mapping[str, org.NamedUnit]:
    """The units that rows name, by code; in the registers of units each row names itself."""
    kinds = {ColumnKind.UNIT, ColumnKind.CODE}
    columns = [column.key for column in register.columns if column.kind in kinds]
    return org.units_named({str(row[key]) for row in rows for key in columns if row[key]})


def words(column: Column, held: Held, units: Mapping[str, org.NamedUnit]) -> str:
    """What a cell says in the reader's language; a unit by its name, the code in brackets."""
    if isinstance(held, date):
        return day(held)
    said = column.words(held, requests.language())
    return f"{units[said].name} ({said})" if column.kind is ColumnKind.UNIT and said in units else said


def _shown(register: Register) -> Sequence[Column]:
    """The columns of the list: what tells two people of one name apart stands on their page."""
    return [column for column in register.columns if column.key != "area_code"]


def _cell(
    column: Column,
    row: org.RegisterRow,
    people: Mapping[int, int],
    units: Mapping[str, org.NamedUnit],
) -> BookCell:
    held, label = row.values[column.key], column.headings[requests.language()]
    if column.key == "person" and held and row.number in people:
        return BookCell(label, str(held), reverse("office:person", args=[people[row.number]]))
    if column.kind in {ColumnKind.UNIT, ColumnKind.CODE} and str(held) in units:
        code, unit = str(held), units[str(held)]
        shown = (unit.name, code) if column.kind is ColumnKind.UNIT else (code, "")
        return BookCell(label, shown[0], reverse("office:unit", args=[unit.id]), shown[1])
    return BookCell(label, words(column, held, {}), "")


def _asked(form: BookFilter) -> tuple[str, date | None]:
    """What is looked for; a day that is none is left to the form's error."""
    if not form.is_bound or not form.is_valid():
        return "", None
    return form.cleaned_data["q"].strip(), form.cleaned_data["on"]


def _query(asked: str, on: date | None) -> str:
    return urlencode({"q": asked, "on": day(on)})


def _guide(register: Register) -> Sequence[tuple[str, str]]:
    """The second sheet: how to fill in the first, column by column."""
    language = requests.language()
    first = [
        (
            _("Cách điền"),
            _(
                "Giữ nguyên dòng tiêu đề và cột Mã dòng. Dòng mới thì để trống mã. Dòng bỏ khỏi tệp vẫn còn "
                "trong sổ; muốn kết thúc thì điền ngày kết thúc."
            ),
        )
    ]
    return [
        *first,
        *((column.label(language), _explained(column, language)) for column in register.columns),
    ]


def _explained(column: Column, language: str) -> str:
    needed = _("Phải có. ") if column.is_needed else ""
    if column.choices:
        offered = "; ".join(words[language] for words in column.choices.values())
        if column.kind is ColumnKind.CHOICES:
            return needed + _("Một hoặc nhiều mục, cách nhau bằng dấu chấm phẩy: %(offered)s") % {
                "offered": offered
            }
        return needed + _("Chọn một: %(offered)s") % {"offered": offered}
    if column.kind in DAYS:
        return needed + _("Ngày, tháng và đủ bốn chữ số của năm, ví dụ 01/09/2026.")
    return needed + {
        ColumnKind.UNIT: _("Mã của đơn vị, xem ở sổ Đơn vị hoặc sổ Trường."),
        ColumnKind.CODE: _("Chữ thường không dấu, chữ số và gạch nối, ví dụ th-hoa-ban."),
        ColumnKind.PERSON: _("Họ và tên như trong sổ Người và việc làm, đi cùng ngày sinh."),
        ColumnKind.AREA: _("Mã xã, phường, tra ở trang Địa bàn."),
        ColumnKind.COUNT: _("Một số nguyên."),
    }.get(column.kind, _("Chữ, tối đa %(count)d ký tự.") % {"count": column.longest})
