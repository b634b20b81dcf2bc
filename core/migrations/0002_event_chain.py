from django.db import migrations

from core import chain


def install(apps, schema_editor):
    chain.install(schema_editor.connection)


def remove(apps, schema_editor):
    chain.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
