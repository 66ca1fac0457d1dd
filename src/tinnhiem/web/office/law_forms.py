"""What an officer asks of the law browser: days, a status, a school, words to look for."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.org.queries import UnitView
from tinnhiem.apps.rules.readings import SubjectReading

ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WITHIN: Final = (12, 24, 60)
"""For how many months after a change terms that end are looked at."""
CONTENT: Final = frozenset({"value", "new", "repealed"})
"""The changes after which something else has to be done; another article for the same is none."""
_MONTH: Final = timedelta(days=30.44)


def a_day(label: Promise) -> forms.DateField:
    """A field for a day, typed or given in the address."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # a lazy sentence, as every label is
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
        error_messages={
            "required": _("Chưa có ngày. Viết như 01/07/2026."),
            "invalid": _("Ngày này không có thật hoặc chưa đúng dạng. Viết như 01/07/2026."),
        },
    )


def a_status() -> forms.ChoiceField:
    """A field for whom the rules bind."""
    return forms.ChoiceField(
        label=_("Áp dụng cho"),
        choices=[("public_employee", _("Viên chức")), ("civil_servant", _("Công chức"))],
    )


class LawForm(forms.Form):
    """What holds on a day."""

    on = a_day(_("Ngày"))
    who = a_status()
    subject = forms.ChoiceField(label=_("Nội dung"), required=False)
    mark = forms.ChoiceField(
        label=_("Mức chắc chắn"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("provisional", _("Tạm áp dụng")),
            ("disagreement", _("Các quy định khác nhau")),
            ("unread", _("Chưa đọc nguyên văn")),
            ("local", _("Do địa phương quy định")),
        ],
    )
    q = forms.CharField(label=_("Tìm trong nội dung"), required=False, max_length=100)

    def __init__(self, data: Mapping[str, str], *, subjects: Sequence[SubjectReading]) -> None:
        super().__init__(data)
        choices = [("", _("Tất cả")), *((subject.code, subject.title) for subject in subjects)]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]


class CompareForm(forms.Form):
    """Two days, and a school to see them applied to."""

    a = a_day(_("Ngày thứ nhất"))
    b = a_day(_("Ngày thứ hai"))
    who = a_status()
    kind = forms.ChoiceField(
        label=_("Khác ở điểm nào"),
        required=False,
        choices=[
            ("content", _("Khác về nội dung")),
            ("", _("Tất cả")),
            ("value", _("Nội dung khác")),
            ("new", _("Thêm")),
            ("repealed", _("Thôi áp dụng")),
            ("source", _("Chỉ khác điều khoản")),
            ("certainty", _("Chỉ khác mức chắc chắn")),
        ],
    )
    school = forms.TypedChoiceField(label=_("Xét cho trường"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: Mapping[str, str], *, schools: Sequence[UnitView]) -> None:
        super().__init__(data)
        choices = [("", _("Không chọn")), *((school.id, school.name) for school in schools)]
        self.fields["school"].choices = choices  # type: ignore[attr-defined]

    def wants(self, kind: str) -> bool:
        """Whether changes of a kind are to be shown."""
        chosen: str = self.cleaned_data["kind"]
        return kind in CONTENT if chosen == "content" else chosen in ("", kind)


class ChangesForm(forms.Form):
    """The day of a change, and how far after it terms are looked at."""

    on = a_day(_("Ngày quy định thay đổi"))
    within = forms.TypedChoiceField(
        label=_("Nhiệm kỳ kết thúc"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            *((months, _("trong %(months)d tháng sau đó") % {"months": months}) for months in WITHIN),
            ("", _("bất kỳ lúc nào")),
        ],
    )
    q = forms.CharField(label=_("Tìm theo tên người hoặc trường"), required=False, max_length=100)

    def until(self) -> date | None:
        """The last day on which a term may end to be looked at."""
        months: int | None = self.cleaned_data["within"]
        on: date = self.cleaned_data["on"]
        return None if months is None else on + months * _MONTH


def asked(query: QueryDict, **defaults: str) -> Mapping[str, str]:
    """What the address asks for over the defaults, with days of the form 2026-07-01 as people write them."""
    given = {name: str(value) for name, value in query.items()}
    return {name: ISO.sub(r"\3/\2/\1", value) for name, value in (defaults | given).items()}


def written(day: date) -> str:
    """A day as a field shows it."""
    return f"{day:%d/%m/%Y}"
