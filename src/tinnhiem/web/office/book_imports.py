"""Workbooks of a register: uploaded, shown with errors by cell and changes, written when confirmed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinnhiem.apps.org import operations as registers
from tinnhiem.apps.org.operations import RegisterCautionsUnseen, RegisterPreview
from tinnhiem.apps.org.queries import NamedUnit
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.domain.registers.register_columns import PEOPLE, Values, register_of
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.books import BookFile, book_view, render_book, units_in, words
from tinnhiem.web.permissions import requires

MOST_SHOWN = 200
Units = Mapping[str, NamedUnit]


@dataclass(frozen=True)
class FindingLine:
    """An error with its cell."""

    cell: str
    text: str


@dataclass(frozen=True)
class ChangeLine:
    """A row that would be written: its place in the file, what names it, and its cells old and new."""

    row: int
    row_id: str
    title: str
    cells: Sequence[tuple[str, str, str]]


@requires("officer")
@require_POST
def upload(request: HttpRequest, name: str) -> HttpResponse:
    """Keep a workbook aside and show what is in it; one that cannot be read is not kept."""
    register = register_of(name)
    form = BookFile(request.POST, request.FILES)
    if form.is_valid():
        try:
            import_id = registers.preview_register(
                register=name,
                file_name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error("file", explain(error, requests.language()))
        else:
            return redirect("office:book_import", import_id)
    return render_book(request, register, form)


@requires("officer")
def preview(request: HttpRequest, import_id: int) -> HttpResponse:
    """The errors by cell, what to look at, and what confirming would write."""
    return _preview(request, _pending(request, import_id))


def _preview(request: HttpRequest, found: RegisterPreview, *, refused: str = "") -> HttpResponse:
    language = requests.language()
    units = units_in(found.register, _speaking(found))
    findings = [FindingLine(one.cell, one.message(language)) for one in found.changes.findings]
    context = {
        "found": found,
        "book": book_view(found.register),
        "findings": findings[:MOST_SHOWN],
        "errors": findings,
        "new": list(islice(_new(found, units), MOST_SHOWN)),
        "changed": list(islice(_changed(found, units), MOST_SHOWN)),
        "missing": [found.register.row_id(number) for number in found.changes.missing[:MOST_SHOWN]],
        "most": MOST_SHOWN,
        "cautions": [FindingLine(one.cell, one.message(language)) for one in found.cautions[:MOST_SHOWN]],
        "caution_count": len(found.cautions),
        "refused": refused,
        "has_errors": bool(refused),
    }
    return render(request, "office/book_import.html", context, status=422 if refused else 200)


@requires("officer")
@require_POST
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    """Write the workbook into the register."""
    found = _pending(request, import_id)
    try:
        written = registers.confirm_register(
            import_id=import_id,
            unit_ids=scope.units_below(request),
            actor=requests.actor(request),
            at=requests.now(),
            cautions_seen=request.POST.get("seen") == "1",
        )
    except RegisterCautionsUnseen as unseen:
        return _preview(request, found, refused=explain(unseen, requests.language()))
    said = ngettext(
        "Đã ghi %(count)d dòng vào danh bạ.", "Đã ghi %(count)d dòng vào danh bạ.", written.count
    ) % {"count": written.count}
    messages.success(
        request, said if written.count else _("Tệp này đã có trong danh bạ; không có gì thay đổi.")
    )
    return redirect("office:book", found.register.name)


@requires("officer")
@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget the workbook; nothing was written."""
    name = _pending(request, import_id).register.name
    registers.discard_register(import_id=import_id, actor=requests.actor(request))
    messages.info(request, _("Đã bỏ tệp; danh bạ không thay đổi."))
    return redirect("office:book", name)


def _pending(request: HttpRequest, import_id: int) -> RegisterPreview:
    return registers.pending_import(
        import_id=import_id, unit_ids=scope.units_below(request), actor=requests.actor(request)
    )


def _speaking(found: RegisterPreview) -> Iterator[Values]:
    """The rows whose cells are shown, as they are and as they would be."""
    for new in found.changes.new[:MOST_SHOWN]:
        yield new.values
    for changed in found.changes.changed[:MOST_SHOWN]:
        yield changed.values
        yield found.current[changed.id]


def _new(found: RegisterPreview, units: Units) -> Iterator[ChangeLine]:
    for row in found.changes.new:
        cells = [
            (column.label(requests.language()), "", words(column, row.values[column.key], units))
            for column in found.register.columns
            if row.values[column.key] is not None
        ]
        yield ChangeLine(row.row, "", _title(found, row.values, units), cells)


def _changed(found: RegisterPreview, units: Units) -> Iterator[ChangeLine]:
    for row in found.changes.changed:
        cells = [
            (
                one.column.label(requests.language()),
                words(one.column, one.old, units),
                words(one.column, one.new, units),
            )
            for one in row.differences
        ]
        yield ChangeLine(row.row, found.register.row_id(row.id), _title(found, row.values, units), cells)


def _title(found: RegisterPreview, values: Values, units: Units) -> str:
    """What names a row to a reader: its people, or the first two cells."""
    people = [column for column in found.register.columns if column.kind in PEOPLE]
    named = people or found.register.columns[:2]
    return ", ".join(words(column, values[column.key], units) for column in named if values[column.key])
