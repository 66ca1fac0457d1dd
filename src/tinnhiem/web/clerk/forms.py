"""Forms of the records clerk's desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.records.operations import Change, OfficeTerms, Signature


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
        help_text=_("Bản quét PDF, JPG, PNG, bản PDF ký số, hoặc tệp chữ ký số P7S, P7M; không quá 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.p7s,.p7m"}),
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


class ComparedForm(forms.Form):
    """That the clerk compared a file without a readable mark with the draft."""

    is_compared = forms.BooleanField(
        label=_("Tôi đã so từng trang: tệp này đúng là bản ký của dự thảo bên trái"),
        error_messages={"required": _("Chưa đánh dấu đã so. Xem từng trang hai bên rồi đánh dấu.")},
    )


class OfficeForm(forms.Form):
    """How the papers of a unit name who issues them."""

    name = forms.CharField(
        label=_("Tên trên phần đầu văn bản"),
        max_length=200,
        help_text=_("Ví dụ: Ủy ban nhân dân phường Thạch Lâm"),
    )
    suffix = forms.RegexField(
        label=_("Phần sau của ký hiệu"),
        regex=r"^[^\W_][\w.-]*$",
        max_length=20,
        help_text=_("Ví dụ: UBND trong 12/QĐ-UBND; VHXH trong 31/TTr-VHXH"),
        error_messages={
            "invalid": _("Chỉ ghi chữ viết tắt của cơ quan, không dấu cách, không dấu gạch chéo.")
        },
    )
    capacity = forms.CharField(
        label=_("Quyền hạn, chức vụ người ký"),
        max_length=300,
        help_text=_("Mỗi dòng một phần, đúng như trên văn bản: TM. ỦY BAN NHÂN DÂN, rồi CHỦ TỊCH"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    signer = forms.CharField(
        label=_("Họ tên người ký"),
        max_length=160,
        required=False,
        help_text=_("Để trống thì dự thảo để trắng chỗ này."),
    )

    def terms(self) -> OfficeTerms:
        """What was entered, the lines of the capacity apart."""
        entered = self.cleaned_data
        lines = tuple(line.strip() for line in entered["capacity"].splitlines() if line.strip())
        return OfficeTerms(entered["name"], entered["suffix"], lines, entered["signer"])


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
