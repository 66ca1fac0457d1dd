"""What the campaigns of today wait for: one line a window, with how many people it is about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from tinnhiem.apps.ballots import queries as ballots
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
        _line(window, campaign, on)
        for campaign in ballots.campaigns_under(unit_ids)
        if campaign.starts_on <= on + AHEAD and on <= campaign.last_day
        for window in ballots.waiting_windows(campaign, on=on, until=on + AHEAD)
    ]
    return sorted(lines, key=lambda line: line.first_on)


def _line(found: ballots.WaitingWindow, campaign: ballots.CampaignView, on: date) -> Waiting:
    said = ngettext("%(what)s: %(n)d người", "%(what)s: %(n)d người", found.people)
    return Waiting(
        what=said % {"what": window_words()[found.window], "n": found.people},
        first_on=found.first_on,
        href=reverse("office:campaign", args=[campaign.id]),
        is_late=found.first_on < on,
    )
