"""What a calendar feed shows: meetings and deadlines by school, never the name of a person.

The file leaves the house for phones and other people's servers, so it says less than any page: an officer or
an appointing authority sees the meetings and deadlines of the units where the role is held today, everybody
else the meetings at which they have a function.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from tinnhiem.apps.ballots.models import CalendarFeed
from tinnhiem.apps.ballots.operations.feeds import token_hash
from tinnhiem.apps.ballots.queries.due import GONE, due_terms
from tinnhiem.apps.meetings import queries as rooms
from tinnhiem.apps.org import queries as org
from tinnhiem.common.errors import DomainError
from tinnhiem.common.sentences import sentence
from tinnhiem.engines.documents.writing.icalendar import Event, write

_ROLES = ("officer", "appointing_authority")
_BACK, _AHEAD = timedelta(days=90), timedelta(days=400)


class FeedClosed(DomainError):
    """A calendar address that was revoked, has expired or never existed."""

    code = "feed_closed"
    status = 404


@dataclass(frozen=True)
class FeedView:
    """An open feed as its page shows it; the address itself is shown once, when it is made."""

    made_at: datetime
    expires_at: datetime


def find_feed(account_id: int, *, at: datetime) -> FeedView | None:
    """The account's open feed, if there is one."""
    row = CalendarFeed.objects.filter(account_id=account_id, revoked_at=None, expires_at__gt=at).first()
    return FeedView(row.made_at, row.expires_at) if row else None


def feed(*, token: str, host: str, on: date, at: datetime, language: str = "vi") -> bytes:
    """The file behind a token; raises ``FeedClosed``."""
    row = (
        CalendarFeed.objects.select_related("account")
        .filter(token_sha256=token_hash(token), revoked_at=None, expires_at__gt=at, account__is_active=True)
        .first()
    )
    if row is None:
        raise FeedClosed
    units = {
        unit for role in _ROLES for unit in org.units_of_role(account_id=row.account_id, role=role, on=on)
    }
    events = [
        *_meetings(units, row.account.person_id, host=host, on=on, language=language),
        *_deadlines(units, host=host, on=on, at=row.made_at, language=language),
    ]
    return write(events, name=sentence("feed_name", language))


def _meetings(
    units: Collection[int], person_id: int | None, *, host: str, on: date, language: str
) -> Iterator[Event]:
    mine = Q(managing_unit_id__in=units)
    if person_id is not None:
        mine |= Q(officials__person_id=person_id)
    for slot in rooms.slots_where(mine, first=on - _BACK, last=on + _AHEAD):
        yield Event(
            uid=f"{slot.meeting_id}-{slot.sitting}@{host}",
            sequence=slot.version,
            changed_at=slot.changed_at,
            starts=slot.starts_at,
            ends=slot.ends_at,
            summary=_summary(slot, language),
            location=f"{slot.place}, {slot.school}",
            is_cancelled=slot.state in GONE,
        )


def _summary(slot: rooms.SlotView, language: str) -> str:
    if slot.sitting:
        return sentence("feed_sitting", language, school=slot.school, number=slot.sitting)
    return sentence("feed_meeting", language, school=slot.school)


def _deadlines(
    units: Collection[int], *, host: str, on: date, at: datetime, language: str
) -> Iterator[Event]:
    """One entry a school, day and kind, with how many people it is about."""
    schools = org.schools_under(units, on)
    found: Counter[tuple[str, int, str, date]] = Counter()
    for term in due_terms([school.id for school in schools], on=on, language=language):
        if term.state == "held" or not on - _BACK <= term.decision_by <= on + _AHEAD:
            continue
        if term.meeting_id is None:
            found["notice", term.school_id, term.school_name, term.notice_by] += 1
        found["decision", term.school_id, term.school_name, term.decision_by] += 1
    for (kind, school_id, school, day), count in sorted(found.items(), key=lambda one: one[0][3]):
        yield Event(
            uid=f"{kind}-{school_id}-{day:%Y%m%d}@{host}",
            sequence=0,
            changed_at=at,
            starts=day,
            ends=None,
            summary=sentence(f"feed_{kind}", language, school=school, count=count),
        )
