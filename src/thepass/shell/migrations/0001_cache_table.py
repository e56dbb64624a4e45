"""The table of the shared cache, in which rate limits are counted."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", "cache", database=schema_editor.connection.alias, verbosity=0)


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute('DROP TABLE IF EXISTS "cache"')


class Migration(migrations.Migration):
    operations = [migrations.RunPython(make, drop)]
