"""Review cases as the competent authority's list shows them, the most pressing first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.case_access import ROLE, may_open
from tinnhiem.apps.ballots.models import CaseAct, CaseEffect, ReviewCase
from tinnhiem.apps.ballots.queries.due import DueTerm, due_term
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import queries as records
from tinnhiem.common.actors import Actor
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.limits import CaseLimit
from tinnhiem.domain.confidence.review import find_next_step

SOON_DAYS: Final = 30
"""So many days ahead a decision is shown as pressing."""

TERM_PROCEDURES = ("reappointment", "extension")
"""Procedures whose decision must come before the term ends."""


@dataclass(frozen=True)
class CaseRow:
    """A case in the list; ``state`` is late, soon, open, drafted, signed or in_force."""

    id: UUID
    subject_name: str
    post_title: str
    school_name: str
    procedure: str
    title: str
    opened_at: datetime
    next_title: str
    taken_by: str
    due_on: date | None
    state: str


def review_cases(*, actor: Actor, on: date, language: str = "vi") -> Sequence[CaseRow]:
    """The cases of the actor's units that the actor may open, the most pressing first."""
    units = org.units_of_role(account_id=actor.account_id, role=ROLE, on=on)
    cases = ReviewCase.objects.filter(managing_unit_id__in=units).select_related("school", "subject")
    rows = [_row(case, on, language) for case in cases if may_open(case, actor=actor, on=on)]
    rank = {state: place for place, state in enumerate(STATES)}
    return sorted(rows, key=lambda row: (rank[row.state], row.due_on or date.max, row.school_name))


STATES = ("late", "soon", "open", "signed", "drafted", "in_force")
"""The states of a case in the order in which they press."""


def case_of_poll(poll_id: UUID) -> UUID | None:
    """The case that was opened on a poll, where one was."""
    return ReviewCase.objects.filter(poll_id=poll_id).values_list("pk", flat=True).first()


def _row(case: ReviewCase, on: date, language: str) -> CaseRow:
    order, acts = case_shapes.order_of(case), case_shapes.acts_of(case)
    step = find_next_step(order, case_shapes.taken_of(acts))
    term = term_of(case, on, language) if step else None
    limit = case_shapes.case_limit(case, step, acts) if step else None
    return CaseRow(
        id=case.pk,
        subject_name=case.subject.full_name,
        post_title=sentence(f"post_{case.subject_post}", language),
        school_name=case.school.name,
        procedure=case.procedure,
        title=in_language(order.title, language),
        opened_at=case.opened_at,
        next_title=in_language(step.title, language) if step else "",
        taken_by=taker(step.taken_by, term, language) if step else "",
        due_on=due_on(limit, term),
        state=open_state(limit, term, on) if step else _state_after(case, acts),
    )


def _state_after(case: ReviewCase, acts: Sequence[CaseAct]) -> str:
    if CaseEffect.objects.filter(case=case).exists():
        return "in_force"
    document = acts[-1].document
    return "signed" if document and records.signed_copies([document]) else "drafted"


def open_state(limit: CaseLimit | None, term: DueTerm | None, on: date) -> str:
    """``late``, ``soon`` or ``open``, by the limit of the step or the days of the term."""
    if limit is not None:
        return limit.state(on).replace("wait", "open")
    if term is None:
        return "open"
    if on > term.decision_by:
        return "late"
    return "soon" if (term.decision_by - on).days <= SOON_DAYS else "open"


def due_on(limit: CaseLimit | None, term: DueTerm | None) -> date | None:
    """By when the step is due: its own limit, else the decision that the term asks for."""
    if limit is not None:
        return limit.due.on
    return term.decision_by if term else None


def term_of(case: ReviewCase, on: date, language: str) -> DueTerm | None:
    """The term whose end the procedure must come before; none for other procedures.

    Its days are those of the law by which the case is judged; who decides is whoever holds the authority now.
    """
    if case.procedure not in TERM_PROCEDURES:
        return None
    judged = due_term(case.appointment_id, on=case.legal_basis_on, language=language)
    return replace(judged, decided_by=due_term(case.appointment_id, on=on, language=language).decided_by)


def taker(taken_by: str, term: DueTerm | None, language: str) -> str:
    """Who takes a step, in words; the appointing authority by its name on that day."""
    if taken_by == "appointing_authority" and term is not None:
        return term.decided_by
    return sentence(f"case_taken_by_{taken_by}", language)


def in_language(titles: Mapping[str, str], language: str) -> str:
    """A title of the pack in the reader's language, Vietnamese where there is no other."""
    return titles.get(language, titles["vi"])
