"""Forms of the office's desk."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.org.queries import PersonView


class StaffListForm(forms.Form):
    """A school's staff list as an Excel file."""

    file = forms.FileField(
        label=_("Danh sách cán bộ, giáo viên, nhân viên (Excel)"),
        help_text=_(
            "Tệp .xlsx như trường vẫn lập. Xem trước xong mới ghi; chưa xác nhận thì chưa có gì thay đổi."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Chưa chọn tệp. Chọn tệp .xlsx rồi bấm Xem trước.")},
    )


class PlanForm(forms.Form):
    """A meeting on one leader: when, where, under which plan, and who runs it."""

    is_attested = forms.BooleanField(
        label=_("Hồ sơ của hội nghị không chứa nội dung thuộc bí mật nhà nước; tôi đã đối chiếu danh mục."),
        error_messages={
            "required": _(
                "Chưa có cam kết. Đối chiếu danh mục rồi đánh dấu; nội dung mật không nhập vào đây."
            )
        },
    )
    plan_number = forms.CharField(
        label=_("Kế hoạch lấy phiếu số"), max_length=60, help_text=_("Ví dụ: 12/KH-UBND")
    )
    legal_basis_on = forms.DateField(
        label=_("Ngày căn cứ của hồ sơ"),
        help_text=_("Ngày ra thông báo xem xét bổ nhiệm lại. Quy định có hiệu lực ngày này được áp dụng."),
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
    )
    day = forms.DateField(
        label=_("Ngày họp"),
        help_text=_("Ví dụ: 18/05/2026"),
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
    )
    clock = forms.TimeField(
        label=_("Giờ họp"),
        help_text=_("Ví dụ: 14:00"),
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "in-d", "inputmode": "numeric"}),
    )
    place = forms.CharField(label=_("Nơi họp"), max_length=200)
    subject_summoned = forms.TypedChoiceField(
        label=_("Người được lấy phiếu có được tính vào số người được triệu tập không"),
        choices=[("yes", _("Có, tính theo kế hoạch")), ("no", _("Không tính"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    chair = forms.TypedChoiceField(label=_("Chủ trì"), coerce=int)
    secretary = forms.TypedChoiceField(label=_("Thư ký"), coerce=int)
    supervisor = forms.TypedChoiceField(
        label=_("Người giám sát của cấp trên"), coerce=int, required=False, empty_value=None
    )
    observers = forms.TypedMultipleChoiceField(
        label=_("Quan sát viên"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, people: Sequence[PersonView], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        choices = [
            (person.id, f"{person.full_name} – {person.post_title}, {person.unit_name}") for person in people
        ]
        for name in ("chair", "secretary"):
            self.fields[name].choices = [("", _("Chọn một người")), *choices]  # type: ignore[attr-defined]
        self.fields["supervisor"].choices = [("", _("Không có")), *choices]  # type: ignore[attr-defined]
        self.fields["observers"].choices = choices  # type: ignore[attr-defined]

    def scheduled_at(self) -> datetime:
        """Day and clock of the meeting as one moment."""
        day: date = self.cleaned_data["day"]
        clock: time = self.cleaned_data["clock"]
        return timezone.make_aware(datetime.combine(day, clock))

    def officials(self) -> dict[str, list[int]]:
        """The people chosen, by function."""
        chosen = self.cleaned_data
        supervisor = chosen["supervisor"]
        return {
            "chair": [chosen["chair"]],
            "secretary": [chosen["secretary"]],
            "supervisor": [supervisor] if supervisor else [],
            "observer": list(chosen["observers"]),
        }


class SummonForm(forms.Form):
    """Who is summoned, ticked on the school's staff list."""

    people = forms.TypedMultipleChoiceField(
        label=_("Người được triệu tập"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chưa chọn ai. Chọn người được triệu tập rồi chốt danh sách.")},
    )

    def __init__(self, *args: object, staff: Sequence[PersonView], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.fields["people"].choices = [(row.id, row.full_name) for row in staff]  # type: ignore[attr-defined]


class PrintForm(forms.Form):
    """How many ballots to print."""

    copies = forms.IntegerField(
        label=_("Số phiếu cần in"),
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "in-n", "inputmode": "numeric"}),
        help_text=_("Số người được triệu tập cộng một phần mười, ít nhất thêm 3 phiếu để đổi phiếu hỏng."),
    )


class LinkForm(forms.Form):
    """For whom a sign-in link is made."""

    person = forms.IntegerField(widget=forms.HiddenInput)
