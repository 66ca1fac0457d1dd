"""How a signed copy was recognised, and who issues which paper of a unit.

SQLite makes the table of signed copies anew to add a column and so drops its triggers; they are put back.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


TRIGGER = """
CREATE TRIGGER IF NOT EXISTS records_signedcopy_no_{verb} BEFORE {event} ON records_signedcopy FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'records_signedcopy is append-only'); END
"""


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(TRIGGER.format(event=event, verb=event.lower()), None)


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0020_records_clerk'),
        ('records', '0006_further_tables_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, protect),
        migrations.AddField(
            model_name='pendingsignature',
            name='recognised',
            field=models.CharField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='signedcopy',
            name='recognised',
            field=models.CharField(blank=True, choices=[('', 'Before'), ('mark', 'Mark'), ('signature', 'Signature'), ('eye', 'Eye')], default='', max_length=10),
        ),
        migrations.RunPython(protect, migrations.RunPython.noop),
        migrations.CreateModel(
            name='IssuingOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('suffix', models.CharField(max_length=20)),
                ('capacity', models.JSONField(default=list)),
                ('signer', models.CharField(blank=True, max_length=160)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'office'), name='issuing_office_once')],
            },
        ),
    ]
