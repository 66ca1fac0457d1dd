"""A person, and a unit, as all registers together show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tinnhiem.apps.org import queries as org
from tinnhiem.apps.rules import queries as rules
from tinnhiem.domain.registers.areas import Area, Era
from tinnhiem.domain.registers.register_columns import Register, register_of
from tinnhiem.web import requests
from tinnhiem.web.office import scope
from tinnhiem.web.office.books import BookLine, BookView, book_view, lines
from tinnhiem.web.permissions import requires
from tinnhiem.web.templatetags.words import day

OF_A_PERSON: Final = (
    "people",
    "appointments",
    "acting",
    "kinships",
    "qualifications",
    "memberships",
    "contacts",
    "delegations",
)
OF_A_UNIT: Final = ("subordinations", "successions", "posts", "acting", "delegations")
_WITHOUT: Final = {"person", "born_on", "sex"}


@dataclass(frozen=True)
class Shelf:
    """What one register says of a person or unit, and where to add to it."""

    book: BookView
    lines: Sequence[BookLine]
    add: str


@dataclass(frozen=True)
class TermsServed:
    """The consecutive terms of a principal at a school, and whether the rule of the day allows one more."""

    unit: str
    count: int
    may_have_another: bool
    basis: str
    provisional: str


@requires("officer")
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Everything the registers say of a person, past and present."""
    number = org.kept_record(person_id)
    found = scope.person(request, number)
    known = {"person": found.full_name, "born_on": day(found.born_on)}
    shelves = [_shelf(name, org.rows_of_person(name, number), known) for name in OF_A_PERSON]
    terms = [_terms(row, requests.today()) for row in org.appointments_of(number) if row.post == "principal"]
    context = {"person": found, "shelves": shelves, "terms": terms}
    return render(request, "office/person.html", context)


@requires("officer")
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A unit: from whom it came, who took over, under whom it stood, and what it is entitled to."""
    found = scope.unit(request, unit_id)
    shelves = [
        _shelf(name, org.rows_of_unit(name, unit_id), {"unit": found.code, "predecessor": found.code})
        for name in OF_A_UNIT
    ]
    area, successors = _area(found, requests.today())
    context = {
        "found": found,
        "kind": _kind(found),
        "area": area,
        "area_successors": successors,
        "predecessors": org.predecessors_of(unit_id),
        "successors": org.successors_of(unit_id),
        "superior": org.superior_on(unit_id, requests.today()),
        "shelves": shelves,
        "is_school": found.kind == "school",
    }
    return render(request, "office/unit.html", context)


def _terms(held: org.AppointmentView, on: date) -> TermsServed:
    counted = org.consecutive_terms_of(
        person_id=held.person_id, unit_id=held.unit_id, post=held.post, on=on, rules=rules.in_force(on)
    )
    basis = "; ".join(citation.words for citation in counted.citations)
    return TermsServed(
        held.unit_name, counted.terms, counted.may_have_another, basis, counted.provisional_reason or ""
    )


def _shelf(name: str, rows: Sequence[org.RegisterRow], known: Mapping[str, str]) -> Shelf:
    register = register_of(name)
    mine = {key: value for key, value in known.items() if key in {column.key for column in register.columns}}
    return Shelf(
        book_view(register),
        _without_the_person(register, lines(register, rows)) if "person" in known else lines(register, rows),
        f"{reverse('office:book_new', args=[name])}?{urlencode(mine)}",
    )


def _without_the_person(register: Register, shown: Sequence[BookLine]) -> Sequence[BookLine]:
    """The rows without the columns that the page itself says; among relatives both names stay."""
    if register.name == "kinships":
        return shown
    labels = {column.label(requests.language()) for column in register.columns if column.key in _WITHOUT}
    return [
        BookLine(line.row_id, line.href, [cell for cell in line.cells if cell.label not in labels])
        for line in shown
    ]


def _area(found: org.UnitView, today: date) -> tuple[Area | None, Sequence[Area]]:
    """The commune of a unit in its own era, and who took over from it where that era is past."""
    known = org.areas()
    last_day = found.valid_to - timedelta(days=1) if found.valid_to else today
    area = known.find(found.area_code, on=last_day)
    is_past = area is not None and known.era_on(last_day) is Era.BEFORE
    return area, known.successors(found.area_code) if is_past else ()


def _kind(found: org.UnitView) -> str:
    """What a unit is, in words: a school by its level."""
    name, key, column = (
        ("schools", found.level, "level") if found.kind == "school" else ("units", found.kind, "kind")
    )
    return register_of(name).column(column).words(key, requests.language())
