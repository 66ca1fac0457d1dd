"""The office's first page: the one thing to do next, then what is due by date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.web import requests
from tinnhiem.web.charts import Part, Segments, segments
from tinnhiem.web.office import scope
from tinnhiem.web.office.reminders import reminders
from tinnhiem.web.permissions import requires
from tinnhiem.web.words import titled

DUE_DAYS = 120
DUE_SHOWN = 20
"""How far the page looks ahead, and how many lines it shows below the most pressing one."""
LAW_AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Link:
    """A way to act: its address and what it does."""

    href: str
    label: str


@dataclass(frozen=True)
class Notice:
    """A change of law ahead that touches open cases."""

    title: str
    sentence: str
    link: Link


@dataclass(frozen=True)
class Status:
    """A state in a word, a shape and a color."""

    kind: str
    text: str


@dataclass(frozen=True)
class NextAction:
    """The one thing to do next."""

    status: Status
    title: str
    why: str
    cite: str
    provisional: str
    actions: Sequence[Link]


@dataclass(frozen=True)
class DueItem:
    """A line of the due list."""

    on: date
    is_today: bool
    is_late: bool
    title: str
    href: str
    why: str
    cite: str
    provisional: str
    status: Status
    action: Link


@dataclass(frozen=True)
class Campaign:
    """How many of this year's ending terms have a meeting."""

    title: str
    planned: int
    total: int
    sentence: str
    chart: Segments
    link: Link


@requires("officer")
def today(request: HttpRequest) -> HttpResponse:
    """What is true now and what to do next."""
    on = requests.today()
    schools = scope.schools(request)
    units = scope.units(request)
    pressing = ballots.pressing_terms(
        units, on=on, until=on + timedelta(days=DUE_DAYS), most=DUE_SHOWN + 1, language=requests.language()
    )
    context = {
        "today": on,
        "next": _next(pressing.rows[0], on) if pressing.rows else None,
        "first_step": _first_step(schools_known=bool(schools), people_known=bool(pressing.total)),
        "due": [_item(row, on) for row in pressing.rows[1:]],
        "due_further": pressing.found - len(pressing.rows),
        "due_days": DUE_DAYS,
        "due_export": reverse("office:terms_export"),
        "campaign": _campaign(ballots.reappointments_of_year(units, on=on), on),
        "reminders": reminders(units, on=on),
        "notices": _notices(schools, on),
        "waiting": [],
    }
    return render(request, "office/today.html", context)


def _first_step(*, schools_known: bool, people_known: bool) -> str:
    """What a newcomer does before anything can be due."""
    if not schools_known:
        return _("Chưa có trường nào dưới đơn vị của bạn. Đề nghị người quản trị thêm trường vào danh bạ.")
    if not people_known:
        return _(
            "Chưa có cán bộ quản lý nào. Mở Danh bạ, chọn một trường và tải danh sách Excel của trường lên."
        )
    return ""


def _next(row: ballots.DueTerm, on: date) -> NextAction:
    item = _item(row, on)
    plan = Link(reverse("office:terms") + f"?q={row.full_name}", _("Xem nhiệm kỳ"))
    return NextAction(
        status=Status(item.status.kind, _("Việc gấp nhất, %(left)s") % {"left": item.status.text}),
        title=item.title,
        why=item.why,
        cite=item.cite,
        provisional=item.provisional,
        actions=(item.action, plan),
    )


def _item(row: ballots.DueTerm, on: date) -> DueItem:
    action = _action(row)
    return DueItem(
        on=row.next_on,
        is_today=row.next_on == on,
        is_late=row.days_left < 0,
        title=_title(row),
        href=action.href,
        why=_why(row),
        cite=row.deadline.basis,
        provisional=row.deadline.provisional,
        status=_status(row),
        action=action,
    )


