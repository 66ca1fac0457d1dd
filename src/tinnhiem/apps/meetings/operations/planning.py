"""Planning a meeting, and freezing the list of those summoned to it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.meetings import calendar, papers
from tinnhiem.apps.meetings.models import Meeting, Official, SummonedList, SummonedPerson
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.records import operations as records
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError
from tinnhiem.domain.procedure.timetable import Booking, RoomTooSmall, SeatsMissing
from tinnhiem.domain.registers.conflict_set import ConflictSet, Function, conflict_set

OFFICE_FUNCTION = {
    Official.Function.CHAIR: Function.CHAIR,
    Official.Function.SECRETARY: Function.MINUTE,
    Official.Function.SUPERVISOR: Function.OBSERVE,
    Official.Function.OBSERVER: Function.OBSERVE,
}
"""What each official of a meeting does, as the conflict set names it."""


class MeetingUnknown(DomainError):
    """No meeting has this id."""

    code = "meeting_unknown"
    status = 404


class MeetingInThePast(DomainError):
    """A meeting was planned for a moment that has passed."""

    code = "meeting_in_the_past"


class AttestationMissing(DomainError):
    """Nobody has said that the case holds nothing classified, which comes before everything else."""

    code = "attestation_missing"


class SuperiorMissing(DomainError):
    """The school stands under no unit on that day, so nobody can run its meeting."""

    code = "superior_missing"


class ListAlreadyFrozen(DomainError):
    """The summoned list was to be changed after it was signed."""

    code = "list_already_frozen"


class MeetingCancelled(DomainError):
    """The list of a cancelled meeting was to be frozen."""

    code = "meeting_cancelled"


class ListEmpty(DomainError):
    """A summoned list without a name."""

    code = "list_empty"


class OfficialTwice(DomainError):
    """One person was given two functions at one meeting."""

    code = "official_twice"


@dataclass(frozen=True)
class MeetingPlan:
    """What an officer decides when planning a meeting; ``officials`` maps function to people.

    ``is_attested``: the officer attested, in the pack's words, that nothing in the case is classified.
    """

    appointment_id: int
    procedure: str
    stage: str
    legal_basis_on: date
    plan_number: str
    scheduled_at: datetime
    place: str
    subject_summoned: bool
    officials: Mapping[str, Sequence[int]]
    is_attested: bool = False
    venue_id: int | None = None


@transaction.atomic
def plan_meeting(*, plan: MeetingPlan, actor: Actor, at: datetime) -> UUID:
    """Plan a meeting on one leader and return its id.

    Raises ``AttestationMissing``, ``NoPackOnDate``, ``ProcedureMissing``, ``MeetingInThePast``,
    ``SuperiorMissing``, ``OfficialTwice``, ``InConflict``, ``DayClosed``, ``SchoolTaken`` or
    ``MeetingClash``; then nothing is planned.
    """
    if not plan.is_attested:
        raise AttestationMissing
    appointment = org.get_appointment(plan.appointment_id)
    pack = rules.in_force(plan.legal_basis_on).pack
    order = rules.procedure(procedure=plan.procedure, stage=plan.stage, on=plan.legal_basis_on)
    if plan.scheduled_at <= at:
        raise MeetingInThePast
    held_on = timezone.localdate(plan.scheduled_at)
    superior = org.superior_on(appointment.unit_id, held_on)
    if superior is None:
        raise SuperiorMissing(school=appointment.unit_name, on=held_on.isoformat())
    require_officials(
        plan.officials,
        subject_id=appointment.person_id,
        unit_id=appointment.unit_id,
        post=appointment.post,
    )
    _require_slot(plan, appointment, managing_unit_id=superior.id)
    meeting = Meeting.objects.create(
        school_id=appointment.unit_id,
        managing_unit_id=superior.id,
        appointment_id=appointment.id,
        subject_id=appointment.person_id,
        subject_post=appointment.post,
        procedure=plan.procedure,
        stage=plan.stage,
        pack=pack,
        legal_basis_on=plan.legal_basis_on,
        plan_number=plan.plan_number,
        attestation=order.words["attestation"],
        attested_by_id=actor.account_id,
        attested_at=at,
        scheduled_at=plan.scheduled_at,
        place=plan.place,
        venue_id=plan.venue_id,
        length_minutes=calendar.settings_of(superior.id).length_minutes,
        subject_summoned=plan.subject_summoned,
    )
    Official.objects.bulk_create(
        Official(meeting=meeting, person_id=person, function=function, title=org.post_title_of(person))
        for function, people in plan.officials.items()
        for person in people
    )
    audit.append(
        actor=actor.key,
        act="meeting.planned",
        subject=f"meeting:{meeting.pk}",
        at=at,
        basis=plan.plan_number,
        after={"school": appointment.unit_id, "scheduled_at": plan.scheduled_at.isoformat()},
    )
    return meeting.pk


@transaction.atomic
def freeze_summoned_list(
    *, meeting_id: UUID, people: Collection[int], actor: Actor, at: datetime
) -> SummonedList:
    """Freeze and sign the list of those summoned; it fixes the denominator and cannot change again.

    ``people`` are chosen among the school's staff. Raises ``ListAlreadyFrozen``, ``MeetingCancelled``,
    ``ListEmpty``, ``RoomTooSmall``, ``SeatsMissing``, or ``InConflict`` where the actor may not import it.
    """
    meeting = locked_meeting(meeting_id)
    if SummonedList.objects.filter(meeting=meeting).exists():
        raise ListAlreadyFrozen
    if meeting.state == Meeting.State.CANCELLED:
        raise MeetingCancelled
    _require_no_conflict(meeting, actor, Function.IMPORT_LIST)
    rows = [
        SummonedPerson(
            meeting=meeting,
            person_id=person.id,
            position=position,
            full_name=person.full_name,
            post_title=person.post_title,
        )
        for position, person in enumerate(_chosen(meeting, people), start=1)
    ]
    if not rows:
        raise ListEmpty
    require_seats(meeting, len(rows))
    SummonedPerson.objects.bulk_create(rows)
    meeting.state = Meeting.State.SUMMONED
    meeting.version += 1
    meeting.save(update_fields=["state", "version"])
    frozen = SummonedList.objects.create(
        meeting=meeting, total=len(rows), sha256=_digest(rows), frozen_at=at, signed_by_id=actor.account_id
    )
    records.file_document(paper=papers.summoned_list(meeting, frozen, signer=actor.name), actor=actor, at=at)
    audit.append(
        actor=actor.key,
        act="summoned_list.frozen",
        subject=f"meeting:{meeting.pk}",
        at=at,
        after={"total": frozen.total, "sha256": frozen.sha256},
    )
    return frozen


def require_seats(meeting: Meeting, summoned: int) -> None:
    """Raise ``RoomTooSmall``, or ``SeatsMissing`` where the sittings do not seat everybody."""
    if meeting.venue is None:
        return
    seats = sum(meeting.sittings.values_list("seats", flat=True))
    if not seats and summoned > meeting.venue.capacity:
        raise RoomTooSmall(summoned=summoned, capacity=meeting.venue.capacity)
    if seats and seats < summoned:
        raise SeatsMissing(summoned=summoned, seats=seats)


def locked_meeting(meeting_id: UUID) -> Meeting:
    """The meeting's row, locked for this transaction; raises ``MeetingUnknown``."""
    meeting = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
    if meeting is None:
        raise MeetingUnknown
    return meeting


