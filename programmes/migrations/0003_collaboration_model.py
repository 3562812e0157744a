
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alliance', '0002_charter_and_surroundings'),
        ('programmes', '0002_areas_in_full'),
    ]

    operations = [
        migrations.AddField(
            model_name='businessarea',
            name='collaboration_model',
            field=models.ForeignKey(blank=True, help_text="One of the alliance's models of collaboration (rule E-23).", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='alliance.charterline'),
        ),
        migrations.AddField(
            model_name='historicalbusinessarea',
            name='collaboration_model',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text="One of the alliance's models of collaboration (rule E-23).", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='alliance.charterline'),
        ),
        migrations.AlterField(
            model_name='announcement',
            name='embargo_time',
            field=models.TimeField(blank=True, help_text='Only with the day of the embargo.', null=True, verbose_name='time of the embargo'),
        ),
        migrations.AlterField(
            model_name='historicalannouncement',
            name='embargo_time',
            field=models.TimeField(blank=True, help_text='Only with the day of the embargo.', null=True, verbose_name='time of the embargo'),
        ),
    ]
