"""Forms of campaigns and of the calendar."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.meetings.queries import VenueView
from tinnhiem.apps.org.queries import PersonView, UnitView
from tinnhiem.domain.regulations import PostponementGround


def _day(label: object, help_text: object = "", **kwargs: object) -> forms.DateField:
    widget = forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"})
    return forms.DateField(label=label, help_text=help_text, widget=widget, **kwargs)  # type: ignore[arg-type]  # passed on as Django takes them


def _clock(label: object) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"class": "in-d", "inputmode": "numeric"})
    return forms.TimeField(label=label, widget=widget)  # type: ignore[arg-type]  # passed on as Django takes it


def _named(people: Sequence[PersonView]) -> list[tuple[int, str]]:
    return [(one.id, f"{one.full_name} – {one.post_title}, {one.unit_name}") for one in people]


class CampaignForm(forms.Form):
    """A campaign: the attestation first, then period and plan."""

    is_attested = forms.BooleanField(
        error_messages={
            "required": _(
                "Chưa có cam kết. Đối chiếu danh mục rồi đánh dấu; nội dung mật không nhập vào đây."
            )
        },
    )
    unit = forms.TypedChoiceField(label=_("Đơn vị tổ chức"), coerce=int)
    plan_number = forms.CharField(
        label=_("Kế hoạch lấy phiếu số"), max_length=60, help_text=_("Ví dụ: 12/KH-UBND")
    )
    starts_on = _day(_("Từ ngày"), _("Thời hạn giữ chức vụ hết từ ngày này"))
    last_day = _day(_("Đến hết ngày"))
    legal_basis_on = _day(
        _("Ngày căn cứ của đợt"),
        _("Ngày ban hành kế hoạch. Quy định có hiệu lực ngày này được áp dụng cho cả đợt."),
    )
    subject_summoned = forms.TypedChoiceField(
        label=_("Người được lấy phiếu có được tính vào số người được triệu tập không"),
        choices=[("yes", _("Có, tính theo kế hoạch")), ("no", _("Không tính"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: object, units: Sequence[UnitView], attestation: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.fields["unit"].choices = [(unit.id, unit.name) for unit in units]  # type: ignore[attr-defined]
        self.fields["is_attested"].label = attestation


class ExceptionForm(forms.Form):
    """Why a leader is taken out of a campaign."""

    ground = forms.ChoiceField(label=_("Lý do"), required=False)
    basis = forms.CharField(
        label=_("Văn bản làm căn cứ"),
        max_length=160,
        required=False,
        help_text=_("Số và ngày của văn bản. Ví dụ: Quyết định 45/QĐ-UBND ngày 02/03/2026"),
    )

    def __init__(self, *args: object, grounds: Sequence[PostponementGround], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        choices = [("", _("Chưa rõ lý do")), *((one.code, one.label) for one in grounds)]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]


class NoticeForm(forms.Form):
    """The notice as signed."""

    number = forms.CharField(label=_("Thông báo số"), max_length=60, help_text=_("Ví dụ: 31/TB-UBND"))
    issued_on = _day(_("Ngày ký"))


class WishesForm(forms.Form):
    """Between which days to draft meetings, and who may run them."""

    first = _day(_("Từ ngày"))
    last = _day(_("Đến hết ngày"))
    chair = forms.TypedMultipleChoiceField(
        label=_("Ai có thể chủ trì"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    secretary = forms.TypedMultipleChoiceField(
        label=_("Ai có thể làm thư ký"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    supervisor = forms.TypedMultipleChoiceField(
        label=_("Ai có thể giám sát"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, people: Sequence[PersonView], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        for name in ("chair", "secretary", "supervisor"):
            self.fields[name].choices = _named(people)  # type: ignore[attr-defined]

    def people(self) -> Mapping[str, Sequence[int]]:
        """The people chosen, by function."""
        return {name: self.cleaned_data[name] for name in ("chair", "secretary", "supervisor")}


class DraftForm(forms.Form):
    """One line of the draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = _day(_("Ngày họp"))
    clock = _clock(_("Giờ họp"))
    venue = forms.TypedChoiceField(label=_("Phòng họp"), coerce=int, required=False, empty_value=None)
    chair = forms.TypedChoiceField(label=_("Chủ trì"), coerce=int)
    secretary = forms.TypedChoiceField(label=_("Thư ký"), coerce=int)
    supervisor = forms.TypedChoiceField(
        label=_("Người giám sát của cấp trên"), coerce=int, required=False, empty_value=None
    )
    observer = forms.TypedChoiceField(label=_("Quan sát viên"), coerce=int, required=False, empty_value=None)

    def __init__(
        self,
        *args: object,
        people: Sequence[PersonView],
        venues: Sequence[VenueView],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        rooms = [(one.id, f"{one.name} ({one.capacity})") for one in venues]
        self.fields["venue"].choices = [("", _("Chưa chọn phòng")), *rooms]  # type: ignore[attr-defined]
        for name, empty in (
            ("chair", _("Chọn một người")),
            ("secretary", _("Chọn một người")),
            ("supervisor", _("Không có")),
            ("observer", _("Không có")),
        ):
            self.fields[name].choices = [("", empty), *_named(people)]  # type: ignore[attr-defined]

    def scheduled_at(self) -> datetime:
        """Day and clock as one moment."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"]))

    def officials(self) -> Mapping[str, Sequence[int]]:
        """The people chosen, by function."""
        chosen = {name: self.cleaned_data[name] for name in ("chair", "secretary", "supervisor", "observer")}
        return {name: [person] for name, person in chosen.items() if person}


class VenueForm(forms.Form):
    """A room and how many people it holds."""

    school = forms.TypedChoiceField(label=_("Trường"), coerce=int)
    name = forms.CharField(label=_("Tên phòng"), max_length=120)
    capacity = forms.IntegerField(label=_("Số chỗ"), min_value=1, max_value=5000)

    def __init__(self, *args: object, schools: Sequence[UnitView], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.fields["school"].choices = [(one.id, one.name) for one in schools]  # type: ignore[attr-defined]


class TravelForm(forms.Form):
    """A road between two schools."""

    origin = forms.TypedChoiceField(label=_("Từ trường"), coerce=int)
    destination = forms.TypedChoiceField(label=_("Đến trường"), coerce=int)
    minutes = forms.IntegerField(label=_("Số phút đi đường"), min_value=0, max_value=600)

    def __init__(self, *args: object, schools: Sequence[UnitView], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        for name in ("origin", "destination"):
            self.fields[name].choices = [(one.id, one.name) for one in schools]  # type: ignore[attr-defined]


class ClocksField(forms.CharField):
    """Hours of a day in one line, such as 08:00, 14:00."""

    default_error_messages: ClassVar = {"clock": _("Không đọc được giờ “%(given)s”. Ghi như 08:00, 14:00.")}

    def clean(self, value: str) -> list[time]:
        """The hours in the order given."""
        return [
            self._clock(given) for given in re.split(r"[\s,;]+", str(super().clean(value)).strip()) if given
        ]

    def _clock(self, given: str) -> time:
        try:
            return datetime.strptime(given.replace("h", ":"), "%H:%M").time()  # noqa: DTZ007 - an hour of no day
        except ValueError as unread:
            message = self.error_messages["clock"]
            raise forms.ValidationError(message, params={"given": given}) from unread


class SchedulingForm(forms.Form):
    """How meetings are held unless somebody decides otherwise for one of them."""

    starts = ClocksField(
        label=_("Giờ bắt đầu trong ngày"),
        max_length=80,
        help_text=_("Ví dụ: 08:00, 14:00. Lịch dự kiến và khi dời hàng loạt chỉ dùng các giờ này."),
    )
    length_minutes = forms.IntegerField(
        label=_("Một hội nghị kéo dài (phút)"), help_text=_("Tính cả thời gian kiểm phiếu.")
    )
    travel_minutes = forms.IntegerField(
        label=_("Đi đường khi chưa ghi (phút)"), help_text=_("Giữa hai trường chưa có ở mục Đường đi.")
    )


class ClosedDayForm(forms.Form):
    """A day on which no meeting is held, or several in a row."""

    on = _day(_("Ngày không họp"))
    last_day = _day(_("Đến hết ngày (nếu nhiều ngày)"), required=False)
    reason = forms.CharField(label=_("Vì sao"), max_length=160, help_text=_("Ví dụ: Thi học kỳ II"))


class ReasonForm(forms.Form):
    """Why a meeting is cancelled, with the state the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do hủy"), max_length=300)


class MoveForm(forms.Form):
    """How the chosen meetings are to find another day, and why they move."""

    SAME_HOUR, NEXT_SLOT, DAYS_LATER = "same_hour", "next_slot", "days_later"

    way = forms.ChoiceField(
        label=_("Dời thế nào"),
        choices=[
            (SAME_HOUR, _("Ngày họp được đầu tiên, giữ nguyên giờ")),
            (NEXT_SLOT, _("Chỗ trống tiếp theo, theo giờ bắt đầu đã đặt")),
            (DAYS_LATER, _("Lùi đều một số ngày làm việc, giữ nguyên giờ")),
        ],
        widget=forms.RadioSelect,
    )
    first = _day(_("Tìm từ ngày"), _("Cho hai cách đầu"), required=False)
    count = forms.IntegerField(
        label=_("Số ngày làm việc"),
        help_text=_("Cho cách thứ ba"),
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.NumberInput(attrs={"class": "in-d"}),
    )
    reason = forms.CharField(
        label=_("Lý do dời"), max_length=300, help_text=_("Thông báo gửi lại sẽ nêu lý do này.")
    )

    def clean(self) -> dict[str, object]:
        """Each way asks for its own number."""
        cleaned: dict[str, object] = dict(super().clean() or {})
        way = cleaned.get("way")
        if way == self.DAYS_LATER and cleaned.get("count") is None and "count" not in self.errors:
            self.add_error("count", _("Chưa ghi lùi bao nhiêu ngày làm việc. Ghi một số, ví dụ 3."))
        if (
            way in (self.SAME_HOUR, self.NEXT_SLOT)
            and not cleaned.get("first")
            and "first" not in self.errors
        ):
            self.add_error("first", _("Chưa ghi tìm từ ngày nào. Ghi như 18/05/2026."))
        return cleaned
