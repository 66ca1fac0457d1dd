"""What this app keeps secret, for the test that walks the relations between tables.

On paper the ballots themselves never enter the database: only totals, and decisions on questioned papers, do.
"""

from typing import Final

SECRET_MODELS: Final = {
    "ballots.Adjudication": ("ballots.Poll",),
    "ballots.CountEntry": ("ballots.Poll", "meetings.CommitteeMember"),
    "ballots.CountingRecord": ("ballots.Poll",),
}
"""Tables that speak of ballots, each with the crowds that it may point at: all its rows share their poll, and
an entry belongs to the member of the committee who counted. No other path may lead to a person."""

UNORDERED_MODELS: Final = ()
"""Tables with one row for a ballot or an answer, which may tell neither when nor in which order it came."""

CROWDS: Final = (
    "ballots.Poll",
    "ballots.PaperAccount",
    "ballots.Campaign",
    "ballots.ListedLeader",
    "ballots.CampaignException",
    "ballots.TermNotice",
    "ballots.DraftMeeting",
    "ballots.CalendarFeed",
    "ballots.ReviewCase",
    "ballots.CaseAct",
    "ballots.CaseEffect",
    "ballots.CaseVoteEntry",
    "ballots.CaseDisclosure",
    "ballots.ReadyList",
    "ballots.Touch",
    "ballots.DueLine",
    "ballots.BoardLine",
)
"""Tables of this app that speak of the poll, the campaign or the case as a whole and may name its subject."""
