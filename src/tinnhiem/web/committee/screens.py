"""Read models of the room as its templates expect them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinnhiem.apps.ballots.queries import PollView
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.common.actors import Actor
from tinnhiem.web import requests
from tinnhiem.web.committee.forms import STEP_FORMS, ElectionForm, MinutesForm
from tinnhiem.web.templatetags.words import ErrorLine, error_lines

ACTING = frozenset({"chair", "secretary"})
ABSENCES = ("leave", "sick", "duty", "unexcused")


@dataclass(frozen=True)
class Act:
    """A button: what it does, where it is sent, and whether it is the page's primary one."""

    label: str
    href: str
    is_primary: bool = True


def form_errors(form: forms.Form | None) -> Iterator[ErrorLine]:
    """The errors of a form, each with the field it leads to; none without a form."""
    return error_lines(form) if form is not None else iter(())


def meeting_row(meeting: rooms.MeetingView, actor: Actor) -> dict[str, object]:
    """A meeting as the list of the visitor's meetings shows it."""
    functions = rooms.functions_of(meeting.id, actor)
    return {
        "meeting": meeting,
        "title": _in_language(meeting),
        "state": state_words(meeting.state),
        "may_run": bool(functions & (ACTING | {"supervisor", "observer"})),
        "may_count": "committee" in functions,
    }


def state_words(state: str) -> tuple[str, str]:
    """The status shape of a meeting's state, and its word."""
    return {
        "planned": ("wait", _("Chờ chốt danh sách")),
        "summoned": ("soon", _("Sẵn sàng khai mạc")),
        "in_progress": ("run", _("Đang họp")),
        "closed": ("ok", _("Đã họp xong")),
        "adjourned": ("no", _("Đã hoãn, triệu tập lại")),
        "cancelled": ("no", _("Đã hủy")),
    }[state]


def cockpit(
    page: rooms.Cockpit,
    *,
    poll: PollView,
    functions: frozenset[str],
    form: forms.Form | None,
    minutes_form: MinutesForm | None,
    at: datetime,
) -> dict[str, object]:
    """The context of the cockpit."""
    may_act = bool(functions & ACTING)
    return {
        "meeting": {"title": page.title, "where": _where(page.meeting), "id": page.meeting.id},
        "clock": at,
        "saved_at": page.minutes[-1].at if page.minutes else page.began_at,
        "projector": reverse("committee:projector", args=[page.meeting.id]),
        "steps": [_step_row(row) for row in page.steps],
        "step": _step(page, poll, form, may_act=may_act),
        "roll": _roll(page, may_act=may_act),
        "minutes": {
            "lines": page.minutes,
            "form": minutes_form or MinutesForm(),
            "action": reverse("committee:write", args=[page.meeting.id]),
        },
        "committee": page.committee if may_act and page.meeting.state == "in_progress" else [],
        "link_action": reverse("committee:link", args=[page.meeting.id]),
        "count": reverse("committee:count", args=[page.meeting.id]) if "committee" in functions else "",
        "may_act": may_act,
        "unit": page.meeting.school_name,
        "role": _role(functions),
    }


def projector(page: rooms.Projection, *, meeting_id: UUID, at: datetime) -> dict[str, object]:
    """The context of the projector's page: a step and one number, no name and no result."""
    count = page.headcount
    met = _("Đủ số người, cần %(needed)d") if count.has_quorum else _("Chưa đủ số người, cần %(needed)d")
    return {
        "meeting": {"school": page.school_name, "title": page.title},
        "clock": at,
        "refresh": reverse("committee:projector_page", args=[meeting_id]),
        "step": {"title": page.step_title, "position": page.step_number, "total": page.step_count},
        "facts": [
            {
                "label": _("Có mặt"),
                "value": count.present,
                "of": count.summoned,
                "note": met % {"needed": count.needed},
                "progress": False,
            }
        ],
        "sentence": _("Phiếu kín: không ai biết phiếu nào của ai. Kết quả không công bố tại hội nghị này."),
        "seal": None,
    }


