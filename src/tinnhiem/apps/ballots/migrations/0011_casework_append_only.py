"""Review cases and their acts are append-only: the database itself refuses to change, delete or empty them."""

from django.db import migrations

TABLES = (
    "ballots_reviewcase",
    "ballots_caseact",
    "ballots_caseeffect",
    "ballots_casedisclosure",
)

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} FOR EACH {reach}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}
FOR EACH {reach} EXECUTE FUNCTION ballots_refuse_change_of_casework()
"""
REFUSE = """
CREATE FUNCTION ballots_refuse_change_of_casework() RETURNS trigger LANGUAGE plpgsql AS
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
        schema_editor.execute("DROP FUNCTION ballots_refuse_change_of_casework() CASCADE")
        return
    for table in TABLES:
        for event in SQLITE_REACH:
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event.lower()}")


class Migration(migrations.Migration):
    dependencies = [("ballots", "0010_casework")]
    operations = [migrations.RunPython(protect, release)]
