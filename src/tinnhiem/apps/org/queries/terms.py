"""Service in a post and the terms served one after another, as the rules count them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tinnhiem.apps.org.models import ActingPeriod, Appointment, Succession, Unit
from tinnhiem.apps.org.queries.identities import identities
from tinnhiem.apps.org.queries.periods import holding
from tinnhiem.common.periods import Period
from tinnhiem.domain.regulations import RulesInForce
from tinnhiem.domain.regulations.service import DecisionKind, Spell, TermCount, consecutive_terms


@dataclass(frozen=True)
class TermView:
    """A post held for a term; ``left_on`` is the first day without it, where it has ended."""

    post: str
    unit_name: str
    starts_on: date
    ends_on: date | None
    left_on: date | None
    decision_number: str


def terms_of(person_id: int) -> Sequence[TermView]:
    """The terms of a person, the latest first."""
    rows = Appointment.objects.select_related("unit").filter(person_id__in=identities(person_id))
    return [
        TermView(row.post, row.unit.name, row.starts_on, row.ends_on, row.left_on, row.decision_number)
        for row in rows.order_by("-starts_on", "-pk")
    ]


def spells_of(person_ids: Collection[int]) -> Mapping[int, Sequence[Spell]]:
    """Every decision by which the people held a post, acting periods included, by person.

    A decision of the very day on which the school took over from the one where the post was held before is a
    reorganization, not a new appointment.
    """
    found: dict[int, list[Spell]] = defaultdict(list)
    takeovers = set(Succession.objects.values_list("predecessor_id", "successor_id", "takes_over_on"))
    rows = Appointment.objects.select_related("unit").filter(person_id__in=person_ids)
    last: dict[tuple[int, str], int] = {}
    for row in rows.order_by("starts_on", "pk"):
        came_from = last.get((row.person_id, row.post))
        is_reorganized = (came_from, row.unit_id, row.starts_on) in takeovers
        kind = DecisionKind.REORGANIZATION if is_reorganized else DecisionKind.APPOINTMENT
        period = Period(row.starts_on, _after(row.starts_on, row.left_on))
        found[row.person_id].append(Spell(row.unit.code, row.post, kind, period))
        last[row.person_id, row.post] = row.unit_id
    acting = ActingPeriod.objects.select_related("unit").filter(person_id__in=person_ids)
    for held in acting:
        period = Period(held.valid_from, held.valid_to)
        found[held.person_id].append(Spell(held.unit.code, held.post, DecisionKind.ACTING, period))
    return found


def consecutive_terms_of(
    *, person_id: int, unit_id: int, post: str, on: date, rules: RulesInForce
) -> TermCount:
    """The terms without a gap that a person has in a post at a school on a day, and how many are allowed."""
    spells = [spell for held in spells_of(identities(person_id)).values() for spell in held]
    return consecutive_terms(
        spells=spells,
        school=Unit.objects.values_list("code", flat=True).get(pk=unit_id),
        post=post,
        on=on,
        rules=rules,
        successors=_successors(),
    )


def consecutive_terms_at(
    unit_ids: Collection[int], *, post: str, on: date, rules: RulesInForce
) -> dict[tuple[int, int], TermCount]:
    """The same for every holder of a post at the units on a day, by person and unit, in five queries."""
    held = Appointment.objects.filter(
        holding(on, first="starts_on", end="left_on"), unit_id__in=unit_ids, post=post
    )
    holders = list(held.values_list("person_id", "unit_id", "unit__code"))
    spells = spells_of({person for person, _, _ in holders})
    successors = _successors()
    return {
        (person, unit): consecutive_terms(
            spells=spells[person], school=code, post=post, on=on, rules=rules, successors=successors
        )
        for person, unit, code in holders
    }


def _successors() -> dict[str, str]:
    """What a school that was merged or renamed became; one that was split became nothing for certain."""
    split = Succession.objects.values("predecessor_id").annotate(total=Count("pk")).filter(total__gt=1)
    rows = Succession.objects.exclude(predecessor_id__in=split.values("predecessor_id"))
    return dict(rows.values_list("predecessor__code", "successor__code"))


def _after(starts_on: date, left_on: date | None) -> date | None:
    """The end of a period; a post left on the day it began was held by that decision for no day at all."""
    return left_on if left_on is None or left_on > starts_on else date.fromordinal(starts_on.toordinal() + 1)
