from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0002_registers'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='unit',
            name='successor',
        ),
    ]
