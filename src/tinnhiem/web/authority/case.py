"""One review case: what was done, what is due with its form, and what follows the decision."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages as toasts
from django.core.files.uploadedfile import UploadedFile
from django.forms import ChoiceField, Form, MultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinnhiem.apps.ballots import operations as acts
from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.org import queries as org
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.web import requests
from tinnhiem.web.authority.forms import FORMS, DecisionForm, ReasonForm, StepForm
from tinnhiem.web.permissions import requires

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@requires("appointing_authority")
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case, step by step, with the form of the step that is due."""
    return _show(request, _page(request, case_id))


@requires("appointing_authority")
@require_POST
def step(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Check what was entered for the due step, and write it down once it is confirmed."""
    page = _page(request, case_id)
    form = _form(request, page, request.POST)
    if form is None:
        return redirect("authority:case", case_id)
    if not form.is_valid() or "again" in request.POST:
        return _show(request, page, form=form)
    if "confirmed" not in request.POST:
        context = {"page": page, "form": form, "answers": _answers(form)}
        return render(request, "authority/case_check.html", context)
    try:
        is_taken = _take(request, page, form)
    except DomainError as error:
        form.add_error(None, explain(error, requests.language()))
        return _show(request, page, form=form)
    if is_taken:
        toasts.success(request, _("Đã ghi vào hồ sơ."))
    else:
        toasts.info(request, _("Đã giữ số bạn nhập; chưa thành kết quả."))
    return redirect("authority:case", case_id)


@requires("appointing_authority")
@require_POST
def effect(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Bring the signed decision into effect."""
    acts.bring_into_effect(case_id=case_id, actor=requests.actor(request), at=requests.now())
    toasts.success(request, _("Quyết định đã được ghi vào danh bạ và danh sách phải công khai."))
    return redirect("authority:case", case_id)


@requires("appointing_authority")
@require_POST
def disclose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open the counts of the case to its subject."""
    form = ReasonForm(request.POST)
    acts.open_counts_to_subject(
        case_id=case_id,
        basis=form.cleaned_data["text"] if form.is_valid() else "",
        actor=requests.actor(request),
        at=requests.now(),
    )
    toasts.success(request, _("Người được xem xét mở được số phiếu ở hồ sơ của mình."))
    return redirect("authority:case", case_id)


@requires("appointing_authority")
@require_safe
def document(request: HttpRequest, case_id: UUID, document_id: UUID, extension: str) -> HttpResponse:
    """A document of the case as PDF or Word."""
    if extension not in TYPES:
        raise Http404
    found = ballots.case_document(case_id, document_id, actor=requests.actor(request), on=requests.today())
    content = found.pdf if extension == "pdf" else found.docx
    if not content:
        raise Http404
    response = HttpResponse(content, content_type=TYPES[extension])
    response.headers["Content-Disposition"] = (
        content_disposition_header(
            as_attachment=extension != "pdf", filename=f"{found.row.title}.{extension}"
        )
        or ""
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, case_id: UUID) -> ballots.CasePage:
    return ballots.case_page(
        case_id, actor=requests.actor(request), on=requests.today(), language=requests.language()
    )


def _show(request: HttpRequest, page: ballots.CasePage, *, form: StepForm | None = None) -> HttpResponse:
    shown = form or _form(request, page, None)
    context = {
        "page": page,
        "form": shown,
        "reason_form": ReasonForm(),
        "has_errors": bool(shown and shown.errors),
    }
    return render(request, "authority/case.html", context, status=422 if shown and shown.errors else 200)


def _form(request: HttpRequest, page: ballots.CasePage, data: Mapping[str, object] | None) -> StepForm | None:
    """The form of the due step, filled with what the case already knows."""
    if page.due is None:
        return None
    kind = FORMS[page.due.kind]
    initial = {"taken_by": page.due.taken_by, "taken_on": requests.today()} | _entered(page.due)
    if kind is not DecisionForm:
        return kind(data, page=page, initial=initial)
    return DecisionForm(data, page=page, schools=_schools(request), initial=initial | _proposed(page))


def _entered(due: ballots.DueStep) -> dict[str, object]:
    """What the reader has entered of a vote already."""
    if due.entries is None or due.entries.own_day is None:
        return {}
    return {
        **due.entries.own,
        "taken_by": due.entries.own_taken_by,
        "taken_on": due.entries.own_day,
    }


def _proposed(page: ballots.CasePage) -> dict[str, date | None]:
    """The days that the term itself proposes; a person may write others."""
    term = page.term
    if term is None:
        return {"effective_on": requests.today()}
    last = page.next_ends_on - timedelta(days=1) if page.next_ends_on else None
    return {"effective_on": term.ends_on, "last_day": last}


def _schools(request: HttpRequest) -> list[tuple[int, str]]:
    units = org.units_of_role(
        account_id=requests.actor(request).account_id, role="appointing_authority", on=requests.today()
    )
    return [(school.id, school.name) for school in org.schools_under(units, requests.today())]


def _take(request: HttpRequest, page: ballots.CasePage, form: StepForm) -> bool:
    """Write the due step down; whether it is taken, since counts wait for the second person."""
    actor, at = requests.actor(request), requests.now()
    if isinstance(form, DecisionForm):
        acts.decide(case_id=page.id, entry=form.entry(), terms=form.terms(), actor=actor, at=at)
        return True
    return acts.take_step(
        case_id=page.id,
        step_id=form.step,
        entry=form.entry(),
        actor=actor,
        at=at,
        paper=_paper(request) if form.takes_paper else b"",
    )


def _paper(request: HttpRequest) -> bytes:
    file = request.FILES.get("paper")
    return file.read() if isinstance(file, UploadedFile) else b""


def _answers(form: Form) -> list[tuple[str, str]]:
    """Each question with the answer in words, for checking; unanswered ones are left out."""
    answers = [(str(bound.label), _said(form, bound.name)) for bound in form if not bound.is_hidden]
    return [(label, said) for label, said in answers if said]


def _said(form: Form, name: str) -> str:
    value, field = form.cleaned_data.get(name), form.fields[name]
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(field, MultipleChoiceField):
        return "; ".join(str(label) for code, label in _flat(field) if code in (value or ()))
    if isinstance(field, ChoiceField):
        return next((str(label) for code, label in _flat(field) if code and str(code) == str(value)), "")
    return "" if value is None else str(value)


def _flat(field: ChoiceField) -> list[tuple[object, object]]:
    """The choices of a field, as the widget shows them."""
    return [(code, label) for code, label in field.widget.choices]
