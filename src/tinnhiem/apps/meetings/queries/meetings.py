"""Meetings as pages, papers and other rooms name them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tinnhiem.apps.meetings.models import Meeting, Official, SummonedPerson
from tinnhiem.apps.meetings.operations.planning import MeetingUnknown
from tinnhiem.apps.meetings.room import committee_of, procedure_of, titled
from tinnhiem.apps.org import queries as org


@dataclass(frozen=True)
class MeetingView:
    """A meeting with the names that pages and documents need; dates of law stay dates."""

    id: UUID
    school_id: int
    school_name: str
    managing_unit_id: int
    managing_unit_name: str
    managing_unit_place: str
    appointment_id: int
    subject_id: int
    subject_name: str
    subject_titled: str
    subject_post: str
    subject_post_title: str
    procedure: str
    stage: str
    title: Mapping[str, str]
    pack: str
    legal_basis_on: date
    plan_number: str
    scheduled_at: datetime
    place: str
    subject_summoned: bool
    state: str
    started_at: datetime | None
    ended_at: datetime | None
    box_opened_at: datetime | None
    summoned_total: int | None
    version: int
    audiences: Mapping[str, tuple[str, ...]]
    words: Mapping[str, str]


@dataclass(frozen=True)
class OfficialView:
    """A person who runs a meeting, and as what."""

    person_id: int
    name: str
    titled: str
    function: str


@dataclass(frozen=True)
class Member:
    """A member of the counting committee."""

    id: int
    person_id: int
    name: str
    titled: str
    post_title: str
    role: str
    role_title: str


@dataclass(frozen=True)
class SummonedRow:
    """A line of the summoned list."""

    id: int
    person_id: int
    position: int
    full_name: str
    post_title: str


def get_meeting(meeting_id: UUID) -> MeetingView:
    """The meeting of this id; raises ``MeetingUnknown``."""
    meeting = _meetings().filter(pk=meeting_id).first()
    if meeting is None:
        raise MeetingUnknown
    return _view(meeting)


def meetings_under(unit_ids: Collection[int]) -> Sequence[MeetingView]:
    """The meetings run by the units, the next one first."""
    return [_view(row) for row in _meetings().filter(managing_unit_id__in=unit_ids).order_by("scheduled_at")]


def meetings_about(appointment_ids: Collection[int]) -> Mapping[int, MeetingView]:
    """The latest meeting on each appointment; a cancelled one only where there is no other."""
    rows = _meetings().filter(appointment_id__in=appointment_ids)
    by_time = sorted(rows, key=lambda row: (row.state != Meeting.State.CANCELLED, row.scheduled_at))
    latest = {row.appointment_id: row for row in by_time}
    return {appointment: _view(row) for appointment, row in latest.items()}


def appointments_met_about(meeting_ids: Collection[UUID]) -> set[int]:
    """The appointments that meetings are about, by number."""
    return set(Meeting.objects.filter(pk__in=meeting_ids).values_list("appointment_id", flat=True))


def meetings_of_person(person_id: int) -> Sequence[MeetingView]:
    """The meetings at which a person has a function or was elected to count, the latest first."""
    own = org.identities(person_id)
    mine = Q(officials__person_id__in=own) | Q(committee__person_id__in=own)
    return [_view(row) for row in _meetings().filter(mine).distinct().order_by("-scheduled_at")]


def officials(meeting_id: UUID) -> Sequence[OfficialView]:
    """Who chairs, minutes, supervises and observes."""
    words = procedure_of(Meeting.objects.get(pk=meeting_id)).words
    rows = Official.objects.select_related("person").filter(meeting_id=meeting_id).order_by("pk")
    return [
        OfficialView(row.person_id, row.person.full_name, titled(row.person_id, words), row.function)
        for row in rows
    ]


def committee(meeting_id: UUID) -> Sequence[Member]:
    """The counting committee, its head first; empty before the election."""
    meeting = Meeting.objects.get(pk=meeting_id)
    words = procedure_of(meeting).words
    return [
        Member(
            id=row.pk,
            person_id=row.person_id,
            name=row.full_name,
            titled=titled(row.person_id, words),
            post_title=row.post_title,
            role=row.role,
            role_title=words[row.role],
        )
        for row in committee_of(meeting)
    ]


def summoned(meeting_id: UUID) -> Sequence[SummonedRow]:
    """The frozen list of those summoned, in its order."""
    rows = SummonedPerson.objects.filter(meeting_id=meeting_id).order_by("position")
    return [SummonedRow(row.pk, row.person_id, row.position, row.full_name, row.post_title) for row in rows]


def step_of_kind(meeting_id: UUID, kind: str) -> str:
    """The id of the procedure's step of this kind."""
    steps = procedure_of(Meeting.objects.get(pk=meeting_id)).steps
    return next(step.id for step in steps if step.kind == kind)


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("school", "managing_unit", "subject", "summoned_list")


def _view(meeting: Meeting) -> MeetingView:
    order = procedure_of(meeting)
    frozen = getattr(meeting, "summoned_list", None)
    return MeetingView(
        id=meeting.pk,
        school_id=meeting.school_id,
        school_name=meeting.school.name,
        managing_unit_id=meeting.managing_unit_id,
        managing_unit_name=meeting.managing_unit.name,
        managing_unit_place=meeting.managing_unit.place,
        appointment_id=meeting.appointment_id,
        subject_id=meeting.subject_id,
        subject_name=meeting.subject.full_name,
        subject_titled=f"{order.words[meeting.subject.sex or 'unknown']} {meeting.subject.full_name}",
        subject_post=meeting.subject_post,
        subject_post_title=order.words[meeting.subject_post],
        procedure=meeting.procedure,
        stage=meeting.stage,
        title=order.title,
        pack=meeting.pack,
        legal_basis_on=meeting.legal_basis_on,
        plan_number=meeting.plan_number,
        scheduled_at=meeting.scheduled_at,
        place=meeting.place,
        subject_summoned=meeting.subject_summoned,
        state=meeting.state,
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        box_opened_at=meeting.box_opened_at,
        summoned_total=frozen.total if frozen else None,
        version=meeting.version,
        audiences=order.audiences,
        words=order.words,
    )
