"""The ledger is append-only: the database itself refuses to change, delete or empty it.

The row that says where the ledger ends may only move forward by one, and may not be deleted.
"""

from django.db import migrations

LINE, TAIL = "audit_line", "audit_tail"

SQLITE = [
    f"""CREATE TRIGGER {LINE}_no_update BEFORE UPDATE ON {LINE}
    BEGIN SELECT RAISE(ABORT, '{LINE} is append-only'); END""",
    f"""CREATE TRIGGER {LINE}_no_delete BEFORE DELETE ON {LINE}
    BEGIN SELECT RAISE(ABORT, '{LINE} is append-only'); END""",
    f"""CREATE TRIGGER {TAIL}_no_delete BEFORE DELETE ON {TAIL}
    BEGIN SELECT RAISE(ABORT, '{TAIL} is append-only'); END""",
    f"""CREATE TRIGGER {TAIL}_one_step BEFORE UPDATE ON {TAIL} WHEN NEW.sequence <> OLD.sequence + 1
    BEGIN SELECT RAISE(ABORT, '{TAIL} moves forward by one'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"""CREATE TRIGGER {LINE}_no_update BEFORE UPDATE OR DELETE ON {LINE}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()""",
    f"""CREATE TRIGGER {LINE}_no_truncate BEFORE TRUNCATE ON {LINE}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()""",
    f"""CREATE TRIGGER {TAIL}_no_delete BEFORE DELETE ON {TAIL}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()""",
    f"""CREATE TRIGGER {TAIL}_no_truncate BEFORE TRUNCATE ON {TAIL}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()""",
    f"""CREATE TRIGGER {TAIL}_one_step BEFORE UPDATE ON {TAIL} FOR EACH ROW
    WHEN (NEW.sequence <> OLD.sequence + 1) EXECUTE FUNCTION audit_refuse_change()""",
]
SQLITE_UNDONE = [
    f"DROP TRIGGER {name}"
    for name in (f"{LINE}_no_update", f"{LINE}_no_delete", f"{TAIL}_no_delete", f"{TAIL}_one_step")
]
POSTGRESQL_UNDONE = ["DROP FUNCTION audit_refuse_change() CASCADE"]


def protect(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, None)


def release(apps, schema_editor):
    for statement in POSTGRESQL_UNDONE if schema_editor.connection.vendor == "postgresql" else SQLITE_UNDONE:
        schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
