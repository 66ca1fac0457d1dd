"""Forms of the authority's desk: one for each kind of step, and those after the decision."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tinnhiem.apps.ballots.operations import DecisionTerms, PaperTerms
from tinnhiem.apps.ballots.queries import CasePage
from tinnhiem.apps.publication.queries import PLACES
from tinnhiem.domain.confidence.entries import Entry, VoteCounts

COUNT = forms.NumberInput(attrs={"class": "in-n", "inputmode": "numeric"})
DAY = forms.DateInput(attrs={"class": "in-d", "inputmode": "numeric"})
OPTION_LABELS: Final = {
    "agree": _("Đồng ý"),
    "disagree": _("Không đồng ý"),
    "high": _("Tín nhiệm cao"),
    "medium": _("Tín nhiệm"),
    "low": _("Tín nhiệm thấp"),
}
VOTE_LINES: Final = {
    **OPTION_LABELS,
    "taken_on": _("Ngày làm"),
    "summoned": _("Tổng số người có quyền biểu quyết"),
    "present": _("Có mặt"),
    "issued": _("Phiếu phát ra"),
    "returned": _("Phiếu thu về"),
    "valid": _("Phiếu hợp lệ"),
}
"""The lines of the record of a vote."""
PLACE_LABELS: Final = {
    "notice_board": _("Niêm yết tại trường"),
    "intranet": _("Trang nội bộ của trường"),
    "staff_meeting": _("Thông báo tại hội nghị của trường"),
    "authority_page": _("Trang thông tin của cơ quan quyết định"),
}
PROCEDURES: Final = (
    ("extension", _("Kéo dài thời gian giữ chức vụ đến tuổi nghỉ hưu")),
    ("reappointment", _("Bổ nhiệm lại, hội nghị đã họp trên giấy")),
    ("confidence_poll", _("Lấy phiếu tín nhiệm ba mức, đã có biên bản")),
    ("resignation", _("Từ chức")),
    ("dismissal", _("Miễn nhiệm")),
)
POSTS: Final = (
    ("", _("Không giữ chức vụ quản lý")),
    ("principal", _("Hiệu trưởng")),
    ("vice_principal", _("Phó Hiệu trưởng")),
)


class StepForm(forms.Form):
    """What every step asks: who took it, and when."""

    taken_by = forms.CharField(label=_("Ai làm"), max_length=200)
    taken_on = forms.DateField(label=_("Ngày làm"), help_text=_("Ví dụ: 18/05/2026"), widget=DAY)

    takes_paper = False
    """Whether a scanned paper may be attached when the step is confirmed."""

    def __init__(self, *args: object, page: CasePage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.page = page
        self.step = page.due.id if page.due else ""
        self.fit(page)

    def fit(self, page: CasePage) -> None:
        """Give fields the choices of this case."""

    def entry(self) -> Entry:
        """What was entered, as the operation asks for it."""
        said = self.cleaned_data
        return Entry(
            taken_by=said["taken_by"],
            taken_on=said["taken_on"],
            result=said.get("result", ""),
            text=said.get("text", ""),
            number=said.get("number", ""),
            ground=said.get("ground", ""),
            bars=tuple(said.get("bars", ())),
            counts=self.counts(),
        )

    def counts(self) -> VoteCounts | None:
        """The counts of a vote; none for other steps."""
        return None


class ReasonedForm(StepForm):
    """A step that ends in what a person says, with the reasons."""

    result = forms.ChoiceField(label=_("Kết quả"), widget=forms.RadioSelect)
    text = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 4}))

    def fit(self, page: CasePage) -> None:
        """The results that this step may end in."""
        _choices(self, "result", page.due.results if page.due else ())


class VerificationForm(ReasonedForm):
    """Verification: what was found on what basis, or why none was needed."""

    text = forms.CharField(
        label=_("Nội dung, căn cứ xác minh; hoặc lý do không cần xác minh"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    takes_paper = True


class OpinionForm(ReasonedForm):
    """The written opinion of the Party committee."""

    number = forms.CharField(label=_("Số văn bản của cấp ủy"), max_length=60, help_text=_("Ví dụ: 05-CV/ĐU"))
    text = forms.CharField(
        label=_("Ý kiến kèm theo"),
        required=False,
        help_text=_("Bắt buộc khi cấp ủy không đồng ý hoặc có ý kiến kèm theo."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    takes_paper = True
    field_order = ("taken_by", "taken_on", "number", "result", "text")


class RequestForm(StepForm):
    """The paper with which a case begins: a letter, a self-assessment, the established ground."""

    number = forms.CharField(
        label=_("Số, tên văn bản"), max_length=60, help_text=_("Ví dụ: Đơn từ chức; Báo cáo tự nhận xét")
    )
    ground = forms.ChoiceField(label=_("Căn cứ"), widget=forms.RadioSelect)
    bars = forms.MultipleChoiceField(
        label=_("Có trong trường hợp chưa được cho từ chức không"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    takes_paper = True

    def fit(self, page: CasePage) -> None:
        """The grounds and bars that the rules list; fields without any are left out."""
        for name, choices in (("ground", page.due.grounds), ("bars", page.due.bars)) if page.due else ():
            if choices:
                _choices(self, name, choices)
            else:
                del self.fields[name]


class ProposalForm(StepForm):
    """The proposal of the advising body."""

    number = forms.CharField(label=_("Số tờ trình"), max_length=60, help_text=_("Ví dụ: 12/TTr-VHXH"))
    text = forms.CharField(
        label=_("Tóm tắt đề xuất"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    takes_paper = True


class VoteForm(StepForm):
    """A vote, from its counting record: every number of the record, so that the sums can be checked."""

    summoned = forms.IntegerField(label=VOTE_LINES["summoned"], min_value=0, widget=COUNT)
    present = forms.IntegerField(label=VOTE_LINES["present"], min_value=0, widget=COUNT)
    issued = forms.IntegerField(label=VOTE_LINES["issued"], min_value=0, widget=COUNT)
    returned = forms.IntegerField(label=VOTE_LINES["returned"], min_value=0, widget=COUNT)
    valid = forms.IntegerField(label=VOTE_LINES["valid"], min_value=0, widget=COUNT)
    takes_paper = True

    def fit(self, page: CasePage) -> None:
        """One number for each answer of the ballot."""
        for option in page.due.vote_options if page.due else ():
            self.fields[f"option_{option}"] = forms.IntegerField(
                label=OPTION_LABELS[option], min_value=0, widget=COUNT
            )

    def counts(self) -> VoteCounts:
        """The counts as they stand in the record."""
        said = self.cleaned_data
        options = {
            name.removeprefix("option_"): number
            for name, number in said.items()
            if name.startswith("option_")
        }
        names = ("summoned", "present", "issued", "returned", "valid")
        return VoteCounts(**{name: said[name] for name in names}, options=options)


class NormForm(StepForm):
    """Which of two norms a person applies, and why."""

    ground = forms.ChoiceField(label=_("Quy định áp dụng"), widget=forms.RadioSelect)
    text = forms.CharField(label=_("Căn cứ của việc chọn"), widget=forms.Textarea(attrs={"rows": 4}))

    def fit(self, page: CasePage) -> None:
        """The norms that hold, each with its article and what it leads to."""
        norms = page.due.norms if page.due else ()
        _choices(self, "ground", [(norm.rule_id, f"{norm.outcome} – {norm.basis}") for norm in norms])


class DecisionForm(StepForm):
    """The decision, with the days and the place it gives."""

    result = forms.ChoiceField(label=_("Quyết định"), widget=forms.RadioSelect)
    effective_on = forms.DateField(
        label=_("Có hiệu lực từ ngày"),
        help_text=_("Ngày đầu của nhiệm kỳ mới, hoặc ngày thôi chức vụ."),
        widget=DAY,
    )
    last_day = forms.DateField(
        label=_("Ngày cuối của thời hạn giữ chức vụ"),
        required=False,
        help_text=_("Chỉ khi bổ nhiệm lại, kéo dài hoặc điều động giữ chức vụ."),
        widget=DAY,
    )
    unit = forms.TypedChoiceField(
        label=_("Trường đến"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Chỉ khi điều động, luân chuyển."),
    )
    post = forms.ChoiceField(label=_("Chức vụ mới"), choices=POSTS, required=False)
    text = forms.CharField(label=_("Lý do của quyết định"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: object, schools: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        if "unit" in self.fields:
            _choices(self, "unit", [("", _("Không chuyển trường")), *schools])

    def fit(self, page: CasePage) -> None:
        """The decisions to which the way of the case leads; fields that none of them needs are left out."""
        options = page.due.options if page.due else ()
        _choices(self, "result", [(option.code, option.title) for option in options])
        effects = {option.effect for option in options}
        if not effects & {"new_term", "extended", "moved"}:
            del self.fields["last_day"]
        if "moved" not in effects:
            del self.fields["unit"], self.fields["post"]
        if effects == {"none"}:
            self.fields["effective_on"].help_text = _("Ngày quyết định bắt đầu có hiệu lực.")

    def terms(self) -> DecisionTerms:
        """What the decision says beside its kind; the last day becomes the first day after it."""
        said = self.cleaned_data
        last: date | None = said.get("last_day")
        return DecisionTerms(
            effective_on=said["effective_on"],
            ends_on=last + timedelta(days=1) if last else None,
            unit_id=said.get("unit"),
            post=said.get("post", ""),
        )


FORMS: Final[Mapping[str, type[StepForm]]] = {
    "result": VoteForm,
    "request": RequestForm,
    "proposal": ProposalForm,
    "verification": VerificationForm,
    "party_opinion": OpinionForm,
    "vote": VoteForm,
    "norm_choice": NormForm,
    "head_decision": ReasonedForm,
    "continuation": ReasonedForm,
    "decision": DecisionForm,
}
"""The form of each kind of step."""


class NewCaseForm(forms.Form):
    """A case that begins without a ballot of the house."""

    appointment = forms.TypedChoiceField(label=_("Cán bộ quản lý"), coerce=int)
    procedure = forms.ChoiceField(label=_("Thủ tục"), choices=PROCEDURES, widget=forms.RadioSelect)
    legal_basis_on = forms.DateField(
        label=_("Ngày căn cứ của hồ sơ"),
        help_text=_("Quy định có hiệu lực ngày này được áp dụng cho cả hồ sơ."),
        widget=DAY,
    )

    def __init__(self, *args: object, leaders: Sequence[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        _choices(self, "appointment", [("", _("Chọn một người")), *leaders])


class PublishForm(forms.Form):
    """Where and from which day a decision is published."""

    place = forms.ChoiceField(
        label=_("Hình thức công khai"), choices=[(place, PLACE_LABELS[place]) for place in PLACES]
    )
    begun_on = forms.DateField(label=_("Công khai từ ngày"), widget=DAY)


class TakeDownForm(forms.Form):
    """At which place, and on which day, a publication ended."""

    place = forms.CharField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("Gỡ xuống ngày"), widget=DAY)


class SubmissionForm(forms.Form):
    """Which body submits a paper to the authority, what it proposes and why."""

    submitted_by = forms.CharField(
        label=_("Cơ quan trình"), max_length=200, help_text=_("Ví dụ: Phòng Văn hóa – Xã hội")
    )
    proposal = forms.ChoiceField(label=_("Việc đề nghị"))
    from_on = forms.DateField(label=_("Đề nghị kể từ ngày"), widget=DAY)
    reason = forms.CharField(label=_("Sự cần thiết"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: object, page: CasePage, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        if "proposal" in self.fields:
            _choices(self, "proposal", [(option.code, option.title) for option in page.proposals])

    def terms(self) -> PaperTerms:
        """What was entered."""
        return PaperTerms(**self.cleaned_data)


class ReportForm(SubmissionForm):
    """Which body reports a result to the authority, and what it recommends."""

    proposal = None  # type: ignore[assignment]  # Django leaves out a field that is None
    from_on = None  # type: ignore[assignment]  # likewise
    reason = forms.CharField(label=_("Kiến nghị"), widget=forms.Textarea(attrs={"rows": 3}))


class AskingNothingForm(SubmissionForm):
    """Nothing is asked: the paper says what the case says."""

    submitted_by = None  # type: ignore[assignment]  # Django leaves out a field that is None
    proposal = None  # type: ignore[assignment]  # likewise
    from_on = None  # type: ignore[assignment]  # likewise
    reason = None  # type: ignore[assignment]  # likewise


PAPER_FORMS: Final[Mapping[str, type[SubmissionForm]]] = {
    "submission": SubmissionForm,
    "results_report": ReportForm,
    "communique": AskingNothingForm,
    "letter": AskingNothingForm,
}
"""What each paper asks of who drafts it."""


class ReasonForm(forms.Form):
    """Words for an act: reasons, or a basis."""

    text = forms.CharField(label=_("Lý do, căn cứ"), widget=forms.Textarea(attrs={"rows": 3}))


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[object, object]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # every one of them is a choice
