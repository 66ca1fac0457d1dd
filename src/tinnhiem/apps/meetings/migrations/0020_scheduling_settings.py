import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0011_oversight_append_only'),
        ('org', '0020_records_clerk'),
    ]

    operations = [
        migrations.CreateModel(
            name='SchedulingSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('length_minutes', models.PositiveSmallIntegerField()),
                ('travel_minutes', models.PositiveSmallIntegerField()),
                ('starts', models.JSONField()),
                ('managing_unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('length_minutes__gte', 1)), name='scheduling_length_positive')],
            },
        ),
    ]
