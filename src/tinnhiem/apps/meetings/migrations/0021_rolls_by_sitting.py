from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0020_scheduling_settings'),
    ]

    operations = [
        migrations.AddField(
            model_name='attendance',
            name='sitting',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='is_roll_called',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('sitting', None), ('is_present', True), _connector='OR'), name='attendance_sitting_of_the_present'),
        ),
    ]
