"""Observers' notes and what follows them are append-only: the database refuses to change, delete or empty them."""

from django.db import migrations

TABLES = (
    "meetings_observernote",
    "meetings_countstop",
    "meetings_stopresolution",
    "meetings_annulment",
    "meetings_repeatedmeeting",
)

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} FOR EACH {reach}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}
FOR EACH {reach} EXECUTE FUNCTION meetings_refuse_change_of_oversight()
"""
REFUSE = """
CREATE FUNCTION meetings_refuse_change_of_oversight() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
SQLITE_REACH = {"UPDATE": "ROW", "DELETE": "ROW"}
POSTGRESQL_REACH = SQLITE_REACH | {"TRUNCATE": "STATEMENT"}


def protect(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(REFUSE, None)
    statement, reach = (POSTGRESQL, POSTGRESQL_REACH) if postgresql else (SQLITE, SQLITE_REACH)
    for table in TABLES:
        for event, each in reach.items():
            schema_editor.execute(
                statement.format(table=table, event=event, verb=event.lower(), reach=each), None
            )


def release(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION meetings_refuse_change_of_oversight() CASCADE")
        return
    for table in TABLES:
        for event in SQLITE_REACH:
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event.lower()}")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_oversight")]
    operations = [migrations.RunPython(protect, release)]
