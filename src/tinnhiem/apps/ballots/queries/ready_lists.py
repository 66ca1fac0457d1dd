"""The lists kept ready, brought up to date before they are read.

A list is current while its stamp is that of the law and of the program, and nothing it rests on was touched
since. Its lines are made by the functions that also show single rows; nothing is decided here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Q

import tinnhiem
from tinnhiem.apps.ballots.models import (
    BoardLine,
    Campaign,
    DueLine,
    ListedLeader,
    ReadyList,
    ReviewCase,
    Touch,
)
from tinnhiem.apps.ballots.queries.campaign_papers import about_leader
from tinnhiem.apps.ballots.queries.campaigns import BoardRow, CampaignView, board, get_campaign
from tinnhiem.apps.ballots.queries.due import DueTerm, due_terms_of
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.queries import leaders as registers
from tinnhiem.apps.publication import queries as publication
from tinnhiem.apps.records import queries as records
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.text import fold
from tinnhiem.domain.confidence.campaign import Standing
from tinnhiem.domain.confidence.progress import late_after

ANEW_FROM: Final = 3_000
"""From so many touches on, lists are made anew when they are next read, not line by line."""
_DUE: Final = "due"
_LOCK: Final = "lock"
_PROGRAM: Final = ("common", "domain", "apps")


def keep_due(on: date) -> None:
    """Bring the lines of all terms up to date, under the law of a day."""
    stamp = _due_stamp(on)
    if _is_current(_DUE, stamp):
        return
    with transaction.atomic():
        _wait_for_others()
        _take_touches(on)
        if not _stands(_DUE, stamp):
            DueLine.objects.all().delete()
            _write_due(registers.all_incumbents(), on)
            ReadyList.objects.update_or_create(name=_DUE, defaults={"stamp": stamp})


def keep_board(campaign: CampaignView, *, on: date) -> None:
    """Bring the lines of a campaign up to date."""
    name, stamp = _name(campaign.id), _board_stamp(campaign)
    if _is_current(name, stamp):
        return
    with transaction.atomic():
        _wait_for_others()
        _take_touches(on)
        if not _stands(name, stamp):
            BoardLine.objects.filter(campaign_id=campaign.id).delete()
            _write_board(campaign, among=None)
            ReadyList.objects.update_or_create(name=name, defaults={"stamp": stamp})


def _is_current(name: str, stamp: str) -> bool:
    rows = ReadyList.objects.filter(~Exists(Touch.objects.all()), name=name, stamp=stamp)
    return rows.exists()


def _stands(name: str, stamp: str) -> bool:
    return ReadyList.objects.filter(name=name, stamp=stamp).exists()


def _wait_for_others() -> None:
    """Two readers never write lines at once, or the slower one could bring back what is past."""
    ReadyList.objects.get_or_create(name=_LOCK)
    ReadyList.objects.select_for_update().get(name=_LOCK)


def _take_touches(on: date) -> None:
    """Make the touched lines anew; the touches go first, so that one that comes meanwhile stays."""
    rows = list(Touch.objects.values_list("pk", "source", "key")[:ANEW_FROM])
    if len(rows) == ANEW_FROM:
        Touch.objects.all().delete()
        ReadyList.objects.exclude(name=_LOCK).delete()
    elif rows:
        Touch.objects.filter(pk__in=[pk for pk, _, _ in rows]).delete()
        touched = _touched((source, key) for _, source, key in rows)
        _redo_due(touched, on)
        for campaign in _campaigns_about(touched):
            _redo_board(campaign, touched)


def _redo_due(touched: Collection[int], on: date) -> None:
    if not _stands(_DUE, _due_stamp(on)):
        ReadyList.objects.filter(name=_DUE).delete()
        return
    DueLine.objects.filter(appointment_id__in=touched).delete()
    _write_due(registers.incumbents_among(touched), on)


def _redo_board(campaign: CampaignView, touched: Collection[int]) -> None:
    name = _name(campaign.id)
    if not _stands(name, _board_stamp(campaign)):
        ReadyList.objects.filter(name=name).delete()
        return
    BoardLine.objects.filter(campaign_id=campaign.id, appointment_id__in=touched).delete()
    _write_board(campaign, among=touched)


def _write_due(appointments: Iterable[org.AppointmentView], on: date) -> None:
    DueLine.objects.bulk_create(_due_line(term) for term in due_terms_of(appointments, on=on))


def _write_board(campaign: CampaignView, *, among: Collection[int] | None) -> None:
    found = board(campaign, on=date.min, until=date.min, among=among)
    BoardLine.objects.bulk_create(_board_line(campaign, row) for row in found.rows)


def _due_line(term: DueTerm) -> DueLine:
    planned = "planned" if term.meeting_id else ""
    return DueLine(
        appointment_id=term.appointment_id,
        unit_id=term.school_id,
        words=fold(f"{term.full_name} {term.school_name}"),
        standing="held" if term.state == "held" else planned,
        procedure=term.procedure,
        last_day=term.last_day,
        next_on=term.next_on,
    )


def _board_line(campaign: CampaignView, row: BoardRow) -> BoardLine:
    leader = row.leader
    return BoardLine(
        campaign_id=campaign.id,
        appointment_id=row.appointment_id,
        unit_id=row.school_id,
        words=fold(f"{row.name} {row.school}"),
        standing=row.standing,
        is_covered=row.standing is not Standing.UNCOVERED,
        stage=row.stage,
        last_day=leader.last_day if leader else date.min,
        notice_by=leader.notice.on if leader and leader.notice else None,
        late_after=_late_after(row),
        has_notice_due=row.has_notice_due,
    )


def _late_after(row: BoardRow) -> date | None:
    leader = row.leader if row.standing is not Standing.EXCEPTED else None
    if leader is None or leader.notice is None or leader.decision is None:
        return None
    return late_after(
        row.stage,
        is_notified=bool(row.notice.number),
        notice_by=leader.notice.on,
        decision_by=leader.decision.on,
    )


def _touched(rows: Iterable[tuple[str, str]]) -> Collection[int]:
    """The appointments that the touches are about, those already left or deleted too."""
    keys: dict[str, set[str]] = defaultdict(set)
    for source, key in rows:
        keys[source].add(key)
    numbers = {source: {int(key) for key in found if key.isdecimal()} for source, found in keys.items()}
    found = set(numbers.get(Touch.Source.APPOINTMENT, ()))
    people, units = numbers.get(Touch.Source.PERSON, ()), numbers.get(Touch.Source.UNIT, ())
    found |= registers.numbers_of_posts(people=people, units=units)
    found |= rooms.appointments_met_about(_uuids(keys, Touch.Source.MEETING))
    found |= _about_leaders(records.abouts_touched(_uuids(keys, Touch.Source.DOCUMENT)))
    return found | _of_cases(keys)


def _about_leaders(abouts: Collection[str]) -> set[int]:
    begins = about_leader(0).removesuffix("0")
    return {int(about.removeprefix(begins)) for about in abouts if about.startswith(begins)}


def _of_cases(keys: Mapping[str, Collection[str]]) -> set[int]:
    abouts = publication.abouts_of(_uuids(keys, Touch.Source.NOTICE))
    published = {UUID(about.removeprefix("case:")) for about in abouts if about.startswith("case:")}
    cases = ReviewCase.objects.filter(pk__in=published | _uuids(keys, Touch.Source.CASE))
    return set(cases.values_list("appointment_id", flat=True))


def _uuids(keys: Mapping[str, Collection[str]], source: str) -> set[UUID]:
    return {UUID(key) for key in keys.get(source, ())}


def _campaigns_about(touched: Collection[int]) -> Iterable[CampaignView]:
    """The campaigns that list the leaders or show them, or whose unit ever managed their schools."""
    about = (
        Q(managing_unit_id__in=registers.managing_units_of(touched)),
        Q(pk__in=ListedLeader.objects.filter(appointment_id__in=touched).values("campaign_id")),
        Q(pk__in=BoardLine.objects.filter(appointment_id__in=touched).values("campaign_id")),
    )
    numbers = {pk for found in about for pk in Campaign.objects.filter(found).values_list("pk", flat=True)}
    return [get_campaign(pk) for pk in numbers]


def _name(campaign_id: UUID) -> str:
    return f"campaign:{campaign_id}"


def _due_stamp(on: date) -> str:
    return _stamp(rules.same_law_since(on).isoformat())


def _board_stamp(campaign: CampaignView) -> str:
    days = campaign.starts_on, campaign.last_day, campaign.legal_basis_on
    return _stamp(str(campaign.unit_id), *(day.isoformat() for day in days))


def _stamp(*said: str) -> str:
    return sha256(" ".join([_program(), rules.fingerprint(), *said]).encode()).hexdigest()


@cache
def _program() -> str:
    """A digest of what makes the lines, so that another version of the program makes them anew."""
    house = Path(tinnhiem.__file__).parent
    files = sorted(file for floor in _PROGRAM for file in (house / floor).rglob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
