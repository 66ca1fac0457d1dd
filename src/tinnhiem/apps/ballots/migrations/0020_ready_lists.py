import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ballots', '0011_casework_append_only'),
        ('org', '0020_records_clerk'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadyList',
            fields=[
                ('name', models.CharField(max_length=48, primary_key=True, serialize=False)),
                ('stamp', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Touch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('appointment', 'Appointment'), ('person', 'Person'), ('unit', 'Unit'), ('meeting', 'Meeting'), ('case', 'Case'), ('document', 'Document'), ('notice', 'Notice')], max_length=12)),
                ('key', models.CharField(max_length=36)),
            ],
        ),
        migrations.CreateModel(
            name='BoardLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('standing', models.CharField(max_length=10)),
                ('is_covered', models.BooleanField()),
                ('stage', models.CharField(max_length=16)),
                ('last_day', models.DateField()),
                ('notice_by', models.DateField(null=True)),
                ('late_after', models.DateField(null=True)),
                ('has_notice_due', models.BooleanField()),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.appointment')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='ballots.campaign')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['campaign', 'is_covered', 'last_day', 'unit', 'appointment'], name='board_line_order')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'appointment'), name='board_line_once_a_leader')],
            },
        ),
        migrations.CreateModel(
            name='DueLine',
            fields=[
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='org.appointment')),
                ('words', models.TextField()),
                ('standing', models.CharField(blank=True, max_length=8)),
                ('procedure', models.CharField(max_length=16)),
                ('last_day', models.DateField()),
                ('next_on', models.DateField()),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['next_on', 'unit', 'appointment'], name='due_line_order')],
            },
        ),
    ]
