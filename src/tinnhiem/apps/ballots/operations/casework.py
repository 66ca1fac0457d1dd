"""A review case: opened on a result or a request, walked step by step, decided on paper."""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots import case_shapes, papers_of_cases
from tinnhiem.apps.ballots.case_access import require_authority, require_holder
from tinnhiem.apps.ballots.models import CaseAct, Poll, ReviewCase
from tinnhiem.apps.ballots.operations.polling import PollUnknown
from tinnhiem.apps.ballots.operations.vote_entries import keep_entry
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import LANGUAGES
from tinnhiem.domain.confidence.entries import (
    Entry,
    Settled,
    refuse_equivalent_post,
    refuse_wrong_day,
    settle_step,
)
from tinnhiem.domain.confidence.review import (
    COUNTED,
    CaseDecided,
    CaseStep,
    DecisionOption,
    RegisterEffect,
    find_next_step,
    take,
)
from tinnhiem.domain.regulations import explain


class CaseUnknown(DomainError):
    """No review case has this id."""

    code = "review_case_unknown"
    status = 404


class CaseAlreadyOpen(DomainError):
    """A review case was to be opened on a result that has one."""

    code = "review_case_already_open"
    status = 409


class ResultNotThere(DomainError):
    """A review case was to be opened before the counting record was made."""

    code = "result_not_there"


class ResultAnnulled(DomainError):
    """A review case was to be opened on a ballot that was annulled."""

    code = "result_annulled"


class DecisionIncomplete(DomainError):
    """A decision without the day, the school or the post that it needs."""

    code = "case_decision_incomplete"


@dataclass(frozen=True)
class DecisionTerms:
    """What a decision says beside its kind.

    ``effective_on`` is the first day of the new term, or the first day without the post; ``ends_on`` the
    first day after a term that it gives; ``unit_id`` and ``post`` where the leader goes.
    """

    effective_on: date
    ends_on: date | None = None
    unit_id: int | None = None
    post: str = ""


