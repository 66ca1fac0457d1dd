"""Results: for the appointing authority, and nobody else."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.records import queries as records
from tinnhiem.web import requests
from tinnhiem.web.charts import Fill, Part, Waffle, waffle
from tinnhiem.web.permissions import requires

FILLS: Final[tuple[Fill, ...]] = ("f1", "f4", "f2", "f3")
"""How the options are drawn, in the order of the ballot."""


@requires("appointing_authority")
def results(request: HttpRequest) -> HttpResponse:
    """The concluded polls under the visitor's unit, without their counts."""
    rows = ballots.concluded_polls(actor=requests.actor(request), on=requests.today())
    return render(request, "authority/results.html", {"rows": rows})


@requires("appointing_authority")
def result(request: HttpRequest, poll_id: UUID) -> HttpResponse:
    """One result: the verdict as the law words it, and what to do next."""
    actor, on = requests.actor(request), requests.today()
    found = ballots.result_of(poll_id, actor=actor, on=on)
    audiences = rooms.audiences_of(found.meeting.id, actor, on=on)
    term = ballots.due_term(found.meeting.appointment_id, on=on, language=requests.language())
    context = {
        "result": found,
        "term": term,
        "sentences": found.sentences(requests.language()),
        "share": _share(found.answer),
        "chart": _chart(found),
        "case_id": ballots.case_of_poll(poll_id),
        "is_annulled": rooms.is_annulled(found.meeting.id),
        "documents": records.documents_about(f"meeting:{found.meeting.id}", audiences=audiences),
    }
    return render(request, "authority/result.html", context)


def _share(answer: Mapping[str, object]) -> Mapping[str, object] | None:
    share = answer["share"]
    return share if isinstance(share, dict) else None


def _chart(found: ballots.Result) -> Waffle:
    """One square for each person summoned; where votes were short, the square that would tip the balance."""
    voted = sum(option.count for option in found.options)
    parts = [
        Part(option.label, option.count, fill) for option, fill in zip(found.options, FILLS, strict=False)
    ]
    parts.append(Part(_("vắng mặt, không bỏ phiếu hoặc phiếu không hợp lệ"), found.summoned - voted, "box"))
    return waffle(parts, needed=found.options[0].count + found.shortfall if found.shortfall else None)
