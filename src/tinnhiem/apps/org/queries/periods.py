"""Rows that hold on a day."""

from datetime import date

from django.db.models import Q


def holding(on: date, *, first: str = "valid_from", end: str = "valid_to") -> Q:
    """Rows whose period has begun on a day and not ended; the end is the first day after it."""
    return Q(**{f"{first}__lte": on}) & (Q(**{end: None}) | Q(**{f"{end}__gt": on}))
