"""One secret ballot on one leader, on paper: its stages, its equations, its double count and its outcome.

It may use ``domain.regulations`` for the verdict and ``common``; it knows neither rooms nor tables.
"""

from tinnhiem.domain.confidence.account import EquationBroken, PaperAccount, equations
from tinnhiem.domain.confidence.count import (
    Adjudication,
    CountEntry,
    CountNotLocked,
    CountsDiffer,
    Decision,
    decide_validity,
    differing_lines,
    lines_of,
    same_lines,
)
from tinnhiem.domain.confidence.poll import (
    ClosedPoll,
    OpenPoll,
    Outcome,
    PlannedPoll,
    Tally,
    close_poll,
    conclude,
    open_poll,
    settle,
)

__all__ = [
    "Adjudication",
    "ClosedPoll",
    "CountEntry",
    "CountNotLocked",
    "CountsDiffer",
    "Decision",
    "EquationBroken",
    "OpenPoll",
    "Outcome",
    "PaperAccount",
    "PlannedPoll",
    "Tally",
    "close_poll",
    "conclude",
    "decide_validity",
    "differing_lines",
    "equations",
    "lines_of",
    "open_poll",
    "same_lines",
    "settle",
]
