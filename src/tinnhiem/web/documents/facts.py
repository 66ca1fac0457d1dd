"""Where the numbers of a document come from: which fact, which act."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tinnhiem.apps.records import queries as records
from tinnhiem.web import requests
from tinnhiem.web.acts import Act, acts, subject_words
from tinnhiem.web.documents import readers
from tinnhiem.web.permissions import signed_in


@signed_in
@require_safe
def facts(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Each fact of a document with its source, for whoever may open the document."""
    row = records.get_row(document_id)
    audiences = readers.audiences(row, requests.actor(request), on=requests.today())
    found = records.facts_of(document_id, audiences=audiences)
    known: dict[str, list[Act]] = {}
    for fact in found:
        known.setdefault(fact.source, acts(fact.acts, requests.language()))
    context = {
        "row": row,
        "facts": [(fact, subject_words(fact.source)) for fact in found],
        "sources": [(subject_words(source), lines) for source, lines in known.items() if source],
    }
    return render(request, "documents/facts.html", context)