def _title(row: ballots.DueTerm) -> str:
    who = titled(row.full_name, row.sex)
    if row.meeting_id:
        return _("Tổ chức hội nghị và trình quyết định về %(who)s") % {"who": who}
    if row.is_notified and row.procedure == "extension":
        return _("Trình quyết định kéo dài thời gian giữ chức vụ của %(who)s") % {"who": who}
    if row.is_notified:
        return _("Lập hội nghị về việc bổ nhiệm lại %(who)s") % {"who": who}
    if row.procedure == "extension":
        return _("Ra thông báo xem xét kéo dài thời gian giữ chức vụ của %(who)s") % {"who": who}
    return _("Ra thông báo xem xét bổ nhiệm lại %(who)s và lập hội nghị") % {"who": who}


def _why(row: ballots.DueTerm) -> str:
    return _("%(post)s %(school)s, hết thời hạn giữ chức vụ ngày %(last)s. %(who)s quyết định.") % {
        "post": row.post_title,
        "school": row.school_name,
        "last": f"{row.last_day:%d/%m/%Y}",
        "who": row.decided_by,
    }


def _status(row: ballots.DueTerm) -> Status:
    if row.days_left < 0:
        late = -row.days_left
        return Status("late", ngettext("quá hạn %(n)d ngày", "quá hạn %(n)d ngày", late) % {"n": late})
    left = ngettext("còn %(n)d ngày", "còn %(n)d ngày", row.days_left) % {"n": row.days_left}
    if row.meeting_id:
        return Status("run", _("đã lập hội nghị, %(left)s") % {"left": left})
    return Status("soon" if row.state == "soon" else "wait", left)


def _action(row: ballots.DueTerm) -> Link:
    if row.meeting_id:
        return Link(reverse("office:prepare", args=[row.meeting_id]), _("Chuẩn bị hội nghị"))
    if row.procedure == "reappointment":
        return Link(reverse("office:plan", args=[row.appointment_id]), _("Lập hội nghị"))
    return Link(reverse("office:school", args=[row.school_id]), _("Mở hồ sơ trường"))


def _campaign(year: ballots.YearOfReappointments, on: date) -> Campaign | None:
    """The year's reappointments at a glance; nothing where no term ends in the year."""
    if not year.total:
        return None
    parts = (
        Part(_("đã họp"), year.held, "f1"),
        Part(_("đã lập hội nghị"), year.planned - year.held, "f2"),
        Part(_("chưa lập"), year.total - year.planned, "f0"),
    )
    return Campaign(
        title=_("Đợt bổ nhiệm lại %(year)d") % {"year": on.year},
        planned=year.planned,
        total=year.total,
        sentence=_("%(planned)d trên %(total)d cán bộ hết thời hạn trong năm đã có hội nghị.")
        % {"planned": year.planned, "total": year.total},
        chart=segments([part for part in parts if part.count]),
        link=Link(reverse("office:campaigns"), _("Mở Đợt lấy phiếu")),
    )


def _notices(schools: Sequence[org.UnitView], on: date) -> list[Notice]:
    """The first change of law within a year that would decide an open case otherwise."""
    units = [school.id for school in schools]
    for change in rules.change_days():
        if not on < change <= on + LAW_AHEAD:
            continue
        touched = ballots.cases_that_change(
            units, first=on, second=change, until=None, language=requests.language()
        ).cases
        if touched:
            return [_notice(change, len(touched))]
    return []


def _notice(change: date, cases: int) -> Notice:
    said = ngettext(
        "%(n)d hồ sơ đang mở sẽ khác đi nếu xét từ ngày này.",
        "%(n)d hồ sơ đang mở sẽ khác đi nếu xét từ ngày này.",
        cases,
    ) % {"n": cases}
    title = _("Từ %(day)s quy định thay đổi") % {"day": f"{change:%d/%m/%Y}"}
    return Notice(title, said, Link(reverse("office:law_changes"), _("Xem các hồ sơ")))
