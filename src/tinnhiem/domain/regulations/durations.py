"""Days reached from other days by the periods of time the law uses, with the derivation to print."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from tinnhiem.common.sentences import sentence
from tinnhiem.domain.regulations.calendars import WorkingCalendar
from tinnhiem.domain.regulations.rules import Citation, Rule, value_of
from tinnhiem.domain.regulations.values import Duration, Unit

CALENDAR_MISSING = "calendar_missing"


@dataclass(frozen=True)
class Step:
    """One step of a derivation: the code of its sentence and what fills it."""

    code: str
    params: tuple[tuple[str, str | int | date], ...]


@dataclass(frozen=True)
class Derivation:
    """How a day was found: its steps, the articles, and whether a text or a calendar year is missing."""

    on: date
    citations: tuple[Citation, ...]
    provisional_reason: str | None
    steps: tuple[Step, ...]

    @property
    def provisional(self) -> bool:
        """Whether the day may still move, because a text or a calendar year is missing."""
        return self.provisional_reason is not None

    def sentences(self, language: str = "vi") -> list[str]:
        """The derivation in whole sentences."""
        return [_said(step, language) for step in self.steps]


def step(code: str, **params: str | int | date) -> Step:
    """A step of a derivation."""
    return Step(code, tuple(params.items()))


def written_day(day: date, language: str) -> str:
    """A day as sentences write it: 5/9/2024 in Vietnamese, 2024-09-05 elsewhere."""
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat()


def years_after(day: date, years: int) -> date:
    """The same day ``years`` later; the day after 28 February where the year has no 29th."""
    return months_after(day, 12 * years)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later; the first of the next month where there is no such day."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    if day.day <= monthrange(year, month)[1]:
        return date(year, month, day.day)
    return date(year + month // 12, month % 12 + 1, 1)


def deadline_before(
    day: date, rule: Rule, calendar: WorkingCalendar, *, code: str = "deadline_ahead"
) -> Derivation:
    """The last day that is at least the rule's duration before ``day``."""
    duration = value_of(rule, Duration)
    on = _moved(day, duration, calendar, forwards=False)
    return _derived(on, day, rule, duration, calendar, code)


def deadline_after(
    day: date, rule: Rule, calendar: WorkingCalendar, *, code: str = "deadline_within"
) -> Derivation:
    """The last day that is at most the rule's duration after ``day``, which itself does not count."""
    duration = value_of(rule, Duration)
    on = _moved(day, duration, calendar, forwards=True)
    return _derived(on, day, rule, duration, calendar, code)


def _moved(day: date, duration: Duration, calendar: WorkingCalendar, *, forwards: bool) -> date:
    sign = 1 if forwards else -1
    if duration.unit is Unit.WORKING_DAYS:
        move = calendar.add_working_days if forwards else calendar.working_days_before
        return move(day, duration.count)
    if duration.unit is Unit.MONTHS:
        return months_after(day, sign * duration.count)
    if duration.unit is Unit.YEARS:
        return years_after(day, sign * duration.count)
    return day + sign * timedelta(days=duration.count)


def _derived(
    on: date, start: date, rule: Rule, duration: Duration, calendar: WorkingCalendar, code: str
) -> Derivation:
    steps = [step(code, day=start, count=duration.count, unit=duration.unit.value, result=on)]
    missing = calendar.missing_years(start, on) if duration.unit is Unit.WORKING_DAYS else ()
    reason = rule.provisional_reason.value if rule.provisional_reason else None
    if missing:
        steps.append(step("term_calendar_missing", years=", ".join(str(year) for year in missing)))
        reason = reason or CALENDAR_MISSING
    return Derivation(on, rule.citations, reason, tuple(steps))


def _said(found: Step, language: str) -> str:
    params = {
        name: written_day(value, language) if isinstance(value, date) else value
        for name, value in found.params
    }
    if "unit" in params:
        params["unit"] = sentence(f"unit_{params['unit']}", language)
    return sentence(found.code, language, **params)
