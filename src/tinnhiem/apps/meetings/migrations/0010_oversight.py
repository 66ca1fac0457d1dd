import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0004_rescheduling_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Annulment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.TextField()),
                ('at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='annulment', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='CountStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(max_length=40)),
                ('text', models.TextField()),
                ('raised_by_name', models.CharField(max_length=120)),
                ('function', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ObserverNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author_name', models.CharField(max_length=120)),
                ('function', models.CharField(max_length=12)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='StopResolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.TextField()),
                ('resolved_by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('resolved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stop', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='resolution', to='meetings.countstop')),
            ],
        ),
        migrations.CreateModel(
            name='RepeatedMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('earlier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='repeated_by', to='meetings.meeting')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('meeting', models.F('earlier')), _negated=True), name='repeated_meeting_is_another')],
            },
        ),
    ]
