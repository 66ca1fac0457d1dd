"""Moments for tests; nothing here or in the pure floors ever asks a real clock."""

from datetime import date, datetime, timedelta, timezone

import pytest

HANOI = timezone(timedelta(hours=7), "+07")


@pytest.fixture
def now() -> datetime:
    """The moment at which a test takes place unless it says otherwise: a Monday at 8:00 in Hà Nội."""
    return datetime(2026, 5, 18, 8, 0, tzinfo=HANOI)


@pytest.fixture
def today(now: datetime) -> date:
    """The day of ``now``."""
    return now.date()
