"""The table of shared counters, so that one `migrate` makes everything the embedded mode needs."""

from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_first")]
    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