def conflicts_of(*, subject_id: int, unit_id: int, post: str) -> ConflictSet:
    """The conflict set of a meeting on this subject."""
    return conflict_set(
        subject=str(org.kept_record(subject_id)),
        relatives=frozenset(map(str, org.relatives_of(subject_id))),
        reports_only_to_subject=frozenset(
            map(str, org.reporting_only_to(subject_id, unit_id=unit_id, post=post))
        ),
    )


def require_officials(
    officials: Mapping[str, Sequence[int]], *, subject_id: int, unit_id: int, post: str
) -> None:
    """Raise ``OfficialTwice`` or ``InConflict`` for whoever may not run a meeting on this subject."""
    everyone = [person for people in officials.values() for person in people]
    for person in everyone:
        if everyone.count(person) > 1:
            raise OfficialTwice(name=org.name_of(person))
    conflicts = conflicts_of(subject_id=subject_id, unit_id=unit_id, post=post)
    for function, people in officials.items():
        for person in people:
            conflicts.check(
                person=str(person),
                name=org.name_of(person),
                function=OFFICE_FUNCTION[Official.Function(function)],
            )


def _require_slot(plan: MeetingPlan, appointment: org.AppointmentView, *, managing_unit_id: int) -> None:
    """Raise what the calendar has against the moment of the plan."""
    calendar.require_open_day(timezone.localtime(plan.scheduled_at).date(), managing_unit_id=managing_unit_id)
    people = {person for chosen in plan.officials.values() for person in chosen}
    ends_at = plan.scheduled_at + calendar.settings_of(managing_unit_id).length
    booking = Booking(
        calendar.NEW,
        plan.scheduled_at,
        ends_at,
        str(appointment.unit_id),
        frozenset(people | {appointment.person_id}),
    )
    calendar.require_free(
        booking,
        calendar.standing_bookings(plan.scheduled_at, ends_at),
        managing_unit_id=managing_unit_id,
    )


def _require_no_conflict(meeting: Meeting, actor: Actor, function: Function) -> None:
    if actor.person_id is None:
        return
    conflicts_of(subject_id=meeting.subject_id, unit_id=meeting.school_id, post=meeting.subject_post).check(
        person=str(actor.person_id), name=actor.name, function=function
    )


def _chosen(meeting: Meeting, people: Collection[int]) -> list[org.PersonView]:
    chosen = set(people)
    if meeting.subject_summoned:
        chosen.add(meeting.subject_id)
    else:
        chosen.discard(meeting.subject_id)
    return [person for person in org.staff_of(meeting.school_id) if person.id in chosen]


def _digest(rows: Sequence[SummonedPerson]) -> str:
    lines = [[row.position, row.full_name, row.post_title] for row in rows]
    return sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()
