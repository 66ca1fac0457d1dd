"""No path of relations leads from a ballot to a person, and no ballot tells when it was cast.

An app with secret tables says in its ``secrecy.py``:

- ``SECRET_MODELS``: tables that speak of ballots or answers, with the crowds that each may point at (its poll,
  its box). A path ends at a crowd, since all rows of the crowd share it.
- ``UNORDERED_MODELS``: tables with one row for a ballot or an answer.
- ``CROWDS``: the app's other tables, so that each one has been thought about.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

ORDER_WORDS = {"serial", "number", "sequence", "order", "position", "rank"}
TELLING = (models.AutoField, models.BigAutoField, models.SmallAutoField, models.DateField, models.TimeField)
"""Fields that number rows as they come or tell when; a moment is a date too."""

PEOPLE = ("org.Person", "org.Account")

Model = type[models.Model]


def declared(name: str) -> dict[str, Collection[str]]:
    """The tables that all apps list under ``name``, each with what is said about it."""
    found: dict[str, Collection[str]] = {}
    for declaration in declarations().values():
        listed = getattr(declaration, name)
        found |= listed if isinstance(listed, dict) else dict.fromkeys(listed, ())
    return found


def declarations() -> dict[str, ModuleType]:
    """The ``secrecy`` module of each app that has one, by the label of the app."""
    return {
        config.label: import_module(f"{config.name}.secrecy")
        for config in apps.get_app_configs()
        if config.name.startswith("tinnhiem.apps.") and find_spec(f"{config.name}.secrecy")
    }


def paths_to_people(secret: Model, *, crowds: Collection[Model], people: Collection[Model]) -> list[str]:
    """Every shortest path from ``secret`` to a person, along and against foreign keys, that no crowd cuts."""
    seen, waiting, found = {secret}, deque([(secret, secret.__name__)]), []
    while waiting:
        model, path = waiting.popleft()
        for neighbor in _neighbors(model):
            step = f"{path} → {neighbor.__name__}"
            if neighbor in people:
                found.append(step)
            elif neighbor not in seen and neighbor not in crowds:
                seen.add(neighbor)
                waiting.append((neighbor, step))
    return found


def _neighbors(model: Model) -> Iterator[Model]:
    for field in model._meta.get_fields(include_hidden=True):
        if field.is_relation and field.related_model is not None:
            yield field.related_model


def telling_fields(secret: Model) -> list[str]:
    """Fields by which rows could be put in the order in which they came."""
    return [
        f"{secret.__name__}.{field.name}"
        for field in secret._meta.concrete_fields
        if isinstance(field, TELLING) or ORDER_WORDS & set(field.name.split("_"))
    ]


def models_named(labels: Iterable[str]) -> list[Model]:
    return [apps.get_model(label) for label in labels]


class TestAPathToAPerson:
    @isolate_apps("tests")
    def test_is_found_when_a_planted_ballot_points_at_its_voter(self):
        class Person(models.Model):
            class Meta:
                app_label = "tests"

        class Ballot(models.Model):
            voter = models.ForeignKey(Person, models.PROTECT)

            class Meta:
                app_label = "tests"

        found = paths_to_people(Ballot, crowds=(), people=[Person])

        assert found == ["Ballot → Person"]

    @isolate_apps("tests")
    def test_is_found_through_a_table_that_joins_both(self):
        class Person(models.Model):
            class Meta:
                app_label = "tests"

        class Ballot(models.Model):
            class Meta:
                app_label = "tests"

        class Attendance(models.Model):
            person = models.ForeignKey(Person, models.PROTECT)
            ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="+")

            class Meta:
                app_label = "tests"

        found = paths_to_people(Ballot, crowds=(), people=[Person])

        assert found == ["Ballot → Attendance → Person"]

    @isolate_apps("tests")
    def test_is_cut_by_the_crowd_that_all_ballots_share(self):
        class Person(models.Model):
            class Meta:
                app_label = "tests"

        class Poll(models.Model):
            subject = models.ForeignKey(Person, models.PROTECT)

            class Meta:
                app_label = "tests"

        class Ballot(models.Model):
            poll = models.ForeignKey(Poll, models.PROTECT)

            class Meta:
                app_label = "tests"

        assert not paths_to_people(Ballot, crowds=[Poll], people=[Person])
        assert paths_to_people(Ballot, crowds=[], people=[Person])

    def test_leads_from_no_secret_of_the_house(self):
        people = models_named(PEOPLE)

        found = [
            path
            for label, crowds in declared("SECRET_MODELS").items()
            for path in paths_to_people(apps.get_model(label), crowds=models_named(crowds), people=people)
        ]

        assert found == []


class TestASecretRow:
    @isolate_apps("tests")
    def test_that_tells_its_place_in_the_order_is_found(self):
        class Ballot(models.Model):
            cast_at = models.DateTimeField()
            serial = models.TextField()
            paper_number = models.TextField()

            class Meta:
                app_label = "tests"

        assert telling_fields(Ballot) == [
            "Ballot.id",
            "Ballot.cast_at",
            "Ballot.serial",
            "Ballot.paper_number",
        ]

    def test_of_the_house_tells_neither_its_moment_nor_its_place(self):
        secrets = models_named(declared("UNORDERED_MODELS"))

        assert [found for secret in secrets for found in telling_fields(secret)] == []


class TestAnAppWithSecrets:
    def test_has_thought_about_each_of_its_tables(self):
        thought_of = {*declared("SECRET_MODELS"), *declared("UNORDERED_MODELS"), *declared("CROWDS")}
        tables = {
            model._meta.label for label in declarations() for model in apps.get_app_config(label).get_models()
        }

        assert tables - thought_of == set()

    def test_is_the_app_of_ballots_at_least(self):
        assert "ballots" in declarations()


class TestATableThatCallsItselfAppendOnly:
    @pytest.mark.django_db
    def test_has_triggers_against_change_and_deletion(self):
        tables = {
            model._meta.db_table for model in apps.get_models() if "Append-only" in (model.__doc__ or "")
        }

        assert "audit_line" in tables
        assert tables - guarded_tables("UPDATE") == set()
        assert tables - guarded_tables("DELETE") == set()


def guarded_tables(act: str) -> set[str]:
    """The tables with a trigger that fires before ``act`` on a row."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND upper(sql) LIKE %s",
                [f"%BEFORE {act}%"],
            )
        else:
            cursor.execute(
                "SELECT event_object_table FROM information_schema.triggers "
                "WHERE action_timing = 'BEFORE' AND event_manipulation = %s",
                [act],
            )
        return {table for (table,) in cursor.fetchall()}
