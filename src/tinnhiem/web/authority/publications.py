"""What must be published, where it was, and until when it stays."""

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinnhiem.apps.org import queries as org
from tinnhiem.apps.publication import operations as acts
from tinnhiem.apps.publication import queries as publication
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.authority.forms import PublishForm, TakeDownForm
from tinnhiem.web.permissions import requires


class NoticeOfOthers(DomainError):
    """Somebody asked for a notice of another authority."""

    code = "notice_of_others"
    status = 403


@requires("appointing_authority")
@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """The decisions to publish, those that are due first."""
    rows = publication.notices_of(_units(request), on=requests.today())
    return render(request, "authority/publications.html", {"rows": rows})


@requires("appointing_authority")
@require_safe
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """One decision: where it is up, and the forms to publish it and to take it down."""
    return _show(request, _notice(request, notice_id))


@requires("appointing_authority")
@require_POST
def publish(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Record that the decision is published at a place."""
    found = _notice(request, notice_id)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            acts.publish(
                notice_id=notice_id,
                place=form.cleaned_data["place"],
                begun_on=form.cleaned_data["begun_on"],
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã ghi nơi và ngày công khai."))
            return redirect("authority:notice", notice_id)
    return _show(request, found, form=form)


@requires("appointing_authority")
@require_POST
def take_down(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Record that the decision was taken down at a place, after its period."""
    found = _notice(request, notice_id)
    form = TakeDownForm(request.POST)
    if form.is_valid():
        try:
            acts.take_down(
                notice_id=notice_id,
                place=form.cleaned_data["place"],
                on=form.cleaned_data["on"],
                actor=requests.actor(request),
                at=requests.now(),
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã ghi ngày gỡ xuống."))
            return redirect("authority:notice", notice_id)
    return _show(request, found, down_form=form)


def _show(
    request: HttpRequest,
    found: publication.NoticeView,
    *,
    form: PublishForm | None = None,
    down_form: TakeDownForm | None = None,
) -> HttpResponse:
    refused = form or down_form
    context = {
        "notice": found,
        "form": form or PublishForm(initial={"begun_on": requests.today()}),
        "refused": refused,
        "today": requests.today(),
        "has_errors": refused is not None,
    }
    return render(request, "authority/notice.html", context, status=422 if refused else 200)


def _notice(request: HttpRequest, notice_id: UUID) -> publication.NoticeView:
    """A notice of one of the visitor's units; raises ``NoticeOfOthers``."""
    rows = publication.notices_of(_units(request), on=requests.today())
    found = publication.get_notice(notice_id, on=requests.today())
    if found.id not in {row.id for row in rows}:
        raise NoticeOfOthers
    return found


def _units(request: HttpRequest) -> frozenset[int]:
    return org.units_of_role(
        account_id=requests.actor(request).account_id, role="appointing_authority", on=requests.today()
    )
