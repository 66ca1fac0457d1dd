"""Drafting the submission, the results report or the communiqué of a case."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.records import queries as records
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.authority.forms import PAPER_FORMS
from tinnhiem.web.permissions import requires


@requires("appointing_authority")
def draft(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """What a paper asks, and its draft on the shelf once it is said."""
    if kind not in PAPER_FORMS:
        raise Http404
    page = ballots.case_page(
        case_id, actor=requests.actor(request), on=requests.today(), language=requests.language()
    )
    initial = {"submitted_by": _advising(page), "from_on": page.term.ends_on if page.term else None}
    form = PAPER_FORMS[kind](request.POST if request.method == "POST" else None, page=page, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.draft_case_paper(
                case_id=case_id,
                kind=kind,
                terms=form.terms(),
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            messages.success(request, _("Đã lập dự thảo."))
            return redirect("authority:case", case_id)
    context = {"page": page, "kind": kind, "form": form, "has_errors": form.errors}
    return render(request, "authority/case_paper.html", context, status=422 if form.errors else 200)


def _advising(page: ballots.CasePage) -> str:
    """The body that took the first step of the advising office; until then, the office that advises."""
    taken = [step.act.taken_by for step in page.steps if step.act and step.kind in _ADVISING]
    return taken[0] if taken else records.issuing_office(page.managing_unit_id, "advisory").name


_ADVISING = ("verification", "proposal")
