"""The whole database as values, to show that nothing changed or that something is stored nowhere."""

from collections.abc import Collection, Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

Rows = dict[str, list[tuple[object, ...]]]


def every_row(*, aside: Collection[str] = ()) -> Rows:
    """The rows of every table by the name of its model; ``aside`` leaves models out."""
    return {
        model._meta.label: _rows(model)
        for model in apps.get_models(include_auto_created=True)
        if model is not ContentType and model._meta.label not in aside
    }


def every_text() -> Iterator[tuple[str, str]]:
    """Every value of every table as text, with the model that holds it."""
    for label, rows in every_row().items():
        for row in rows:
            for value in row:
                yield label, value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _rows(model: type[models.Model]) -> list[tuple[object, ...]]:
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]
