"""What observers note, what stops a count, and ballots annulled and meetings repeated."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.meetings.models import (
    Annulment,
    CommitteeMember,
    CountStop,
    Meeting,
    ObserverNote,
    Official,
    RepeatedMeeting,
    StopResolution,
)
from tinnhiem.apps.meetings.operations.planning import MeetingPlan, locked_meeting, plan_meeting
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.regulations import value_of
from tinnhiem.domain.regulations.values import Labels


class OversightNotYours(DomainError):
    """Somebody without the function that it takes noted, stopped, resolved or annulled something."""

    code = "oversight_not_yours"
    status = 403


class OversightWordsMissing(DomainError):
    """A note, an irregularity, a resolution or an annulment without words."""

    code = "oversight_words_missing"


class IrregularityUnknown(DomainError):
    """A ground of irregularity that the rules do not list, or one that is not there."""

    code = "irregularity_unknown"


class IrregularityResolved(DomainError):
    """An irregularity was to be resolved a second time."""

    code = "irregularity_resolved"
    status = 409


class CountIsStopped(DomainError):
    """A count was to be locked or concluded while an irregularity waits: params waiting."""

    code = "count_is_stopped"


class BallotNotOpened(DomainError):
    """A ballot was to be annulled that never began, or a count stopped that is over."""

    code = "oversight_out_of_time"
    status = 409


class BallotAnnulled(DomainError):
    """Something was to be done with a ballot that was annulled."""

    code = "ballot_annulled"
    status = 409


class NothingToRepeat(DomainError):
    """A meeting was to be repeated that was neither annulled nor adjourned, or that was repeated already."""

    code = "nothing_to_repeat"
    status = 409


@transaction.atomic
def note_observation(*, meeting_id: UUID, text: str, actor: Actor, at: datetime) -> None:
    """Keep what an observer or the supervising officer noted; raises ``OversightNotYours``."""
    meeting = locked_meeting(meeting_id)
    function = _function(meeting, actor, Official.Function.OBSERVER, Official.Function.SUPERVISOR)
    ObserverNote.objects.create(
        meeting=meeting,
        author_id=actor.account_id,
        author_name=actor.name,
        function=function,
        text=_words(text),
        at=at,
    )
    audit.append(actor=actor.key, act="observation.noted", subject=f"meeting:{meeting.pk}", at=at)


@transaction.atomic
def stop_count(*, meeting_id: UUID, ground: str, text: str, actor: Actor, at: datetime) -> None:
    """Stop the count for an irregularity, on a ground of the rules; the supervisor or the chair may.

    Raises ``OversightNotYours``, ``IrregularityUnknown``, ``OversightWordsMissing`` or ``BallotNotOpened``
    where the meeting is not going on.
    """
    meeting = locked_meeting(meeting_id)
    function = _function(meeting, actor, Official.Function.SUPERVISOR, Official.Function.CHAIR)
    if meeting.state != Meeting.State.IN_PROGRESS:
        raise BallotNotOpened
    entries = value_of(rules.in_force(meeting.legal_basis_on).get("ballot.irregularities"), Labels).entries
    if ground not in {entry.code for entry in entries}:
        raise IrregularityUnknown
    CountStop.objects.create(
        meeting=meeting,
        ground=ground,
        text=_words(text),
        raised_by_id=actor.account_id,
        raised_by_name=actor.name,
        function=function,
        at=at,
    )
    audit.append(actor=actor.key, act="count.stopped", subject=f"meeting:{meeting.pk}", at=at, basis=ground)


@transaction.atomic
def resolve_stop(*, meeting_id: UUID, stop_id: int, reasons: str, actor: Actor, at: datetime) -> None:
    """Resolve an irregularity with the committee's reasons, so that the count may go on.

    Raises ``OversightNotYours``, ``IrregularityUnknown``, ``IrregularityResolved`` or
    ``OversightWordsMissing``.
    """
    meeting = locked_meeting(meeting_id)
    if actor.person_id is None:
        raise OversightNotYours
    if not CommitteeMember.objects.filter(meeting=meeting, person_id=actor.person_id).exists():
        raise OversightNotYours
    stop = CountStop.objects.filter(meeting=meeting, pk=stop_id).first()
    if stop is None:
        raise IrregularityUnknown
    if StopResolution.objects.filter(stop=stop).exists():
        raise IrregularityResolved
    StopResolution.objects.create(
        stop=stop,
        reasons=_words(reasons),
        resolved_by_id=actor.account_id,
        resolved_by_name=actor.name,
        at=at,
    )
    audit.append(actor=actor.key, act="count.resumed", subject=f"meeting:{meeting.pk}", at=at)


@transaction.atomic
def annul_ballot(*, meeting_id: UUID, reasons: str, actor: Actor, at: datetime) -> None:
    """Annul the ballot of a meeting; whatever was counted is kept and used for nothing.

    Raises ``OversightNotYours`` for anybody but the appointing authority, ``BallotNotOpened``,
    ``BallotAnnulled`` or ``OversightWordsMissing``.
    """
    meeting = locked_meeting(meeting_id)
    on = timezone.localdate(at)
    units = org.units_of_role(account_id=actor.account_id, role="appointing_authority", on=on)
    if meeting.managing_unit_id not in units:
        raise OversightNotYours
    if meeting.box_opened_at is None:
        raise BallotNotOpened
    if Annulment.objects.filter(meeting=meeting).exists():
        raise BallotAnnulled
    Annulment.objects.create(meeting=meeting, reasons=_words(reasons), decided_by_id=actor.account_id, at=at)
    if meeting.state == Meeting.State.IN_PROGRESS:
        meeting.state, meeting.ended_at = Meeting.State.ADJOURNED, at
        meeting.version += 1
        meeting.save()
    audit.append(actor=actor.key, act="meeting.annulled", subject=f"meeting:{meeting.pk}", at=at)


@transaction.atomic
def repeat_meeting(*, earlier_id: UUID, plan: MeetingPlan, actor: Actor, at: datetime) -> UUID:
    """Plan a meeting in place of one that was annulled or adjourned; the old records stay as they are.

    Raises ``NothingToRepeat`` or what ``plan_meeting`` raises.
    """
    earlier = locked_meeting(earlier_id)
    is_void = earlier.state == Meeting.State.ADJOURNED or Annulment.objects.filter(meeting=earlier).exists()
    is_other = plan.appointment_id != earlier.appointment_id
    if not is_void or is_other or RepeatedMeeting.objects.filter(earlier=earlier).exists():
        raise NothingToRepeat
    meeting_id = plan_meeting(plan=plan, actor=actor, at=at)
    RepeatedMeeting.objects.create(meeting_id=meeting_id, earlier=earlier)
    return meeting_id


def require_count_free(meeting_id: UUID) -> None:
    """Raise ``CountIsStopped`` while an irregularity waits, ``BallotAnnulled`` for an annulled ballot."""
    waiting = CountStop.objects.filter(meeting_id=meeting_id, resolution=None).count()
    if waiting:
        raise CountIsStopped(waiting=waiting)
    if Annulment.objects.filter(meeting_id=meeting_id).exists():
        raise BallotAnnulled


def _function(meeting: Meeting, actor: Actor, *functions: str) -> str:
    """The actor's function at the meeting; raises ``OversightNotYours`` for any other than ``functions``."""
    if actor.person_id is None:
        raise OversightNotYours
    held = Official.objects.filter(meeting=meeting, person_id=actor.person_id, function__in=functions)
    official = held.first()
    if official is None:
        raise OversightNotYours
    return official.function


def _words(text: str) -> str:
    if not text.strip():
        raise OversightWordsMissing
    return text.strip()
