"""Forms of the room: one for each kind of step, the roll, the minutes and the count."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.meetings.operations import Answers, Proposal
from tinnhiem.apps.meetings.queries import RollRow

NUMBER = {"class": "in-n", "inputmode": "numeric"}
NOMINEES = 5


class PlainForm(forms.Form):
    """A step that is completed by saying so."""

    def answers(self) -> Answers:
        """What the secretary entered."""
        return Answers()


class AddressForm(forms.Form):
    """What the supervising officer said, and whether it recommends a vote."""

    address = forms.CharField(
        label=_("Nội dung phát biểu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ghi ngắn gọn lời phát biểu. Không phát biểu thì để trống."),
    )
    recommends_vote = forms.TypedChoiceField(
        label=_("Lời phát biểu có gợi ý cách bỏ phiếu không"),
        choices=[("no", _("Không")), ("yes", _("Có, ghi là điều bất thường"))],
        coerce=lambda value: value == "yes",
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def answers(self) -> Answers:
        """What the secretary entered."""
        return Answers(
            address=self.cleaned_data["address"], recommends_vote=self.cleaned_data["recommends_vote"]
        )


class HandsForm(forms.Form):
    """A show of hands."""

    hands = forms.IntegerField(
        label=_("Số người giơ tay đồng ý"), min_value=0, widget=forms.NumberInput(attrs=NUMBER)
    )

    def answers(self) -> Answers:
        """What the secretary entered."""
        return Answers(hands=self.cleaned_data["hands"])


class CommentsForm(forms.Form):
    """How many people spoke; never who, never what."""

    speakers = forms.IntegerField(
        label=_("Số ý kiến phát biểu"),
        min_value=0,
        widget=forms.NumberInput(attrs=NUMBER),
        help_text=_("Biên bản chỉ ghi số ý kiến, không ghi tên người phát biểu."),
    )

    def answers(self) -> Answers:
        """What the secretary entered."""
        return Answers(speakers=self.cleaned_data["speakers"])


class ElectionForm(forms.Form):
    """Up to five people proposed for the counting committee, the first of them as its head."""

    def __init__(self, *args: object, people: Sequence[RollRow] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        choices = [("", _("Chọn một người")), *((row.person_id, row.full_name) for row in people)]
        for seat in range(1, NOMINEES + 1):
            self.fields[f"person_{seat}"] = forms.TypedChoiceField(
                label=_("Người thứ %(seat)d") % {"seat": seat},
                choices=choices,
                coerce=int,
                required=False,
                empty_value=None,
            )
            self.fields[f"hands_{seat}"] = forms.IntegerField(
                label=_("Số giơ tay cho người thứ %(seat)d") % {"seat": seat},
                min_value=0,
                required=False,
                widget=forms.NumberInput(attrs=NUMBER),
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of person and hands, for the table."""
        return [(self[f"person_{seat}"], self[f"hands_{seat}"]) for seat in range(1, NOMINEES + 1)]

    def answers(self) -> Answers:
        """What the secretary entered; an empty line proposes nobody."""
        chosen = [
            (self.cleaned_data[f"person_{seat}"], self.cleaned_data[f"hands_{seat}"])
            for seat in range(1, NOMINEES + 1)
        ]
        proposed = [(person, hands or 0) for person, hands in chosen if person is not None]
        return Answers(
            proposals=tuple(
                Proposal(person, is_head=position == 0, hands=hands)
                for position, (person, hands) in enumerate(proposed)
            )
        )


STEP_FORMS: dict[str, type[PlainForm | AddressForm | HandsForm | CommentsForm | ElectionForm]] = {
    "roll_call": PlainForm,
    "statement": PlainForm,
    "address": AddressForm,
    "show_of_hands": HandsForm,
    "committee_election": ElectionForm,
    "reading": PlainForm,
    "comments": CommentsForm,
    "ballot": PlainForm,
    "count": PlainForm,
    "close": PlainForm,
}
"""The form of each kind of step."""


class MinutesForm(forms.Form):
    """A line to add to the minutes."""

    text = forms.CharField(
        label=_("Ghi thêm vào biên bản"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Dòng ghi thêm chưa có chữ nào. Viết nội dung rồi bấm ghi.")},
    )
    kind = forms.ChoiceField(
        label=_("Loại dòng ghi"),
        choices=[
            ("note", _("Ghi thêm")),
            ("correction", _("Đính chính")),
            ("irregularity", _("Điều bất thường")),
        ],
    )


class AccountForm(forms.Form):
    """Where every printed sheet is."""

    issued = forms.IntegerField(label=_("Phát ra, kể cả phiếu đổi"), min_value=0)
    exchanged = forms.IntegerField(label=_("Hỏng, đã thu lại và đổi"), min_value=0)
    returned = forms.IntegerField(label=_("Thu về trong hòm"), min_value=0)
    not_returned = forms.IntegerField(label=_("Phát ra không thu về"), min_value=0)
    unused = forms.IntegerField(label=_("Chưa dùng"), min_value=0)
    destroyed = forms.IntegerField(label=_("Chưa dùng, đã hủy tại chỗ"), min_value=0)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        for bound in self.fields.values():
            bound.widget = forms.NumberInput(attrs={**NUMBER, "autocomplete": "off"})


class DecisionForm(forms.Form):
    """What the whole committee decided about one questioned ballot."""

    ground = forms.ChoiceField(label=_("Lý do xem xét"))
    votes_valid = forms.IntegerField(
        label=_("Số người trong tổ cho là hợp lệ"), min_value=0, widget=forms.NumberInput(attrs=NUMBER)
    )
    votes_invalid = forms.IntegerField(
        label=_("Số người trong tổ cho là không hợp lệ"), min_value=0, widget=forms.NumberInput(attrs=NUMBER)
    )

    def __init__(self, *args: object, grounds: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """The totals one member counted alone, a field for each line."""

    def __init__(self, *args: object, lines: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        for line, label in lines:
            self.fields[line] = forms.IntegerField(label=label, min_value=0)
