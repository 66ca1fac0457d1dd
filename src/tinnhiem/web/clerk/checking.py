"""What was entered of a signed paper, looked at once more beside the draft before it counts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinnhiem.apps.records import operations, queries
from tinnhiem.common.sentences import sentence
from tinnhiem.web import requests
from tinnhiem.web.clerk.conflicts import handled_draft
from tinnhiem.web.clerk.drafts import HANDLERS
from tinnhiem.web.clerk.forms import ComparedForm
from tinnhiem.web.permissions import requires

SHOWN = 6
"""How many pages stand side by side; the rest are opened as files."""
SIDES = {"draft": False, "copy": True}


@requires(*HANDLERS)
def check(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """What was entered, with whatever is to be looked at twice; confirming makes the document count."""
    found = handled_draft(request, document_id)
    pending = queries.find_pending(document_id)
    if pending is None:
        return redirect("clerk:draft" if found.signed else "clerk:enter", document_id)
    form = ComparedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (pending.recognised or form.is_valid()):
        operations.confirm_signature(
            document_id=document_id,
            actor=requests.actor(request),
            at=requests.now(),
            is_compared=not pending.recognised,
        )
        messages.success(request, _("Đã vào sổ. Từ lúc này văn bản được tính là đã ký."))
        return redirect("clerk:draft", document_id)
    refused = request.method == "POST"
    context = {
        "draft": found,
        "pending": pending,
        "warnings": [sentence(code, requests.language(), **values) for code, values in pending.warnings],
        "form": form,
        "pages": range(1, min(pending.pages, SHOWN) + 1),
        "has_errors": refused,
    }
    return render(request, "clerk/check.html", context, status=422 if refused else 200)


@requires(*HANDLERS)
@require_safe
def page(request: HttpRequest, document_id: UUID, side: str, number: int) -> HttpResponse:
    """A page of the draft or of the file entered for it, as a picture."""
    if side not in SIDES:
        raise Http404
    handled_draft(request, document_id)
    picture = queries.pending_page(
        document_id, number, of_copy=SIDES[side], actor=requests.actor(request), on=requests.today()
    )
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/png")
    response.headers["Cache-Control"] = "no-store"
    return response
