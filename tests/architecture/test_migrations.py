"""Migrations are linear, reversible and complete."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.operations.base import Operation

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("tinnhiem.")]


def one_way(operations: list[Operation]) -> list[Operation]:
    """The operations that cannot be undone."""
    return [operation for operation in operations if not operation.reversible]


class TestAMigration:
    def test_that_cannot_be_undone_is_found(self):
        assert one_way([RunPython(lambda registry, editor: None)])

    def test_can_be_undone(self):
        loader = MigrationLoader(connection=None)

        stuck = [
            key for key, node in loader.disk_migrations.items() if key[0] in OURS and one_way(node.operations)
        ]

        assert stuck == []

    def test_follows_one_other(self):
        graph = MigrationLoader(connection=None).graph

        assert {
            label: len(graph.leaf_nodes(label)) for label in OURS if len(graph.leaf_nodes(label)) > 1
        } == {}

    @pytest.mark.django_db
    def test_exists_for_every_change_of_a_table(self):
        call_command("makemigrations", *OURS, check=True, dry_run=True, verbosity=0)
