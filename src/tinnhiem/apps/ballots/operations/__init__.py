"""Writes of ``ballots``: the verbs of those who print, cast and count."""

from tinnhiem.apps.ballots.operations.counting import (
    account_for_paper,
    adjudicate,
    enter_count,
    lock_count,
)
from tinnhiem.apps.ballots.operations.outcome import close_meeting, conclude_poll
from tinnhiem.apps.ballots.operations.polling import close_box, open_box, plan_poll, print_ballots

__all__ = [
    "account_for_paper",
    "adjudicate",
    "close_box",
    "close_meeting",
    "conclude_poll",
    "enter_count",
    "lock_count",
    "open_box",
    "plan_poll",
    "print_ballots",
]
