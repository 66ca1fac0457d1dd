"""Whatever the lines of a leader rest on leaves a touch when it is written, by whatever hand.

A trigger reads no other table, so that SQLite may still make a watched table anew. It writes the key of the
row that changed; a person or a unit that has just been entered holds no post yet. Rebuilding drops the triggers of
the table, so this migration comes after every one that rebuilds a watched table; a later one sets them again.
"""

from django.db import migrations

WATCHED = (
    ("org_appointment", "id", "appointment"),
    ("org_person", "id", "person"),
    ("org_unit", "id", "unit"),
    ("org_subordination", "unit_id", "unit"),
    ("meetings_meeting", "appointment_id", "appointment"),
    ("meetings_annulment", "meeting_id", "meeting"),
    ("ballots_poll", "meeting_id", "meeting"),
    ("ballots_termnotice", "appointment_id", "appointment"),
    ("ballots_listedleader", "appointment_id", "appointment"),
    ("ballots_campaignexception", "appointment_id", "appointment"),
    ("ballots_reviewcase", "appointment_id", "appointment"),
    ("ballots_caseeffect", "case_id", "case"),
    ("records_document", "id", "document"),
    ("records_reference", "earlier_id", "document"),
    ("records_signedcopy", "document_id", "document"),
    ("publication_posting", "notice_id", "notice"),
)
"""Each table with the column that is written down, and of what it is the key."""

ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
SILENT = {("org_person", "INSERT"), ("org_unit", "INSERT")}

TOUCH = "INSERT INTO ballots_touch (source, key) VALUES ('{source}', CAST({row}.{column} AS varchar(36)));"
SQLITE = "CREATE TRIGGER {table}_touches_{verb} AFTER {event} ON {table} FOR EACH ROW BEGIN {body} END"
POSTGRESQL = """
CREATE FUNCTION {table}_touches_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;
CREATE TRIGGER {table}_touches_{verb} AFTER {event} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_touches_{verb}()
"""


def watched():
    """Each event of each watched table, with what is written down then."""
    for table, column, source in WATCHED:
        for event, rows in ROWS.items():
            if (table, event) not in SILENT:
                yield table, event, " ".join(TOUCH.format(source=source, row=row, column=column) for row in rows)


def watch(apps, schema_editor):
    statement = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for table, event, body in watched():
        schema_editor.execute(statement.format(table=table, event=event, verb=event.lower(), body=body), None)


def release(apps, schema_editor):
    drop = "DROP FUNCTION {}() CASCADE" if schema_editor.connection.vendor == "postgresql" else "DROP TRIGGER {}"
    for table, event, _ in watched():
        schema_editor.execute(drop.format(f"{table}_touches_{event.lower()}"), None)


class Migration(migrations.Migration):
    dependencies = [
        ("ballots", "0020_ready_lists"),
        ("meetings", "0021_rolls_by_sitting"),
        ("org", "0020_records_clerk"),
        ("publication", "0002_append_only"),
        ("records", "0010_issuing_offices"),
    ]
    operations = [migrations.RunPython(watch, release)]
