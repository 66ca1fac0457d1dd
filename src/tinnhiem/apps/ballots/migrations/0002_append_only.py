"""Legal records of ``ballots`` are append-only: the database itself refuses to change or delete them."""

from django.db import migrations

TABLES = ("ballots_adjudication", "ballots_countingrecord",)

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}
FOR EACH ROW EXECUTE FUNCTION ballots_refuse_change()
"""
REFUSE = """
CREATE FUNCTION ballots_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def protect(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(REFUSE, None)
    statement = POSTGRESQL if postgresql else SQLITE
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(statement.format(table=table, event=event, verb=event.lower()), None)


def release(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        schema_editor.execute("DROP FUNCTION ballots_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
