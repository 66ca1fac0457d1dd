"""A leader's own page: term, meeting, documents that the pack opens to the subject."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import queries as records
from tinnhiem.web import requests
from tinnhiem.web.permissions import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What the law asks next of the visitor's own post; never a count."""
    actor, on = requests.actor(request), requests.today()
    appointments = org.appointments_of(actor.person_id) if actor.person_id else []
    terms = [ballots.due_term(row.id, on=on, language=requests.language()) for row in appointments]
    meetings = rooms.meetings_about([row.id for row in appointments])
    documents = [
        document
        for meeting in meetings.values()
        for document in records.documents_about(
            f"meeting:{meeting.id}", audiences=rooms.audiences_of(meeting.id, actor, on=on)
        )
    ]
    addressed = [f"invitation:{meeting.id}" for meeting in meetings.values()]
    addressed += [f"appointment:{row.id}" for row in appointments]
    context = {
        "terms": terms,
        "meetings": list(meetings.values()),
        "documents": documents + signed_for_subject(addressed),
        "decisions": ballots.own_decisions(actor, language=requests.language()),
    }
    return render(request, "leader/home.html", context)


def signed_for_subject(abouts: Sequence[str]) -> list[records.DocumentRow]:
    """The signed invitations and notices about the visitor's own terms and meetings."""
    return [
        document
        for about in abouts
        for document in records.documents_about(about, audiences=["subject"])
        if document.is_signed
    ]
