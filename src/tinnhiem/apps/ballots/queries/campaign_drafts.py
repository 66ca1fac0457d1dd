"""The draft schedule of a campaign, each line with what the calendar has against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tinnhiem.apps.ballots.models import DraftMeeting
from tinnhiem.apps.org import queries as org


@dataclass(frozen=True)
class DraftRow:
    """One line of the draft; ``officials`` maps function to people."""

    id: int
    version: int
    appointment_id: int
    name: str
    school_id: int
    school: str
    scheduled_at: datetime
    venue_id: int | None
    venue: str
    capacity: int | None
    staff: int
    officials: Mapping[str, Sequence[org.PersonView]]

    @property
    def is_room_too_small(self) -> bool:
        """Whether the room does not seat the whole staff, so that the meeting will need sittings."""
        return self.capacity is not None and self.staff > self.capacity


def draft_of(campaign_id: UUID, *, people: Sequence[org.PersonView]) -> Sequence[DraftRow]:
    """The draft of a campaign, the first meeting first; ``people`` are those it may name."""
    by_id = {person.id: person for person in people}
    rows = DraftMeeting.objects.select_related("appointment__person", "appointment__unit", "venue")
    return [_row(row, by_id) for row in rows.filter(campaign_id=campaign_id).order_by("scheduled_at", "pk")]


def _row(row: DraftMeeting, people: Mapping[int, org.PersonView]) -> DraftRow:
    return DraftRow(
        id=row.pk,
        version=row.version,
        appointment_id=row.appointment_id,
        name=row.appointment.person.full_name,
        school_id=row.appointment.unit_id,
        school=row.appointment.unit.name,
        scheduled_at=row.scheduled_at,
        venue_id=row.venue_id,
        venue=row.venue.name if row.venue else "",
        capacity=row.venue.capacity if row.venue else None,
        staff=len(org.staff_of(row.appointment.unit_id)),
        officials={
            function: [people[person] for person in chosen if person in people]
            for function, chosen in row.officials.items()
        },
    )
