"""Campaigns: their list, a new one checked before it is made, the board of coverage, one leader's page."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from openpyxl import Workbook

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.ballots.operations.campaigns import LeaderNotInCampaign
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain, sentence
from tinnhiem.domain.confidence.campaign import Standing
from tinnhiem.domain.confidence.progress import Stage
from tinnhiem.web import requests
from tinnhiem.web.charts import Part, segments
from tinnhiem.web.office import scope
from tinnhiem.web.office.campaign_forms import CampaignForm, ExceptionForm, NoticeForm
from tinnhiem.web.office.campaign_rows import Shown, shown_in_words, stage_words, standing_words
from tinnhiem.web.permissions import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AHEAD = timedelta(days=30)
"""How far ahead the board reminds."""
HEADINGS = (
    gettext_lazy("Trường"),
    gettext_lazy("Họ và tên"),
    gettext_lazy("Chức vụ"),
    gettext_lazy("Hết thời hạn"),
    gettext_lazy("Thông báo trước"),
    gettext_lazy("Quyết định trước"),
    gettext_lazy("Cấp quyết định"),
    gettext_lazy("Trong đợt"),
    gettext_lazy("Tiến độ"),
    gettext_lazy("Lý do, việc phải làm"),
    gettext_lazy("Căn cứ"),
    gettext_lazy("Ngày họp"),
)


@requires("officer")
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns of the visitor's units, each with how many are covered."""
    on = requests.today()
    rows = [
        {"campaign": found, "sums": ballots.board_sums(found, on=on)}
        for found in ballots.campaigns_under(scope.units(request))
    ]
    return render(request, "office/campaigns.html", {"rows": rows})


@requires("officer")
def new(request: HttpRequest) -> HttpResponse:
    """A new campaign: attestation, period and plan, then a page to check, then made."""
    year = requests.today().year
    form = CampaignForm(
        request.POST or None,
        units=[org.get_unit(unit) for unit in sorted(scope.units(request))],
        attestation=sentence("campaign_attestation", requests.language()),
        initial={"starts_on": date(year, 1, 1), "last_day": date(year, 12, 31)},
    )
    asked = request.POST.get("do", "")
    if request.method == "POST" and form.is_valid() and asked != "change":
        try:
            if asked == "create":
                return _create(request, form)
            return _check(request, form)
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
    failed = bool(form.errors)
    return render(request, "office/campaign_new.html", {"form": form}, status=422 if failed else 200)


