"""Drafting the submission, the results report and the communiqué of a review case."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.ballots import case_shapes, papers_of_cases
from tinnhiem.apps.ballots.case_access import ROLE, require_authority
from tinnhiem.apps.ballots.operations.casework import locked_case
from tinnhiem.apps.ballots.papers_for_authority import WITH_COUNTS, PaperTerms, paper, papers_due
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.records import queries as shelf
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.confidence.review import DecisionClosed, open_decisions


class CasePaperNotDue(DomainError):
    """A paper was to be drafted before the step that asks for it."""

    code = "case_paper_not_due"
    status = 409


class CasePaperDrafted(DomainError):
    """A paper of the case was to be drafted a second time."""

    code = "case_paper_drafted"
    status = 409


class CasePaperIncomplete(DomainError):
    """A paper to the authority without the body that submits it, or the reasons."""

    code = "case_paper_incomplete"


@transaction.atomic
def draft_case_paper(*, case_id: UUID, kind: str, terms: PaperTerms, actor: Actor, at: datetime) -> UUID:
    """Draft a paper of the case and file it; returns its id.

    Raises ``CaseOfOthers``, ``CasePaperNotDue``, ``CasePaperDrafted``, ``CasePaperIncomplete``,
    ``DecisionClosed`` where the way of the case does not lead to what is proposed, or ``CountWithheld``.
    """
    case, on = locked_case(case_id), timezone.localdate(at)
    require_authority(case, actor=actor, on=on)
    acts = case_shapes.acts_of(case)
    if kind not in papers_due(case, acts, on=on):
        raise CasePaperNotDue
    if any(row.kind == kind for row in shelf.documents_about(papers_of_cases.about(case), audiences=[ROLE])):
        raise CasePaperDrafted
    if kind in WITH_COUNTS and not (terms.submitted_by.strip() and terms.reason.strip()):
        raise CasePaperIncomplete
    if kind == "submission":
        open_now = open_decisions(case_shapes.order_of(case), case_shapes.taken_of(acts))
        if terms.proposal not in {option.code for option in open_now}:
            raise DecisionClosed(decision=terms.proposal)
    draft = paper(case, acts, kind, terms, on=on)
    return records.file_document(paper=draft, actor=actor, at=at)
