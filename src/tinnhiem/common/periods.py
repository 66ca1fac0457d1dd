"""Periods of days, with an exclusive end."""

from dataclasses import dataclass
from datetime import date

from tinnhiem.common.errors import DomainError


class PeriodReversed(DomainError):
    """A period that ends before it starts."""

    code = "period_reversed"


@dataclass(frozen=True, order=True)
class Period:
    """The days from ``starts_on`` up to, and not with, ``ends_on``; ``None`` is an open end.

    Raises ``PeriodReversed`` when the end lies on or before the start.
    """

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on <= self.starts_on:
            raise PeriodReversed(starts_on=self.starts_on.isoformat(), ends_on=self.ends_on.isoformat())

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two periods share a day."""
        return (other.ends_on is None or self.starts_on < other.ends_on) and (
            self.ends_on is None or other.starts_on < self.ends_on
        )
