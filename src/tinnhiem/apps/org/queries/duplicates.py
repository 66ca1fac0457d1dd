"""Records that may be one person, and the merges made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tinnhiem.apps.org.models import Employment, Merge, Person
from tinnhiem.apps.org.references import MergeOver, new_references
from tinnhiem.domain.registers.duplicates import KnownPerson, PossibleDuplicate, possible_duplicates


@dataclass(frozen=True)
class MergeView:
    """A merge that stands: the names of both records, when it was made, and whether it can be undone."""

    id: int
    kept_id: int
    kept_name: str
    alias_name: str
    merged_at: datetime
    may_undo: bool


def duplicates_among(unit_ids: Collection[int]) -> Sequence[PossibleDuplicate]:
    """The pairs that may be one person, each record of somebody of the units or of somebody without work."""
    rows = Person.objects.filter(merged_into=None).exclude(pk__in=_elsewhere_only(unit_ids))
    people = rows.values_list("pk", "full_name", "name_key", "born_on")
    return list(possible_duplicates([KnownPerson(*row) for row in people]))


def merges_of(unit_ids: Collection[int]) -> Sequence[MergeView]:
    """The merges that stand, of people who work or worked at the units; the latest first."""
    here = Employment.objects.filter(unit_id__in=unit_ids).values_list("person_id", flat=True)
    rows = Merge.objects.select_related("kept", "alias").filter(kept_id__in=here, undone_at=None)
    return [_view(row) for row in rows.order_by("-merged_at")]


def get_merge(merge_id: int) -> MergeView:
    """The merge of this number that stands; raises ``MergeOver``."""
    row = Merge.objects.select_related("kept", "alias").filter(pk=merge_id, undone_at=None).first()
    if row is None:
        raise MergeOver
    return _view(row)


def is_within(person_id: int, unit_ids: Collection[int]) -> bool:
    """Whether a person works or worked at one of the units, or has worked nowhere."""
    works = Q(person_id=person_id) | Q(person__merged_into_id=person_id)
    places = set(Employment.objects.filter(works).values_list("unit_id", flat=True))
    return not places or bool(places & set(unit_ids))


def _elsewhere_only(unit_ids: Collection[int]) -> QuerySet[Employment, int]:
    """The people who work or worked somewhere, but never at the units."""
    here = Employment.objects.filter(unit_id__in=unit_ids).values("person_id")
    return Employment.objects.exclude(person_id__in=here).values_list("person_id", flat=True)


def _view(row: Merge) -> MergeView:
    return MergeView(
        id=row.pk,
        kept_id=row.kept_id,
        kept_name=row.kept.full_name,
        alias_name=row.alias.full_name,
        merged_at=row.merged_at,
        may_undo=new_references(row) == 0,
    )
