"""Who names a person in the whole house, whichever app owns the row: it decides if a merge can be undone."""

from django.apps import apps
from django.db import models

from tinnhiem.apps.org.models import Merge, Person
from tinnhiem.common.errors import DomainError


class MergeOver(DomainError):
    """A merge that was undone or never made."""

    code = "person_merge_over"
    status = 410


def new_references(entry: Merge) -> int:
    """How many rows of the whole house name either record that did not when they were merged."""
    now = references_to((entry.kept_id, entry.alias_id))
    return sum(abs(now.get(label, 0) - entry.references.get(label, 0)) for label in now | entry.references)


def references_to(person_ids: tuple[int, ...]) -> dict[str, int]:
    """How many rows of each table of the house name one of the people, whichever app owns it."""
    found: dict[str, int] = {}
    for model in apps.get_models():
        for relation in model._meta.concrete_fields:
            if isinstance(relation, models.ForeignKey) and relation.related_model is Person:
                count = model._base_manager.filter(**{f"{relation.name}__in": person_ids}).count()
                found[model._meta.label] = found.get(model._meta.label, 0) + count
    return found
