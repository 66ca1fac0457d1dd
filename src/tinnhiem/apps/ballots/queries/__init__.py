"""Reads of ``ballots``, named after what they return."""

from tinnhiem.apps.ballots.queries.boards import (
    LATE,
    Asked,
    BoardPage,
    BoardSums,
    WaitingWindow,
    board_page,
    board_rows,
    board_sums,
    waiting_windows,
)
from tinnhiem.apps.ballots.queries.campaign_drafts import DraftRow, draft_of
from tinnhiem.apps.ballots.queries.campaign_papers import NoticeStanding, PlanStanding, plan_standing
from tinnhiem.apps.ballots.queries.campaigns import (
    Board,
    BoardRow,
    CampaignView,
    board,
    campaigns_under,
    get_campaign,
)
from tinnhiem.apps.ballots.queries.case_due import DueStep
from tinnhiem.apps.ballots.queries.case_pages import CasePage, case_document, case_page, may_open_case
from tinnhiem.apps.ballots.queries.cases import CaseRow, case_of_poll, review_cases
from tinnhiem.apps.ballots.queries.counting import CountingPage, CountLine, EquationRow, counting_page
from tinnhiem.apps.ballots.queries.deciders import (
    DeciderPeriod,
    LeaderDeciders,
    SchoolDeciders,
    deciders_of_school,
)
from tinnhiem.apps.ballots.queries.due import DueTerm, due_term, due_terms
from tinnhiem.apps.ballots.queries.due_lists import (
    DuePage,
    Pressing,
    YearOfReappointments,
    due_page,
    due_rows,
    pressing_terms,
    reappointments_of_year,
)
from tinnhiem.apps.ballots.queries.ending import EndingLeader, ending_leaders
from tinnhiem.apps.ballots.queries.feeds import FeedView, feed, find_feed
from tinnhiem.apps.ballots.queries.histories import (
    CaseLine,
    LeaderHistory,
    OwnDecision,
    YearRow,
    leader_history,
    own_decisions,
    unit_history,
)
from tinnhiem.apps.ballots.queries.law_changes import (
    CaseUnderLaw,
    LawOutlook,
    cases_that_change,
    cases_under_law,
)
from tinnhiem.apps.ballots.queries.polls import PollView, get_poll, poll_of
from tinnhiem.apps.ballots.queries.results import Result, concluded_polls, result_of

__all__ = [
    "LATE",
    "Asked",
    "Board",
    "BoardPage",
    "BoardRow",
    "BoardSums",
    "CampaignView",
    "CaseLine",
    "CasePage",
    "CaseRow",
    "CaseUnderLaw",
    "CountLine",
    "CountingPage",
    "DeciderPeriod",
    "DraftRow",
    "DuePage",
    "DueStep",
    "DueTerm",
    "EndingLeader",
    "EquationRow",
    "FeedView",
    "LawOutlook",
    "LeaderDeciders",
    "LeaderHistory",
    "NoticeStanding",
    "OwnDecision",
    "PlanStanding",
    "PollView",
    "Pressing",
    "Result",
    "SchoolDeciders",
    "WaitingWindow",
    "YearOfReappointments",
    "YearRow",
    "board",
    "board_page",
    "board_rows",
    "board_sums",
    "campaigns_under",
    "case_document",
    "case_of_poll",
    "case_page",
    "cases_that_change",
    "cases_under_law",
    "concluded_polls",
    "counting_page",
    "deciders_of_school",
    "draft_of",
    "due_page",
    "due_rows",
    "due_term",
    "due_terms",
    "ending_leaders",
    "feed",
    "find_feed",
    "get_campaign",
    "get_poll",
    "leader_history",
    "may_open_case",
    "own_decisions",
    "plan_standing",
    "poll_of",
    "pressing_terms",
    "reappointments_of_year",
    "result_of",
    "review_cases",
    "unit_history",
    "waiting_windows",
]
