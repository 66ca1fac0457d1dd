"""The law browser: what holds on a day, what changed between two, and whose case the next change touches."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.apps.rules.readings import ComparisonReading, RuleReading
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import explain
from tinnhiem.common.text import fold
from tinnhiem.domain.regulations import NoPackOnDate, RuleMissing
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.law_forms import WITHIN, ChangesForm, CompareForm, LawForm, asked, written
from tinnhiem.web.office.law_rows import CaseRows, all_rows, changed_rows
from tinnhiem.web.permissions import requires

PUBLIC_EMPLOYEE: Final = "public_employee"
DAY: Final = timedelta(days=1)
UNPROCESSABLE: Final = 422


class UnderSubject(Protocol):
    """Whatever stands under a subject of the law."""

    @property
    def subject(self) -> str:
        """The code of the subject."""


Shown = TypeVar("Shown", bound=UnderSubject)


@dataclass(frozen=True)
class Group:
    """What stands under one subject, in the order of the page."""

    code: str
    title: str
    entries: Sequence[UnderSubject]


@dataclass(frozen=True)
class Figure:
    """A number and what it counts."""

    label: str
    value: int


@requires("officer")
def law(request: HttpRequest) -> HttpResponse:
    """What holds on a day, by subject, with search and filter."""
    data = asked(request.GET, on=written(requests.today()), who=PUBLIC_EMPLOYEE)
    form = LawForm(data, subjects=rules.subjects(requests.language()))
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            context |= _on_a_day(form)
        except NoPackOnDate as error:
            _refuse(form, "on", error)
    return _page(request, "office/law.html", context)


@requires("officer")
def compare(request: HttpRequest) -> HttpResponse:
    """What differs between two days, and what that means for the leaders of a school."""
    form = compare_form(request)
    context: dict[str, object] = {"form": form, "query": request.GET.urlencode()}
    if form.is_valid():
        try:
            context |= _between(form)
            context |= {"cases": [all_rows(case) for case in leaders_compared(form)]}
        except NoPackOnDate as error:
            _refuse(form, "a" if error.params["on"] == form.cleaned_data["a"].isoformat() else "b", error)
    return _page(request, "office/law_compare.html", context)


@requires("officer")
def changes(request: HttpRequest) -> HttpResponse:
    """The next change of the law, or that of a chosen day, and the open cases it would decide otherwise."""
    today = requests.today()
    coming = rules.next_change(today)
    data = asked(request.GET, on=written(coming) if coming else "", within=str(WITHIN[0]))
    is_asked = bool(data["on"])
    form = ChangesForm(data if is_asked else None, initial={"within": WITHIN[0]})
    context: dict[str, object] = {
        "form": form,
        "today": today,
        "coming": coming,
        "past": _latest_before(today),
    }
    if is_asked and form.is_valid():
        try:
            context |= _ahead(request, form, today)
        except (NoPackOnDate, RuleMissing) as error:
            _refuse(form, "on", error)
    return _page(request, "office/law_changes.html", context)


def compare_form(request: HttpRequest) -> CompareForm:
    """The form of the comparison as the address fills it: by default the last change of the law."""
    today = requests.today()
    latest = _latest_before(today) or today
    data = asked(request.GET, a=written(latest - DAY), b=written(today), kind="content", who=PUBLIC_EMPLOYEE)
    return CompareForm(data, schools=scope.schools(request))


def leaders_compared(form: CompareForm) -> Sequence[ballots.CaseUnderLaw]:
    """The leaders of the chosen school under the law of both days; nobody where none is chosen."""
    school = form.cleaned_data["school"]
    if school is None:
        return []
    return ballots.cases_under_law(
        [school],
        first=form.cleaned_data["a"],
        second=form.cleaned_data["b"],
        summoned=len(org.staff_of(school)),
        language=requests.language(),
    )


def differing(form: CompareForm) -> ComparisonReading:
    """What differs between the two days of the form."""
    wanted = form.cleaned_data
    return rules.law_between(wanted["a"], wanted["b"], status=wanted["who"], language=requests.language())


def _on_a_day(form: LawForm) -> Mapping[str, object]:
    wanted = form.cleaned_data
    reading = rules.law_on(wanted["on"], status=wanted["who"], language=requests.language())
    shown = [rule for rule in reading.rules if _is_wanted(rule, wanted)]
    return {
        "on": wanted["on"],
        "era": reading.era,
        "groups": _groups(shown),
        "shown": len(shown),
        "count": len(reading.rules),
        "provisional": sum(bool(rule.provisional) for rule in reading.rules),
        "disagreements": sum(bool(rule.disagreements) for rule in reading.rules),
        "next_change": rules.next_change(wanted["on"]),
        "previous_change": _latest_before(wanted["on"]),
        "special_days": rules.special_days(wanted["on"].year),
    }


def _is_wanted(rule: RuleReading, wanted: Mapping[str, str]) -> bool:
    marks = {
        "": True,
        "provisional": bool(rule.provisional),
        "disagreement": bool(rule.disagreements),
        "unread": rule.confidence != "V",
        "local": rule.layer != "national" or rule.is_local,
    }
    said = " ".join((rule.title, rule.lead, *rule.points, rule.basis, rule.note))
    return (
        wanted["subject"] in ("", rule.subject) and marks[wanted["mark"]] and fold(wanted["q"]) in fold(said)
    )


def _between(form: CompareForm) -> Mapping[str, object]:
    found = differing(form)
    shown = [change for change in found.changes if form.wants(change.kind)]
    return {
        "a": form.cleaned_data["a"],
        "b": form.cleaned_data["b"],
        "found": found,
        "groups": _groups(shown),
        "shown": len(shown),
        "figures": _figures(found),
    }


def _figures(found: ComparisonReading) -> Sequence[Figure]:
    kinds = [change.kind for change in found.changes]
    labels = {
        "value": _("nội dung khác"),
        "new": _("thêm"),
        "repealed": _("thôi áp dụng"),
        "source": _("chỉ khác điều khoản"),
        "certainty": _("chỉ khác mức chắc chắn"),
    }
    counted = [Figure(label, kinds.count(kind)) for kind, label in labels.items()]
    return [*counted, Figure(_("không đổi"), found.unchanged)]


def _ahead(request: HttpRequest, form: ChangesForm, today: date) -> Mapping[str, object]:
    """What the day of the form changes against the law of today, or of its eve where it lies behind."""
    on = form.cleaned_data["on"]
    eve = min(today, on - DAY)
    outlook = ballots.cases_that_change(
        [school.id for school in scope.schools(request)],
        first=eve,
        second=on,
        until=form.until(),
        language=requests.language(),
    )
    found = rules.law_between(eve, on, status=PUBLIC_EMPLOYEE, language=requests.language())
    cases = [changed_rows(case) for case in outlook.cases]
    return {
        "on": on,
        "eve": eve,
        "outlook": outlook,
        "rules_changed": len(found.changes),
        "era": found.after,
        "cases": [rows for rows in cases if _is_named(rows, form.cleaned_data["q"])],
    }


def _is_named(rows: CaseRows, sought: str) -> bool:
    return fold(sought) in fold(f"{rows.case.full_name} {rows.case.school_name}")


def _latest_before(day: date) -> date | None:
    """The last day up to ``day`` on which the law became another one."""
    return max((change for change in rules.change_days() if change <= day), default=None)


def _groups(entries: Iterable[Shown]) -> Sequence[Group]:
    by_subject: dict[str, list[Shown]] = {}
    for entry in entries:
        by_subject.setdefault(entry.subject, []).append(entry)
    subjects = rules.subjects(requests.language())
    return [Group(s.code, s.title, by_subject[s.code]) for s in subjects if s.code in by_subject]


def _refuse(form: Form, field: str, error: DomainError) -> None:
    form.add_error(field, explain(error, requests.language()))


def _page(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """The page; a form with errors makes it answer 422."""
    form = context["form"]
    refused = isinstance(form, Form) and bool(form.errors)
    return render(
        request, template, {**context, "has_errors": refused}, status=UNPROCESSABLE if refused else 200
    )
