"""Call down, ask down; never up, never sideways."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT, Module, imported_names, modules, planted


def foreign_tables(module: Module) -> list[str]:
    """Imports of another app's tables; only an app touches its own."""
    return [
        f"{module.name}:{node.lineno} imports {full}"
        for node, _, full in imported_names(module)
        if (owner := _owner_of_tables(full)) and not f"{module.name}.".startswith(f"{owner}.")
    ]


def _owner_of_tables(full: str) -> str | None:
    parts = full.split(".")
    return ".".join(parts[:3]) if parts[:2] == ["tinnhiem", "apps"] and "models" in parts[3:] else None


def project_in_migration(module: Module) -> list[str]:
    """Imports of the project in a migration, which must stay true when the project has moved on."""
    if ".migrations." not in module.name:
        return []
    return [
        f"{module.name}:{node.lineno}"
        for node, _, full in imported_names(module)
        if full.startswith("tinnhiem")
    ]


def signals(module: Module) -> list[str]:
    """Imports of the machinery by which one thing happens behind the back of another."""
    return [
        f"{module.name}:{node.lineno}"
        for node, _, full in imported_names(module)
        if full.startswith("django.") and {"signals", "dispatch"} & set(full.split("."))
    ]


class TestTheFloors:
    def test_keep_every_contract_of_import_linter(self):
        lint = Path(sys.executable).parent / "lint-imports"

        result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

        assert result.returncode == 0, result.stdout[-3000:]


class TestTheTablesOfAnApp:
    def test_are_found_when_another_room_imports_them(self):
        by_name = planted("from tinnhiem.apps.org.models import Person", "tinnhiem.web.office")
        by_module = planted("from tinnhiem.apps.org import models", "tinnhiem.apps.orgchart.queries")

        assert foreign_tables(by_name) and foreign_tables(by_module)

    def test_may_be_imported_by_the_app_itself(self):
        assert not foreign_tables(
            planted("from tinnhiem.apps.org.models import Person", "tinnhiem.apps.org.queries")
        )

    def test_are_imported_by_no_other_room(self):
        assert [found for module in modules() for found in foreign_tables(module)] == []


class TestAMigration:
    def test_that_imports_the_project_is_found(self):
        source = "from tinnhiem.common import text"

        assert project_in_migration(planted(source, "tinnhiem.apps.org.migrations.0001_initial"))

    def test_imports_nothing_from_the_project(self):
        assert [found for module in modules() for found in project_in_migration(module)] == []


class TestASignal:
    """What follows from an act stands in its operation, in reading order."""

    def test_that_is_imported_is_found(self):
        assert signals(planted("from django.db.models.signals import post_save"))
        assert signals(planted("import django.dispatch"))

    def test_is_used_nowhere(self):
        assert [found for module in modules() for found in signals(module)] == []
