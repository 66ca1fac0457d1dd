import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicNotice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(max_length=80, unique=True)),
                ('document', models.UUIDField()),
                ('item', models.CharField(max_length=200)),
                ('title', models.CharField(max_length=300)),
                ('notation', models.CharField(max_length=60)),
                ('signed_on', models.DateField()),
                ('signer', models.CharField(max_length=160)),
                ('due_on', models.DateField()),
                ('due_provisional', models.CharField(blank=True, max_length=20)),
                ('lasts_days', models.PositiveIntegerField()),
                ('basis', models.CharField(max_length=500)),
                ('entered_at', models.DateTimeField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('notice_board', 'Notice Board'), ('intranet', 'Intranet'), ('staff_meeting', 'Staff Meeting'), ('authority_page', 'Authority Page')], max_length=20)),
                ('begun_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='publication.publicnotice')),
            ],
        ),
        migrations.CreateModel(
            name='Takedown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_down_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('posting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='takedown', to='publication.posting')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.UniqueConstraint(fields=('notice', 'place'), name='posting_once_a_place'),
        ),
    ]
