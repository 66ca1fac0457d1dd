"""The count page as its templates expect it: own numbers, and of the other's only same or differs."""

from collections.abc import Collection, Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinnhiem.apps.ballots.queries import CountingPage, CountLine, EquationRow
from tinnhiem.apps.records import queries as records
from tinnhiem.domain.confidence.count import INVALID
from tinnhiem.web.committee.forms import AccountForm, DecisionForm, EntryForm
from tinnhiem.web.templatetags.words import ErrorLine

STATES = {"same": "same", "different": "differs", "": "open"}


def lines(page: CountingPage) -> list[tuple[str, str]]:
    """The lines to count with their labels."""
    return [(line.id, _label(line)) for line in page.lines]


def context(
    page: CountingPage,
    *,
    audiences: Collection[str],
    account_form: AccountForm | None,
    decision_form: DecisionForm | None,
    entry_form: EntryForm | None,
) -> dict[str, object]:
    """The context of the count page."""
    meeting = page.meeting
    grounds = [(row.id, row.label) for row in page.grounds]
    labels = dict(grounds)
    returned = page.account.returned if page.account else None
    numbers = [line.number for line in page.lines]
    total = sum(number for number in numbers if number is not None)
    return {
        "meeting": {"where": f"{meeting.school_name} · {meeting.place}", "id": meeting.id},
        "subject": {"name": meeting.subject_titled, "post": meeting.subject_post_title},
        "seat": _seat(page),
        "state": page.state,
        "printed": page.printed,
        "present": page.present,
        "account_form": account_form or AccountForm(initial=_initial(page)),
        "account_is_made": page.account is not None,
        "equations": [_equation(page, row) for row in page.equations],
        "decision_form": decision_form or DecisionForm(grounds=grounds),
        "decided": [(row, labels[row.ground]) for row in page.decided],
        "committee_size": len(page.committee),
        "rows": [_row(line, entry_form) for line in page.lines],
        "total": total,
        "has_total": page.seat is not None,
        "total_matches": total == returned,
        "may_enter": page.account is not None and not page.is_locked and _has_seat(page),
        "can_lock": page.both_entered and page.differing == 0 and not page.is_locked and _has_seat(page),
        "is_locked": page.is_locked,
        "may_conclude": page.may_conclude,
        "is_concluded": page.state == "concluded",
        "is_open_for_count": page.state == "closed",
        "actions": {
            name: reverse(f"committee:{name}", args=[meeting.id])
            for name in ("account", "decide", "enter", "lock", "conclude")
        },
        "documents": records.documents_about(f"meeting:{meeting.id}", audiences=audiences),
        "unit": meeting.school_name,
        "role": page.member.role_title,
        "errors_title": _errors_title(page),
        "errors_todo": _(
            "Cả hai người mở lại xấp phiếu, đếm to từng phiếu, rồi mỗi người tự sửa số của mình."
        )
        if page.differing
        else "",
    }


def differences(page: CountingPage) -> Iterator[ErrorLine]:
    """One line of the error summary for each line on which the two counts differ."""
    for line in page.lines:
        if line.comparison == "different":
            said = _("Dòng “%(line)s”: hai lần nhập khác nhau") % {"line": _label(line)}
            yield ErrorLine(f"count_{line.id}", said)


def _errors_title(page: CountingPage) -> str:
    if not page.differing:
        return ""
    return ngettext(
        "Khác nhau tại %(places)d chỗ, chưa khóa được kết quả",
        "Khác nhau tại %(places)d chỗ, chưa khóa được kết quả",
        page.differing,
    ) % {"places": page.differing}


def _label(line: CountLine) -> str:
    return line.label or _("Không hợp lệ")


def _row(line: CountLine, form: EntryForm | None) -> dict[str, object]:
    typed = form.data.get(line.id, "") if form is not None else None
    return {
        "field": f"count_{line.id}",
        "name": line.id,
        "label": _label(line),
        "value": typed if typed is not None else line.number,
        "state": STATES[line.comparison],
        "is_invalid_line": line.id == INVALID,
    }


def _has_seat(page: CountingPage) -> bool:
    return page.seat is not None or page.seats_taken < 2


def _seat(page: CountingPage) -> str:
    if page.seat is not None:
        first = _("Bạn là người nhập thứ nhất: %(name)s")
        second = _("Bạn là người nhập thứ hai: %(name)s")
        return (first if page.seat == 1 else second) % {"name": page.member.titled}
    if page.seats_taken < 2:
        return _("Bạn chưa nhập: %(name)s") % {"name": page.member.titled}
    return _("Hai người khác trong tổ đã nhập; bạn cùng tổ xem xét phiếu.")


def _initial(page: CountingPage) -> dict[str, int]:
    if page.account is None:
        return {}
    items = ("issued", "exchanged", "returned", "not_returned", "unused", "destroyed")
    return {item: getattr(page.account, item) for item in items}


def _equation(page: CountingPage, row: EquationRow) -> dict[str, object]:
    account = page.account
    sides: dict[str, tuple[tuple[int, str], Sequence[tuple[int, str]]]] = {}
    if account is not None:
        sides = {
            "printed": (
                (account.printed, _("in ra")),
                ((account.issued, _("phát ra")), (account.unused, _("chưa dùng"))),
            ),
            "issued": (
                (account.issued, _("phát ra")),
                (
                    (account.returned, _("thu về")),
                    (account.exchanged, _("đã đổi")),
                    (account.not_returned, _("không thu về")),
                ),
            ),
            "destroyed": ((account.destroyed, _("đã hủy")), ((account.unused, _("chưa dùng")),)),
            "people": ((account.people_issued, _("người nhận phiếu")), ((page.present, _("có mặt")),)),
        }
    left, right = sides[row.name]
    return {
        "left": {"count": left[0], "label": left[1]},
        "right": [{"count": count, "label": label} for count, label in right],
        "sign": "≤" if row.name == "people" else "=",
        "holds": row.holds,
        "cure": "",
    }
