"""The due list by pages: sorted, searched and counted in the database, reckoned for the rows shown."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from tinnhiem.apps.ballots.models import DueLine
from tinnhiem.apps.ballots.queries.due import SOON, DueTerm, due_terms_of
from tinnhiem.apps.ballots.queries.ready_lists import keep_due
from tinnhiem.apps.org import queries as org
from tinnhiem.apps.org.queries.leaders import incumbents_among
from tinnhiem.common.text import fold
from tinnhiem.domain.regulations import TermProcedure

PAGE: Final = 50
_ORDER: Final = ("next_on", "unit_id", "appointment_id")
_HELD: Final = Q(standing="held")


@dataclass(frozen=True)
class DuePage:
    """A part of the due list; ``found`` counts all rows that answer the search, ``total`` all there are."""

    rows: Sequence[DueTerm]
    total: int
    found: int
    page: int
    pages: int


@dataclass(frozen=True)
class Pressing:
    """What presses up to a day, the first rows of it; ``total`` counts all terms at the units."""

    rows: Sequence[DueTerm]
    found: int
    total: int


@dataclass(frozen=True)
class YearOfReappointments:
    """The reappointments of the terms that end in a year: all, with a meeting, and held."""

    total: int
    planned: int
    held: int


def due_page(
    unit_ids: Collection[int],
    *,
    on: date,
    asked: str = "",
    state: str = "",
    page: int = 1,
    language: str = "vi",
) -> DuePage:
    """One page of the terms at the schools under the units, the most pressing first."""
    lines = _lines(unit_ids, on)
    answering = _answering(asked, state, on)
    sums = _sums(lines, answering)
    pages = max(1, -(-sums.found // PAGE))
    shown = min(max(page, 1), pages)
    rows = lines.filter(answering).order_by(*_ORDER)[(shown - 1) * PAGE : shown * PAGE]
    return DuePage(_terms(rows, on, language), sums.total, sums.found, shown, pages)


def due_rows(
    unit_ids: Collection[int], *, on: date, asked: str = "", state: str = "", language: str = "vi"
) -> Sequence[DueTerm]:
    """Every term that answers the search, for a workbook."""
    return _terms(_lines(unit_ids, on).filter(_answering(asked, state, on)), on, language)


def pressing_terms(
    unit_ids: Collection[int], *, on: date, until: date, most: int, language: str = "vi"
) -> Pressing:
    """The terms whose next deadline falls up to ``until``, ``most`` of them; those held press no more."""
    lines = _lines(unit_ids, on)
    answering = ~_HELD & Q(next_on__lte=until)
    sums = _sums(lines, answering)
    rows = lines.filter(answering).order_by(*_ORDER)[:most]
    return Pressing(_terms(rows, on, language), sums.found, sums.total)


def reappointments_of_year(unit_ids: Collection[int], *, on: date) -> YearOfReappointments:
    """How far the reappointments of the year of ``on`` have come at the schools under the units."""
    lines = _lines(unit_ids, on).filter(last_day__year=on.year, procedure=TermProcedure.REAPPOINTMENT.value)
    sums = lines.aggregate(
        total=Count("pk"),
        planned=Count("pk", filter=~Q(standing="")),
        held=Count("pk", filter=_HELD),
    )
    return YearOfReappointments(**sums)


def _lines(unit_ids: Collection[int], on: date) -> QuerySet[DueLine]:
    keep_due(on)
    return DueLine.objects.filter(unit_id__in=org.school_numbers(unit_ids, on))


@dataclass(frozen=True)
class _Sums:
    total: int
    found: int


def _sums(lines: QuerySet[DueLine], answering: Q) -> _Sums:
    if not answering:
        total = lines.count()
        return _Sums(total, total)
    return _Sums(**lines.aggregate(total=Count("pk"), found=Count("pk", filter=answering)))


def _answering(asked: str, state: str, on: date) -> Q:
    words = fold(asked)
    found = Q(words__contains=words) if words else Q()
    return found & _states(on)[state] if state else found


def _states(on: date) -> Mapping[str, Q]:
    """Each state as ``DueTerm.state`` tells it, asked of the lines on a day."""
    open_term, soon = ~_HELD, on + SOON
    return {
        "held": _HELD,
        "late": open_term & Q(next_on__lt=on),
        "planned": Q(standing="planned", next_on__gte=on),
        "soon": Q(standing="", next_on__range=(on, soon)),
        "wait": Q(standing="", next_on__gt=soon),
    }


def _terms(lines: QuerySet[DueLine], on: date, language: str) -> Sequence[DueTerm]:
    numbers = list(lines.values_list("pk", flat=True))
    return due_terms_of(incumbents_among(numbers), on=on, language=language)
