"""Tables of ``ballots``: one noun a module. None of them leads from a ballot to a voter."""

from tinnhiem.apps.ballots.models.campaign import (
    CalendarFeed,
    Campaign,
    CampaignException,
    DraftMeeting,
    ListedLeader,
    TermNotice,
)
from tinnhiem.apps.ballots.models.casework import (
    CaseAct,
    CaseDisclosure,
    CaseEffect,
    CaseVoteEntry,
    ReviewCase,
)
from tinnhiem.apps.ballots.models.count import Adjudication, CountEntry, CountingRecord
from tinnhiem.apps.ballots.models.poll import PaperAccount, Poll
from tinnhiem.apps.ballots.models.ready_list import BoardLine, DueLine, ReadyList, Touch

__all__ = [
    "Adjudication",
    "BoardLine",
    "CalendarFeed",
    "Campaign",
    "CampaignException",
    "CaseAct",
    "CaseDisclosure",
    "CaseEffect",
    "CaseVoteEntry",
    "CountEntry",
    "CountingRecord",
    "DraftMeeting",
    "DueLine",
    "ListedLeader",
    "PaperAccount",
    "Poll",
    "ReadyList",
    "ReviewCase",
    "TermNotice",
    "Touch",
]
