"""Reads of ``meetings``, named after what they return."""

from tinnhiem.apps.meetings.queries.access import (
    audiences_of,
    find_member,
    functions_of,
    require_function,
    require_no_conflict,
)
from tinnhiem.apps.meetings.queries.cockpit import (
    Cockpit,
    MinutesRow,
    Projection,
    RollRow,
    StepRow,
    cockpit,
    projection,
)
from tinnhiem.apps.meetings.queries.meetings import (
    MeetingView,
    Member,
    OfficialView,
    SummonedRow,
    committee,
    get_meeting,
    meetings_about,
    meetings_of_person,
    meetings_under,
    officials,
    step_of_kind,
    summoned,
)

__all__ = [
    "Cockpit",
    "MeetingView",
    "Member",
    "MinutesRow",
    "OfficialView",
    "Projection",
    "RollRow",
    "StepRow",
    "SummonedRow",
    "audiences_of",
    "cockpit",
    "committee",
    "find_member",
    "functions_of",
    "get_meeting",
    "meetings_about",
    "meetings_of_person",
    "meetings_under",
    "officials",
    "projection",
    "require_function",
    "require_no_conflict",
    "step_of_kind",
    "summoned",
]
