"""Forms of the records clerk's desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.records.operations import Change, Signature


class SignatureForm(forms.Form):
    """Number, day, signer and file of a signed paper, read off the paper itself."""

    number = forms.IntegerField(
        label=_("Số"),
        min_value=1,
        max_value=99999,
        help_text=_("Số tiếp theo của sổ đã điền sẵn; chỉ cấp số khi văn bản đã ký."),
        widget=forms.NumberInput(attrs={"class": "in-n", "inputmode": "numeric"}),
    )
    series = forms.CharField(
        label=_("Ký hiệu"),
        max_length=40,
        help_text=_("Phần sau số: QĐ-UBND, TB-UBND; công văn: UBND-VHXH; văn bản của Đảng: TB/ĐU."),
    )
    signed_on = forms.DateField(
        label=_("Ngày ký"),
        help_text=_("Ví dụ: 18/05/2026"),
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
    )
    signer = forms.CharField(label=_("Người ký"), max_length=160)
    file = forms.FileField(
        label=_("Bản đã ký"),
        help_text=_("Bản quét PDF, JPG, PNG, bản PDF ký số, hoặc tệp chữ ký số P7S; không quá 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.p7s"}),
        error_messages={"required": _("Chưa chọn tệp. Chọn bản quét hoặc tệp chữ ký số của văn bản đã ký.")},
    )

    def signature(self) -> Signature:
        """What was entered, with the bytes of the file."""
        entered = self.cleaned_data
        return Signature(
            series=entered["series"],
            number=entered["number"],
            signed_on=entered["signed_on"],
            signer=entered["signer"],
            file_name=entered["file"].name,
            content=entered["file"].read(),
        )


class EditedForm(forms.Form):
    """A draft that somebody edited in Word."""

    edited = forms.FileField(
        label=_("Bản Word đã sửa"),
        help_text=_("Máy giữ bản này thành một phiên bản mới và nêu các con số khác với dữ liệu."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Chưa chọn tệp. Chọn tệp .docx đã sửa.")},
    )


class FurtherForm(forms.Form):
    """What a further document corrects or revokes in a signed one."""

    kind = forms.ChoiceField(
        label=_("Việc cần làm"),
        choices=[("corrects", _("Đính chính")), ("revokes", _("Thu hồi"))],
        widget=forms.RadioSelect,
    )
    reads = forms.CharField(
        label=_("Đã ghi"),
        max_length=400,
        required=False,
        help_text=_("Chép đúng chỗ sai; chỉ cần khi đính chính."),
    )
    should_read = forms.CharField(label=_("Nay sửa lại là"), max_length=400, required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=400)

    def clean(self) -> dict[str, object]:
        """A correction says what was wrong and how it reads now."""
        entered = super().clean() or {}
        if entered.get("kind") == "corrects":
            for name in ("reads", "should_read"):
                if not entered.get(name):
                    self.add_error(name, _("Đính chính phải ghi cả chỗ sai và chỗ đúng."))
        return entered

    def change(self) -> Change:
        """What was entered."""
        entered = self.cleaned_data
        return Change(
            kind=entered["kind"],
            reason=entered["reason"],
            reads=entered["reads"],
            should_read=entered["should_read"],
        )
