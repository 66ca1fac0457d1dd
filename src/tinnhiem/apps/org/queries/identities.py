"""One person under several records: a merged record stays and leads to the one that is kept.

What other rooms wrote about a person keeps the number it was written with; they ask here whether two numbers
are one person.
"""

from collections.abc import Iterable

from django.db.models import Q

from tinnhiem.apps.org.models import Person


def identities(person_id: int) -> frozenset[int]:
    """Every number under which a person is known, their own included."""
    return all_records([person_id]) | {person_id}


def all_records(person_ids: Iterable[int]) -> frozenset[int]:
    """Every number under which any of these people is known."""
    asked = set(person_ids)
    merged = Person.objects.filter(pk__in=asked, merged_into__isnull=False)
    kept = asked | set(merged.values_list("merged_into_id", flat=True))
    return frozenset(
        Person.objects.filter(Q(pk__in=kept) | Q(merged_into_id__in=kept)).values_list("pk", flat=True)
    )


def kept_record(person_id: int) -> int:
    """The number of the record that is kept for a person."""
    merged = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).first()
    return merged or person_id
