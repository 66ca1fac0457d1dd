"""The draft schedule of a campaign: proposed, edited line by line, confirmed into meetings."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.operations.campaign_drafts import DraftChanged
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.campaign_forms import DraftForm, WishesForm
from tinnhiem.web.permissions import requires

SPAN = timedelta(days=30)
"""How many days a draft spreads over unless the officer says otherwise."""


@requires("officer")
def draft(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The draft, and the wishes from which a new one is made."""
    found = scope.campaign(request, campaign_id)
    on = requests.today()
    form = WishesForm(
        request.POST or None,
        people=org.people_to_choose(scope.units(request)),
        initial={"first": on + timedelta(days=7), "last": on + timedelta(days=7) + SPAN},
    )
    if request.method == "POST" and form.is_valid():
        try:
            left = _propose(request, campaign_id, form)
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            _say(request, len(left))
            return redirect("office:campaign_draft", campaign_id)
    return _page(request, found, form)


@requires("officer")
@require_POST
def confirm(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Plan every meeting of the draft, all or none."""
    found = scope.campaign(request, campaign_id)
    try:
        made = acts.confirm_draft(campaign_id=campaign_id, actor=requests.actor(request), at=requests.now())
    except DomainError as error:
        return _page(request, found, None, refused=explain(error, requests.language()))
    said = ngettext("Đã lập %(n)d hội nghị.", "Đã lập %(n)d hội nghị.", made) % {"n": made}
    toasts.success(request, said)
    return redirect("office:campaign", campaign_id)


@requires("officer")
def line(request: HttpRequest, campaign_id: UUID, draft_id: int) -> HttpResponse:
    """One line of the draft, to edit."""
    found = scope.campaign(request, campaign_id)
    row = _line(request, campaign_id, draft_id)
    form = DraftForm(
        request.POST or None,
        people=org.people_to_choose(scope.units(request) | {row.school_id}),
        venues=rooms.venues_of([row.school_id]),
        initial=_initial(row),
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.edit_draft(edit=_edit(draft_id, form), actor=requests.actor(request), at=requests.now())
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã sửa lịch dự kiến."))
            return redirect("office:campaign_draft", campaign_id)
    context = {"campaign": found, "row": row, "form": form}
    return render(request, "office/campaign_line.html", context, status=422 if form.errors else 200)


@requires("officer")
@require_POST
def drop(request: HttpRequest, campaign_id: UUID, draft_id: int) -> HttpResponse:
    """Take one line out of the draft."""
    scope.campaign(request, campaign_id)
    row = _line(request, campaign_id, draft_id)
    acts.drop_draft(draft_id=draft_id, version=row.version, actor=requests.actor(request), at=requests.now())
    toasts.success(request, _("Đã bỏ khỏi lịch dự kiến."))
    return redirect("office:campaign_draft", campaign_id)


def _page(
    request: HttpRequest, found: ballots.CampaignView, form: WishesForm | None, *, refused: str = ""
) -> HttpResponse:
    people = org.people_to_choose(scope.units(request) | {school.id for school in scope.schools(request)})
    failed = bool(refused or (form and form.errors))
    context = {
        "campaign": found,
        "rows": ballots.draft_of(found.id, people=people),
        "form": form or WishesForm(people=org.people_to_choose(scope.units(request))),
        "refused": refused,
        "has_errors": failed,
    }
    return render(request, "office/campaign_draft.html", context, status=422 if failed else 200)


def _propose(request: HttpRequest, campaign_id: UUID, form: WishesForm) -> Sequence[int]:
    wishes = acts.Wishes(form.cleaned_data["first"], form.cleaned_data["last"], form.people())
    return acts.draft_schedule(
        campaign_id=campaign_id, wishes=wishes, actor=requests.actor(request), at=requests.now()
    )


def _say(request: HttpRequest, left: int) -> None:
    if left:
        said = ngettext(
            "%(n)d người chưa tìm được chỗ trước hạn. Thêm ngày, thêm người rồi lập lại.",
            "%(n)d người chưa tìm được chỗ trước hạn. Thêm ngày, thêm người rồi lập lại.",
            left,
        )
        toasts.warning(request, said % {"n": left})
        return
    toasts.success(request, _("Đã lập lịch dự kiến. Xem, sửa nếu cần, rồi xác nhận."))


def _line(request: HttpRequest, campaign_id: UUID, draft_id: int) -> ballots.DraftRow:
    people = org.people_to_choose(scope.units(request) | {school.id for school in scope.schools(request)})
    rows = ballots.draft_of(campaign_id, people=people)
    row = next((row for row in rows if row.id == draft_id), None)
    if row is None:
        raise DraftChanged
    return row


def _initial(row: ballots.DraftRow) -> dict[str, object]:
    local = requests.local(row.scheduled_at)
    chosen = {function: people[0].id for function, people in row.officials.items() if people}
    return {
        "version": row.version,
        "day": local.date(),
        "clock": local.time(),
        "venue": row.venue_id,
        **chosen,
    }


def _edit(draft_id: int, form: DraftForm) -> acts.Edit:
    return acts.Edit(
        draft_id=draft_id,
        version=form.cleaned_data["version"],
        scheduled_at=form.scheduled_at(),
        venue_id=form.cleaned_data["venue"],
        officials=form.officials(),
    )
