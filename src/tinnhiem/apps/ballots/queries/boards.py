"""The board of a campaign by pages, and its sums: counted in the database, reckoned for the rows shown."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from tinnhiem.apps.ballots.models import BoardLine
from tinnhiem.apps.ballots.queries.campaigns import BoardRow, CampaignView, Windows, board
from tinnhiem.apps.ballots.queries.ready_lists import keep_board
from tinnhiem.common.text import fold
from tinnhiem.domain.confidence.campaign import Standing
from tinnhiem.domain.confidence.progress import Stage, Window, open_reminder

PAGE: Final = 50
LATE: Final = "late"
"""Asked for as if it were a stage: the cases of which a deadline has passed."""
_ORDER: Final = ("is_covered", "last_day", "unit_id", "appointment_id")


@dataclass(frozen=True)
class BoardSums:
    """A campaign in numbers: all its leaders, where they stand, how far they are, and what is missing."""

    total: int
    standings: Mapping[Standing, int]
    stages: Mapping[Stage, int]
    late: int
    without_notice: int


@dataclass(frozen=True)
class BoardPage:
    """A part of the board; ``found`` counts all rows that answer the search."""

    campaign: CampaignView
    rows: Sequence[BoardRow]
    sums: BoardSums
    found: int
    page: int
    pages: int


@dataclass(frozen=True)
class Asked:
    """What the reader of a board looks for; an empty word asks for nothing."""

    words: str = ""
    standing: str = ""
    stage: str = ""


@dataclass(frozen=True)
class WaitingWindow:
    """A window that stands open: for how many leaders, and the first of their days."""

    window: Window
    people: int
    first_on: date


def board_page(
    campaign: CampaignView, *, on: date, until: date, asked: Asked, page: int = 1, language: str = "vi"
) -> BoardPage:
    """One page of a campaign's leaders, those whom nothing covers first; reminders up to ``until``."""
    lines, answering = _lines(campaign, on), _answering(asked, on)
    sums = _sums(lines, on)
    found = lines.filter(answering).count() if answering else sums.total
    pages = max(1, -(-found // PAGE))
    shown = min(max(page, 1), pages)
    rows = lines.filter(answering).order_by(*_ORDER)[(shown - 1) * PAGE : shown * PAGE]
    return BoardPage(
        campaign=campaign,
        rows=_rows(campaign, rows, on=on, until=until, language=language),
        sums=sums,
        found=found,
        page=shown,
        pages=pages,
    )


def board_rows(
    campaign: CampaignView, *, on: date, until: date, asked: Asked, language: str = "vi"
) -> Sequence[BoardRow]:
    """Every leader of a campaign who answers the search, for a workbook."""
    lines = _lines(campaign, on).filter(_answering(asked, on))
    return _rows(campaign, lines, on=on, until=until, language=language)


def board_sums(campaign: CampaignView, *, on: date) -> BoardSums:
    """A campaign in numbers."""
    return _sums(_lines(campaign, on), on)


def waiting_windows(campaign: CampaignView, *, on: date, until: date) -> Sequence[WaitingWindow]:
    """What the cases of a campaign wait for up to ``until``, one line a window."""
    people: Counter[Window] = Counter()
    days: dict[Window, list[date]] = defaultdict(list)
    windows = Windows(campaign)
    lines = _lines(campaign, on).filter(notice_by__lte=until).exclude(standing=Standing.EXCEPTED)
    for last_day, stage, total in lines.values_list("last_day", "stage").annotate(Count("pk")):
        reminder = open_reminder(windows.of(last_day), Stage(stage), until=until)
        if reminder:
            people[reminder.window] += total
            days[reminder.window].append(reminder.on)
    return [WaitingWindow(window, total, min(days[window])) for window, total in people.items()]


def rows_without_notice(campaign: CampaignView, *, on: date, most: int) -> Sequence[BoardRow]:
    """The leaders whose notice is due and not even drafted, the earliest terms first, ``most`` of them."""
    lines = _lines(campaign, on).filter(has_notice_due=True).order_by("last_day", "unit_id", "appointment")
    rows = _rows(campaign, lines[:most], on=on, until=on, language="vi")
    return sorted(rows, key=lambda row: row.leader.last_day if row.leader else date.max)


def _lines(campaign: CampaignView, on: date) -> QuerySet[BoardLine]:
    keep_board(campaign, on=on)
    return BoardLine.objects.filter(campaign_id=campaign.id)


def _sums(lines: QuerySet[BoardLine], on: date) -> BoardSums:
    groups = lines.values_list("standing", "stage").annotate(
        total=Count("pk"),
        late=Count("pk", filter=Q(late_after__lt=on)),
        without_notice=Count("pk", filter=Q(has_notice_due=True)),
    )
    standings: Counter[Standing] = Counter(dict.fromkeys(Standing, 0))
    stages: Counter[Stage] = Counter()
    sums = Counter(total=0, late=0, without_notice=0)
    for standing, stage, total, late, without_notice in groups:
        standings[Standing(standing)] += total
        stages[Stage(stage)] += total
        sums.update(total=total, late=late, without_notice=without_notice)
    return BoardSums(standings=standings, stages=stages, **sums)


def _answering(asked: Asked, on: date) -> Q:
    found, words = Q(), fold(asked.words)
    if words:
        found &= Q(words__contains=words)
    if asked.standing:
        found &= Q(standing=asked.standing)
    if asked.stage:
        found &= Q(late_after__lt=on) if asked.stage == LATE else Q(stage=asked.stage)
    return found


def _rows(
    campaign: CampaignView, lines: QuerySet[BoardLine], *, on: date, until: date, language: str
) -> Sequence[BoardRow]:
    numbers = list(lines.values_list("appointment_id", flat=True))
    return board(campaign, on=on, until=until, language=language, among=numbers).rows
