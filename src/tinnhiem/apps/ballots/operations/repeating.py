"""A ballot held again, after an adjournment or an annulment, with a meeting and ballots of its own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.ballots.models import Poll
from tinnhiem.apps.meetings import operations as meetings
from tinnhiem.common.actors import Actor


@transaction.atomic
def repeat_poll(*, earlier_id: UUID, plan: meetings.MeetingPlan, actor: Actor, at: datetime) -> UUID:
    """Plan the poll again in place of the one of the meeting ``earlier_id``, and return the new poll's id.

    Raises ``NothingToRepeat`` or what planning a meeting raises; then nothing is planned.
    """
    meeting_id = meetings.repeat_meeting(earlier_id=earlier_id, plan=plan, actor=actor, at=at)
    poll = Poll.objects.create(meeting_id=meeting_id)
    audit.append(
        actor=actor.key, act="poll.repeated", subject=f"poll:{poll.pk}", at=at, basis=plan.plan_number
    )
    return poll.pk