@requires("officer")
def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The board: coverage first, then the leaders by pages, with search and filters."""
    found = scope.campaign(request, campaign_id)
    on, asked = requests.today(), _asked(request)
    shown = ballots.board_page(
        found,
        on=on,
        until=on + AHEAD,
        asked=asked,
        page=requests.page(request),
        language=requests.language(),
    )
    missing = shown.sums.without_notice
    context = {
        "campaign": found,
        "sums": shown.sums,
        "chart": _chart(shown.sums),
        "shown": shown,
        "rows": _in_words(found, shown.rows),
        "asked": asked.words,
        "standing": asked.standing,
        "stage": asked.stage,
        "standings": [(key.value, word) for key, (_kind, word) in standing_words().items()],
        "stages": [(key.value, word) for key, word in stage_words().items()],
        "uncovered": shown.sums.standings[Standing.UNCOVERED],
        "query": urlencode({"q": asked.words, "standing": asked.standing, "stage": asked.stage}),
        "plan": ballots.plan_standing(campaign_id),
        "unannounced": missing,
        "at_once": min(missing, acts.NOTICES_AT_ONCE),
    }
    return render(request, "office/campaign.html", context)


@requires("officer")
def export(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """The board as a workbook, with the same filters."""
    found = scope.campaign(request, campaign_id)
    on = requests.today()
    rows = ballots.board_rows(
        found, on=on, until=on + AHEAD, asked=_asked(request), language=requests.language()
    )
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Đợt lấy phiếu"))
    sheet.append([str(heading) for heading in HEADINGS])
    for one in _in_words(found, rows):
        sheet.append(_cells(one))
    content = BytesIO()
    workbook.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="dot-lay-phieu.xlsx"'
    return response


@requires("officer")
def leader(request: HttpRequest, campaign_id: UUID, appointment_id: int) -> HttpResponse:
    """One leader: the windows, who decides, and what an officer may do about them."""
    return _leader(request, scope.campaign(request, campaign_id), appointment_id)


@requires("officer")
@require_POST
def take_out(request: HttpRequest, campaign_id: UUID, appointment_id: int) -> HttpResponse:
    """Take a leader out of the campaign."""
    found = scope.campaign(request, campaign_id)
    form = ExceptionForm(request.POST, grounds=rules.exception_grounds(found.legal_basis_on))
    if form.is_valid():
        try:
            acts.take_out(
                campaign_id=campaign_id,
                appointment_id=appointment_id,
                actor=requests.actor(request),
                at=requests.now(),
                **form.cleaned_data,
            )
        except DomainError as error:
            form.add_error(None, explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã ghi: đưa ra khỏi đợt."))
            return redirect("office:campaign", campaign_id)
    return _leader(request, found, appointment_id, exception_form=form)


@requires("officer")
@require_POST
def bring_back(request: HttpRequest, campaign_id: UUID, appointment_id: int) -> HttpResponse:
    """Bring a leader back into the campaign."""
    scope.campaign(request, campaign_id)
    acts.bring_back(
        campaign_id=campaign_id,
        appointment_id=appointment_id,
        actor=requests.actor(request),
        at=requests.now(),
    )
    toasts.success(request, _("Đã đưa trở lại đợt."))
    return redirect("office:campaign_leader", campaign_id, appointment_id)


@requires("officer")
@require_POST
def notice(request: HttpRequest, campaign_id: UUID, appointment_id: int) -> HttpResponse:
    """Record that the notice was issued."""
    found = scope.campaign(request, campaign_id)
    _row(found, appointment_id)
    form = NoticeForm(request.POST)
    if form.is_valid():
        try:
            acts.record_notice(
                appointment_id=appointment_id,
                actor=requests.actor(request),
                at=requests.now(),
                **form.cleaned_data,
            )
        except DomainError as error:
            form.add_error("issued_on", explain(error, requests.language()))
        else:
            toasts.success(request, _("Đã ghi thông báo."))
            return redirect("office:campaign_leader", campaign_id, appointment_id)
    return _leader(request, found, appointment_id, notice_form=form)


def _plan(form: CampaignForm) -> acts.CampaignPlan:
    asked = form.cleaned_data
    return acts.CampaignPlan(
        unit_id=asked["unit"],
        starts_on=asked["starts_on"],
        ends_on=asked["last_day"] + timedelta(days=1),
        plan_number=asked["plan_number"],
        legal_basis_on=asked["legal_basis_on"],
        subject_summoned=asked["subject_summoned"],
        is_attested=asked["is_attested"],
    )


def _check(request: HttpRequest, form: CampaignForm) -> HttpResponse:
    """What the campaign would be, to check before it is made."""
    found = acts.leaders_to_list(_plan(form), language=requests.language())
    context = {
        "form": form,
        "answers": _answers(form),
        "leaders": found,
        "hidden": [bound.as_hidden() for bound in form],
    }
    return render(request, "office/campaign_check.html", context)


def _create(request: HttpRequest, form: CampaignForm) -> HttpResponse:
    made = acts.create_campaign(plan=_plan(form), actor=requests.actor(request), at=requests.now())
    toasts.success(request, _("Đã lập đợt. Việc tiếp theo: lập lịch dự kiến các hội nghị."))
    return redirect("office:campaign", made)


def _answers(form: CampaignForm) -> list[tuple[str, str]]:
    asked = form.cleaned_data
    counted = _("được tính vào số triệu tập"), _("không được tính vào số triệu tập")
    return [
        (_("Cam kết"), str(form.fields["is_attested"].label)),
        (_("Đơn vị tổ chức"), org.get_unit(asked["unit"]).name),
        (_("Kế hoạch lấy phiếu số"), asked["plan_number"]),
        (_("Thời gian"), f"{asked['starts_on']:%d/%m/%Y} – {asked['last_day']:%d/%m/%Y}"),
        (_("Ngày căn cứ của đợt"), f"{asked['legal_basis_on']:%d/%m/%Y}"),
        (_("Người được lấy phiếu"), counted[not asked["subject_summoned"]]),
    ]


def _asked(request: HttpRequest) -> ballots.Asked:
    """The words, the standing and the stage asked for; one that does not exist asks for nothing."""
    standing, stage = request.GET.get("standing", ""), request.GET.get("stage", "")
    return ballots.Asked(
        words=request.GET.get("q", "").strip(),
        standing=standing if standing in set(Standing) else "",
        stage=stage if stage in {*Stage, ballots.LATE} else "",
    )


def _in_words(found: ballots.CampaignView, rows: Sequence[ballots.BoardRow]) -> list[Shown]:
    return shown_in_words(rows, campaign=found, grounds=rules.exception_grounds(found.legal_basis_on))


def _chart(sums: ballots.BoardSums) -> object:
    parts = (
        Part(_("đã họp"), sums.standings[Standing.HELD], "f1"),
        Part(_("đã lập hội nghị"), sums.standings[Standing.PLANNED], "f2"),
        Part(_("ngoài đợt, có lý do"), sums.standings[Standing.EXCEPTED], "f0"),
        Part(_("chưa được sắp xếp"), sums.standings[Standing.UNCOVERED], "f4"),
    )
    return segments([part for part in parts if part.count])


def _cells(one: Shown) -> Sequence[object]:
    row, found = one.row, one.row.leader
    return [
        row.school,
        row.name,
        row.post_title,
        found.last_day if found else None,
        found.notice.on if found and found.notice else None,
        found.decision.on if found and found.decision else None,
        found.decided_by if found else "",
        one.standing.text,
        one.stage,
        one.why,
        row.basis,
        requests.local(row.meeting_at).date() if row.meeting_at else None,
    ]


def _row(found: ballots.CampaignView, appointment_id: int) -> ballots.BoardRow:
    on = requests.today()
    board = ballots.board(
        found, on=on, until=on + AHEAD, language=requests.language(), among=[appointment_id]
    )
    if not board.rows:
        raise LeaderNotInCampaign
    return board.rows[0]


def _leader(
    request: HttpRequest,
    found: ballots.CampaignView,
    appointment_id: int,
    *,
    exception_form: ExceptionForm | None = None,
    notice_form: NoticeForm | None = None,
) -> HttpResponse:
    """The leader's page; a form with errors makes it answer 422."""
    row = _row(found, appointment_id)
    grounds = rules.exception_grounds(found.legal_basis_on)
    refused: forms.Form | None = exception_form or notice_form
    context = {
        "campaign": found,
        "one": _in_words(found, [row])[0],
        "row": row,
        "needs_conference": row.leader is not None and row.leader.follows == "reappointment",
        "plan_href": reverse("office:plan", args=[appointment_id]),
        "exception_form": exception_form or ExceptionForm(grounds=grounds),
        "notice_form": notice_form or NoticeForm(),
        "may_announce": row.has_notice_due,
        "refused": refused,
        "has_errors": refused is not None,
    }
    return render(request, "office/campaign_leader.html", context, status=422 if refused else 200)
