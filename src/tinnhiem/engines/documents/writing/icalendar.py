"""An iCalendar file: events in UTC or on whole days, lines folded at 75 octets (RFC 5545)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

PRODUCT: Final = "-//Tin Nhiem//Calendar//VI"
_OCTETS: Final = 75
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """One entry: a span of moments, or a whole day where ``starts`` is a date and ``ends`` is None.

    ``uid`` never changes and ``sequence`` only rises; ``changed_at`` is when this state came about.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts: datetime | date
    ends: datetime | None
    summary: str
    description: str = ""
    location: str = ""
    is_cancelled: bool = False


def write(events: Sequence[Event], *, name: str) -> bytes:
    """The file as UTF-8 with CRLF line ends; ``name`` is what calendars show as its title."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _span(event)
    yield f"SUMMARY:{_text(event.summary)}"
    if event.location:
        yield f"LOCATION:{_text(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _span(event: Event) -> Iterator[str]:
    if isinstance(event.starts, datetime):
        yield f"DTSTART:{_moment(event.starts)}"
        if event.ends is not None:
            yield f"DTEND:{_moment(event.ends)}"
        return
    yield f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.starts + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, none cut inside a character; all but the first begin blank."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > _OCTETS:
            yield part
            part = " "
        part += letter
    yield part
