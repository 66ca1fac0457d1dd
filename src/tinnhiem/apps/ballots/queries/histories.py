"""One leader over all terms and cases, and a managing unit over the years, for the authority only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.utils import timezone

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.case_access import ROLE, CaseOfOthers, may_open
from tinnhiem.apps.ballots.models import CaseAct, CaseDisclosure, CaseEffect, ReviewCase
from tinnhiem.apps.ballots.queries.deciders import DeciderPeriod, deciders_of_school
from tinnhiem.apps.ballots.queries.due import due_term
from tinnhiem.apps.dossier import queries as dossier
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.review import CaseStep
from tinnhiem.domain.confidence.shares import FEWEST, Quartiles, quartiles_of


@dataclass(frozen=True)
class TermRow:
    """A term in the register, with the number of its decision."""

    post_title: str
    school_name: str
    starts_on: date
    ends_on: date | None
    left_on: date | None
    decision_number: str


@dataclass(frozen=True)
class CaseLine:
    """A case of the leader: its procedure, the result of its first counts in words, and its decision."""

    id: UUID
    title: str
    opened_on: date
    result: str
    decision: str
    decision_number: str
    signed_on: date | None


@dataclass(frozen=True, repr=False)
class OwnDecision:
    """A decision in force as its subject reads it, with the counts where the authority opened them."""

    line: CaseLine
    counts: Mapping[str, int]


@dataclass(frozen=True)
class FactLine:
    """Evidence on the dossier, in words."""

    occurred_on: date
    words: str


@dataclass(frozen=True)
class LeaderHistory:
    """Everything the authority knows of one leader's terms, cases and evidence.

    ``deciders`` are those of the school that the latest case is about.
    """

    person_id: int
    full_name: str
    terms: Sequence[TermRow]
    cases: Sequence[CaseLine]
    facts: Sequence[FactLine]
    deciders: Sequence[DeciderPeriod]


@dataclass(frozen=True)
class YearRow:
    """The cases of one year: how many, decided, late; and the decisions, where enough cases hide each one.

    ``shares`` are the quartiles of those who agreed at conferences on reappointment, over those by whom each
    was judged; none where too few cases or schools would tell one of them.
    """

    year: int
    cases: int
    decided: int
    late: int
    decisions: Sequence[tuple[str, int]]
    shares: Quartiles | None


def leader_history(person_id: int, *, actor: Actor, on: date, language: str = "vi") -> LeaderHistory:
    """The history of one leader; raises ``CaseOfOthers`` where no case of theirs is the actor's to open."""
    cases = [
        case
        for case in ReviewCase.objects.filter(subject_id=person_id).order_by("-opened_at")
        if may_open(case, actor=actor, on=on)
    ]
    if not cases:
        raise CaseOfOthers
    return LeaderHistory(
        person_id=person_id,
        full_name=org.name_of(person_id),
        terms=[
            TermRow(
                sentence(f"post_{term.post}", language),
                term.unit_name,
                term.starts_on,
                term.ends_on,
                term.left_on,
                term.decision_number,
            )
            for term in org.terms_of(person_id)
        ],
        cases=[_line(case, language) for case in cases],
        facts=[
            FactLine(row.occurred_on, _fact_words(row.kind, language))
            for row in dossier.evidence_on(person_id, audiences=[ROLE])
        ],
        deciders=deciders_of_school(cases[0].school_id, on=on).periods,
    )


def unit_history(*, actor: Actor, on: date, language: str = "vi") -> Sequence[YearRow]:
    """The cases of the actor's units by year of opening, the latest first; no school, no case's count."""
    units = org.units_of_role(account_id=actor.account_id, role=ROLE, on=on)
    cases = ReviewCase.objects.filter(managing_unit_id__in=units)
    by_year: dict[int, list[ReviewCase]] = {}
    for case in cases:
        if may_open(case, actor=actor, on=on):
            by_year.setdefault(timezone.localdate(case.opened_at).year, []).append(case)
    return [_year(year, by_year[year], language) for year in sorted(by_year, reverse=True)]


