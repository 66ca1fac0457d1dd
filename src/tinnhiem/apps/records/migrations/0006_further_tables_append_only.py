"""Facts, versions and references of documents are append-only, as the documents are."""

from django.db import migrations

TABLES = ("records_documentfacts", "records_draftversion", "records_reference")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} FOR EACH {reach}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}
FOR EACH {reach} EXECUTE FUNCTION records_refuse_change()
"""
SQLITE_REACH = {"UPDATE": "ROW", "DELETE": "ROW"}
POSTGRESQL_REACH = SQLITE_REACH | {"TRUNCATE": "STATEMENT"}


def protect(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    statement, reach = (POSTGRESQL, POSTGRESQL_REACH) if postgresql else (SQLITE, SQLITE_REACH)
    for table in TABLES:
        for event, each in reach.items():
            schema_editor.execute(
                statement.format(table=table, event=event, verb=event.lower(), reach=each), None
            )


def release(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    place, reach = (" ON {table}", POSTGRESQL_REACH) if postgresql else ("", SQLITE_REACH)
    for table in TABLES:
        for event in reach:
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event.lower()}" + place.format(table=table))


class Migration(migrations.Migration):
    dependencies = [("records", "0005_further_tables")]
    operations = [migrations.RunPython(protect, release)]