def _where(meeting: rooms.MeetingView) -> str:
    return f"{meeting.school_name} · {meeting.place} · {meeting.subject_titled}"


def _in_language(meeting: rooms.MeetingView) -> str:
    return meeting.title.get(requests.language(), meeting.title["vi"])


def _step_row(row: rooms.StepRow) -> dict[str, object]:
    note = f"{requests.local(row.completed_at):%H:%M}" if row.completed_at else ""
    doing = _("đang làm") if row.state == "current" else ""
    return {"title": row.title, "state": row.state, "note": note or doing}


def _step(
    page: rooms.Cockpit, poll: PollView, form: forms.Form | None, *, may_act: bool
) -> dict[str, object]:
    """The card in the middle: what to read aloud, what to enter, what to press."""
    current = page.current
    if current is None:
        return _outside(page, may_act=may_act)
    form_class = STEP_FORMS[current.kind]
    fresh = form_class(people=page.roll) if issubclass(form_class, ElectionForm) else form_class()
    return {
        "kind": current.kind,
        "title": current.title,
        "position": current.number,
        "total": len(page.steps),
        "read_aloud": current.read_aloud,
        "template": f"committee/steps/_{current.kind}.html",
        "form": form or fresh,
        "href": reverse("committee:step", args=[page.meeting.id, current.id]),
        "acts": _acts(page, poll) if may_act else [],
        "present": page.headcount.present,
        "needed": current.hands_needed,
        "sizes": current.sizes,
        "minutes_allowed": current.minutes_allowed,
        "began_at": page.began_at,
        "printed": poll.printed,
        "poll_state": poll.state,
        "may_act": may_act,
        "adjourn": reverse("committee:adjourn", args=[page.meeting.id]),
        "has_quorum": page.headcount.has_quorum,
        "may_adjourn": _may_adjourn(page),
        "is_divided": bool(page.sittings),
        "is_first_called": any(one.is_called for one in page.sittings),
        "sittings_left": [one.number for one in page.sittings if not one.is_called],
    }


def _may_adjourn(page: rooms.Cockpit) -> bool:
    """Whether the people are too few and no sitting is left at which they could come."""
    is_over = bool(page.sittings) and all(one.is_called for one in page.sittings)
    return page.roll_called and not page.headcount.has_quorum and (is_over or not page.sittings)


def _outside(page: rooms.Cockpit, *, may_act: bool) -> dict[str, object]:
    """The card before the meeting begins, and after it is over."""
    state = page.meeting.state
    said = {
        "planned": _(
            "Danh sách triệu tập chưa chốt. Cán bộ tổ chức chốt danh sách ở trang chuẩn bị hội nghị."
        ),
        "summoned": _("Đến giờ họp, bấm “Khai mạc”. Giờ khai mạc được ghi vào biên bản."),
        "closed": _("Hội nghị đã bế mạc. Biên bản hội nghị đã lập; in, ký rồi gửi theo nơi nhận."),
        "adjourned": _("Hội nghị đã hoãn vì chưa đủ số người. Lập hội nghị mới để triệu tập lại."),
        "cancelled": _("Hội nghị đã hủy trước khi họp. Không có việc gì phải làm ở đây."),
        "in_progress": "",
    }[state]
    begin = Act(_("Khai mạc"), reverse("committee:begin", args=[page.meeting.id]))
    return {
        "kind": "outside",
        "title": state_words(state)[1],
        "position": 0,
        "total": len(page.steps),
        "said": said,
        "template": "committee/steps/_outside.html",
        "acts": [begin] if state == "summoned" and may_act else [],
        "documents": page.meeting.id if state == "closed" else None,
        "may_act": may_act,
    }