def own_decisions(actor: Actor, *, language: str = "vi") -> Sequence[OwnDecision]:
    """What the subject may know of own cases: decisions in force, and counts that were opened."""
    if actor.person_id is None:
        return []
    effects = CaseEffect.objects.select_related("case").filter(case__subject_id=actor.person_id)
    return [
        OwnDecision(
            replace(_line(effect.case, language), result=""),
            _opened_counts(effect.case),
        )
        for effect in effects.order_by("-recorded_at")
    ]


def _opened_counts(case: ReviewCase) -> Mapping[str, int]:
    """The counts of the conference, or of the first vote where there was none; empty unless opened."""
    if not CaseDisclosure.objects.filter(case=case).exists():
        return {}
    if case.poll_id is not None:
        return case_shapes.poll_counts(case)
    counts = (case_shapes.counts_of(act) for act in case_shapes.acts_of(case))
    return next((found.options for found in counts if found is not None), {})


def _is_late(case: ReviewCase, step: CaseStep, acts: Sequence[CaseAct], decided_on: date) -> bool:
    """Whether the decision came after its limit, or after the day that the ending term asks for."""
    limit = case_shapes.case_limit(case, step, acts)
    if limit is not None:
        return decided_on > limit.last
    if case.procedure != "reappointment":
        return False
    return decided_on > due_term(case.appointment_id, on=case.legal_basis_on).decision_by


def _line(case: ReviewCase, language: str) -> CaseLine:
    order, acts = case_shapes.order_of(case), case_shapes.acts_of(case)
    effect = CaseEffect.objects.filter(case=case).first()
    decided = next((act for act in acts if act.step == order.steps[-1].id), None)
    first = acts[0] if acts else None
    return CaseLine(
        id=case.pk,
        title=order.title.get(language, order.title["vi"]),
        opened_on=timezone.localdate(case.opened_at),
        result=sentence(f"case_result_{first.result}", language) if first else "",
        decision=_decision_words(case, decided.result, language) if decided else "",
        decision_number=effect.decision_number if effect else "",
        signed_on=effect.signed_on if effect else None,
    )


def _decision_words(case: ReviewCase, code: str, language: str) -> str:
    title = case_shapes.order_of(case).decision(code).title
    return title.get(language, title["vi"])


def _fact_words(kind: str, language: str) -> str:
    return sentence(f"evidence_{kind}" if kind in _KNOWN_FACTS else "evidence_other", language)


_KNOWN_FACTS = (
    "reappointment_ballot",
    "decision_reappoint",
    "decision_extend",
    "decision_rotate",
    "decision_reassign",
)


def _year(year: int, cases: Sequence[ReviewCase], language: str) -> YearRow:
    decisions: Counter[str] = Counter()
    late = 0
    for case in cases:
        order, acts = case_shapes.order_of(case), case_shapes.acts_of(case)
        decided = next((act for act in acts if act.step == order.steps[-1].id), None)
        if decided is not None:
            decisions[_decision_words(case, decided.result, language)] += 1
            late += _is_late(case, order.steps[-1], acts, decided.taken_on)
    shown = sorted(decisions.items()) if len(cases) >= FEWEST else []
    return YearRow(year, len(cases), sum(decisions.values()), late, shown, _shares(cases))


def _shares(cases: Sequence[ReviewCase]) -> Quartiles | None:
    """The quartiles of the conferences on reappointment that found a share."""
    found = {case: share for case in cases if (share := _conference_share(case)) is not None}
    return quartiles_of(list(found.values()), schools=[case.school_id for case in found])


def _conference_share(case: ReviewCase) -> Fraction | None:
    """Who agreed at the conference of a case, over those by whom it was judged; none of other procedures."""
    if case.procedure != "reappointment":
        return None
    if case.poll_id is not None:
        share = case_shapes.poll_answer(case)["share"]
    else:
        act = next(iter(case_shapes.acts_of(case)), None)
        share = act.facts.get("verdict", {}).get("share") if act else None
    return Fraction(share["numerator"], share["denominator"]) if isinstance(share, dict) else None
