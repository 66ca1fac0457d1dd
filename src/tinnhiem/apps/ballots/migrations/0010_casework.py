import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ballots', '0004_campaign_append_only'),
        ('org', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewCase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('procedure', models.CharField(max_length=32)),
                ('subject_post', models.CharField(max_length=16)),
                ('legal_basis_on', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.appointment')),
                ('arises_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ballots.reviewcase')),
                ('managing_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('poll', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='case', to='ballots.poll')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.person')),
            ],
        ),
        migrations.CreateModel(
            name='CaseEffect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision_number', models.CharField(max_length=60)),
                ('signed_on', models.DateField()),
                ('effective_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='effect', to='ballots.reviewcase')),
            ],
        ),
        migrations.CreateModel(
            name='CaseDisclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='disclosure', to='ballots.reviewcase')),
            ],
        ),
        migrations.CreateModel(
            name='CaseAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('step', models.CharField(max_length=40)),
                ('result', models.CharField(max_length=40)),
                ('taken_by', models.CharField(max_length=200)),
                ('taken_on', models.DateField()),
                ('facts', models.JSONField(default=dict)),
                ('salt', models.CharField(max_length=64)),
                ('document', models.UUIDField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='ballots.reviewcase')),
            ],
        ),
        migrations.AddConstraint(
            model_name='reviewcase',
            constraint=models.CheckConstraint(condition=models.Q(('arises_from', None), models.Q(('arises_from', models.F('id')), _negated=True), _connector='OR'), name='review_case_not_from_itself'),
        ),
        migrations.AddConstraint(
            model_name='caseact',
            constraint=models.UniqueConstraint(fields=('case', 'position'), name='case_act_position_once'),
        ),
        migrations.AddConstraint(
            model_name='caseact',
            constraint=models.UniqueConstraint(fields=('case', 'step'), name='case_act_step_once'),
        ),
    ]
