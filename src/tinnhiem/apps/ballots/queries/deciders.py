"""Who decides on the leaders of a school, before and after the law or the managing unit changed, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.common.sentences import sentence
from tinnhiem.domain.regulations import authority as law
from tinnhiem.domain.regulations.errors import NoDecider, NoPackOnDate, TwoDeciders

ACT: Final = "reappoint"
"""The act by which the decider on a leader is named."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class DeciderPeriod:
    """The office that decides in a time, the unit it decides for, and the articles; ``last_day`` may be open.

    ``office`` is empty where the rules name none, or several, for that time.
    """

    first_day: date
    last_day: date | None
    office: str
    unit_name: str
    basis: str
    provisional: str


@dataclass(frozen=True)
class LeaderDeciders:
    """Who decided when a leader's term began and who decides on its last day; none where no rule says it."""

    full_name: str
    post_title: str
    began_on: date
    last_day: date | None
    at_beginning: DeciderPeriod | None
    at_end: DeciderPeriod | None

    @property
    def is_another(self) -> bool:
        """Whether another office, or the same office of another unit, decides at the end."""
        return _who(self.at_beginning) != _who(self.at_end)


@dataclass(frozen=True)
class SchoolDeciders:
    """The deciders of a school, first to last, and what they mean for each of its leaders."""

    school_id: int
    school_name: str
    periods: Sequence[DeciderPeriod]
    leaders: Sequence[LeaderDeciders]


def deciders_of_school(school_id: int, *, on: date, language: str = "vi") -> SchoolDeciders:
    """Who decides on the leaders who hold a post at a school, in all time that packs and registers know."""
    school = org.get_unit(school_id)
    periods = _periods(school, on)
    return SchoolDeciders(
        school_id=school.id,
        school_name=school.name,
        periods=periods,
        leaders=[_leader(row, periods, on, language) for row in org.incumbents([school.id])],
    )


def _periods(school: org.UnitView, on: date) -> Sequence[DeciderPeriod]:
    """Neighboring times of the same office and unit are one, with the articles of the later."""
    found: list[DeciderPeriod] = []
    for first in sorted({*rules.change_days(), *org.days_of_superiors(school.id), on}):
        here = _on(school, first)
        if found and _who(found[-1]) == _who(here):
            found[-1] = replace(here, first_day=found[-1].first_day)
            continue
        if found:
            found[-1] = replace(found[-1], last_day=first - _DAY)
        found.append(here)
    return [period for period in found if period.office]


def _on(school: org.UnitView, on: date) -> DeciderPeriod:
    superior = org.superior_on(school.id, on)
    unit = superior.name if superior else ""
    try:
        rule = law.decider(ACT, school.level, on, rules.in_force(on))
    except (NoDecider, NoPackOnDate, TwoDeciders):
        return DeciderPeriod(on, None, "", unit, "", "")
    basis = "; ".join(citation.words for citation in rule.citations)
    return DeciderPeriod(on, None, rule.name, unit, basis, rule.provisional_reason or "")


def _leader(
    row: org.AppointmentView, periods: Sequence[DeciderPeriod], on: date, language: str
) -> LeaderDeciders:
    last = row.ends_on - _DAY if row.ends_on else None
    return LeaderDeciders(
        full_name=row.full_name,
        post_title=sentence(f"post_{row.post}", language),
        began_on=row.starts_on,
        last_day=last,
        at_beginning=_covering(periods, row.starts_on),
        at_end=_covering(periods, last or on),
    )


def _covering(periods: Sequence[DeciderPeriod], day: date) -> DeciderPeriod | None:
    return next(
        (
            period
            for period in periods
            if period.first_day <= day and (period.last_day is None or day <= period.last_day)
        ),
        None,
    )


def _who(period: DeciderPeriod | None) -> tuple[str, str]:
    return (period.office, period.unit_name) if period else ("", "")
