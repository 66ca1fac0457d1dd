"""One row of a register by form: entered, corrected, ended; the form is made of the register's columns."""

from collections.abc import Mapping, Sequence
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.operations import RowRefused
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain, sentence
from tinnhiem.domain.registers.register_columns import (
    DAYS,
    Column,
    ColumnKind,
    Held,
    Register,
    Values,
    register_of,
)
from tinnhiem.domain.registers.register_values import CellRefused, read_cell
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.books import book_view
from tinnhiem.web.permissions import requires
from tinnhiem.web.templatetags.words import day

MOST_OFFERED: Final = 400
"""How many units a form offers to choose from; in a province the code is typed."""


class RowForm(forms.Form):
    """A row of a register, a field for each column; what a cell may hold is decided where files are read."""

    def __init__(
        self,
        register: Register,
        *,
        data: MultiValueDict[str, str] | None = None,
        values: Values | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(register, values or {}))
        self.register = register
        for column in register.columns:
            self.fields[column.key] = _field(column, is_new=values is None)

    def clean(self) -> dict[str, object]:
        """What each field holds; a field that cannot be read says why."""
        cleaned: dict[str, object] = dict(super().clean() or {})
        for column in self.register.columns:
            given = cleaned.get(column.key)
            try:
                cleaned[column.key] = read_cell(column, _written(given))
            except CellRefused as refused:
                self.add_error(column.key, sentence(refused.reason, requests.language(), **refused.params))
        return cleaned

    def values(self) -> dict[str, Held]:
        """The row as the register holds it."""
        return {column.key: self.cleaned_data[column.key] for column in self.register.columns}


@requires("officer")
def new_row(request: HttpRequest, name: str) -> HttpResponse:
    """Enter a row; what the address already says stands in the form."""
    register = register_of(name)
    if request.method == "POST":
        return _written_or_refused(request, register, RowForm(register, data=request.POST), None)
    known = {column.key: request.GET.get(column.key, "") for column in register.columns}
    form = RowForm(register)
    form.initial = {**_defaults(register), **{key: value for key, value in known.items() if value}}
    return _page(request, register, form, None)


@requires("officer")
def row(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Correct a row, or end it by its last day."""
    register = register_of(name)
    found = org.get_register_row(name, number, unit_ids=scope.units_below(request))
    if request.method == "POST":
        form = RowForm(register, data=request.POST, values=found.values)
        return _written_or_refused(request, register, form, found)
    return _page(request, register, RowForm(register, values=found.values), found)


def _written_or_refused(
    request: HttpRequest, register: Register, form: RowForm, found: org.RegisterRow | None
) -> HttpResponse:
    asks = False
    if form.is_valid():
        try:
            is_written = registers.write_row(
                register=register.name,
                row_id=found.number if found else None,
                values=form.values(),
                unit_ids=scope.units_below(request),
                actor=requests.actor(request),
                at=requests.now(),
                cautions_seen=request.POST.get("seen") == "1",
            )
        except RowRefused as refused:
            asks = any(finding.code == "register_person_like" for finding in refused.findings)
            for finding in refused.findings:
                form.add_error(finding.column or None, finding.message(requests.language()))
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            messages.success(request, _("Đã ghi vào danh bạ.") if is_written else _("Không có gì thay đổi."))
            return redirect("office:book", register.name)
    return _page(request, register, form, found, asks_if_another=asks)


def _page(
    request: HttpRequest,
    register: Register,
    form: RowForm,
    found: org.RegisterRow | None,
    *,
    asks_if_another: bool = False,
) -> HttpResponse:
    context = {
        "book": book_view(register),
        "form": form,
        "found": found,
        "asks_if_another": asks_if_another,
        "units": org.units_on(scope.units_below(request), requests.today())[:MOST_OFFERED],
    }
    return render(request, "office/book_row.html", context, status=422 if form.errors else 200)


def _field(column: Column, *, is_new: bool) -> forms.Field:
    language = requests.language()
    label = column.label(language) if column.is_needed else f"{column.label(language)} {_('(nếu có)')}"
    offered = [(key, words[language]) for key, words in column.choices.items()]
    if column.kind is ColumnKind.CHOICE:
        return forms.ChoiceField(label=label, required=False, choices=[("", _("Chọn")), *offered])
    if column.kind is ColumnKind.CHOICES:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=offered, widget=forms.CheckboxSelectMultiple
        )
    attrs = {"class": "in-d", "inputmode": "numeric"} if column.kind in DAYS else {}
    if column.kind is ColumnKind.UNIT:
        attrs = {"list": "unit-codes", "autocomplete": "off"}
    return forms.CharField(
        label=label,
        required=False,
        disabled=column.is_fixed and not is_new,
        help_text=_hint(column),
        widget=forms.TextInput(attrs=attrs),
    )


def _hint(column: Column) -> str:
    return {
        ColumnKind.UNIT: _("Mã của đơn vị hoặc trường"),
        ColumnKind.CODE: _("Chữ thường không dấu, ví dụ th-hoa-ban"),
        ColumnKind.AREA: _("Mã xã, phường, tra ở trang Địa bàn"),
        ColumnKind.LAST_DAY: _("Để trống nếu còn hiệu lực"),
    }.get(column.kind, "")


def _initial(register: Register, values: Values) -> dict[str, object]:
    return {
        column.key: day(values[column.key]) if column.kind in DAYS else values[column.key]  # type: ignore[arg-type]  # a column of days holds days
        for column in register.columns
        if values.get(column.key) is not None
    }


def _defaults(register: Register) -> Mapping[str, str]:
    return {"availability": "working"} if register.name == "people" else {}


def _written(given: object) -> str | None:
    """What a field holds, as a cell of a file would say it."""
    if isinstance(given, Sequence) and not isinstance(given, str):
        return ";".join(str(one) for one in given) or None
    return str(given) if given not in (None, "") else None