@transaction.atomic
def open_case_of_poll(*, poll_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Open the case that follows a counted ballot; receiving the record is its first act.

    Raises ``PollUnknown``, ``ResultNotThere``, ``ResultAnnulled``, ``CaseAlreadyOpen`` or ``CaseOfOthers``.
    """
    poll = Poll.objects.select_for_update().filter(pk=poll_id).first()
    if poll is None:
        raise PollUnknown
    if poll.state != Poll.State.CONCLUDED:
        raise ResultNotThere
    if rooms.is_annulled(poll.meeting_id):
        raise ResultAnnulled
    meeting = rooms.get_meeting(poll.meeting_id)
    if ReviewCase.objects.filter(poll=poll).exists():
        raise CaseAlreadyOpen
    case = _open(
        procedure=meeting.procedure,
        appointment_id=meeting.appointment_id,
        managing_unit_id=meeting.managing_unit_id,
        legal_basis_on=meeting.legal_basis_on,
        poll=poll,
        actor=actor,
        at=at,
    )
    result = str(case_shapes.poll_answer(case)["next_action"])
    entry = Entry(taken_by=meeting.managing_unit_name, taken_on=timezone.localdate(at))
    _advance(case, "result", Settled(result), entry, actor=actor, at=at)
    return case.pk


@transaction.atomic
def open_case(
    *,
    procedure: str,
    appointment_id: int,
    legal_basis_on: date,
    actor: Actor,
    at: datetime,
    arises_from: UUID | None = None,
) -> UUID:
    """Open a case that begins with a request or with a result on paper.

    Raises ``CaseOrderMissing``, ``SuperiorMissing``, ``CaseOfOthers`` or ``CaseAlreadyOpen`` where the
    leader has an undecided case of the procedure.
    """
    rules.case_order(procedure=procedure, on=legal_basis_on)
    appointment = org.get_appointment(appointment_id)
    superior = rooms.superior_of_school(appointment.unit_id, on=timezone.localdate(at))
    for other in ReviewCase.objects.filter(appointment_id=appointment_id, procedure=procedure):
        if find_next_step(case_shapes.order_of(other), case_shapes.taken_of(case_shapes.acts_of(other))):
            raise CaseAlreadyOpen
    case = _open(
        procedure=procedure,
        appointment_id=appointment_id,
        managing_unit_id=superior.id,
        legal_basis_on=legal_basis_on,
        actor=actor,
        at=at,
        arises_from=arises_from,
    )
    return case.pk


@transaction.atomic
def take_step(
    *,
    case_id: UUID,
    step_id: str,
    entry: Entry,
    actor: Actor,
    at: datetime,
    paper: bytes = b"",
) -> bool:
    """Take the step that is due, with what was entered; ``paper`` is the document behind it, as a PDF.

    Returns whether the step is taken: counts wait until a second person has entered the same ones.
    Raises ``CaseStepOutOfOrder``, ``CaseDecided``, ``CaseOfOthers``, ``WrongHolder`` where the pack asks
    for the rightful holder, or what ``settle_step`` and ``keep_entry`` raise; then nothing changes.
    """
    case = locked_case(case_id)
    require_authority(case, actor=actor, on=timezone.localdate(at))
    acts = case_shapes.acts_of(case)
    step = _due(case, acts, step_id)
    refuse_wrong_day(
        day=entry.taken_on, earlier=acts[-1].taken_on if acts else None, on=timezone.localdate(at)
    )
    settled = settle_step(step, entry, case_shapes.settings_of(case, acts))
    take(case_shapes.order_of(case), case_shapes.taken_of(acts), step_id=step_id, result=settled.result)
    if step.act:
        require_holder(case, act=step.act, actor=actor, on=entry.taken_on)
    document = _file(case, step, paper, actor, at) if paper else None
    if step.kind in COUNTED:
        agreed = keep_entry(case, step, entry, document=document, actor=actor, on=timezone.localdate(at))
        audit.append(actor=actor.key, act="case.entry_made", subject=f"case:{case.pk}", at=at)
        if agreed is None:
            return False
        document = agreed.document
    _advance(case, step_id, settled, entry, actor=actor, at=at, document=document)
    return True


@transaction.atomic
def decide(*, case_id: UUID, entry: Entry, terms: DecisionTerms, actor: Actor, at: datetime) -> UUID:
    """Take the decision and draft it as a document, which counts once its signed copy is entered.

    Returns the id of the draft. Raises ``DecisionClosed``, ``DecisionIncomplete``, ``EquivalentPostBarred``,
    ``WrongHolder`` or what ``take_step`` raises; then nothing changes.
    """
    case = locked_case(case_id)
    require_authority(case, actor=actor, on=timezone.localdate(at))
    acts = case_shapes.acts_of(case)
    order = case_shapes.order_of(case)
    step = _due(case, acts, order.steps[-1].id)
    option = order.decision(entry.result)
    refuse_wrong_day(
        day=entry.taken_on, earlier=acts[-1].taken_on if acts else None, on=timezone.localdate(at)
    )
    settled = settle_step(step, entry, case_shapes.settings_of(case, acts))
    take(order, case_shapes.taken_of(acts), step_id=step.id, result=settled.result)
    _require_terms(case, option, terms)
    if option.act:
        require_holder(case, act=option.act, actor=actor, on=entry.taken_on)
    draft = papers_of_cases.decision(
        case,
        option,
        entry,
        acts,
        effective_on=terms.effective_on,
        ends_on=terms.ends_on,
        destination=papers_of_cases.destination_of(terms.unit_id, terms.post),
    )
    document = records.file_document(paper=draft, actor=actor, at=at)
    facts: dict[str, object] = {
        "effective_on": terms.effective_on.isoformat(),
        "ends_on": terms.ends_on.isoformat() if terms.ends_on else "",
        "unit_id": terms.unit_id,
        "post": terms.post,
    }
    _advance(case, step.id, settled, entry, actor=actor, at=at, document=document, facts=facts)
    return document


def locked_case(case_id: UUID) -> ReviewCase:
    """The case's row, locked for this transaction; raises ``CaseUnknown``."""
    case = ReviewCase.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    return case


def _open(
    *,
    procedure: str,
    appointment_id: int,
    managing_unit_id: int,
    legal_basis_on: date,
    actor: Actor,
    at: datetime,
    poll: Poll | None = None,
    arises_from: UUID | None = None,
) -> ReviewCase:
    appointment = org.get_appointment(appointment_id)
    case = ReviewCase(
        procedure=procedure,
        appointment_id=appointment_id,
        subject_id=appointment.person_id,
        subject_post=appointment.post,
        school_id=appointment.unit_id,
        managing_unit_id=managing_unit_id,
        legal_basis_on=legal_basis_on,
        poll=poll,
        arises_from_id=arises_from,
        opened_by_id=actor.account_id,
        opened_at=at,
    )
    require_authority(case, actor=actor, on=timezone.localdate(at))
    case.save(force_insert=True)
    audit.append(
        actor=actor.key,
        act="case.opened",
        subject=f"case:{case.pk}",
        at=at,
        after={"procedure": procedure, "appointment": appointment_id},
    )
    return case


def _due(case: ReviewCase, acts: list[CaseAct], step_id: str) -> CaseStep:
    """The step that is due, if it is ``step_id``; otherwise the order says what is wrong."""
    order = case_shapes.order_of(case)
    step = find_next_step(order, case_shapes.taken_of(acts))
    if step is None:
        raise CaseDecided
    if step.id != step_id:
        take(order, case_shapes.taken_of(acts), step_id=step_id, result="")
    return step


def _advance(
    case: ReviewCase,
    step_id: str,
    settled: Settled,
    entry: Entry,
    *,
    actor: Actor,
    at: datetime,
    document: UUID | None = None,
    facts: dict[str, object] | None = None,
) -> None:
    """Write the act down; the ledger line tells neither the step nor its result."""
    act = CaseAct(
        case=case,
        position=CaseAct.objects.filter(case=case).count() + 1,
        step=step_id,
        result=settled.result,
        taken_by=entry.taken_by.strip(),
        taken_on=entry.taken_on,
        facts=_facts(settled, entry) | (facts or {}),
        salt=secrets.token_hex(32),
        document=document,
        recorded_by_id=actor.account_id,
        recorded_at=at,
    )
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError as error:
        raise CaseDecided from error
    audit.append(
        actor=actor.key,
        act="case.act_taken",
        subject=f"case:{case.pk}",
        at=at,
        after={"act": _sealed_digest(act)},
    )


def _facts(settled: Settled, entry: Entry) -> dict[str, object]:
    facts: dict[str, object] = {"text": entry.text.strip(), "number": entry.number.strip()}
    facts |= {"ground": entry.ground, "bars": list(entry.bars)}
    if settled.verdict is None or settled.case is None or entry.counts is None:
        return facts
    in_force = rules.in_force(settled.case.on)
    return facts | {
        "counts": entry.counts.to_json(),
        "verdict": settled.verdict.to_json(),
        "bases": [citation.words for citation in settled.verdict.citations],
        "sentences": {
            language: explain(settled.verdict, settled.case, language, rules=in_force)
            for language in LANGUAGES
        },
    }


def _sealed_digest(act: CaseAct) -> str:
    """A digest that cannot be guessed from the few results an act may have: the salt stays with the act."""
    body = json.dumps([act.salt, act.step, act.result, act.facts], sort_keys=True)
    return sha256(body.encode()).hexdigest()


def _file(case: ReviewCase, step: CaseStep, paper: bytes, actor: Actor, at: datetime) -> UUID:
    return records.file_document(paper=papers_of_cases.received(case, step, paper), actor=actor, at=at)


def _require_terms(case: ReviewCase, option: DecisionOption, terms: DecisionTerms) -> None:
    """What the effect on the registers needs; who was not reappointed gets a lower post or none."""
    needs_end = option.effect in (RegisterEffect.NEW_TERM, RegisterEffect.EXTENDED, RegisterEffect.MOVED)
    if needs_end and (terms.ends_on is None or terms.ends_on <= terms.effective_on):
        raise DecisionIncomplete
    if option.effect is RegisterEffect.MOVED and (terms.unit_id is None or not terms.post):
        raise DecisionIncomplete
    if "term.not_renewed" in option.follows and terms.post:
        refuse_equivalent_post(held=case.subject_post, given=terms.post, rules=case_shapes.rules_of(case))
