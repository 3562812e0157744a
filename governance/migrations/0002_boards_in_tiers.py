import core.fields
import core.history
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from core.model_sets import CreateModels


class Migration(migrations.Migration):

    dependencies = [
        ('core', '__first__'),
        ('governance', '0001_first'),
        ('programmes', '0001_first'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='BoardName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                    ('withdrawn_reason', models.CharField(blank=True, editable=False, max_length=300)),
                    ('from_date', core.fields.ImpreciseDateField(blank=True, help_text='Leave empty if it was not recorded', null=True, verbose_name='from')),
                    ('to_date', core.fields.ImpreciseDateField(blank=True, help_text='The last day it holds; leave empty while it is still in force', null=True, verbose_name='to')),
                    ('name', models.CharField(max_length=200)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='governance.board')),
                    ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'name of a board',
                    'verbose_name_plural': 'names of boards',
                    'ordering': ['board', 'from_date', 'pk'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('from_date__isnull', True), ('to_date__isnull', True), ('from_date__start__lte', models.F('to_date__end')), _connector='OR'), name='governance_boardname_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalBoardName',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('history_actor', models.CharField(default=core.history.current_actor, editable=False, max_length=200)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                    ('withdrawn_reason', models.CharField(blank=True, editable=False, max_length=300)),
                    ('history_change_reason', models.CharField(max_length=500, null=True)),
                    ('from_date', core.fields.ImpreciseDateField(blank=True, help_text='Leave empty if it was not recorded', null=True, verbose_name='from')),
                    ('to_date', core.fields.ImpreciseDateField(blank=True, help_text='The last day it holds; leave empty while it is still in force', null=True, verbose_name='to')),
                    ('name', models.CharField(max_length=200)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('board', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.board')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical name of a board',
                    'verbose_name_plural': 'historical names of boards',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                    'indexes': [models.Index(fields=['history_date', 'id'], name='governance__history_8357de_idx')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
        migrations.AddField(
            model_name='board',
            name='area',
            field=models.ForeignKey(blank=True, help_text='For the board of one area. It is seen by those who see the area.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='boards', to='programmes.businessarea'),
        ),
        migrations.AddField(
            model_name='board',
            name='recommends_to',
            field=models.ForeignKey(blank=True, help_text='The board that decides on what this one recommends.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recommended_by', to='governance.board'),
        ),
        migrations.AddField(
            model_name='board',
            name='tier',
            field=models.PositiveSmallIntegerField(blank=True, help_text='1 for the highest, where the alliance has tiers; else empty.', null=True),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='area',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='For the board of one area. It is seen by those who see the area.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.businessarea'),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='recommends_to',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The board that decides on what this one recommends.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='governance.board'),
        ),
        migrations.AddField(
            model_name='historicalboard',
            name='tier',
            field=models.PositiveSmallIntegerField(blank=True, help_text='1 for the highest, where the alliance has tiers; else empty.', null=True),
        ),
    ]
