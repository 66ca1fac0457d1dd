"""Exceptions and notices of a campaign are append-only: the database itself refuses to change, delete or empty them."""

from django.db import migrations

TABLES = ("ballots_campaignexception", "ballots_termnotice",)

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} FOR EACH {reach}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}
FOR EACH {reach} EXECUTE FUNCTION ballots_refuse_change()
"""
SQLITE_REACH = {"UPDATE": "ROW", "DELETE": "ROW"}
POSTGRESQL_REACH = SQLITE_REACH | {"TRUNCATE": "STATEMENT"}


def protect(apps, schema_editor):
    statement, reach = _said(schema_editor)
    for table in TABLES:
        for event, each in reach.items():
            schema_editor.execute(
                statement.format(table=table, event=event, verb=event.lower(), reach=each), None
            )


def release(apps, schema_editor):
    for table in TABLES:
        for event in _said(schema_editor)[1]:
            where = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event.lower()}{where}", None)


def _said(schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        return POSTGRESQL, POSTGRESQL_REACH
    return SQLITE, SQLITE_REACH


class Migration(migrations.Migration):
    dependencies = [("ballots", "0003_campaigns")]
    operations = [migrations.RunPython(protect, release)]
