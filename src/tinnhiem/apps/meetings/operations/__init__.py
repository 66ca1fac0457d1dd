"""Writes of ``meetings``: the verbs of those who plan and run a conference."""

from tinnhiem.apps.meetings.operations.box import mark_box_open, mark_box_shut
from tinnhiem.apps.meetings.operations.conduct import (
    Answers,
    Proposal,
    add_to_minutes,
    adjourn_meeting,
    begin_meeting,
    call_roll,
    complete_step,
)
from tinnhiem.apps.meetings.operations.inviting import draft_invitation, draft_letter
from tinnhiem.apps.meetings.operations.oversight import (
    annul_ballot,
    note_observation,
    repeat_meeting,
    require_count_free,
    resolve_stop,
    stop_count,
)
from tinnhiem.apps.meetings.operations.planning import MeetingPlan, freeze_summoned_list, plan_meeting
from tinnhiem.apps.meetings.operations.scheduling import (
    Move,
    cancel_meeting,
    close_day,
    divide_meeting,
    open_day,
    problems_of,
    reschedule_meetings,
    set_scheduling,
    set_travel_time,
    set_venue,
)

__all__ = [
    "Answers",
    "MeetingPlan",
    "Move",
    "Proposal",
    "add_to_minutes",
    "adjourn_meeting",
    "annul_ballot",
    "begin_meeting",
    "call_roll",
    "cancel_meeting",
    "close_day",
    "complete_step",
    "divide_meeting",
    "draft_invitation",
    "draft_letter",
    "freeze_summoned_list",
    "mark_box_open",
    "mark_box_shut",
    "note_observation",
    "open_day",
    "plan_meeting",
    "problems_of",
    "repeat_meeting",
    "require_count_free",
    "reschedule_meetings",
    "resolve_stop",
    "set_scheduling",
    "set_travel_time",
    "set_venue",
    "stop_count",
]
