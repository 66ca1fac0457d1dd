"""The ledger in words, for administrators and the authority; its head, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinnhiem.apps.audit import queries
from tinnhiem.common.sentences import sentence
from tinnhiem.engines.ledger import Fault, FaultKind, head_of
from tinnhiem.web import requests
from tinnhiem.web.acts import act_words, acts
from tinnhiem.web.audit.forms import FilterForm, VerifyForm
from tinnhiem.web.permissions import open_to_all, requires

READERS = ("administrator", "appointing_authority")
SENTENCES = {
    FaultKind.ALTERED: "ledger_altered",
    FaultKind.MISSING: "ledger_missing",
    FaultKind.INSERTED: "ledger_inserted",
}


@requires(*READERS)
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """The lines, newest first, by act, subject, actor and day."""
    language = requests.language()
    choices = [(act, act_words(act, language)) for act in queries.acts_written()]
    form = FilterForm(request.GET or None, acts=sorted(choices, key=lambda choice: choice[1]))
    page = queries.page_of_lines(form.wanted(), number=_number(request))
    context = {
        "form": form,
        "has_errors": form.errors,
        "acts": acts(page.lines, language),
        "page": page,
        "address": form.address(),
        "head": queries.head(),
        "verify_form": VerifyForm(),
    }
    return render(request, "audit/ledger.html", context, status=422 if form.errors else 200)


@requires(*READERS)
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Whether every line is the one that was written, and none is missing or added."""
    form = VerifyForm(request.GET)
    context: dict[str, object] = {"form": form, "has_errors": not form.is_valid()}
    if form.is_valid():
        report = queries.verified(noted=head_of(form.cleaned_data["head"]))
        context["report"] = report
        context["faults"] = [
            sentence(SENTENCES[fault.kind], requests.language(), place=_place(fault))
            for fault in report.faults
        ]
    return render(request, "audit/verify.html", context, status=200 if form.is_valid() else 422)


@open_to_all
@require_safe
def head(_request: HttpRequest) -> HttpResponse:
    """Where the ledger ends, as ``LINE:HASH``, for whoever notes it to check the ledger by later."""
    found = queries.head()
    return HttpResponse(f"{found.sequence}:{found.hash}\n", content_type="text/plain; charset=utf-8")


def _place(fault: Fault) -> str:
    return str(fault.first) if fault.first == fault.last else f"{fault.first}–{fault.last}"


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else 1
