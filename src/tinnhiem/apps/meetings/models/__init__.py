"""Tables of ``meetings``: one noun a module."""

from tinnhiem.apps.meetings.models.calendar import (
    ClosedDay,
    Rescheduling,
    SchedulingSetting,
    Sitting,
    TravelTime,
    Venue,
)
from tinnhiem.apps.meetings.models.meeting import Meeting, Official
from tinnhiem.apps.meetings.models.minutes import MinutesLine, StepRecord
from tinnhiem.apps.meetings.models.oversight import (
    Annulment,
    CountStop,
    ObserverNote,
    RepeatedMeeting,
    StopResolution,
)
from tinnhiem.apps.meetings.models.room import Attendance, CommitteeMember, SummonedList, SummonedPerson

__all__ = [
    "Annulment",
    "Attendance",
    "ClosedDay",
    "CommitteeMember",
    "CountStop",
    "Meeting",
    "MinutesLine",
    "ObserverNote",
    "Official",
    "RepeatedMeeting",
    "Rescheduling",
    "SchedulingSetting",
    "Sitting",
    "StepRecord",
    "StopResolution",
    "SummonedList",
    "SummonedPerson",
    "TravelTime",
    "Venue",
]
