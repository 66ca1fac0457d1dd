"""Drafts waiting for signature, and the signed paper entered step by step."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinnhiem.apps.records import operations, queries
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.clerk.conflicts import handled_draft, may_know_of
from tinnhiem.web.clerk.forms import EditedForm, FurtherForm, SignatureForm
from tinnhiem.web.clerk.words import MARKS, RECOGNISED, REFERS
from tinnhiem.web.paper_words import kind_words
from tinnhiem.web.permissions import requires

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HANDLERS = ("records_clerk", "appointing_authority")


@requires(*HANDLERS)
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """The documents that wait for signature and number."""
    actor, on = requests.actor(request), requests.today()
    rows = [
        {"draft": draft, "kind": kind_words(draft.row.kind)}
        for draft in queries.drafts(actor=actor, on=on)
        if may_know_of(draft.row, is_closed=draft.is_closed, actor=actor, on=on)
    ]
    return render(request, "clerk/drafts.html", {"rows": rows})


@requires(*HANDLERS)
@require_safe
def draft(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One document: what it is, who signs, what it rests on, its versions, what refers to it."""
    return _page(request, document_id, {})


@requires(*HANDLERS)
def enter(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Number, day, signer and file of the signed paper; kept aside to be checked."""
    found = handled_draft(request, document_id)
    if found.signed:
        return redirect("clerk:draft", document_id)
    initial = {"number": found.next_number, "series": found.symbol, "signer": found.signer}
    form = SignatureForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.prepare_signature(
                document_id=document_id,
                signature=form.signature(),
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(_field_of(error), explain(error, requests.language()))
        else:
            return redirect("clerk:check", document_id)
    context = {"draft": found, "kind": kind_words(found.row.kind), "form": form, "has_errors": form.errors}
    return render(request, "clerk/enter.html", context, status=422 if form.errors else 200)


@requires(*HANDLERS)
@require_POST
def discard(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Forget what was entered."""
    handled_draft(request, document_id)
    operations.discard_signature(document_id=document_id, actor=requests.actor(request), at=requests.now())
    messages.info(request, _("Đã bỏ thông tin vừa nhập; văn bản vẫn là dự thảo."))
    return redirect("clerk:draft", document_id)


@requires(*HANDLERS)
@require_POST
def upload_edited(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Keep an edited draft as a further version."""
    handled_draft(request, document_id)
    form = EditedForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["edited"]
        try:
            operations.keep_edited_draft(
                document_id=document_id,
                file_name=file.name,
                content=file.read(),
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error("edited", explain(error, requests.language()))
        else:
            messages.success(request, _("Đã giữ bản sửa thành một phiên bản mới."))
            return redirect("clerk:draft", document_id)
    return _page(request, document_id, {"edited_form": form, "has_errors": True}, status=422)


@requires(*HANDLERS)
@require_safe
def edited(request: HttpRequest, document_id: UUID, position: int) -> HttpResponse:
    """The bytes of an edited draft."""
    handled_draft(request, document_id)
    content = queries.open_version(document_id, position, actor=requests.actor(request), on=requests.today())
    response = HttpResponse(content, content_type=WORD)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"ban-{position}.docx") or ""
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@requires(*HANDLERS)
def further(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Write the draft that corrects or revokes a signed document."""
    found = handled_draft(request, document_id)
    form = FurtherForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            later = operations.write_further(
                document_id=document_id,
                change=form.change(),
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            messages.success(request, _("Đã lập dự thảo; văn bản trước vẫn được giữ nguyên."))
            return redirect("clerk:draft", later)
    context = {"draft": found, "form": form, "has_errors": form.errors}
    return render(request, "clerk/further.html", context, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, document_id: UUID, more: Mapping[str, forms.Form | bool], *, status: int = 200
) -> HttpResponse:
    found = handled_draft(request, document_id)
    context = {
        "draft": found,
        "kind": kind_words(found.row.kind),
        "refers": REFERS[found.earlier[0]] if found.earlier else "",
        "later": [(MARKS[kind], row) for kind, row in found.later],
        "edited_form": EditedForm(),
        "recognised": RECOGNISED.get(found.signed.recognised, "") if found.signed else "",
        "signatures": queries.signatures_on(found.row.id) if found.signed else (),
        **more,
    }
    return render(request, "clerk/draft.html", context, status=status)


def _field_of(error: DomainError) -> str | None:
    """The field that a refusal is about."""
    return {
        "number_taken": "number",
        "signed_in_the_future": "signed_on",
        "signed_file_unknown": "file",
        "signed_file_too_large": "file",
        "signed_file_taken": "file",
        "signed_copy_of_another": "file",
        "signature_over_other_bytes": "file",
        "signature_broken": "file",
        "signature_unreadable": "file",
        "document_classified": "file",
    }.get(error.code)
