"""The packs that ship with the house, loaded once, and a builder of valid cases."""

from collections.abc import Callable

import pytest

from tinnhiem.domain.regulations import Case, Regulations, Verdict, judge, load, load_calendar
from tinnhiem.domain.regulations.calendars import WorkingCalendar
from tinnhiem.packs import PACKS


@pytest.fixture(scope="session")
def regulations() -> Regulations:
    return load([PACKS])


@pytest.fixture(scope="session")
def vietnam() -> WorkingCalendar:
    return load_calendar([PACKS], "vn")


@pytest.fixture(scope="session")
def counts() -> Callable[..., dict[str, object]]:
    """The JSON of a vote in which everybody summoned came and voted, unless told otherwise."""

    def of(*, agree: int = 30, **changes: object) -> dict[str, object]:
        summoned = changes.get("summoned", 40)
        present = changes.get("present", summoned)
        valid = changes.get("valid", present)
        ordinary = {
            "jurisdiction": "vn",
            "procedure": "reappointment",
            "stage": "key_staff_conference",
            "on": "2024-05-20",
            "summoned": summoned,
            "present": present,
            "issued": present,
            "returned": present,
            "valid": valid,
            "options": {"agree": agree, "disagree": valid - agree},
        }
        return ordinary | changes

    return of


@pytest.fixture(scope="session")
def a_case(counts) -> Callable[..., Case]:
    return lambda **changes: Case.from_json(counts(**changes))


@pytest.fixture(scope="session")
def verdict_on(regulations, a_case) -> Callable[..., Verdict]:
    """The verdict on a case that is given as ``counts`` takes it."""

    def of(**changes: object) -> Verdict:
        case = a_case(**changes)
        return judge(case, regulations.in_force(on=case.on, jurisdiction=case.jurisdiction))

    return of
