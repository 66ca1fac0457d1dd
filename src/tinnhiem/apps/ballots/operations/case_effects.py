"""A signed decision takes effect: registers, dossier and the list of what must be published, in one act."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots import case_shapes, papers_of_cases
from tinnhiem.apps.ballots.case_access import require_authority
from tinnhiem.apps.ballots.models import CaseAct, CaseDisclosure, CaseEffect, ReviewCase
from tinnhiem.apps.ballots.operations.casework import locked_case
from tinnhiem.apps.dossier import operations as dossier
from tinnhiem.apps.org.operations import terms_of_office
from tinnhiem.apps.publication import operations as publication
from tinnhiem.apps.records import queries as records
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.confidence.review import DecisionOption, RegisterEffect, StepKind


class CaseNotDecided(DomainError):
    """Something that comes after the decision was to be done before it."""

    code = "review_case_not_decided"


class DecisionNotSigned(DomainError):
    """A decision was to take effect without its signed copy."""

    code = "decision_not_signed"


class DecisionSignedTooEarly(DomainError):
    """A decision signed before a step that must come first: params signed_on, step, taken_on."""

    code = "decision_signed_too_early"


class DecisionInEffect(DomainError):
    """A decision was to take effect, or its counts to be opened, a second time."""

    code = "decision_in_effect"
    status = 409


@transaction.atomic
def bring_into_effect(*, case_id: UUID, actor: Actor, at: datetime) -> None:
    """Carry the signed decision into the registers, the dossier and the list of publications.

    Raises ``CaseNotDecided``, ``DecisionNotSigned``, ``DecisionSignedTooEarly``, ``DecisionInEffect``,
    ``CaseOfOthers``, ``TermClosed`` or ``PostOccupied``; then nothing changes.
    """
    case = locked_case(case_id)
    require_authority(case, actor=actor, on=timezone.localdate(at))
    act, option = decision_of(case)
    signed = records.signed_copies([act.document]).get(act.document) if act.document else None
    if signed is None or act.document is None:
        raise DecisionNotSigned
    if CaseEffect.objects.filter(case=case).exists():
        raise DecisionInEffect
    _refuse_too_early(case, act, signed.signed_on)
    effective_on = date.fromisoformat(act.facts["effective_on"])
    _REGISTERS[option.effect](case, act, signed.notation)
    CaseEffect.objects.create(
        case=case,
        decision_number=signed.notation,
        signed_on=signed.signed_on,
        effective_on=effective_on,
        recorded_by_id=actor.account_id,
        recorded_at=at,
    )
    dossier.add_evidence(
        person_id=case.subject_id,
        kind=f"decision_{option.code}",
        occurred_on=signed.signed_on,
        record=act.document,
        audience=papers_of_cases.AUDIENCE,
    )
    if option.published_as:
        publication.owe_publication(decision=_to_publish(case, act.document, option, signed), at=at)
    audit.append(
        actor=actor.key,
        act="case.in_effect",
        subject=f"case:{case.pk}",
        at=at,
        basis=signed.notation,
        after={"effective_on": effective_on.isoformat()},
    )


@transaction.atomic
def open_counts_to_subject(*, case_id: UUID, basis: str, actor: Actor, at: datetime) -> None:
    """Let the subject read the counts of the case, once the decision has been taken.

    Raises ``CaseNotDecided``, ``DisclosureBasisMissing``, ``DecisionInEffect`` or ``CaseOfOthers``.
    """
    case = locked_case(case_id)
    require_authority(case, actor=actor, on=timezone.localdate(at))
    decision_of(case)
    if not basis.strip():
        raise DisclosureBasisMissing
    if CaseDisclosure.objects.filter(case=case).exists():
        raise DecisionInEffect
    CaseDisclosure.objects.create(
        case=case, basis=basis.strip(), recorded_by_id=actor.account_id, recorded_at=at
    )
    audit.append(
        actor=actor.key,
        act="case.opened_to_subject",
        subject=f"case:{case.pk}",
        at=at,
        basis=basis.strip()[:200],
    )


class DisclosureBasisMissing(DomainError):
    """Counts were to be opened to the subject without saying on what basis."""

    code = "disclosure_basis_missing"


def decision_of(case: ReviewCase) -> tuple[CaseAct, DecisionOption]:
    """The act that decided the case, with what the pack says of it; raises ``CaseNotDecided``."""
    order = case_shapes.order_of(case)
    deciding = {step.id for step in order.steps if step.kind is StepKind.DECISION}
    act = CaseAct.objects.filter(case=case, step__in=deciding).first()
    if act is None:
        raise CaseNotDecided
    return act, order.decision(act.result)


def _refuse_too_early(case: ReviewCase, decision: CaseAct, signed_on: date) -> None:
    """Nobody signs before the last step that the decision rests on; the day of the draft does not count."""
    earlier = [act for act in case_shapes.acts_of(case) if act.position < decision.position]
    if not earlier or signed_on >= earlier[-1].taken_on:
        return
    title = next(step.title["vi"] for step in case_shapes.order_of(case).steps if step.id == earlier[-1].step)
    raise DecisionSignedTooEarly(
        signed_on=f"{signed_on:%d/%m/%Y}", step=title, taken_on=f"{earlier[-1].taken_on:%d/%m/%Y}"
    )


def _to_publish(
    case: ReviewCase, document: UUID, option: DecisionOption, signed: records.SignedView
) -> publication.Decision:
    row = records.get_row(document)
    return publication.Decision(
        about=papers_of_cases.about(case),
        document=document,
        item=option.published_as,
        title=row.title,
        notation=signed.notation,
        signed_on=signed.signed_on,
        signer=signed.signer,
        unit_id=case.school_id,
        authority_id=case.managing_unit_id,
    )


def _new_term(case: ReviewCase, act: CaseAct, number: str) -> None:
    terms_of_office.begin_next_term(
        appointment_id=case.appointment_id,
        starts_on=date.fromisoformat(act.facts["effective_on"]),
        ends_on=date.fromisoformat(act.facts["ends_on"]),
        decision_number=number,
    )


def _extended(case: ReviewCase, act: CaseAct, _: str) -> None:
    terms_of_office.extend_term(
        appointment_id=case.appointment_id, ends_on=date.fromisoformat(act.facts["ends_on"])
    )


def _ended(case: ReviewCase, act: CaseAct, number: str) -> None:
    if act.facts["unit_id"] is not None:
        _moved(case, act, number)
        return
    terms_of_office.end_term(
        appointment_id=case.appointment_id, left_on=date.fromisoformat(act.facts["effective_on"])
    )


def _moved(case: ReviewCase, act: CaseAct, number: str) -> None:
    ends_on, post = act.facts["ends_on"], act.facts["post"]
    terms_of_office.move_leader(
        appointment_id=case.appointment_id,
        unit_id=act.facts["unit_id"],
        post=post,
        post_title=sentence(f"post_{post or 'none'}"),
        starts_on=date.fromisoformat(act.facts["effective_on"]),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        decision_number=number,
    )


def _nothing(_case: ReviewCase, _act: CaseAct, _number: str) -> None:
    """The register of posts stays as it is."""


_REGISTERS: Mapping[RegisterEffect, Callable[[ReviewCase, CaseAct, str], None]] = {
    RegisterEffect.NEW_TERM: _new_term,
    RegisterEffect.EXTENDED: _extended,
    RegisterEffect.ENDED: _ended,
    RegisterEffect.MOVED: _moved,
    RegisterEffect.NONE: _nothing,
}
