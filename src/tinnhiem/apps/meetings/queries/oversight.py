"""What was noted and stopped at a meeting, whether its ballot was annulled, and what it repeats."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tinnhiem.apps.meetings.models import Annulment, CountStop, Meeting, ObserverNote, RepeatedMeeting
from tinnhiem.apps.meetings.operations.planning import SuperiorMissing, conflicts_of
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.actors import Actor
from tinnhiem.domain.registers.conflict_set import Function
from tinnhiem.domain.regulations import value_of
from tinnhiem.domain.regulations.values import Labels


@dataclass(frozen=True)
class NoteView:
    """A note of an observer, with who wrote it and when."""

    author: str
    function: str
    text: str
    at: datetime


@dataclass(frozen=True)
class StopView:
    """An irregularity that stops the count; resolved once ``reasons`` are given."""

    id: int
    ground: str
    text: str
    raised_by: str
    function: str
    at: datetime
    reasons: str
    resolved_by: str
    resolved_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether the count still waits for it."""
        return self.resolved_at is None


@dataclass(frozen=True)
class Oversight:
    """Everything that oversight left behind at one meeting."""

    notes: Sequence[NoteView]
    stops: Sequence[StopView]
    annulled_because: str
    annulled_at: datetime | None
    earlier_id: UUID | None
    repeated_id: UUID | None

    @property
    def open_stops(self) -> int:
        """How many irregularities still stop the count."""
        return sum(stop.is_open for stop in self.stops)


def oversight_of(meeting_id: UUID) -> Oversight:
    """The oversight of a meeting."""
    labels = irregularity_grounds(Meeting.objects.get(pk=meeting_id).legal_basis_on)
    notes = ObserverNote.objects.filter(meeting_id=meeting_id).order_by("pk")
    stops = CountStop.objects.filter(meeting_id=meeting_id).select_related("resolution").order_by("pk")
    annulment = Annulment.objects.filter(meeting_id=meeting_id).first()
    return Oversight(
        notes=[NoteView(row.author_name, row.function, row.text, row.at) for row in notes],
        stops=[_stop(row, labels) for row in stops],
        annulled_because=annulment.reasons if annulment else "",
        annulled_at=annulment.at if annulment else None,
        earlier_id=RepeatedMeeting.objects.filter(meeting_id=meeting_id)
        .values_list("earlier_id", flat=True)
        .first(),
        repeated_id=RepeatedMeeting.objects.filter(earlier_id=meeting_id)
        .values_list("meeting_id", flat=True)
        .first(),
    )


def irregularity_grounds(on: date) -> Mapping[str, str]:
    """The grounds on which a count is stopped, with their words."""
    entries = value_of(rules.in_force(on).get("ballot.irregularities"), Labels).entries
    return {entry.code: entry.label for entry in entries}


def is_annulled(meeting_id: UUID) -> bool:
    """Whether the ballot of the meeting was annulled, so that its result is used for nothing."""
    return meeting_id in annulled([meeting_id])


def annulled(meeting_ids: Collection[UUID]) -> frozenset[UUID]:
    """The meetings among these whose ballot was annulled."""
    rows = Annulment.objects.filter(meeting_id__in=meeting_ids)
    return frozenset(rows.values_list("meeting_id", flat=True))


def find_meeting_to_repeat(appointment_id: int) -> UUID | None:
    """The latest meeting on an appointment that was adjourned or annulled and not held again yet."""
    latest = Meeting.objects.filter(appointment_id=appointment_id).order_by("-scheduled_at").first()
    if latest is None or RepeatedMeeting.objects.filter(earlier=latest).exists():
        return None
    return latest.pk if latest.state == Meeting.State.ADJOURNED or is_annulled(latest.pk) else None


def may_know_of(*, subject_id: int, unit_id: int, post: str, actor: Actor) -> bool:
    """Whether the actor is neither the subject nor a relative; an account without a person is neither."""
    conflicts = conflicts_of(subject_id=subject_id, unit_id=unit_id, post=post)
    return conflicts.ground(str(actor.person_id), Function.OPEN_COUNTS) is None


def superior_of_school(school_id: int, *, on: date) -> org.UnitView:
    """The unit that manages a school on a day; raises ``SuperiorMissing``."""
    superior = org.superior_on(school_id, on)
    if superior is None:
        raise SuperiorMissing(school=org.get_unit(school_id).name, on=on.isoformat())
    return superior


def _stop(row: CountStop, labels: Mapping[str, str]) -> StopView:
    resolution = getattr(row, "resolution", None)
    return StopView(
        id=row.pk,
        ground=labels.get(row.ground, row.ground),
        text=row.text,
        raised_by=row.raised_by_name,
        function=row.function,
        at=row.at,
        reasons=resolution.reasons if resolution else "",
        resolved_by=resolution.resolved_by_name if resolution else "",
        resolved_at=resolution.at if resolution else None,
    )
