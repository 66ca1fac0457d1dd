"""Two records of one person joined, and parted again as long as nothing new rests on them.

What the registers say of the second record moves to the first; what other rooms wrote keeps the number it was
written with and finds the person through ``merged_into``, since such rows are records and stay as they are.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core import serializers
from django.db import models, transaction
from django.db.models import Q

from tinnhiem.apps.audit import operations as audit
from tinnhiem.apps.org.models import (
    Account,
    ActingPeriod,
    Appointment,
    Contact,
    Delegation,
    Employment,
    Kinship,
    Merge,
    PartyMembership,
    Person,
    Qualification,
)
from tinnhiem.apps.org.queries.people import PersonFacts, PersonUnknown
from tinnhiem.apps.org.references import MergeOver, new_references, references_to
from tinnhiem.common.actors import Actor
from tinnhiem.common.errors import DomainError

_SAME: Final[Mapping[type[models.Model], tuple[str, ...]]] = {
    Employment: ("unit_id", "valid_to"),
    Appointment: ("unit_id", "post", "starts_on"),
    ActingPeriod: ("unit_id", "post", "valid_from"),
    Qualification: ("kind", "grade"),
    PartyMembership: (),
    Contact: ("kind", "value"),
    Delegation: ("unit_id", "document", "holder", "valid_from"),
}
"""What makes a row of the second record say what the first has already; without any, every row does."""


class MergeSame(DomainError):
    """The two records are one already, or were never two."""

    code = "person_merge_same"


class MergeTwoTerms(DomainError):
    """Both records hold a post at one unit now."""

    code = "person_merge_two_terms"


class MergeUsed(DomainError):
    """Something new names the person since the merge."""

    code = "person_merge_used"


@dataclass(frozen=True)
class MergePlan:
    """What a merge would do: rows that move and rows that are there already, by table; uses elsewhere."""

    kept: PersonFacts
    alias: PersonFacts
    moving: Mapping[str, int]
    dropping: Mapping[str, int]
    elsewhere: int


@transaction.atomic
def plan_merge(*, kept_id: int, alias_id: int) -> MergePlan:
    """What merging would do, without doing it; raises ``MergeSame`` or ``MergeTwoTerms``."""
    kept, alias = _two(kept_id, alias_id)
    moving: dict[str, int] = {}
    dropping: dict[str, int] = {}
    for model, moves, drops in _sorted(kept, alias):
        moving |= {model._meta.model_name or "": len(moves)} if moves else {}
        dropping |= {model._meta.model_name or "": len(drops)} if drops else {}
    tables: tuple[type[models.Model], ...] = (*_SAME, Kinship, Account, Merge, Person)
    own = {model._meta.label for model in tables}
    elsewhere = sum(count for label, count in references_to((alias_id,)).items() if label not in own)
    return MergePlan(_facts(kept), _facts(alias), moving, dropping, elsewhere)


@transaction.atomic
def merge_people(*, kept_id: int, alias_id: int, actor: Actor, at: datetime) -> int:
    """Join two records and return the number of the merge; raises ``MergeSame`` or ``MergeTwoTerms``."""
    kept, alias = _two(kept_id, alias_id)
    moved: dict[str, list[int]] = {}
    dropped: list[object] = []
    for model, moves, drops in _sorted(kept, alias):
        dropped += json.loads(serializers.serialize("json", drops))
        model._default_manager.filter(pk__in=[row.pk for row in drops]).delete()
        for row in moves:
            _repoint(row, alias.pk, kept.pk)
            row.save()
        moved[model._meta.label] = [row.pk for row in moves]
    pointing = Person.objects.filter(merged_into=alias)
    moved[Person._meta.label] = [person.pk for person in pointing]
    pointing.update(merged_into=kept)
    alias.merged_into = kept
    alias.save(update_fields=["merged_into"])
    entry = Merge.objects.create(
        kept=kept,
        alias=alias,
        moved=moved,
        dropped={"rows": dropped},
        merged_by_id=actor.account_id,
        merged_at=at,
    )
    entry.references = references_to((kept.pk, alias.pk))
    entry.save(update_fields=["references"])
    audit.append(
        actor=actor.key,
        act="person.merged",
        subject=f"person:{kept.pk}",
        at=at,
        after={"alias": alias.pk, "merge": entry.pk},
    )
    return entry.pk


@transaction.atomic
def undo_merge(*, merge_id: int, actor: Actor, at: datetime) -> None:
    """Part two records again as they were; raises ``MergeOver``, or ``MergeUsed`` once new rows name them."""
    entry = Merge.objects.select_for_update().filter(pk=merge_id, undone_at=None).first()
    if entry is None:
        raise MergeOver
    new = new_references(entry)
    if new:
        raise MergeUsed(count=new)
    tables: tuple[type[models.Model], ...] = (*_SAME, Kinship, Account)
    for model in tables:
        for row in model._default_manager.filter(pk__in=entry.moved[model._meta.label]):
            _repoint(row, entry.kept_id, entry.alias_id)
            row.save()
    Person.objects.filter(pk__in=entry.moved[Person._meta.label]).update(merged_into=entry.alias_id)
    Person.objects.filter(pk=entry.alias_id).update(merged_into=None)
    for dropped in serializers.deserialize("json", json.dumps(entry.dropped["rows"])):
        dropped.save()
    entry.undone_at = at
    entry.save(update_fields=["undone_at"])
    audit.append(
        actor=actor.key,
        act="person.parted",
        subject=f"person:{entry.kept_id}",
        at=at,
        after={"alias": entry.alias_id, "merge": entry.pk},
    )


def _facts(person: Person) -> PersonFacts:
    return PersonFacts(person.pk, person.full_name, person.born_on, person.sex)


def _two(kept_id: int, alias_id: int) -> tuple[Person, Person]:
    found = Person.objects.select_for_update(of=("self",)).in_bulk([kept_id, alias_id])
    if {kept_id, alias_id} - found.keys():
        raise PersonUnknown
    kept, alias = found[kept_id], found[alias_id]
    if kept == alias or kept.merged_into_id or alias.merged_into_id:
        raise MergeSame
    _refuse_two_terms(kept, alias)
    return kept, alias


def _refuse_two_terms(kept: Person, alias: Person) -> None:
    held = {(row.unit_id, row.post, row.starts_on) for row in kept.appointments.filter(left_on=None)}
    places = {(unit, post) for unit, post, _ in held}
    for row in alias.appointments.select_related("unit").filter(left_on=None):
        if (row.unit_id, row.post) in places:
            raise MergeTwoTerms(unit=row.unit.name)


def _sorted(
    kept: Person, alias: Person
) -> Iterator[tuple[type[models.Model], Sequence[models.Model], Sequence[models.Model]]]:
    """For each table the rows of the alias that move and those that the kept record has already."""
    for model, same in _SAME.items():
        known = set(model._default_manager.filter(person_id=kept.pk).values_list(*(same or ("person_id",))))
        moves: list[models.Model] = []
        drops: list[models.Model] = []
        for row in model._default_manager.filter(person_id=alias.pk).order_by("pk"):
            named = tuple(getattr(row, name) for name in same) or (kept.pk,)
            (drops if named in known and model is not Appointment else moves).append(row)
        yield model, moves, drops
    yield Kinship, *_kinships(kept, alias)
    accounts = (
        Account.objects.filter(person=alias) if not hasattr(kept, "account") else Account.objects.none()
    )
    yield Account, list(accounts), []


def _kinships(kept: Person, alias: Person) -> tuple[list[models.Model], list[models.Model]]:
    known = {frozenset((row.person_id, row.relative_id)) for row in _pairs(kept)}
    moves: list[models.Model] = []
    drops: list[models.Model] = []
    for row in _pairs(alias):
        pair = frozenset({row.person_id, row.relative_id} - {alias.pk} | {kept.pk})
        (drops if pair in known or len(pair) == 1 else moves).append(row)
    return moves, drops


def _pairs(person: Person) -> Sequence[Kinship]:
    return list(Kinship.objects.filter(Q(person=person) | Q(relative=person)))


def _repoint(row: models.Model, old: int, new: int) -> None:
    if isinstance(row, Kinship):
        pair = sorted({row.person_id, row.relative_id} - {old} | {new})
        row.person_id, row.relative_id = pair
    else:
        setattr(row, "person_id", new)  # noqa: B010 - every table that moves has the field
