"""One review case as its page shows it: what was done, what is due with its choices, and the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tinnhiem.apps.ballots import case_shapes, papers_for_authority, papers_of_cases
from tinnhiem.apps.ballots.case_access import ROLE, CaseOfOthers, may_open
from tinnhiem.apps.ballots.models import CaseAct, CaseDisclosure, CaseEffect, ReviewCase
from tinnhiem.apps.ballots.operations.casework import CaseUnknown
from tinnhiem.apps.ballots.queries.case_due import DueStep, Option, due_step, option_view
from tinnhiem.apps.ballots.queries.case_votes import people_of_vote
from tinnhiem.apps.ballots.queries.cases import in_language, term_of
from tinnhiem.apps.ballots.queries.due import DueTerm
from tinnhiem.apps.publication import queries as publication
from tinnhiem.apps.records import queries as records
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.review import (
    CaseOrder,
    CaseStep,
    StepKind,
    StepStanding,
    open_decisions,
    standing,
)
from tinnhiem.domain.regulations import deadline_after, value_of
from tinnhiem.domain.regulations.values import Words


@dataclass(frozen=True, repr=False)
class ActView:
    """A step as it was taken; ``counts`` are those of a vote, by option, over ``whole``."""

    result: str
    taken_by: str
    taken_on: date
    recorded_by: str
    recorded_at: datetime
    text: str
    number: str
    ground: str
    bars: Sequence[str]
    document: UUID | None
    counts: Mapping[str, int]
    whole: int
    bases: Sequence[str]
    sentences: Sequence[str]


@dataclass(frozen=True, repr=False)
class StepView:
    """A step of the case: done, current, waiting or skipped; ``act`` where it was taken."""

    id: str
    kind: str
    title: str
    taken_by: str
    state: str
    act: ActView | None


@dataclass(frozen=True)
class DecisionView:
    """The decision, whether it is signed and in force, and what became of its publication."""

    code: str
    title: str
    document: UUID
    effective_on: date
    ends_on: date | None
    opens: str
    signed: records.SignedView | None
    in_effect_at: datetime | None
    notice: publication.NoticeView | None
    disclosed_because: str


@dataclass(frozen=True)
class CasePaper:
    """A paper that the case may draft now, or has drafted; ``is_counted`` where it holds counts."""

    kind: str
    row: records.DocumentRow | None
    is_counted: bool


@dataclass(frozen=True, repr=False)
class CasePage:
    """Everything the page of one case shows; kept out of every ``repr`` for its counts."""

    id: UUID
    procedure: str
    title: str
    subject_id: int
    subject_name: str
    post: str
    post_title: str
    school_id: int
    school_name: str
    managing_unit_id: int
    legal_basis_on: date
    opened_at: datetime
    poll_id: UUID | None
    appointment_id: int
    arises_from: UUID | None
    term: DueTerm | None
    next_ends_on: date | None
    is_lapsed: bool
    lapse_words: str
    steps: Sequence[StepView]
    due: DueStep | None
    decision: DecisionView | None
    papers: Sequence[CasePaper]
    proposals: Sequence[Option]


def case_page(case_id: UUID, *, actor: Actor, on: date, language: str = "vi") -> CasePage:
    """One case, step by step; raises ``CaseUnknown`` or ``CaseOfOthers``."""
    case = _case(case_id, actor, on)
    order, acts = case_shapes.order_of(case), case_shapes.acts_of(case)
    term = term_of(case, on, language)
    decision = _decision(case, order, acts, on, language)
    is_lapsed = term is not None and on >= term.ends_on and (decision is None or not decision.in_effect_at)
    lapse = case_shapes.rules_of(case).find("term.lapse", status=case_shapes.STATUS)
    return CasePage(
        id=case.pk,
        procedure=case.procedure,
        title=in_language(order.title, language),
        subject_id=case.subject_id,
        subject_name=case.subject.full_name,
        post=case.subject_post,
        post_title=sentence(f"post_{case.subject_post}", language),
        school_id=case.school_id,
        school_name=case.school.name,
        managing_unit_id=case.managing_unit_id,
        legal_basis_on=case.legal_basis_on,
        opened_at=case.opened_at,
        poll_id=case.poll_id,
        appointment_id=case.appointment_id,
        arises_from=case.arises_from_id,
        term=term,
        next_ends_on=_next_end(case, term),
        is_lapsed=is_lapsed,
        lapse_words=value_of(lapse, Words).words if lapse else "",
        steps=[_step(case, row, acts, language) for row in standing(order, case_shapes.taken_of(acts))],
        due=due_step(case, order, acts, term, actor, on, language),
        decision=decision,
        papers=_papers(case, acts, on),
        proposals=[
            option_view(case, option, language)
            for option in open_decisions(order, case_shapes.taken_of(acts))
            if decision is None
        ],
    )


def may_open_case(case_id: UUID, *, actor: Actor, on: date) -> bool:
    """Whether the actor may open the case and what is filed about it."""
    case = ReviewCase.objects.filter(pk=case_id).first()
    return case is not None and may_open(case, actor=actor, on=on)


def _papers(case: ReviewCase, acts: Sequence[CaseAct], on: date) -> Sequence[CasePaper]:
    filed = {row.kind: row for row in records.documents_about(papers_of_cases.about(case), audiences=[ROLE])}
    due = papers_for_authority.papers_due(case, acts, on=on)
    return [
        CasePaper(kind, filed.get(kind), is_counted=kind in papers_for_authority.WITH_COUNTS)
        for kind in papers_for_authority.KINDS
        if kind in due or kind in filed
    ]


def case_document(case_id: UUID, document_id: UUID, *, actor: Actor, on: date) -> records.DocumentFile:
    """A document of the case for who may open the case; raises as ``case_page`` and ``open_document`` do."""
    case = _case(case_id, actor, on)
    found = records.open_document(document_id, audiences=[ROLE])
    if found.row.about != papers_of_cases.about(case):
        raise CaseOfOthers
    return found


def _next_end(case: ReviewCase, term: DueTerm | None) -> date | None:
    """The first day after the term that would follow: retirement where it comes earlier, else a full term."""
    if term is None:
        return None
    length = case_shapes.rules_of(case).get("term.length", status=case_shapes.STATUS)
    return term.capped_on or deadline_after(term.ends_on, length, rules.calendar()).on


def _case(case_id: UUID, actor: Actor, on: date) -> ReviewCase:
    case = ReviewCase.objects.select_related("school", "subject").filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    if not may_open(case, actor=actor, on=on):
        raise CaseOfOthers
    return case


def _step(case: ReviewCase, row: StepStanding, acts: Sequence[CaseAct], language: str) -> StepView:
    act = next((act for act in acts if act.step == row.step.id), None)
    return StepView(
        id=row.step.id,
        kind=row.step.kind.value,
        title=in_language(row.step.title, language),
        taken_by=sentence(f"case_taken_by_{row.step.taken_by}", language),
        state=row.state,
        act=_act(case, row.step, act, language) if act else None,
    )


def _act(case: ReviewCase, step: CaseStep, act: CaseAct, language: str) -> ActView:
    counts = case_shapes.counts_of(act)
    in_force = case_shapes.rules_of(case)
    grounds = case_shapes.labels_of(f"{case.procedure}.grounds", in_force)
    bars = case_shapes.labels_of(f"{case.procedure}.refused_while", in_force)
    said = act.facts.get("sentences", {})
    return ActView(
        result=_result(case, step, act.result, language),
        taken_by=act.taken_by,
        taken_on=act.taken_on,
        recorded_by="; ".join(people_of_vote(case).get(act.step, [act.recorded_by.get_full_name()])),
        recorded_at=act.recorded_at,
        text=act.facts.get("text", ""),
        number=act.facts.get("number", ""),
        ground=grounds.get(act.facts.get("ground", ""), ""),
        bars=[bars.get(code, code) for code in act.facts.get("bars", [])],
        document=act.document,
        counts=dict(counts.options) if counts else {},
        whole=_whole(act),
        bases=act.facts.get("bases", []),
        sentences=said.get(language, said.get("vi", [])),
    )


def _whole(act: CaseAct) -> int:
    share = act.facts.get("verdict", {}).get("share")
    return share["denominator"] if share else 0


def _result(case: ReviewCase, step: CaseStep, result: str, language: str) -> str:
    if step.kind is StepKind.DECISION:
        return in_language(case_shapes.order_of(case).decision(result).title, language)
    return sentence(f"case_result_{result}", language)


def _decision(
    case: ReviewCase, order: CaseOrder, acts: Sequence[CaseAct], on: date, language: str
) -> DecisionView | None:
    act = next((act for act in acts if act.step == order.steps[-1].id), None)
    if act is None or act.document is None:
        return None
    option = order.decision(act.result)
    effect = CaseEffect.objects.filter(case=case).first()
    disclosure = CaseDisclosure.objects.filter(case=case).first()
    ends_on = act.facts["ends_on"]
    return DecisionView(
        code=option.code,
        title=in_language(option.title, language),
        document=act.document,
        effective_on=date.fromisoformat(act.facts["effective_on"]),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        opens=option.opens,
        signed=records.signed_copies([act.document]).get(act.document),
        in_effect_at=effect.recorded_at if effect else None,
        notice=publication.notice_about(papers_of_cases.about(case), on=on),
        disclosed_because=disclosure.basis if disclosure else "",
    )
