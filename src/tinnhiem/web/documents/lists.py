"""The papers of a meeting or of a campaign on one page, each with who may open it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import queries as records
from tinnhiem.common.text import fold
from tinnhiem.web import requests
from tinnhiem.web.documents import readers
from tinnhiem.web.paper_words import kind_words
from tinnhiem.web.permissions import NotPermitted, requires

ON_A_PAGE = 40
AUDIENCES: dict[str, Promise] = {
    "appointing_authority": _("cấp có thẩm quyền"),
    "office": _("cán bộ lập hội nghị"),
    "committee": _("tổ kiểm phiếu"),
    "attendees": _("người được mời, người dự"),
    "subject": _("người được xem xét"),
    "leadership": _("lãnh đạo đơn vị"),
    "staff": _("viên chức, người lao động của trường"),
    "superior": _("cơ quan cấp trên"),
    "public": _("mọi người"),
}


@dataclass(frozen=True)
class Line:
    """A paper on the page: its kind in words, who may open it, and whether the visitor may."""

    paper: records.ListedPaper
    kind: str
    readers: Sequence[Promise]
    may_open: bool


@requires("officer")
@require_safe
def meeting_papers(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The papers of a meeting, its invitation and letter among them."""
    meeting = rooms.get_meeting(meeting_id)
    _require_unit(request, meeting.managing_unit_id)
    back = (reverse("office:prepare", args=[meeting_id]), meeting.school_name)
    return _page(request, {f"meeting:{meeting_id}", f"invitation:{meeting_id}"}, back)


@requires("officer")
@require_safe
def campaign_papers(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The papers of a campaign: the plan and its approval, and those of every leader and meeting."""
    found = ballots.get_campaign(campaign_id)
    _require_unit(request, found.unit_id)
    back = (reverse("office:campaign", args=[campaign_id]), found.plan_number)
    return _page(request, {f"campaign:{campaign_id}", *_of_leaders(found)}, back)


def _require_unit(request: HttpRequest, unit_id: int) -> None:
    """Raise ``NotPermitted`` unless the visitor is an officer of the unit."""
    actor = requests.actor(request)
    if unit_id not in org.units_of_role(account_id=actor.account_id, role="officer", on=requests.today()):
        raise NotPermitted


def _of_leaders(campaign: ballots.CampaignView) -> set[str]:
    today = requests.today()
    rows = ballots.board(campaign, on=today, until=today).rows
    leaders = {f"appointment:{row.appointment_id}" for row in rows}
    meetings = rooms.meetings_about([row.appointment_id for row in rows]).values()
    return leaders | {f"{about}:{meeting.id}" for meeting in meetings for about in ("meeting", "invitation")}


def _page(request: HttpRequest, abouts: Collection[str], back: tuple[str, str]) -> HttpResponse:
    everything = records.papers_about(abouts)
    kind, asked = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    found = [
        paper
        for paper in everything
        if kind in {"", paper.row.kind} and fold(asked) in fold(f"{paper.row.title} {paper.row.notation}")
    ]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "lines": [_line(request, paper) for paper in page.object_list],
        "page": page,
        "count": len(everything),
        "kinds": sorted({(one.row.kind, kind_words(one.row.kind)) for one in everything}),
        "kind": kind,
        "asked": asked,
        "back": back,
    }
    return render(request, "documents/papers.html", context)


def _line(request: HttpRequest, paper: records.ListedPaper) -> Line:
    held = readers.audiences(paper.row, requests.actor(request), on=requests.today())
    return Line(
        paper=paper,
        kind=kind_words(paper.row.kind),
        readers=[said for word, said in AUDIENCES.items() if word in paper.audience],
        may_open=bool(held & set(paper.audience)),
    )
