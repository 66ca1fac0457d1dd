"""How a managing unit holds its meetings: how long one lasts, when those of a day begin, the usual road."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from tinnhiem.common.errors import DomainError

LENGTHS: Final = range(15, 481)  # not law: minutes, from a word in the corridor to a working day
ROADS: Final = range(601)  # not law: minutes, as far as somebody drives for a meeting and back on one day


class MeetingLengthOutOfRange(DomainError):
    """Meetings were to last no time at all, or longer than a working day."""

    code = "meeting_length_out_of_range"


class TravelOutOfRange(DomainError):
    """The road between two schools was to take longer than anybody drives."""

    code = "travel_out_of_range"


class StartsMissing(DomainError):
    """No hour was named at which a meeting may begin."""

    code = "starts_missing"


class StartsTooClose(DomainError):
    """A meeting was to begin while the one before it, by its usual length, still runs."""

    code = "starts_too_close"


@dataclass(frozen=True)
class SchedulingSettings:
    """Minutes of a meeting, minutes of a road that nobody measured, and when meetings of a day begin."""

    length_minutes: int
    travel_minutes: int
    starts: tuple[time, ...]

    @property
    def length(self) -> timedelta:
        """How long a meeting is taken to last."""
        return timedelta(minutes=self.length_minutes)


def sound(*, length_minutes: int, travel_minutes: int, starts: Sequence[time]) -> SchedulingSettings:
    """The settings with their hours in order.

    Raises ``MeetingLengthOutOfRange``, ``TravelOutOfRange``, ``StartsMissing`` or ``StartsTooClose``.
    """
    if length_minutes not in LENGTHS:
        raise MeetingLengthOutOfRange(least=LENGTHS[0], most=LENGTHS[-1])
    if travel_minutes not in ROADS:
        raise TravelOutOfRange(most=ROADS[-1])
    if not starts:
        raise StartsMissing
    ordered = tuple(sorted(set(starts)))
    for earlier, later in pairwise(ordered):
        if _minutes(later) - _minutes(earlier) < length_minutes:
            raise StartsTooClose(earlier=f"{earlier:%H:%M}", later=f"{later:%H:%M}", length=length_minutes)
    return SchedulingSettings(length_minutes, travel_minutes, ordered)


def _minutes(clock: time) -> int:
    midnight = datetime.combine(date.min, time())
    return (datetime.combine(date.min, clock) - midnight) // timedelta(minutes=1)
