"""Terms served, one after another."""

from collections.abc import Collection, Sequence
from datetime import date

from tinnhiem.apps.org.models import Appointment
from tinnhiem.apps.org.queries.identities import identities
from tinnhiem.apps.org.queries.units import lineage
from tinnhiem.domain.registers.consecutive_terms import Term, consecutive_terms


def terms_of(*, person_id: int, unit_id: int, post: str) -> Sequence[Term]:
    """The terms of a person in a post at a school and the schools it came from, the earliest first."""
    rows = Appointment.objects.filter(
        person_id__in=identities(person_id), unit_id__in=lineage(unit_id), post=post
    ).order_by("starts_on")
    return [Term(row.starts_on, row.left_on) for row in rows]


def consecutive_terms_of(*, person_id: int, unit_id: int, post: str, on: date) -> int:
    """How many terms without a gap a person has in a post at a school on a day, acting periods aside."""
    return consecutive_terms(terms_of(person_id=person_id, unit_id=unit_id, post=post), on=on)


def consecutive_terms_at(unit_ids: Collection[int], *, post: str, on: date) -> dict[tuple[int, int], int]:
    """The same for every holder of a post at the units, by person and unit, in one query.

    Schools that came from others are asked about one by one by ``consecutive_terms_of``.
    """
    terms: dict[tuple[int, int], list[Term]] = {}
    rows = Appointment.objects.filter(unit_id__in=unit_ids, post=post)
    for person, unit, starts_on, left_on in rows.values_list("person_id", "unit_id", "starts_on", "left_on"):
        terms.setdefault((person, unit), []).append(Term(starts_on, left_on))
    return {key: consecutive_terms(held, on=on) for key, held in terms.items()}
