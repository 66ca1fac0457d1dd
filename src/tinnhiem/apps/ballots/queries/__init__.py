"""Reads of ``ballots``, named after what they return."""

from tinnhiem.apps.ballots.queries.counting import CountingPage, CountLine, EquationRow, counting_page
from tinnhiem.apps.ballots.queries.due import DueTerm, due_term, due_terms
from tinnhiem.apps.ballots.queries.law_changes import (
    CaseUnderLaw,
    LawOutlook,
    cases_that_change,
    cases_under_law,
)
from tinnhiem.apps.ballots.queries.polls import PollView, get_poll, poll_of
from tinnhiem.apps.ballots.queries.results import Result, concluded_polls, result_of

__all__ = [
    "CaseUnderLaw",
    "CountLine",
    "CountingPage",
    "DueTerm",
    "EquationRow",
    "LawOutlook",
    "PollView",
    "Result",
    "cases_that_change",
    "cases_under_law",
    "concluded_polls",
    "counting_page",
    "due_term",
    "due_terms",
    "get_poll",
    "poll_of",
    "result_of",
]
