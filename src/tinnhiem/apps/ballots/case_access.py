"""Who may open and act in a review case: the competent authority, never the subject nor a relative."""

from datetime import date

from tinnhiem.apps.ballots import case_shapes
from tinnhiem.apps.ballots.models import ReviewCase
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations import AuthorityRule, refuse_wrong_holder

ROLE = "appointing_authority"


class CaseOfOthers(DomainError):
    """Somebody asked for a review case of another authority, or for one on themselves or a relative."""

    code = "review_case_of_others"
    status = 403


def require_authority(case: ReviewCase, *, actor: Actor, on: date) -> None:
    """Raise ``CaseOfOthers`` unless the actor has the role at the managing unit and no conflict."""
    if not may_open(case, actor=actor, on=on):
        raise CaseOfOthers


def may_open(case: ReviewCase, *, actor: Actor, on: date) -> bool:
    """Whether the actor has the role at the managing unit and is neither the subject nor a relative."""
    units = org.units_of_role(account_id=actor.account_id, role=ROLE, on=on)
    return case.managing_unit_id in units and rooms.may_know_of(
        subject_id=case.subject_id, unit_id=case.school_id, post=case.subject_post, actor=actor
    )


def require_holder(case: ReviewCase, *, act: str, actor: Actor, on: date) -> AuthorityRule:
    """The rule under which the actor may act: for the managing unit's office, or as a delegate by name.

    The register says what was delegated in writing on that day. Raises ``WrongHolder``, ``NoDecider``,
    ``DelegationWrong`` or ``DelegationPassedOn``.
    """
    return refuse_wrong_holder(
        act=act,
        school_level=org.get_unit(case.school_id).level,
        on=on,
        holder=_office_of(case, act=act, actor=actor, on=on),
        rules=case_shapes.rules_of(case),
        delegations=org.delegations_on(school_id=case.school_id, on=on),
    )


def _office_of(case: ReviewCase, *, act: str, actor: Actor, on: date) -> str:
    """The office as which the actor may act where there is one, else that of the managing unit."""
    own = case_shapes.HOLDERS.get(org.get_unit(case.managing_unit_id).kind, "")
    if actor.person_id is None:
        return own
    found = org.holder_of(act=act, school_id=case.school_id, on=on, rules=case_shapes.rules_of(case))
    named = org.offices_delegated_to(actor.person_id, school_id=case.school_id, on=on) & found.offices
    return own if own in found.offices else min(named, default=own)
