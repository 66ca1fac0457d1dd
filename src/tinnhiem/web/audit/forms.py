"""Forms of the audit page."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.audit.queries import Wanted
from tinnhiem.engines.ledger import head_of
from tinnhiem.web.acts import actors_named


class FilterForm(forms.Form):
    """Which lines of the ledger to show."""

    act = forms.ChoiceField(label=_("Việc"), required=False)
    subject = forms.CharField(label=_("Đối tượng"), max_length=200, required=False)
    actor = forms.CharField(label=_("Người làm"), max_length=200, required=False)
    day = forms.DateField(
        label=_("Ngày"),
        required=False,
        widget=forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"}),
    )

    def __init__(self, *args: object, acts: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.fields["act"].choices = [("", _("Tất cả")), *acts]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; everything while the form has errors or was not sent."""
        if not self.is_bound or not self.is_valid():
            return Wanted()
        asked = self.cleaned_data
        actors = actors_named(asked["actor"]) if asked["actor"] else None
        return Wanted(act=asked["act"], subject=asked["subject"], actors=actors, day=asked["day"])

    def address(self) -> str:
        """The filters as the query of an address, without the page."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})


class VerifyForm(forms.Form):
    """A head noted earlier, such as the one in signed minutes."""

    head = forms.CharField(
        label=_("Mốc đối chiếu đã ghi trước đây"),
        max_length=100,
        required=False,
        help_text=_("Số dòng, dấu hai chấm rồi 64 ký tự mã băm. Không có thì để trống."),
    )

    def clean_head(self) -> str:
        """The head as given, where it can be read."""
        given: str = self.cleaned_data["head"].strip()
        if given and head_of(given) is None:
            raise forms.ValidationError(
                _("Mốc này không đọc được. Ghi số dòng, dấu hai chấm rồi 64 ký tự mã băm.")
            )
        return given
