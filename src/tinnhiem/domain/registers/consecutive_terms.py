"""How many terms a leader has served one after another at a school.

A term that begins where the one before ended follows it, whichever decision it rests on; a gap begins anew.
Acting periods are no terms and are not given. Schools that were merged or renamed count as one: the caller
gives the terms of the whole lineage.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A term served: from its first day until the day on which it ended, or None while it runs."""

    starts_on: date
    ended_on: date | None


def consecutive_terms(terms: Sequence[Term], *, on: date) -> int:
    """The number of terms without a gap up to the one that runs on a day; 0 where none runs.

    >>> from datetime import date
    >>> first, second = date(2016, 9, 1), date(2021, 9, 1)
    >>> consecutive_terms([Term(first, second), Term(second, None)], on=date(2026, 5, 1))
    2
    """
    begun = sorted(term for term in terms if term.starts_on <= on)
    if not begun or _is_over(begun[-1], on):
        return 0
    count = 1
    for earlier, later in zip(reversed(begun[:-1]), reversed(begun[1:]), strict=True):
        if _is_over(earlier, later.starts_on) and earlier.ended_on != later.starts_on:
            return count
        count += 1
    return count


def _is_over(term: Term, on: date) -> bool:
    return term.ended_on is not None and term.ended_on <= on
