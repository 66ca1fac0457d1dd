"""The count: the account of the paper, questioned ballots, two entries blind to each other."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinnhiem.apps.ballots import operations as polls
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.committee import counting_screen as screen
from tinnhiem.web.committee.forms import AccountForm, DecisionForm, EntryForm
from tinnhiem.web.committee.screens import form_errors
from tinnhiem.web.permissions import signed_in
from tinnhiem.web.templatetags.words import ErrorLine


@signed_in
def count(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The count page of one member of the committee; nobody else may open it."""
    return _count(request, meeting_id)


@signed_in
@require_POST
def account(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Account for every sheet of paper."""
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _count(request, meeting_id, account_form=form)
    return _act(
        request,
        meeting_id,
        lambda **who: polls.account_for_paper(sheets=form.cleaned_data, **who),
        account_form=form,
        said=_("Số phiếu đã cân đối."),
    )


@signed_in
@require_POST
def decide(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write down the committee's decision on one questioned ballot."""
    page = _page(request, meeting_id)
    form = DecisionForm(request.POST, grounds=[(row.id, row.label) for row in page.grounds])
    if not form.is_valid():
        return _count(request, meeting_id, decision_form=form)
    return _act(
        request,
        meeting_id,
        lambda **who: polls.adjudicate(**form.cleaned_data, **who),
        decision_form=form,
        said=_("Đã ghi quyết định của tổ."),
    )


@signed_in
@require_POST
def enter(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Keep what this member counted alone."""
    page = _page(request, meeting_id)
    form = EntryForm(request.POST, lines=screen.lines(page))
    if not form.is_valid():
        return _count(request, meeting_id, entry_form=form)
    return _act(
        request,
        meeting_id,
        lambda **who: polls.enter_count(totals=form.cleaned_data, **who),
        entry_form=form,
        said=_("Đã nhận số bạn đếm."),
    )


@signed_in
@require_POST
def lock(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Lock this member's count once the two agree."""
    return _act(request, meeting_id, polls.lock_count, said=_("Đã khóa số bạn đếm."))


@signed_in
@require_POST
def conclude(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Make the counting record and send it to the appointing authority."""
    return _act(
        request,
        meeting_id,
        polls.conclude_poll,
        said=_("Đã lập biên bản kiểm phiếu. In, ký đủ tổ, niêm phong và gửi cấp có thẩm quyền."),
    )


def _page(request: HttpRequest, meeting_id: UUID) -> ballots.CountingPage:
    return ballots.counting_page(ballots.poll_of(meeting_id).id, actor=requests.actor(request))


def _act(
    request: HttpRequest,
    meeting_id: UUID,
    act: Callable[..., object],
    *,
    said: str,
    account_form: AccountForm | None = None,
    decision_form: DecisionForm | None = None,
    entry_form: EntryForm | None = None,
) -> HttpResponse:
    """One act of the committee; what was entered stays on the page where it is refused."""
    try:
        act(poll_id=ballots.poll_of(meeting_id).id, actor=requests.actor(request), at=requests.now())
    except DomainError as error:
        return _count(
            request,
            meeting_id,
            account_form=account_form,
            decision_form=decision_form,
            entry_form=entry_form,
            error=error,
        )
    toasts.success(request, said)
    return redirect("committee:count", meeting_id)


def _count(
    request: HttpRequest,
    meeting_id: UUID,
    *,
    account_form: AccountForm | None = None,
    decision_form: DecisionForm | None = None,
    entry_form: EntryForm | None = None,
    error: DomainError | None = None,
) -> HttpResponse:
    page = _page(request, meeting_id)
    context = screen.context(
        page,
        audiences=_audiences(request, meeting_id),
        account_form=account_form,
        decision_form=decision_form,
        entry_form=entry_form,
    )
    said = [ErrorLine(_field(error), explain(error, requests.language()))] if error else []
    found = [line for form in (account_form, decision_form, entry_form) for line in form_errors(form)]
    context["errors"] = [*found, *screen.differences(page), *said]
    status = 422 if found or error else 200
    return render(request, "committee/count.html", context, status=status)


def _field(error: DomainError) -> str:
    """The field to look at first for an equation that does not hold."""
    return {
        "equation_printed": "id_unused",
        "equation_issued": "id_returned",
        "equation_destroyed": "id_destroyed",
        "equation_people": "id_issued",
    }.get(error.code, "")


def _audiences(request: HttpRequest, meeting_id: UUID) -> frozenset[str]:
    return rooms.audiences_of(meeting_id, requests.actor(request), on=requests.today())
