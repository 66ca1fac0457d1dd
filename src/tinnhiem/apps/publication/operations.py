"""Writes of the shelf of publication."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.publication.models import Posting, PublicNotice, Takedown
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations import publication_terms, refuse_early_takedown
from tinnhiem.domain.regulations.publication import PublishedBeforeSigning


class NoticeUnknown(DomainError):
    """No notice, or no posting of it at that place, is known."""

    code = "notice_unknown"
    status = 404


class PostedAlready(DomainError):
    """A notice was to be published a second time at one place, or taken down a second time."""

    code = "posted_already"
    status = 409


class PostedInTheFuture(DomainError):
    """A publication was said to begin or end on a day that has not come: params day."""

    code = "posted_in_the_future"


@dataclass(frozen=True)
class Decision:
    """What may be published of a signed decision: what it is and who signed it, never a count."""

    about: str
    document: UUID
    item: str
    title: str
    notation: str
    signed_on: date
    signer: str
    unit_id: int
    authority_id: int


def owe_publication(*, decision: Decision, at: datetime) -> None:
    """Put a signed decision on the list of what must be published; call it in the transaction of the act.

    Raises ``NotAnItemOfPublication``.
    """
    terms = publication_terms(
        decision.item,
        signed_on=decision.signed_on,
        rules=rules.in_force(decision.signed_on),
        calendar=rules.calendar(),
    )
    PublicNotice.objects.create(
        about=decision.about,
        document=decision.document,
        item=terms.item,
        title=decision.title,
        notation=decision.notation,
        signed_on=decision.signed_on,
        signer=decision.signer,
        unit_id=decision.unit_id,
        authority_id=decision.authority_id,
        due_on=terms.due.on,
        due_provisional=terms.due.provisional_reason or "",
        lasts_days=terms.lasts,
        basis=terms.basis,
        entered_at=at,
    )


@transaction.atomic
def publish(*, notice_id: UUID, place: str, begun_on: date, actor: Actor, at: datetime) -> None:
    """Record that a notice is published at a place from a day on.

    Raises ``NoticeUnknown``, ``PostedAlready``, ``PublishedBeforeSigning`` or ``PostedInTheFuture``.
    """
    notice = _locked(notice_id)
    _refuse_future(begun_on, at)
    if begun_on < notice.signed_on:
        raise PublishedBeforeSigning(signed_on=f"{notice.signed_on:%d/%m/%Y}")
    if Posting.objects.filter(notice=notice, place=place).exists():
        raise PostedAlready
    Posting.objects.create(
        notice=notice, place=place, begun_on=begun_on, recorded_by_id=actor.account_id, recorded_at=at
    )
    audit.append(
        actor=actor.key,
        act="notice.published",
        subject=f"notice:{notice.pk}",
        at=at,
        basis=notice.notation,
        after={"place": place, "begun_on": begun_on.isoformat()},
    )


@transaction.atomic
def take_down(*, notice_id: UUID, place: str, on: date, actor: Actor, at: datetime) -> None:
    """Record that a notice was taken down at a place, once its period is over.

    Raises ``NoticeUnknown``, ``PostedAlready``, ``PostedInTheFuture`` or ``TakenDownTooEarly``.
    """
    notice = _locked(notice_id)
    posting = Posting.objects.filter(notice=notice, place=place).first()
    if posting is None:
        raise NoticeUnknown
    _refuse_future(on, at)
    if Takedown.objects.filter(posting=posting).exists():
        raise PostedAlready
    refuse_early_takedown(ends_on=posting.begun_on + timedelta(days=notice.lasts_days), on=on)
    Takedown.objects.create(
        posting=posting, taken_down_on=on, recorded_by_id=actor.account_id, recorded_at=at
    )
    audit.append(
        actor=actor.key,
        act="notice.taken_down",
        subject=f"notice:{notice.pk}",
        at=at,
        after={"place": place, "on": on.isoformat()},
    )


def _locked(notice_id: UUID) -> PublicNotice:
    notice = PublicNotice.objects.select_for_update().filter(pk=notice_id).first()
    if notice is None:
        raise NoticeUnknown
    return notice


def _refuse_future(day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise PostedInTheFuture(day=f"{day:%d/%m/%Y}")
