"""What the campaigns of today wait for: one line a window, with how many people it is about."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from tinnhiem.apps.ballots import queries as ballots
from tinnhiem.domain.confidence.progress import Reminder, Window
from tinnhiem.web.office.campaign_rows import window_words
from tinnhiem.web.office.campaigns import AHEAD


@dataclass(frozen=True)
class Waiting:
    """A window with the people it is about, the first of its days, and where to act."""

    what: str
    first_on: date
    href: str
    is_late: bool


def reminders(unit_ids: Collection[int], *, on: date) -> Sequence[Waiting]:
    """What the units' campaigns wait for within the coming days, the most pressing first."""
    lines = [
        line
        for campaign in ballots.campaigns_under(unit_ids)
        if campaign.starts_on <= on + AHEAD and on <= campaign.last_day
        for line in _lines(ballots.board(campaign, on=on, until=on + AHEAD), on)
    ]
    return sorted(lines, key=lambda line: line.first_on)


def _lines(board: ballots.Board, on: date) -> Sequence[Waiting]:
    by_window: dict[Window, list[Reminder]] = defaultdict(list)
    for row in board.rows:
        if row.reminder:
            by_window[row.reminder.window].append(row.reminder)
    return [_line(window, found, board.campaign, on) for window, found in by_window.items()]


def _line(window: Window, found: Sequence[Reminder], campaign: ballots.CampaignView, on: date) -> Waiting:
    first_on = min(reminder.on for reminder in found)
    said = ngettext("%(what)s: %(n)d người", "%(what)s: %(n)d người", len(found))
    return Waiting(
        what=said % {"what": window_words()[window], "n": len(found)},
        first_on=first_on,
        href=reverse("office:campaign", args=[campaign.id]),
        is_late=first_on < on,
    )
