"""The shares of many votes taken together, so that none of them can be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import quantiles
from typing import Final

FEWEST: Final = 5
"""Below so many votes, or so many schools, nothing is said of their shares."""
STEP: Final = 5
"""Percent are rounded to a multiple of this, so that no whole can be guessed from a share."""


@dataclass(frozen=True)
class Quartiles:
    """A quarter of the shares lie at or under ``lower``, half of them at or under ``median``; in percent."""

    lower: int
    median: int
    upper: int


def quartiles_of(shares: Sequence[Fraction], *, schools: Collection[object]) -> Quartiles | None:
    """The quartiles, interpolated between neighbors, in rounded percent; none of too few votes or schools.

    ``schools`` names the school of each vote. Method: Hyndman and Fan (1996), definition 7.
    """
    if len(shares) < FEWEST or len(set(schools)) < FEWEST:
        return None
    lower, median, upper = (_rounded(found) for found in quantiles(shares, n=4, method="inclusive"))
    return Quartiles(lower, median, upper)


def _rounded(share: Fraction) -> int:
    return round(share * 100 / STEP) * STEP
