"""Which meetings were changed after people were summoned and still owe them a new invitation."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Max

from tinnhiem.apps.meetings.models import Rescheduling
from tinnhiem.apps.records import queries as records


def about_invitation(meeting_id: UUID) -> str:
    """The key under which the shelf keeps the invitations to a meeting."""
    return f"invitation:{meeting_id}"


def invitations_due(meeting_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these meetings, those without a signed invitation written after the last change."""
    changed = Rescheduling.objects.filter(meeting_id__in=meeting_ids, is_notice_due=True)
    last = dict(changed.values_list("meeting_id").annotate(last=Max("at")))
    abouts = {about_invitation(meeting_id): meeting_id for meeting_id in last}
    papers = records.standing_papers(kind="invitation", abouts=abouts)
    done = {
        meeting_id
        for about, meeting_id in abouts.items()
        if any(row.is_signed and row.made_at >= last[meeting_id] for row in papers.get(about, ()))
    }
    return frozenset(last.keys() - done)
