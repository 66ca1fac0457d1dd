"""The papers of a campaign: drafted here, signed on paper, entered at the records clerk's desk."""

from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.permissions import requires


@requires("officer")
@require_POST
def plan(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Draft the plan of a campaign."""
    scope.campaign(request, campaign_id)
    acts.draft_plan(campaign_id=campaign_id, actor=requests.actor(request), at=requests.now())
    toasts.success(request, _("Đã lập dự thảo kế hoạch. Văn thư nhập số và bản ký khi đã ký."))
    return redirect("office:campaign", campaign_id)


@requires("officer")
@require_POST
def approve(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Draft the decision that approves the signed plan."""
    scope.campaign(request, campaign_id)
    try:
        acts.draft_plan_approval(campaign_id=campaign_id, actor=requests.actor(request), at=requests.now())
    except DomainError as error:
        toasts.error(request, explain(error, requests.language()))
    else:
        toasts.success(
            request, _("Đã lập dự thảo quyết định phê duyệt. Văn thư nhập số và bản ký khi đã ký.")
        )
    return redirect("office:campaign", campaign_id)


@requires("officer")
@require_POST
def notices(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Draft the notices still missing."""
    scope.campaign(request, campaign_id)
    made = acts.draft_notices(campaign_id=campaign_id, actor=requests.actor(request), at=requests.now())
    said = ngettext("Đã lập %(n)d dự thảo thông báo.", "Đã lập %(n)d dự thảo thông báo.", made) % {"n": made}
    toasts.success(request, said)
    return redirect("office:campaign", campaign_id)


@requires("officer")
@require_POST
def notice(request: HttpRequest, campaign_id: UUID, appointment_id: int) -> HttpResponse:
    """Draft the notice to one leader."""
    scope.campaign(request, campaign_id)
    try:
        acts.draft_notice(
            campaign_id=campaign_id,
            appointment_id=appointment_id,
            actor=requests.actor(request),
            at=requests.now(),
        )
    except DomainError as error:
        toasts.error(request, explain(error, requests.language()))
    else:
        toasts.success(request, _("Đã lập dự thảo thông báo. Văn thư nhập số và bản ký khi đã ký."))
    return redirect("office:campaign_leader", campaign_id, appointment_id)
