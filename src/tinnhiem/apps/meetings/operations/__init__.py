"""Writes of ``meetings``: the verbs of those who plan and run a conference."""

from tinnhiem.apps.meetings.operations.box import mark_box_open
from tinnhiem.apps.meetings.operations.conduct import (
    Answers,
    Proposal,
    add_to_minutes,
    adjourn_meeting,
    begin_meeting,
    call_roll,
    complete_step,
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
    "begin_meeting",
    "call_roll",
    "cancel_meeting",
    "close_day",
    "complete_step",
    "divide_meeting",
    "freeze_summoned_list",
    "mark_box_open",
    "open_day",
    "plan_meeting",
    "problems_of",
    "reschedule_meetings",
    "set_travel_time",
    "set_venue",
]
