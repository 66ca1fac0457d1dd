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

__all__ = [
    "Answers",
    "MeetingPlan",
    "Proposal",
    "add_to_minutes",
    "adjourn_meeting",
    "begin_meeting",
    "call_roll",
    "complete_step",
    "freeze_summoned_list",
    "mark_box_open",
    "plan_meeting",
]
