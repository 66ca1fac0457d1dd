"""Which database the tests run on, and how a table that refuses deletion is emptied between tests.

The suite runs on SQLite; the tests that touch a database run once more with ``TINNHIEM_DATABASE=postgresql``
and ``--database-only``. Markers ``sqlite`` and ``postgres`` keep a test to one of the two.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management.commands import flush
from django.db import connection

from tests.plugins.left_out import set_aside

KIND = os.environ.get("TINNHIEM_DATABASE", "sqlite")
OTHER_KIND = {"sqlite": "postgres", "postgresql": "sqlite"}[KIND]
BOTH_ARE_RUN = bool(os.environ.get("PGHOST") or os.environ.get("TINNHIEM_TEST_PG"))
"""Where a server is named, the test script runs the other half as well."""
TOUCHES_DATABASE = {"db", "transactional_db", "live_server", "admin_client", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--database-only``."""
    parser.addoption("--database-only", action="store_true", help="only tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Set aside what belongs to the other database and, where asked, what needs none."""
    foreign = [item for item in items if item.get_closest_marker(OTHER_KIND)]
    if BOTH_ARE_RUN:
        config.hook.pytest_deselected(items=foreign)
    else:
        set_aside(config, foreign, f"they are about {OTHER_KIND} and this run is on {KIND}")
    wanted = [item for item in items if not item.get_closest_marker(OTHER_KIND)]
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in wanted if not touches_database(item)])
        wanted = [item for item in wanted if touches_database(item)]
    items[:] = wanted


def touches_database(item: pytest.Item) -> bool:
    """Whether the test asks for a database by marker or by fixture."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & TOUCHES_DATABASE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Put the SQLite test database in a file, as in production, so that threads meet as they do there."""
    if connection.vendor == "sqlite":
        folder: Path = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session", autouse=True)
def flush_lifts_triggers() -> Iterator[None]:
    """Let Django empty append-only tables after a transactional test, and only then."""
    handle = flush.Command.handle

    def lifting(self: flush.Command, **options: object) -> None:
        restore = _lift_triggers()
        try:
            handle(self, **options)
        finally:
            restore()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", lifting)
        yield


def _lift_triggers() -> Callable[[], None]:
    """Take the triggers off; the result puts them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            _execute([f'DROP TRIGGER "{name}"' for name, _ in triggers])
            return lambda: _execute([sql for _, sql in triggers])
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        tables = [table for (table,) in cursor.fetchall()]
    _execute([f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables])
    return lambda: _execute([f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables])


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