def _acts(page: rooms.Cockpit, poll: PollView) -> list[Act]:
    """The buttons of a step that is not completed by its form alone."""
    meeting_id = page.meeting.id
    kind = page.current.kind if page.current else ""
    if kind == "ballot" and poll.state == "planned":
        return [Act(_("Mở hòm phiếu"), reverse("committee:open_box", args=[meeting_id]))]
    if kind == "ballot":
        return [Act(_("Kết thúc bỏ phiếu, đóng hòm"), reverse("committee:shut_box", args=[meeting_id]))]
    if kind == "close":
        return [Act(_("Bế mạc, lập biên bản"), reverse("committee:close", args=[meeting_id]))]
    return []


def _roll(page: rooms.Cockpit, *, may_act: bool) -> dict[str, object]:
    count = page.headcount
    absent = sum(row.is_present is False for row in page.roll)
    due = next((one for one in page.sittings if one.is_due), None)
    is_open = not page.box_is_open or (due is not None and due.number > 1 and _is_voting(page))
    return {
        "sittings": page.sittings,
        "sitting": due,
        "asks_why": due is None or due.is_last,
        "is_called": page.roll_called,
        "is_met": count.has_quorum,
        "figures": [
            {"label": _("người được triệu tập (danh sách đã chốt)"), "value": count.summoned},
            {"label": _("có mặt"), "value": count.present},
            {"label": _("cần có mặt"), "value": count.needed},
        ],
        "sentence": _quorum_sentence(page),
        "cite": count.citation,
        "people": [_roll_person(row, due) for row in page.roll if due is None or _may_come(row, due)],
        "absent": absent,
        "absences": [(word, absence_words(word)) for word in ABSENCES],
        "may_change": may_act and page.meeting.state == "in_progress" and is_open,
        "href": reverse("committee:roll", args=[page.meeting.id]),
        "closed_at": page.meeting.box_opened_at,
    }


def _is_voting(page: rooms.Cockpit) -> bool:
    return page.current is not None and page.current.kind == "ballot"


def _may_come(row: rooms.RollRow, due: rooms.SittingRow) -> bool:
    """Whether a person can still be at the sitting: who was at another one cannot."""
    return row.sitting in (None, due.number)


def absence_words(absence: str) -> str:
    """Why somebody is absent, in a word."""
    return {
        "leave": _("nghỉ phép, thai sản"),
        "sick": _("nghỉ ốm"),
        "duty": _("đi công tác"),
        "unexcused": _("không lý do"),
    }.get(absence, "")


def _roll_person(row: rooms.RollRow, due: rooms.SittingRow | None) -> dict[str, object]:
    """A line of the roll; before its roll a person is expected at the last sitting, at earlier ones asked."""
    is_present = row.is_present is not False
    if due is not None:
        is_present = row.sitting == due.number if due.is_called else due.is_last
    return {
        "id": row.id,
        "name": row.full_name,
        "post": row.post_title,
        "is_present": is_present,
        "absence": absence_words(row.absence),
        "absence_id": row.absence,
    }


def _quorum_sentence(page: rooms.Cockpit) -> str:
    count = page.headcount
    if count.has_quorum:
        return _(
            "Số triệu tập %(summoned)d là mẫu số khi kết luận; người vắng mặt vẫn tính trong mẫu số."
        ) % {"summoned": count.summoned}
    if any(not one.is_called for one in page.sittings):
        return _("Còn phiên chưa điểm danh; đủ số người hay không tính chung mọi phiên khi đóng hòm phiếu.")
    missing = count.needed - count.present
    return ngettext(
        "Còn thiếu %(missing)d người; chờ thêm rồi điểm danh lại.",
        "Còn thiếu %(missing)d người; chờ thêm rồi điểm danh lại.",
        missing,
    ) % {"missing": missing}


def _role(functions: Sequence[str] | frozenset[str]) -> str:
    words = {
        "chair": _("Chủ trì"),
        "secretary": _("Thư ký hội nghị"),
        "supervisor": _("Giám sát"),
        "observer": _("Quan sát viên"),
        "committee": _("Tổ kiểm phiếu"),
    }
    return ", ".join(word for function, word in words.items() if function in functions)
