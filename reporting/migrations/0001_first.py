import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.model_sets import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('alliance', '0001_first'),
        ('core', '0001_first'),
        ('governance', '0001_first'),
        ('programmes', '0001_first'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='StoredPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_key', models.CharField(max_length=64, unique=True)),
                ('sha256', models.CharField(max_length=64)),
                ('pages', models.PositiveIntegerField()),
                ('used_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('as_at', models.DateField()),
                ('edition', models.CharField(choices=[('board', 'Board'), ('open', 'Open')], default='open', max_length=12)),
                ('restricted', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('alliance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='alliance.alliance')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='core.job')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='governance.meeting')),
                ('period', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='programmes.reportingperiod')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PackPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=400)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('making', 'Being made'), ('done', 'Made'), ('kept', 'Kept from before'), ('failed', 'Failed')], default='waiting', max_length=8)),
                ('pages', models.PositiveIntegerField(null=True)),
                ('error', models.TextField(blank=True)),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pack_parts', to='core.job')),
            ],
            options={
                'ordering': ['job', 'order'],
                'constraints': [models.UniqueConstraint(fields=('job', 'order'), name='reporting_pack_part_once')],
            },
        ),
    ])]
