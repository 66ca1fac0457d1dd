"""One leader's case on two days, line by line: who decides, by when, and what an exact half would mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinnhiem.apps.ballots.queries import CaseUnderLaw
from tinnhiem.domain.regulations import Derivation
from tinnhiem.domain.regulations.comparison import STAGES, Standing
from tinnhiem.domain.regulations.rules import Citation
from tinnhiem.domain.regulations.terms import TermPlan
from tinnhiem.domain.regulations.wording_of_votes import verdict_in_words
from tinnhiem.web import requests
from tinnhiem.web.templatetags.words import day


@dataclass(frozen=True)
class Cell:
    """What one day's law says, under which article, and why it is provisional where it is."""

    text: str
    basis: str = ""
    provisional: str = ""


@dataclass(frozen=True)
class Row:
    """One aspect of a case on both days."""

    aspect: str
    label: str
    before: Cell
    after: Cell

    @property
    def is_changed(self) -> bool:
        """Whether the two days say something else; another article alone does not count."""
        return self.before.text != self.after.text


@dataclass(frozen=True)
class CaseRows:
    """A leader with the lines of the case."""

    case: CaseUnderLaw
    rows: Sequence[Row]

    @property
    def changed(self) -> int:
        """How many lines differ."""
        return sum(row.is_changed for row in self.rows)


def all_rows(case: CaseUnderLaw) -> CaseRows:
    """Every line of a case."""
    return CaseRows(case, tuple(_rows(case)))


def changed_rows(case: CaseUnderLaw) -> CaseRows:
    """The lines that differ; where only the share of a vote does, both articles stand for it."""
    rows = [row for row in _rows(case) if row.is_changed]
    seen = {row.aspect for row in rows}
    for change in case.changes:
        if change.aspect.value not in seen:
            label = _("Kết quả bỏ phiếu theo điều khoản")
            rows.append(Row(change.aspect.value, label, Cell(change.before), Cell(change.after)))
    return CaseRows(case, tuple(rows))


def _rows(case: CaseUnderLaw) -> Iterator[Row]:
    pair = (case.before, case.after)
    yield Row("decider", _("Người quyết định"), *(_decider(standing) for standing in pair))
    yield Row("procedure", _("Sau nhiệm kỳ này"), *(_procedure(standing.plan) for standing in pair))
    yield Row("ends_on", _("Ngày giữ chức vụ cuối cùng"), *(_last_day(standing.plan) for standing in pair))
    yield Row("notice_by", _("Thông báo chậm nhất"), *(_by(standing.plan, "notice_by") for standing in pair))
    yield Row(
        "decision_by", _("Quyết định chậm nhất"), *(_by(standing.plan, "decision_by") for standing in pair)
    )
    for stage, label in _stages():
        cells = [_half(standing, stage) for standing in pair]
        if any(cell.text for cell in cells):
            yield Row("outcome", label, *(cell if cell.text else _unknown() for cell in cells))


def _stages() -> Sequence[tuple[str, str]]:
    labels = {
        "key_staff_conference": _("Đúng một nửa đồng ý ở hội nghị cán bộ chủ chốt"),
        "leadership": _("Đúng một nửa đồng ý ở tập thể lãnh đạo"),
    }
    return [
        (stage, labels[stage]) for stage in dict.fromkeys(s for stages in STAGES.values() for s in stages)
    ]


def _decider(standing: Standing) -> Cell:
    found = standing.decider
    if found is None:
        return _unknown()
    return Cell(found.name, _basis(found.citations), found.provisional_reason or "")


def _procedure(plan: TermPlan | None) -> Cell:
    if plan is None:
        return _unknown()
    said = {
        "reappointment": _("Xem xét bổ nhiệm lại"),
        "extension": _("Xem xét kéo dài đến tuổi nghỉ hưu"),
        "retirement": _("Nghỉ hưu"),
    }[plan.procedure.value]
    return _derived(said, plan.derivations.get("procedure"))


def _last_day(plan: TermPlan | None) -> Cell:
    return _unknown() if plan is None else _derived(day(plan.last_day), plan.derivations["ends_on"])


def _by(plan: TermPlan | None, name: str) -> Cell:
    return _unknown() if plan is None else _derived(day(plan.derivations[name].on), plan.derivations[name])


def _derived(text: str, derivation: Derivation | None) -> Cell:
    if derivation is None:
        return Cell(text)
    return Cell(text, _basis(derivation.citations), derivation.provisional_reason or "")


def _half(standing: Standing, stage: str) -> Cell:
    verdict = standing.verdict_at(stage)
    if verdict is None:
        return Cell("")
    said = verdict_in_words(verdict, requests.language())
    return Cell(said[0].upper() + said[1:], _basis(verdict.citations), verdict.provisional_reason or "")


def _unknown() -> Cell:
    return Cell(_("Bộ quy định không có quy tắc của ngày này"))


def _basis(citations: Sequence[Citation]) -> str:
    return "; ".join(citation.words for citation in citations)
